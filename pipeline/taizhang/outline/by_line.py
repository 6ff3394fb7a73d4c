"""An outline from lines whose roles are known, for notices whose headings carry nothing that a rule could hold on to.

The nesting is the plain one: sections over aspects over problems over sub-problems; what answers, stands below.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from taizhang.outline import unit as roles
from taizhang.outline.enumerators import find_markers, is_bullet
from taizhang.outline.headings import title_end, trim_title
from taizhang.outline.item_status import bracket_status, stated_status
from taizhang.outline.labels import ANSWER, DEADLINE, ISSUE, RESPONSIBLE, TASK, label_at
from taizhang.outline.paragraphs import Paragraph
from taizhang.outline.parts import Field, measures, trim
from taizhang.outline.sections import scope_of
from taizhang.outline.status import Status, read_status
from taizhang.outline.tree import TreeBuilder
from taizhang.outline.unit import Outline, Unit

_RANK = {roles.SECTION: 0, roles.ASPECT: 1, roles.PROBLEM: 2, roles.SUBPROBLEM: 3}
_FRAME = frozenset({roles.TITLE, roles.NOISE})  # stands anywhere and closes nothing
_RUNS = frozenset({roles.OPENING, roles.ORGANISATION, roles.OUTCOME, roles.NEXT_STEPS, roles.CLOSING})
_BELOW = frozenset({"answer", "status", "field"})
CONTINUATION = "continuation"
_SHORTEST_ANSWER = 3  # code points


class RoledLine(NamedTuple):
    """A line of the running text, without the space around it, and its role (`vocabulary.LINE_ROLES`)."""

    start: int
    end: int
    role: str


def outline_by_line(folded: str, lines: Sequence[RoledLine]) -> Outline:
    """The outline that the roles of all `lines` of a text give."""
    builder = _Builder(folded)
    for line in _joined(lines):
        builder.add(line)
    return builder.close()


def _joined(lines: Sequence[RoledLine]) -> list[RoledLine]:
    """The lines with what continues a line joined to it."""
    joined: list[RoledLine] = []
    for line in lines:
        if line.role == CONTINUATION and joined:
            joined[-1] = joined[-1]._replace(end=line.end)
        else:
            joined.append(line if line.role != CONTINUATION else line._replace(role=roles.OPENING))
    return joined


class _Builder:
    """Collects units line by line; used once."""

    def __init__(self, folded: str) -> None:
        self.folded = folded
        self.units: list[Unit] = []
        self.open: list[int] = []  # indices of the open section, aspect, problem, sub-problem, outermost first
        self.answer: list[Paragraph] = []  # the lines of the answer in hand
        self.raised: set[int] = set()  # problems that are sub-problems without a problem above
        self.run: int | None = None  # the unit that takes in more lines of its role

    def close(self) -> Outline:
        """All units, in the order of the text."""
        self._answered()
        return Outline(tuple(self.units))

    def add(self, line: RoledLine) -> None:
        """Take in the next line."""
        if line.role in _FRAME:
            self._answered()
            self.run = None
            within = self.open[-1] if self.open else None
            self.units.append(Unit(line.role, line.start, line.end, line.start, line.end, within))
        elif line.role in _RANK:
            self._head(line)
        elif line.role in _BELOW and any(self.units[index].role != roles.SECTION for index in self.open):
            self._below(line)
        else:
            self._stretch(line)

    def _head(self, line: RoledLine) -> None:
        self._answered()
        self.run = None
        holds = any(self.units[index].role == roles.PROBLEM and index not in self.raised for index in self.open)
        role = roles.PROBLEM if line.role == roles.SUBPROBLEM and not holds else line.role
        while self.open and _RANK[self.units[self.open[-1]].role] >= _RANK[role]:
            self.open.pop()
        start, marker, ordinal = self._head_start(line)
        end = title_end(self.folded, start, line.end, line.end, labelled=False)
        if role in {roles.SECTION, roles.ASPECT}:
            end = line.end if len(self.folded[end : line.end].strip()) < _SHORTEST_ANSWER else end
        title, status = bracket_status(self.folded, (start, trim_title(self.folded, start, end)))
        parent = self.open[-1] if self.open else None
        scope = scope_of(self.folded[start:end]) if role == roles.SECTION else "main"
        if parent is not None and scope == "main":
            scope = self.units[parent].scope
        self.units.append(Unit(role, line.start, line.end, *title, parent, marker=marker, ordinal=ordinal, scope=scope))
        self.open.append(len(self.units) - 1)
        if role != line.role:
            self.raised.add(self.open[-1])
        self._stretch_open(line.end)
        self._state(status)
        rest, stop = trim(self.folded, end, line.end)
        if role in {roles.PROBLEM, roles.SUBPROBLEM} and stop - rest >= _SHORTEST_ANSWER:
            self.answer.append(Paragraph(rest, stop))

    def _head_start(self, line: RoledLine) -> tuple[int, str | None, int | None]:
        """Where the title starts behind enumerator, label and bracket; the enumerator and its number."""
        start, marker, ordinal = line.start, None, None
        found = find_markers(self.folded, [Paragraph(line.start, line.end)])
        if found and found[0].start == line.start:
            start, marker = found[0].end, self.folded[found[0].start : found[0].end].strip()
            ordinal = None if is_bullet(found[0].family) else found[0].ordinal
        start, _ = trim(self.folded, start, line.end)
        label = label_at(self.folded, start, line.end)
        if label is not None and label.kind in {ISSUE, TASK} and label.end < line.end:
            start = label.end
        if self.folded.startswith("[", start) and self.folded.endswith("]", start, line.end):
            start += 1
        return trim(self.folded, start, line.end)[0], marker, ordinal

    def _below(self, line: RoledLine) -> None:
        """An answer, a state or a field of the item in hand."""
        self._own_problem()
        self._stretch_open(line.end)
        self.run = None
        if line.role == "answer":
            self.answer.append(Paragraph(line.start, line.end))
        elif line.role == "status":
            self._answered()
            self._state(read_status(self.folded, line.start, line.end))
        else:
            self._field(line)

    def _own_problem(self) -> None:
        """An aspect that is answered itself is a problem too."""
        index = self.open[-1]
        aspect = self.units[index]
        if aspect.role != roles.ASPECT:
            return
        self.units[index] = aspect._replace(childless=True)
        self.units.append(aspect._replace(role=roles.PROBLEM, parent=index))
        self.open.append(len(self.units) - 1)

    def _field(self, line: RoledLine) -> None:
        label = label_at(self.folded, line.start, line.end)
        if label is None or label.kind not in {RESPONSIBLE, DEADLINE}:
            return
        value = self.folded[label.end : line.end].strip(" :。;,")
        unit = self.units[self.open[-1]]
        if not value:
            return
        if label.kind == DEADLINE:
            self.units[self.open[-1]] = unit._replace(deadline=value)
        else:
            owners = [*([unit.responsible] if unit.responsible else []), f"{label.name}:{value}"]
            self.units[self.open[-1]] = unit._replace(responsible=";".join(owners))

    def _state(self, status: Status | None) -> None:
        if status is None:
            return
        unit = self.units[self.open[-1]]
        if unit.role in {roles.PROBLEM, roles.SUBPROBLEM} and unit.status is None:
            self.units[self.open[-1]] = unit._replace(
                status=status.status,
                status_surface=self.folded[status.start : status.end],
                long_term=status.long_term,
            )

    def _answered(self) -> None:
        """Turn the lines of the answer in hand into units."""
        if not self.answer:
            return
        blocks, self.answer = self.answer, []
        start, end = blocks[0].start, blocks[-1].end
        label = label_at(self.folded, start, blocks[0].end)
        if label is not None and label.kind != ANSWER:
            label = None
        self._state(stated_status(self.folded, label.end if label else start, end))
        found = find_markers(self.folded, blocks)
        root, _ = TreeBuilder(self.folded, blocks, found, [], [], (start, end)).build()
        root.title_end = start
        parent = len(self.units)
        owner = self.open[-1]
        self.units.append(Unit(roles.ANSWER, start, end, start, start, owner, label=label.name if label else None))
        region = Field(label, label.end if label else start, end)
        for span in measures(self.folded, root, region, skip=frozenset()):
            marked = span.marker_start is not None
            self.units.append(
                Unit(
                    roles.MEASURE,
                    span.start if span.marker_start is None else span.marker_start,
                    span.end,
                    span.start,
                    span.end,
                    parent,
                    marker=self.folded[span.marker_start : span.marker_end].strip() if marked else None,
                    ordinal=span.ordinal,
                )
            )

    def _stretch(self, line: RoledLine) -> None:
        """A line of the notice as a whole: it closes what is open and joins the lines of its role above it."""
        self._answered()
        self.open.clear()
        role = line.role if line.role in _RUNS or line.role not in _BELOW else roles.ORGANISATION
        if self.run is not None and self.units[self.run].role == role:
            self.units[self.run] = self.units[self.run]._replace(char_end=line.end)
            return
        title = line.end if role in {roles.CONTACTS, roles.SIGNATURE} else line.start
        self.units.append(Unit(role, line.start, line.end, line.start, title))
        self.run = len(self.units) - 1 if role in _RUNS else None

    def _stretch_open(self, end: int) -> None:
        for index in self.open:
            self.units[index] = self.units[index]._replace(char_end=end)
