"""Chinese names, symbols and colours of the closed words. A colour never stands alone: a symbol is with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.text import Text

from taizhang.lexicon import load

# word -> (symbol, style)
_VERDICTS = {"consistent": ("✓", "green"), "inconsistent": ("✗", "bold red"), "unverifiable": ("?", "yellow")}
_STATUSES = {
    "completed": ("●", "green"),
    "basically_completed": ("◕", "green"),
    "in_progress": ("◑", "yellow"),
    "long_term": ("∞", "cyan"),
    "not_completed": ("○", "bold red"),
}


def named(section: str, word: str | None) -> str:
    """Chinese name of a closed word; the word itself when it has none."""
    if word is None:
        return "—"
    names: Mapping[str, Any] = load("words")[section]
    return str(names.get(word, word))


def verdict_mark(verdict: str) -> Text:
    """`✗ 不符`, in its colour."""
    symbol, style = _VERDICTS[verdict]
    return Text(f"{symbol} {named('verdict', verdict)}", style=style)


def status_mark(status: str | None, long_term: bool | None) -> Text:
    """`● 已完成`, in its colour; empty where the notice prints no status."""
    if status is None:
        return Text("∞ 长期坚持", style="cyan") if long_term else Text("")
    symbol, style = _STATUSES[status]
    mark = Text(f"{symbol} {named('status', status)}", style=style)
    return mark.append(" ∞ 长期坚持", style="cyan") if long_term and status != "long_term" else mark
