"""Problems and measures as rows, from the units of the outline."""

from __future__ import annotations

from dataclasses import dataclass

from taizhang.extract.statements import statement_span
from taizhang.outline import unit as roles
from taizhang.outline.unit import Outline, Unit
from taizhang.records import Measure, Problem
from taizhang.text import Canonical
from taizhang.values import maker

_make_problem, _make_measure = maker(Problem), maker(Measure)
_OWNERS = (roles.SUBPROBLEM, roles.PROBLEM, roles.ASPECT)
_LEVELS = {roles.ASPECT: "aspect", roles.PROBLEM: "problem", roles.SUBPROBLEM: "subproblem"}


@dataclass(frozen=True, slots=True)
class Rows:
    """Problem and measure rows with the unit each came from."""

    problems: tuple[Problem, ...]
    measures: tuple[Measure, ...]
    problem_of_unit: dict[int, str]
    measure_of_unit: dict[int, str]

    def problem_at(self, outline: Outline, position: int) -> str | None:
        """Id of the row whose heading or answer holds `position`."""
        index = outline.enclosing(position, *_OWNERS)
        return None if index is None else self.problem_of_unit.get(index)

    def measure_at(self, outline: Outline, position: int) -> str | None:
        """Id of the measure that holds `position`."""
        index = outline.enclosing(position, roles.MEASURE)
        return None if index is None else self.measure_of_unit.get(index)


def read_problems(doc: Canonical, outline: Outline, notice_id: str) -> Rows:
    """Every aspect, problem and sub-problem, and every measure, in text order."""
    problems: list[Problem] = []
    measures: list[Measure] = []
    problem_of: dict[int, str] = {}
    measure_of: dict[int, str] = {}
    siblings: dict[tuple[str | None, str], int] = {}
    ordinals: dict[str, int] = {}
    for index, unit in enumerate(outline.units):
        if unit.role in _LEVELS:
            parent = _enclosing(outline, unit, problem_of)
            level = _LEVELS[unit.role]
            siblings[parent, level] = siblings.get((parent, level), 0) + 1
            problem_id = f"{notice_id}:p{len(problems) + 1}"
            problem_of[index] = problem_id
            problems.append(_problem(doc, unit, notice_id, problem_id, parent, siblings[parent, level]))
        elif unit.role == roles.MEASURE:
            owner = _enclosing(outline, unit, problem_of)
            if owner is None:
                continue
            ordinals[owner] = ordinals.get(owner, 0) + 1
            measure_id = f"{notice_id}:m{len(measures) + 1}"
            measure_of[index] = measure_id
            measures.append(
                _make_measure(
                    notice_id,
                    owner,
                    measure_id,
                    ordinals[owner],
                    _printed(doc, unit),
                    doc.text[unit.title_start : unit.title_end],
                    char_start=unit.title_start,
                    char_end=unit.title_end,
                )
            )
    return Rows(tuple(problems), tuple(measures), problem_of, measure_of)


def _printed(doc: Canonical, unit: Unit) -> str | None:
    """The enumerator in the width in which it is printed."""
    if unit.marker is None:
        return None
    end = unit.char_start + len(unit.marker)
    return doc.text[unit.char_start : end] if doc.folded[unit.char_start : end] == unit.marker else unit.marker


def _enclosing(outline: Outline, unit: Unit, problem_of: dict[int, str]) -> str | None:
    parent = unit.parent
    while parent is not None and parent not in problem_of:
        parent = outline.units[parent].parent
    return None if parent is None else problem_of[parent]


def _problem(doc: Canonical, unit: Unit, notice_id: str, problem_id: str, parent: str | None, ordinal: int) -> Problem:
    start, end = statement_span(doc.folded, unit.title_start, unit.title_end)
    return _make_problem(
        notice_id,
        problem_id,
        parent,
        _LEVELS[unit.role],
        ordinal,
        _printed(doc, unit),
        title=doc.text[unit.title_start : unit.title_end],
        statement=doc.text[start:end],
        status=unit.status,
        long_term=True if unit.long_term else None,
        status_surface=unit.status_surface,
        responsible=unit.responsible,
        deadline=unit.deadline,
        char_start=unit.title_start,
        char_end=unit.title_end,
    )
