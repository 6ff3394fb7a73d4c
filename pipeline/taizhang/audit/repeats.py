"""Law `repeated_claims_agree`: what the notice says about one list is the same wherever it says it.

One row a list, once a claim about it is printed at least twice. A different number counts as a contradiction only
where both statements name the whole list by its origin (反馈的N个问题, N个方面M个问题) with no word between that narrows
it (重点, 剩余, 移交, 合并后…), and differ by little: another number far from it belongs to another list. States printed
again later may have moved on in the meantime, so they confirm and never contradict.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from taizhang import lexicon
from taizhang.audit.case import Case, words
from taizhang.audit.claims import LISTED, STATUSES, claims, scopes
from taizhang.audit.lists import ClaimList
from taizhang.audit.verdict import CONSISTENT, INCONSISTENT, SCOPE_NAMES, finding, number
from taizhang.records import Count, Finding

_REPEATABLE = (*LISTED, "measures_claimed", *STATUSES)
_NAMES = {
    "aspects_claimed": "方面", "categories_claimed": "类别", "problems_claimed": "问题", "problems_decomposed": "细化后的具体问题",
    "tasks_claimed": "整改任务", "measures_claimed": "整改措施",
}


def repeated_claims_agree(case: Case, lists: Sequence[ClaimList]) -> tuple[Finding, ...]:
    """One row for each list of which a claim is printed twice or contradicted."""
    order = dict.fromkeys(scope for role in _REPEATABLE for scope in scopes(case, role))
    rows = (_row(case, lists, scope) for scope in order if scope != "leader_share")
    return tuple(row for row in rows if row is not None)


def _row(case: Case, lists: Sequence[ClaimList], scope: str) -> Finding | None:
    repeated: list[tuple[str, list[Count]]] = []
    for role in _REPEATABLE:
        found = claims(case, lists, role, scope)
        clash = _clash(case, role, found, scope) if role in LISTED else None
        if clash is not None:
            first, other = clash
            text = (f"通报前后所称{SCOPE_NAMES[scope]}{_NAMES[role]}数不一致：先称{number(first.value or 0)}{first.unit or '个'}，"
                    f"后称{number(other.value or 0)}{other.unit or '个'}，两者不符。")
            return finding(case, "repeated_claims_agree", INCONSISTENT, text, (first.char_start, other.char_start),
                           scope=scope, claimed=first.value, observed=other.value)
        for value in dict.fromkeys(claim.value for claim in found):
            same = [claim for claim in found if claim.value == value]
            if len(same) > 1:
                repeated.append((role, same))
                break
    if not repeated:
        return None
    said = "、".join(f"{same[0].surface}（{len(same)}处）" for _, same in repeated)
    text = f"通报多次提到的{SCOPE_NAMES[scope]}数字前后一致：{said}。"
    positions = [claim.char_start for _, same in repeated for claim in same]
    return finding(case, "repeated_claims_agree", CONSISTENT, text, positions, scope=scope)


def _clash(case: Case, role: str, found: Sequence[Count], scope: str) -> tuple[Count, Count] | None:
    """Two statements about the whole list with different numbers."""
    stated = [claim for claim in found if names_whole_list(case, claim)]
    if not stated:
        return None
    first = stated[0]
    for other in stated[1:]:
        gap = abs((other.value or 0) - (first.value or 0))
        near = gap <= max(3, 0.25 * (first.value or 0))
        if gap and near and case.paragraph(other.char_start) != case.paragraph(first.char_start) and not _sums_up(case, found, first, other):
            return first, other
    return None


def _sums_up(case: Case, found: Sequence[Count], first: Count, other: Count) -> bool:
    """Whether the difference is another number that the notice prints: two lists may have been put together."""
    gap = abs((other.value or 0) - (first.value or 0))
    return any(
        count.value == gap and count.role in ("problems_claimed", "suggestions_claimed", "tasks_claimed")
        for count in case.counts if count.scope != first.scope or count.role == "suggestions_claimed"
    )


@cache
def _opener() -> re.Pattern[str]:
    listed = lexicon.load("audit")["restated"]["opener"]
    longest = sorted(map(re.escape, listed), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(longest)}|[\d一二三四五六七八九十]个?(?:大)?方面(?:的|共)?)$")


def names_whole_list(case: Case, claim: Count) -> bool:
    """Whether the words before a claim name the whole list by its origin, with nothing that narrows it."""
    before = case.clause_before(claim.char_start)
    if _opener().search(before) is None:
        return False
    if claim.role == "aspects_claimed" and not _hands_over(case, claim):
        return False
    return words("restated", "narrows").search(before) is None


def _hands_over(case: Case, claim: Count) -> bool:
    """Whether 方面 are those of the findings: N个方面M个问题, N个方面存在的问题."""
    behind = case.folded[claim.char_end : claim.char_end + 24]
    return re.match(r"(?:的|共|存在的?|存在)?[^,。;]{0,14}问题", behind) is not None
