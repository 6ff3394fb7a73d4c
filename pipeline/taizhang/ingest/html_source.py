"""Where the text of a page stands in its source: the parser keeps no positions, so its text is found again.

The source is read once, tags and scripts passed over and entities resolved, into the stream of its visible characters,
each with its place. The text nodes of the tree come in the same order, so each is found where the last one ended.
White space does not count: parsers normalise it.
"""

from __future__ import annotations

import html
import re
from array import array

_MARK = re.compile(r"<(?=[A-Za-z/!?])|&(?=[#A-Za-z])")
_WORD = re.compile(r"\S+")
_TAG = re.compile(r"</?[A-Za-z](?:\"[^\"]{0,2000}\"|'[^']{0,2000}'|[^'\">]){0,4000}>")
_RAW = re.compile(r"<(script|style|textarea|title|noscript|iframe|xmp|template)\b", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_WINDOW = 4_000  # characters that may lie between one text and the next without being in the tree
_MOST_MISSES = 400
_NOWHERE = -1


class SourceText:
    """The visible characters of the source `text` in order; `positions` gives the place of each."""

    def __init__(self, text: str) -> None:
        """Read the source once."""
        self._lowered = text.lower()
        self._pieces: list[str] = []
        self._places = array("q")
        self._read(text)
        self._stream = "".join(self._pieces)
        self.cursor = 0
        self._misses = 0

    def positions(self, text: str) -> list[int]:
        """The place in the source of each character of the next text node; -1 for white space and what is not found."""
        squeezed = "".join(text.split())
        found = [_NOWHERE] * len(text)
        if not squeezed or self._misses > _MOST_MISSES:
            return found
        end = self.cursor + len(squeezed) + _WINDOW
        at = self._stream.find(squeezed, self.cursor, end)
        if at < 0:
            self._misses += 1
            return found
        self.cursor = at + len(squeezed)
        places = iter(self._places[at : self.cursor])
        for index, char in enumerate(text):
            if not char.isspace():
                found[index] = next(places)
        return found

    def _read(self, text: str) -> None:
        at, end = 0, len(text)
        while at < end:
            mark = _MARK.search(text, at)
            stop = mark.start() if mark else end
            self._add(text, at, stop)
            if mark is None:
                return
            at = self._after_entity(text, stop) if text[stop] == "&" else self._after_tag(text, stop)

    def _add(self, text: str, start: int, stop: int) -> None:
        for word in _WORD.finditer(text, start, stop):
            self._pieces.append(word[0])
            self._places.extend(range(word.start(), word.end()))

    def _after_entity(self, text: str, at: int) -> int:
        match = _ENTITY.match(text, at)
        if match is None:
            self._add(text, at, at + 1)
            return at + 1
        resolved = html.unescape(match[0])
        if resolved == match[0]:
            self._add(text, at, at + 1)
            return at + 1
        taken = len(match[0])
        if len(resolved) > 1 and not match[0].endswith(";"):  # &nbspabc: only its head is an entity
            self._add(text, at, at + taken)
            return at + taken
        shown = "".join(resolved.split())
        self._pieces.append(shown)
        self._places.extend([at] * len(shown))
        return at + taken

    def _after_tag(self, text: str, at: int) -> int:
        if text.startswith("<!--", at):
            closed = text.find("-->", at + 4)
            return len(text) if closed < 0 else closed + 3
        raw = _RAW.match(text, at)
        if raw is not None:
            closed = self._lowered.find(f"</{raw[1].lower()}", raw.end())
            return len(text) if closed < 0 else closed
        tag = _TAG.match(text, at)
        if tag is not None:
            return tag.end()
        closed = text.find(">", at)
        return len(text) if closed < 0 else closed + 1
