"""Law `status_sum`: the states of a list add up to its total.

A shortfall is unverifiable (the states of the rest are not printed); an excess is inconsistent, unless the notice says
that one item may be counted more than once (一件多派, 并长期坚持), items that print two states account for it, what is done
is the whole already and only 长期坚持 comes on top, or it is not certain which total the split belongs to. Only things of
one name are compared: measures and tasks that are done never count against the problems.

Where every item of the list prints its own state, the numbers claimed are held against the items as well: more items
claimed as done than the items themselves admit is inconsistent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from taizhang.audit.case import Case, words
from taizhang.audit.caveats import among_plans, steps_named
from taizhang.audit.claims import STATUS_NAMES, TOTALS, claims, head
from taizhang.audit.enumeration import enumerate_list
from taizhang.audit.grounds import accepted_instead, another_ground, left_over, names_of
from taizhang.audit.lists import ClaimList
from taizhang.audit.splits import Split
from taizhang.audit.verdict import CONSISTENT, INCONSISTENT, SCOPE_NAMES, UNVERIFIABLE, finding, number
from taizhang.audit.witness import unread_quantities
from taizhang.records import Count, Finding, Problem, Reading

_DUAL = re.compile(r"(?:完成|完成整改|整改到位|销号)[,、;(并且 ]{0,2}需?(?:要)?(?:长期坚持|持续坚持)")
_LOOSE_UNITS = frozenset({"个", "项", "条", None})  # 14条问题, 已完成12个: one list in two counters
_NEAR = 400  # code points above a paragraph in which the total of its states may stand
_MOST = 60  # splits of one notice; more are no notice
_NOUNS = {
    "problems_claimed": "问题",
    "tasks_claimed": "整改任务",
    "problems_decomposed": "具体问题",
    "measures_claimed": "整改措施",
}


def status_sum(case: Case, lists: Sequence[ClaimList], splits: Sequence[Split]) -> tuple[Finding, ...]:
    """One row for each total that is printed with states; the fullest split of a total speaks for it."""
    chosen: dict[tuple[str, int], tuple[Count, bool, Split]] = {}
    for split in splits[:_MOST]:
        if split.partial or not split.states:
            continue
        if split.total is None and _spoken_of(case, split):
            continue
        total, sure = owner(case, lists, split)
        if total is None:
            continue
        key = (
            (split.scope, int(total.value or 0)) if split.total is None else (split.scope, int(split.total.value or 0))
        )
        known = chosen.get(key)
        if known is None or (len(split.states), known[2].start) > (len(known[2].states), split.start):
            chosen[key] = (total, sure, split)
    rows = []
    for total, sure, split in sorted(chosen.values(), key=lambda entry: entry[2].start):
        if split.total is None and any(
            other[2].total is not None and other[2].scope == split.scope for other in chosen.values()
        ):
            continue  # the same list again, its total not repeated
        rows.append(_row(case, lists, total, sure, split))
    return tuple(rows)


def _spoken_of(case: Case, split: Split) -> bool:
    """Whether a lone state is only spoken of among the plans: 盯紧1个基本完成的问题, where 已完成10个 takes stock."""
    states = list(split.states.values())
    return len(states) == 1 and states[0].noun is not None and among_plans(case, split.start)


def owner(case: Case, lists: Sequence[ClaimList], split: Split) -> tuple[Count | None, bool]:
    """The total that a split belongs to and whether no other total can claim it.

    A total in the same sentence is it. Otherwise the head claim of the list, if no other total of the list is counted
    in the unit of the states.
    """
    if split.total is not None:
        return split.total, not split.mixed
    totals = [claim for role in TOTALS for claim in claims(case, lists, role, split.scope)]
    units = {state.unit for state in split.states.values()}
    alike = [claim for claim in totals if claim.unit in units]
    main = head(case, lists, "problems_claimed", split.scope)
    if main is None:
        before = [claim for claim in alike if claim.char_start < split.start]
        values = {claim.value for claim in alike}
        return (before[-1], len(values) == 1) if before else (None, False)
    same_unit = main.unit in units
    if not (same_unit or units <= _LOOSE_UNITS) and not any(
        "问题" in (state.noun or "") for state in split.states.values()
    ):
        return None, False  # 督办事项已办结39件, 线索办结4件: no problems
    steps = {steps_named(case, state) for state in split.states.values()} - {None}
    if steps:  # 整改任务已完成29项: measured by the tasks, never by the problems
        meant = next((claim for claim in reversed(alike) if claim.role in steps), None)
        return (meant, len(steps) == 1) if meant is not None else (main, False)
    rivals = {claim.value for claim in alike} - {main.value}
    if not same_unit and rivals:
        # 14条问题细化为21个具体问题…已完成12个、基本完成1个…: only a sum that fits tells which of them is divided
        meant = next((claim for claim in (main, *alike) if claim.value == split.sum), main)
        return meant, False
    # a single state above the total, its own total unprinted, counts something else (目前已完成44个小区); several states
    # side by side divide the list, unless a number that they make up is printed near them
    within = all(
        (state.value or 0) <= (main.value or 0) or "整改" in case.clause_before(state.char_start)
        for state in split.states.values()
    ) or (len(split.states) > 1 and not _other_whole(case, split))
    within = within or _next_to(case, main, split)
    return main, within and not rivals and (same_unit or units | {main.unit} <= _LOOSE_UNITS)


def nearer_whole(case: Case, total: Count, split: Split) -> bool:
    """Whether a larger number stands nearer to the states than the total and may be what is divided.

    认领16个,自查9个,共25个,其中…; 12个问题分解为30项任务,完成28项,长期坚持2项.
    """
    first = min(state.char_start for state in split.states.values())
    last = max(state.char_start for state in split.states.values())
    units = {state.unit for state in split.states.values()}
    summed = any(
        count.unit == total.unit
        and (count.value or 0) > (total.value or 0)
        and case.clause_before(count.char_start).endswith(("共", "共计", "合计", "总计"))
        for count in case.counts_between(total.char_end, last)
    )
    begin = max(total.char_end, case.sentence_span(case.sentence(first))[0])
    return summed or any(
        count.unit in units and (count.value or 0) >= split.sum for count in case.counts_between(begin, first)
    )


def _next_to(case: Case, main: Count, split: Split) -> bool:
    """Whether the states follow the claim in its paragraph, no other number of things between them."""
    if split.start < main.char_end or case.paragraph(main.char_start) != case.paragraph(split.start):
        return False
    between = case.counts_between(main.char_end, split.start)
    named = any(state.noun and "问题" not in state.noun for state in split.states.values())
    return not named and not any(count.unit in _LOOSE_UNITS for count in between)


def _other_whole(case: Case, split: Split) -> bool:
    """Whether another number in the paragraph before a split is the sum of its states, or the states name other things."""
    begin = case.paragraph_starts[case.paragraph(split.start)]
    before = case.counts_between(begin - _NEAR, split.start)
    if any(count.value == split.sum and count.unit in _LOOSE_UNITS for count in before):
        return True
    return any(state.noun and "问题" not in state.noun for state in split.states.values())


def _row(case: Case, lists: Sequence[ClaimList], total: Count, sure: bool, split: Split) -> Finding:
    claimed, observed = total.value or 0, split.sum
    states = list(split.states.values())
    rest = left_over(case, total, split) if observed < claimed else None
    if rest is not None and (observed + (rest[0].value or 0) == claimed or rest[1]):
        observed += rest[0].value or 0
        states.append(rest[0])
    named = "、".join(
        f"{STATUS_NAMES[role]}{number(count.value or 0)}{count.unit or '个'}" for role, count in split.states.items()
    )
    if rest is not None and rest[0] in states:
        named += f"、{names_of([rest[0]])}"
    name = SCOPE_NAMES[split.scope] + _NOUNS.get(total.role, "问题")
    name = "信访件" if split.scope == "petitions" else name
    positions = [total.char_start, *(count.char_start for count in states)]
    opening = f"通报称{name}{number(claimed)}{total.unit or '个'}，其中{named}"
    added = f"合计{number(observed)}，" if len(states) > 1 else ""
    verdict, tail = CONSISTENT, f"{added}与总数相符"
    readings: tuple[Reading, ...] = ()
    if observed < claimed:
        verdict, tail = (
            UNVERIFIABLE,
            f"{added}尚有{number(claimed - observed)}{total.unit or '个'}未说明状态，无法核实",
        )
    elif observed > claimed:
        sure = sure and not _numbers_unread(case, split)
        dual = _dual_items(case, split)
        doubt = _double_counting(case, total, split)
        if doubt is None and _overlaid(split, claimed):
            doubt = "已完成数已是全部，长期坚持的可能同时计入"
        if doubt is None and dual >= observed - claimed:
            doubt = f"正文有{dual}个问题兼列两种状态，可能同时计入"
            readings = (Reading("兼列两种状态的问题只计一次", claimed),)
        if doubt is None and accepted_instead(case, split, claimed):
            doubt = "已完成数中有的尚未验收销号"
        sure = sure and not nearer_whole(case, total, split) and not another_ground(case, total, split)
        doubt = doubt or (None if sure else "正文未写明各状态所对应的总数")
        verdict = UNVERIFIABLE if doubt else INCONSISTENT
        excess = f"{added}超出总数{number(observed - claimed)}{total.unit or '个'}"
        tail = f"{excess}，因{doubt}，无法核实" if doubt else f"{excess}，两者不符"
    elif total.role == "problems_claimed":
        against = _against_items(case, split, int(claimed))
        if against is not None:
            role, said, shown, rows = against
            text = f"{opening}，但正文各项自列状态中{STATUS_NAMES[role]}只有{shown}个，与所称{said}个不符。"
            return finding(
                case,
                "status_sum",
                INCONSISTENT,
                text,
                [*positions, *(row.char_start for row in rows)],
                scope=split.scope,
                claimed=float(said),
                observed=float(shown),
            )
    return finding(
        case,
        "status_sum",
        verdict,
        f"{opening}，{tail}。",
        positions,
        scope=split.scope,
        claimed=claimed,
        observed=observed,
        readings=readings,
    )


def _overlaid(split: Split, total: float) -> bool:
    """Whether what is done is already the whole and only 长期坚持 comes on top: 2个已完成2个,1个需长期坚持."""
    done = split.states.get("status_completed")
    return done is not None and done.value == total and set(split.states) == {"status_completed", "status_long_term"}


def _numbers_unread(case: Case, split: Split) -> bool:
    """Whether the sentences of the split hold a number that was not read: it may be the total that is meant."""
    spans = {case.sentence_span(case.sentence(count.char_start)) for count in split.states.values()}
    return any(unread_quantities(case, start, end, "个", "项", "条", "件") for start, end in spans)


def _double_counting(case: Case, total: Count, split: Split) -> str | None:
    """Why the states may hold one item twice; None when nothing says so."""
    texts = [case.sentence_text(count.char_start) for count in [total, *split.states.values()]]
    if any(words("multiple", "nested").search(text) for text in texts):
        return "一项可能同时计入两种状态"
    if case.double_counting or any(words("multiple", "note_near").search(text) for text in texts):
        return "通报说明存在一项多计的情形"
    return None


def _dual_items(case: Case, split: Split) -> int:
    """How many items print two states (已完成，长期坚持), which may be counted under both."""
    if "status_long_term" not in split.states:
        return 0
    read = sum(bool(row.long_term) for row in enumerate_list(case, split.scope).problems)
    return max(read, len(_DUAL.findall(case.folded)))


def _against_items(case: Case, split: Split, total: int) -> tuple[str, int, int, tuple[Problem, ...]] | None:
    """The state of which more is claimed than the items print: role, number claimed, number printed, rows that differ."""
    found = enumerate_list(case, split.scope)
    if len(found.problems) != total or any(row.status is None for row in found.problems):
        return None
    said = split.states.get("status_completed")
    if said is None or said.value is None:
        return None
    folded_in = {"completed"} | {
        status for status in ("basically_completed", "long_term") if f"status_{status}" not in split.states
    }
    done = [row for row in found.problems if row.status in folded_in or row.long_term]
    if int(said.value) <= len(done):
        return None
    others = tuple(row for row in found.problems if row not in done)
    return "status_completed", int(said.value), len(done), others
