"""Laws `parts_sum`, `persons_sum`, `money_sum`: parts of one total add up to it.

Which parts belong to which total is read from the print alone:

| form                                             | fits       | more than the total          | less than the total        |
|--------------------------------------------------|------------|------------------------------|----------------------------|
| T，其中 A、B (money, or persons when T is 人次)       | consistent | inconsistent                 | unverifiable ¹             |
| T名/人，其中 A、B (one person, two measures)           | consistent | unverifiable                 | unverifiable               |
| T，其中 A、B (things)                               | consistent | inconsistent ²               | unverifiable ¹             |
| T（A、B） T：A、B                                   | consistent | inconsistent ²               | inconsistent from 3 parts  |
| A、B，合计/共计 T                                   | consistent | inconsistent                 | inconsistent               |
| T，已 A，剩余/其余 B                                  | consistent | inconsistent                 | inconsistent               |
| T，已 A，在建/正在 B                                  | consistent | inconsistent                 | no row                     |
| T … A …，B … without any of these words              | consistent | no row                       | no row                     |

¹ inconsistent where the list is closed: 其余 stands before the last part, or the total names its parts (追缴、清退合计
T，其中追缴 A、清退 B). ² not where a part names a property (党员, 规上, 35岁以下): properties overlap.
Nested lists, second 其中, approximations and notes of double counting (一件多派) stop every accusation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from taizhang.audit.case import Case, words
from taizhang.audit.lists import ClaimList
from taizhang.audit.quantities import Run, adds_up, check_of, kind_of, own_noun, plain, runs
from taizhang.audit.remainders import far_remainder, remainder
from taizhang.audit.verdict import CONSISTENT, INCONSISTENT, SCOPE_NAMES, UNVERIFIABLE, addition, amount, finding
from taizhang.records import Count, Finding

_OPENS_LIST = re.compile(r"[\u4e00-\u9fff“”]{0,8}(?:[(:]|[,]?分别(?:为|是)?)")
_LINKS = re.compile(r"[^。;:0-9]{0,16}$")


def sums(case: Case, lists: Sequence[ClaimList]) -> tuple[Finding, ...]:
    """All rows of the three laws, in text order."""
    rows = [(entry.total.char_start, _claim_row(case, entry)) for entry in lists]
    spent: set[int] = set()
    for run in runs(case):
        rows += _run_rows(case, run, spent)
    rows += [(total.char_start, _row(case, total, parts, CONSISTENT)) for total, parts in far_remainder(case, spent)]
    return tuple(row for _, row in sorted(rows, key=lambda entry: entry[0]) if row is not None)


def _claim_row(case: Case, entry: ClaimList) -> Finding | None:
    verdict = CONSISTENT
    if entry.difference:
        if entry.structure == "subset" and entry.difference < 0 or double_counted(case):
            verdict = UNVERIFIABLE
        elif entry.structure == "subset" and _overlapping(case, entry.parts):
            verdict = UNVERIFIABLE
        elif entry.structure == "bracket" and entry.difference < 0 and len(entry.parts) < 3:
            verdict = UNVERIFIABLE
        else:
            verdict = INCONSISTENT
    return _row(case, entry.total, entry.parts, verdict, scope=entry.total.scope)


def _run_rows(case: Case, run: Run, spent: set[int]) -> list[tuple[int, Finding | None]]:
    """Rows of one run; every count is a part once."""
    rows: list[tuple[int, Finding | None]] = []
    counts = run.counts
    for law in (_subset, _bracketed, _summed_up, remainder, _bare):
        for total, parts, verdict in law(case, counts):
            if any(part.char_start in spent for part in parts):
                continue
            spent |= {part.char_start for part in parts}
            rows.append((total.char_start, _row(case, total, parts, verdict)))
    return rows


Reading_ = tuple[Count, tuple[Count, ...], str]


def _subset(case: Case, counts: Sequence[Count]) -> list[Reading_]:
    """T，其中 A、B."""
    found: list[Reading_] = []
    for index, total in enumerate(counts):
        if case.is_part(total) or total.qualifier is not None:
            continue
        parts = _behind_of_them(case, total, counts[index + 1 :])
        if len(parts) < 2:
            continue
        fits = _longest_fit(case, total, parts)
        if fits:
            found.append((total, fits, CONSISTENT))
            continue
        marked = [part for part in parts if case.is_part(part)]
        if len(marked) < 2:
            continue
        between = case.folded[total.char_end : marked[-1].char_start]
        excess = sum(part.value or 0 for part in marked) > (total.value or 0)
        verdict = UNVERIFIABLE
        clear = between.count("其中") == 1 and not double_counted(case) and not _approximate_near(case, total, marked)
        if clear and _disjoint(case, total, marked) and (excess or _closed(case, total, marked)):
            verdict = INCONSISTENT
        found.append((total, tuple(marked), verdict))
    return found


def _behind_of_them(case: Case, total: Count, following: Sequence[Count]) -> list[Count]:
    """The counts behind 其中 that may be parts of the total: marked ones, or up to the next semicolon; no inner lists."""
    parts: list[Count] = []
    for count in following:
        between = case.folded[total.char_end : count.char_start]
        if "其中" not in between:
            break
        if not case.is_part(count) and ";" in between[between.index("其中") :]:
            break
        if not parts or _depth(case, total, count) <= _depth(case, total, parts[0]):
            parts.append(count)
    return parts


def _longest_fit(case: Case, total: Count, parts: Sequence[Count]) -> tuple[Count, ...]:
    """The parts from the first on that add up to the total, as many as do."""
    for size in range(len(parts), 1, -1):
        if all(plain(part) for part in parts[:size]) and adds_up(case, total, parts[:size]):
            return tuple(parts[:size])
    return ()


def _depth(case: Case, total: Count, count: Count) -> int:
    between = case.folded[total.char_end : count.char_start]
    return between.count("(") - between.count(")")


def _disjoint(case: Case, total: Count, parts: Sequence[Count]) -> bool:
    """Whether the parts can not share members."""
    kind = kind_of(total)
    if kind == "persons":
        return total.unit == "人次" and not _overlapping(case, parts)
    return not _overlapping(case, parts)


def _overlapping(case: Case, parts: Sequence[Count]) -> bool:
    """Whether a part names a property rather than a share: 党员, 规上企业, 35岁以下."""
    for part in parts:
        named = case.clause_before(part.char_start) + part.surface + (part.noun or "")
        if words("parts", "attribute").search(named):
            return True
    return False


def _closed(case: Case, total: Count, parts: Sequence[Count]) -> bool:
    """Whether the list leaves nothing out: 其余 before its last part, or the total names each part."""
    if words("parts", "remainder").search(case.clause_before(parts[-1].char_start)):
        return True
    naming = case.clause_before(total.char_start, 40) + _before_clause(case, total)
    heads = [re.sub(r"^其中:?|[^\u4e00-\u9fff]", "", case.clause_before(part.char_start))[:2] for part in parts]
    return all(len(word) == 2 and word in naming for word in heads) and len(set(heads)) == len(heads)


def _before_clause(case: Case, total: Count) -> str:
    start, _ = case.sentence_span(case.sentence(total.char_start))
    window = case.folded[max(start, total.char_start - 24) : total.char_start]
    return re.split(r"[,;。:]", window)[-1]


def _bracketed(case: Case, counts: Sequence[Count]) -> list[Reading_]:
    """T（A、B） and T：A、B."""
    found: list[Reading_] = []
    for index, total in enumerate(counts[:-2]):
        if total.qualifier is not None or case.is_part(total):
            continue
        opening = _OPENS_LIST.match(case.folded, total.char_end)
        if opening is None:
            continue
        _, stop = case.sentence_span(case.sentence(total.char_start))
        semicolon = stop
        if opening.group().endswith("("):
            close = case.folded.find(")", opening.end(), stop)
            semicolon = close if close >= 0 else opening.end()
        text = case.folded[opening.end() : semicolon]
        parts = [count for count in counts[index + 1 :] if opening.end() <= count.char_start < semicolon]
        if len(parts) < 2 or any(not plain(part) for part in parts):
            continue
        fits = _longest_fit(case, total, parts)
        if fits:
            found.append((total, fits, CONSISTENT))
            continue
        tight = all(_tight(case, before, part) for before, part in zip([None, *parts], parts, strict=False))
        if not tight or words("parts", "open_ended").search(text) or double_counted(case) or _overlapping(case, parts):
            continue
        short = sum(part.value or 0 for part in parts) < (total.value or 0)
        same = _same_things(total, parts) and (kind_of(total) != "persons" or total.unit == "人次")
        if same and (not short or len(parts) > 2 or "分别" in opening.group()):
            found.append((total, tuple(parts), INCONSISTENT))
    return found


def _tight(case: Case, before: Count | None, part: Count) -> bool:
    """Whether only a short name stands between one part and the next."""
    clause = case.clause_before(part.char_start)
    if before is None:
        return len(clause) <= 14
    between = case.folded[before.char_end : part.char_start]
    return len(between) <= 18 and "。" not in between and len(clause) <= 14


def _same_things(total: Count, parts: Sequence[Count]) -> bool:
    """Whether the parts count what the total counts: no noun of their own, or the same one; one unit."""
    return all(part.unit == total.unit and own_noun(part) in ("", own_noun(total), total.noun) for part in parts)


def _summed_up(case: Case, counts: Sequence[Count]) -> list[Reading_]:
    """A、B，合计 T."""
    found: list[Reading_] = []
    for index, total in enumerate(counts):
        if index < 2 or total.qualifier is not None:
            continue
        word = words("parts", "sum_up").search(case.clause_before(total.char_start))
        if word is None:
            continue
        before = [count for count in counts[:index]]
        fits = next((tuple(before[-size:]) for size in range(len(before), 1, -1)
                     if all(map(plain, before[-size:])) and adds_up(case, total, before[-size:])), ())
        if fits:
            found.append((total, fits, CONSISTENT))
            continue
        gap = case.folded[before[-1].char_end : total.char_start]
        clear = (
            word.group() != "共" and len(gap) <= 16 and len({count.role for count in before}) == 1
            and all(count.qualifier is None for count in before) and not words("parts", "loose").search(gap)
            and all(_LINKS.search(case.folded[one.char_end : two.char_start]) for one, two in zip(before, before[1:], strict=False))
        )
        if clear and not double_counted(case) and {kind_of(total)} == {kind_of(count) for count in before} and before[0].role == total.role:
            found.append((total, tuple(before), INCONSISTENT))
    return found


def _bare(case: Case, counts: Sequence[Count]) -> list[Reading_]:
    """T … A …，B … : parts without a noun behind them that are exactly the whole of T are taken as its division.

    All counts of the kind up to the end of the sentence, or of its semicolon, must join in: small numbers that happen
    to add up are common.
    """
    found: list[Reading_] = []
    for index, total in enumerate(counts[:-2]):
        if total.qualifier is not None or case.is_part(total) or (total.value or 0) < 4:
            continue
        parts: list[Count] = []
        for count in counts[index + 1 :]:
            if ";" in case.folded[total.char_end : count.char_start]:
                break
            parts.append(count)
        joined = all(
            plain(part) and own_noun(part) in ("", own_noun(total), total.noun) and (part.value or 0) < (total.value or 0)
            for part in parts
        )
        if len(parts) > 1 and joined and adds_up(case, total, parts):
            found.append((total, tuple(parts), CONSISTENT))
    return found


def double_counted(case: Case) -> bool:
    """Whether the notice says that one thing may be counted more than once."""
    return words("multiple", "note").search(case.folded) is not None


def _approximate_near(case: Case, total: Count, parts: Sequence[Count]) -> bool:
    begin, end = total.char_start, parts[-1].char_end
    return any(not plain(count) and begin <= count.char_start < end for count in case.counts)


def _row(case: Case, total: Count, parts: Sequence[Count], verdict: str, *, scope: str | None = None) -> Finding:
    value = sum(part.value or 0 for part in parts)
    observed = round(value, 6)
    if verdict == CONSISTENT:
        observed = total.value or 0.0
    kind = kind_of(total) or ""
    name = SCOPE_NAMES.get(scope or "main", "")
    noun = total.noun or ("资金" if kind == "money" else "处理人员" if kind == "persons" else "")
    opening = f"{name}{noun}总数{amount(total)}，分项{addition(parts)}={amount(total, value)}"
    gap = abs(value - (total.value or 0))
    tail = "两者相符"
    if verdict != CONSISTENT:
        side = "多出" if value > (total.value or 0) else "相差"
        tail = f"{side}{amount(total, gap)}，" + ("两者不符" if verdict == INCONSISTENT else "正文未说明分项是否完整或有重叠，无法核实")
    return finding(case, check_of(kind), verdict, f"{opening}，{tail}。", [total.char_start, *(part.char_start for part in parts)],
                   scope=scope, claimed=total.value, observed=observed)
