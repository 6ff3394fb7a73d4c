"""Signs that only decorate: ◆ 1.… , ■ 整改情况：…, ## 一、…: what stands behind them is the heading or the label."""

from __future__ import annotations

from collections.abc import Sequence

from taizhang.outline.enumerators import BULLETS, OPENING_BULLETS, opens_with_marker
from taizhang.outline.labels import label_at
from taizhang.outline.paragraphs import Paragraph

_SIGNS = frozenset(BULLETS + OPENING_BULLETS)
_RULES = frozenset("#>")  # signs of a text written in Markdown


def undecorated(folded: str, blocks: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs, each without a sign that stands before an enumerator or a label."""
    return [
        block if folded[block.start] not in _SIGNS and folded[block.start] not in _RULES else _bare(folded, block)
        for block in blocks
    ]


def _bare(folded: str, block: Paragraph) -> Paragraph:
    start, rule = block.start, False
    while start < block.end and (folded[start] in _SIGNS or folded[start] in _RULES or folded[start] == " "):
        rule = rule or folded[start] in _RULES or folded.startswith("**", start)
        start += 1
    if start == block.end:
        return block
    if rule or opens_with_marker(folded, start, block.end) or label_at(folded, start, block.end) is not None:
        return block._replace(start=start)
    return block
