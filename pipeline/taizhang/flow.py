"""The running text of a hard-wrapped page, with the way back to the canonical text.

Pages printed from a PDF or a mail break every line at a fixed width, in the middle of words and numbers. Everything
downstream reads the running text, in which such lines are joined and the page numbers between them left out; the
spans of every row are then carried back, so that published positions and surfaces are those of the canonical text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeVar

from taizhang.records import Evidence, Finding, Ledger
from taizhang.text import Canonical, fold
from taizhang.values import changed

# Where a line that ends with one of these is followed by another, the author ended a paragraph.
SENTENCE_END = "。!?;:”》)"
# A wrapped page shows most of its full lines within this many columns of the same width.
_SLACK = 4
_MIN_WRAPPED_LINES = 8
_FEWEST_ALIKE = 6
_FEWEST_GLUED = 2
_SHORTEST_WIDTH = 15
PAGE_NUMBER = re.compile(r"[-\s]{0,4}(?:第\s{0,2})?\d{1,4}(?:\s{0,2}页)?(?:\s{0,2}/\s{0,2}\d{1,4})?[-\s]{0,4}")
OPENS_PARAGRAPH = re.compile(
    r"[ ]{0,8}(?:[一二三四五六七八九十]{1,3}[、.,]|\([一二三四五六七八九十\d]{1,3}\)|\d{1,3}[.、](?!\d)|[①-⑳⑴-⒇⒈-⒛㈠-㈩]|"
    r"[一二三四五六七八九十]{1,2}是|第[一二三四五六七八九十]{1,3}(?:[,、是]|(?:类|方面)[:、])|\d{4}年\d{1,2}月\d{1,2}日$|"
    r"[\u4e00-\u9fff()]{2,12}:|针对(?:该|此|上述|这)|\[[\u4e00-\u9fff]{2,10}\]|"
    r"(?:已?采取的|主要|具体)?(?:整改|问题|存在|落实|完成|办理)[\u4e00-\u9fff]{0,4}(?:情况|措施|举措|进展|成效|结果|表现)[】\])]?$)"
)
# a label in heavy brackets, with what it says and the answer behind it: 【整改完成情况：已完成】
OPENS_LABEL = re.compile(
    r"[ ]{0,8}\[(?:整改|完成|落实|办理|进展|责任|反馈|处理|问题|存在|销号|整治|改进)[^\[\]\n]{0,16}\]"
)
# — 3 — behind the last words of a page
GLUED_NUMBER = re.compile(r"(?<=[^\s-])[ ]{0,4}-{1,2}[ ]?(?P<number>\d{1,3})[ ]?-{1,2}$")
LONGEST_PAGE_NUMBER = 26
_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_POSITION = re.compile(r"第(\d+)(?=字|至)|至(\d+)(?=字)")
_Row = TypeVar("_Row")
_Measure = Callable[[str, int, int], int]


@dataclass(frozen=True, slots=True)
class Flow:
    """A running text; `offsets[i]` is where its code point `i` stands in the canonical text (None: the same)."""

    doc: Canonical
    source: Canonical
    offsets: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the canonical text for a span of the running text."""
        if self.offsets is None:
            return start, end
        if start >= end:
            at = self.offsets[start] if start < len(self.offsets) else len(self.source.text)
            return at, at
        return self.offsets[start], self.offsets[end - 1] + 1

    def restore(self, ledger: Ledger) -> Ledger:
        """`ledger`, read from the running text, with the positions and surfaces of the canonical text."""
        text = replace(ledger.text, text=self.source.text)
        if self.offsets is None:
            return replace(ledger, text=text)
        text = replace(text, warnings=tuple(_POSITION.sub(self._position, warning) for warning in text.warnings))
        return replace(
            ledger,
            text=text,
            problems=tuple(self._row(row, "title") for row in ledger.problems),
            measures=tuple(self._row(row, "surface") for row in ledger.measures),
            counts=tuple(self._row(row, "surface") for row in ledger.counts),
            dates=tuple(self._row(row, "surface") for row in ledger.dates),
            contacts=tuple(self._row(row, "surface") for row in ledger.contacts),
            citations=tuple(self._row(row, "surface") for row in ledger.citations),
            audits=tuple(self._finding(finding) for finding in ledger.audits),
        )

    def _row(self, row: _Row, surface: str) -> _Row:
        start, end = self.span(row.char_start, row.char_end)  # type: ignore[attr-defined]
        return changed(row, char_start=start, char_end=end, **{surface: self.source.text[start:end]})

    def _finding(self, finding: Finding) -> Finding:
        spans = [self.span(item.char_start, item.char_end) for item in finding.evidence]
        return replace(
            finding, evidence=tuple(Evidence(start, end, self.source.text[start:end]) for start, end in spans)
        )

    def _position(self, match: re.Match[str]) -> str:
        found = match.group()
        digits = match[1] or match[2]
        return found.replace(digits, str(self.span(int(digits), int(digits))[0]))


