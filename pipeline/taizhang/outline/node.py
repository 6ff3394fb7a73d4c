"""The items of a tree, and headings without a number."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from taizhang.outline import enumerators as en
from taizhang.outline.enumerators import Marker
from taizhang.outline.labels import ANSWER, Label

ANSWER_FAMILIES = frozenset({en.IS, en.OF_THEM, en.NTH, en.ITEM, en.CIRCLED, en.LETTER})


@dataclass(slots=True, eq=False)
class Node:
    """An item of a list, or a heading without a number (`marker` None)."""

    start: int
    head_start: int
    end: int
    marker: Marker | None
    parent: Node | None
    after_label: bool = False  # its list opened inside an answer of the parent
    issue: int = 0  # see headings.names_issue, on the first sentence
    paragraph: int = 0
    labels: list[Label] = field(default_factory=list)
    lists: list[list[Node]] = field(default_factory=list)
    role: str = ""
    named: tuple[int, int] = (0, 0)  # the span whose words `issue` rests on
    unsure: bool = False  # left out of the list of problems though nothing says what else it is
    title_end: int = 0
    answer: Node | None = None  # the item of another section that answers it by its number
    title: str = ""  # the heading without its enumerator, trimmed
    inline_answer: bool = False  # a heading without a number with its answer behind it in the paragraph

    @property
    def family(self) -> str:
        """Family of its enumerator."""
        return self.marker.family if self.marker else en.PLAIN

    @property
    def children(self) -> list[Node]:
        """All items below it, in text order."""
        return [node for items in self.lists for node in items]

    def answered(self) -> bool:
        """Whether it holds a label that opens an answer."""
        return any(label.kind == ANSWER for label in self.labels)


class Heading(NamedTuple):
    """A heading without a number: `groups` when it stands over a list, else it is itself an item.

    `answered`: its answer follows in the same paragraph (针对…问题,开展了…).
    """

    start: int
    end: int
    paragraph: int
    groups: bool
    answered: bool = False


def walk(node: Node) -> list[Node]:
    """All nodes below `node`, parents before their children."""
    found: list[Node] = []
    for items in node.lists:
        for child in items:
            found.append(child)
            if child.lists:
                found += walk(child)
    return found
