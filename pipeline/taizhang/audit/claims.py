"""Claims: what the notice says about its own lists, outside the answers to single problems.

A claim is an exact count (no 余, 约, 以上, 其中) with a claim role and a scope. The first one printed is the head claim of
its list; the same number printed again is a repetition; a different number contradicts it only where the words before
it name the whole list once more (see `repeats`). Parts of a total are never claims of their own (see `lists`).
"""

from __future__ import annotations

from collections.abc import Iterable

from taizhang.audit.case import Case, words
from taizhang.audit.lists import ClaimList
from taizhang.records import Count

TOTALS = ("problems_claimed", "tasks_claimed", "problems_decomposed", "measures_claimed")
LISTED = ("aspects_claimed", "categories_claimed", "problems_claimed", "problems_decomposed", "tasks_claimed")
STATUS_NAMES = {
    "status_completed": "已完成",
    "status_basically_completed": "基本完成",
    "status_in_progress": "正在推进",
    "status_long_term": "长期坚持",
    "status_not_completed": "未完成",
}
STATUSES = tuple(STATUS_NAMES)


_OTHER_UNITS = frozenset({"类", "大类", "方面", "大方面", "部分"})


def exact(count: Count) -> bool:
    """Whether a count is a printed whole number without any bound, in a counter that fits its role."""
    if count.role in TOTALS and count.unit in _OTHER_UNITS:
        return False
    return count.value is not None and count.qualifier is None and float(count.value).is_integer()


def claims(case: Case, lists: Iterable[ClaimList], role: str, scope: str = "main") -> tuple[Count, ...]:
    """The exact claims of a role about one list, in text order, parts of totals left out."""
    parts = {part.char_start for entry in lists for part in entry.parts}
    return tuple(
        count
        for count in case.by_role.get(role, ())
        if (count.scope or "main") == scope
        and exact(count)
        and not case.is_part(count)
        and count.char_start not in parts
        and case.item(count.char_start) is None
    )


def narrowed(case: Case, claim: Count) -> bool:
    """Whether the words around a claim make it a part of the list (剩余的2个问题) or a list of one's own (查摆问题26个)."""
    if claim.scope not in (None, "main"):
        return False  # a side list is narrow by nature: 上轮尚未销号的35个问题
    said = case.clause_before(claim.char_start) + claim.surface + (claim.noun or "")
    return words("restated", "partial").search(said) is not None


def head(case: Case, lists: Iterable[ClaimList], role: str, scope: str = "main") -> Count | None:
    """The claim that speaks for the list: the first one printed of the whole. 方面 beside a number of problems goes first."""
    found = tuple(claim for claim in claims(case, lists, role, scope) if not narrowed(case, claim))
    if role == "aspects_claimed":
        beside = [claim for claim in found if _beside_problems(case, claim)]
        found = tuple(beside) or found
    return found[0] if found else None


def _beside_problems(case: Case, claim: Count) -> bool:
    """Whether a number of problems follows at once: 3个方面12个问题."""
    return any(
        other.role in ("problems_claimed", "categories_claimed") and 0 <= other.char_start - claim.char_end <= 8
        for other in case.counts
    )


def scopes(case: Case, role: str) -> tuple[str, ...]:
    """The lists about which a role claims something, in the order they appear."""
    return tuple(dict.fromkeys(count.scope or "main" for count in case.by_role.get(role, ())))
