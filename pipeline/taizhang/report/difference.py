"""What `taizhang diff` prints: numbers a table, notices, and rows; as text, JSON or CSV."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from itertools import islice
from typing import IO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from taizhang.query.formats import csv_cell
from taizhang.query.terminal import one_line, visible
from taizhang.release.diff import Change, Difference

_MARKS = {"added": ("+", "green"), "removed": ("-", "red"), "changed": ("~", "yellow")}
_CUT = 60
_NOTICES = 10


def print_difference(found: Difference, console: Console, limit: int) -> None:
    """The tally of each table, the notices that differ most, and of each table at most `limit` rows."""
    tallies = {table: found.tally(table) for table in found.tables}
    grid = Table(header_style="bold")
    for heading in ("表 table", "相同 same", "+ 增", "- 减", "~ 变", "变的列 columns"):
        grid.add_column(heading, justify="left" if heading[0] in "表变" else "right", overflow="fold")
    for table, tally in tallies.items():
        columns = "，".join(f"{name} {number}" for name, number in tally.columns.items())
        grid.add_row(table, *map(str, (tally.same, tally.added, tally.removed, tally.changed)), columns)
    console.print(grid)
    if not any(tally.added or tally.removed or tally.changed for tally in tallies.values()):
        console.print("没有差别 no difference")
        return
    _print_notices(found, console)
    for table, tally in tallies.items():
        total = tally.added + tally.removed + tally.changed
        if total:
            console.print(Text(f"\n{table}（{total}）", style="bold"))
            for change in islice(found.changes(table), limit):
                console.print(_line(change), soft_wrap=True)
            if total > limit:
                console.print(f"  …另有 {total - limit} 行（--limit、--format json 或 csv 可得全部）", style="dim")


def write_json(found: Difference, stream: IO[str]) -> None:
    """One object: numbers of each table, sources whose text changed, and every differing row, written as they come."""
    tables = {}
    for table in found.tables:
        tally = found.tally(table)
        numbers = {name: getattr(tally, name) for name in ("same", "added", "removed", "changed")}
        tables[table] = {**numbers, "columns": tally.columns}
    stream.write('{\n"tables": ' + json.dumps(tables, ensure_ascii=False))
    stream.write(',\n"rewritten": ' + json.dumps(found.rewritten(), ensure_ascii=False) + ',\n"rows": [')
    for at, change in enumerate(_all(found)):
        value = {
            "table": change.table,
            "notice_id": change.notice_id,
            "change": change.kind,
            "key": change.key,
            "label": change.label,
            "columns": {name: [before, after] for name, before, after in change.columns},
        }
        stream.write((",\n" if at else "\n") + json.dumps(value, ensure_ascii=False, default=str))
    stream.write("\n]\n}\n")


def write_csv(found: Difference, stream: IO[str]) -> None:
    """A row for each added or removed row and for each changed cell."""
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(("table", "notice_id", "change", "key", "label", "column", "before", "after"))
    for change in _all(found):
        key = json.dumps(change.key, ensure_ascii=False, default=str)
        for column, before, after in change.columns or ((None, None, None),):
            cells = (change.table, change.notice_id, change.kind, key, change.label, column, before, after)
            writer.writerow([csv_cell(cell) for cell in cells])


def _all(found: Difference) -> Iterator[Change]:
    for table in found.tables:
        yield from found.changes(table)


def _print_notices(found: Difference, console: Console) -> None:
    rewritten = found.rewritten()
    if rewritten:
        console.print(Text(f"\n正文变了的来源 rewritten（{len(rewritten)}）", style="bold"))
        for uri, member, before, after in rewritten[:_NOTICES]:
            console.print(visible(f"  {uri}{f'#{member}' if member else ''}  {before} → {after}"), soft_wrap=True)
    console.print(Text("\n差别最多的通报 notices", style="bold"))
    for notice_id, agency, kinds in found.notices(_NOTICES):
        marks = "  ".join(f"{_MARKS[kind][0]}{number}" for kind, number in kinds.items() if number)
        console.print(visible(f"  {notice_id}  {agency or '—'}  {marks}"), soft_wrap=True)


def _line(change: Change) -> Text:
    mark, style = _MARKS[change.kind]
    key = " ".join(str(value) for value in change.key.values() if value is not None)
    line = Text(f"  {mark} ", style=style).append(visible(key)).append(f"  {_short(change.label)}", style="dim")
    for name, before, after in change.columns:
        line.append(f"\n      {name}: ", style="dim").append(f"{_short(before)} → {_short(after)}")
    return line


def _short(value: object) -> str:
    text = "—" if value is None else one_line(str(value))
    return text if len(text) <= _CUT else f"{text[: _CUT - 1]}…"
