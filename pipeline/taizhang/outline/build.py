"""From the canonical text to the tree of units."""

from __future__ import annotations

import re

from taizhang.outline import unit as roles
from taizhang.outline.assemble import Assembler
from taizhang.outline.bullets import undecorated
from taizhang.outline.dotted import with_dotted
from taizhang.outline.enumerators import Marker, find_markers
from taizhang.outline.frame import find_frame
from taizhang.outline.glued_numbers import with_glued
from taizhang.outline.labels import find_labels
from taizhang.outline.numbered_fields import numbered_fields
from taizhang.outline.paragraphs import Paragraph, paragraphs
from taizhang.outline.roles import Roles
from taizhang.outline.table_cells import find_cell_tables
from taizhang.outline.table_units import table_units
from taizhang.outline.tables import Table, TableRow, find_tables
from taizhang.outline.tree import TreeBuilder
from taizhang.outline.unit import Outline, Unit
from taizhang.outline.unnumbered import find_headings
from taizhang.text import Canonical

_DECLARES_CATEGORIES = re.compile(
    r"[一二三四五六七八九十\d]{1,3}(?:个)?(?:大)?(?:类|部分)(?!似)[^。]{0,12}[\d一二三四五六七八九十]{1,4}[个项条]"
)
_ALIKE = 12  # code points that two titles of one problem share
_FOREWORD = 1200  # code points in which the notice says how it counts


def _sorted(units: list[Unit]) -> tuple[Unit, ...]:
    """Units in text order, parents before children, parent indices renewed."""
    depth: list[int] = []
    for unit in units:
        depth.append(0 if unit.parent is None else depth[unit.parent] + 1)
    places = sorted([(unit.char_start, depth[index], index) for index, unit in enumerate(units)])
    order = [index for _, _, index in places]
    place = {old: new for new, old in enumerate(order)}
    return tuple(
        unit if unit.parent is None or place[unit.parent] == unit.parent else unit._replace(parent=place[unit.parent])
        for unit in (units[index] for index in order)
    )


class _Known:
    """The titles of the problems that the text treats, to tell a table that only repeats them."""

    def __init__(self, doc: Canonical, units: list[Unit]) -> None:
        self.folded = doc.folded
        self.titles = [doc.folded[unit.title_start : unit.title_end] for unit in units if unit.role == roles.PROBLEM]
        self.openings = {title[:_ALIKE] for title in self.titles}
        self.pieces = {
            title[at : at + _ALIKE] for title in self.titles for at in range(max(1, len(title) - _ALIKE + 1))
        }

    def repeated(self, rows: list[Unit]) -> bool:
        """Whether most of the rows only repeat problems that the text above or below already treats."""
        if not self.titles:
            return False
        issues = [self.folded[unit.title_start : unit.title_end] for unit in rows if unit.role == roles.PROBLEM]
        return sum(map(self._knows, issues)) * 2 >= len(issues)

    def _knows(self, issue: str) -> bool:
        if issue[:_ALIKE] in self.pieces:
            return True
        if any(issue[at : at + _ALIKE] in self.openings for at in range(max(1, len(issue) - _ALIKE + 1))):
            return True
        short = len(issue) < _ALIKE and any(issue in piece for piece in self.pieces)
        return short or any(len(opening) < _ALIKE and opening in issue for opening in self.openings)


def _with_table(assembler: Assembler, doc: Canonical, known: _Known, header: Paragraph, rows: list[TableRow]) -> None:
    """Add the problems of a pasted table; where the text treats them too, the table is one summary unit."""
    found = table_units(doc.folded, rows)
    if known.repeated(found):
        assembler.units.append(Unit(roles.OUTCOME, header.start, rows[-1].end, header.start, header.start))
        return
    base = len(assembler.units)
    assembler.units.append(Unit(roles.SECTION, header.start, rows[-1].end, header.start, header.end))
    for unit in found:
        parent = base if unit.parent is None else unit.parent + base + 1
        assembler.units.append(unit._replace(parent=parent))


def _tables(doc: Canonical, blocks: list[Paragraph]) -> list[Table]:
    """The tables of the page, as lines or cell by cell, in text order."""
    found = [*find_tables(doc.text, blocks), *find_cell_tables(doc.folded, blocks)]
    return sorted(found, key=lambda table: table.first)


def _declares_categories(foreword: str) -> bool:
    """Whether the notice says that it counts in 类 or 部分 between aspects and problems."""
    return ("类" in foreword or "部分" in foreword) and _DECLARES_CATEGORIES.search(foreword) is not None


def build_outline(doc: Canonical, printed: list[Paragraph] | None = None) -> Outline:
    """The outline of a notice; a text without any recognisable item gives an outline of its frame and opening.

    `printed` are the paragraphs of the text, where they are known.
    """
    printed = paragraphs(doc) if printed is None else printed
    blocks = undecorated(doc.folded, printed)
    tables = _tables(doc, blocks)
    frame = find_frame(doc.folded, blocks, (tables[0].first, tables[-1].last) if tables else None)
    pasted = frozenset(index for table in tables for index in range(table.first, table.last + 1))
    plain = [block if index not in pasted else block._replace(page_number=True) for index, block in enumerate(blocks)]
    markers = with_dotted(doc.folded, plain, find_markers(doc.folded, plain))
    markers = with_glued(doc.folded, plain, markers)
    markers, numbered = numbered_fields(doc.folded, plain, markers)
    labels = find_labels(
        doc.folded, plain, frozenset(marker.end for marker in markers), frozenset(m.start for m in markers)
    )
    if numbered:
        taken = {label.end for label in numbered}
        labels = sorted(
            [*(label for label in labels if label.end not in taken), *numbered], key=lambda label: label.start
        )
    body_markers: list[Marker] = [m for m in markers if frame.body_start <= m.start < frame.body_end]
    headings = find_headings(doc.folded, plain, body_markers, labels, frame.first, frame.last)
    body_end = frame.body_end
    tail: list[Paragraph] = []
    if tables and not any(m.start > blocks[tables[0].first].start for m in body_markers):
        body_end = blocks[tables[0].first].start
        tail = [block for index, block in enumerate(blocks) if tables[-1].last < index < frame.last]
    builder = TreeBuilder(
        doc.folded, plain, markers, labels, headings, (frame.body_start, max(frame.body_start, body_end))
    )
    root, warnings = builder.build()
    foreword = doc.folded[frame.body_start : frame.body_start + _FOREWORD]
    judge = Roles(doc.folded, plain, declared_categories=_declares_categories(foreword))
    judge.assign(root)
    assembler = Assembler(doc, blocks, frame, judge)
    assembler.frame_units(below=False)
    assembler.body(root)
    known = _Known(doc, assembler.units if tables else [])
    for table in tables:
        _with_table(assembler, doc, known, blocks[table.first], table.rows)
    if tail:
        assembler.units.append(Unit(roles.NEXT_STEPS, tail[0].start, tail[-1].end, tail[0].start, tail[0].start))
    assembler.frame_units(below=True)
    return Outline(_sorted(assembler.units), tuple(warnings), tuple(printed))
