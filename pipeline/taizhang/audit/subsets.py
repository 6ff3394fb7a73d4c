"""Parts listed behind their total: T，其中 A、B; T（A、B）; T：A、B. See `parts` for what each form can prove."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from taizhang.audit.case import Case, words
from taizhang.audit.caveats import already_whole, listed_before_on_top, one_division
from taizhang.audit.quantities import Tied, adds_up, kind_of, own_noun, plain
from taizhang.audit.verdict import CONSISTENT, INCONSISTENT, UNVERIFIABLE
from taizhang.audit.witness import unread_quantities
from taizhang.records import Count

_MARGIN = 30  # code points around a list in which a part may stand that was not read
_BACK = frozenset({"money_recovered", "money_refunded", "loss_recovered"})
_GETS_BACK = re.compile(r"追缴|追回|收缴|收回|清退|退还|退赔|退缴|退回|返还|挽回")
_EVENTS = frozenset({"次", "场", "场次", "节", "课时", "学时"})  # one session may be of two kinds
_THE_OTHERS = re.compile(r"其他|其它|一般|普通")
_NEXT_SUM = re.compile(r"[,、和及][^,。;:()\d]{1,20}")
_OPENS_LIST = re.compile(r"[\u4e00-\u9fff“”]{0,8}(?:[(:]|[,]?分别(?:为|是)?)")


def of_them(case: Case, counts: Sequence[Count]) -> list[Tied]:
    """T，其中 A、B."""
    found: list[Tied] = []
    for index in reversed(range(len(counts))):  # the nearest total first: 17名(23人次),其中…
        total = counts[index]
        if case.is_part(total) or total.qualifier is not None:
            continue
        parts = _behind_of_them(case, total, counts[index + 1 :])
        if len(parts) < 2:
            continue
        marked = [part for part in parts if case.is_part(part)]
        if marked and _mixed_sum(case, total, parts):
            marked = parts  # 追缴、退赔…其中追回A、退赔B、收回C: each verb of the total opens a part
        sure = parts.index(marked[-1]) + 1 if marked else 2  # what 其中 marks belongs to the list in any case
        # measures against persons divide their total once
        whole = len(marked) if of_persons(marked) and one_division(case, marked) else 2
        fits = longest_fit(case, total, parts, at_least=max(sure, 2)) or longest_fit(
            case, total, marked, at_least=whole
        )
        if fits:
            found.append((total, fits, CONSISTENT))
            continue
        divided = already_whole(total, marked) if whole == 2 else 0
        marked = [] if divided else list(listed_before_on_top(case, marked))
        if len(marked) < 2:
            continue
        between = case.folded[total.char_end : marked[-1].char_start]
        excess = sum(part.value or 0 for part in marked) > (total.value or 0)
        clear = between.count("其中") == 1 and not case.double_counting and not _bounded_near(case, total, marked)
        meant = next((count for count in counts[:index] if plain(count) and adds_up(case, count, marked)), None)
        if meant is not None and not case.is_part(meant):  # 开支8.4万元,比上年减少2.1万元,其中…; 27个,整改26个,其中…
            found.append((meant, tuple(marked), CONSISTENT))
            continue
        settled = clear and _disjoint(case, total, marked) and (excess or _closed(case, total, marked))
        if settled and not unread_parts(case, total, marked):
            found.append((total, tuple(marked), INCONSISTENT))
        elif _worth_saying(total, excess):
            found.append((total, tuple(marked), UNVERIFIABLE))
    return found


def _mixed_sum(case: Case, total: Count, parts: Sequence[Count]) -> bool:
    """Whether the total names several ways of getting money back and every part behind 其中 is one of them."""
    if kind_of(total) != "money" or any(part.role not in _BACK or not plain(part) for part in parts):
        return False
    verbs = set(_GETS_BACK.findall(_naming(case, total)))
    gaps = (case.folded[one.char_end : two.char_start] for one, two in pairwise(parts))
    return len(verbs) > 1 and all(_NEXT_SUM.fullmatch(gap) and _GETS_BACK.search(gap) for gap in gaps)


def _naming(case: Case, total: Count) -> str:
    """The words before a total that say what it sums up."""
    start, _ = case.sentence_span(case.sentence(total.char_start))
    return re.split(r"[,;。:]", case.folded[max(start, total.char_start - 40) : total.char_start])[-1]


def _worth_saying(total: Count, excess: bool) -> bool:
    """Whether an unsettled list deserves a row: 人 and 名 need not add up at all, and 其中 need not name all things."""
    kind = kind_of(total)
    if total.unit in ("人", "名", "位"):
        return False
    return excess or kind == "money" or total.unit == "人次"


def unread_parts(case: Case, total: Count, parts: Sequence[Count]) -> bool:
    """Whether a number of the same kind stands among total and parts that was not read as a count."""
    begin = min(count.char_start for count in (total, *parts)) - _MARGIN
    end = max(count.char_end for count in (total, *parts)) + _MARGIN
    units = (
        {"元"}
        if kind_of(total) == "money"
        else {"人", "名", "人次"}
        if kind_of(total) == "persons"
        else {total.unit or ""}
    )
    return unread_quantities(case, begin, end, *units)


def _behind_of_them(case: Case, total: Count, following: Sequence[Count]) -> list[Count]:
    """The counts behind 其中 that may be parts of the total: marked ones, or up to the next semicolon; no inner lists."""
    parts: list[Count] = []
    for count in following:
        between = case.folded[total.char_end : count.char_start]
        if "其中" not in between:
            break  # a nearer total stands between
        if not case.is_part(count) and ";" in between[between.index("其中") :]:
            break
        depth = _depth(case, total, count)
        if parts and depth < _depth(case, total, parts[0]):
            break  # the bracket with the list is closed
        if not parts or depth == _depth(case, total, parts[0]):
            parts.append(count)
    return parts


def longest_fit(case: Case, total: Count, parts: Sequence[Count], *, at_least: int = 2) -> tuple[Count, ...]:
    """The parts from the first on, `at_least` so many, that add up to the total; empty when none do."""
    for size in range(len(parts), at_least - 1, -1):
        if all(plain(part) for part in parts[:size]) and adds_up(case, total, parts[:size]):
            return tuple(parts[:size])
    return ()


def of_persons(parts: Sequence[Count]) -> bool:
    """Whether the parts are measures against persons (their total may be a bare 23人次 in a bracket)."""
    return bool(parts) and all(kind_of(part) == "persons" for part in parts)


def _depth(case: Case, total: Count, count: Count) -> int:
    """How many brackets opened between the total and the count are still open."""
    between = case.folded[total.char_end : count.char_start]
    return between.count("(") - between.count(")")


def _disjoint(case: Case, total: Count, parts: Sequence[Count]) -> bool:
    """Whether the parts can not share members. One person may be punished twice: only 人次 add up; 学习12次,其中研讨4次、
    集中学习9次: one session may be both."""
    if (kind_of(total) == "persons" and total.unit != "人次") or total.unit in _EVENTS:
        return False
    return not overlapping(case, parts)


def overlapping(case: Case, parts: Sequence[Count]) -> bool:
    """Whether a part names a property rather than a share: 党员, 规上企业, 35岁以下. 科级干部A、一般干部B shares all of them out."""
    if len(parts) == 2 and _THE_OTHERS.match(case.clause_before(parts[1].char_start)):
        return False
    for part in parts:
        named = case.clause_before(part.char_start) + part.surface + (part.noun or "")
        if words("parts", "attribute").search(named):
            return True
    return False


def _closed(case: Case, total: Count, parts: Sequence[Count]) -> bool:
    """Whether the list leaves nothing out: 其余 before its last part, or the total names each part by its verb."""
    if words("parts", "remainder").search(case.clause_before(parts[-1].char_start)):
        return True
    naming = _naming(case, total)
    heads = [re.sub(r"^其中:?|[^\u4e00-\u9fff]", "", case.clause_before(part.char_start))[:2] for part in parts]
    return all(len(word) == 2 and word in naming for word in heads) and len(set(heads)) == len(heads)


def _bounded_near(case: Case, total: Count, parts: Sequence[Count]) -> bool:
    """Whether an approximate number of the kind stands among the parts."""
    kind = kind_of(total)
    begin, end = total.char_start, parts[-1].char_end
    return any(kind_of(count) == kind and not plain(count) for count in case.counts_between(begin, end))


def bracketed(case: Case, counts: Sequence[Count]) -> list[Tied]:
    """T（A、B）, T：A、B and T，分别 A、B."""
    found: list[Tied] = []
    for index, total in enumerate(counts[:-2]):
        opening = _OPENS_LIST.match(case.folded, total.char_end)
        if opening is None or total.qualifier is not None or case.is_part(total):
            continue
        _, stop = case.sentence_span(case.sentence(total.char_start))
        if opening.group().endswith("("):
            close = case.folded.find(")", opening.end(), stop)
            stop = close if close >= 0 else opening.end()
        else:
            semicolon = case.folded.find(";", opening.end(), stop)
            stop = semicolon if semicolon >= 0 else stop
        parts = [count for count in counts[index + 1 :] if opening.end() <= count.char_start < stop]
        if len(parts) < 2 or not all(map(plain, parts)):
            continue
        listed = _listed(case, parts)
        once = ("分别" in opening.group() or of_persons(parts)) and one_division(case, parts)
        fits = longest_fit(case, total, parts, at_least=max(listed, 2))
        fits = fits or (() if once else longest_fit(case, total, parts[:listed]))
        own = listed_before_on_top(case, parts)
        if fits:
            found.append((total, fits, CONSISTENT))
        elif (already_whole(total, parts) and not once) or len(own) < len(parts):
            continue
        elif _lists_all(case, total, parts, case.folded[opening.end() : stop], "分别" in opening.group()):
            found.append((total, tuple(parts), INCONSISTENT))
    return found


def _listed(case: Case, parts: Sequence[Count]) -> int:
    """How many parts from the first on stand in one tight list, all of which belongs to the total."""
    size = 0
    for before, part in zip([None, *parts], parts, strict=False):
        if not _tight(case, before, part):
            break
        size += 1
    return size


def _lists_all(case: Case, total: Count, parts: Sequence[Count], text: str, respectively: bool) -> bool:
    """Whether the list is tight enough to be the whole of the total, so that another sum contradicts it."""
    if (
        _listed(case, parts) < len(parts)
        or words("parts", "open_ended").search(text)
        or case.double_counting
        or overlapping(case, parts)
    ):
        return False
    if unread_parts(case, total, parts):
        return False
    if kind_of(total) == "persons" and total.unit != "人次":
        return False
    same = all(part.unit == total.unit and own_noun(part) in ("", own_noun(total), total.noun) for part in parts)
    short = sum(part.value or 0 for part in parts) < (total.value or 0)
    return same and (not short or len(parts) > 2 or respectively)


def _tight(case: Case, before: Count | None, part: Count) -> bool:
    """Whether only a short name stands between one part and the next."""
    clause = case.clause_before(part.char_start)
    if before is None:
        return len(clause) <= 14
    between = case.folded[before.char_end : part.char_start]
    return len(between) <= 18 and "。" not in between and len(clause) <= 14
