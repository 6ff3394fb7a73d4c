"""Parts that stand apart from their total: in the next sentence, one a line, in the headings of the aspects.

    清查公务用车42辆。其中符合规定的36辆，超编的6辆。
    村级26个问题分布如下： / 大河村9个 / 石桥村10个 / 柳林村7个
    指出3个方面6个问题 … （一）…方面（2个问题） … （二）…方面（3个问题） … （三）…方面（1个问题）

Over a distance nothing ties the numbers together for certain, so only a sum that fits is reported, never another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from taizhang.audit.case import Case
from taizhang.audit.claims import head
from taizhang.audit.lists import ClaimList
from taizhang.audit.quantities import Tied, adds_up, kind_of, plain
from taizhang.audit.verdict import CONSISTENT
from taizhang.outline import unit as roles
from taizhang.records import Count

_LEAST = 4  # totals below it are met by chance
_SURE = 3  # so many parts behind a total that no 其中 announces
_MOST = 40  # parts of one sentence, lines of one list
_LONGEST_LINE = 30
_OF_THEM = re.compile(r"其中[:,]?")
_CLAIMS = frozenset({"problems_claimed", "tasks_claimed", "measures_claimed", "problems_decomposed"})


def in_next_sentence(case: Case, spent: set[int]) -> Iterator[Tied]:
    """T。其中 A，B and T。…A，B，C: the whole next sentence of the same measure divides the total."""
    groups: dict[tuple[str, int], list[Count]] = {}
    for count in case.counts:
        kind = kind_of(count)
        if kind is not None:
            groups.setdefault((kind, case.sentence(count.char_start)), []).append(count)
    for (kind, sentence), parts in groups.items():
        before = groups.get((kind, sentence - 1), [])
        if not 2 <= len(parts) <= _MOST or not before or any(part.char_start in spent for part in parts):
            continue
        start, _ = case.sentence_span(sentence)
        opens = _OF_THEM.match(case.folded, start) is not None
        if not all(map(plain, parts)) or len(parts) < (2 if opens else _SURE):
            continue
        total = before[-1]
        if (
            total.qualifier is None
            and not case.is_part(total)
            and total.char_start not in spent
            and (total.value or 0) >= _LEAST
            and _one_place(case, total, parts[0])
            and adds_up(case, total, parts)
        ):
            spent |= {part.char_start for part in parts}
            yield total, tuple(parts), CONSISTENT


def _one_place(case: Case, one: Count, two: Count) -> bool:
    """Whether two counts stand in one paragraph, or in one measure."""
    if case.measure(one.char_start) != case.measure(two.char_start):
        return False
    return case.measure(one.char_start) is not None or case.paragraph(one.char_start) == case.paragraph(two.char_start)


def by_lines(case: Case, lists: Sequence[ClaimList]) -> Iterator[ClaimList]:
    """T…如下： with one short line for each part, one number in it."""
    taken = {part.char_start for entry in lists for part in entry.parts}
    starts = (*case.paragraph_starts, len(case.folded))
    for total in case.counts:
        place = case.paragraph(total.char_start)
        if (
            not (total.role in _CLAIMS or kind_of(total) is not None)
            or total.qualifier is not None
            or (total.value or 0) < _LEAST
            or place + 3 >= len(starts)
            or not _announces(case, total, starts[place + 1])
        ):
            continue
        parts: list[Count] = []
        for line in range(place + 1, min(place + 1 + _MOST, len(starts) - 1)):
            inside = [
                count for count in case.counts_between(starts[line], starts[line + 1]) if count.unit == total.unit
            ]
            text = case.folded[starts[line] : starts[line + 1]].strip()
            if len(inside) != 1 or len(text) > _LONGEST_LINE or not plain(inside[0]) or inside[0].char_start in taken:
                break
            parts.append(inside[0])
            if len(parts) > 1 and sum(part.value or 0 for part in parts) == total.value:
                yield ClaimList(total, tuple(parts), "lines")
                break


def _announces(case: Case, total: Count, end: int) -> bool:
    """Whether a colon ends the paragraph not far behind the total."""
    return end - total.char_end <= _LONGEST_LINE and case.folded[total.char_end : end].rstrip().endswith(":")


def in_headings(case: Case, lists: Sequence[ClaimList]) -> Iterator[ClaimList]:
    """The numbers of problems that the headings of all aspects print, against the number claimed."""
    total = head(case, lists, "problems_claimed")
    units = case.outline.units
    aspects = [unit for unit in units if unit.role == roles.ASPECT and unit.scope == "main"]
    outer = [unit for unit in aspects if unit.parent is None or units[unit.parent].role != roles.ASPECT]
    if total is None or not 1 < len(outer) <= _MOST:
        return
    parts = []
    for unit in outer:
        printed = [
            count
            for count in case.counts_between(unit.title_start, unit.title_end)
            if count.unit in ("个", "项", "条") and plain(count) and "问题" in count.surface + (count.noun or "问题")
        ]
        if len(printed) != 1:
            return
        parts.append(printed[0])
    if total not in parts and sum(part.value or 0 for part in parts) == total.value:
        yield ClaimList(total, tuple(parts), "headings")
