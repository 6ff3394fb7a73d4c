"""Paragraphs: the lines of the running text, with headings that run over several lines joined again."""

from __future__ import annotations

import re
from dataclasses import dataclass

from taizhang.flow import OPENS_PARAGRAPH, PAGE_NUMBER, lines_of
from taizhang.text import Canonical


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph without the white space around it; `page_number` marks a printed page number."""

    start: int
    end: int
    page_number: bool = False


def paragraphs(doc: Canonical) -> list[Paragraph]:
    """All paragraphs of `doc` in order; white space only lines are dropped."""
    folded = doc.folded
    result = []
    for start, end in lines_of(folded):
        number = PAGE_NUMBER.fullmatch(folded, start, end) is not None and not folded[start:end].strip().isdigit()
        result.append(Paragraph(start, end, page_number=number))
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
            and not OPENS_PARAGRAPH.match(folded, block.start, block.end)
        ):
            result[-1] = Paragraph(result[-1].start, block.end)
        else:
            result.append(block)
    return result
