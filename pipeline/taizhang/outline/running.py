"""Sub-problems in running text, as audit reports print them: 对X的问题,… 。对Y的问题,… ."""

from __future__ import annotations

import re

from taizhang.outline.node import Node

# a sentence that opens by naming an issue and goes on to answer it
_NAMED = re.compile(
    r"[。;:\n][ \n]{0,5}"
    r"(?:(?P<opener>对于|针对|关于|对)(?P<title>[^。;\n]{2,120}?的?问题)|(?P<before>对于|针对|关于)(?P<quoted>“[^”\n]{2,120}”))(?=[,:])"
)
_MIN_IN_ONE_ITEM = 2
_MIN_IN_NOTICE = 4


def find_running(folded: str, start: int, end: int) -> list[tuple[int, int, int]]:
    """Sentences in `start:end` that name an issue and answer it: (start of sentence, start of title, end of title)."""
    found = []
    for match in _NAMED.finditer("\n" + folded[start:end]):
        opener, title = ("opener", "title") if match["opener"] else ("before", "quoted")
        found.append((match.start(opener) - 1, match.start(title) - 1, match.end(title) - 1))
    return found


def split_running(folded: str, items: list[tuple[Node, int, int]]) -> dict[int, list[Node]]:
    """Sub-problem nodes for the items (node, start and end of its plain answer) that hold several such sentences.

    A single one counts only where the notice writes that way throughout: elsewhere 对…问题, opens a measure.
    """
    found = {
        id(node): [(start + a, start + b, start + c) for a, b, c in find_running(folded, start, end)]
        for node, start, end in items
    }
    habit = sum(len(rows) for rows in found.values() if len(rows) >= _MIN_IN_ONE_ITEM) >= _MIN_IN_NOTICE
    result: dict[int, list[Node]] = {}
    for node, _, end in items:
        rows = found[id(node)]
        if len(rows) < (1 if habit else _MIN_IN_ONE_ITEM):
            continue
        children = []
        for (begin, head, tail), following in zip(rows, [*rows[1:], None], strict=False):
            child = Node(begin, head, following[0] if following else end, None, node, True, 2, node.paragraph)
            child.title_end = tail
            children.append(child)
        result[id(node)] = children
    return result
