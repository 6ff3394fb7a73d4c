"""Printed words that forbid adding or dividing two numbers: shared items, parts on top, another list, another basis.

Each function reads the words beside a count and says whether they stand there; what follows from it is left to the laws.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from taizhang.audit.case import ITEM_UNITS, Case, words
from taizhang.outline import unit as roles
from taizhang.records import Count

_NEAR = 40  # code points behind a number in which words still speak of it
_BASIS_BEHIND = re.compile(r"[,]?[(]?(?:系|为|是)?按照?[^,。;:()]{1,14}?(?:计算|测算|口径|统计|核算|计)")
_BASIS_BEFORE = re.compile(r"按照?[^,。;:()]{1,14}?(?:计算|测算|口径|统计|核算|计)")
_NEXT = re.compile(r"(?:下一步|下步|今后|接下来)")
_PLANS = re.compile(r"下一?步|打算|今后|后续|安排")
_NUMBERED_BRACKET = re.compile(
    r"[\u4e00-\u9fff]{0,8}\((?:其中|有|含)?[\d一二两三四五六七八九十]{1,4}[个项条件处人名起家户期次]"
)
_SUBJECT = re.compile(r"[^,。;()\d]{0,14}")
_NEXT_NAME = re.compile(r"、[^,、。;:()\d]{1,14}")
_BY_PLAN = re.compile(r"按照?(?:整改)?计划")  # 按计划推进2个: a state, not a plan
_NEXT_KIND = re.compile(r"[、,;](?!对|将|把|就|针对)[^,、。;:()\d]{1,10}")
_STATES = frozenset(
    {
        "status_completed",
        "status_basically_completed",
        "status_in_progress",
        "status_long_term",
        "status_not_completed",
    }
)
_DENIED = re.compile(r"[^。;\d]{0,16}?(?:不在|不属于|不计入|不列入|不纳入|未计入|未列入|未纳入)")


def shared(case: Case, counts: Sequence[Count]) -> bool:
    """Whether a note beside the numbers says that one thing may stand under several of them."""
    return any(words("multiple", "shared").search(case.sentence_text(count.char_start)) for count in counts)


def on_top(case: Case, before: Count, part: Count) -> bool:
    """Whether words between two numbers say that the second one comes on top: 另, 此外, 同时, 还."""
    between = re.sub(r"\s+", "", case.folded[before.char_end : part.char_start])
    return re.search(r"[,;、。()]" + f"(?:{words('parts', 'on_top').pattern})", between) is not None


def listed_before_on_top(case: Case, parts: Sequence[Count]) -> tuple[Count, ...]:
    """The parts up to the first one that comes on top."""
    for place in range(1, len(parts)):
        if on_top(case, parts[place - 1], parts[place]):
            return tuple(parts[:place])
    return tuple(parts)


def some_fit(total: Count, parts: Sequence[Count]) -> bool:
    """Whether some neighbouring parts are exactly the total: 其中重大隐患3处,已整改230处,6处正在整改 divides it twice."""
    values = [part.value or 0 for part in parts]
    return any(
        abs(sum(values[start:end]) - (total.value or 0)) < 1e-6
        for start in range(len(values))
        for end in range(start + 2, len(values) + 1)
    )


def one_division(case: Case, parts: Sequence[Count]) -> bool:
    """Whether the parts are one list of like things, each behind 、 and a name of its own: A3人次、B5人次、C2人次.

    Where it counts measures against persons, or is summed up as a whole (分别为, 合计), it divides its total once; some of
    it that happens to be the whole settles nothing. A name that tells a property or a state (重大隐患, 已整改) may open a
    second division.
    """
    names = [case.clause_before(part.char_start).removeprefix("其中") for part in parts]
    if len(parts) < 2 or len({*names}) < len(names) or len({part.unit for part in parts}) > 1:
        return False
    linked = all(
        _NEXT_NAME.fullmatch(case.folded[one.char_end : two.char_start].replace("\n", ""))
        for one, two in pairwise(parts)
    )
    second = ("attribute", "pending", "remainder", "done", "quality")
    return linked and not any(words("parts", key).search(name) for name in names for key in second)


def overlap_printed(case: Case, parts: Sequence[Count]) -> bool:
    """Whether a bracket with a number of its own follows the last part: 修订4项（1项为新建后又修订）."""
    return _NUMBERED_BRACKET.match(case.folded, parts[-1].char_end) is not None


def nearer_total(case: Case, total: Count, parts: Sequence[Count]) -> bool:
    """Whether another number of the same unit may be what is divided.

    It stands between the total and 其中 (20个问题,已完成18个,其中…), or before the total and holds all the parts.
    """
    between = case.counts_between(total.char_end, parts[0].char_start)
    if any(count.unit == total.unit and count.value != total.value for count in between):
        return True
    begin, _ = case.sentence_span(case.sentence(total.char_start))
    begin = max(begin, case.folded.rfind(";", begin, total.char_start) + 1)  # another clause divides other things
    added = sum(part.value or 0 for part in parts)
    return any(
        count.unit == total.unit and (count.value or 0) >= added > (total.value or 0)
        for count in case.counts_between(begin, total.char_start)
    )


def own_total(case: Case, rate: Count, known: Sequence[float | None]) -> bool:
    """Whether the clause of a rate prints a total of its own: 街道层面15个问题完成率93.3%."""
    begin = rate.char_start - len(case.clause_before(rate.char_start)) - 1
    return any(
        count.unit in ITEM_UNITS and count.value not in known for count in case.counts_between(begin, rate.char_start)
    )


def already_whole(total: Count, parts: Sequence[Count]) -> int:
    """How many parts from the first on are exactly the total; 0 when none are. What follows divides it anew."""
    added = 0.0
    for size, part in enumerate(parts, start=1):
        added += part.value or 0
        if abs(added - (total.value or 0)) < 1e-6:
            return size
    return 0


def of_another_list(case: Case, state: Count) -> bool:
    """Whether the items of a state are said to stand in another list: 为自查发现, 不在反馈之列, 新增."""
    behind = case.folded[state.char_end : state.char_end + _NEAR].replace("\n", "")
    subject = _SUBJECT.match(behind)
    near = case.clause_before(state.char_start) + (subject.group() if subject else "")
    return words("status", "another_list").search(near) is not None or _DENIED.match(behind) is not None


def planned(case: Case, state: Count) -> bool:
    """Whether a state is hoped for, not reached: 力争6月底前再完成2个."""
    start, _ = case.sentence_span(case.sentence(state.char_start))
    clause = case.clause_before(state.char_start, limit=min(60, state.char_start - start + 1))
    return words("status", "planned").search(_BY_PLAN.sub("", clause)) is not None


def kind_of_deadline(case: Case, total: Count, state: Count) -> bool:
    """Whether a state stands in a row of kinds that divides the total by itself: 立行立改5个、限期整改4个、长期坚持3个."""
    begin, end = case.sentence_span(case.sentence(state.char_start))
    row = [count for count in case.counts_between(max(begin, total.char_end), end) if count.unit == state.unit]
    if state not in row:
        return False
    place = first = row.index(state)
    while first and _NEXT_KIND.fullmatch(case.folded[row[first - 1].char_end : row[first].char_start]):
        first -= 1
    last = place
    while last + 1 < len(row) and _NEXT_KIND.fullmatch(case.folded[row[last].char_end : row[last + 1].char_start]):
        last += 1
    chain = row[first : last + 1]
    others = any(count.role not in _STATES or count.scope not in (None, state.scope) for count in chain)
    return others and sum(count.value or 0 for count in chain) == total.value


def other_things(case: Case, total: Count, state: Count) -> bool:
    """Whether a state counts problems while the total counts measures or tasks, by its noun or by its counter."""
    if total.role not in ("measures_claimed", "tasks_claimed"):
        return False
    behind = case.folded[state.char_end : state.char_end + 2]
    said = case.clause_before(state.char_start) + state.surface + (state.noun or "") + behind
    if "措施" in said or "任务" in said:
        return False
    return "问题" in said or (total.role == "measures_claimed" and {total.unit, state.unit} == {"个", "条"})


def steps_named(case: Case, state: Count) -> str | None:
    """Role of the things a state counts where its words name 措施 or 任务 last: 已落实措施17条 are no problems."""
    said = case.clause_before(state.char_start) + state.surface + (state.noun or "")
    last = max(("问题", "事项", "任务", "措施", "举措"), key=said.rfind)
    if said.rfind(last) < 0:
        return None
    return {"任务": "tasks_claimed", "措施": "measures_claimed", "举措": "measures_claimed"}.get(last)


def among_plans(case: Case, position: int) -> bool:
    """Whether a position stands under a heading, or in a paragraph, that says it is about what comes next.

    The role of a unit alone does not say so: the paragraphs before the last heading may stand in it too.
    """
    units = (case.outline.units[index] for index in case.outline.path(position))
    if any(
        unit.role == roles.NEXT_STEPS
        and unit.marker is not None
        and _PLANS.search(case.folded, unit.title_start, unit.title_end) is not None
        for unit in units
    ):
        return True
    begin = case.paragraph_starts[case.paragraph(position)] if case.paragraph_starts else 0
    return _NEXT.match(case.folded, begin) is not None


def of_money(case: Case, rate: Count) -> bool:
    """Whether a rate is one of money: 金额整改率, 资金整改率."""
    clause = case.clause_before(rate.char_start)
    return "率" in clause and words("rates", "money").search(clause[: clause.rindex("率")]) is not None


def basis_printed(case: Case, rate: Count) -> bool:
    """Whether the notice prints what a rate is counted by: 97%（按措施计）, 按资金口径完成率97%."""
    behind = case.folded[rate.char_end : rate.char_end + _NEAR].replace("\n", "")
    return (
        _BASIS_BEHIND.match(behind) is not None or _BASIS_BEFORE.search(case.clause_before(rate.char_start)) is not None
    )


def past_of_a_person(case: Case, begin: int, end: int) -> bool:
    """Whether `begin:end` stands in a bracket that tells when somebody came, left or died: （2023年4月调离）."""
    opened = max(case.folded.rfind("(", begin - _NEAR if begin > _NEAR else 0, begin), -1)
    close = case.folded.find(")", end, end + _NEAR)
    if opened < 0 or close < 0 or ")" in case.folded[opened:begin] or "(" in case.folded[end:close]:
        return False
    return words("dates", "tenure").search(case.folded[opened:close]) is not None
