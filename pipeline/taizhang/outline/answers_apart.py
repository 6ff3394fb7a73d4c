"""Answers that stand apart from their problems: a list in part one, 第1项。已完成。… in part two.

The list names the problems and answers none; the answers name none and carry the numbers of the list. Joined, every
problem of the list has its answer; where the numbers do not fit, nothing is joined.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from taizhang.outline import enumerators as en
from taizhang.outline import unit as roles
from taizhang.outline.headings import names_aspect
from taizhang.outline.node import Node, walk
from taizhang.outline.status import is_only_status

_FEWEST = 2
_BLANK = " \n。;:,、"
_LONGEST_NAME = 120  # code points of a problem that is only named
_SHORTEST_LISTING, _LONGEST_LISTING = 2, 200  # items
_MOST_SECTIONS = 6  # such a list stands near the beginning
_HANDING = re.compile(r"^(?:关于|针对)?“?|”?(?:的)?问题$|”$")
_REFERS = frozenset({en.ITEM, en.NAMED})


def find_answers_apart(folded: str, root: Node) -> tuple[Node, Node, list[Node]] | None:
    """The section that lists the problems, the section that answers them, and the problems; None without such a pair.

    Every problem found gets `answer`, the item that answers it.
    """
    tops = sorted(root.children, key=lambda node: node.start)
    for place, section in enumerate(tops):
        references = _references(folded, section)
        for listing in reversed(tops[:place]) if references else ():
            leaves = _listed(folded, listing)
            if len(leaves) == len(references):
                for leaf, reference in zip(leaves, references, strict=True):
                    leaf.answer = reference
                    reference.title_end = reference.head_start  # what stands there is the answer
                return listing, section, leaves
    return None


def _references(folded: str, section: Node) -> list[Node]:
    """The items of a section that are numbered 1, 2, 3 … throughout and say what was done without naming a fault.

    第1项 and 问题1 refer by themselves; other numbers only where each item opens with its state: 1.已完成。…
    """
    lists = section.lists
    if lists and all(node.family not in _REFERS and node.lists for node in section.children):
        lists = [items for node in section.children for items in node.lists]  # under the fields repeated
    items = [node for found in lists for node in found]
    if len(items) < _FEWEST or len({node.family for node in items}) != 1:
        return []
    runs = all(
        node.marker is not None and node.marker.ordinal == place and node.marker.opens_paragraph
        for place, node in enumerate(items, start=1)
    )
    if items[0].family not in _REFERS and not all(is_only_status(folded, i.head_start, i.title_end) for i in items):
        return []
    named = sum(node.issue > 0 for node in items)
    told = all(folded[node.head_start : node.end].strip(_BLANK) for node in items)
    return items if runs and told and named * 4 <= len(items) else []


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


def join(root: Node, listing: Node, answering: Node, problems: list[Node]) -> list[Node]:
    """Give both sections and the problems their roles; returns the other parts of the notice, which have none yet."""
    listing.role = answering.role = roles.SECTION
    for node in problems:
        node.role = roles.PROBLEM
        above = node.parent
        while above is not None and above is not listing:
            above.role = roles.ASPECT if above.parent is listing else roles.SECTION
            above = above.parent
    return [node for node in root.children if not node.role]


def leave_listings(folded: str, root: Node, responds: Callable[[Node], bool]) -> None:
    """A section that only lists problems which the notice answers further down holds none itself."""
    for node in root.children[:_MOST_SECTIONS]:
        items = walk(node)
        if not _SHORTEST_LISTING <= len(items) <= _LONGEST_LISTING or any(item.labels for item in (node, *items)):
            continue
        listed = [item for item in items if not item.lists]
        if sum(item.issue > 0 for item in listed) * 2 <= len(listed) or any(map(responds, listed)):
            continue
        leaves = [item.title for item in listed]
        again = sum(folded.find(_HANDING.sub("", title), node.end) >= 0 for title in leaves if len(title) >= 4)
        if again * 5 >= len(leaves) * 4:
            node.lists.clear()
