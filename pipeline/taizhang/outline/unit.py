"""The tree of units that a notice is made of.

`Outline.units` lists the units in the order of the text (a parent before its children); `parent` is an index into
that list. Facts are read inside a unit of known role: the same 一是 is a measure in an answer and nothing in the
account of how the work was organised.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from taizhang.outline.paragraphs import Paragraph

# Roles of units.
TITLE = "title"  # title lines of the notice
NOISE = "noise"  # page chrome: index boxes, breadcrumbs, footers, page numbers
OPENING = "opening"  # preamble before the first section: who inspected, when, what was claimed
ORGANISATION = "organisation"  # how the rectification was organised: sections and their paragraphs
SECTION = "section"  # a heading that only groups (二、问题整改落实情况; …已完成的整改事项)
ASPECT = "aspect"
PROBLEM = "problem"
SUBPROBLEM = "subproblem"
ANSWER = "answer"  # the answer to a problem, its label included
MEASURE = "measure"
OUTCOME = "outcome"  # sections on results over the whole notice: 执纪问责, 整改成效, 制度建设
NEXT_STEPS = "next_steps"  # plans for the future
CLOSING = "closing"  # invitation to supervise, closing formula
CONTACTS = "contacts"
SIGNATURE = "signature"
ROLES = (
    TITLE,
    NOISE,
    OPENING,
    ORGANISATION,
    SECTION,
    ASPECT,
    PROBLEM,
    SUBPROBLEM,
    ANSWER,
    MEASURE,
    OUTCOME,
    NEXT_STEPS,
    CLOSING,
    CONTACTS,
    SIGNATURE,
)


class Unit(NamedTuple):
    """A stretch of the canonical text with one role.

    `char_start:char_end` is the whole extent, children included. `title_start:title_end` is the heading without its
    enumerator (for a measure: the measure without its marker); empty where the unit has none.
    """

    role: str
    char_start: int
    char_end: int
    title_start: int
    title_end: int
    parent: int | None = None
    marker: str | None = None  # enumerator as printed: 一、 (1) 一是
    ordinal: int | None = None  # the number it stands for
    label: str | None = None  # label of an answer as printed: 整改情况
    status: str | None = None  # status that the item, its label or its section prints
    status_surface: str | None = None
    long_term: bool = False
    childless: bool = False  # an aspect that is also a problem
    scope: str = "main"  # list that it belongs to: main, special_check, previous_round, …
    unsure: bool = False  # a heading with its text that was given no place among the problems, and may belong there
    responsible: str | None = None
    deadline: str | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """All units of a notice in text order, with what was doubtful about its structure."""

    units: tuple[Unit, ...]
    warnings: tuple[str, ...] = ()
    paragraphs: tuple[Paragraph, ...] = field(default=(), repr=False, compare=False)  # of the text, as printed
    _starts: tuple[int, ...] = field(default=(), repr=False)
    _ends: tuple[int, ...] = field(default=(), repr=False)
    _parents: tuple[int | None, ...] = field(default=(), repr=False)
    # roles asked for -> innermost unit -> the unit with such a role that holds it
    _asked: dict[int, int | None] = field(default_factory=dict, repr=False, compare=False)  # position -> innermost unit
    _enclosing: dict[tuple[str, ...], dict[int, int | None]] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index what `innermost` and `path` walk over."""
        object.__setattr__(self, "_starts", tuple([unit.char_start for unit in self.units]))
        object.__setattr__(self, "_ends", tuple([unit.char_end for unit in self.units]))
        object.__setattr__(self, "_parents", tuple([unit.parent for unit in self.units]))

    def innermost(self, position: int) -> int | None:
        """Index of the smallest unit that holds the code point at `position`; None between units."""
        index: int | None = bisect_right(self._starts, position) - 1
        if index is None or index < 0:
            return None
        starts, ends, parents = self._starts, self._ends, self._parents
        while index is not None and not starts[index] <= position < ends[index]:
            index = parents[index]
        return index

    def path(self, position: int) -> Iterator[int]:
        """Indices of the units that hold `position`, innermost first."""
        index = self.innermost(position)
        while index is not None:
            yield index
            index = self._parents[index]

    def role_at(self, position: int) -> str | None:
        """Role of the innermost unit at `position`."""
        index = self.innermost(position)
        return None if index is None else self.units[index].role

    def enclosing(self, position: int, *roles: str) -> int | None:
        """Index of the smallest enclosing unit whose role is one of `roles`."""
        if position in self._asked:
            innermost = self._asked[position]
        else:
            innermost = self._asked[position] = self.innermost(position)
        if innermost is None:
            return None
        known = self._enclosing.get(roles)
        if known is None:
            known = self._enclosing[roles] = {}
        if innermost not in known:
            index: int | None = innermost
            while index is not None and self.units[index].role not in roles:
                index = self._parents[index]
            known[innermost] = index
        return known[innermost]
