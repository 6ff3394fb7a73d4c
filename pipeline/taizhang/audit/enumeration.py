"""What the notice lists: problems, sub-problems and aspects of one list as printed, and how firmly they were read.

The unit is decided by the structure: a numbered heading is a problem. Other ways of counting are kept as readings.
An accusation needs a list without `doubts`: whole numbering, an answer under every heading, nothing unread.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from taizhang.audit.answers import EMPTY, what_is_there
from taizhang.audit.case import Case, style, words
from taizhang.audit.numbering import NumberedList, numbered_lists, whole
from taizhang.audit.witness import (
    ANSWER_LABEL,
    body_span,
    labels_left_over,
    misplaced_headings,
    stray_headings,
    unread_markers,
)
from taizhang.outline.headings import names_issue
from taizhang.records import Problem, Reading

_FAR = 100  # a difference above this is no matter of sub-problems
UNNUMBERED = "标题编号不连续或不完整"
_NAMES_NEXT = re.compile(
    r"(?<=[。;:\n])(?:\([一二三四五六七八九十\d]{1,2}\)|[一二三四五六七八九十]{1,2}是)?(?:针对|关于|对于|对)"
    r"(?!上述|以上|这|该|此|反馈)[^。,;:\n]{2,60}问题[,。:]"
)
_NAMES_ISSUE = re.compile(r"(?:针对|关于|对于|对)[^。,;\n]{2,80}问题[。:]")


@dataclass(frozen=True, slots=True)
class Enumeration:
    """The problems of one list, with the groups they stand under."""

    scope: str
    problems: tuple[Problem, ...]
    subproblems: tuple[Problem, ...]
    aspects: tuple[Problem, ...]  # outermost groups of this list
    categories: tuple[Problem, ...]  # groups inside groups

    @property
    def leaves(self) -> int:
        """Problems without sub-problems, and sub-problems."""
        holding = {row.parent_id for row in self.subproblems}
        return sum(row.problem_id not in holding for row in self.problems) + len(self.subproblems)

    @property
    def breakdown(self) -> str:
        """`4+5+3+2` by aspect; empty for a flat list."""
        sizes: dict[str | None, int] = {}
        for row in self.problems:
            sizes[row.parent_id] = sizes.get(row.parent_id, 0) + 1
        return "+".join(map(str, sizes.values())) if len(sizes) > 1 else ""

    def readings(self) -> tuple[Reading, ...]:
        """The other ways of counting, where they differ from the number of problems."""
        found = []
        if self.subproblems:
            found.append(Reading("子问题", float(len(self.subproblems))))
            found.append(Reading("末级条目（有子问题者按子问题计）", float(self.leaves)))
        if self.aspects:
            found.append(Reading("方面", float(len(self.aspects))))
        if self.categories:
            found.append(Reading("类", float(len(self.categories))))
        return tuple(found)


def enumerate_list(case: Case, scope: str) -> Enumeration:
    """The problems of one list with the doubts about their reading."""
    rows = [row for row in case.problems if case.scope(row) == scope]
    problems = tuple(row for row in rows if row.level == "problem")
    subproblems = tuple(row for row in rows if row.level == "subproblem")
    groups = [row for row in case.problems if row.level == "aspect" and _scope_of_group(case, row) == scope]
    aspects = tuple(row for row in groups if row.parent_id is None)
    categories = tuple(row for row in groups if row.parent_id is not None)
    return Enumeration(scope, problems, subproblems, aspects, categories)


def _scope_of_group(case: Case, row: Problem) -> str:
    unit = case.unit(row)
    return unit.scope if unit is not None else "main"


def titles(case: Case, rows: Sequence[Problem]) -> list[str]:
    """The folded headings."""
    return [case.folded[row.char_start : row.char_end] for row in rows]


def others_hidden(case: Case, found: Enumeration) -> bool:
    """Whether a heading says that it stands for several problems (…等问题, also right behind the title)."""
    return any(
        words("selection", "and_others").search(case.folded[row.char_start : row.char_end + 6])
        for row in found.problems
    )


def lone_heading(case: Case, row: Problem) -> bool:
    """Whether a problem is the only one below its aspect: such a heading needs no number, and counts as one either way."""
    return row.parent_id is not None and sum(other.parent_id == row.parent_id for other in case.problems) == 1


def doubts(case: Case, found: Enumeration, claimed: int) -> tuple[str, ...]:
    """What keeps the list from having been read whole and without question, in Chinese; empty when nothing does.

    `claimed` is the number it is held against: headings without an answer may be none, so they doubt a smaller number only.
    """
    problems, subproblems = found.problems, found.subproblems
    groups = [*found.aspects, *found.categories]
    kept_titles = {row.char_start for row in problems if not (_numberless(case, row) and lone_heading(case, row))}
    beside = kept_titles | {row.char_start for row in groups}  # aspects number on with those that are problems
    lists = tuple(
        NumberedList(tuple(unit for unit in entry.units if unit.title_start in beside), entry.group)
        for entry in numbered_lists(case)
        if any(unit.title_start in kept_titles for unit in entry.units)
    )
    reasons = []
    if not lists or not whole(lists):
        reasons.append(UNNUMBERED)
    if levels_dressed_alike(case, found):
        reasons.append("同一编号样式用在不同层级，计数单位不明")
    if _uneven_groups(case, found):
        reasons.append("有的问题在分组之外，清单层级不一")
    if _unanswered(case, problems, subproblems, claimed):
        reasons.append("有的标题之下没有读到整改内容")
    childless = sum((unit := case.unit(row)) is not None and unit.childless for row in groups)
    if childless and childless == len(groups) == len(problems):
        reasons.append("只列出方面，未分列问题")
    unread = stray_headings(case, *body_span(case)) or unread_markers(case)
    if unread or labels_left_over(case) or misplaced_headings(case):
        reasons.append("正文另有未能归入清单的标题")
    return tuple(reasons)


def _uneven_groups(case: Case, found: Enumeration) -> bool:
    """Whether problems stand both under and outside groups, or some groups have no number: a group may be a problem."""
    groups = {row.problem_id: row for row in (*found.aspects, *found.categories)}
    if not groups:
        return False
    outside = any(row.parent_id not in groups for row in found.problems)
    numbers = {unit.ordinal is None for row in groups.values() if (unit := case.unit(row)) is not None}
    return outside or len(numbers) > 1


def extra_by_expanding(case: Case, found: Enumeration) -> set[int]:
    """By how many a count may exceed the headings when some of them are counted by what stands below them.

    Below a heading stand its sub-problems, or measures that open by naming an issue as a heading does ((1)针对“…”的问题。…);
    an author counts all of one heading's or none. Where every heading is divided so, he counts them all alike.
    """
    below: dict[str, int] = {}
    listed = {row.problem_id for row in found.problems}
    for row in found.subproblems:
        if row.parent_id in listed:
            below[row.parent_id] = below.get(row.parent_id, 0) + 1
    for measure in case.measures:
        if measure.problem_id in listed and _NAMES_ISSUE.match(case.folded, measure.char_start):
            below[measure.problem_id] = below.get(measure.problem_id, 0) + 1
    if listed and len(below) == len(listed):
        return {found.leaves - len(listed), found.leaves} - {0}
    sizes = {key: {size} for key, size in below.items()}
    for row in found.problems:
        told = _told_in_a_row(case, row)
        if told > 1:
            sizes.setdefault(row.problem_id, set()).add(told)
    sums = {0}
    for some in sizes.values():
        # the heading itself may be counted beside its parts
        steps = {more for size in some for more in (size - 1, size)}
        sums |= {total + more for total in sums for more in steps if total + more <= _FAR}
    return sums - {0}


def _told_in_a_row(case: Case, row: Problem) -> int:
    """How many issues an answer names one after another in running text: 针对A问题,…。针对B问题,…。"""
    unit = case.unit(row)
    return 0 if unit is None else len(_NAMES_NEXT.findall(case.folded, row.char_end, unit.char_end))


def levels_dressed_alike(case: Case, found: Enumeration) -> bool:
    """Whether two levels of the list print their numbers alike: the reader may have taken one for the other."""
    groups = (*found.aspects, *found.categories)
    both = {row.char_start for row in groups} & {row.char_start for row in found.problems}  # aspect and problem in one
    dresses = [
        {
            style(unit.marker)
            for row in rows
            if row.char_start not in both and (unit := case.unit(row)) is not None and unit.marker
        }
        for rows in (groups, found.problems, found.subproblems)
    ]
    return any(one & two for one, two in ((dresses[0], dresses[1]), (dresses[1], dresses[2]), (dresses[0], dresses[2])))


def _numberless(case: Case, row: Problem) -> bool:
    unit = case.unit(row)
    return unit is not None and unit.ordinal is None


def _unanswered(case: Case, problems: tuple[Problem, ...], subproblems: tuple[Problem, ...], claimed: int) -> bool:
    """Whether a heading has a text under it that was not read, or nothing, so that it may stand over the next one and
    be no problem of its own."""
    doubted = (EMPTY, None) if claimed < len(problems) else (None,)
    answered = {row.problem_id for row in case.measures} | {row.parent_id for row in subproblems}
    return any(
        row.problem_id not in answered and row.status is None and what_is_there(case, row) in doubted
        for row in problems
    )


def uneven(case: Case, problems: tuple[Problem, ...]) -> bool:
    """Whether nearly all items label their answers and one does not, nor names a fault: it may be no problem at all."""
    bare, suspicious = 0, False
    for row in problems:
        unit = case.unit(row)
        behind = case.folded[row.char_end : min(unit.char_end, row.char_end + 200)] if unit is not None else ""
        if ANSWER_LABEL.search("\n" + re.sub(r"^[^\n。:]{0,8}[。\n]", "", behind).lstrip()) is None:
            bare += 1
            suspicious = suspicious or names_issue(case.folded[row.char_start : row.char_end]) < 1
    return suspicious and bare * 3 <= len(problems)
