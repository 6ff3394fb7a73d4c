"""What stands around a number: its sentence, its clause, the unit of the outline, and the counts before it.

Everything is indexed once for a notice; one number then costs a few look-ups, however long the notice is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from taizhang.extract.count_forms import sentence_starts
from taizhang.extract.count_roles import ELSEWHERE, Context
from taizhang.extract.count_sources import own_sources
from taizhang.outline import unit as roles
from taizhang.outline.unit import Outline

_LONGEST_LEFT = 160
_FULL_STOP = re.compile(r"[。\n]")
_SUBSET = re.compile(r"其中(?:[,:][^。]{0,140}|(?:[^,。;]|(?<=\d),(?=\d{3})){0,80})$")
_INSIDE_ROLES = frozenset({roles.PROBLEM, roles.SUBPROBLEM, roles.ANSWER, roles.MEASURE})


@dataclass(frozen=True, slots=True)
class _Place:
    """What the outline says about every position of one unit."""

    inside: bool
    scope: str
    ahead: bool = False  # among the plans


_NOWHERE = _Place(inside=False, scope="main")


class Surroundings:
    """The surroundings of the numbers of one notice, asked for in text order."""

    def __init__(self, folded: str, outline: Outline) -> None:
        """Index sentences and full stops."""
        self._folded, self._outline = folded, outline
        self._sentences = sentence_starts(folded)
        self._places = _places(outline)
        self.unit: int | None = None  # innermost unit of the number whose context was asked for last
        self._unit_starts = [unit.char_start for unit in outline.units]
        self._from, self._until, self._here = 0, 0, _NOWHERE  # the stretch of the last place
        self._seen: tuple[int, str | None, str | None] = (-1, None, None)  # sentence, role and scope of the last count
        self._scoped: tuple[int, str] = (-1, "main")  # end of the full sentence (to its 。) and list of the last claim
        self._scopes: frozenset[str] = frozenset()  # all lists claimed in that sentence
        self._own = own_sources(folded, outline)

    def floor(self, start: int) -> int:
        """Start of the sentence that holds `start`, at most 160 code points back and within its unit of the outline."""
        opened = max(self._sentences[bisect_right(self._sentences, start) - 1], self._edge(start))
        return opened if start - opened < _LONGEST_LEFT else start - _LONGEST_LEFT

    def _edge(self, start: int) -> int:
        """Where the line begins at which the unit that holds `start`, or its text behind the heading, begins; 0 without."""
        index = self._outline.innermost(start)
        if index is None:
            return 0
        unit = self._outline.units[index]
        edge = unit.title_end if unit.title_end <= start else unit.title_start
        edge += self._folded.startswith("\n", edge)
        return edge if edge <= start and self._folded.find("\n", max(edge - 2, 0), edge) >= 0 else 0

    def context(self, start: int, floor: int, end: int) -> Context:
        """The context of the number at `start`; its noun ends at `end`."""
        folded = self._folded
        place = self._here if self._from <= start < self._until else self._place(start)
        same = self._seen[0] == floor
        in_full = start <= self._scoped[0]  # the parts between semicolons speak of one list
        comma = folded.rfind(",", floor, start)  # the sentence holds no other mark
        while comma > floor and folded[comma - 1].isdecimal() and folded[comma + 1 : comma + 4].isdecimal():
            comma = folded.rfind(",", floor, comma)  # 299,845.65元: no mark, a separator
        clause_start = comma + 1 or floor
        clause = folded[clause_start:start]
        if " " in clause or "\n" in clause:
            clause = "".join(clause.split())  # 已完成整改 9 个
        return Context(
            folded,
            floor,
            start,
            end,
            clause,
            place.inside,
            place.scope,
            self._seen[1] if same else None,
            self._seen[2] if same else None,
            folded.find("其中", floor, start) >= 0 and _SUBSET.search(folded, floor, start) is not None,
            self._scoped[1] if in_full else None,
            self._scopes if in_full else frozenset(),
            self._own,
            clause_start,
        )

    def remember(self, start: int, floor: int, role: str, scope: str | None) -> None:
        """What a later count of the same sentence may go by; lengths of time and frequencies say nothing."""
        if role not in ("duration", "frequency"):
            self._seen = (floor, role, scope)
        if scope is not None:
            until, _ = self._scoped
            if scope != ELSEWHERE:
                known = self._scopes if start <= until else frozenset()
                self._scopes = known | {scope} if role == "problems_claimed" else known
            if start > until:
                stop = _FULL_STOP.search(self._folded, start)
                until = len(self._folded) if stop is None else stop.start()
            self._scoped = (until, scope)

    def _place(self, start: int) -> _Place:
        """Whether headings and answers hold the position, and the list its section is about."""
        outline = self._outline
        index = self.unit = outline.innermost(start)
        if index is None:
            self._until = self._from  # the next number is looked up anew
            return _NOWHERE
        following = bisect_right(self._unit_starts, start)
        until = self._unit_starts[following] if following < len(self._unit_starts) else len(self._folded)
        self._from, self._until, self._here = start, min(until, outline.units[index].char_end), self._places[index]
        return self._here


def _places(outline: Outline) -> list[_Place]:
    """What the outline says about the positions of each unit."""
    places: list[_Place] = []
    for unit in outline.units:
        above = _NOWHERE if unit.parent is None else places[unit.parent]  # a parent stands before its children
        inside = above.inside or unit.role in _INSIDE_ROLES
        # what comes next concerns the whole notice, also where it closes the part on one list
        ahead = above.ahead or unit.role == roles.NEXT_STEPS
        scope = "main" if ahead else above.scope if unit.scope == "main" else unit.scope
        same = inside == above.inside and ahead == above.ahead and scope == above.scope
        places.append(above if same else _Place(inside, scope, ahead))
    return places
