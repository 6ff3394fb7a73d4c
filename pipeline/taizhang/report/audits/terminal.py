"""`taizhang audit` in the terminal: how the checks came out, then the verdicts asked for with their sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.console import Console
from rich.table import Table
from rich.text import Text

from taizhang.query.terminal import visible
from taizhang.report.audits.cases import Case
from taizhang.report.show import verdict_block
from taizhang.report.words import named, verdict_mark
from taizhang.vocabulary import VERDICTS


def print_tally(found: Mapping[str, Mapping[str, int]], console: Console) -> None:
    """Checks down, verdicts across."""
    grid = Table(header_style="bold")
    grid.add_column("核对项目 check", overflow="fold")
    for verdict in VERDICTS:
        grid.add_column(verdict_mark(verdict), justify="right", no_wrap=True)
    for check, numbers in found.items():
        cells = (Text(str(numbers[verdict])) if numbers[verdict] else Text("—", style="dim") for verdict in VERDICTS)
        grid.add_row(named("check", check), *cells)
    totals = (str(sum(numbers[verdict] for numbers in found.values())) for verdict in VERDICTS)
    grid.add_row("合计 total", *totals, style="bold")
    console.print(grid)


def print_cases(found: Iterable[Case], console: Console) -> int:
    """Each notice with its findings; how many findings there are."""
    number = 0
    for case in found:
        console.print()
        console.print(Text(visible(case.name), style="bold").append(f"  {case.notice_id}", style="dim"))
        console.print(Text(visible(case.source_uri or ""), style="dim"), soft_wrap=True)
        for finding in case.findings:
            console.print(verdict_block(finding))
            number += 1
    return number
