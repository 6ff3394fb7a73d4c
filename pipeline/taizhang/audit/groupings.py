"""Laws: the number of 方面 and of 类 claimed against the headings that group the problems.

No heading of the kind → unverifiable: the notice groups its list otherwise. A different number of numbered headings is
inconsistent only when there are more than claimed and every one is worded as 方面/聚焦, or when the problems below them
agree with their own claim, so that no group can be missing. A heading of another list among them, another printed
number that fits, or a sign that a heading was not read makes it unverifiable.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from taizhang.audit.case import Case, style
from taizhang.audit.claims import claims, head, scopes
from taizhang.audit.counting import of_another_list
from taizhang.audit.enumeration import Enumeration, enumerate_list, levels_dressed_alike
from taizhang.audit.lists import ClaimList
from taizhang.audit.numbering import NumberedList, whole
from taizhang.audit.verdict import CONSISTENT, INCONSISTENT, SCOPE_NAMES, UNVERIFIABLE, finding, number
from taizhang.audit.witness import body_span, misplaced_headings, stray_headings
from taizhang.outline.headings import names_aspect, names_framework, names_issue
from taizhang.outline.unit import Unit
from taizhang.records import Count, Finding, Problem

_FOUND = re.compile(r"反馈|指出|提出|发现|针对|对照|认领|查出|反映")
_HANDED_OVER = re.compile(
    r"(?:的|共|存在的?|存在|[\d一二三四五六七八九十]{1,3}(?:大?类|项|个|条)){0,4}[^,。;]{0,12}问题"
)


def aspects_claimed_vs_enumerated(
    case: Case, lists: Sequence[ClaimList], problems: Sequence[Finding]
) -> tuple[Finding, ...]:
    """The number of 方面 claimed against the outermost headings that group problems."""
    return _groups_rows(case, lists, problems, "aspects_claimed", "aspects_claimed_vs_enumerated", "方面")


def categories_claimed_vs_enumerated(
    case: Case, lists: Sequence[ClaimList], problems: Sequence[Finding]
) -> tuple[Finding, ...]:
    """The number of 类/项 between aspect and problem against the middle headings."""
    return _groups_rows(case, lists, problems, "categories_claimed", "categories_claimed_vs_enumerated", "类")


def _groups_rows(
    case: Case, lists: Sequence[ClaimList], problems: Sequence[Finding], role: str, check: str, name: str
) -> tuple[Finding, ...]:
    rows = []
    for scope in scopes(case, role):
        claim = head(case, lists, role, scope)
        if claim is None:
            continue
        found = enumerate_list(case, scope)
        groups = _groups_of(case, role, found)
        if not groups and scope != "main":
            continue  # a side list that is not itemised
        claimed, observed = claim.value or 0, float(len(groups))
        positions = [claim.char_start, *(row.char_start for row in groups)]
        opening = f"通报称{SCOPE_NAMES[scope]}问题涉及{number(claimed)}{'个' if name == '方面' else ''}{name}"
        if not groups:
            text = f"{opening}，正文没有按{name}列出标题，无法核实。"
            rows.append(finding(case, check, UNVERIFIABLE, text, positions, scope=scope, claimed=claimed))
            continue
        verdict, tail = CONSISTENT, "两者相符"
        if claimed != observed:
            settled = _groups_settled(case, lists, problems, claim, groups, found)
            verdict, tail = (
                (INCONSISTENT, "两者不符") if settled else (UNVERIFIABLE, "标题与所称的分法未必相同，无法核实")
            )
        text = f"{opening}，正文按{name}列出{number(observed)}个标题，{tail}。"
        rows.append(finding(case, check, verdict, text, positions, scope=scope, claimed=claimed, observed=observed))
    return tuple(rows)


def _groups_of(case: Case, role: str, found: Enumeration) -> tuple[Problem, ...]:
    """Which headings a claim of 方面 or 类 speaks of. 大类 named before 方面 stand above them."""
    above = next((count.role for count in case.counts if count.role in ("aspects_claimed", "categories_claimed")), role)
    inner, outer = found.categories, found.aspects
    if above == "categories_claimed" and any(count.role == "aspects_claimed" for count in case.counts):
        return outer if role == "categories_claimed" else inner
    return outer if role == "aspects_claimed" else inner


def _groups_settled(
    case: Case,
    lists: Sequence[ClaimList],
    problems: Sequence[Finding],
    claim: Count,
    groups: tuple[Problem, ...],
    found: Enumeration,
) -> bool:
    """Whether a different number of groups contradicts the claim beyond doubt."""
    claimed, observed = int(claim.value or 0), len(groups)
    units = [unit for row in groups if (unit := case.unit(row)) is not None]
    by_parent: dict[int | None, list[Unit]] = {}
    for unit in units:
        by_parent.setdefault(unit.parent, []).append(unit)
    numbered = len(units) == len(groups) and whole(
        tuple(NumberedList(tuple(some), "aspect") for some in by_parent.values())
    )
    numbered = numbered and len({style(unit.marker) for unit in units}) == 1
    titles = [case.folded[row.char_start : row.char_end] for row in groups]
    worded = [names_aspect(title) or names_framework(title) for title in titles]
    others = {int(row.value or 0) for row in claims(case, lists, claim.role, found.scope)} - {claimed}
    if not numbered or observed < 2 or abs(claimed - observed) > 2 or observed in others:
        return False
    if (
        stray_headings(case, *body_span(case))
        or misplaced_headings(case)
        or (found.categories and not scopes(case, "categories_claimed"))
    ):
        return False
    if any(of_another_list(case, row) for row in groups) or not _of_the_findings(case, claim):
        return False
    if observed > claimed and all(worded):
        return True
    verdict = next((row.verdict for row in problems if row.scope == found.scope), None)
    # 类 are whatever groups the problems of an aspect; headings taken for 方面 must be worded as aspects or faults
    listed = claim.role == "categories_claimed" or all(
        good or names_issue(title) >= 1 for good, title in zip(worded, titles, strict=True)
    )
    inside = {row.problem_id for row in groups}
    if claim.role == "categories_claimed":
        whole_tree = all(row.parent_id in inside for row in found.problems)
    else:
        whole_tree = all(row.parent_id is not None or row in groups for row in found.problems)
    return verdict == CONSISTENT and listed and whole_tree and not levels_dressed_alike(case, found)


def _of_the_findings(case: Case, claim: Count) -> bool:
    """Whether the claim speaks of what was found: 指出了四个方面…, 四个方面12个问题; not 从三个方面查找原因."""
    start, _ = case.sentence_span(case.sentence(claim.char_start))
    before = case.folded[max(start, claim.char_start - 60) : claim.char_start]
    return _FOUND.search(before) is not None or _HANDED_OVER.match(case.folded, claim.char_end) is not None
