"""Tables pasted as text: one problem a row, cells apart by tabs or bars, a header row that names the columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from taizhang import lexicon
from taizhang.outline.labels import ANSWER, DEADLINE, GOAL, ISSUE, PLAN, RESPONSIBLE, STATUS, TASK
from taizhang.outline.paragraphs import Paragraph
from taizhang.outline.status import is_only_status

NUMBER = "number"
ASPECT = "aspect"  # a column of fields over the problems, its cells merged downwards or repeated
_ASPECT_WORDS = frozenset(
    {
        "方面",
        "反馈方面",
        "问题方面",
        "所属方面",
        "整改方面",
        "涉及方面",
        "反馈问题方面",
        "所属领域",
        "巡察方面",
        "监督重点",
        "聚焦方面",
    }
)
_FIELDS = frozenset({ISSUE, TASK})
_REPORTS = frozenset({ANSWER, STATUS})
_SEPARATOR = re.compile(r"[ ]{0,3}[\t|][ ]{0,3}")
_NUMBER_WORDS = frozenset({"序号", "编号", "序", "号", "项目序号"})
_EXTRA = {
    "问题清单": ISSUE,
    "整改问题": ISSUE,
    "任务清单": TASK,
    "反馈意见": ISSUE,
    "完成情况": ANSWER,
    "问题": ISSUE,
    "整改情况": ANSWER,
    "措施": ANSWER,
}
_SEPARATED = re.compile(r"[\t|]")
_SPACE = re.compile(r"\s")
_RULE = re.compile(r"[-|:\s]+")
_LONGEST_HEADER = 200  # code points
_LONGEST_CELL = 12  # lines that one cell may run over
_NUMBER = re.compile(r"\d{1,3}|[一二三四五六七八九十]{1,3}")


class Cell(NamedTuple):
    """One cell: its column kind (None when the header says nothing known) and its span."""

    kind: str | None
    name: str
    start: int
    end: int


class TableRow(NamedTuple):
    """A row of the table; `cells` in order. A line without separators is a heading over the rows that follow."""

    paragraph: int
    start: int
    end: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: indices of the paragraphs of its header and of its last row, and its rows."""

    first: int
    last: int
    rows: list[TableRow]


@cache
def _column_kinds() -> dict[str, str]:
    words = lexicon.load("labels")
    kinds = {
        word: kind for kind in (PLAN, DEADLINE, RESPONSIBLE, GOAL, STATUS, ANSWER, TASK, ISSUE) for word in words[kind]
    }
    return kinds | _EXTRA | dict.fromkeys(_NUMBER_WORDS, NUMBER) | dict.fromkeys(_ASPECT_WORDS, ASPECT)


