"""Two ways of writing that real notices have: what is left told as work that goes on, and the list divided by deadline.

The first prints no state for the remainder but names it (其余3个正在加快推进, 剩余3个问题正在按计划推进, a share behind each
state); the second divides the list into 立行立改, 集中整改 and 长期整改. Their choices come from a random source of their own,
so that a seed writes everything else as before.
"""

from __future__ import annotations

import random
from dataclasses import replace

from support.plan import Claim, Clause, Plan
from support.truth import TrueVerdict

_OFTEN, _SOMETIMES = 0.35, 0.2
_REST = (
    ("，其余", "正在加快推进"),
    ("，其余", "正在按计划推进"),
    ("。剩余", "问题正在按计划推进"),
    ("，剩余", "正在推进"),
    ("，另外", "正在抓紧整改"),
    ("，", "问题持续整改"),
    ("，", "因客观原因暂未完成整改"),
)
_KINDS = (
    ("立行立改", "集中整改", "长期整改"),
    ("即知即改", "限期整改", "持续整改"),
    ("立行立改", "限期整改", "长期坚持"),
)


def told_as_rest(plan: Plan, clause: Clause, seed: object, *, always: bool = False) -> Clause:
    """The summary with its last open state told as what is left, now and then, where it has one besides what is done."""
    rng = random.Random(f"{seed}:rest")
    places = [place for place, piece in enumerate(clause) if isinstance(piece, Claim) and _state(piece)]
    if len(places) < 2 or not (always or rng.random() < _OFTEN) or any(_marked(piece) for piece in clause):
        return clause
    first, last = places[0], places[-1]
    left, piece = clause[last - 2 : last], clause[last]
    assert isinstance(piece, Claim)
    if piece.role != "status_in_progress" or left[:1] != ("，",):
        return clause
    before, after = rng.choice(_REST)
    if "持续整改" in after:
        piece = replace(piece, role="status_long_term")  # what goes on without an end
    plan.tricks.append("told_as_rest")
    done = clause[first]
    assert isinstance(done, Claim)
    tail = clause[last + 2 :]  # behind the words that follow the state
    shares: tuple[Clause, Clause] = ((), ())
    total = len(plan.problems())
    if len(places) == 2 and not tail and rng.random() < _SOMETIMES:
        shares = tuple((f"，占{100 * state.value / total:.2f}%",) for state in (done, piece))  # type: ignore[assignment]
        plan.tricks.append("shares")
    return (*clause[: first + 2], *shares[0], *clause[first + 2 : last - 2], before, piece, after, *shares[1], *tail)


def _state(piece: Claim) -> bool:
    return piece.role.startswith("status_") and (piece.scope, piece.qualifier) == ("main", None)


def _marked(piece: str | Claim) -> bool:
    return isinstance(piece, Claim) and piece.qualifier is not None


def by_deadline(plan: Plan, seed: object, *, slip: int = 0, always: bool = False) -> bool:
    """The list divided by deadline where the work is described; `slip` is added to one kind."""
    rng = random.Random(f"{seed}:deadlines")
    total = len(plan.problems())
    if total < 6 or not (always or rng.random() < 0.1):
        return False
    kinds = rng.choice(_KINDS)
    last = rng.randint(1, 2)
    first = rng.randint(2, total - last - 1)
    values = [first, total - first - last, last]
    values[1] += slip
    pieces: list[str | Claim] = [
        rng.choice(("对反馈的", "将")),
        Claim("problems_claimed", total, "个"),
        rng.choice(("问题按整改时限分类，其中", "问题分类建立清单，其中")),
    ]
    for place, (kind, value) in enumerate(zip(kinds, values, strict=True)):
        pieces += ["、" if place else "", kind, Claim("problems_claimed", value, "个", "immediate", "subset")]
    plan.repeat_clauses.append(tuple(pieces))
    if not slip:
        plan.verdicts.append(TrueVerdict("parts_sum", "main", "consistent", total, total))
    plan.tricks.append("by_deadline")
    return True
