"""Progress of a run: a bar on a terminal, one line a minute in a log. Never on standard output."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from taizhang.engine.account import Account

_LOG_SECONDS = 60.0

Report = Callable[[Account], None]


@contextmanager
def progress(total: int | None, console: Console | None = None) -> Iterator[Report]:
    """A function to call after each document. `total` is None when collections make it unknown beforehand."""
    console = console or Console(stderr=True)
    if console.is_terminal:
        with _bar(total, console) as report:
            yield report
    else:
        yield _lines(total, console)


@contextmanager
def _bar(total: int | None, console: Console) -> Iterator[Report]:
    columns = (
        TextColumn("读取通报"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TextColumn("剩"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[quarantined]}"),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=total, rate="", quarantined="")

        def report(account: Account) -> None:
            done = account.already_done + sum(account.outcomes.values())
            speed = bar.tasks[0].speed
            bar.update(
                task,
                completed=done,
                rate=f"{speed:.0f} 份/秒" if speed else "",
                quarantined=f"隔离 {account.quarantined}" if account.quarantined else "",
            )

        yield report


def _lines(total: int | None, console: Console) -> Report:
    started = last = time.monotonic()

    def report(account: Account) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last < _LOG_SECONDS:
            return
        last = now
        done = sum(account.outcomes.values())
        known = f"/{total}" if total is not None else ""
        console.print(
            f"已处理 {done + account.already_done}{known} 份，{done / (now - started):.1f} 份/秒，"
            f"隔离 {account.quarantined} 份 (documents done, rate, quarantined)",
            highlight=False,
            soft_wrap=True,
        )

    return report
