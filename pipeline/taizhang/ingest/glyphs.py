"""Characters with their place on the paper to printed lines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from taizhang.ingest.printed import PrintedLine

_WIDE = re.compile(r"[\u2014-\u206f\u2460-\u24ff\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_TWIN = re.compile(r"[\u2e80-\u2fdf\uf900-\ufaff]")
_DROPPED = frozenset("\x00\ufffe\uffff\u200b\u200c\u200d\ufeff\xad")
_WIDE_GAP = 1.6  # ems: a larger gap between two Chinese characters was meant


@dataclass(slots=True)
class Glyph:
    """A character: box in points, `top` and `bottom` counted downwards; `generated` spaces are guesses of the parser."""

    char: str
    index: int | None
    x0: float
    x1: float
    top: float
    bottom: float
    generated: bool = False

    @property
    def size(self) -> float:
        """Height of the box, about an em."""
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
    """The lines that `glyphs` make, in their order: a new one where the writing goes back or to another height."""
    groups: list[list[Glyph]] = []
    for glyph in glyphs:
        if glyph.char.isspace():
            if groups:
                groups[-1].append(glyph)
            continue
        ink = _last_ink(groups[-1]) if groups else None
        if ink is None or not _same_line(ink, glyph):
            groups.append([glyph])
        else:
            groups[-1].append(glyph)
    return [line for group in _merged(groups) if (line := _line(group, page)) is not None]


def _last_ink(group: Sequence[Glyph]) -> Glyph:
    return next((glyph for glyph in reversed(group) if not glyph.char.isspace()), group[-1])


def _same_line(before: Glyph, glyph: Glyph) -> bool:
    em = max(before.size, glyph.size, 1.0)
    overlap = min(before.bottom, glyph.bottom) - max(before.top, glyph.top)
    return overlap > 0.45 * min(before.size, glyph.size) and glyph.x0 > before.x0 - 0.5 * em


def _merged(groups: list[list[Glyph]]) -> list[list[Glyph]]:
    """Neighbouring groups at one height are one line, in the order of the paper: some programs write numbers last."""
    found: list[list[Glyph]] = []
    for group in groups:
        if found and _beside(found[-1], group):
            found[-1] = sorted([*found[-1], *group], key=lambda glyph: glyph.x0)
        else:
            found.append(group)
    return found


def _beside(above: list[Glyph], group: list[Glyph]) -> bool:
    ink, other = _last_ink(above), _last_ink(group)
    overlap = min(ink.bottom, other.bottom) - max(ink.top, other.top)
    if overlap <= 0.6 * min(ink.size, other.size):
        return False
    left, right = min(g.x0 for g in above), max(g.x1 for g in above)
    return max(g.x1 for g in group) <= left + 1 or min(g.x0 for g in group) >= right - 1


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


def _is_no_space(group: list[Glyph], position: int, first: int, last: int) -> bool:
    """Whether a space beside a Chinese character only fills the line: guessed by the parser, or one of several."""
    before = next((g for g in reversed(group[first:position]) if not g.char.isspace()), None)
    after = next((g for g in group[position + 1 : last + 1] if not g.char.isspace()), None)
    if before is None or after is None or group[position - 1].char.isspace():
        return True
    wide = bool(_WIDE.match(before.char) or _WIDE.match(after.char))
    gap = after.x0 - before.x1
    return wide and group[position].generated and gap < _WIDE_GAP * max(before.size, after.size)
