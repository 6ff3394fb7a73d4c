"""Rewriting a text while keeping track of its spans, and the rewritings that must change nothing that is read."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from support.style import FULL_DIGITS, PUNCTUATION
from support.truth import TrueClaim, TrueDate, TrueMeasure, TrueNotice, TrueProblem

Edit = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A new text with the way from old offsets to new ones."""

    text: str
    edits: tuple[Edit, ...]
    _starts: tuple[int, ...]
    _shifts: tuple[int, ...]

    def start(self, position: int) -> int:
        """Where a span that starts at `position` starts now: behind what was inserted there."""
        index = bisect_right(self._starts, position) - 1
        if index < 0:
            return position
        begin, end, new = self.edits[index]
        base = begin + (self._shifts[index - 1] if index else 0)
        if position < end:
            return base + min(position - begin, len(new))
        return position + self._shifts[index]

    def end(self, position: int) -> int:
        """Where a span that ends at `position` ends now: before what was inserted there."""
        index = bisect_right(self._starts, position - 1) - 1
        while index + 1 < len(self.edits) and self.edits[index + 1][0] < position:
            index += 1
        if index < 0:
            return position
        begin, end, new = self.edits[index]
        base = begin + (self._shifts[index - 1] if index else 0)
        if position < end:
            return base + min(position - begin, len(new))
        return position + self._shifts[index]


def rewrite(text: str, edits: Iterable[Edit]) -> Rewritten:
    """Apply edits (start, end, new text) that do not overlap."""
    ordered = sorted(edits, key=lambda edit: (edit[0], edit[1]))
    parts: list[str] = []
    shifts: list[int] = []
    position = shift = 0
    for start, end, new in ordered:
        if start < position:
            raise ValueError(f"edits overlap at {start}")
        parts += [text[position:start], new]
        position = end
        shift += len(new) - (end - start)
        shifts.append(shift)
    parts.append(text[position:])
    return Rewritten("".join(parts), tuple(ordered), tuple(edit[0] for edit in ordered), tuple(shifts))


_Row = TypeVar("_Row", TrueProblem, TrueMeasure, TrueClaim, TrueDate)


def moved(notice: TrueNotice, new: Rewritten) -> TrueNotice:
    """The notice with its text rewritten and every span moved along."""

    def along(rows: tuple[_Row, ...]) -> tuple[_Row, ...]:
        return tuple(replace(row, start=new.start(row.start), end=new.end(row.end)) for row in rows)

    return replace(
        notice,
        raw=new.text,
        text=new.text,
        problems=along(notice.problems),
        measures=along(notice.measures),
        claims=along(notice.claims),
        dates=along(notice.dates),
    )


# -- rewritings -----------------------------------------------------------------------------------------------------


def wrap(text: str, width: int) -> Rewritten:
    """Break long paragraphs into lines of `width`, as text copied from a PDF; never inside a number or a Latin word."""
    edits: list[Edit] = []
    for paragraph in re.finditer(r"[^\n]+", text):
        position = paragraph.start() + width
        while position < paragraph.end() - 8:
            if (
                not re.match(r"[0-9A-Za-z０-９.%:@/-]", text[position])
                and text[position] not in "，。；：、）”》’,;:)!?！？ 　是"
                and (text[position - 1] not in "“（《‘(第")
            ):
                edits.append((position, position, "\n"))
                position += width
            else:
                position += 1
    return rewrite(text, edits)


def white_space(text: str, variant: int) -> Rewritten:
    """Indents, trailing spaces and blank lines that were not there."""
    indent = ("　　", "    ", "\u00a0\u00a0", "\t")[variant % 4]
    lines = list(re.finditer(r"(?m)^[^\S\n]*(?=\S)", text))
    edits: list[Edit] = [
        (line.start(), line.end(), ("\n" if variant % 3 == 1 and line.start() else "") + indent) for line in lines
    ]
    if variant % 2:
        edits += [(match.start(), match.start(), "  ") for match in re.finditer(r"(?<=\S)\n", text)]
    return rewrite(text, edits)


def full_punctuation(text: str) -> Rewritten:
    """Full-width punctuation for half-width, where it stands between Chinese characters."""
    wide = {",": "，", ":": "：", ";": "；", "(": "（", ")": "）", "?": "？", "!": "！"}
    return rewrite(
        text,
        [
            (match.start(), match.end(), wide[match.group()])
            for match in re.finditer(r"(?<![A-Za-z0-9])[,:;()?!](?!//)", text)
        ],
    )


def half_punctuation(text: str) -> Rewritten:
    """Half-width punctuation for full-width, one character for one."""
    return _translated(text, lambda line: line.translate(PUNCTUATION))


def full_digits(text: str) -> Rewritten:
    """Full-width digits everywhere."""
    return _translated(text, lambda line: line.translate(FULL_DIGITS))


def _translated(text: str, change: Callable[[str], str]) -> Rewritten:
    new = change(text)
    return Rewritten(new, (), (), ())


def with_carriage_returns(text: str) -> str:
    """The same file written on Windows."""
    return text.replace("\n", "\r\n")
