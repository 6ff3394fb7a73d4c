"""Tables on paper: the rules drawn on a page make a grid, and the characters inside it go into its cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from taizhang.ingest.content import Piece
from taizhang.ingest.glyphs import Glyph, lines_of_glyphs
from taizhang.ingest.grid import GridCell, Paragraph, Row, is_data
from taizhang.ingest.printed import PrintedLine

_NEAR = 2.5  # points: rules this close are one
_SHORTEST = 8.0
_MOST_RULES = 4_000


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: at `at` across, from `start` to `end` along its own direction."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Rules:
    """The horizontal and vertical rules of a page."""

    horizontal: list[Rule] = field(default_factory=list)
    vertical: list[Rule] = field(default_factory=list)

    def add_box(self, x0: float, top: float, x1: float, bottom: float) -> None:
        """Add what a path with this box draws: a thin one is a rule, a large one the four sides of a frame."""
        if len(self.horizontal) + len(self.vertical) > _MOST_RULES:
            return
        wide, high = x1 - x0, bottom - top
        if high <= _NEAR and wide >= _SHORTEST:
            self.horizontal.append(Rule((top + bottom) / 2, x0, x1))
        elif wide <= _NEAR and high >= _SHORTEST:
            self.vertical.append(Rule((x0 + x1) / 2, top, bottom))
        elif wide >= _SHORTEST and high >= _SHORTEST:
            self.horizontal += [Rule(top, x0, x1), Rule(bottom, x0, x1)]
            self.vertical += [Rule(x0, top, bottom), Rule(x1, top, bottom)]


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A grid: positions of its columns and rows, and the rules that part its cells."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    rules: Rules

    def holds(self, glyph: Glyph) -> bool:
        """Whether the character stands in the table."""
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        return self.columns[0] <= x <= self.columns[-1] and self.rows[0] <= y <= self.rows[-1]


def table_of(rules: Rules) -> RuledTable | None:
    """The grid that the rules of a page draw; None when they draw none with at least two rows and columns."""
    rows = _positions([rule.at for rule in rules.horizontal if rule.end - rule.start > 3 * _SHORTEST])
    columns = _positions([rule.at for rule in rules.vertical])
    if len(rows) < 3 or len(columns) < 3:
        return None
    inside = [rule for rule in rules.vertical if rule.end > rows[0] - _NEAR and rule.start < rows[-1] + _NEAR]
    columns = _positions([rule.at for rule in inside])
    top = min((rule.start for rule in inside), default=rows[0])
    bottom = max((rule.end for rule in inside), default=rows[-1])
    rows = [row for row in rows if top - _NEAR <= row <= bottom + _NEAR]  # a line below the title is no row
    if len(rows) < 3 or len(columns) < 3:
        return None
    return RuledTable(tuple(columns), tuple(rows), rules)


def rows_of(table: RuledTable, glyphs: Sequence[Glyph], page: int) -> list[Row] | None:
    """The rows of the table with the characters of `glyphs` that it holds; None when it holds no data."""
    grid: list[list[list[Glyph]]] = [[[] for _ in table.columns[1:]] for _ in table.rows[1:]]
    for glyph in glyphs:
        column = _interval(table.columns, (glyph.x0 + glyph.x1) / 2)
        row = _interval(table.rows, (glyph.top + glyph.bottom) / 2)
        while column > 0 and not _parted(table.rules.vertical, table.columns[column], glyph):
            column -= 1
        while row > 0 and not _ruled(table.rules.horizontal, table.rows[row], glyph):
            row -= 1
        grid[row][column].append(glyph)
    found: list[Row] = []
    for row, cells in enumerate(grid):
        made: Row = []
        middle = (table.rows[row] + table.rows[row + 1]) / 2
        for column, inside in enumerate(cells):
            if column and not _crosses(table.rules.vertical, table.columns[column], middle):
                made[-1].span += 1
                continue
            centre = (table.columns[column] + table.columns[column + 1]) / 2
            goes_on = row > 0 and not _crosses(table.rules.horizontal, table.rows[row], centre)
            lines = lines_of_glyphs(inside, page)
            made.append(GridCell([_paragraph(lines)] if lines else [], continued=goes_on))
        found.append(made)
    return found if is_data(found) else None


def _paragraph(lines: Sequence[PrintedLine]) -> Paragraph:
    pieces: Paragraph = []
    for line in lines:
        pieces.extend(
            Piece(char, offset, None, line.page) for char, offset in zip(line.text, line.offsets, strict=True)
        )
    return pieces


def _positions(values: list[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


def _interval(edges: tuple[float, ...], value: float) -> int:
    return max(0, min(sum(edge <= value for edge in edges) - 1, len(edges) - 2))


def _crosses(rules: list[Rule], at: float, along: float) -> bool:
    return any(abs(rule.at - at) <= _NEAR and rule.start - _NEAR <= along <= rule.end + _NEAR for rule in rules)


def _parted(rules: list[Rule], at: float, glyph: Glyph) -> bool:
    return _crosses(rules, at, (glyph.top + glyph.bottom) / 2)


def _ruled(rules: list[Rule], at: float, glyph: Glyph) -> bool:
    return _crosses(rules, at, (glyph.x0 + glyph.x1) / 2)
