"""The title of every item of a tree: where its heading starts and ends, and what its words say."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from taizhang.outline.headings import bracketed_tail, names_issue, title_end, trim_title
from taizhang.outline.labels import ISSUE, TASK, owner_bracket
from taizhang.outline.node import ANSWER_FAMILIES, Node, walk
from taizhang.outline.paragraphs import Paragraph
from taizhang.outline.status import read_status


def find_titles(folded: str, blocks: Sequence[Paragraph], root: Node) -> None:
    """Set `head_start`, `title_end`, `title` and `issue` of every item below `root`."""
    starts = [block.start for block in blocks]
    plain = _plain_measures(root)
    for node in walk(root):
        block = blocks[node.paragraph]
        _find_head(folded, node, block)
        if id(node) in plain and not _may_hand_over(folded, node, block):
            node.title_end, node.issue = node.head_start, 0
            continue
        paragraph_end = block.end
        if node.head_start >= block.end:
            rank = bisect_right(starts, node.head_start) - 1
            inside = rank >= 0 and node.head_start < blocks[rank].end
            paragraph_end = blocks[rank].end if inside else node.head_start
        stops = [child.start for child in node.children]
        stops += [label.start for label in node.labels if label.start >= node.head_start]
        stop = min([*stops, node.end])
        if any(label.kind == TASK and label.end <= node.head_start for label in node.labels):
            node.title_end = min(paragraph_end, stop)  # the title is the whole field
        else:
            end = min(paragraph_end, node.end)
            node.title_end = title_end(folded, node.head_start, end, stop, labelled=node.answered())
        bracket = bracketed_tail(folded, node.head_start, node.title_end)
        named_end = bracket[0] - 1 if bracket and read_status(folded, *bracket) else node.title_end
        named_end = min(named_end, owner_bracket(folded, node.head_start, node.title_end)[0])
        if node.named != (node.head_start, named_end):
            node.issue = names_issue(folded[node.head_start : named_end])
        node.title = folded[node.head_start : trim_title(folded, node.head_start, node.title_end)]


def _plain_measures(root: Node) -> frozenset[int]:
    """Ids of the items of lists 一是 二是 ①② without labels: they are measures unless each hands a problem over."""
    return frozenset(
        id(node)
        for parent in (root, *walk(root))
        for items in parent.lists
        if items[0].family in ANSWER_FAMILIES and not any(node.labels for node in items)
        for node in items
    )


def _may_hand_over(folded: str, node: Node, block: Paragraph) -> bool:
    """Whether the words 问题 or a quotation stand in the item: without them it names no problem by the formula."""
    end = min(max(block.end, node.head_start), node.end)
    return any(folded.find(sign, node.head_start, end) >= 0 for sign in ("问题", "“", "‘"))


def _find_head(folded: str, node: Node, block: Paragraph) -> None:
    """Move `head_start` over white space, a bracket around the whole heading, and a label before it."""
    while node.head_start < node.end and folded[node.head_start] in " \n\t:*":
        node.head_start += 1
    if folded.startswith("[", node.head_start) and folded.startswith("]", block.end - 1):
        node.head_start += 1  # 1.【…不深入】
    for label in node.labels:  # 1.反馈问题:X — the label is not part of the title
        if label.kind in {ISSUE, TASK} and not folded[node.head_start : label.start].strip():
            node.head_start = label.end
    while node.head_start < node.end and folded[node.head_start] in " \n\t":
        node.head_start += 1
