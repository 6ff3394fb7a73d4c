"""What a notice says, before it is written: its tree, its claims, its dates. How it looks is decided by house and style."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from support.truth import Plant, TrueVerdict
from support.words import Agency


@dataclass(frozen=True, slots=True)
class Claim:
    """A number to print: Arabic or Chinese is a matter of style."""

    role: str
    value: float
    unit: str
    scope: str = "main"
    qualifier: str | None = None
    printed: str | None = None  # where the number of decimals matters


Clause = tuple[str | Claim, ...]


@dataclass(slots=True)
class Item:
    """A node of the tree. Leaves (problems, sub-problems, childless aspects) have measures."""

    level: str  # aspect, category, problem, subproblem
    statement: str
    children: list[Item] = field(default_factory=list)
    measures: list[str] = field(default_factory=list)
    enumerated: bool = True  # 一是 … or running text
    lead_in: str | None = None
    status: str | None = None
    long_term: bool = False
    labelled: bool = True  # False: the one item of the notice that lacks its label
    numbered: bool = True  # False: a heading under an aspect without number
    pointer: bool = False  # the answer only says 详见附件
    form: str | None = None  # how this heading is worded, where it is not left to the house
    silent: bool = False  # a heading with nothing under it
    skip: int = 0  # numbers left out before this item
    fields: dict[str, str] = field(default_factory=dict)

    def leaves(self) -> list[Item]:
        """The items below (or this one) that carry an answer."""
        return [leaf for child in self.children for leaf in child.leaves()] if self.children else [self]

    def walk(self) -> list[Item]:
        """This item and all below, in text order."""
        return [self, *(below for child in self.children for below in child.walk())]

    @property
    def childless_aspect(self) -> bool:
        """An aspect that is also a problem."""
        return self.level == "aspect" and not self.children


@dataclass(frozen=True, slots=True)
class Schedule:
    """The days that a notice must name."""

    periods: tuple[tuple[dt.date, dt.date], ...]
    feedback: dt.date
    publication: dt.date


@dataclass(slots=True)
class Plan:
    """All that a notice says."""

    seed: int
    agency: Agency
    schedule: Schedule
    shape: str  # flat, tree, three
    items: list[Item]
    special: list[Item] = field(default_factory=list)  # list of a special check, a section of its own
    feedback_clause: Clause = ()  # what the inspection pointed out
    opening_clauses: list[Clause] = field(default_factory=list)
    repeat_clauses: list[Clause] = field(default_factory=list)  # said again where the work is described
    summary_clauses: list[Clause] = field(default_factory=list)  # status and rates
    summary_place: str = "opening"  # opening, organisation, answers, tail
    special_clause: Clause = ()
    organisation: list[str] = field(default_factory=list)
    next_steps: list[str] = field(default_factory=list)
    notice_days: tuple[int, int] | None = None  # length of the public notice, both ends counted, and as printed
    elided_feedback_year: bool = True
    status_shown: str = "none"  # none, label, bracket, lead, close, section
    verdicts: list[TrueVerdict] = field(default_factory=list)
    plant: Plant | None = None
    tricks: list[str] = field(default_factory=list)

    def main_items(self) -> list[Item]:
        """Every item of the main list in text order."""
        return [below for item in self.items for below in item.walk()]

    def paths(self) -> list[list[Item]]:
        """The way from the outermost item to each leaf of the main list."""

        def below(item: Item, way: list[Item]) -> list[list[Item]]:
            here = [*way, item]
            return [path for child in item.children for path in below(child, here)] if item.children else [here]

        return [path for item in self.items for path in below(item, [])]

    def problems(self) -> list[Item]:
        """The items of the main list that count as problems."""
        return [item for item in self.main_items() if item.level == "problem" or item.childless_aspect]

    def number(self, level: str) -> int:
        """How many items of a level the main list prints."""
        return sum(item.level == level for item in self.main_items())
