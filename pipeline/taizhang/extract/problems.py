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
_LEVELS = {roles.ASPECT: "aspect", roles.PROBLEM: "problem", roles.SUBPROBLEM: "subproblem"}


@dataclass(frozen=True, slots=True)
class Rows:
    """Problem and measure rows with the unit each came from."""

    problems: tuple[Problem, ...]
    measures: tuple[Measure, ...]
    owners: tuple[tuple[str | None, str | None], ...]  # by unit: ids of the problem and of the measure that hold it

    def owners_in(self, unit: int | None) -> tuple[str | None, str | None]:
        """Ids of the problem and of the measure whose text lies in a unit of the outline (None: between units)."""
        return (None, None) if unit is None else self.owners[unit]

    def problem_at(self, outline: Outline, position: int) -> str | None:
        """Id of the row whose heading or answer holds `position`."""
        return self.owners_in(outline.innermost(position))[0]


def read_problems(doc: Canonical, outline: Outline, notice_id: str) -> Rows:
    """Every aspect, problem and sub-problem, and every measure, in text order."""
    problems: list[Problem] = []
    measures: list[Measure] = []
    owners: list[tuple[str | None, str | None]] = []
    siblings: dict[tuple[str | None, str], int] = {}
    ordinals: dict[str, int] = {}
    for unit in outline.units:
        # a parent stands before its children
        owner, measure_id = (None, None) if unit.parent is None else owners[unit.parent]
        if unit.role in _LEVELS:
            parent = owner
            level = _LEVELS[unit.role]
            siblings[parent, level] = siblings.get((parent, level), 0) + 1
            owner = f"{notice_id}:p{len(problems) + 1}"
            problems.append(_problem(doc, unit, notice_id, owner, parent, siblings[parent, level]))
        elif unit.role == roles.MEASURE and owner is None:
            measure_id = None
        elif unit.role == roles.MEASURE and owner is not None:
            ordinals[owner] = ordinals.get(owner, 0) + 1
            measure_id = f"{notice_id}:m{len(measures) + 1}"
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
        owners.append((owner, measure_id))
    return Rows(tuple(problems), tuple(measures), tuple(owners))


def _printed(doc: Canonical, unit: Unit) -> str | None:
    """The enumerator in the width in which it is printed."""
    if unit.marker is None:
        return None
    end = unit.char_start + len(unit.marker)
    return doc.text[unit.char_start : end] if doc.folded[unit.char_start : end] == unit.marker else unit.marker


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