def _cells(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the cells of a line, outer bars dropped."""
    spans, position = [], start
    for match in _SEPARATOR.finditer(text, start, end):
        spans.append((position, match.start()))
        position = match.end()
    spans.append((position, end))
    if spans and spans[0][0] == spans[0][1]:
        spans = spans[1:]
    if spans and spans[-1][0] == spans[-1][1]:
        spans = spans[:-1]
    return spans


def find_tables(text: str, blocks: Sequence[Paragraph]) -> list[Table]:
    """The tables of a page whose header names problems and what was done about them, in text order.

    `text` is the canonical text: folding turns tabs into spaces.
    """
    found: list[Table] = []
    index = 0 if "\t" in text or "|" in text else len(blocks)
    while index < len(blocks):
        table = _table_at(text, blocks, index)
        if table is None:
            index += 1
        else:
            found.append(table)
            index = table.last + 1
    return found


def column_kind(name: str) -> str | None:
    """What a column of this name holds (the name without white space); None when the word is no known one."""
    return _column_kinds().get(name)


def _table_at(text: str, blocks: Sequence[Paragraph], index: int) -> Table | None:
    block = blocks[index]
    if block.end - block.start > _LONGEST_HEADER or not _SEPARATED.search(text, block.start, block.end):
        return None
    names = [_SPACE.sub("", text[a:b]) for a, b in _cells(text, block.start, block.end)]
    known = [column_kind(name) for name in names]
    enough = sum(kind is not None for kind in known) >= min(3, len(names))
    if len(names) < 2 or not enough or not _FIELDS & set(known) or not _REPORTS & set(known):
        return None
    rows = _rows(text, blocks, index + 1, len(blocks), list(zip(known, names, strict=True)))
    return Table(index, rows[-1].paragraph, rows) if rows else None


def _rows(
    text: str, blocks: Sequence[Paragraph], first: int, last: int, columns: list[tuple[str | None, str]]
) -> list[TableRow]:
    rows: list[TableRow] = []
    open_row: TableRow | None = None  # a row whose cell runs over the line
    spans: list[tuple[int, int]]
    numbered = columns[0][0] == NUMBER
    width = len(columns)
    part: list[tuple[int, int]] = []
    for index in range(first, last):
        block = blocks[index]
        if _RULE.fullmatch(text, block.start, block.end):
            continue  # the rule below a header
        spans = _cells(text, block.start, block.end)
        opens = numbered and _NUMBER.fullmatch(text[slice(*spans[0])].strip(" .、")) is not None
        if open_row is not None and not opens and len(part) + len(spans) - 1 <= width:
            part = [*part[:-1], (part[-1][0], spans[0][1]), *spans[1:]]
            rows[-1] = _row(text, index, open_row.start, block.end, part, columns)
            open_row = rows[-1] if len(part) < width else None
            continue
        open_row = None
        if len(spans) == 1:
            rows.append(TableRow(index, block.start, block.end, ()))
            continue
        runs_on = opens and len(spans) < width and _continues(text, blocks, index + 1, last, spans, width)
        if not runs_on and not max(2, width - 2) <= len(spans) <= width + 1:
            break
        rows.append(_row(text, index, block.start, block.end, spans, columns))
        if runs_on:
            open_row, part = rows[-1], spans
    while rows and not rows[-1].cells:
        rows.pop()  # a heading without rows below it is no part of the table
    return rows


def _continues(
    text: str, blocks: Sequence[Paragraph], first: int, last: int, spans: list[tuple[int, int]], width: int
) -> bool:
    """Whether the lines below complete a row of a numbered table whose cell runs over several lines."""
    size = len(spans)
    for index in range(first, min(last, first + _LONGEST_CELL)):
        cells = _cells(text, blocks[index].start, blocks[index].end)
        if len(cells) > 1 and _NUMBER.fullmatch(text[slice(*cells[0])].strip(" .、")):
            return False
        size += len(cells) - 1
        if size >= width:
            return size == width
    return False


def _without_merged(
    text: str, spans: list[tuple[int, int]], columns: list[tuple[str | None, str]]
) -> list[tuple[str | None, str]]:
    """The columns of a row that is short of one cell: without that of the aspect, where the merged cell was left out.

    It was, where that column stands first, or where the last cell still holds what the last column says.
    """
    place = next((place for place, (kind, _) in enumerate(columns) if kind == ASPECT), None)
    if place is None:
        return columns
    states = columns[-1][0] == STATUS or columns[-1][1] == "完成情况"
    if place == 0 or (states and is_only_status(text, *spans[-1])):
        return [*columns[:place], *columns[place + 1 :]]
    return columns


def _row(
    text: str,
    paragraph: int,
    start: int,
    end: int,
    spans: list[tuple[int, int]],
    columns: list[tuple[str | None, str]],
) -> TableRow:
    wanted = columns
    if (
        columns[0][0] == NUMBER
        and not _NUMBER.fullmatch(text[slice(*spans[0])].strip(" .、"))
        and len(spans) < len(columns)
    ):
        wanted = columns[1:]  # a row without its number
    elif len(spans) == len(columns) - 1:
        wanted = _without_merged(text, spans, columns)
    cells = tuple(Cell(kind, name, *span) for (kind, name), span in zip(wanted, spans, strict=False))
    return TableRow(paragraph, start, end, cells)
