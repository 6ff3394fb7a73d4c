"""Changing what a plan claims: another number, another verdict, claims anew."""

from __future__ import annotations

from dataclasses import replace

from support import claims
from support.grow import Grower
from support.plan import Claim, Clause, Plan
from support.truth import TrueVerdict


def swap(clause: Clause, role: str, scope: str, value: float, printed: str | None = None) -> Clause:
    """`clause` with another number for a claim."""
    return tuple(
        replace(piece, value=value, printed=printed)
        if isinstance(piece, Claim) and (piece.role, piece.scope, piece.qualifier) == (role, scope, None)
        else piece
        for piece in clause
    )


def everywhere(plan: Plan, role: str, scope: str, value: float) -> None:
    """Change a claim wherever the notice prints it."""
    plan.feedback_clause = swap(plan.feedback_clause, role, scope, value)
    plan.special_clause = swap(plan.special_clause, role, scope, value)
    for clauses in (plan.opening_clauses, plan.repeat_clauses, plan.summary_clauses):
        clauses[:] = [swap(clause, role, scope, value) for clause in clauses]


def judge(plan: Plan, check: str, scope: str | None, verdict: str = "inconsistent") -> None:
    plan.verdicts = [row for row in plan.verdicts if (row.check, row.scope) != (check, scope)]
    plan.verdicts.append(TrueVerdict(check, scope, verdict))


def restart_claims(grower: Grower, wanted: str, *, quiet: bool = True) -> None:
    """Claims anew, of the wanted kind, nothing beside them that could disagree."""
    plan = grower.plan
    drop = {
        "problems_claimed_vs_enumerated",
        "aspects_claimed_vs_enumerated",
        "categories_claimed_vs_enumerated",
        "repeated_claims_agree",
        "status_sum",
        "completion_rate",
    }
    plan.verdicts = [row for row in plan.verdicts if row.check not in drop or row.scope not in {None, "main"}]
    plan.feedback_clause, plan.repeat_clauses = (), []
    plan.summary_clauses = []
    told = {"immediate_subset", "told_as_rest", "shares", "by_deadline"}
    plan.tricks = [trick for trick in plan.tricks if not trick.startswith("rate_") and trick not in told]
    plan.verdicts = [row for row in plan.verdicts if (row.check, row.scope) != ("parts_sum", "main")]
    if quiet:
        plan.opening_clauses = []
        plan.tricks = [trick for trick in plan.tricks if not trick.startswith("side_")]
    claims.main_claim(grower.rng, plan, wanted)


def summary(grower: Grower) -> bool:
    """Force an honest status split; False where the notice can not have one."""
    restart_claims(grower, "both" if grower.plan.shape == "three" else "total")
    claims.status_split(grower.rng, grower.plan)
    grower.plan.summary_place = grower.rng.choice(("opening", "organisation", "answers", "tail"))
    return bool(grower.plan.summary_clauses)


def without_rate(plan: Plan, clause: Clause) -> Clause:
    plan.verdicts = [row for row in plan.verdicts if (row.check, row.scope) != ("completion_rate", "main")]
    return tuple(
        piece
        for piece in clause
        if not (isinstance(piece, Claim) and piece.role == "completion_rate")
        and not (isinstance(piece, str) and piece.endswith(("完成率", "完成率达", "完成率为")))
    )