def is_page_number(folded: str, start: int, end: int) -> bool:
    """Whether a line is a printed page number: — 3 —, 第3页, 3 / 12."""
    return end - start <= LONGEST_PAGE_NUMBER and PAGE_NUMBER.fullmatch(folded, start, end) is not None


def opens_paragraph(folded: str, start: int, end: int) -> bool:
    """Whether a line opens a paragraph by its first words: an enumerator, a label."""
    return (OPENS_PARAGRAPH.match(folded, start, end) or OPENS_LABEL.match(folded, start, end)) is not None


def _without_glued_numbers(folded: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """`lines` without the page numbers at their ends, where two or more of these count on."""
    found = {start: match for start, end in lines if (match := GLUED_NUMBER.search(folded, start, end))}
    numbers = [int(match["number"]) for match in found.values()]
    if len(numbers) < _FEWEST_GLUED or any(after != number + 1 for number, after in pairwise(numbers)):
        return lines
    return [(start, found[start].start() if start in found else end) for start, end in lines]


def lines_of(folded: str) -> list[tuple[int, int]]:
    """Spans of the lines without the white space around them; blank lines are left out."""
    return [match.span() for match in _LINE.finditer(folded)]


def _columns(text: str, start: int, end: int) -> int:
    """Printed width of a line in full-width columns, its indentation included."""
    indent = text[text.rfind("\n", 0, start) + 1 : start]
    narrow = len(text[start:end].encode("ascii", "ignore"))
    if not indent:
        return end - start - narrow // 2
    return min(len(indent), 8) + end - start - (narrow + len(indent.encode("ascii", "ignore"))) // 2


def _characters(text: str, start: int, end: int) -> int:
    """Length of a line in characters, its indentation included: some programs break lines by it."""
    return end - text.rfind("\n", 0, start) - 1


def _wrapping(doc: Canonical, lines: list[tuple[int, int]]) -> tuple[_Measure, int] | None:
    """How the page was hard-wrapped: the measure of its lines and their full width; None when lines are paragraphs."""
    running = [
        span for span in lines if doc.folded[span[1] - 1] not in SENTENCE_END and span[1] - span[0] >= _SHORTEST_WIDTH
    ]
    if len(running) < _MIN_WRAPPED_LINES:
        return None
    found: list[tuple[int, _Measure, int]] = []
    for measure in (_columns, _characters):
        widths = [measure(doc.text, *span) for span in running]
        width, _ = Counter(widths).most_common(1)[0]
        near = sum(abs(size - width) <= _SLACK for size in widths)
        if near < _FEWEST_ALIKE:
            continue
        longer = sum(measure(doc.text, *span) > width + _SLACK for span in lines)
        mostly = (
            near >= max(_FEWEST_ALIKE, 0.45 * len(running))
            and len(running) >= 0.3 * len(lines)
            and longer <= 0.04 * len(lines)
        )
        # many short paragraphs: few lines run on, but the long ones among them share one width
        long = sum(size >= 0.6 * width for size in widths)
        tolerated = 0.15 if near >= 0.85 * long else 0.08
        throughout = near >= 0.7 * long and near >= _MIN_WRAPPED_LINES and longer <= tolerated * len(lines)
        if mostly or throughout:
            found.append((near, measure, width))
    # lines broken by characters look ragged in columns where they hold many digits, and the other way round
    best = max(found, key=lambda entry: entry[0], default=None)
    return None if best is None else (best[1], best[2])


def running_text(doc: Canonical) -> Flow:
    """The running text of `doc`: `doc` itself unless its lines are hard-wrapped."""
    lines = lines_of(doc.folded)
    wrapping = _wrapping(doc, lines)
    if wrapping is None:
        return Flow(doc, doc)
    measure, width = wrapping
    kept: list[tuple[int, int]] = []  # stretches of the canonical text that stay
    open_end = False
    last_end = 0
    for start, end in _without_glued_numbers(doc.folded, lines):
        if is_page_number(doc.folded, start, end):
            continue  # a sentence runs on across the foot of a page
        joined = open_end and not opens_paragraph(doc.folded, start, end)
        if joined or not kept:
            kept.append((start, end))
        else:
            line_break = doc.folded.find("\n", last_end, start)
            kept.append((line_break, line_break + 1))
            kept.append((start, end))
        last_end = end
        open_end = measure(doc.text, start, end) >= width - _SLACK and doc.folded[end - 1] not in "。!?;"
    offsets = tuple(position for start, end in kept for position in range(start, end))
    text = "".join(doc.text[start:end] for start, end in kept)
    return Flow(Canonical(text, fold(text)), doc, offsets)
