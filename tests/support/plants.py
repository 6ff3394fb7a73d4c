"""Contradictions put in on purpose. Each is one that an auditor with the text alone must find."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from support import claims, totals
from support.facts import FACTS
from support.grow import Grower
from support.houses import House
from support.plan import Claim, Plan
from support.planting import everywhere, judge, restart_claims, summary, swap, without_rate
from support.rests import told_as_rest
from support.truth import Plant, TrueVerdict

EARLIER = ("上轮", "上一轮", "上次", "历次", "以往", "审计", "督察", "回头看", "历史遗留")


def _problems_off(grower: Grower, slip: int) -> bool:
    plan, rng = grower.plan, grower.rng
    total = len(plan.problems())
    if total < (5 if slip == 1 else 8):
        return False
    restart_claims(grower, rng.choice(("both", "total")) if plan.shape != "three" else "both")
    wrong = total + (slip if rng.random() < 0.5 else -slip)
    everywhere(plan, "problems_claimed", "main", wrong)
    judge(plan, "problems_claimed_vs_enumerated", "main")
    plan.plant = Plant(
        f"problems_off_{'one' if slip == 1 else 'several'}", frozenset({"problems_claimed_vs_enumerated"})
    )
    return True


def _problems_off_one(grower: Grower) -> bool:
    return _problems_off(grower, 1)


def _problems_off_several(grower: Grower) -> bool:
    return _problems_off(grower, grower.rng.randint(2, 3))


def _aspects_off(grower: Grower) -> bool:
    plan = grower.plan
    restart_claims(grower, "both")
    everywhere(plan, "aspects_claimed", "main", plan.number("aspect") + 1)
    judge(plan, "aspects_claimed_vs_enumerated", "main")
    plan.plant = Plant("aspects_off", frozenset({"aspects_claimed_vs_enumerated"}))
    return True


def _categories_off(grower: Grower) -> bool:
    plan = grower.plan
    restart_claims(grower, "both")
    everywhere(plan, "categories_claimed", "main", plan.number("category") + 1)
    judge(plan, "categories_claimed_vs_enumerated", "main")
    plan.plant = Plant("categories_off", frozenset({"categories_claimed_vs_enumerated"}))
    return True


def _special_off(grower: Grower) -> bool:
    plan = grower.plan
    if not plan.special:
        claims.special_claim(plan, [grower.problem() for _ in range(grower.rng.randint(3, 4))])
        for item in plan.special:
            shown = plan.status_shown in {"label", "bracket", "lead", "close"} and not item.children
            item.status = "completed" if shown else None
    everywhere(plan, "problems_claimed", "special_check", len(plan.special) + grower.rng.choice((-1, 1)))
    judge(plan, "problems_claimed_vs_enumerated", "special_check")
    plan.plant = Plant("special_off", frozenset({"problems_claimed_vs_enumerated"}))
    return True


def _status_excess(grower: Grower) -> bool:
    plan, rng = grower.plan, grower.rng
    if not summary(grower):
        return False
    clause = plan.summary_clauses[0]
    if not any(
        isinstance(piece, Claim)
        and piece.role == "status_completed"
        and (piece.scope, piece.qualifier) == ("main", None)
        for piece in clause
    ):
        return False
    listed = sum(
        piece.value
        for piece in clause
        if isinstance(piece, Claim)
        and piece.role.startswith("status_")
        and (piece.scope, piece.qualifier) == ("main", None)
    )
    done = next(
        piece.value
        for piece in clause
        if isinstance(piece, Claim)
        and piece.role == "status_completed"
        and (piece.scope, piece.qualifier) == ("main", None)
    )
    wrong = done + len(plan.problems()) - listed + rng.randint(1, 3)
    plan.summary_clauses[0] = swap(without_rate(plan, clause), "status_completed", "main", wrong)
    judge(plan, "status_sum", "main")
    plan.plant = Plant("status_excess", frozenset({"status_sum"}), _shares_left(plan))
    return True


def _rest_excess(grower: Grower) -> bool:
    """More is done than there is beside what is told as left: 12个问题已完成11个，其余3个正在加快推进."""
    plan, rng = grower.plan, grower.rng
    if not summary(grower):
        return False
    plain = without_rate(plan, plan.summary_clauses[0])
    clause = plain if "told_as_rest" in plan.tricks else told_as_rest(plan, plain, plan.seed, always=True)
    states = [piece for piece in clause if isinstance(piece, Claim) and piece.role.startswith("status_")]
    if "told_as_rest" not in plan.tricks or states[0].role != "status_completed" or "shares" in plan.tricks:
        return False
    if sum(state.value for state in states) != len(plan.problems()):
        return False
    plan.summary_clauses[0] = swap(clause, "status_completed", "main", states[0].value + rng.randint(1, 3))
    judge(plan, "status_sum", "main")
    plan.plant = Plant("rest_excess", frozenset({"status_sum"}))
    return True


def _side_excess(grower: Grower) -> bool:
    plan, rng = grower.plan, grower.rng
    scope, before, unit = rng.choice(
        (
            ("petitions", "移交信访件", "件"),
            ("previous_round", "上轮巡察反馈的", "个"),
            ("immediate", "移交立行立改问题", "个"),
        )
    )
    total = rng.randint(8, 40)
    left = rng.randint(2, total // 3)
    done = total - left + rng.randint(1, 2)
    after = "问题，已完成整改" if scope == "previous_round" else "，已办结"
    plan.opening_clauses = [
        (
            before,
            Claim("problems_claimed", total, unit, scope),
            after,
            Claim("status_completed", done, unit, scope),
            "，正在办理",
            Claim("status_in_progress", left, unit, scope),
        )
    ]
    plan.verdicts = [row for row in plan.verdicts if not (row.check == "status_sum" and row.scope != "main")]
    judge(plan, "status_sum", scope)
    plan.plant = Plant("side_excess", frozenset({"status_sum"}))
    return True


def _shares_left(plan: Plan) -> frozenset[str]:
    """What else is contradicted when a state is changed: the share printed behind it was that of the true number."""
    return frozenset({"completion_rate"}) if "shares" in plan.tricks else frozenset()


def _status_items(grower: Grower) -> bool:
    """The split adds up, but the items print other states."""
    plan = grower.plan
    if plan.status_shown == "none" or not summary(grower):
        return False
    clause = without_rate(plan, plan.summary_clauses[0])
    states = [
        piece
        for piece in clause
        if isinstance(piece, Claim)
        and piece.role in {"status_completed", "status_in_progress"}
        and (piece.scope, piece.qualifier) == ("main", None)
    ]
    if len(states) < 2 or states[1].value < 2:
        return False
    plan.summary_clauses[0] = swap(
        swap(clause, "status_completed", "main", states[0].value + 2),
        "status_in_progress",
        "main",
        states[1].value - 2,
    )
    judge(plan, "status_sum", "main")
    plan.plant = Plant("status_items", frozenset({"status_sum"}), _shares_left(plan))
    return True


def _rate_wrong(grower: Grower) -> bool:
    plan = grower.plan
    for _ in range(8):
        if not summary(grower):
            return False
        rate = next(
            (
                piece
                for piece in plan.summary_clauses[0]
                if isinstance(piece, Claim) and piece.role == "completion_rate"
            ),
            None,
        )
        if rate is not None:
            break
    else:
        return False
    if rate.value < 20:
        return False
    decimals = len(rate.printed.partition(".")[2]) if rate.printed else 0
    taken = {
        piece.value
        for piece in plan.summary_clauses[0]
        if isinstance(piece, Claim) and piece.role.startswith("status_")
    }
    total = len(plan.problems())
    options = [rate.value - step for step in (3.7, 5.3, 7.9, 11.1)]
    sums = {a + b for a in taken | {0} for b in taken | {0}} | {total}
    value = next(
        (round(option, decimals) for option in options if all(abs(option - 100 * part / total) > 1.5 for part in sums)),
        None,
    )
    if value is None:
        return False
    plan.summary_clauses[0] = swap(plan.summary_clauses[0], "completion_rate", "main", value, f"{value:.{decimals}f}")
    judge(plan, "completion_rate", "main")
    plan.plant = Plant("rate_wrong", frozenset({"completion_rate"}))
    return True


def _fact(name: str) -> Callable[[Grower], bool]:
    def plant(grower: Grower) -> bool:
        write, check = FACTS[name]
        grower.insert(write(grower.rng, wrong=True))
        grower.plan.verdicts.append(TrueVerdict(check, None, "inconsistent"))
        also = {"persons_sum", "money_sum", "parts_sum"} if check != "completion_rate" else {check}
        grower.plan.plant = Plant("fact_rate_wrong" if name == "rate" else f"{name}_wrong", frozenset(also))
        return True

    return plant


def _repeated(grower: Grower) -> bool:
    plan, rng = grower.plan, grower.rng
    total = len(plan.problems())
    restart_claims(grower, "both" if plan.shape == "three" else rng.choice(("both", "total")))
    claims.total_again(rng, plan)
    wrong = total + rng.choice((-2, -1, 1, 2))
    plan.repeat_clauses = [swap(clause, "problems_claimed", "main", wrong) for clause in plan.repeat_clauses]
    judge(plan, "repeated_claims_agree", "main")
    plan.plant = Plant(
        "repeated_disagree", frozenset({"repeated_claims_agree"}), frozenset({"problems_claimed_vs_enumerated"})
    )
    return True


def _dates_disorder(grower: Grower) -> bool:
    plan, rng = grower.plan, grower.rng
    first, last = plan.schedule.periods[0][0], plan.schedule.periods[-1][1]
    plan.elided_feedback_year = False
    if rng.random() < 0.5:
        plan.schedule = replace(plan.schedule, feedback=first - dt.timedelta(days=rng.randint(40, 200)))
        shadow = frozenset[str]()
    else:
        plan.schedule = replace(plan.schedule, publication=last - dt.timedelta(days=rng.randint(100, 300)))
        shadow = frozenset[str]()
    judge(plan, "dates_in_order", None)
    plan.plant = Plant("dates_disorder", frozenset({"dates_in_order"}), shadow)
    return True


def _notice_days(grower: Grower) -> bool:
    length = grower.rng.choice((5, 7, 10, 15))
    grower.plan.notice_days = (length, length + grower.rng.choice((-3, -2, 1, 3)))
    judge(grower.plan, "dates_in_order", None)
    grower.plan.plant = Plant("notice_days_wrong", frozenset({"dates_in_order"}))
    return True


def _action_before(grower: Grower) -> bool:
    plan, rng = grower.plan, grower.rng
    day = plan.schedule.periods[0][0] - dt.timedelta(days=rng.randint(200, 600))
    when = f"{day.year}年{day.month}月" + (f"{day.day}日" if rng.random() < 0.5 else "")
    placed = grower.insert(
        rng.choice(
            (
                f"{when}，组织专班对有关项目进行了积极整改",
                f"{when}召开专题会议，修订完善相关制度",
                f"{when}完成了设施维修并投入使用",
                f"于{when}开展了专项清理，取得良好效果",
            )
        ),
        avoid=EARLIER,  # under these headings an older action may answer the earlier finding
    )
    if not placed:
        return False
    plan.verdicts.append(TrueVerdict("action_before_inspection", None, "inconsistent"))
    plan.plant = Plant("action_before", frozenset({"action_before_inspection"}))
    return True


def _numbering_gap(grower: Grower) -> bool:
    plan, rng = grower.plan, grower.rng
    lists = [plan.items] if plan.shape == "flat" else [aspect.children for aspect in plan.items]
    lists = [items for items in lists if len(items) > 3 and items[0].level == "problem"]
    if not lists:
        return False
    items = rng.choice(lists)
    items[rng.randrange(2, len(items) - 1)].skip = 1
    restart_claims(grower, rng.choice(("none", "total")))
    plan.verdicts.append(TrueVerdict("numbering_gap", None, "inconsistent"))
    plan.plant = Plant("numbering_gap", frozenset({"numbering_gap"}))
    return True


def _villages(grower: Grower) -> bool:
    grower.plan.opening_clauses = []
    totals.villages(grower.rng, grower.plan, slip=grower.rng.choice((-3, -2, -1, 1, 2, 3)))
    judge(grower.plan, "parts_sum", "villages")
    grower.plan.plant = Plant("villages_wrong", frozenset({"parts_sum"}))
    return True


def _fields(grower: Grower) -> bool:
    plan = grower.plan
    restart_claims(grower, "both" if plan.shape == "three" else "total")
    plan.verdicts = [row for row in plan.verdicts if (row.check, row.scope) != ("parts_sum", "main")]
    if not totals.fields(grower.rng, plan, slip=grower.rng.randint(1, 3)):
        return False
    judge(plan, "parts_sum", "main")
    plan.plant = Plant("fields_wrong", frozenset({"parts_sum"}))
    return True


def _silent(grower: Grower) -> bool:
    """The last heading of the list has nothing under it."""
    plan = grower.plan
    path = plan.paths()[-1]
    last = path[-1]
    if len(path) > 1 and len(path[-2].children) < 3:
        return False  # alone under its aspect it would be a line of text
    if last.level != "problem" or last.children or len(plan.problems()) < 4 or plan.status_shown != "none":
        return False
    last.silent = True
    plan.verdicts = [row for row in plan.verdicts if row.check != "problem_without_measure"]
    plan.verdicts.append(TrueVerdict("problem_without_measure", None, "inconsistent"))
    plan.plant = Plant("silent_problem", frozenset({"problem_without_measure"}))
    return True


PLANTS: dict[str, Callable[[Grower], bool]] = {
    "problems_off_one": _problems_off_one,
    "problems_off_several": _problems_off_several,
    "aspects_off": _aspects_off,
    "categories_off": _categories_off,
    "special_off": _special_off,
    "status_excess": _status_excess,
    "rest_excess": _rest_excess,
    "side_excess": _side_excess,
    "status_items": _status_items,
    "rate_wrong": _rate_wrong,
    "parts_wrong": _fact("parts"),
    "persons_wrong": _fact("persons"),
    "money_wrong": _fact("money"),
    "fact_rate_wrong": _fact("rate"),
    "cents_wrong": _fact("cents"),
    "mixed_wrong": _fact("mixed"),
    "in_words_wrong": _fact("in_words"),
    "times_wrong": _fact("times"),
    "villages_wrong": _villages,
    "fields_wrong": _fields,
    "silent_problem": _silent,
    "repeated_disagree": _repeated,
    "dates_disorder": _dates_disorder,
    "notice_days_wrong": _notice_days,
    "action_before": _action_before,
    "numbering_gap": _numbering_gap,
}


def can_plant(kind: str, house: House) -> bool:
    """Whether a house can hold a contradiction of this kind at all."""
    if kind == "aspects_off":
        return house.shape in {"tree", "three"}
    if kind == "categories_off":
        return house.shape == "three"
    if kind == "special_off":
        return house.sections and house.flavour == "plain" and house.shape != "three" and house.name != "flat-by-status"
    if kind == "numbering_gap":
        return house.shape != "three" and house.name != "flat-by-status"
    if kind == "silent_problem":
        return house.answer == "line" and house.flavour == "plain" and house.sections and not house.mixed
    if kind == "status_items":
        return any(status in {"label", "bracket", "lead", "close", "section"} for status in house.statuses)
    return True
