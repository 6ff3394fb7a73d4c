"""Several notices on one page: what one claims must not be held against what another lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from taizhang.audit.case import Case
from taizhang.audit.verdict import INCONSISTENT, UNVERIFIABLE
from taizhang.outline import unit as roles
from taizhang.records import Finding

# Laws whose numbers may come from different parts of the page; the others stay within one sentence.
_ACROSS = frozenset({
    "problems_claimed_vs_enumerated", "aspects_claimed_vs_enumerated", "categories_claimed_vs_enumerated", "status_sum",
    "completion_rate", "repeated_claims_agree", "dates_in_order", "action_before_inspection", "numbering_gap",
})  # fmt: skip
_TITLE = re.compile(r"[^。;,:\n]{0,60}(?:整改|巡察|巡视)[^。;,:\n]{0,30}(?:通报|公告|公示|报告|情况)[ ]{0,4}")
_OPENING = re.compile(r"(?:巡察|巡视|审计|督察)[^。\n]{0,60}(?:进行|开展|实施)了?[^。\n]{0,16}(?:巡察|巡视|审计|督察)")
_HANDS_OVER = re.compile(r"现(?:就|将)[^。\n]{0,60}(?:公布|通报|公示|公告|公开|报告|汇报|如下)")
_NEAR = 600  # code points between a title and the opening of its notice


def holds_several(case: Case) -> bool:
    """Whether a second opening, with a title of its own or with 现将…公布如下, stands below the first problem."""
    first = next((unit.char_start for unit in case.outline.units if unit.role in (roles.PROBLEM, roles.ASPECT)), None)
    if first is None:
        return False
    starts = [*case.paragraph_starts, len(case.folded)]
    for start, following in pairwise(starts):
        if start <= first:
            continue
        if _OPENING.search(case.folded, start, following) and _HANDS_OVER.search(case.folded, start, start + _NEAR):
            return True
        titled = following - start <= 100 and _TITLE.fullmatch(case.folded[start:following].strip()) is not None
        if titled and _OPENING.search(case.folded, following, following + _NEAR):
            return True
    return False


def hold_back(case: Case, found: Sequence[Finding]) -> list[Finding]:
    """`found`, without accusations that may mix up the notices of one page."""
    if not any(row.verdict == INCONSISTENT and row.check in _ACROSS for row in found) or not holds_several(case):
        return list(found)
    return [
        replace(
            row, verdict=UNVERIFIABLE, explanation=f"{row.explanation.rstrip('。')}；页面似含两份以上通报，无法核实。"
        )
        if row.verdict == INCONSISTENT and row.check in _ACROSS
        else row
        for row in found
    ]
