"""Tables of a page as a grid of nodes, spans kept and never multiplied out."""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

_MOST_ROWS = 5_000
_MOST_COLUMNS = 60
_MOST_DOWN = 200


def is_innermost(table: LexborNode) -> bool:
    """Whether no other table is inside: only such a table can hold data."""
    return not any(True for inner in table.css("table") if inner != table)


def cells_of(table: LexborNode) -> list[list[tuple[LexborNode | None, int]]] | None:
    """Rows of (cell, columns spanned); None stands for a cell that goes on from above. None when it is no small grid."""
    rows: list[list[tuple[LexborNode | None, int]]] = []
    down: dict[int, int] = {}  # column -> rows that the cell above still spans
    for row in _rows(table):
        if len(rows) >= _MOST_ROWS:
            return None
        made: list[tuple[LexborNode | None, int]] = []
        column = 0
        for cell in _children(row, {"td", "th"}):
            column = _continued(down, column, made)
            across = _span(cell, "colspan", _MOST_COLUMNS)
            below = _span(cell, "rowspan", _MOST_DOWN)
            made.append((cell, across))
            if below > 1:
                down[column] = below - 1
            column += across
            if len(made) > _MOST_COLUMNS:
                return None
        _continued(down, column, made)
        rows.append(made)
    return rows


def _continued(down: dict[int, int], column: int, made: list[tuple[LexborNode | None, int]]) -> int:
    while down.get(column, 0) > 0:
        down[column] -= 1
        made.append((None, 1))
        column += 1
    return column


def _rows(table: LexborNode) -> Iterator[LexborNode]:
    for child in _children(table, {"tr", "tbody", "thead", "tfoot"}):
        if child.tag == "tr":
            yield child
        else:
            yield from _children(child, {"tr"})


def _children(node: LexborNode, tags: set[str]) -> Iterator[LexborNode]:
    return (child for child in node.iter(include_text=False) if child.tag in tags)


def _span(cell: LexborNode, name: str, most: int) -> int:
    text = (cell.attributes.get(name) or "").strip()
    return max(1, min(int(text), most)) if text.isdigit() and len(text) < 7 else most if text.isdigit() else 1
