"""The terminal: consoles, and text made safe for them."""

from __future__ import annotations

import re

from rich.console import Console

_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”"
_SPACE = re.compile(rf"(?<=[{_WIDE}]) | (?=[{_WIDE}])")

# C0 and C1 control characters and bidirectional overrides: a document must not move the cursor or hide text.
_UNSAFE = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\ufffd")
_UNSAFE.update({ord("\n"): "\n", ord("\t"): " ", ord("\r"): ""})


def visible(text: str) -> str:
    """`text` with control characters shown as U+FFFD instead of obeyed."""
    return text.translate(_UNSAFE)


def one_line(text: str) -> str:
    """`text` on one line for reading: no white space beside Chinese characters, one space elsewhere."""
    return visible(_SPACE.sub("", " ".join(text.split())))


def console(*, width: int | None = None, color: bool = True, stderr: bool = False) -> Console:
    """A console that writes plain text when it is not a terminal or `color` is off."""
    return Console(
        width=width,
        no_color=not color,
        highlight=False,
        markup=False,
        emoji=False,
        stderr=stderr,
        color_system="auto" if color else None,
    )
