"""Law `repeated_claims_agree`: what the notice says about one list is the same wherever it says it.

One row a list, once a claim about it is printed at least twice. A different number counts as a contradiction only
where both statements name the whole list by its origin (反馈的N个问题, N个方面M个问题) with no word between that narrows
it (重点, 剩余, 移交, 合并后…), and differ by little: another number far from it belongs to another list. States printed
again later may have moved on in the meantime, so they confirm and never contradict.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache

from taizhang import lexicon
from taizhang.audit.case import Case, words
from taizhang.audit.claims import LISTED, STATUS_NAMES, STATUSES, claims, scopes
from taizhang.audit.combined import combined_totals, side_sums
from taizhang.audit.lists import ClaimList
from taizhang.audit.verdict import CONSISTENT, INCONSISTENT, SCOPE_NAMES, finding, number
from taizhang.records import Count, Finding

_REPEATABLE = (*LISTED, "measures_claimed", *STATUSES)
_MOST = 40  # statements about one list that are compared
_WHOLLY = re.compile(r"[^。;]{0,16}?(?:全部|均)")
_NAMES = {
    "aspects_claimed": "方面",
    "categories_claimed": "类别",
    "problems_claimed": "问题",
    "problems_decomposed": "细化后的具体问题",
    "tasks_claimed": "整改任务",
    "measures_claimed": "整改措施",
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
        if role == "problems_claimed":
            found = _with_wholly_done(case, lists, scope, found)
        sums = {entry.total.value for entry in combined_totals(case)} if role == "problems_claimed" else set()
        clash = _clash(case, found, sums) if role in LISTED else None
        if clash is not None:
            first, other = clash
            text = (
                f"通报前后所称{SCOPE_NAMES[scope]}{_NAMES[role]}数不一致：先称{number(first.value or 0)}{first.unit or '个'}，"
                f"后称{number(other.value or 0)}{other.unit or '个'}，两者不符。"
            )
            return finding(
                case,
                "repeated_claims_agree",
                INCONSISTENT,
                text,
                (first.char_start, other.char_start),
                scope=scope,
                claimed=first.value,
                observed=other.value,
            )
        for value in dict.fromkeys(claim.value for claim in found):
            same = [claim for claim in found if claim.value == value]
            if scope == "special_check":  # 选人用人1个,意识形态1个 in one sentence: two lists
                same = list({case.sentence(claim.char_start): claim for claim in reversed(same)}.values())[::-1]
            if len(same) > 1:
                repeated.append((role, same))
                break
    if not repeated:
        return None
    said = "、".join(f"{STATUS_NAMES.get(role, '')}{_printed(same[0])}（{len(same)}处）" for role, same in repeated)
    text = f"通报多次提到的{SCOPE_NAMES[scope]}{'问题' if scope != 'main' else ''}数字前后一致：{said}。"
    positions = [claim.char_start for _, same in repeated for claim in same]
    return finding(case, "repeated_claims_agree", CONSISTENT, text, positions, scope=scope)


def _printed(claim: Count) -> str:
    return claim.surface.replace("\n", "")


def _with_wholly_done(
    case: Case, lists: Sequence[ClaimList], scope: str, found: tuple[Count, ...]
) -> tuple[Count, ...]:
    """The claims of a list with `5个立行立改问题已全部办结`: who says that all are done says how many there are."""
    values = {claim.value for claim in found}
    done = (
        count
        for count in claims(case, lists, "status_completed", scope)
        if count.value in values and _WHOLLY.match(case.folded, count.char_end)
    )
    return tuple(sorted((*found, *done), key=lambda claim: claim.char_start))


def _clash(case: Case, found: Sequence[Count], sums: Collection[float | None]) -> tuple[Count, Count] | None:
    """Two statements about the whole list with different numbers; `sums` are those of several lists."""
    stated = [claim for claim in found[:_MOST] if names_whole_list(case, claim)]
    stated = stated[:1] + [claim for claim in stated[1:] if claim.value not in sums]
    if not stated:
        return None
    first = stated[0]
    for other in stated[1:]:
        gap = abs((other.value or 0) - (first.value or 0))
        near = gap <= max(3, 0.25 * (first.value or 0))
        if (
            gap
            and near
            and case.sentence(other.char_start) != case.sentence(first.char_start)
            and not _explained(case, first, other)
        ):
            return first, other
    return None


def _explained(case: Case, first: Count, other: Count) -> bool:
    """Whether another printed number may account for the difference.

    Two lists put together (the difference is the size of a side list), a sentence that divides the list (two claims in
    one sentence), or a part of the list introduced before (the number stands in the notice in another role).
    """
    gap = abs((other.value or 0) - (first.value or 0))
    if gap in side_sums(case, first.scope):
        return True
    for count in case.counts:
        beside = count.scope not in (first.scope, "leader_share")
        if count.role == "suggestions_claimed":  # printed beside the problems: only a larger number can hold them too
            beside = (other.value or 0) > (first.value or 0)
        if (
            count.value == gap
            and count.qualifier is None
            and beside
            and count.role in ("problems_claimed", "suggestions_claimed", "tasks_claimed")
        ):
            return True
        same_sentence = case.sentence(count.char_start) == case.sentence(other.char_start)
        if count.role == other.role and same_sentence and count.value not in (other.value, None):
            return True
        if (
            count.value == other.value
            and count.role != other.role
            and count.unit == other.unit
            and case.item(count.char_start) is None
        ):
            return True
    return False


@cache
def _opener() -> re.Pattern[str]:
    listed = lexicon.load("audit")["restated"]["opener"]
    longest = sorted(map(re.escape, listed), key=len, reverse=True)
    return re.compile(
        rf"(?:{'|'.join(longest)}|[\d一二三四五六七八九十]个?(?:大)?(?:方面|类)(?:的|共)?)(?:(?:具体|突出|主要)?问题)?$"
    )


# 截至年底,N个问题(中)已完成…: the sentence takes stock of the whole list
_TAKES_STOCK = re.compile(r"(?:中,?|,)?(?:现已|均已|已|完成|整改)")


def names_whole_list(case: Case, claim: Count) -> bool:
    """Whether the words before a claim name the whole list by its origin, with nothing that narrows it."""
    before = case.clause_before(claim.char_start)
    if not before:
        return claim.role != "aspects_claimed" and _TAKES_STOCK.match(case.folded, claim.char_end) is not None
    if _opener().search(before) is None:
        return False
    if claim.role == "aspects_claimed" and not _hands_over(case, claim):
        return False
    return words("restated", "narrows").search(before) is None


def _hands_over(case: Case, claim: Count) -> bool:
    """Whether 方面 are those of the findings: N个方面M个问题, N个方面存在的问题."""
    behind = case.folded[claim.char_end : claim.char_end + 24]
    return re.match(r"(?:的|共|存在的?|存在)?[^,。;]{0,14}问题", behind) is not None
