"""Units from the rows of a pasted table: an aspect per heading line, a problem per row."""

from __future__ import annotations

import re

from taizhang.outline import unit as roles
from taizhang.outline.enumerators import find_markers
from taizhang.outline.headings import trim_title
from taizhang.outline.item_status import stated_status
from taizhang.outline.labels import ANSWER, DEADLINE, GOAL, ISSUE, RESPONSIBLE, STATUS, TASK, Label
from taizhang.outline.paragraphs import Paragraph
from taizhang.outline.parts import Field, answer_regions, measures, trim
from taizhang.outline.status import Status, is_only_status, read_status
from taizhang.outline.tables import ASPECT, NUMBER, Cell, TableRow
from taizhang.outline.tree import TreeBuilder
from taizhang.outline.unit import Unit

_HEADING_MARKER = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、])[ ]{0,2}"
)


def table_units(folded: str, rows: list[TableRow]) -> list[Unit]:
    """The units of a table; indices of parents count from the first unit returned."""
    units: list[Unit] = []
    aspect: int | None = None
    ends = [row.end for row in rows]  # of the stretch of rows below each heading
    for position in range(len(rows) - 2, -1, -1):
        if rows[position + 1].cells:
            ends[position] = ends[position + 1]
    for position, row in enumerate(rows):
        if not row.cells:
            end = ends[position]
            match = _HEADING_MARKER.match(folded, row.start, row.end)
            start = match.end() if match else row.start
            units.append(
                Unit(
                    roles.ASPECT,
                    row.start,
                    end,
                    start,
                    trim_title(folded, start, row.end),
                    marker=match.group().strip() if match else None,
                )
            )
            aspect = len(units) - 1
            continue
        aspect = _aspect_of(folded, rows, position, aspect, units)
        _row_units(folded, row, aspect, units)
    return units


def _aspect_of(folded: str, rows: list[TableRow], position: int, aspect: int | None, units: list[Unit]) -> int | None:
    """Index of the aspect of a row with such a column: its own cell opens one, an empty or repeated cell goes on."""
    cell = _first(rows[position].cells, ASPECT)
    if cell is None:
        return aspect
    start, end = trim(folded, cell.start, cell.end)
    match = _HEADING_MARKER.match(folded, start, end)
    head = match.end() if match else start
    tail = trim_title(folded, head, end)
    if aspect is not None and folded[units[aspect].title_start : units[aspect].title_end] == folded[head:tail]:
        return aspect
    last = position  # the rows below whose cell is empty or says the same
    while last + 1 < len(rows) and rows[last + 1].cells:
        following = _first(rows[last + 1].cells, ASPECT)
        if following is not None and folded[slice(*trim(folded, following.start, following.end))] != folded[start:end]:
            break
        last += 1
    units.append(Unit(roles.ASPECT, start, rows[last].end, head, tail, marker=match.group().strip() if match else None))
    return len(units) - 1


def _first(cells: tuple[Cell, ...], *kinds: str) -> Cell | None:
    return next((cell for cell in cells if cell.kind in kinds and cell.start < cell.end), None)


def _row_units(folded: str, row: TableRow, aspect: int | None, units: list[Unit]) -> None:
    issue = _first(row.cells, TASK, ISSUE)
    if issue is None:
        return
    start, end = trim(folded, issue.start, issue.end)
    number = _first(row.cells, NUMBER)
    state = _first(row.cells, STATUS) or next(
        (cell for cell in row.cells if cell.kind == ANSWER and is_only_status(folded, cell.start, cell.end)), None
    )
    status = read_status(folded, state.start, state.end) if state else None
    if state is None:  # the answer closes with it
        stated = (_stated_in_cell(folded, cell) for cell in row.cells if cell.kind == ANSWER)
        status = next((found for found in stated if found is not None), None)
    responsible = [
        f"{cell.name}:{folded[cell.start : cell.end].strip()}"
        for cell in row.cells
        if cell.kind == RESPONSIBLE and cell.end > cell.start
    ]
    deadline = _first(row.cells, DEADLINE)
    printed = folded[number.start : number.end].strip() if number else None
    units.append(
        Unit(
            roles.PROBLEM,
            issue.start if _first(row.cells, ASPECT) else row.start,
            row.end,
            start,
            trim_title(folded, start, end),
            aspect,
            marker=printed,
            ordinal=int(printed) if printed and printed.isdigit() else None,
            status=status.status if status else None,
            status_surface=folded[status.start : status.end] if status else None,
            long_term=status.long_term if status else False,
            responsible=";".join(responsible) or None,
            deadline=folded[deadline.start : deadline.end].strip() if deadline else None,
        )
    )
    problem = len(units) - 1
    parts = [
        Field(Label(cell.start, cell.start, cell.kind, cell.name, row.paragraph, False), cell.start, cell.end)
        for cell in row.cells
        if cell.kind in {ANSWER, TASK, GOAL} and cell is not state
    ]
    for region in answer_regions(folded, parts):
        _answer_units(folded, region, problem, units)


def _stated_in_cell(folded: str, cell: Cell) -> Status | None:
    """The status with which the answer in a cell opens or closes, if only in its last clause (…83名,已完成。)."""
    start, end = trim(folded, cell.start, cell.end)
    stated = stated_status(folded, start, end)
    clause = max(folded.rfind(mark, start, end - 1) for mark in ",;") + 1
    if stated is None and clause and is_only_status(folded, clause, end):
        return read_status(folded, clause, end)
    return stated


def _answer_units(folded: str, region: Field, problem: int, units: list[Unit]) -> None:
    start, end = trim(folded, region.start, region.end)
    if start >= end:
        return
    block = Paragraph(start, end)
    builder = TreeBuilder(folded, [block], find_markers(folded, [block]), [], [], (start, end))
    root, _ = builder.build()
    root.title_end = start
    units.append(
        Unit(roles.ANSWER, start, end, start, start, problem, label=region.label.name if region.label else None)
    )
    answer = len(units) - 1
    spans = measures(folded, root, Field(region.label, start, end), skip=frozenset())
    units.extend(
        Unit(
            roles.MEASURE,
            span.start if span.marker_start is None else span.marker_start,
            span.end,
            span.start,
            span.end,
            answer,
            marker=None if span.marker_start is None else folded[span.marker_start : span.marker_end].strip(),
            ordinal=span.ordinal,
        )
        for span in spans
    )
