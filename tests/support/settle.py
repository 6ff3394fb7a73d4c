"""What the print settles: which planted differences an honest reading explains. Written apart from the program.

A planted number is a contradiction only where no way of counting that an honest author may use gives it. The grammar
knows how it wrote the list, so it can say: a heading with 等问题 may stand for two, a heading may be counted by its
sub-problems, an aspect that is answered as it stands may be one problem, several or none, the difference may be the
number of suggestions or the size of a list beside, an item with two states may be counted under both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from support.plan import Claim, Item, Plan
from support.truth import Plant, TrueProblem, TrueVerdict

_SLIP, _SHARE = 3, 0.2  # beyond this a list may be printed in part


def claim_of(plan: Plan, role: str, scope: str = "main") -> int | None:
    """The first number printed for a claim in the opening."""
    clauses = (plan.feedback_clause, plan.special_clause, *plan.opening_clauses)
    return next(
        (
            int(piece.value)
            for clause in clauses
            for piece in clause
            if isinstance(piece, Claim) and (piece.role, piece.scope) == (role, scope)
        ),
        None,
    )


def expanded(items: Sequence[Item]) -> set[int]:
    """By how many the list grows when some of its headings are counted by their sub-problems, the heading itself perhaps
    too. Where every heading has sub-problems, all of them or none."""
    sizes = [len(item.children) for item in items if any(child.level == "subproblem" for child in item.children)]
    if sizes and len(sizes) == len(items):
        return {sum(sizes) - len(items), sum(sizes)}
    sums = {0}
    for size in sizes:
        sums |= {total + more for total in sums for more in (size - 1, size)}
    return sums - {0}


def _list_open(
    claimed: int, items: Sequence[Item], titles: Iterable[str], groups: Iterable[int], beside: Iterable[int]
) -> str | None:
    """Why `claimed` may be an honest count of a list of `items`; None when nothing explains it."""
    listed = len(items)
    childless = sum(item.childless_aspect for item in items)
    if claimed > listed and any("等问题" in title for title in titles):
        return "等问题"
    if claimed - listed in expanded(items):
        return "sub-problems"
    if claimed in groups:
        return "another level"
    if childless and (claimed > listed or claimed >= listed - childless):
        return "childless aspect"
    if claimed == len({item.statement for item in items}):
        return "printed twice"
    if claimed - listed in set(beside):
        return "with a list beside"
    if claimed > listed and items[-1].pointer:
        return "annex"
    if abs(claimed - listed) > max(_SLIP, _SHARE * claimed) or min(claimed, listed) < 0.6 * max(claimed, listed):
        return "printed in part"
    return None


def _recount(plan: Plan, problems: Sequence[TrueProblem], text: str, scope: str) -> str | None:
    claimed = claim_of(plan, "problems_claimed", scope)
    if claimed is None:
        return None
    special = scope == "special_check"
    items = plan.special if special else plan.problems()
    titles = [
        text[row.start : row.end + 4].replace("\n", "")
        for row in problems
        if row.scope == scope and row.level == "problem"
    ]
    groups = set() if special else {plan.number("aspect"), plan.number("category")} - {0}
    groups |= {len([child for item in items for child in item.children if child.level == "subproblem"])} - {0}
    other = [plan.problems()] if special else [plan.special]
    beside = {len(rows) for rows in other if rows}
    beside |= {
        int(piece.value)
        for clause in (plan.feedback_clause, plan.special_clause, *plan.opening_clauses)
        for piece in clause
        if isinstance(piece, Claim) and piece.role == "problems_claimed" and piece.scope not in (scope, "leader_share")
    }
    aspects = claim_of(plan, "aspects_claimed")
    if not special and plan.shape == "flat" and aspects == len(items) and claimed > len(items):
        return "aspects for problems"
    suggestions = claim_of(plan, "suggestions_claimed")
    if suggestions is not None and len(items) - claimed == suggestions:
        return "suggestions"
    return _list_open(claimed, items, titles, groups, beside)


def _status(plan: Plan) -> str | None:
    """Items that print two states, where 长期坚持 is one of the states divided; 长期坚持 on top of a whole (12 of 12 done, 3 of
    them for good) may be among what is done; what is struck off (销号) may take the place of what is done."""
    clause = plan.summary_clauses[0]
    states = [
        piece
        for piece in clause
        if isinstance(piece, Claim)
        and piece.role.startswith("status_")
        and (piece.scope, piece.qualifier) == ("main", None)
    ]
    excess = sum(piece.value for piece in states) - len(plan.problems())
    done = sum(piece.value for piece in states if piece.role == "status_completed")
    struck = {
        piece.value
        for before, piece in pairwise(clause)
        if isinstance(piece, Claim) and piece.qualifier == "subset" and isinstance(before, str) and "销号" in before
    }
    if excess in {done - value for value in struck}:
        return "struck off in place of done"
    if not any(piece.role == "status_long_term" for piece in states):
        return None
    if done == len(plan.problems()) and {piece.role for piece in states} == {"status_completed", "status_long_term"}:
        return "long-term among the done"
    dual = sum(item.long_term and item.status != "long_term" for item in plan.problems())
    return "dual states" if dual >= excess else None


def _repeated(plan: Plan) -> str | None:
    first = claim_of(plan, "problems_claimed")
    again = next(
        (
            int(piece.value)
            for clause in plan.repeat_clauses
            for piece in clause
            if isinstance(piece, Claim) and piece.role == "problems_claimed"
        ),
        None,
    )
    if first is None or again is None:
        return None
    if again in {claim_of(plan, "aspects_claimed"), claim_of(plan, "categories_claimed")}:
        return "another level"
    if again - first == claim_of(plan, "suggestions_claimed"):
        return "with suggestions"
    return "with a list beside" if abs(again - first) == len(plan.special) else None


def why_open(plan: Plan, problems: Sequence[TrueProblem], text: str) -> str | None:
    """The honest reading that explains what was planted in `plan`; None when the text settles it."""
    if plan.plant is None or plan.plant.open is not None:
        return None if plan.plant is None else plan.plant.open
    if plan.plant.kind in {"problems_off_one", "problems_off_several"}:
        return _recount(plan, problems, text, "main")
    if plan.plant.kind == "special_off":
        return _recount(plan, problems, text, "special_check")
    if plan.plant.kind in {"status_excess", "rest_excess"}:
        return _status(plan)
    if plan.plant.kind == "repeated_disagree":
        return _repeated(plan)
    return None


def settled(plan: Plan, problems: Sequence[TrueProblem], text: str) -> tuple[Plant | None, tuple[TrueVerdict, ...]]:
    """The plant and the true verdicts of a notice as written."""
    why = why_open(plan, problems, text)
    if why is None or plan.plant is None:
        return plan.plant, tuple(plan.verdicts)
    rows = (
        replace(row, verdict="unverifiable")
        if row.check in plan.plant.checks and row.verdict == "inconsistent"
        else row
        for row in plan.verdicts
    )
    return replace(plan.plant, open=why), tuple(rows)
