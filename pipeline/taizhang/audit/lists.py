"""Totals with their parts among the claims: 61个（甲村9个、乙村8个…）, 486个问题中，A方面183个，B方面147个….

Several totals of one notice are never added together. A run of smaller claims behind a total belongs to it when the
print says so (a bracket, a colon, 其中, as many parts as there are 村/单位/方面 announced) or when it adds up to it exactly.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from taizhang.audit.case import Case, words
from taizhang.audit.caveats import already_whole, listed_before_on_top
from taizhang.records import Count

_LONGEST = 80  # parts of one list
_FAR = 600  # code points behind a total in which its kinds stand
_GAP = 130  # code points between two parts of one list
_ROLES = (
    "problems_claimed",
    "tasks_claimed",
    "measures_claimed",
    "status_completed",
    "status_basically_completed",
    "status_in_progress",
    "status_long_term",
    "status_not_completed",
)
_GROUPS = frozenset({"类", "大类", "方面", "大方面", "部分"})  # never added to the things they hold
_COUNTERS = frozenset({"个", "项", "条"})
_OF_THEM = re.compile(r"[\u4e00-\u9fff]{0,8}(?:中|其中)?[,:](?:其中)?[,:]?")  # 12个问题中,党建类5个、业务类4个…
_NEXT_KIND = re.compile(r"[、,;和及](?!对|将|把|就|针对)[^,、。;:()\d]{1,12}")
_OPENS = re.compile(r"[\u4e00-\u9fff“”]{0,10}[(:]")


@dataclass(frozen=True, slots=True)
class ClaimList:
    """A total and its parts. `structure` says what ties them: `holders`, `bracket`, `subset`, `fields`, `kinds`
    (of deadline), or `sum` (they only fit)."""

    total: Count
    parts: tuple[Count, ...]
    structure: str

    @property
    def difference(self) -> float:
        """Sum of the parts less the total."""
        return sum(part.value or 0 for part in self.parts) - (self.total.value or 0)


def claim_lists(case: Case) -> tuple[ClaimList, ...]:
    """Every total among the claims that is printed with its parts, in text order."""
    found: list[ClaimList] = []
    for role in _ROLES:
        rows = [
            count
            for count in (case.counts if role == "problems_claimed" else case.by_role.get(role, ()))
            if (count.role == role or (role == "problems_claimed" and _by_field(count)))
            and count.value is not None
            and count.qualifier in (None, "subset")
            and case.item(count.char_start) is None
        ]
        taken: set[int] = set()
        for index, total in enumerate(rows):
            if case.is_part(total) or total.char_start in taken or total.role != role:
                continue
            entry = _list_of(case, total, _run(case, total, rows[index + 1 :]))
            if entry is None or entry.difference:
                kinds = _of_kinds(case, total) or _by_clauses(case, total)
                entry = ClaimList(total, kinds, "kinds") if kinds else entry
            if entry is not None:
                more = _more_kinds(case, entry)
                entry = ClaimList(total, (*entry.parts, *more), "kinds") if more else entry
            if entry is not None:
                found.append(entry)
                taken |= {part.char_start for part in entry.parts}
    return tuple(sorted(found, key=lambda entry: entry.total.char_start))


def _run(case: Case, total: Count, following: list[Count]) -> list[Count]:
    """The claims behind a total that can be its parts: smaller, of its list, none far from the one before."""
    run: list[Count] = []
    last = total
    for count in following:
        if run and _depth(case, total, count) > _depth(case, total, run[0]):
            continue  # （1个问题兼具两类）: a note behind the parts, not one of them
        if (count.unit in _GROUPS) != (total.unit in _GROUPS):
            break
        same_list = count.scope == total.scope or case.is_part(count) or count.role == "other"
        if (count.value or 0) >= (total.value or 0) or not same_list or count.char_start - last.char_end > _GAP:
            break
        if len(run) == _LONGEST:
            return []
        run.append(count)
        last = count
    return run


def _of_kinds(case: Case, total: Count) -> tuple[Count, ...]:
    """Parts of several roles behind a total, each behind a short name: 立行立改6个、集中整改7个、长期整改2个; empty unless they fit.

    A row of states alone is no such list (see `splits`).
    """
    _, stop = case.sentence_span(case.sentence(total.char_start))
    row: list[Count] = []
    for count in case.counts_between(total.char_end, min(stop, total.char_end + _FAR)):
        if count.unit != total.unit or count.qualifier not in (None, "subset"):
            if row:
                break
            continue
        if row and _NEXT_KIND.fullmatch(case.folded[row[-1].char_end : count.char_start].replace("\n", "")) is None:
            break
        row.append(count)
        if len(row) > _LONGEST:
            return ()
    fits = len(row) > 1 and sum(count.value or 0 for count in row) == total.value
    states = [count for count in row if count.role.startswith("status_")]
    kinds = all(count.role == "status_long_term" for count in states) and len(states) < len(row)
    rest = any(words("parts", "remainder").search(case.clause_before(count.char_start)) for count in row)
    return tuple(row) if fits and kinds and not rest else ()


def _more_kinds(case: Case, entry: ClaimList) -> tuple[Count, ...]:
    """Kinds of deadline that go on at once behind the parts of a list: 立行立改7个、集中整改6个 | 、长期整改1个."""
    more: list[Count] = []
    last = entry.parts[-1]
    for count in case.counts_between(last.char_end, last.char_end + _GAP):
        kind = count.role == "status_long_term" or count.scope == "immediate"
        gap = case.folded[last.char_end : count.char_start].replace("\n", "")
        if not kind or count.unit != last.unit or _NEXT_KIND.fullmatch(gap) is None or not gap.startswith("、"):
            break
        more.append(count)
        last = count
    return tuple(more)


def _by_clauses(case: Case, total: Count) -> tuple[Count, ...]:
    """The first number of each clause behind a total: 立行立改8个,已全部完成;限期整改15个,已完成14个;…; empty unless they fit."""
    _, stop = case.sentence_span(case.sentence(total.char_start))
    stop = min(stop, total.char_end + _FAR)
    first: dict[int, Count] = {}
    for count in case.counts_between(total.char_end, stop):
        clause = case.folded.count(";", total.char_end, count.char_start)
        if clause not in first and count.unit == total.unit and count.qualifier in (None, "subset"):
            first[clause] = count
    row = tuple(first.values())
    fits = len(row) > 2 and sum(count.value or 0 for count in row) == total.value
    return row if fits and set(first) == set(range(len(row))) and _labelled(case, list(row)) else ()


def _by_field(count: Count) -> bool:
    """Whether a bare number counts problems of a field: 党建类5个, 作风方面3个."""
    named = (count.noun or "").endswith(("类", "方面", "领域"))
    return count.role == "other" and named and count.unit in _COUNTERS


def _depth(case: Case, total: Count, count: Count) -> int:
    between = case.folded[total.char_end : count.char_start]
    return between.count("(") - between.count(")")


def _whole(case: Case, total: Count, run: Sequence[Count]) -> tuple[Count, ...]:
    """The parts that divide the total: all where they add up, else those that are the whole of it already, else those
    before 另, 此外, 同时."""
    if sum(count.value or 0 for count in run) == total.value:
        return tuple(run)
    size = already_whole(total, run)
    return tuple(run[:size]) if size else listed_before_on_top(case, run)


def _list_of(case: Case, total: Count, run: list[Count]) -> ClaimList | None:
    if len(run) < 2:
        return None
    between = case.folded[total.char_end : run[0].char_start]
    if all(map(case.is_part, run)) and "其中" in between:
        parts = _whole(case, total, run)
        return ClaimList(total, parts, "subset") if len(parts) > 1 else None
    bracketed = _bracketed(case, total, run)
    if bracketed:
        parts = _whole(case, total, bracketed)
        return ClaimList(total, parts, "bracket") if len(parts) > 1 else None
    for size in range(len(run), 1, -1):
        if sum(count.value or 0 for count in run[:size]) == total.value:
            return ClaimList(total, tuple(run[:size]), "sum")
    by_field = tuple(takewhile(_by_field, run))
    if len(by_field) > 2 and _OF_THEM.fullmatch(between[: len(between) - len(case.clause_before(run[0].char_start))]):
        return ClaimList(total, by_field, "fields")
    if _labelled(case, run) and len(run) in _announced(case, total, run):
        return ClaimList(total, tuple(run), "holders")
    return None


def _bracketed(case: Case, total: Count, run: list[Count]) -> list[Count]:
    """The parts inside a bracket that opens right behind the total."""
    opening = _OPENS.match(case.folded, total.char_end)
    if opening is None or not opening.group().endswith("("):
        return []
    close = case.folded.find(")", opening.end())
    inside = [count for count in run if opening.end() <= count.char_start < close]
    text = case.folded[opening.end() : max(close, opening.end())]
    return inside if len(inside) > 1 and not words("parts", "open_ended").search(text) else []


def _labelled(case: Case, run: list[Count]) -> bool:
    """Whether each part stands behind a name of its own."""
    return all(len(case.clause_before(count.char_start)) >= 2 for count in run)


def _announced(case: Case, total: Count, run: list[Count]) -> set[int]:
    """Numbers of 村, 单位, 方面 that are announced near the total: a list with as many parts is whole."""
    begin, end = total.char_start - 120, run[0].char_start
    numbers = set()
    for count in case.counts_between(begin, end):
        if count is not total and count.value is not None and count.qualifier is None:
            named = count.surface + (count.noun or "")
            if words("parts", "holders").search(named):
                numbers.add(int(count.value))
    if all("方面" in case.clause_before(count.char_start) for count in run):
        numbers |= {
            int(count.value) for count in case.counts if count.role == "aspects_claimed" and count.value is not None
        }
    return numbers
