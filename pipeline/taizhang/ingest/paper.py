"""A document on paper: the lines and tables of its pages, put together to one text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from taizhang.errors import DocumentError
from taizhang.ingest.content import Content, TextBuilder
from taizhang.ingest.furniture import without_furniture
from taizhang.ingest.grid import Row, add_table
from taizhang.ingest.printed import PrintedLine, join_lines, layout_of


@dataclass(slots=True)
class PaperPage:
    """One page: its lines in reading order outside the table, and the rows of the table, which begins at `table_top`."""

    number: int
    lines: list[PrintedLine] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    table_top: float = 0.0


def assemble(pages: Sequence[PaperPage], count: int, warnings: tuple[str, ...], name: str) -> Content:
    """The text of all pages. Raises `DocumentError` when there is none."""
    lines, left_out = without_furniture([page.lines for page in pages])
    layout = layout_of(lines)
    builder = TextBuilder()
    pending: list[PrintedLine] = []
    tables = {page.number: page for page in pages if page.rows}
    rows: list[Row] = []
    done: set[int] = set()

    def flush_table() -> None:
        if rows:
            add_table(rows, builder)
            rows.clear()

    def flush_lines() -> None:
        if pending:
            builder.newline()
            join_lines(pending, layout, builder)
            pending.clear()

    def tables_before(page: int, top: float) -> None:
        for number in sorted(tables):
            if number not in done and (number < page or (number == page and tables[number].table_top <= top)):
                flush_lines()
                _extend(rows, tables[number].rows)
                done.add(number)

    for line in lines:
        tables_before(line.page, line.top)
        flush_table()
        pending.append(line)
    tables_before(count + 1, 0.0)
    flush_lines()
    flush_table()
    canonical, origin = builder.build()
    if not canonical.text.strip():
        raise DocumentError("empty", "没有文字（no text）", subject=name, remedy="请检查文件；空白页不是文档")
    return Content(canonical, origin, pages=count, warnings=(*warnings, *left_out))


def _extend(rows: list[Row], more: list[Row]) -> None:
    """Add the rows of the next page: the head repeated there is left out, a row that the page broke is joined again."""
    if rows and more and _texts(more[0]) == _texts(rows[0]):
        more = more[1:]
    if rows and more and len(more[0]) == len(rows[-1]) > 1 and not more[0][0].text:
        for above, cell in zip(rows[-1], more[0], strict=True):
            if above.paragraphs and cell.paragraphs:
                above.paragraphs[-1].extend(cell.paragraphs.pop(0))
            above.paragraphs.extend(cell.paragraphs)
        more = more[1:]
    rows.extend(more)


def _texts(row: Row) -> list[str]:
    return [cell.text for cell in row]
