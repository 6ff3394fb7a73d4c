"""The answer to a query as a table for the terminal, CSV, JSON, Markdown or Parquet.

Text that a spreadsheet would run as a formula gets a `'` in front of it in CSV, unless told not to; numbers are left
alone. CSV files begin with a byte-order mark, since Excel reads Chinese wrongly without it.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Literal, get_args

import pyarrow as pa
import pyarrow.parquet as pq
from rich.console import Console
from rich.table import Table
from rich.text import Text

from taizhang.errors import UsageError
from taizhang.query.terminal import visible
from taizhang.store.files import write_atomically

Format = Literal["table", "csv", "json", "parquet", "md"]
FORMATS: tuple[Format, ...] = get_args(Format)

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[+-]\d{1,15}(\.\d{1,15})?%?")
_CELL_CHARS = 120
_SHOWN_ROWS = 200
_LEGIBLE = 16


def render(data: pa.Table, form: Format, *, raw: bool = False) -> str:
    """`data` as text in the format `form`, not for `table` and `parquet`. `raw` leaves formulas as they are."""
    if form == "csv":
        return _csv(data, raw)
    if form == "json":
        return json.dumps([_json_row(row) for row in _records(data)], ensure_ascii=False, indent=1) + "\n"
    if form == "md":
        return _markdown(data)
    raise UsageError(f"格式 {form} 不是文本（not a text format）", remedy="请用 --output 指定文件")


def write(data: pa.Table, form: Format, path: Path, *, raw: bool = False) -> None:
    """Write `data` to `path` in one step. Raises `UsageError` when it can not be written or has no such format."""
    if form == "table":
        raise UsageError(
            "table 格式只用于终端（terminal only）",
            subject=str(path),
            remedy="写文件请加 --format csv、json、md 或 parquet",
        )
    try:
        if form == "parquet":
            buffer = pa.BufferOutputStream()
            pq.write_table(data, buffer, compression="zstd")
            write_atomically(path, buffer.getvalue().to_pybytes())
        else:
            encoding = "utf-8-sig" if form == "csv" else "utf-8"
            write_atomically(path, render(data, form, raw=raw).encode(encoding))
    except OSError as error:
        raise UsageError(
            f"无法写入（can not be written）：{error.strerror}", subject=str(path), remedy="请检查路径和权限"
        ) from error


def print_table(data: pa.Table, console: Console) -> None:
    """`data` on the terminal: at most 200 rows, long cells cut; one line a cell where the columns do not fit."""
    rows = [[_short(value) for value in row] for row in _rows(data.slice(0, _SHOWN_ROWS))]
    if _fits(data.column_names, rows, console.width):
        _print_grid(data, rows, console)
    else:
        _print_records(data.column_names, rows, console)
    more = f"，此处只列前 {_SHOWN_ROWS} 行（--format csv 可得全部）" if data.num_rows > _SHOWN_ROWS else ""
    console.print(f"共 {data.num_rows} 行 rows{more}", soft_wrap=True)


def _fits(names: list[str], rows: list[list[Text]], width: int) -> bool:
    """Whether every column can have a legible width, and none has to be split for its name."""
    needed = 1
    for at, name in enumerate(names):
        widest = max((row[at].cell_len for row in rows), default=0)
        needed += max(len(name), min(widest, _LEGIBLE)) + 3
    return needed <= width


def _print_grid(data: pa.Table, rows: list[list[Text]], console: Console) -> None:
    table = Table(header_style="bold")
    for field in data.schema:
        number = pa.types.is_integer(field.type) or pa.types.is_floating(field.type) or pa.types.is_decimal(field.type)
        table.add_column(Text(field.name), justify="right" if number else "left", overflow="fold")
    for row in rows:
        table.add_row(*row)
    console.print(table)


def _print_records(names: list[str], rows: list[list[Text]], console: Console) -> None:
    for number, row in enumerate(rows, start=1):
        console.print(Text(f"── 第 {number} 行 row {number} ──", style="bold"))
        grid = Table.grid(padding=(0, 2))
        grid.add_column(style="dim", no_wrap=True)
        grid.add_column(overflow="fold")
        for name, cell in zip(names, row, strict=True):
            grid.add_row(Text(name), cell)
        console.print(grid)


def _rows(data: pa.Table) -> list[tuple[object, ...]]:
    return list(zip(*(column.to_pylist() for column in data.columns), strict=True)) if data.num_columns else []


def _records(data: pa.Table) -> list[dict[str, object]]:
    return [dict(zip(data.column_names, row, strict=True)) for row in _rows(data)]


def _csv(data: pa.Table, raw: bool) -> str:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(data.column_names)
    for row in _rows(data):
        writer.writerow([csv_cell(value, raw) for value in row])
    return stream.getvalue()


def unformulaic(text: str) -> str:
    """`text`, with a `'` in front where a spreadsheet would take it for a formula; signed numbers are left alone."""
    return f"'{text}" if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text


def csv_cell(value: object, raw: bool = False) -> object:
    """A value as it goes into CSV: numbers as they are, lists as JSON, text guarded against formulas."""
    if value is None or isinstance(value, int | float | Decimal):
        return value
    text = plain(value)
    return text if raw else unformulaic(text)


def _markdown(data: pa.Table) -> str:
    lines = [f"| {' | '.join(data.column_names)} |", f"|{'---|' * data.num_columns}"]
    for row in _rows(data):
        cells = ("" if value is None else plain(value) for value in row)
        lines.append("| " + " | ".join(" ".join(cell.replace("|", "\\|").split("\n")) for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def _short(value: object) -> Text:
    if value is None:
        return Text("—", style="dim")
    text = visible(" ".join(plain(value).split()))
    return Text(text if len(text) <= _CELL_CHARS else text[: _CELL_CHARS - 1] + "…")


def plain(value: object) -> str:
    """A value as text: lists and structs as JSON, whole floats without a fraction."""
    if isinstance(value, str):
        return value
    if isinstance(value, list | dict):
        return json.dumps(_json_value(value), ensure_ascii=False)
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def _json_row(row: dict[str, object]) -> dict[str, object]:
    return {name: _json_value(value) for name, value in row.items()}


def _json_value(value: object) -> object:
    if isinstance(value, list):
        return [_json_value(item) for item in value]
    if isinstance(value, dict):
        return {str(name): _json_value(item) for name, item in value.items()}
    if isinstance(value, dt.date | dt.datetime | dt.time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return str(value)
