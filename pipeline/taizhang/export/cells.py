"""Text made fit for a cell of a workbook: what XML forbids shown, what does not fit cut at a known place."""

from __future__ import annotations

import re
from collections.abc import Iterator

CELL_UNITS = 32_767
"""UTF-16 units that a cell holds."""

# C0 and C1 controls apart from tab and line feed, lone surrogates and the two non-characters: not allowed, or obeyed.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")


def legible(text: str) -> str:
    """`text` with control characters as visible pictures: U+0007 as ␇, what has no picture as U+FFFD.

    A carriage return before a line feed is dropped, since a cell breaks lines at line feeds.
    """
    return _FORBIDDEN.sub(_picture, text.replace("\r\n", "\n"))


def pieces(text: str, units: int = CELL_UNITS) -> Iterator[str]:
    """`text` in parts of at most `units` UTF-16 units; a character of two units is never split."""
    start, used = 0, 0
    for at, char in enumerate(text):
        size = 2 if ord(char) > 0xFFFF else 1
        if used + size > units:
            yield text[start:at]
            start, used = at, 0
        used += size
    yield text[start:]


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"
