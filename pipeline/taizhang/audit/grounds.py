"""What a split may really divide: other numbers near the states, items that are only left over, a step instead of a state.

A split of states is held against a total. These functions read what else the print offers: a number of problems beside
the total that the states may count as well (自查的5个问题), the items that are named by what is left of them and not by a
state (剩余3个问题正在推进), and a last step (通过验收10个) that may take the place of what is done.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from taizhang.audit.case import ITEM_UNITS, Case, words
from taizhang.audit.claims import STATUSES, TOTALS, narrowed
from taizhang.audit.quantities import plain
from taizhang.audit.splits import Split
from taizhang.records import Count

_NO_GROUND = frozenset(
    {*STATUSES, "measures_claimed", "aspects_claimed", "categories_claimed", "institutions_established"}
)
_FAR = 120  # code points behind the last state in which the rest may be told
_WORDS_BEHIND = 24
_GOES_ON = re.compile(
    r"(?:问题|任务|事项)?(?:[^,。;\d]{0,14})?(?:正在|正(?=抓紧|有序|积极|按)|持续|继续|仍在|还在|尚在|按计划|加快|抓紧|长期|暂未|尚未|仍未|未(?=能?完成|整改|办结|销号)|待)"
    r"[^,。;\d]{0,10}?(?:整改|推进|完成|办理|办结|坚持|落实|销号|建设|实施|处置|协调|核查)"
)


def another_ground(case: Case, total: Count, split: Split) -> bool:
    """Whether the words before the states print another number of problems that they may count as well.

    对反馈的12个问题和自查的5个问题,已完成15个: the states may divide both. A part (其中), measures and rules are no ground;
    a number that explains nothing, being too small, is none either. Two totals of one list side by side (向机关反馈9个,向下属
    单位反馈6个) leave open which of them is divided.
    """
    first = min(state.char_start for state in split.states.values())
    begin, _ = case.sentence_span(case.sentence(first))
    if split.total is not None:
        begin = min(begin, case.sentence_span(case.sentence(split.start))[0])
    others = [
        count
        for count in case.counts_between(begin, first)
        if count.unit in ITEM_UNITS
        and count.value not in (None, total.value)
        and count.role not in _NO_GROUND
        and not case.is_part(count)
        and not (count.role in TOTALS and narrowed(case, count))
        and _of_problems(case, count)
    ]
    before = [count for count in others if count.char_start < total.char_start]
    others = [count for count in others if count.char_start > total.char_start]
    alike = [count for count in before if (count.role, count.scope) == (total.role, total.scope)]
    if alike and not words("parts", "sum_up").search(case.clause_before(total.char_start)):
        return True
    added = sum({count.value or 0 for count in others})
    return bool(others) and (
        (total.value or 0) + added >= split.sum
        or any(not plain(count) or (count.value or 0) >= split.sum for count in others)
    )


def _of_problems(case: Case, count: Count) -> bool:
    said = case.clause_before(count.char_start) + count.surface + (count.noun or "")
    return words("status", "ground").search(said) is not None


def accepted_instead(case: Case, split: Split, total: float) -> bool:
    """Whether a last step beside the done items, counted in their place, makes the split fit: 已完成11个,通过验收10个,推进2个."""
    done = split.states.get("status_completed")
    if done is None:
        return False
    begin, end = case.sentence_span(case.sentence(done.char_start))
    return any(
        count.unit == done.unit
        and count.value is not None
        and (count.value or 0) < (done.value or 0)
        and words("status", "last_step").search(case.clause_before(count.char_start))
        and split.sum - (done.value or 0) + count.value == total
        for count in case.counts_between(begin, end)
    )


def left_over(case: Case, total: Count, split: Split) -> tuple[Count, bool] | None:
    """The count of the items that are told apart from the states by what is left of them, and whether it can be nothing else.

    A number behind 剩余, 其余, or one of which 正在推进 or 暂未完成 is said, in the paragraph of the states. The one that fills
    the gap is taken; failing that, one directly behind 剩余 with no other number before it.
    """
    states = list(split.states.values())
    known = {count.char_start for count in split.counts} | {total.char_start}
    first, last = min(state.char_start for state in states), max(state.char_end for state in states)
    paragraph = case.paragraph(last - 1)
    near = [
        count
        for count in case.counts_between(first, last + _FAR)
        if count.char_start not in known
        and count.unit == states[0].unit
        and count.value is not None
        and count.qualifier is None
        and count.role not in STATUSES
        and not case.is_part(count)
        and case.paragraph(count.char_start) == paragraph
        and _left(case, count)
    ]
    gap = (total.value or 0) - split.sum
    fitting = next((count for count in near if count.value == gap), None)
    if fitting is not None:
        return fitting, False
    near_total = split.total is not None or case.paragraph(total.char_start) == paragraph
    if not near or not near_total or case.counts_between(last, near[0].char_start):
        return None
    return near[0], _told_as_rest(case, near[0]) and near[0].char_start > last


def _left(case: Case, count: Count) -> bool:
    behind = case.folded[count.char_end : count.char_end + _WORDS_BEHIND].replace("\n", "")
    return _told_as_rest(case, count) or _GOES_ON.match(behind) is not None


def _told_as_rest(case: Case, count: Count) -> bool:
    clause = case.clause_before(count.char_start)
    return re.fullmatch(rf"(?:但|目前|现)?(?:{words('parts', 'remainder').pattern})的?", clause) is not None


def names_of(counts: Sequence[Count]) -> str:
    """`余下3个`: the items left over, as a row prints them."""
    return "、".join(f"余下{int(count.value or 0)}{count.unit or '个'}" for count in counts)
