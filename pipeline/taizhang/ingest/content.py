"""What every reader makes of a file: the canonical text with its way back to the original, and what the file says."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from taizhang.records import Origin
from taizhang.text import Canonical, fold


@dataclass(frozen=True, slots=True)
class Content:
    """A document read: `origin` as in `texts.origin`, `warnings` about what is in the file and not in the text."""

    canonical: Canonical
    origin: tuple[Origin, ...] = ()
    title: str | None = None
    published_at: dt.date | None = None
    pages: int | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where the code points `char_start:char_end` of the text stand in the original; see `records.Origin`."""

    char_start: int
    char_end: int
    part: str | None
    page: int | None
    paragraph: int | None
    offset: int | None


class Piece(NamedTuple):
    """A stretch of text with its place in the original, as `records.Origin` has it; `offset` None: made by the reader."""

    text: str
    offset: int | None = None
    part: str | None = None
    page: int | None = None
    paragraph: int | None = None


class TextBuilder:
    """A canonical text put together piece by piece, each with its place in the original."""

    def __init__(self) -> None:
        """An empty text."""
        self._pieces: list[str] = []
        self._origin: list[Origin] = []
        self._length = 0

    def __len__(self) -> int:
        """Code points so far."""
        return self._length

    def add(
        self,
        text: str,
        offset: int | None = None,
        *,
        part: str | None = None,
        page: int | None = None,
        paragraph: int | None = None,
    ) -> None:
        """Append `text`, whose first code point is number `offset` of that place; None when the reader made it up."""
        if not text:
            return
        last = self._origin[-1] if self._origin else None
        same_place = last is not None and (last.part, last.page, last.paragraph) == (part, page, paragraph)
        if last is None or not same_place or not self._runs_on(last, offset):
            self._origin.append(Origin(self._length, part, page, paragraph, offset))
        self._pieces.append(text.replace("\r", " "))
        self._length += len(text)

    def _runs_on(self, last: Origin, offset: int | None) -> bool:
        if last.offset is None or offset is None:
            return last.offset is offset
        return last.offset + self._length - last.char_start == offset

    def add_piece(self, piece: Piece) -> None:
        """Append a piece."""
        self.add(piece.text, piece.offset, part=piece.part, page=piece.page, paragraph=piece.paragraph)

    def insert(self, text: str) -> None:
        """Append characters that the original does not have, on the page and in the paragraph of those before."""
        last = self._origin[-1] if self._origin else Origin(0)
        self.add(text, None, part=last.part, page=last.page, paragraph=last.paragraph)

    def newline(self) -> None:
        """End the line, unless the text is empty."""
        if self._length:
            self.insert("\n")

    def pieces(self) -> tuple[str, tuple[Piece, ...]]:
        """The text so far, and its pieces."""
        text = "".join(self._pieces)
        ends = [run.char_start for run in self._origin[1:]] + [len(text)]
        return text, tuple(
            Piece(text[run.char_start : end], run.offset, run.part, run.page, run.paragraph)
            for run, end in zip(self._origin, ends, strict=True)
        )

    def build(self) -> tuple[Canonical, tuple[Origin, ...]]:
        """The text and where its stretches come from."""
        text = "".join(self._pieces)
        return Canonical(text, fold(text)), tuple(self._origin)


def locate(origin: Sequence[Origin], char_start: int, char_end: int | None = None) -> tuple[Place, ...]:
    """Where the span of a canonical text stands in the original, one `Place` for each stretch; empty without origin.

    `origin` is `texts.origin` (`ledger.text.origin`); without `char_end` the place of one code point.
    """
    end = char_start + 1 if char_end is None else char_end
    starts = [item.char_start for item in origin]
    first = bisect_right(starts, char_start) - 1
    places = []
    for index in range(max(first, 0), len(origin)):
        run = origin[index]
        start = max(run.char_start, char_start)
        stop = min(starts[index + 1] if index + 1 < len(origin) else end, end)
        if start >= stop:
            break
        offset = None if run.offset is None else run.offset + start - run.char_start
        places.append(Place(start, stop, run.part, run.page, run.paragraph, offset))
    return tuple(places)


def page_at(origin: Sequence[Origin], position: int) -> int | None:
    """The page on which a code point of the canonical text stands; None where the original has no pages."""
    places = locate(origin, position)
    return places[0].page if places else None
