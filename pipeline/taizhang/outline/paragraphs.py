"""Paragraphs: lines of the canonical text, with hard-wrapped lines joined again.

A paragraph is a span; where lines were joined the span holds their line breaks, so nothing moves. Page numbers and
running heads between wrapped lines are chrome of the print, not of the notice.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from taizhang.text import Canonical

# Where a line that ends with one of these is followed by another, the author ended a paragraph.
SENTENCE_END = "。！!？?；;:：”》)"
# A wrapped page shows most of its full lines within this many characters of the same width.
_WRAP_SLACK = 4
_MIN_WRAPPED_LINES = 8
_PAGE_NUMBER = re.compile(r"[-\s]{0,4}(?:第\s{0,2})?\d{1,4}(?:\s{0,2}页)?(?:\s{0,2}/\s{0,2}\d{1,4})?[-\s]{0,4}")
_OPENS_PARAGRAPH = re.compile(
    r"[ ]{0,8}(?:[一二三四五六七八九十]{1,3}[、.,]|\([一二三四五六七八九十\d]{1,3}\)|\d{1,3}[.、](?!\d)|[①-⑳⑴-⒇⒈-⒛㈠-㈩]|"
    r"[一二三四五六七八九十]{1,2}是|第[一二三四五六七八九十]{1,3}[,、是]|\d{4}年\d{1,2}月\d{1,2}日$|"
    r"[\u4e00-\u9fff()]{2,12}:)"
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph without the white space around it; `page_number` marks a printed page number."""

    start: int
    end: int
    page_number: bool = False


def _lines(folded: str) -> list[tuple[int, int]]:
    """Spans of the lines without the white space around them."""
    spans, position = [], 0
    for line in folded.split("\n"):
        stripped = line.strip()
        if stripped:
            start = position + line.index(stripped[0])
            spans.append((start, start + len(stripped)))
        position += len(line) + 1
    return spans


_NARROW = re.compile(r"[^\x00-\x7f]+")


def _width(text: str, start: int, end: int) -> int:
    """Printed width of a line in full-width columns, its indentation included."""
    indent = start - (text.rfind("\n", 0, start) + 1)
    narrow = len(_NARROW.sub("", text[start:end]))
    return min(indent, 8) + end - start - narrow // 2


def _wrap_width(text: str, folded: str, lines: list[tuple[int, int]]) -> int | None:
    """Width at which the page was hard-wrapped, or None when its lines are paragraphs."""
    if sum(end - start >= 15 and folded[end - 1] not in SENTENCE_END for start, end in lines) < _MIN_WRAPPED_LINES:
        return None
    running = [
        _width(text, start, end) for start, end in lines if folded[end - 1] not in SENTENCE_END and end - start >= 15
    ]
    if len(running) < _MIN_WRAPPED_LINES:
        return None
    width, _ = Counter(running).most_common(1)[0]
    near = sum(1 for size in running if abs(size - width) <= _WRAP_SLACK)
    longest = max(_width(text, start, end) for start, end in lines)
    if near < max(6, 0.45 * len(running)) or longest > width + _WRAP_SLACK or len(running) < 0.3 * len(lines):
        return None
    return width


def paragraphs(doc: Canonical) -> list[Paragraph]:
    """All paragraphs of `doc` in order; white space only lines are dropped."""
    folded = doc.folded
    lines = _lines(folded)
    width = _wrap_width(doc.text, folded, lines)
    result: list[Paragraph] = []
    open_end = False
    for start, end in lines:
        if _PAGE_NUMBER.fullmatch(folded, start, end) and (
            width is not None or not folded[start:end].strip().isdigit()
        ):
            result.append(Paragraph(start, end, page_number=True))
            continue  # a sentence runs on across the foot of a page
        previous = next((item for item in reversed(result) if not item.page_number), None)
        if open_end and previous is not None and not _OPENS_PARAGRAPH.match(folded, start, end):
            index = result.index(previous)
            if index == len(result) - 1:
                result[index] = Paragraph(previous.start, end)
            else:  # a page number stands between: keep the numbers inside the joined span
                result = [*result[:index], Paragraph(previous.start, end)]
        else:
            result.append(Paragraph(start, end))
        # a line that fills the width runs on unless its sentence is over
        open_end = (
            width is not None and _width(doc.text, start, end) >= width - _WRAP_SLACK and folded[end - 1] not in "。!?;"
        )
    return _join_quotations(folded, result)


_OPEN_QUOTATION = re.compile(r"(?:关于|针对|对)“[^”]{0,900}\Z")
_CLOSES = re.compile(r"[^“”]{0,900}”(?:等)?(?:方面)?(?:的)?(?:突出|具体|主要)?(?:问题|情况|。)")


def _join_quotations(folded: str, blocks: list[Paragraph]) -> list[Paragraph]:
    """A heading whose quotation runs over several paragraphs is one paragraph: 关于“…\n…”的问题。"""
    result: list[Paragraph] = []
    for block in blocks:
        if (
            result
            and not result[-1].page_number
            and not block.page_number
            and _OPEN_QUOTATION.search(folded, result[-1].start, result[-1].end)
            and _CLOSES.match(folded, block.start, block.end)
            and not _OPENS_PARAGRAPH.match(folded, block.start, block.end)
        ):
            result[-1] = Paragraph(result[-1].start, block.end)
        else:
            result.append(block)
    return result
