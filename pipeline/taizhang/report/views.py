"""The dictionary of the views in the terminal, and what a query may have mixed."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from taizhang.query.views import View, view, views
from taizhang.report.prose import Prose


def print_views(console: Console) -> None:
    """All views, one line each."""
    console.print(Text("视图 views（在 taizhang query 中）", style="bold"))
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column(justify="right", no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    for item in views().values():
        grid.add_row(item.name, f"{len(item.columns)} 列", item.zh)
    console.print(grid)


def print_view(name: str, console: Console) -> None:
    """The columns of one view. Raises `UsageError` for a view that is not there."""
    item = view(name)
    console.print(Text(f"{item.name}  {item.zh}", style="bold"))
    console.print(Text(item.en, style="dim"))
    if item.apart:
        console.print(Text(f"加总、平均之前先分开 keep apart: {'、'.join(item.apart)}", style="yellow"))
    grid = Table(header_style="bold")
    grid.add_column("列 column", no_wrap=True)
    grid.add_column("类型 type", overflow="fold", max_width=16)
    grid.add_column("含义 meaning", overflow="fold")
    for column in item.columns:
        grid.add_row(column.name, column.type, Prose(column.zh).append(f"\n{column.en}", style="dim"))
    console.print(grid)


def print_mixtures(found: list[tuple[View, tuple[str, ...]]], console: Console) -> None:
    """Say which columns a query neither groups by nor filters, though their values are not to be mixed."""
    for item, columns in found:
        console.print(
            Text(
                f"注意 note：{item.name} 的行要按 {'、'.join(columns)} 分开才能加总，本查询没有提到；"
                f"可用 WHERE、GROUP BY 分开，或以 one_unit({columns[0]}) 把关。",
                style="yellow",
            ),
            soft_wrap=True,
        )
