"""What the rules say of each printed line: the role of the unit it stands in, and whether the line itself shows it.

A line that carries an enumerator, a label or a word of the frame tells its role. A line that carries none only inherits
the role of the unit it fell into: there the rules have little to go by.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from taizhang.flow import Flow, is_page_number, lines_of, running_text
from taizhang.outline import unit as roles
from taizhang.outline.build import build_outline
from taizhang.outline.labels import ANSWER, DEADLINE, GOAL, ISSUE, OTHER, PLAN, RESPONSIBLE, STATUS, TASK, label_at
from taizhang.outline.status import is_only_status
from taizhang.outline.unit import Outline, Unit
from taizhang.text import Canonical

_FRAME = frozenset({roles.TITLE, roles.NOISE, roles.CLOSING, roles.CONTACTS, roles.SIGNATURE})
_HEADED = frozenset({roles.SECTION, roles.ASPECT, roles.PROBLEM, roles.SUBPROBLEM})
_ANSWERS = frozenset({roles.ANSWER, roles.MEASURE})
_LABELLED = {
    ANSWER: "answer",
    STATUS: "status",
    RESPONSIBLE: "field",
    DEADLINE: "field",
    GOAL: "field",
    PLAN: "field",
    OTHER: "field",
    ISSUE: "field",
    TASK: "field",
}


class RuledLine(NamedTuple):
    """A line of the canonical text, its role by rule (None: in no unit), and whether the line itself shows the role."""

    start: int
    end: int
    role: str | None
    shown: bool


def ruled_lines(doc: Canonical) -> list[RuledLine]:
    """Every line of `doc` that is not blank, with its role by rule; a line broken by the page is a `continuation`."""
    flow = running_text(doc)
    running = lines_of(flow.doc.folded)
    known = {line.start: line for line in ruled_roles(flow.doc.folded, build_outline(flow.doc), running)}
    found = []
    for start, end in lines_of(doc.folded):
        at = _running(flow, start)
        line = None if at is None else known.get(at)
        if at is None:
            found.append(RuledLine(start, end, "noise", True))
        elif line is None:
            found.append(RuledLine(start, end, "continuation", True))
        else:
            found.append(line._replace(start=start, end=end))
    return found


def ruled_roles(folded: str, outline: Outline, spans: Sequence[tuple[int, int]]) -> list[RuledLine]:
    """The lines `spans` of a running text with the roles that its outline gives them."""
    opening = sorted(unit.char_start for unit in outline.units if _shows(unit))
    found = []
    for start, end in spans:
        first = bisect_left(opening, start)
        own = first < len(opening) and opening[first] < end
        found.append(RuledLine(start, end, *_role(folded, outline, start, end, own=own)))
    return found


def _running(flow: Flow, position: int) -> int | None:
    """Where a position of the canonical text stands in the running text; None for what was left out of it."""
    if flow.offsets is None:
        return position
    at = bisect_left(flow.offsets, position)
    return at if at < len(flow.offsets) and flow.offsets[at] == position else None


def _shows(unit: Unit) -> bool:
    """Whether the first line of a unit shows its role by an enumerator, a label, a heading or a word of the frame."""
    if unit.role in _ANSWERS:
        return unit.label is not None or unit.marker is not None
    return unit.role != roles.OPENING


def _role(folded: str, outline: Outline, start: int, end: int, *, own: bool) -> tuple[str | None, bool]:
    index = outline.innermost(start)
    if index is None:
        return ("noise", True) if is_page_number(folded, start, end) else (None, False)
    unit = outline.units[index]
    if unit.role in _FRAME:
        return unit.role, True
    label = label_at(folded, start, end)
    if unit.role in _ANSWERS or (unit.role in _HEADED and start > unit.title_end):
        inside = _inside(folded, start, end)
        if inside is not None:
            return inside, True
        if unit.role in _ANSWERS:
            return "answer", own
        return ("answer", False) if unit.role in {roles.PROBLEM, roles.SUBPROBLEM} else (unit.role, False)
    if unit.role in _HEADED and unit.char_start < start:
        if start < unit.title_start:
            return ("problem", True) if end > unit.title_start else ("field", True)
        return ("continuation", True) if start > unit.title_start else (unit.role, True)
    if unit.role in _HEADED and end < unit.title_start:  # the number of a row, or a label above its value
        return "field", label is not None
    return unit.role, own


def _inside(folded: str, start: int, end: int) -> str | None:
    """Role of a line inside an item that its label or its words show."""
    label = label_at(folded, start, end)
    if label is None:
        return "status" if is_only_status(folded, start, end) else None
    role = _LABELLED[label.kind]
    return "status" if role == "answer" and is_only_status(folded, label.end, end) else role
