"""What a notice claims of itself: how many problems, what became of them, which other lists there are."""

from __future__ import annotations

import random

from support.plan import Claim, Clause, Item, Plan
from support.rests import told_as_rest
from support.truth import TrueVerdict

_ROLE = {
    "completed": "status_completed",
    "basically_completed": "status_basically_completed",
    "in_progress": "status_in_progress",
    "long_term": "status_long_term",
    "not_completed": "status_not_completed",
}
_STATUS_WORDS = {
    "completed": ("已完成整改{}", "完成整改{}", "已整改完成{}", "已完成{}"),
    "basically_completed": ("基本完成{}", "基本完成整改{}"),
    "in_progress": ("正在推进{}", "正在整改{}", "持续推进{}"),
    "long_term": ("长期坚持{}", "需长期坚持{}"),
    "not_completed": ("未完成{}",),
}


def main_claim(rng: random.Random, plan: Plan, wanted: str) -> None:
    """The claim of the main list: `wanted` is both, total, aspects or none. Adds its verdicts."""
    total = len(plan.problems())
    aspects = plan.number("aspect")
    categories = plan.number("category")
    unit = rng.choice(("个", "个", "个", "项", "条"))
    kind = rng.choice(("", "", "具体", "突出", "主要"))
    problems = Claim("problems_claimed", total, unit)
    if plan.shape == "three" and wanted == "both":
        middle = Claim("categories_claimed", categories, "")
        plan.feedback_clause = (
            rng.choice(("共反馈", "指出", "指出了")),
            Claim("aspects_claimed", aspects, "个"),
            "方面",
            middle,
            rng.choice(("类", "大类")),
            rng.choice(("", "共")),
            problems,
            kind,
            "问题",
        )
    elif wanted == "both":
        if plan.shape == "flat":
            aspects = rng.randint(2, 4)
        plan.feedback_clause = (
            rng.choice(("指出了", "指出", "共反馈", "反馈了")),
            Claim("aspects_claimed", aspects, rng.choice(("个", "个", "个大"))),
            "方面",
            rng.choice(("", "", "共", "存在的")),
            problems,
            kind,
            "问题",
        )
    elif wanted == "total":
        plan.feedback_clause = rng.choice(
            (
                ("共反馈问题", problems),
                ("指出", problems, kind, "问题"),
                ("反馈了", problems, kind, "问题"),
                ("提出", problems, "问题"),
            )
        )
    elif wanted == "aspects":
        if plan.shape == "flat":
            aspects = rng.randint(2, 4)
        plan.feedback_clause = (
            rng.choice(("指出存在", "反馈了")),
            Claim("aspects_claimed", aspects, "个"),
            "方面的",
            kind,
            "问题",
        )
    if wanted in {"both", "total"}:
        if rng.random() < 0.12:
            plan.feedback_clause += ("和", Claim("suggestions_claimed", rng.randint(2, 6), "条"), "意见建议")
            plan.tricks.append("suggestions")
        plan.verdicts.append(TrueVerdict("problems_claimed_vs_enumerated", "main", "consistent", total, total))
    if wanted in {"both", "aspects"}:
        verdict = "unverifiable" if plan.shape == "flat" else "consistent"
        plan.verdicts.append(TrueVerdict("aspects_claimed_vs_enumerated", "main", verdict, aspects))
    if wanted == "both" and plan.shape == "three":
        plan.verdicts.append(
            TrueVerdict("categories_claimed_vs_enumerated", "main", "consistent", categories, categories)
        )


def total_again(rng: random.Random, plan: Plan) -> None:
    """The main total said a second time, honestly."""
    total = len(plan.problems())
    claim = Claim("problems_claimed", total, "个")
    plan.repeat_clauses.append(
        rng.choice(
            (
                ("针对反馈的", claim, "问题，逐项明确责任人和整改时限"),
                ("围绕巡察反馈的", claim, "具体问题，逐条制定整改措施"),
                ("对照", claim, "问题建立整改台账，实行销号管理"),
            )
        )
    )
    plan.verdicts.append(TrueVerdict("repeated_claims_agree", "main", "consistent"))


