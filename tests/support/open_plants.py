"""Differences that an honest reading explains, put in on purpose: an auditor must neither accuse nor confirm.

Each has the true verdict `unverifiable` (or, where the honest notice gives no cause for a row, none), and names the
reading that explains it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from support import claims
from support.grow import Grower
from support.houses import House
from support.plan import Claim, Item
from support.planting import everywhere, judge, restart_claims
from support.plants import EARLIER
from support.rests import by_deadline
from support.settle import expanded
from support.truth import Plant

_RECOUNT = "problems_claimed_vs_enumerated"


def _claim(grower: Grower, kind: str, value: int, why: str) -> bool:
    """Print `value` as the number of problems, open for the reason `why`."""
    plan = grower.plan
    everywhere(plan, "problems_claimed", "main", value)
    judge(plan, _RECOUNT, "main", "unverifiable")
    plan.plant = Plant(kind, frozenset({_RECOUNT}), open=why)
    return True


def _fresh(grower: Grower, *, least: int = 5) -> int:
    """Claims anew; the number of problems, 0 where the list is too short or its special list would confuse."""
    plan = grower.plan
    total = len(plan.problems())
    if total < least:
        return 0
    restart_claims(grower, "both" if plan.shape == "three" else "total")
    return total


def _and_others(grower: Grower) -> bool:
    """关于“…”等问题 stands for more than one."""
    total = _fresh(grower)
    plain = [item for item in grower.plan.problems() if item.level == "problem"]
    if not total or not plain:
        return False
    for item in grower.rng.sample(plain, grower.rng.randint(1, 2)) if len(plain) > 1 else plain:
        item.form = "关于“{s}”等问题" if "“{s}”" in "".join(grower.house.titles) else "关于{s}等问题"
    return _claim(grower, "open_and_others", total + grower.rng.randint(1, max(1, total // 5)), "等问题")


def _suggestions(grower: Grower) -> bool:
    """The list prints the suggestions among the problems."""
    total = _fresh(grower, least=8)
    if not total or grower.plan.plant:
        return False
    many = grower.rng.randint(2, 3)
    plan = grower.plan
    plan.feedback_clause = (
        *(piece for piece in plan.feedback_clause if not (isinstance(piece, Claim) and "suggest" in piece.role)),
    )
    if any("建议" in piece for piece in plan.feedback_clause if isinstance(piece, str)):
        return False
    plan.feedback_clause += ("和", Claim("suggestions_claimed", many, "条"), "意见建议")
    return _claim(grower, "open_suggestions", total - many, "suggestions")


def _sub_problems(grower: Grower) -> bool:
    """Some headings are counted by what stands below them."""
    extra = sorted(step for step in expanded(grower.plan.problems()) if step <= 3)
    total = _fresh(grower)
    if not extra or not total:
        return False
    return _claim(grower, "open_sub_problems", total + grower.rng.choice(extra), "sub-problems")


def _annex(grower: Grower) -> bool:
    """The rest stands in an annex."""
    total = _fresh(grower)
    if not total:
        return False
    grower.plan.organisation.insert(
        0,
        grower.rng.choice(
            (
                "其余问题整改情况详见附件",
                "涉密问题按规定不予公开",
                "限于篇幅，个别问题的整改情况不再一一列出",
                "部分问题整改情况扫描二维码查看",
            )
        ),
    )
    return _claim(grower, "open_annex", total + grower.rng.randint(1, 3), "annex")


def _childless(grower: Grower) -> bool:
    """An aspect that is answered as it stands: one problem, several or none."""
    plan = grower.plan
    childless = sum(item.childless_aspect for item in plan.problems())
    total = _fresh(grower)
    if not total or not childless:
        return False
    return _claim(grower, "open_childless", total + grower.rng.choice((-1, 1)), "childless aspect")


def _beside(grower: Grower) -> bool:
    """The number holds a list that is printed in a section of its own."""
    plan = grower.plan
    if not plan.special:
        claims.special_claim(plan, [grower.problem() for _ in range(grower.rng.randint(2, 3))])
        for item in plan.special:
            shown = plan.status_shown in {"label", "bracket", "lead", "close"} and not item.children
            item.status = "completed" if shown else None
    total = _fresh(grower)
    if not total:
        return False
    return _claim(grower, "open_beside", total + len(plan.special), "with a list beside")


def _dual(grower: Grower) -> bool:
    """Items with two states are counted under both."""
    plan, rng = grower.plan, grower.rng
    if plan.status_shown not in {"label", "lead"} or any(item.children for item in plan.problems()):
        return False
    problems = plan.problems()
    done = [item for item in problems if item.status == "completed"]
    if len(problems) < 5 or len(done) < 3:
        return False
    restart_claims(grower, "both" if plan.shape == "three" else "total")
    for item in problems:
        item.long_term = False
    dual = rng.sample(done, rng.randint(1, 2))
    for item in dual:
        item.long_term = True
    many = {status: sum(item.status == status for item in problems) for status in _NAMES}
    many["long_term"] += len(dual)
    pieces: list[str | Claim] = ["截至目前，", Claim("problems_claimed", len(problems), "个"), "问题中"]
    for status, (word, role) in _NAMES.items():
        if many[status]:
            pieces += ["，", word, Claim(role, many[status], "个")]
    plan.summary_clauses[:] = [tuple(pieces)]
    plan.summary_place = rng.choice(("opening", "organisation", "answers"))
    judge(plan, "status_sum", "main", "unverifiable")
    plan.plant = Plant("open_dual", frozenset({"status_sum"}), open="dual states")
    return True


_NAMES = {
    "completed": ("已完成整改", "status_completed"),
    "basically_completed": ("基本完成", "status_basically_completed"),
    "in_progress": ("正在推进", "status_in_progress"),
    "long_term": ("需长期坚持", "status_long_term"),
}


def _note(grower: Grower) -> bool:
    """A note says that one thing may be counted more than once."""
    plan, rng = grower.plan, grower.rng
    total = rng.randint(12, 40)
    done = total - rng.randint(1, 4)
    note = rng.choice(("存在一件多派情况", "部分信访件一件多派，分别计入", "因一件多派有重复统计"))
    plan.opening_clauses = [
        (
            "移交信访件",
            Claim("problems_claimed", total, "件", "petitions"),
            "，已办结",
            Claim("status_completed", done, "件", "petitions"),
            "，正在办理",
            Claim("status_in_progress", total - done + rng.randint(1, 3), "件", "petitions"),
            f"（{note}）",
        )
    ]
    plan.verdicts = [row for row in plan.verdicts if not (row.check == "status_sum" and row.scope != "main")]
    judge(plan, "status_sum", "petitions", "unverifiable")
    plan.plant = Plant("open_note", frozenset({"status_sum"}), open="counted twice by a note")
    return True


def _shortfall(grower: Grower) -> bool:
    """Some items of a side list have no state in the text."""
    plan, rng = grower.plan, grower.rng
    scope, before, unit, word = rng.choice(
        (("petitions", "移交信访件", "件", "，已办结"), ("individual_cases", "移交个案问题", "个", "，已整改"))
    )
    total = rng.randint(10, 40)
    plan.opening_clauses = [
        (
            before,
            Claim("problems_claimed", total, unit, scope),
            word,
            Claim("status_completed", total - rng.randint(1, 5), unit, scope),
        )
    ]
    plan.verdicts = [row for row in plan.verdicts if not (row.check == "status_sum" and row.scope != "main")]
    judge(plan, "status_sum", scope, "unverifiable")
    plan.plant = Plant("open_shortfall", frozenset({"status_sum"}), open="no state printed")
    return True


def _earlier(grower: Grower) -> bool:
    """An older action under a heading about an earlier finding may have answered that one."""
    plan, rng = grower.plan, grower.rng
    day = plan.schedule.periods[0][0] - dt.timedelta(days=rng.randint(60, 500))
    text = f"{day.year}年{day.month}月，对照清单完成了补充整改"
    if not grower.insert(text, under=EARLIER):
        leaves = [item for item in plan.problems() if item.level == "problem" and item.measures and not item.children]
        if not leaves or grower.house.flavour != "plain":
            return False
        leaf: Item = rng.choice(leaves)
        leaf.statement = rng.choice(("上轮巡察反馈问题整改不彻底", "审计发现问题整改不到位", "以往检查发现的问题反弹"))
        leaf.measures[-1] = text
    plan.plant = Plant("open_earlier", frozenset({"action_before_inspection"}), open="answers an earlier finding")
    return True


def _twice(grower: Grower) -> bool:
    """An item that is done and goes on is printed in both sections."""
    plan = grower.plan
    plain = [item for item in plan.items if item.status == "completed" and not item.children and item.measures]
    if grower.house.name != "flat-by-status" or not plain or len(plan.items) < 5:
        return False
    again = replace(
        grower.rng.choice(plain), status="long_term", measures=["继续抓好经常性检查，防止问题反弹"], lead_in=None
    )
    plan.items.append(again)
    plan.items.sort(key=lambda item: item.status == "long_term")
    total = _fresh(grower)
    return _claim(grower, "open_twice", total - 1, "printed twice")


def _deadlines(grower: Grower) -> bool:
    """A list divided by deadline with one too many: a problem may have a quick remedy and a lasting one."""
    if not _fresh(grower, least=6):
        return False
    grower.plan.verdicts = [row for row in grower.plan.verdicts if (row.check, row.scope) != ("parts_sum", "main")]
    if not by_deadline(grower.plan, grower.plan.seed, slip=1, always=True):
        return False
    judge(grower.plan, "parts_sum", "main", "unverifiable")
    grower.plan.plant = Plant("open_deadlines", frozenset({"parts_sum"}), open="two deadlines")
    return True


OPEN: dict[str, Callable[[Grower], bool]] = {
    "open_and_others": _and_others,
    "open_suggestions": _suggestions,
    "open_sub_problems": _sub_problems,
    "open_annex": _annex,
    "open_childless": _childless,
    "open_beside": _beside,
    "open_dual": _dual,
    "open_note": _note,
    "open_shortfall": _shortfall,
    "open_earlier": _earlier,
    "open_twice": _twice,
    "open_deadlines": _deadlines,
}


def can_hold(kind: str, house: House) -> bool:
    """Whether a house can hold an open difference of this kind at all."""
    if kind == "open_and_others":
        return house.flavour in {"plain", "long"}
    if kind == "open_twice":
        return house.name == "flat-by-status"
    if kind == "open_sub_problems":
        return bool(house.sub)
    if kind == "open_childless":
        return house.mixed
    if kind == "open_beside":
        return house.sections and house.flavour == "plain" and house.shape != "three" and house.name != "flat-by-status"
    if kind == "open_dual":
        return bool({"label", "lead"} & set(house.statuses)) and not house.sub
    return True
