"""Sentences of a notice: what a verdict quotes as its evidence, and the bounds within which numbers belong together."""

from __future__ import annotations

import re

from taizhang.outline.paragraphs import Paragraph

_SENTENCE_END = re.compile(r"[。!?]{1,3}[”’)》\]]{0,3}")
_ENDS_LINE = "。!?;:”》)"
_SHORTEST_LINE = 28  # code points; shorter lines without a full stop are headings
_OPENS = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十\d]{1,3}\)|\d{1,3}[.、](?!\d)|[①-⑳⑴-⒇⒈-⒛㈠-㈩]|[一二三四五六七八九十]{1,2}是|"
    r"[\[(]?[\u4e00-\u9fff]{2,12}[\])]?:|第[一二三四五六七八九十]{1,3}部分"
)


def sentences(folded: str, blocks: list[Paragraph], opened: frozenset[int]) -> tuple[list[int], list[int]]:
    """Starts and ends of the sentences. A sentence runs on over a line that was broken in the middle of it; where a unit
    of the outline opens, a new one begins."""
    starts: list[int] = []
    ends: list[int] = []
    running = False
    for place, block in enumerate(blocks):
        position = block.start
        for match in _SENTENCE_END.finditer(folded, block.start, block.end):
            end = match.end()
            if running:
                ends[-1] = end
            else:
                starts.append(position)
                ends.append(end)
            running = False
            position = end
            while position < block.end and folded[position].isspace():
                position += 1
        if position < block.end:
            if running:
                ends[-1] = block.end
            else:
                starts.append(position)
                ends.append(block.end)
            following = blocks[place + 1] if place + 1 < len(blocks) else None
            running = following is not None and following.start not in opened and _broken(folded, block, following)
    return starts, ends


def _broken(folded: str, line: Paragraph, following: Paragraph) -> bool:
    """Whether a line was broken in the middle of a sentence: it is long, no mark ends it, and nothing opens the next."""
    indented = folded[following.start - 1 : following.start] == " "
    return (
        line.end - line.start >= _SHORTEST_LINE
        and folded[line.end - 1] not in _ENDS_LINE
        and not indented
        and not following.page_number
        and _OPENS.match(folded, following.start) is None
    )
