"""Law: the number of problems claimed against those listed (aspects and categories: see `groupings`).

Decision table of `problems_claimed_vs_enumerated` (one row for each list with a claim and a list; the main list
always has a row when its number is claimed):

| what the print shows                                                        | verdict      |
|-----------------------------------------------------------------------------|--------------|
| as many headings as claimed                                                 | consistent   |
| no heading was found                                                        | unverifiable |
| headings differ by more than a slip (over 3 and over a fifth), or under 60 % | unverifiable |
| fewer headings, and the notice points away (附件, 主要问题…整改情况, 涉密)       | unverifiable |
| fewer headings, and one of them says 等问题                                   | unverifiable |
| numbering with a gap, a repetition or a heading without number              | unverifiable |
| a heading without an answer, a heading-like line or a label left over       | unverifiable |
| the claim fits another way of counting: aspects, leaves, some headings by what | unverifiable |
|   stands below them (unless 细化为N个 explains these), aspects taken for problems |              |
| another printed number explains it: 细化后的, suggestions, another list          | unverifiable |
| a group of another list (上轮, 专项检查, 自查) stands among the headings, excess | unverifiable |
| none of these: numbering whole, every item answered, a small difference     | inconsistent |
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from taizhang.audit.case import Case, words
from taizhang.audit.claims import claims, head, scopes
from taizhang.audit.enumeration import (
    UNNUMBERED,
    Enumeration,
    doubts,
    enumerate_list,
    extra_by_expanding,
    others_hidden,
    uneven,
)
from taizhang.audit.lists import ClaimList
from taizhang.audit.verdict import CONSISTENT, INCONSISTENT, SCOPE_NAMES, UNVERIFIABLE, finding, number
from taizhang.outline.headings import names_aspect
from taizhang.records import Count, Finding, Problem

_CODE = re.compile(r"\d{1,2}-\d{1,2}")


def problems_claimed_vs_enumerated(case: Case, lists: Sequence[ClaimList]) -> tuple[Finding, ...]:
    """The number of problems claimed, list by list, against the headings printed."""
    rows = []
    for scope in scopes(case, "problems_claimed"):
        claim = head(case, lists, "problems_claimed", scope)
        if claim is None:
            continue
        enumeration = enumerate_list(case, scope)
        if not enumeration.problems and scope != "main":
            coded = _coded(case, scope)
            if coded:
                rows.append(_coded_row(case, scope, claim, coded))
            continue
        rows.append(_problems_row(case, lists, claim, enumeration))
    return tuple(rows)


def _problems_row(case: Case, lists: Sequence[ClaimList], claim: Count, found: Enumeration) -> Finding:
    claimed, observed = claim.value or 0, float(len(found.problems))
    name = SCOPE_NAMES[found.scope]
    opening = f"通报称{name}问题{number(claimed)}个"
    positions = [claim.char_start, *_ends(found)]
    if not found.problems:
        text = f"{opening}，正文没有逐条列出，无法核实。"
        return finding(
            case, "problems_claimed_vs_enumerated", UNVERIFIABLE, text, positions, scope=found.scope, claimed=claimed
        )
    added = f"（{found.breakdown}）" if found.breakdown else ""
    listed = f"正文逐条列出{number(observed)}个{added}"
    verdict, tail = CONSISTENT, "两者相符"
    if claimed != observed:
        doubt = _doubt(case, lists, claim, found)
        gap = abs(claimed - observed)
        more = f"少列{number(gap)}个" if observed < claimed else f"多列{number(gap)}个"
        verdict, tail = (
            (UNVERIFIABLE, f"{more}；{doubt}，仅凭正文无法核实") if doubt else (INCONSISTENT, f"{more}，两者不符")
        )
    return finding(
        case,
        "problems_claimed_vs_enumerated",
        verdict,
        f"{opening}，{listed}，{tail}。",
        positions,
        scope=found.scope,
        claimed=claimed,
        observed=observed,
        readings=found.readings(),
    )


def _ends(found: Enumeration) -> list[int]:
    """Positions of the first and the last heading of the list."""
    return [found.problems[0].char_start, found.problems[-1].char_start] if found.problems else []


def _doubt(case: Case, lists: Sequence[ClaimList], claim: Count, found: Enumeration) -> str | None:
    """The first reason for which a difference does not settle the matter; None when it does."""
    claimed, observed = int(claim.value or 0), len(found.problems)
    gap = abs(claimed - observed)
    if observed < claimed and points_away(case):
        return "通报写明另有内容未在正文列出"
    reasons = doubts(case, found, claimed)
    if UNNUMBERED in reasons:
        return UNNUMBERED
    if gap > max(3, claimed // 5) or observed < 0.6 * claimed:
        return "正文所列与所称相差较大，可能只列出了标题或部分问题"
    if observed < claimed and others_hidden(case, found):
        return "有的标题以“等问题”概括多个问题"
    if reasons:
        return reasons[0]
    if any(reading.value == claimed for reading in found.readings()):
        return "按另一种计数单位与所称相合，计数单位不明"
    if _aspects_for_problems(case, found):
        return "所列标题似为方面，问题可能在其下分列"
    finer = _finer_counts(case, lists, found.scope)
    explained = len(found.subproblems) in finer or found.leaves in finer
    if not explained and claimed - observed in extra_by_expanding(case, found):
        return "有的问题之下分列子问题，计数单位不明"
    if observed in _other_numbers(case, lists, claim, found.scope) or gap in _other_lists(case, lists, found.scope):
        return "通报另有其他数字可与所列相合，清单范围不明"
    if observed > claimed and uneven(case, found.problems):
        return "所列各项格式不一"
    if observed > claimed and any(of_another_list(case, row) for row in case.problems if row.level == "aspect"):
        return "所列标题中有的属于其他清单"
    return None


def _aspects_for_problems(case: Case, found: Enumeration) -> bool:
    """Whether the headings read as problems may be the aspects above them: worded so, or as many as aspects claimed."""
    titles = [case.folded[row.char_start : row.char_end] for row in found.problems]
    worded = sum(names_aspect(title) for title in titles)
    claimed = {
        int(count.value or 0)
        for count in case.counts
        if count.role == "aspects_claimed" and (count.scope or "main") == found.scope
    }
    return worded * 2 > len(titles) or (not found.aspects and len(titles) in claimed)


def _other_numbers(case: Case, lists: Sequence[ClaimList], claim: Count, scope: str) -> set[int]:
    """Other numbers printed about the same list: restated claims, 细化后的, tasks, categories."""
    found = set()
    for role in (
        "problems_claimed",
        "problems_decomposed",
        "tasks_claimed",
        "categories_claimed",
        "suggestions_claimed",
    ):
        found |= {int(row.value or 0) for row in claims(case, lists, role, scope)}
    return found - {int(claim.value or 0)}


def _finer_counts(case: Case, lists: Sequence[ClaimList], scope: str) -> set[int]:
    """Numbers that speak of what stands below the problems: 细化为26个具体问题, tasks, coded items of an earlier round."""
    found = {
        int(row.value or 0)
        for role in ("problems_decomposed", "tasks_claimed")
        for row in claims(case, lists, role, scope)
    }
    return found | {int(row.value or 0) for row in claims(case, lists, "problems_claimed", "previous_round")}


def _other_lists(case: Case, lists: Sequence[ClaimList], scope: str) -> set[int]:
    """Sizes, claimed and printed, of the lists beside this one, and the number of suggestions."""
    found = {int(row.value or 0) for row in claims(case, lists, "suggestions_claimed", "main")}
    for other in scopes(case, "problems_claimed"):
        if other not in (scope, "leader_share"):
            found |= {int(row.value or 0) for row in claims(case, lists, "problems_claimed", other)}
    sizes = {
        other: len(enumerate_list(case, other).problems)
        for other in ("main", "special_check", "previous_round", "immediate")
    }
    return found | {size for other, size in sizes.items() if other != scope and size}


def points_away(case: Case) -> bool:
    """Whether the notice says that part of its list stands elsewhere: 详见附件, 主要问题整改情况, 涉密."""
    if words("selection", "points_away").search(case.folded):
        return True
    return _chosen().search(case.folded) is not None


@cache
def _chosen() -> re.Pattern[str]:
    """主要问题整改情况: some problems were chosen. 13个主要问题的整改情况 speaks of all of them."""
    number = "".join(rf"(?<![\d一二三四五六七八九十]{counter})" for counter in "个项条")
    kinds = words("selection", "chosen").pattern
    return re.compile(rf"{number}(?:{kinds})的?(?:反馈)?(?:具体)?问题的?整改(?:落实|进展|完成)?(?:情况|结果)")


_EARLIER_ROUND = re.compile(
    r"(?:关于)?(?:上轮|上一轮|上次)(?:巡察|巡视)?(?:反馈)?(?:的)?(?:意见|问题)?(?:整改)?(?:落实)?(?:情况|方面)?"
)


def of_another_list(case: Case, row: Problem) -> bool:
    """Whether a group heading opens a list of its own: 专项检查, 自查, 上轮巡察反馈问题整改情况."""
    title = case.folded[row.char_start : row.char_end]
    return words("selection", "other_list").search(title) is not None or _EARLIER_ROUND.fullmatch(title) is not None


def _coded(case: Case, scope: str) -> tuple[Problem, ...]:
    """Items with the codes of an earlier list (1-1, 2-3) under a problem about that round."""
    if scope != "previous_round":
        return ()
    rows = []
    for row in case.problems:
        unit = case.unit(row)
        if row.level == "subproblem" and unit is not None and unit.marker and _CODE.match(unit.marker):
            rows.append(row)
    return tuple(rows)


def _coded_row(case: Case, scope: str, claim: Count, coded: tuple[Problem, ...]) -> Finding:
    claimed, observed = claim.value or 0, float(len(coded))
    same = claimed == observed
    tail = "两者相符" if same else "编号沿用上轮清单，正文无法判定是否全部列出"
    text = f"通报称{SCOPE_NAMES[scope]}问题{number(claimed)}个，正文按原编号列出{number(observed)}个，{tail}。"
    return finding(
        case,
        "problems_claimed_vs_enumerated",
        CONSISTENT if same else UNVERIFIABLE,
        text,
        (claim.char_start, coded[0].char_start, coded[-1].char_start),
        scope=scope,
        claimed=claimed,
        observed=observed,
    )
