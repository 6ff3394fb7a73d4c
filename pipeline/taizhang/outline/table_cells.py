"""Tables pasted with every cell on a line of its own: the names of the columns, one a line, then the cells in turn."""

from __future__ import annotations

import re
from collections.abc import Sequence

from taizhang.outline.labels import ANSWER, ISSUE, STATUS, TASK
from taizhang.outline.paragraphs import Paragraph
from taizhang.outline.status import is_only_status
from taizhang.outline.tables import ASPECT, NUMBER, Cell, Table, TableRow, column_kind

_MAX_NAME = 12  # code points of a column's name
_MAX_COLUMNS = 9
_MAX_LINES = 40  # lines of one row
_SPACE = re.compile(r"\s")
_INTEGER = re.compile(r"\d{1,3}")


def find_cell_tables(folded: str, blocks: Sequence[Paragraph]) -> list[Table]:
    """The tables of a page that stand cell by cell, in text order."""
    found: list[Table] = []
    index = 0
    while index < len(blocks):
        if blocks[index].end - blocks[index].start > _MAX_NAME:
            index += 1
            continue
        columns = _header(folded, blocks, index)
        rows = _rows(folded, blocks, index + len(columns), columns) if columns else []
        if rows:
            found.append(Table(index, rows[-1].paragraph, rows))
            index = rows[-1].paragraph + 1
        else:
            index += 1
    return found


def _header(folded: str, blocks: Sequence[Paragraph], index: int) -> list[tuple[str, str]]:
    """Kinds and names of the columns whose names stand from `index` on; none when these are no header."""
    columns: list[tuple[str, str]] = []
    for block in blocks[index : index + _MAX_COLUMNS]:
        if block.end - block.start > _MAX_NAME:
            break
        name = _SPACE.sub("", folded[block.start : block.end])
        kind = column_kind(name)
        if kind is None or any(name == other for _, other in columns):
            break
        columns.append((kind, name))
    kinds = {kind for kind, _ in columns}
    # two labels one below the other are an item without text, not a header
    proper = len(columns) >= 3 and kinds & {ISSUE, TASK} and kinds & {ANSWER, STATUS} and columns[0][0] != ANSWER
    return columns if proper else []


def _rows(folded: str, blocks: Sequence[Paragraph], first: int, columns: list[tuple[str, str]]) -> list[TableRow]:
    rows: list[TableRow] = []
    index = first
    while index < len(blocks):
        size = _size(folded, blocks, index, columns, len(rows) + 1)
        if not size:
            break
        rows.append(_row(blocks[index : index + size], columns, index + size - 1))
        index += size
    return rows


def _number_at(folded: str, blocks: Sequence[Paragraph], index: int) -> int | None:
    if index >= len(blocks) or blocks[index].end - blocks[index].start > 4:
        return None
    match = _INTEGER.match(folded, blocks[index].start, blocks[index].end)
    return int(match.group()) if match and not folded[match.end() : blocks[index].end].strip(" .、") else None


def _size(folded: str, blocks: Sequence[Paragraph], index: int, columns: list[tuple[str, str]], number: int) -> int:
    """How many lines the row at `index` takes; 0 when no row stands there."""
    width = len(columns)
    if columns[0][0] != NUMBER:
        return width if index + width <= len(blocks) and _ends_row(folded, blocks, index + width - 1, columns) else 0
    if _number_at(folded, blocks, index) != number:
        return 0
    following = next(
        (
            position
            for position in range(index + 2, min(len(blocks), index + _MAX_LINES))
            if _number_at(folded, blocks, position) == number + 1
        ),
        None,
    )
    if following is not None:
        return following - index
    for position in range(index + width - 1, min(len(blocks), index + _MAX_LINES)):  # the last row
        if _ends_row(folded, blocks, position, columns):
            return position + 1 - index
    return width if index + width <= len(blocks) else 0


def _ends_row(folded: str, blocks: Sequence[Paragraph], position: int, columns: list[tuple[str, str]]) -> bool:
    """Whether the line at `position` can be the last cell: a status where the last column holds one."""
    states = columns[-1][0] == STATUS or columns[-1][1] == "完成情况"
    return not states or is_only_status(folded, blocks[position].start, blocks[position].end)


def _row(lines: Sequence[Paragraph], columns: list[tuple[str, str]], last: int) -> TableRow:
    """The cells of one row; what is too much for one line a cell belongs to the first column that answers."""
    if len(lines) == len(columns) - 1:  # the merged cell of an aspect has no line
        columns = [column for column in columns if column[0] != ASPECT]
    extra = len(lines) - len(columns)
    long = next((place for place, (kind, _) in enumerate(columns) if kind == ANSWER), len(columns) - 1)
    cells: list[Cell] = []
    position = 0
    for place, (kind, name) in enumerate(columns):
        if position >= len(lines):
            break
        stop = position + (max(extra, 0) if place == long else 0)
        cells.append(Cell(kind, name, lines[position].start, lines[stop].end))
        position = stop + 1
    return TableRow(last, lines[0].start, lines[-1].end, tuple(cells))
