"""Paragraphs: the lines of the running text, with headings that run over several lines joined again."""

from __future__ import annotations

import re
from typing import NamedTuple

from taizhang.flow import LONGEST_PAGE_NUMBER, OPENS_PARAGRAPH, is_page_number, lines_of
from taizhang.text import Canonical


class Paragraph(NamedTuple):
    """A paragraph without the white space around it; `page_number` marks a printed page number."""

    start: int
    end: int
    page_number: bool = False


def paragraphs(doc: Canonical) -> list[Paragraph]:
    """All paragraphs of `doc` in order; white space only lines are dropped."""
    folded = doc.folded
    result = []
    for start, end in lines_of(folded):
        short = end - start <= LONGEST_PAGE_NUMBER
        number = short and is_page_number(folded, start, end) and not folded[start:end].isdigit()
        result.append(Paragraph(start, end, number))
    return _join_quotations(folded, result)


_CLOSES = re.compile(r"”(?:等)?(?:方面)?(?:的)?(?:突出|具体|主要)?(?:问题|情况|。|$)")
_MAX_QUOTED = 8  # paragraphs that one quotation may fill
_BEFORE_QUOTATION = ("关于", "针对", "对")


def _join_quotations(folded: str, blocks: list[Paragraph]) -> list[Paragraph]:
    """A heading whose quotation runs over several paragraphs is one paragraph: 关于“…\n…”的问题。"""
    result: list[Paragraph] = []
    position = 0
    while position < len(blocks):
        block = blocks[position]
        last = position
        if folded.find("“", block.start, block.end) >= 0:
            last += _rest_of_quotation(folded, blocks, position)
        result.append(block if last == position else Paragraph(block.start, blocks[last].end))
        position = last + 1
    return result


def _rest_of_quotation(folded: str, blocks: list[Paragraph], position: int) -> int:
    """How many of the paragraphs behind `position` finish a quotation that its heading opens."""
    block = blocks[position]
    opening = folded.rfind("“", block.start, block.end)
    if opening < 0 or block.page_number or folded.find("”", opening, block.end) >= 0:
        return 0
    if not folded[max(block.start, opening - 2) : opening].endswith(_BEFORE_QUOTATION):
        return 0
    for count, following in enumerate(blocks[position + 1 : position + 1 + _MAX_QUOTED], start=1):
        if following.page_number or OPENS_PARAGRAPH.match(folded, following.start, following.end):
            return 0
        closing = folded.find("”", following.start, following.end)
        nested = folded.find("“", following.start, following.end)
        if closing >= 0 and not 0 <= nested < closing and _CLOSES.match(folded, closing, following.end):
            return count
        opened, closed = (folded.count(mark, following.start, following.end) for mark in "“”")
        if opened != closed:
            return 0
    return 0