def measures_claim(rng: random.Random, plan: Plan) -> None:
    """Numbers of measures and tasks: never to be compared with the problems."""
    total = len(plan.problems())
    many = total * rng.randint(2, 4) + rng.randint(0, 5)
    measures = Claim("measures_claimed", many, rng.choice(("条", "项")))
    plan.repeat_clauses.append(
        rng.choice(
            (
                ("制定整改措施", measures),
                ("研究制定", measures, "具体整改措施"),
                ("共制定", measures, "措施，明确了牵头领导和责任科室"),
                ("细化整改措施", measures, "，建立问题、任务、责任三张清单"),
                (
                    "分解为",
                    Claim("tasks_claimed", total + rng.randint(3, 30), "项"),
                    "整改任务，制定整改措施",
                    measures,
                ),
                (
                    "细化为",
                    Claim("problems_decomposed", total + rng.randint(3, 30), "个"),
                    "具体问题，制定",
                    measures,
                    "整改措施",
                ),
            )
        )
    )


def status_split(rng: random.Random, plan: Plan) -> None:
    """How many are done: from the items where they print it, else invented; sums to the total or stays below it."""
    total = len(plan.problems())
    if plan.status_shown != "none" and not all(item.status for item in plan.problems()):
        return
    shown = plan.status_shown != "none"
    if shown:
        counts = {status: sum(item.status == status for item in plan.problems()) for status in _ROLE}
    else:
        done = rng.randint(total // 2, total)
        basic = rng.randint(0, total - done)
        counts = {"completed": done, "basically_completed": basic, "in_progress": total - done - basic}
        if counts["in_progress"] and rng.random() < 0.3:
            counts["long_term"], counts["in_progress"] = counts["in_progress"], 0
    short = 0
    if not shown and total > 4 and rng.random() < 0.15:  # some have no status in the text
        short = counts["completed"] // 4
        counts["completed"] -= short
    pieces: list[str | Claim] = [
        rng.choice(("截至目前，", "目前，", "经过集中整改，", "")),
        rng.choice(("", "反馈的")),
        Claim("problems_claimed", total, "个"),
        "问题中，",
    ]
    if plan.feedback_clause and plan.status_shown == "none" and rng.random() < 0.4:
        pieces = [rng.choice(("截至目前，", "目前，", "集中整改期内，"))]
    listed = [status for status in counts if counts[status]]
    for position, status in enumerate(listed):
        before, _, after = rng.choice(_STATUS_WORDS[status]).partition("{}")
        pieces += ["，" if position else "", before, Claim(_ROLE[status], counts[status], "个"), after]
        if status == "completed" and counts[status] > 5 and rng.random() < 0.2:
            pieces += [
                "（其中立行立改",
                Claim("status_completed", rng.randint(2, counts[status] - 2), "个", "immediate", "subset"),
                "）",
            ]
            plan.tricks.append("immediate_subset")
        elif status == "completed" and counts[status] > 4 and rng.random() < 0.12:
            pieces += ["，销号", Claim("status_completed", rng.randint(2, counts[status]), "个", "main", "subset")]
            plan.tricks.append("last_step")
    if len(listed) == 1 and counts[listed[0]] == total and rng.random() < 0.3:
        pieces = [Claim("problems_claimed", total, "个"), "问题全部完成整改"]
    elif rng.random() < 0.5 and not short:
        pieces += _rate(rng, plan, counts.get("completed", 0), counts.get("basically_completed", 0), total)
    clause = tuple(pieces) if short else told_as_rest(plan, tuple(pieces), plan.seed)
    plan.summary_clauses.append(clause)
    verdict = "unverifiable" if short else "consistent"
    plan.verdicts.append(TrueVerdict("status_sum", "main", verdict, total, sum(counts.values())))


def percent(done: int, total: int, decimals: int, *, truncated: bool) -> float:
    """done/total in percent to the printed decimals."""
    scaled = done * 100 * 10**decimals
    whole: int = scaled // total if truncated else (2 * scaled + total) // (2 * total)
    return whole / float(10**decimals)


def _rate(rng: random.Random, plan: Plan, done: int, basic: int, total: int) -> list[str | Claim]:
    """A completion rate: rounded or cut off, with or without what is basically done."""
    numerator = done
    if basic and rng.random() < 0.4:
        numerator += basic
        plan.tricks.append("rate_with_basic")
    truncated = rng.random() < 0.3
    if truncated:
        plan.tricks.append("rate_truncated")
    decimals = rng.choice((0, 1, 1, 2))
    value = percent(numerator, total, decimals, truncated=truncated)
    plan.verdicts.append(TrueVerdict("completion_rate", "main", "consistent", value))
    return [
        rng.choice(("，整改完成率", "，总体完成率", "，完成率达", "，整改完成率为")),
        Claim("completion_rate", value, "%", printed=f"{value:.{decimals}f}"),
    ]


def side_list(rng: random.Random, plan: Plan) -> None:
    """A list beside the main one, with its own total and state: adding them up is the classic error."""
    kind = rng.choice(
        (
            "immediate",
            "petitions",
            "previous_round",
            "villages",
            "leader_share",
            "special_check",
            "individual_cases",
            "grand_total",
        )
    )
    total = rng.randint(4, 30)
    left = rng.randint(0, total // 3)
    done = total - left
    clause: Clause

    def claim(role: str, value: float, unit: str, qualifier: str | None = None) -> Claim:
        return Claim(role, value, unit, kind, qualifier)

    if kind == "immediate":
        clause = ("巡察期间移交立行立改问题", claim("problems_claimed", total, "个"), "，已全部整改到位")
    elif kind == "petitions":
        state: Clause = ("，正在办理", claim("status_in_progress", left, "件")) if left else ()
        clause = (
            "移交信访件",
            claim("problems_claimed", total, "件"),
            "，已办结",
            claim("status_completed", done, "件"),
            *state,
        )
        plan.verdicts.append(TrueVerdict("status_sum", kind, "consistent", total, total))
    elif kind == "individual_cases":
        clause = (
            "移交个案问题",
            claim("problems_claimed", total, "个"),
            "，已整改",
            claim("status_completed", done, "个"),
        )
    elif kind == "previous_round":
        state = ("，", claim("status_in_progress", left, "个"), "正在推进") if left else ()
        clause = (
            "上轮巡察反馈的",
            claim("problems_claimed", total, "个"),
            "问题，已完成整改",
            claim("status_completed", done, "个"),
            *state,
        )
        plan.verdicts.append(TrueVerdict("status_sum", kind, "consistent", total, total))
    elif kind == "villages":
        many = total * 5
        clause = (
            f"对{rng.randint(3, 12)}个村开展延伸巡察，共反馈村级问题",
            claim("problems_claimed", many, "个"),
            "，已完成整改",
            claim("status_completed", many - left, "个"),
        )
    elif kind == "leader_share":
        clause = (
            f"{plan.agency.own}书记领办重点难点问题",
            claim("problems_claimed", min(total, len(plan.problems())), "个"),
            "，带动班子成员认领问题",
        )
    elif kind == "special_check":
        clause = (
            "选人用人专项检查反馈",
            claim("aspects_claimed", 2, "个"),
            "方面",
            claim("problems_claimed", total, "个"),
            "问题",
        )
    else:
        main = len(plan.problems())
        clause = (
            "加上意识形态责任制专项检查反馈的",
            Claim("problems_claimed", total, "个", "special_check"),
            "问题，共需整改问题",
            Claim("problems_claimed", main + total, "个"),
        )
    plan.opening_clauses.append(clause)
    plan.tricks.append(f"side_{kind}")


def special_claim(plan: Plan, items: list[Item]) -> None:
    """A special check with a list of its own, printed as a section."""
    total = len(items)
    plan.special = items
    plan.special_clause = ("选人用人专项检查反馈", Claim("problems_claimed", total, "个", "special_check"), "问题")
    plan.verdicts.append(TrueVerdict("problems_claimed_vs_enumerated", "special_check", "consistent", total, total))
    plan.tricks.append("special_section")
