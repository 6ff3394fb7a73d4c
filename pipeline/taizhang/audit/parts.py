"""Laws `parts_sum`, `persons_sum`, `money_sum`: parts of one total add up to it.

Which parts belong to which total is read from the print alone:

| form                                             | fits       | more than the total          | less than the total        |
|--------------------------------------------------|------------|------------------------------|----------------------------|
| T，其中 A、B (money, or persons when T is 人次)       | consistent | inconsistent                 | unverifiable ¹             |
| T名/人，其中 A、B (one person, two measures)           | consistent | no row                       | no row                     |
| T，其中 A、B (things)                               | consistent | inconsistent ²               | no row ¹                   |
| T（A、B） T：A、B                                   | consistent | inconsistent ²               | inconsistent from 3 parts  |
| A、B，合计/共计 T                                   | consistent | inconsistent                 | inconsistent               |
| T，已 A，剩余/其余 B                                  | consistent | inconsistent                 | inconsistent               |
| T，已 A，在建/正在 B                                  | consistent | inconsistent                 | no row                     |
| T … A …，B … without any of these words              | consistent | no row                       | no row                     |

¹ inconsistent where the list is closed: 其余 stands before the last part, or the total names its parts (追缴、清退合计
T，其中追缴 A、清退 B). ² not where a part names a property (党员, 规上, 35岁以下): properties overlap.
Nested lists, second 其中, approximations, numbers that the reader missed and notes of double counting (一件多派) stop
every accusation; so does a note beside the parts (兼具, 共同负责). Parts that are the whole of T from the first on leave
what follows out (又一种分法), and so do 另, 此外, 同时, 还 where the sum is not closed by what they open. See `caveats`.
Parts in the next sentence, one a line or in the headings of the aspects are `spread`; sessions (次, 场) may be of two kinds at
once, and so is one contract cleared and signed: there an excess is unverifiable, or no row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from taizhang.audit.case import Case, words
from taizhang.audit.caveats import nearer_total, on_top, one_division, overlap_printed, shared, some_fit
from taizhang.audit.combined import combined_totals
from taizhang.audit.lists import ClaimList
from taizhang.audit.quantities import Run, Tied, adds_up, check_of, kind_of, own_noun, plain, runs
from taizhang.audit.remainders import far_remainder, remainder
from taizhang.audit.spread import by_lines, in_headings, in_next_sentence
from taizhang.audit.subsets import bracketed, of_them, overlapping, unread_parts
from taizhang.audit.verdict import CONSISTENT, INCONSISTENT, UNVERIFIABLE, amount, finding
from taizhang.audit.wording import addition, thing
from taizhang.records import Count, Finding

_SUM_OF_PERSONS = re.compile(
    r"(?:合计|共计|总计)(?:共)?(?:追责|问责|处理|处分|查处|涉及)*(?:处理|问责)?(?:责任人|干部|党员|人员)*$"
)
_STOCK = re.compile(
    r"现行|现有|现存|现共|目前|原有|已有|在册|在用|达到?$|增[至加]"
)  # 新建5项、修订7项,现行制度共计20项
_LINK = re.compile(r"[^。;:0-9]{0,16}")  # 、 or a short clause between two parts


def sums(case: Case, lists: Sequence[ClaimList]) -> tuple[Finding, ...]:
    """All rows of the three laws, in text order."""
    apart = (*by_lines(case, lists), *in_headings(case, lists))
    rows = [(entry.total.char_start, _claim_row(case, entry)) for entry in (*lists, *combined_totals(case), *apart)]
    spent: set[int] = set()
    for run in runs(case):
        rows += _run_rows(case, run, spent)
    rows += [(total.char_start, _row(case, total, parts, CONSISTENT)) for total, parts in far_remainder(case, spent)]
    rows += [(total.char_start, _row(case, total, parts, said)) for total, parts, said in in_next_sentence(case, spent)]
    return tuple(row for _, row in sorted(rows, key=lambda entry: entry[0]))


def _claim_row(case: Case, entry: ClaimList) -> Finding:
    """The row of a claim with its parts (`lists` says what ties them)."""
    short = entry.difference < 0
    open_ended = {
        "subset": short or overlapping(case, entry.parts),
        "bracket": short and len(entry.parts) < 3,
        "fields": short or overlapping(case, entry.parts),
        "kinds": True,  # one problem may be remedied at once and for good
    }.get(entry.structure, False)
    verdict = CONSISTENT
    if entry.difference:
        noted = case.double_counting or shared(case, (entry.total, *entry.parts))
        noted = noted or nearer_total(case, entry.total, entry.parts) or overlap_printed(case, entry.parts)
        verdict = UNVERIFIABLE if open_ended or noted else INCONSISTENT
    return _row(case, entry.total, entry.parts, verdict, scope=entry.total.scope)


def _run_rows(case: Case, run: Run, spent: set[int]) -> list[tuple[int, Finding]]:
    """Rows of one run; every count is a part once."""
    rows: list[tuple[int, Finding]] = []
    for law in (of_them, bracketed, _summed_up, remainder, _bare):
        for total, parts, verdict in law(case, run.counts):
            if any(part.char_start in spent for part in parts):
                continue
            spent |= {part.char_start for part in parts}
            doubted = verdict == INCONSISTENT and (
                shared(case, (total, *parts))
                or (some_fit(total, parts) and not _divided_once(case, run.kind, total, parts))
                or overlap_printed(case, parts)
                or nearer_total(case, total, parts)
            )
            said = UNVERIFIABLE if doubted else verdict
            rows.append((total.char_start, _row(case, total, parts, said, kind=run.kind)))
    return rows


def _divided_once(case: Case, kind: str, total: Count, parts: Sequence[Count]) -> bool:
    """Whether the parts are one list that can only be the whole of the total: kinds of sanction, 分别为…, …合计 T."""
    between = case.folded[min(total.char_end, parts[-1].char_end) : max(total.char_start, parts[0].char_start)]
    summed = total.char_start > parts[-1].char_start or "分别" in between
    return (kind == "persons" or summed) and one_division(case, parts)


def _summed_up(case: Case, counts: Sequence[Count]) -> list[Tied]:
    """A、B，合计 T."""
    found: list[Tied] = []
    for index, total in enumerate(counts):
        word = words("parts", "sum_up").search(case.clause_before(total.char_start))
        if index < 2 or total.qualifier is not None or word is None:
            continue
        before = tuple(counts[:index])
        linked = 1 + sum(1 for _ in takewhile(lambda pair: _linked(case, *pair), reversed(list(pairwise(before)))))
        fits = next(
            (
                before[-size:]
                for size in range(len(before), max(linked, 2) - 1, -1)
                if all(map(plain, before[-size:])) and adds_up(case, total, before[-size:])
            ),
            (),
        )
        if fits:
            found.append((total, fits, CONSISTENT))
        elif (
            word.group() != "共"
            and _adjacent(case, before, total)
            and not (case.double_counting or unread_parts(case, total, before))
        ):
            found.append((total, before, INCONSISTENT))
    return found


def _adjacent(case: Case, parts: Sequence[Count], total: Count) -> bool:
    """Whether parts and sum follow each other without a word that opens the list, and count the same kind of thing."""
    gap = case.folded[parts[-1].char_end : total.char_start]
    return (
        len(gap) <= 16
        and not words("parts", "loose").search(gap)
        and not _STOCK.search(gap)
        and (_of_all_persons(case, total) if kind_of(total) == "persons" else _of_one_role(total, parts))
        and all(count.qualifier is None and not case.is_part(count) for count in parts)
        and all(_linked(case, one, two) for one, two in pairwise(parts))
    )


def _of_all_persons(case: Case, total: Count) -> bool:
    """Whether the sum names no single measure: 合计谈话15人次 leaves those trained out."""
    return _SUM_OF_PERSONS.search(case.clause_before(total.char_start)) is not None


def _of_one_role(total: Count, parts: Sequence[Count]) -> bool:
    """Whether parts and sum count the same kind of thing. The verb before the first amount (追缴…A元、B元,合计C元) speaks for
    the amounts behind it, which have none of their own."""
    if kind_of(total) == "money":
        return len({count.role for count in (total, *parts)} - {"money_other"}) < 2
    # 清理合同30份、补签合同12份,共计35份: one thing may stand under two verbs, so that only a greater total is wrong
    same_noun = parts[0].noun is not None and len({count.noun for count in parts}) == 1
    greater = (total.value or 0) > sum(count.value or 0 for count in parts)
    one_role = {count.role for count in parts} == {total.role}
    return greater if same_noun and not (one_role and total.role != "other") else one_role


def _linked(case: Case, one: Count, two: Count) -> bool:
    """Whether two parts follow each other in one list, a short name between them."""
    return _LINK.fullmatch(case.folded[one.char_end : two.char_start]) is not None


def _bare(case: Case, counts: Sequence[Count]) -> list[Tied]:
    """T … A …，B … : parts without a noun behind them that are exactly the whole of T are taken as its division.

    All counts of the kind up to the end of the sentence, or of its semicolon, must join in: small numbers that happen
    to add up are common.
    """
    found: list[Tied] = []
    for index, total in enumerate(counts[:-2]):
        if total.qualifier is not None or case.is_part(total) or (total.value or 0) < 4:
            continue
        parts: list[Count] = []
        for count in counts[index + 1 :]:
            if ";" in case.folded[total.char_end : count.char_start]:
                break
            if parts and on_top(case, parts[-1], count):
                break  # 62笔,核销41笔,收回21笔,另将6笔移交
            parts.append(count)
        joined = all(
            plain(part)
            and own_noun(part) in ("", own_noun(total), total.noun)
            and (part.value or 0) < (total.value or 0)
            for part in parts
        )
        changed = parts and words("parts", "loose").search(case.folded[total.char_start - 4 : parts[-1].char_start])
        noted = bool(parts) and shared(case, (total, *parts))
        if len(parts) > 1 and joined and not changed and not noted and adds_up(case, total, parts):
            found.append((total, tuple(parts), CONSISTENT))
    return found


def _row(
    case: Case, total: Count, parts: Sequence[Count], verdict: str, *, scope: str | None = None, kind: str | None = None
) -> Finding:
    value = sum(part.value or 0 for part in parts)
    observed = round(value, 6)
    if verdict == CONSISTENT:
        observed = total.value or 0.0
    kind = kind or kind_of(total) or ""
    opening = (
        f"{thing(total, kind, scope)}总数{amount(total)}，分项{addition(case, total, parts)}={amount(total, value)}"
    )
    gap = abs(value - (total.value or 0))
    tail = "两者相符"
    if verdict != CONSISTENT:
        side = "多出" if value > (total.value or 0) else "相差"
        tail = f"{side}{amount(total, gap)}，" + (
            "两者不符" if verdict == INCONSISTENT else "正文未说明分项是否完整或有重叠，无法核实"
        )
    return finding(
        case,
        check_of(kind),
        verdict,
        f"{opening}，{tail}。",
        [total.char_start, *(part.char_start for part in parts)],
        scope=scope,
        claimed=total.value,
        observed=observed,
    )
