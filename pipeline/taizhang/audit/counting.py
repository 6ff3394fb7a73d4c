"""Other ways of counting a list: what else an honest author may have meant by the number claimed.

An auditor abstains on a difference when a concrete way of counting gives the number claimed, and names it. Each function
here is one such way: it says which numbers it can give (a range of whole numbers) and why. What gives no number (a line
that was not read) is a doubt about the reading and stands in `enumeration`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from taizhang.audit.answers import EMPTY, what_is_there
from taizhang.audit.case import Case, words
from taizhang.audit.claims import claims, scopes
from taizhang.audit.enumeration import (
    Enumeration,
    enumerate_list,
    extra_by_expanding,
    lone_heading,
    others_hidden,
    titles,
    uneven,
)
from taizhang.audit.lists import ClaimList
from taizhang.audit.pointers import points_away
from taizhang.outline.headings import names_aspect
from taizhang.records import Count, Problem, Reading
from taizhang.text import squeeze

_ENDLESS = 10**6  # a list of which any part may stand elsewhere
_OPENING_OF_ANOTHER_ROUND = re.compile(
    r"(?:关于)?(?:上轮|上一轮|上次)(?:巡察|巡视)?(?:反馈)?(?:的)?(?:意见|问题)?(?:整改)?(?:落实)?(?:情况|方面)?"
)


@dataclass(frozen=True, slots=True)
class Way:
    """One other way of counting: the numbers it can give, its name as a reading, the reason in Chinese."""

    unit: str
    least: int
    most: int
    why: str

    def gives(self, claimed: int) -> bool:
        """Whether counting so can give the number claimed."""
        return self.least <= claimed <= self.most

    def reading(self, claimed: int) -> Reading:
        """The reading to print: the number this way gives."""
        return Reading(self.unit, float(claimed))


def other_way(case: Case, lists: Sequence[ClaimList], claim: Count, found: Enumeration) -> Way | None:
    """The first way of counting by which the list fits the claim; None when none does."""
    claimed = int(claim.value or 0)
    return next((way for way in _ways(case, lists, claim, found) if way.gives(claimed)), None)


def _ways(case: Case, lists: Sequence[ClaimList], claim: Count, found: Enumeration) -> Iterator[Way]:
    yield from _printed_elsewhere(case, found)
    yield from _several_behind_one(case, found)
    yield from _by_other_levels(case, lists, claim, found)
    yield from _fewer_count(case, found)
    yield from _other_numbers(case, lists, claim, found)


def _printed_elsewhere(case: Case, found: Enumeration) -> Iterator[Way]:
    """The notice says that the rest of the list stands elsewhere."""
    if points_away(case):
        yield Way("另见附件等处的问题一并计入", len(found.problems) + 1, _ENDLESS, "通报写明另有内容未在正文列出")


def _several_behind_one(case: Case, found: Enumeration) -> Iterator[Way]:
    """A heading with 等问题 stands for two problems at least: only a larger number is explained by it."""
    if others_hidden(case, found):
        yield Way("“等问题”标题按多个问题计", len(found.problems) + 1, _ENDLESS, "有的标题以“等问题”概括多个问题")


def _by_other_levels(case: Case, lists: Sequence[ClaimList], claim: Count, found: Enumeration) -> Iterator[Way]:
    """Aspects, leaves, or some headings by what stands below them; aspects of which the problems are not listed."""
    listed = len(found.problems)
    for reading in found.readings():
        value = int(reading.value or 0)
        yield Way(reading.unit, value, value, f"按{reading.unit}计与所称相合，计数单位不明")
    finer = _finer_counts(case, lists, found.scope)
    if len(found.subproblems) not in finer and found.leaves not in finer:
        for extra in extra_by_expanding(case, found):
            yield Way("有的问题按其下子问题计", listed + extra, listed + extra, "有的问题之下分列子问题，计数单位不明")
    if _childless(case, found):
        yield Way("未分列的方面按多个问题计", listed + 1, _ENDLESS, "有的方面之下未再分列问题")
    if not found.subproblems and _aspects_for_problems(case, found):
        yield Way("标题为方面，问题在其下", listed + 1, _ENDLESS, "所列标题似为方面，问题可能在其下分列")


def _fewer_count(case: Case, found: Enumeration) -> Iterator[Way]:
    """Headings that may not be problems of this list: without number, without children, without answer, of another list, printed twice
    (under what is done and under what goes on)."""
    listed = len(found.problems)
    plain = sum(
        (unit := case.unit(row)) is not None and unit.ordinal is None and not lone_heading(case, row)
        for row in found.problems
    )
    if plain:
        yield Way("不计无编号的标题", listed - plain, listed - 1, "有的标题没有编号，未必单独计为问题")
    childless = _childless(case, found)
    if childless:
        yield Way("不计未分列问题的方面", listed - childless, listed - 1, "有的方面之下未再分列问题")
    bare = sum(row.status is None and what_is_there(case, row) == EMPTY for row in _unanswered(case, found))
    if bare:
        yield Way("不计没有整改内容的标题", listed - bare, listed - 1, "有的标题之下没有读到整改内容")
    others = {row.problem_id for row in case.problems if row.level == "aspect" and of_another_list(case, row)}
    inside = sum(row.parent_id in others for row in found.problems)
    if inside:
        yield Way("不计其他清单的标题", listed - inside, listed - 1, "所列标题中有的属于其他清单")
    again = listed - len({_issue(row) for row in found.problems})
    if again:
        yield Way("重复列出的标题只计一次", listed - again, listed - again, "有的问题在正文中列出两次")
    if uneven(case, found.problems):
        yield Way("不计格式不同的标题", listed - max(1, listed // 3), listed - 1, "所列各项格式不一")


def _issue(row: Problem) -> str:
    """What a problem says, the same with and without quotation marks: “…依然存在”的问题, …依然存在的问题."""
    return squeeze(row.statement or row.title).removesuffix("问题").removesuffix("的")


def _other_numbers(case: Case, lists: Sequence[ClaimList], claim: Count, found: Enumeration) -> Iterator[Way]:
    """Another printed number: the list follows it, or the claim and the list differ by the size of a list beside it."""
    claimed, listed = int(claim.value or 0), len(found.problems)
    why = "通报另有其他数字可与所列相合，清单范围不明"
    if listed in _restated(case, lists, claim, found.scope):
        yield Way(f"所列{listed}项对应另一数字", claimed, claimed, why)
    for row in claims(case, lists, "problems_claimed", found.scope):
        size = int(row.value or 0)
        if size != claimed:  # 向局党组反馈6个问题,向下属林场反馈2个
            yield Way("多个清单合计", listed - size, listed - size, "正文所列为所称几个清单之和")
    for size, itemised in _beside(case, lists, found.scope).items():
        yield Way("与另列清单合计", listed + size, listed + size, why)
        if not itemised:  # a list with headings of its own is not among these
            yield Way("不计另列清单", listed - size, listed - size, why)
    for size in {int(row.value or 0) for row in claims(case, lists, "suggestions_claimed", "main")}:
        yield Way("不计意见建议", listed - size, listed - size, "所列多出的项数与意见建议数相同")
        if _suggestions_inside(case, claim, size):
            yield Way("含意见建议", listed + size, listed + size, "所称数字可能包含意见建议")


def _childless(case: Case, found: Enumeration) -> int:
    """Groups that are answered as they stand: each may be one problem, several, or none of the list."""
    groups = (*found.aspects, *found.categories)
    return sum((unit := case.unit(row)) is not None and unit.childless for row in groups)


def _unanswered(case: Case, found: Enumeration) -> list[Problem]:
    answered = {row.problem_id for row in case.measures} | {row.parent_id for row in found.subproblems}
    return [row for row in found.problems if row.problem_id not in answered]


def _aspects_for_problems(case: Case, found: Enumeration) -> bool:
    """Whether the headings read as problems may be the aspects above them: worded so, or as many as aspects claimed."""
    named = titles(case, found.problems)
    worded = sum(names_aspect(title) for title in named)
    claimed = {
        int(count.value or 0)
        for count in case.counts
        if count.role == "aspects_claimed" and (count.scope or "main") == found.scope
    }
    return worded * 2 > len(named) or (not found.aspects and len(named) in claimed)


def _restated(case: Case, lists: Sequence[ClaimList], claim: Count, scope: str) -> set[int]:
    """Other numbers printed about the same list: restated claims, 细化后的, tasks, categories."""
    roles = ("problems_claimed", "problems_decomposed", "tasks_claimed", "categories_claimed")
    found = {int(row.value or 0) for role in roles for row in claims(case, lists, role, scope)}
    return found - {int(claim.value or 0)}


def _finer_counts(case: Case, lists: Sequence[ClaimList], scope: str) -> set[int]:
    """Numbers that speak of what stands below the problems: 细化为26个具体问题, tasks, coded items of an earlier round."""
    found = {
        int(row.value or 0)
        for role in ("problems_decomposed", "tasks_claimed")
        for row in claims(case, lists, role, scope)
    }
    return found | {int(row.value or 0) for row in claims(case, lists, "problems_claimed", "previous_round")}


def _beside(case: Case, lists: Sequence[ClaimList], scope: str) -> dict[int, bool]:
    """Sizes, claimed and printed, of the lists beside this one, and whether each is itemised under headings of its own."""
    found: dict[int, bool] = {}
    for other in dict.fromkeys(
        (*scopes(case, "problems_claimed"), "main", "special_check", "previous_round", "immediate")
    ):
        if other in (scope, "leader_share"):
            continue
        listed = len(enumerate_list(case, other).problems)
        sizes = {int(row.value or 0) for row in claims(case, lists, "problems_claimed", other)} | {listed}
        for size in sizes - {0}:
            found[size] = found.get(size, True) and size == listed
    return found


@cache
def _holds() -> re.Pattern[str]:
    return re.compile(r"(?:其中|含|包括|包含)[^,。;]{0,8}$")


def _suggestions_inside(case: Case, claim: Count, size: int) -> bool:
    """Whether the number claimed may hold the suggestions: 反馈问题和意见建议20条, 20条(含建议3条)."""
    named = case.clause_before(claim.char_start) + claim.surface + (claim.noun or "")
    if "建议" in named:
        return True
    return any(
        int(count.value or 0) == size
        and (case.is_part(count) or _holds().search(case.folded[max(0, count.char_start - 12) : count.char_start]))
        for count in case.counts
        if count.role == "suggestions_claimed"
    )


def of_another_list(case: Case, row: Problem) -> bool:
    """Whether a group heading opens a list of its own: 专项检查, 自查, 上轮巡察反馈问题整改情况."""
    title = case.folded[row.char_start : row.char_end]
    return (
        words("selection", "other_list").search(title) is not None
        or _OPENING_OF_ANOTHER_ROUND.fullmatch(title) is not None
    )
