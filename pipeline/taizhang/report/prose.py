"""Chinese prose on a terminal: lines as full as they can be, none that begins with a mark which closes.

Rich breaks lines at spaces, which Chinese does not have: a run of characters after a space would move to the next line
as one word, and a comma could open a line.
"""

from __future__ import annotations

from rich.cells import cell_len
from rich.console import Console, JustifyMethod, OverflowMethod
from rich.containers import Lines
from rich.text import Text

_NEVER_FIRST = frozenset("、，。；：！？）》〉」』】〕…—·”’,.;:!?)]}%％")
_NEVER_LAST = frozenset("（《〈「『【〔“‘([{")
_HANGING = 4  # characters that may move to the next line for the sake of a mark


class Prose(Text):
    """A text that wraps as Chinese does."""

    def wrap(
        self,
        console: Console,
        width: int,
        *,
        justify: JustifyMethod | None = None,
        overflow: OverflowMethod | None = None,
        tab_size: int = 8,
        no_wrap: bool | None = None,
    ) -> Lines:
        """Lines of at most `width` cells; what Rich is asked for besides has no meaning for prose."""
        wrapped = Lines()
        for line in self.split(allow_blank=True):
            wrapped.extend(line.divide(breaks(line.plain, width)))
        for line in wrapped:
            line.rstrip()
        return wrapped


def breaks(text: str, width: int) -> list[int]:
    """Offsets at which lines of `text` begin, the first excepted, so that none is wider than `width` cells."""
    found = []
    start = used = 0
    for offset, char in enumerate(text):
        size = cell_len(char)
        if used + size > width and offset > start:
            start = _place(text, start, offset)
            found.append(start)
            used = cell_len(text[start:offset])
        used += size
    return found


def _place(text: str, start: int, offset: int) -> int:
    """The best offset at or before `offset` for a new line: not inside a word, not before a mark that closes."""
    for candidate in range(offset, max(start, offset - _HANGING * 3), -1):
        before, after = text[candidate - 1], text[candidate]
        if after in _NEVER_FIRST or before in _NEVER_LAST:
            continue
        if before.isascii() and after.isascii() and before.isalnum() and after.isalnum():
            continue
        return candidate
    return offset
