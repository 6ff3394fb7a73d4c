"""Tables pasted as text: one problem a row, cells apart by tabs or bars, a header row that names the columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from taizhang import lexicon
from taizhang.outline.labels import ANSWER, DEADLINE, GOAL, ISSUE, PLAN, RESPONSIBLE, STATUS, TASK
from taizhang.outline.paragraphs import Paragraph

NUMBER = "number"
_SEPARATOR = re.compile(r"[ ]{0,3}[\t|][ ]{0,3}")
_NUMBER_WORDS = frozenset({"序号", "编号", "序", "号", "项目序号"})
_EXTRA = {"问题清单": ISSUE, "整改问题": ISSUE, "任务清单": TASK, "反馈意见": ISSUE, "完成情况": ANSWER}
_NUMBER = re.compile(r"\d{1,3}|[一二三四五六七八九十]{1,3}")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its column kind (None when the header says nothing known) and its span."""

    kind: str | None
    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of the table; `cells` in order. A line without separators is a heading over the rows that follow."""

    paragraph: int
    start: int
    end: int
    cells: tuple[Cell, ...]


@cache
def _column_kinds() -> dict[str, str]:
    words = lexicon.load("labels")
    kinds = {
        word: kind for kind in (PLAN, DEADLINE, RESPONSIBLE, GOAL, STATUS, ANSWER, TASK, ISSUE) for word in words[kind]
    }
    return kinds | _EXTRA | dict.fromkeys(_NUMBER_WORDS, NUMBER)


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


def find_table(text: str, blocks: Sequence[Paragraph], first: int, last: int) -> tuple[int, list[TableRow]] | None:
    """Index of the header paragraph and the rows below it; None when the body holds no such table.

    `text` is the canonical text: folding turns tabs into spaces.
    """
    kinds = _column_kinds()
    for index in range(first, last):
        block = blocks[index]
        if not re.search(r"[\t|]", text[block.start : block.end]):
            continue
        names = [re.sub(r"\s", "", text[a:b]) for a, b in _cells(text, block.start, block.end)]
        known = [kinds.get(name) for name in names]
        if (
            len(names) < 3
            or not set(known) & {ISSUE, TASK}
            or not set(known) & {ANSWER, STATUS}
            or sum(k is not None for k in known) < 3
        ):
            continue
        rows = _rows(text, blocks, index + 1, last, list(zip(known, names, strict=True)))
        if rows:
            return index, rows
    return None


def _rows(
    text: str, blocks: Sequence[Paragraph], first: int, last: int, columns: list[tuple[str | None, str]]
) -> list[TableRow]:
    rows: list[TableRow] = []
    for index in range(first, last):
        block = blocks[index]
        line = text[block.start : block.end]
        if re.fullmatch(r"[-|:\s]+", line):
            continue  # the rule below a header
        spans = _cells(text, block.start, block.end)
        if len(spans) == 1:
            rows.append(TableRow(index, block.start, block.end, ()))
            continue
        if len(spans) < len(columns) - 2 or len(spans) > len(columns) + 1:
            break
        wanted = columns
        if (
            columns[0][0] == NUMBER
            and not _NUMBER.fullmatch(text[slice(*spans[0])].strip(" .、"))
            and len(spans) < len(columns)
        ):
            wanted = columns[1:]  # a row without its number
        cells = tuple(Cell(kind, name, *span) for (kind, name), span in zip(wanted, spans, strict=False))
        rows.append(TableRow(index, block.start, block.end, cells))
    while rows and not rows[-1].cells:
        rows.pop()  # a heading without rows below it is no part of the table
    return rows
