"""Totals side by side: several lists in one opening, a total with its parts, one state as of two days."""

from __future__ import annotations

import random

from support.plan import Claim, Clause, Plan
from support.truth import TrueVerdict

_VILLAGES = ("红旗村", "前进村", "东风村", "柳树沟村", "大坪村", "李家庄村", "石桥村", "王庄村")
_FIELDS = ("党的建设类", "业务工作类", "作风建设类", "廉政风险类")


def several_lists(rng: random.Random, plan: Plan) -> None:
    """Three lists in one sentence, each with a total and a state of its own."""
    petitions, earlier, cases = rng.randint(6, 40), rng.randint(5, 20), rng.randint(3, 9)
    left = rng.randint(1, 3)
    plan.opening_clauses.append(
        (
            "巡察期间移交信访件",
            Claim("problems_claimed", petitions, "件", "petitions"),
            "，已办结",
            Claim("status_completed", petitions - left, "件", "petitions"),
            "，正在办理",
            Claim("status_in_progress", left, "件", "petitions"),
            "；上轮巡察反馈的",
            Claim("problems_claimed", earlier, "个", "previous_round"),
            "问题，已完成整改",
            Claim("status_completed", earlier, "个", "previous_round"),
            "；移交立行立改问题",
            Claim("problems_claimed", cases, "个", "immediate"),
            "，已全部整改到位",
        )
    )
    plan.verdicts.append(TrueVerdict("status_sum", "petitions", "consistent", petitions, petitions))
    plan.verdicts.append(TrueVerdict("status_sum", "previous_round", "consistent", earlier, earlier))
    plan.tricks.append("several_lists")


def villages(rng: random.Random, plan: Plan, *, slip: int = 0) -> None:
    """村级问题, by village; `slip` is added to the total."""
    names = rng.sample(_VILLAGES, rng.randint(3, 5))
    values = [rng.randint(4, 12) for _ in names]
    pieces: list[str | Claim] = [
        f"对{len(names)}个村开展延伸巡察，共反馈村级问题",
        Claim("problems_claimed", sum(values) + slip, "个", "villages"),
        "（",
    ]
    for place, (name, value) in enumerate(zip(names, values, strict=True)):
        pieces += ["、" if place else "", name, Claim("problems_claimed", value, "个", "villages")]
    clause: Clause = (*pieces, "）")
    plan.opening_clauses.append(clause)
    plan.tricks.append("villages_listed")
    if not slip:
        plan.verdicts.append(TrueVerdict("parts_sum", "villages", "consistent"))


def fields(rng: random.Random, plan: Plan, *, slip: int = 0) -> bool:
    """The main list by field of work, `slip` too many; False where the list is too short."""
    total = len(plan.problems())
    if total < 6:
        return False
    first = rng.randint(1, total - 4)
    second = rng.randint(1, total - first - 2)
    values = [first, second, total - first - second + slip]
    if max(values) >= total:
        return False
    names = rng.sample(_FIELDS, 3)
    pieces: list[str | Claim] = ["反馈的", Claim("problems_claimed", total, "个"), "问题中，"]
    for place, (name, value) in enumerate(zip(names, values, strict=True)):
        pieces += ["、" if place else "", name, Claim("problems_claimed", value, "个")]
    plan.repeat_clauses.append(tuple(pieces))
    plan.tricks.append("fields_listed")
    if not slip:
        plan.verdicts.append(TrueVerdict("parts_sum", "main", "consistent"))
    return True


def two_days(rng: random.Random, plan: Plan) -> None:
    """How many were done on one day and how many on a later one: both are true."""
    total = len(plan.problems())
    early = rng.randint(total // 3, total - 1)
    year = plan.schedule.publication.year
    plan.repeat_clauses.append(
        (
            f"截至{year - 1}年12月底，已完成整改",
            Claim("status_completed", early, "个"),
            "",
        )
    )
    plan.repeat_clauses.append(
        (f"截至{year}年3月底，已完成整改", Claim("status_completed", min(total, early + rng.randint(1, 3)), "个"))
    )
    plan.tricks.append("two_as_of")
