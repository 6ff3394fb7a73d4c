"""A workbook written row by row in constant memory: text always text, dates dates, long sheets and texts split."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from taizhang.errors import UsageError
from taizhang.export.cells import CELL_UNITS, legible, pieces

SHEET_ROWS = 1_048_576
_FIRST_DAY = dt.date(1900, 3, 1)  # before it, Excel's calendar has a day that never was
_BODY, _HEAD = "宋体", "黑体"
_WHOLE = 2**53
_LINE, _MOST_LINES, _READ = 14.0, 20, 1_000  # points, lines and characters that decide the height of a row


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of a sheet: its title, its width in characters, and whether it is printed."""

    title: str
    width: float = 12
    printed: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """A sheet as it was written: its name and its rows without the heading."""

    name: str
    rows: int


class Book:
    """A workbook to be filled sheet after sheet; complete when left without an error, absent otherwise."""

    def __init__(self, path: Path, *, sheet_rows: int = SHEET_ROWS, title: str = "") -> None:
        """`sheet_rows` is the number of rows, heading included, after which a sheet goes on in a further one."""
        self._path, self._rows = path, sheet_rows
        self._temporary = path.with_name(f".{path.name}.new")
        try:
            self._temporary.touch()  # before anything is prepared: a folder that is not there ends it here
        except OSError as problem:
            raise _unwritable(path, problem) from problem
        self.parts: list[Part] = []
        self._long: list[tuple[str, int, str, str]] = []
        options: dict[str, Any] = {"constant_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
        self._book = xlsxwriter.Workbook(str(self._temporary), options)
        self._book.set_properties({"title": title, "created": dt.datetime(2000, 1, 1)})
        font: dict[str, Any] = {
            "font_name": _BODY,
            "font_size": 10.5,
            "valign": "top",
            "border": 1,
            "border_color": "#BFBFBF",
        }
        self._text = self._book.add_format({**font, "text_wrap": True, "num_format": "@"})
        self._number = self._book.add_format({**font, "num_format": "General"})
        self._date = self._book.add_format({**font, "num_format": "yyyy-mm-dd", "align": "left"})
        self._head = self._book.add_format(
            {"font_name": _HEAD, "font_size": 10.5, "bold": True, "bg_color": "#E7E6E6", "border": 1, "text_wrap": True}
        )

    def sheet(self, name: str, headings: Sequence[Heading], rows: Iterable[Sequence[object]]) -> int:
        """Write a sheet, in several parts where it is too long; how many rows it has.

        Values are text, numbers, dates, booleans (是, 否) or None (empty).
        """
        total, part = 0, 1
        page, row = self._open(name, headings), 0
        for values in rows:
            if row + 1 == self._rows:
                self._close(page, name, part, headings, row)
                part += 1
                page, row = self._open(f"{name}（{part}）", headings), 0
            row += 1
            total += 1
            page.set_row(row, _height(values, headings))
            for column, value in enumerate(values):
                self._write(page, row, column, value, headings[column].title)
        self._close(page, name, part, headings, row)
        return total

    def long_texts(self) -> int:
        """Write the sheet of texts that no cell holds; how many there are."""
        if self._long:
            headings = [
                Heading("工作表", 14),
                Heading("行", 8),
                Heading("列", 14),
                Heading("段", 6),
                Heading("内容", 100),
            ]
            found = self._long
            self._long = []
            rows = (
                (sheet, row, column, number, piece)
                for sheet, row, column, text in found
                for number, piece in enumerate(pieces(text), start=1)
            )
            self.sheet("长文", headings, rows)
            return len(found)
        return 0

    def __enter__(self) -> Book:
        """The book itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Put the file in its place, or remove what was written of it."""
        try:
            self._book.close()
            if kind is None:
                self._temporary.replace(self._path)
        except (OSError, xlsxwriter.exceptions.XlsxWriterException) as problem:
            if kind is None:
                raise _unwritable(self._path, problem) from problem
        finally:
            self._temporary.unlink(missing_ok=True)

    def _open(self, name: str, headings: Sequence[Heading]) -> Any:  # noqa: ANN401  xlsxwriter names no public type
        page = self._book.add_worksheet(name)
        for column, heading in enumerate(headings):
            page.set_column(column, column, heading.width)
            page.write_string(0, column, heading.title, self._head)
        page.freeze_panes(1, 0)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
        page.set_footer("&C第 &P 页 共 &N 页")
        return page

    def _close(self, page: Any, name: str, part: int, headings: Sequence[Heading], rows: int) -> None:  # noqa: ANN401
        page.autofilter(0, 0, max(rows, 1), len(headings) - 1)
        page.print_area(0, 0, max(rows, 1), max(at for at, heading in enumerate(headings) if heading.printed))
        self.parts.append(Part(page.get_name(), rows))

    def _write(self, page: Any, row: int, column: int, value: object, title: str) -> None:  # noqa: ANN401
        if value is None:
            page.write_blank(row, column, None, self._text)  # its frame is still printed
        elif isinstance(value, bool):
            page.write_string(row, column, "是" if value else "否", self._text)
        elif isinstance(value, int | float) and math.isfinite(value) and abs(value) <= _WHOLE:
            page.write_number(row, column, value, self._number)
        elif isinstance(value, dt.date) and value >= _FIRST_DAY:
            page.write_datetime(row, column, dt.datetime.combine(value, dt.time()), self._date)
        else:
            page.write_string(row, column, self._fitting(page, row, title, legible(str(value))), self._text)

    def _fitting(self, page: Any, row: int, title: str, text: str) -> str:  # noqa: ANN401
        """`text`, or its beginning with a word on where the whole of it is."""
        if len(text) * 2 <= CELL_UNITS or len(parts := list(pieces(text))) == 1:
            return text
        self._long.append((page.get_name(), row + 1, title, text))
        note = f"…【全文 {len(text)} 字，超出单元格上限，见“长文”表】"
        return next(pieces(parts[0], CELL_UNITS - len(note))) + note


def _height(values: Sequence[object], headings: Sequence[Heading]) -> float:
    """Height in points at which the longest cell of a row can be read, up to a bound."""
    lines = 1
    for value, heading in zip(values, headings, strict=True):
        if isinstance(value, str) and len(value) * 2 > heading.width:
            room = max(heading.width - 1, 1)
            head = value[:_READ]
            lines = max(lines, sum(max(1, math.ceil(_cells(line) / room)) for line in head.split("\n")))
    return min(lines, _MOST_LINES) * _LINE + 3


def _cells(text: str) -> int:
    return sum(1 if char.isascii() else 2 for char in text)


def _unwritable(path: Path, problem: Exception) -> UsageError:
    reason = problem.strerror if isinstance(problem, OSError) else str(problem)
    return UsageError(
        f"无法写入（can not be written）：{reason}", subject=str(path), remedy="请检查路径、权限和磁盘空间"
    )
