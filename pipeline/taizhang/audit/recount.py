"""Law: the number of problems claimed against those listed (aspects and categories: see `groupings`).

Decision table of `problems_claimed_vs_enumerated` (one row for each list with a claim and a list; the main list
always has a row when its number is claimed):

| what the print shows                                                        | verdict      |
|-----------------------------------------------------------------------------|--------------|
| as many headings as claimed                                                 | consistent   |
| no heading was found                                                        | unverifiable |
| another way of counting gives the number claimed (see `counting`)            | unverifiable |
| headings differ by more than a slip (over 3 and over a fifth), or by 40 %     | unverifiable |
| numbering with a gap, a repetition or a heading without number (unless alone | unverifiable |
|   under its aspect), two levels numbered alike                               |              |
|   (a gap as large as the shortfall does not tell a lost item from a number  |              |
|   printed wrong: `numbering_gap` accuses, this law abstains)                |              |
| a heading without an answer, a heading-like line or a label left over       | unverifiable |
| none of these: numbering whole, every item answered, a small difference     | inconsistent |
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from taizhang.audit.case import Case
from taizhang.audit.claims import claims, head, scopes
from taizhang.audit.counting import other_way
from taizhang.audit.enumeration import UNNUMBERED, Enumeration, doubts, enumerate_list
from taizhang.audit.lists import ClaimList
from taizhang.audit.verdict import CONSISTENT, INCONSISTENT, SCOPE_NAMES, UNVERIFIABLE, finding, number
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
        claim = _named_together(case, lists, claim, len(enumeration.problems))
        if not enumeration.problems and scope != "main":
            coded = _coded(case, scope)
            if coded:
                rows.append(_coded_row(case, scope, claim, coded))
            continue
        rows.append(_problems_row(case, lists, claim, enumeration))
    return tuple(rows)


def _named_together(case: Case, lists: Sequence[ClaimList], claim: Count, listed: int) -> Count:
    """The claim, or the sum of the special checks that its sentence names apart, where that sum is what is listed."""
    beside = [
        other
        for other in claims(case, lists, "problems_claimed", "special_check")
        if claim.scope == "special_check" and case.sentence(other.char_start) == case.sentence(claim.char_start)
    ]
    added = sum(other.value or 0 for other in beside)
    return replace(claim, value=added) if len(beside) > 1 and added == listed else claim


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
    readings = found.readings()
    if claimed != observed:
        way = other_way(case, lists, claim, found)
        doubt = way.why if way is not None else _doubt(case, claim, found)
        if way is not None and way.unit not in {reading.unit for reading in readings}:
            readings = (*readings, way.reading(int(claimed)))
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
        readings=readings,
    )


def _ends(found: Enumeration) -> list[int]:
    """Positions of the first and the last heading of the list."""
    return [found.problems[0].char_start, found.problems[-1].char_start] if found.problems else []


def _doubt(case: Case, claim: Count, found: Enumeration) -> str | None:
    """Why the list may not have been read whole, or may be the wrong one; None when nothing says so."""
    claimed, observed = int(claim.value or 0), len(found.problems)
    reasons = doubts(case, found, claimed)
    if UNNUMBERED in reasons:
        return UNNUMBERED
    if abs(claimed - observed) > max(3, claimed // 5) or min(claimed, observed) < 0.6 * max(claimed, observed):
        if observed > claimed:
            return "正文所列远多于所称，计数单位可能不同"
        return "正文所列与所称相差较大，可能只列出了标题或部分问题"
    return reasons[0] if reasons else None


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
