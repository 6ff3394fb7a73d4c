"""Characters with their place on the paper to printed lines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from taizhang.ingest.printed import PrintedLine

_WIDE = re.compile(r"[\u2014-\u206f\u2460-\u24ff\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_TWIN = re.compile(r"[\u2e80-\u2fdf\uf900-\ufaff]")
_DROPPED = frozenset("\x00\ufffe\uffff\u200b\u200c\u200d\ufeff\xad")
_WIDE_GAP = 1.6  # ems: a larger gap between two Chinese characters was meant


@dataclass(slots=True)
class Glyph:
    """A character: its em box in points, `top` and `bottom` counted downwards, an em high whatever the font says.

    `generated` spaces are guesses of the parser.
    """

    char: str
    index: int | None
    x0: float
    x1: float
    top: float
    bottom: float
    generated: bool = False

    @property
    def size(self) -> float:
        """Height of the box: an em."""
        return self.bottom - self.top


def plain_glyph(char: str) -> str:
    """The character that a font's stand-in means: radicals (⼀) and compatibility ideographs are their plain twins."""
    if char in _DROPPED:
        return ""
    if char == "\x02":
        return "-"  # a hyphen at the end of a line, as PDFium marks it
    if _TWIN.match(char):
        twin = unicodedata.normalize("NFKC", char)
        return twin if len(twin) == 1 else char
    return " " if char in "\r\n\t\x0b\x0c" else char


def lines_of_glyphs(glyphs: Iterable[Glyph], page: int) -> list[PrintedLine]:
    """The lines that `glyphs` make, in their order: a new one where the writing goes to another height.

    Inside a line the order is that of the paper: programs write quotation marks and digits, which are in another font,
    after or before the rest of their line.
    """
    groups: list[list[Glyph]] = []
    ink: Glyph | None = None
    for glyph in glyphs:
        if glyph.char.isspace():
            if groups and ink is not None and _same_height(ink, glyph):
                groups[-1].append(glyph)
            continue
        if ink is None or not _same_height(ink, glyph):
            groups.append([glyph])
        else:
            groups[-1].append(glyph)
        ink = glyph
    ordered = (sorted(group, key=lambda glyph: glyph.x0) for group in groups)
    return [line for group in ordered if (line := _line(_once(group), page)) is not None]


def _same_height(before: Glyph, glyph: Glyph) -> bool:
    overlap = min(before.bottom, glyph.bottom) - max(before.top, glyph.top)
    return overlap > 0.5 * min(before.size, glyph.size)


def _once(group: list[Glyph]) -> list[Glyph]:
    """The glyphs without those printed over themselves to look bold."""
    kept: list[Glyph] = []
    for glyph in group:
        twin = any(
            other.char == glyph.char and abs(other.x0 - glyph.x0) < 0.2 * max(glyph.size, 1.0) for other in kept[-3:]
        )
        if not twin or glyph.char.isspace():
            kept.append(glyph)
    return kept


def _line(group: list[Glyph], page: int) -> PrintedLine | None:
    ink = [glyph for glyph in group if not glyph.char.isspace()]
    if not ink:
        return None
    first, last = group.index(ink[0]), len(group) - 1 - group[::-1].index(ink[-1])
    text: list[str] = []
    offsets: list[int | None] = []
    for position in range(first, last + 1):
        glyph = group[position]
        if glyph.char.isspace() and _is_no_space(group, position, first, last):
            continue
        if text and not text[-1].isspace() and not glyph.char.isspace() and _gap(group[position - 1], glyph):
            text.append(" ")
            offsets.append(None)
        text.append(" " if glyph.char.isspace() and glyph.char != "\u3000" else glyph.char)
        offsets.append(glyph.index)
    sizes = sorted(glyph.size for glyph in ink)
    return PrintedLine(
        page,
        "".join(text),
        offsets,
        ink[0].x0,
        max(glyph.x1 for glyph in ink),
        min(glyph.top for glyph in ink),
        max(glyph.bottom for glyph in ink),
        sizes[len(sizes) // 2],
    )


def _gap(before: Glyph, glyph: Glyph) -> bool:
    return not before.char.isspace() and glyph.x0 - before.x1 > _WIDE_GAP * max(before.size, glyph.size)


def _is_no_space(group: list[Glyph], position: int, first: int, last: int) -> bool:
    """Whether a space beside a Chinese character only fills the line: guessed by the parser, or one of several."""
    before = next((g for g in reversed(group[first:position]) if not g.char.isspace()), None)
    after = next((g for g in group[position + 1 : last + 1] if not g.char.isspace()), None)
    if before is None or after is None or group[position - 1].char.isspace():
        return True
    wide = bool(_WIDE.match(before.char) or _WIDE.match(after.char))
    gap = after.x0 - before.x1
    return wide and group[position].generated and gap < _WIDE_GAP * max(before.size, after.size)
