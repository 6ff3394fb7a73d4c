"""The state of one item: in a bracket behind its title, under a label, or as a sentence of its own in the answer."""

from __future__ import annotations

import re

from taizhang.outline.headings import bracketed_tail, trim_title
from taizhang.outline.labels import STATUS
from taizhang.outline.node import Node
from taizhang.outline.parts import Field, points_elsewhere, trim
from taizhang.outline.status import Status, closing_clause, is_only_status, read_status

_SENTENCE = re.compile("[。;]")
_STATE_FIELD = re.compile(r"(?:整改|完成)?(?:状态|情况|进度):")


def bracket_status(folded: str, title: tuple[int, int]) -> tuple[tuple[int, int], Status | None]:
    """`关于…问题(已完成)`: the bracket is the status, not the title."""
    bracket = bracketed_tail(folded, *title)
    if bracket is None:
        return title, None
    inside = folded[bracket[0] : bracket[1]]
    status = read_status(folded, *bracket)
    if status is None or not (is_only_status(folded, *bracket) or _STATE_FIELD.match(inside)):
        return title, None
    return (title[0], trim_title(folded, title[0], bracket[0] - 1)), status


def sub_title(folded: str, title: tuple[int, int]) -> tuple[int, int]:
    """`针对“…”的问题`: the preposition is not part of the title."""
    start, end = title
    for word in ("针对", "对于"):
        if folded.startswith(word, start, end):
            start += len(word)
    return start, end


def item_status(folded: str, node: Node, parts: list[Field], regions: list[Field], subs: list[Node]) -> Status | None:
    """The status an item prints: under a status label, else as a sentence that opens or closes its answer."""
    for part in parts:
        if part.kind == STATUS:
            start, end = trim(folded, part.start, part.end)
            newline = folded.find("\n", start, end)
            stop = end if newline < 0 else newline
            full_stop = folded.find("。", start, stop)
            status = read_status(folded, start, stop if full_stop < 0 else full_stop)
            if status is not None:
                return status
    stop = min([child.start for child in subs], default=node.end)
    for region in regions:
        start, end = trim(folded, region.start, min(region.end, stop))
        status = stated_status(folded, start, end)
        if status is not None:
            return status
    return None


def stated_status(folded: str, start: int, end: int) -> Status | None:
    """A status that opens or closes an answer as a sentence of its own."""
    if start >= end:
        return None
    while start < end and folded[start] in ":;,、。-★☆ ":
        start += 1
    if points_elsewhere(folded, start, end):
        return read_status(folded, start, end)
    first = _SENTENCE.search(folded, start, end)
    opening = first.end() if first else end
    line = folded.find("\n", start, opening)
    if line > 0 and is_only_status(folded, start, line):
        return read_status(folded, start, line)
    if is_only_status(folded, start, opening):
        return read_status(folded, start, opening)
    while end - 1 > start and folded[end - 2 : end] == "。。":
        end -= 1
    tail = end - 1 if end > start and folded[end - 1] == "。" else end
    last = (
        max(
            folded.rfind("。", start, tail),
            folded.rfind("\n", start, tail),
            folded.rfind(";", start, tail),
        )
        + 1
    )
    if last > start and is_only_status(folded, last, end):
        return read_status(folded, last, end)
    clause = folded.rfind(",", start, tail) + 1
    if clause > start and closing_clause(folded, clause, end):
        return read_status(folded, clause, end)
    bracket = bracketed_tail(folded, start, end)
    if bracket is not None and is_only_status(folded, *bracket):
        return read_status(folded, *bracket)
    return None
