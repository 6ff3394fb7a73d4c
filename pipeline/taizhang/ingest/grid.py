"""Tables as lines: a row of a table of data is one line with its cells apart by tabs, as a pasted table has them.

Tables that only arrange a page (one column, or the whole document in a cell) give their paragraphs in order. Spans are
never multiplied out, so a hostile one costs nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from taizhang.ingest.content import Piece, TextBuilder
from taizhang.lexicon import load

Paragraph = list[Piece]
_CLOSED = "。！？；，、：.!?;,:"
_LONG_CELL = 6  # paragraphs: a cell with more, in a table without a header, is no cell of data
_FEW_ROWS = 2


@dataclass(slots=True)
class GridCell:
    """A cell: its paragraphs, the columns it spans, and whether it goes on from the row above (merged downwards)."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    span: int = 1
    continued: bool = False

    @property
    def text(self) -> str:
        """Its characters without white space."""
        return "".join("".join(piece.text for piece in paragraph) for paragraph in self.paragraphs).strip()


Row = list[GridCell]


def is_data(rows: Sequence[Row]) -> bool:
    """Whether the table holds data rather than arranging a page."""
    filled = [row for row in rows if any(cell.text for cell in row)]
    if len(filled) < _FEW_ROWS or max(len(row) for row in filled) < 2:
        return False
    if _header(filled) is not None:
        return True
    several = sum(sum(bool(cell.text) for cell in row) >= 2 for row in filled)
    largest = max(len(cell.paragraphs) for row in filled for cell in row)
    return several * 2 >= len(filled) and largest <= _LONG_CELL


def add_table(rows: Sequence[Row], builder: TextBuilder) -> None:
    """Add a table to `builder`: its rows as lines, or its paragraphs where it only arranges them."""
    if not is_data(rows):
        for row in rows:
            for cell in row:
                for paragraph in cell.paragraphs:
                    add_paragraph(paragraph, builder)
        return
    for row in joined_rows(rows):
        add_row(row, builder)


def add_paragraph(paragraph: Paragraph, builder: TextBuilder) -> None:
    """Add a paragraph as a line of its own; white space alone is none."""
    if not any(piece.text.strip() for piece in paragraph):
        return
    builder.newline()
    for piece in paragraph:
        builder.add_piece(piece)


def add_row(row: Row, builder: TextBuilder) -> None:
    """Add a row as one line."""
    if not any(cell.text for cell in row):
        return
    builder.newline()
    for index, cell in enumerate(row):
        if index:
            builder.insert("\t")
        last = ""
        for paragraph in cell.paragraphs:
            text = "".join(piece.text for piece in paragraph)
            if not text.strip():
                continue
            if last and last not in _CLOSED:
                builder.insert(" ")
            for piece in paragraph:
                builder.add_piece(Piece(piece.text.replace("\t", " ").replace("\n", " "), *piece[1:]))
            last = text.rstrip()[-1]


def joined_rows(rows: Sequence[Row]) -> list[Row]:
    """The rows, with those that go on from the one above in the column of the problem joined to it."""
    header = _header(rows)
    if header is None:
        return list(rows)
    at, columns = header
    found: list[Row] = []
    for index, row in enumerate(rows):
        before = found[-1] if found else None
        goes_on = (
            index > at
            and before is not None
            and len(before) == len(row)
            and any(column < len(row) and row[column].continued for column in columns)
        )
        if goes_on and before is not None:
            found[-1] = [
                GridCell(above.paragraphs + cell.paragraphs, above.span, above.continued)
                for above, cell in zip(before, row, strict=True)
            ]
        else:
            found.append(row)
    return found


def _header(rows: Sequence[Row]) -> tuple[int, list[int]] | None:
    """The row that names the columns, among the first few, and the columns of the problem and its number."""
    names, problem = _names(), _problem_names()
    for index, row in enumerate(rows[:4]):
        words = ["".join(cell.text.split()) for cell in row]
        if len(words) >= 3 and sum(word in names for word in words) >= 3:
            return index, [column for column, word in enumerate(words) if word in problem]
    return None


@cache
def _names() -> frozenset[str]:
    """Words that name a column of a ledger: the labels of the fields of an item, and a few more."""
    words = load("html")["table_columns"]
    labels = load("labels")
    kinds = ("plan", "deadline", "responsible", "goal", "status", "answer", "task", "issue")
    return frozenset(words["more"]) | frozenset(word for kind in kinds for word in labels.get(kind, ()))


@cache
def _problem_names() -> frozenset[str]:
    return frozenset(load("html")["table_columns"]["problem"])
