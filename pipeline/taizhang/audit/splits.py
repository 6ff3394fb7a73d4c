"""Status splits: a total with the numbers of its items that are done, nearly done, under way.

A split is read along the text: a total opens it, each state joins it once, a rate belongs to the split it follows.
Several totals are never added together, and a state that is printed as part of another one (其中, 含) is not summed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from taizhang.audit.case import Case, words
from taizhang.audit.caveats import kind_of_deadline, of_another_list, other_things, planned, steps_named
from taizhang.audit.claims import STATUSES, TOTALS, narrowed
from taizhang.outline import unit as roles
from taizhang.records import Count

_GROUPING = (roles.SECTION, roles.ASPECT, roles.OUTCOME)
_NESTED = re.compile(r"(?:其中|含|包括|包含)[^,。;()]{0,8}$")
_REFERENCE = re.compile(r"(?:对|将|把|针对|就)[^\d]*")
_NEXT_KIND = re.compile(r"(?:问题)?[、和][^,、。;:()\d]{2,8}")
_THINGS = {"任务": ("tasks_claimed", "problems_decomposed"), "措施": ("measures_claimed",)}


@dataclass(frozen=True, slots=True)
class Split:
    """One total (None where the split prints none) with its states and the rates printed with it."""

    scope: str
    total: Count | None
    states: Mapping[str, Count]
    nested: tuple[Count, ...]
    rates: tuple[Count, ...]
    partial: bool  # the total is itself a part of another one
    start: int
    mixed: bool = False  # the states may count other things than the total

    @property
    def sum(self) -> float:
        """Sum of the states."""
        return sum(count.value or 0 for count in self.states.values())

    @property
    def counts(self) -> list[Count]:
        """All counts of the split."""
        return [*([self.total] if self.total else []), *self.states.values(), *self.nested, *self.rates]


@dataclass(slots=True)
class _Open:
    """A split that is still being read."""

    scope: str
    total: Count | None
    states: dict[str, Count] = field(default_factory=dict)
    nested: list[Count] = field(default_factory=list)
    rates: list[Count] = field(default_factory=list)
    partial: bool = False
    start: int = 0
    mixed: bool = False

    def closed(self) -> Split:
        """The split as read."""
        return Split(
            self.scope,
            self.total,
            MappingProxyType(self.states),
            tuple(self.nested),
            tuple(self.rates),
            self.partial,
            self.start,
            self.mixed,
        )


_SPEAKS_OF_STATE = frozenset({*TOTALS, *STATUSES, "completion_rate"})


def status_splits(case: Case, parts: frozenset[int]) -> tuple[Split, ...]:
    """All splits outside the answers, and those of side lists inside them. `parts`: starts of counts that are parts of
    a total among claims (they open splits of their own, marked `partial`)."""
    splits: list[_Open] = list(_of_headings(case))
    headed = {state.char_start for split in splits for state in split.states.values()}
    current: _Open | None = None
    for count in case.counts:
        if count.role not in _SPEAKS_OF_STATE or count.char_start in headed:
            continue
        scope = count.scope or "main"
        if case.item(count.char_start) is not None and (scope == "main" or count.role not in (*TOTALS, *STATUSES)):
            continue
        if count.role in STATUSES and _REFERENCE.fullmatch(case.clause_before(count.char_start)):
            continue  # 对已完成的10个问题开展“回头看”: spoken of again, not divided
        if count.role in TOTALS and narrowed(case, count):
            current = None
        elif count.role in TOTALS and count.value is not None and count.qualifier in (None, "subset"):
            partial = case.is_part(count) or count.char_start in parts
            current = _Open(scope, count, partial=partial, start=count.char_start)
            splits.append(current)
        elif count.role in STATUSES and count.value is not None and not _beside(case, current, count):
            current = _of_the_same_things(case, splits, current, count)
            current = _join_state(case, splits, current, count, scope)
        elif count.role == "completion_rate" and count.value is not None:
            current = _join_rate(case, splits, current, count, scope)
    return tuple(split.closed() for split in splits if split.states or split.rates)


def _of_headings(case: Case) -> Iterator[_Open]:
    """Splits that section headings print one state at a time: 一、已完成整改的问题(6个) … 二、需长期坚持的问题(1个)."""
    rows: dict[tuple[int | None, str], list[Count]] = {}
    for role in STATUSES:
        for count in case.by_role.get(role, ()):
            index = case.outline.innermost(count.char_start)
            unit = None if index is None else case.outline.units[index]
            if (
                unit is not None
                and unit.role in _GROUPING
                and unit.ordinal is not None
                and unit.title_start <= count.char_start < unit.title_end
                and count.qualifier is None
                and count.value is not None
            ):
                rows.setdefault((unit.parent, count.scope or "main"), []).append(count)
    for (_, scope), counts in rows.items():
        states = {count.role: count for count in sorted(counts, key=lambda count: count.char_start)}
        if 1 < len(states) == len(counts):
            yield _Open(scope, None, states, start=min(count.char_start for count in counts))


def _beside(case: Case, current: _Open | None, state: Count) -> bool:
    """Whether a number of a state divides nothing here: items of another list, a plan, a kind of deadline."""
    if of_another_list(case, state) or planned(case, state):
        return True
    total = current.total if current is not None else None
    if current is not None and total is not None and total.scope == "immediate" and not current.states:
        between = case.folded[total.char_end : state.char_start].replace("\n", "")
        if _NEXT_KIND.fullmatch(between):
            return True  # 立行立改3个、长期整改2个: two kinds, not a list and its state
    if steps_named(case, state) == "measures_claimed" and (total is None or total.role != "measures_claimed"):
        return True  # 反馈问题2个,已落实措施7条
    return current is not None and current.total is not None and kind_of_deadline(case, current.total, state)


def _of_the_same_things(case: Case, splits: list[_Open], current: _Open | None, state: Count) -> _Open | None:
    """The split that a state divides: 9个问题制定措施34条，已完成问题7个 goes back to the problems of its sentence."""
    if current is not None and current.partial and not current.states and _beyond(current, state):
        return next(
            (
                split
                for split in reversed(splits)
                if split.scope == current.scope and not split.partial and not split.states and split.total is not None
            ),
            current,
        )  # 村级问题44个,其中甲村13个…丁村10个,44个村级问题已全部整改
    if current is None or current.total is None or not other_things(case, current.total, state):
        return current
    sentence = case.sentence(state.char_start)
    meant = [
        split
        for split in splits
        if split.scope == current.scope
        and split.total is not None
        and split.total.role in ("problems_claimed", "problems_decomposed")
        and case.sentence(split.start) == sentence
        and (state.value or 0) <= (split.total.value or 0)
    ]
    if meant and not current.states:
        return meant[-1]
    return None  # 整改措施7条,2个问题均已整改: no part of the measures


def _beyond(split: _Open, state: Count) -> bool:
    """Whether a state holds more than the total of a split."""
    return split.total is not None and (state.value or 0) > (split.total.value or 0)


def _join_state(case: Case, splits: list[_Open], current: _Open | None, count: Count, scope: str) -> _Open:
    nested = case.is_part(count) and not (current is not None and (current.partial or _siblings(case, current, count)))
    nested = nested or _NESTED.search(case.folded[max(0, count.char_start - 16) : count.char_start]) is not None
    done = current.states.get(count.role) if current is not None else None
    if done is not None and count.role == "status_completed" and (count.value or 0) <= (done.value or 0):
        step = words("status", "last_step").search(case.clause_before(count.char_start)) is not None
        nested = nested or step  # 已完成整改25项,销号13项
    if current is not None and _continues(case, current, count, scope):
        if nested and current.states:
            current.nested.append(count)
            return current
        if count.role not in current.states and count.qualifier in (None, "subset"):
            steps = steps_named(case, count)
            current.mixed |= steps is not None and current.total is not None and current.total.role != steps
            current.states[count.role] = count
            return current
    if nested and current is not None and current.states and current.scope == scope:
        return current
    fresh = _Open(scope, None, {count.role: count}, start=count.char_start)
    splits.append(fresh)
    return fresh


def _siblings(case: Case, split: _Open, count: Count) -> bool:
    """Whether one 其中 behind the total opened the states of a split and this one: 26项,其中已完成24项、正在推进2项."""
    if split.total is None or not split.states or not all(map(case.is_part, split.states.values())):
        return False
    last = max(state.char_end for state in split.states.values())
    between = case.folded[last : count.char_start]
    return "其中" not in between and between.count(")") == between.count("(") and count.role not in split.states


def _continues(case: Case, split: _Open, count: Count, scope: str) -> bool:
    """Whether a state still speaks of the split: same list, same paragraph; a total alone reaches its own sentence."""
    if split.scope != scope:
        return False
    if not split.states:
        return case.sentence(split.start) == case.sentence(count.char_start)
    last = max(state.char_end for state in split.states.values())
    return _together(case, split, count) and count.char_start - last < 160


def _together(case: Case, split: _Open, count: Count) -> bool:
    return case.paragraph(split.start) == case.paragraph(count.char_start) or case.sentence(
        split.start
    ) == case.sentence(count.char_start)


def _join_rate(case: Case, splits: list[_Open], current: _Open | None, count: Count, scope: str) -> _Open:
    clause = case.clause_before(count.char_start)
    meant = next((roles for word, roles in _THINGS.items() if word in clause), None)
    if meant is not None and current is not None and (current.total is None or current.total.role not in meant):
        current = None  # 任务完成率 behind a split of the problems
    if current is not None and current.scope == scope and current.states and _together(case, current, count):
        current.rates.append(count)
        return current
    same = [
        split
        for split in splits
        if split.scope == scope and split.states and split.total is not None and not split.partial
    ]
    near = bool(same) and meant is None and case.sentence(same[-1].start) == case.sentence(count.char_start)
    owner = same[-1] if near else None
    if owner is None:
        owner = _Open(scope, None, start=count.char_start)
        splits.append(owner)
    owner.rates.append(count)
    return owner
