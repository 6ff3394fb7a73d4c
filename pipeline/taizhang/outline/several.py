"""Several notices on one page: where the second begins, so that two ledgers are never read as one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from taizhang.outline.enumerators import opens_with_marker
from taizhang.outline.paragraphs import Paragraph, paragraphs
from taizhang.text import Canonical

# 某县水利局党组关于巡察整改进展情况的通报: an agency, its subject, the kind of paper
_TITLE = re.compile(
    r"[ ]{0,8}(?P<agency>[^。,;:!?\n]{4,50}?)(?:关于|落实|对)(?=[^。;:!?\n]{0,60}(?:整改|审计))[^。;:!?\n]{2,70}"
    r"(?:通报|公告|公示|公布|公开|报告|情况)$"
)
_TITLE_ENDS = ("通报", "公告", "公示", "公布", "公开", "报告", "情况")
_NO_TITLE = re.compile(r"附件|附表|附:|上一[篇条]|下一[篇条]|相关|来源|标题|名称|[·*>-]")
_SENTENCE_MIN = 30  # code points of an opening
_BODY_MIN = 200  # code points of a notice between its title and the next one
_LOOK = 6  # paragraphs behind a title in which its opening stands
_ORGANS = re.compile(r"^中共|[ ]|(?:党组|党委|党工委|党总支|党支部|委员会|支部)$")


class NextNotice(NamedTuple):
    """Where the second notice of a page begins, and how many notices the page holds."""

    start: int
    notices: int


def next_notice(doc: Canonical, blocks: Sequence[Paragraph] | None = None) -> NextNotice | None:
    """The place where the notice of another agency begins on the same page; None where the page holds one notice.

    Each has a full title of its own, an opening in sentences, and numbered items; a list of links has only the titles.
    `blocks` are the paragraphs of the page, where they are known.
    """
    folded = doc.folded
    if "关于" not in folded and "落实" not in folded:
        return None
    blocks = [block for block in (paragraphs(doc) if blocks is None else blocks) if not block.page_number]
    titles = [
        (index, match)
        for index, block in enumerate(blocks)
        if block.end - block.start <= 120
        and folded.endswith(_TITLE_ENDS, block.start, block.end)
        and not _NO_TITLE.match(folded, block.start)
        and not opens_with_marker(folded, block.start, block.end)
        and (match := _TITLE.match(folded, block.start, block.end))
    ]
    if len(titles) < 2:
        return None
    starts: list[int] = []
    agencies: list[str] = []
    for position, (index, match) in enumerate(titles):
        stop = titles[position + 1][0] if position + 1 < len(titles) else len(blocks)
        name = _ORGANS.sub("", _ORGANS.sub("", match["agency"]))
        if blocks[stop - 1].end - blocks[index].start < _BODY_MIN or not _is_notice(folded, blocks, index, stop):
            continue
        if any(name.startswith(known) or known.startswith(name) for known in agencies):
            continue
        agencies.append(name)
        starts.append(blocks[index].start)
    return NextNotice(starts[1], len(starts)) if len(starts) > 1 else None


def _is_notice(folded: str, blocks: Sequence[Paragraph], index: int, stop: int) -> bool:
    """Whether a title at `index` has an opening in sentences and numbered items before the paragraph `stop`."""
    head = blocks[index + 1 : min(index + 1 + _LOOK, stop)]
    opening = any(
        block.end - block.start >= _SENTENCE_MIN and "。" in folded[block.start : block.end] for block in head
    )
    items = sum(opens_with_marker(folded, block.start, block.end) for block in blocks[index + 1 : stop])
    return opening and items > 1
