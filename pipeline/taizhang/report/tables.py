"""`taizhang schema`: the data dictionary in the terminal."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from taizhang.records import SCHEMA_VERSION, TABLES
from taizhang.report.prose import Prose
from taizhang.store.dictionary import columns_of, title_of, values_note


def print_tables(console: Console) -> None:
    """All tables, one line each."""
    console.print(Text(f"数据字典 data dictionary，表结构版本 schema {SCHEMA_VERSION}", style="bold"))
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column(justify="right", no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    for table in TABLES:
        grid.add_row(table, f"{len(columns_of(table))} 列", title_of(table, "zh"))
    console.print(grid)
    console.print("各列含义 columns:  taizhang schema 表名 TABLE")


def print_columns(table: str, console: Console) -> None:
    """The columns of one table. Raises `UsageError` for a table that is not there."""
    columns = columns_of(table)
    console.print(Text(f"{table}  {title_of(table, 'zh')}", style="bold"))
    console.print(Text(title_of(table, "en"), style="dim"))
    grid = Table(header_style="bold")
    grid.add_column("列 column", no_wrap=True)
    grid.add_column("类型 type", overflow="fold", max_width=16)
    grid.add_column("含义 meaning", overflow="fold")
    for column in columns:
        kind = "string" if column.type == "string" else column.type
        meaning = Prose(column.zh).append(f"\n{column.en}", style="dim")
        note = values_note(table, column, "zh")
        if note:
            meaning.append(f"\n{note}", style="cyan")
        grid.add_row(column.name, f"{kind}{'' if column.nullable else ' !'}", meaning)
    console.print(grid)
    console.print("! 不得为空 never null", style="dim")
