"""What `taizhang verify` prints."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from taizhang.query.terminal import visible
from taizhang.store.verify import Verification

_LISTED = 50


def print_verification(found: Verification, console: Console) -> None:
    """Rows and logical hash of each table, then whether everything holds, and what does not."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(no_wrap=True, justify="right")
    grid.add_column(overflow="fold", style="dim")
    for table, number in found.rows.items():
        grid.add_row(table, f"{number:,}", found.hashes[table].hex()[:32])
    console.print(grid)
    console.print(f"逻辑散列 logical hash  {found.dataset_hash()}", soft_wrap=True)
    for error in found.errors[:_LISTED]:
        console.print(Text(f"✗ {visible(str(error))}", style="red"), soft_wrap=True)
    if len(found.errors) > _LISTED:
        console.print(f"…另有 {len(found.errors) - _LISTED} 处（and more）")
    for name in found.leftovers[:_LISTED]:
        console.print(
            Text(f"! 未列入清单的文件，下次运行时清理（left by a killed run）：{name}", style="yellow"), soft_wrap=True
        )
    if found.sound:
        console.print(Text("✓ 全部约束成立 every promise holds", style="green"))
    else:
        console.print(Text(f"✗ 有 {len(found.errors)} 处不成立 promises broken", style="bold red"))
