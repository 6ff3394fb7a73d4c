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
        console.print(line_of(account, total, now - started), highlight=False, soft_wrap=True)

    return report


def line_of(account: Account, total: int | None, seconds: float) -> str:
    """One line of the log after `seconds` of a run: documents, rate, time left, documents that could not be read."""
    new = sum(account.outcomes.values())
    done = new + account.already_done
    rate = new / seconds
    known, left = "", ""
    if total is not None:
        known = f"/{total:,}"
        left = f"，约剩 {_time(max(total - done, 0) / rate)}" if rate else ""
    return (
        f"已处理 {done:,}{known} 份，{rate:.1f} 份/秒{left}，隔离 {account.quarantined:,} 份"
        " (documents done, rate, time left, quarantined)"
    )


def _time(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes // 60} 小时 {minutes % 60} 分" if minutes >= 60 else f"{max(minutes, 1)} 分钟"
