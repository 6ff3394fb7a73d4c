"""Answers that stand apart from their problems: a list in part one, 第1项。已完成。… in part two.

The list names the problems and answers none; the answers name none and carry the numbers of the list. Joined, every
problem of the list has its answer; where the numbers do not fit, nothing is joined.
"""

from __future__ import annotations

from taizhang.outline import enumerators as en
from taizhang.outline.headings import names_aspect
from taizhang.outline.node import Node, walk

_FEWEST = 2
_BLANK = " \n。;:,、"
_LONGEST_NAME = 120  # code points of a problem that is only named
_REFERS = frozenset({en.ITEM, en.NAMED})


def find_answers_apart(folded: str, root: Node) -> tuple[Node, Node, list[Node]] | None:
    """The section that lists the problems, the section that answers them, and the problems; None without such a pair.

    Every problem found gets `answer`, the item that answers it.
    """
    tops = sorted(root.children, key=lambda node: node.start)
    for place, section in enumerate(tops):
        for references in section.lists:
            if not _are_references(folded, references):
                continue
            for listing in reversed(tops[:place]):
                leaves = _listed(folded, listing)
                if len(leaves) == len(references):
                    for leaf, reference in zip(leaves, references, strict=True):
                        leaf.answer = reference
                        reference.title_end = reference.head_start  # what stands there is the answer
                    return listing, section, leaves
    return None


def _are_references(folded: str, items: list[Node]) -> bool:
    """Whether the items are numbered 1, 2, 3 … and say what was done without naming a fault."""
    if len(items) < _FEWEST or items[0].family not in _REFERS:
        return False
    runs = all(
        node.marker is not None and node.marker.ordinal == place and node.marker.opens_paragraph
        for place, node in enumerate(items, start=1)
    )
    named = sum(node.issue > 0 for node in items)
    told = all(folded[node.head_start : node.end].strip(_BLANK) for node in items)
    return runs and told and named * 4 <= len(items)


def _listed(folded: str, section: Node) -> list[Node]:
    """The problems that a section lists one a line; none where anything in it is answered or told."""
    leaves = [node for node in walk(section) if not node.lists]
    whole = all(
        not node.labels
        and 0 < len(node.title) <= _LONGEST_NAME
        and node.issue >= 0
        and not folded[node.title_end : node.end].strip(_BLANK)
        for node in leaves
    )
    parted = section.lists and all(
        len({child.family for child in node.children}) <= 1 for node in (section, *section.children)
    )
    return leaves if whole and parted and section.title and not names_aspect(section.title) else []
