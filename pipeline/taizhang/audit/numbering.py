"""Numbering as printed: lists of headings with their numbers, and numbers that are missing.

Law `numbering_gap`: where the headings of one list run 12、 14、, number 13 is missing. A restart at 1 under the next
heading is no gap, and numbering that runs on over headings is followed. Nothing is said where the missing number stands
between its neighbours in another dress (十三、 ⑬ 13), where a heading that lost its number stands there, where the number
before is printed twice (12、 12、 14、: a slip, not a loss), where the neighbours are dressed differently, or where the numbers
may run on from another list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from taizhang.audit.case import Case, style
from taizhang.audit.verdict import INCONSISTENT, finding
from taizhang.audit.witness import paragraph_marks, stray_headings
from taizhang.outline import unit as roles
from taizhang.outline.unit import Unit
from taizhang.records import Finding

_HEADINGS = (
    roles.SECTION,
    roles.ORGANISATION,
    roles.OUTCOME,
    roles.NEXT_STEPS,
    roles.ASPECT,
    roles.PROBLEM,
    roles.SUBPROBLEM,
)
_CODE = 1000  # ordinals of codes (1-2) are list × 1000 + item
_WIDEST = 3  # more missing numbers than this are the reader's doing, not the author's
_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class NumberedList:
    """The headings of one list: units of one parent, in text order; `group` tells lists apart that number on together."""

    units: tuple[Unit, ...]
    group: str

    @property
    def ordinals(self) -> tuple[int | None, ...]:
        """The numbers as read; None where the heading has none."""
        return tuple(unit.ordinal for unit in self.units)


@dataclass(frozen=True, slots=True)
class Gap:
    """Numbers that are missing between two headings."""

    missing: tuple[int, ...]
    before: Unit
    after: Unit


def numbered_lists(case: Case) -> tuple[NumberedList, ...]:
    """Headings by list. A heading that is aspect and problem at once is taken once."""
    members: dict[tuple[int | None, str], list[Unit]] = {}
    for unit in case.outline.units:
        if unit.role not in _HEADINGS or (unit.ordinal or 0) >= _CODE:
            continue
        parent = case.outline.units[unit.parent] if unit.parent is not None else None
        if parent is not None and parent.childless and parent.char_start == unit.char_start:
            continue
        group = unit.role if unit.role in (roles.PROBLEM, roles.SUBPROBLEM) else "section"
        if unit.role == roles.ASPECT and unit.parent is not None:
            group = "aspect"
        members.setdefault((unit.parent, group), []).append(unit)
    # a list may mix aspects that are problems with others: what shares a parent shares its numbers
    merged: dict[int | None, list[tuple[str, list[Unit]]]] = {}
    for (parent_index, group), units in members.items():
        merged.setdefault(parent_index, []).append((group, units))
    lists = []
    for entries in merged.values():
        units = sorted((unit for _, some in entries for unit in some), key=lambda unit: unit.char_start)
        lists.append(NumberedList(tuple(units), entries[-1][0]))
    return tuple(sorted(lists, key=lambda entry: entry.units[0].char_start))


def gaps(case: Case, lists: tuple[NumberedList, ...] | None = None) -> tuple[Gap, ...]:
    """Every gap in the numbering of headings that the text bears out."""
    found: list[Gap] = []
    last: dict[str, Unit] = {}
    repeated: set[str] = set()  # groups whose last number was printed twice
    entries = numbered_lists(case) if lists is None else lists
    numbered = sorted(
        (unit for entry in entries for unit in entry.units if unit.ordinal), key=lambda unit: unit.char_start
    )
    for entry in entries:
        previous: Unit | None = None
        mixed = _restarts(entry)
        for unit in entry.units:
            if unit.ordinal is None:
                previous = None
                continue
            start = last.get(entry.group)
            before = previous if previous is not None else _runs_on(start, unit)
            if before is not None and before.ordinal is not None:
                missing = tuple(range(before.ordinal + 1, unit.ordinal))
                if (
                    missing
                    and not mixed
                    and entry.group not in repeated
                    and not _from_elsewhere(numbered, entry, unit)
                    and _borne_out(case, missing, before, unit)
                ):
                    found.append(Gap(missing, before, unit))
            earlier = previous or start
            if earlier is not None and unit.ordinal == earlier.ordinal:
                repeated.add(entry.group)
            else:
                repeated.discard(entry.group)
            previous = unit
            last[entry.group] = unit
            if len(found) > _WIDEST:
                return tuple(found)  # no slips of a writer any more
    return tuple(found)


def _restarts(entry: NumberedList) -> bool:
    """Whether the numbers fall back within the list: several lists were read as one."""
    read = [ordinal for ordinal in entry.ordinals if ordinal is not None]
    return any(two < one for one, two in pairwise(read))


def _from_elsewhere(numbered: list[Unit], entry: NumberedList, unit: Unit) -> bool:
    """Whether the number follows on from a heading of the same dress below an earlier item of this very list: two
    levels that print their numbers alike may have been taken for one another."""
    below = [
        other
        for other in numbered
        if other.char_start < unit.char_start
        and style(other.marker) == style(unit.marker)
        and any(own.char_start < other.char_start < own.char_end for own in entry.units)
    ]
    return bool(below) and below[-1].ordinal == (unit.ordinal or 0) - 1


def _borne_out(case: Case, missing: tuple[int, ...], before: Unit, after: Unit) -> bool:
    """Whether nothing between the neighbours may be the missing item: its number in another dress, or a heading
    without number."""
    if style(before.marker) != style(after.marker) or any(_printed(case, number, before, after) for number in missing):
        return False
    begin, end = before.title_end, after.char_start
    if any(dress == style(before.marker) for _, dress in paragraph_marks(case, begin, end)):
        return False  # an item in the same dress stands between, whatever it was read as
    for unit in case.outline.units:
        below = unit.role == roles.SUBPROBLEM and before.role != roles.SUBPROBLEM
        if unit.role in _HEADINGS and unit.ordinal is None and begin <= unit.char_start < end and not below:
            return False
    return stray_headings(case, begin, end) == 0


def _runs_on(last: Unit | None, unit: Unit) -> Unit | None:
    """The last heading of the list before, where the numbering runs on over the headings above."""
    if last is None or last.ordinal is None or unit.ordinal is None or last.ordinal < 2 or unit.ordinal <= last.ordinal:
        return None
    return last


def spellings(number: int) -> str:
    """The ways in which an enumerator prints `number` where an item may open, as a regular expression."""
    tens, ones = divmod(number, 10)
    chinese = ("" if tens == 0 else "十" if tens == 1 else _DIGITS[tens % 10] + "十") + (_DIGITS[ones] if ones else "")
    circled = chr(0x245F + number) if number <= 20 else "①"
    return (
        rf"(?:^|(?<=[\n。;:!?”) ]))(?P<number>[(]?(?:反馈)?(?:问题)?(?:{number}(?:[、)]|\.(?!\d)|:)|{chinese}[、.):])|{circled}"
        rf"|第{chinese}(?:项|条|个))"
    )


def _printed(case: Case, number: int, before: Unit, after: Unit) -> bool:
    """Whether the number opens something between its neighbours that may be the missing item.

    An item of another list that the outline knows by its own dress ((2) among measures, when the headings are 1. 3.)
    is not it.
    """
    begin = before.title_end
    for match in re.finditer(spellings(number), case.folded[begin : after.char_start]):
        start = begin + match.start("number")
        index = case.outline.innermost(start)
        unit = case.outline.units[index] if index is not None else None
        if unit is None or unit.char_start != start or style(unit.marker) == style(before.marker):
            return True
    return False


def whole(lists: Sequence[NumberedList]) -> bool:
    """Whether every heading has a number and every list runs 1, 2, 3 … or on from the list before it."""
    last = 0
    for entry in lists:
        for position, ordinal in enumerate(entry.ordinals):
            if ordinal is None:
                return False
            if ordinal != last + 1 and not (position == 0 and ordinal == 1):
                return False
            last = ordinal
    return True


def numbering_gap(case: Case) -> tuple[Finding, ...]:
    """One finding a missing number; silence when the numbering is whole or its breaks are too wide to be a slip."""
    found = gaps(case)
    if sum(len(gap.missing) for gap in found) > _WIDEST:
        return ()
    rows = []
    for gap in found:
        before, after = gap.before.marker or gap.before.ordinal, gap.after.marker or gap.after.ordinal
        for number in gap.missing:
            text = f"标题编号由“{before}”跳至“{after}”，缺第{number}项，编号不连续。"
            rows.append(
                finding(
                    case,
                    "numbering_gap",
                    INCONSISTENT,
                    text,
                    (gap.before.title_start, gap.after.title_start),
                    observed=float(number),
                )
            )
    return tuple(rows)
