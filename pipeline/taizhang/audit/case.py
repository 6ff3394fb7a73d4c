"""What the auditor works on: the rows of one notice, its text cut into sentences, and where each row stands.

The auditor reads claims, units and spans only, never a model. A `Case` is built once a notice and handed to every law.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from operator import attrgetter

from taizhang import lexicon
from taizhang.audit.sentences import sentences
from taizhang.lexicon.words import either
from taizhang.outline import unit as roles
from taizhang.outline.paragraphs import paragraphs
from taizhang.outline.unit import Outline, Unit
from taizhang.records import Count, Date, Evidence, Measure, Notice, Problem
from taizhang.text import Canonical, fold

ITEM_UNITS = frozenset({"个", "项", "条", "件"})  # what problems, tasks and petitions are counted in
_CUT = re.compile(r"[\d一二三四五六七八九十百千.]\n[ ]*$|[\d.]$")
_LIMIT = 60  # code points of a clause before a number
_FULL_LINE = 30  # characters; a shorter line was not broken by a page's width
_CLAUSE_MARK = re.compile(r"[,。;:!?、()]")  # the line ends are blanks by then
_place = attrgetter("char_start")
_ITEMS = (roles.PROBLEM, roles.SUBPROBLEM)


@cache
def words(section: str, key: str) -> re.Pattern[str]:
    """Any word of a list of lexicon/audit.toml, the longest first."""
    listed = lexicon.load("audit")[section][key]
    return re.compile(either(listed))


_DRESSES = {
    **dict.fromkeys(range(ord("①"), ord("⑳") + 1), "○"),
    **dict.fromkeys(range(ord("⒈"), ord("⒛") + 1), "1."),
    **dict.fromkeys(range(ord("⑴"), ord("⒇") + 1), "(1)"),
    **dict.fromkeys(range(ord("㈠"), ord("㈩") + 1), "(一)"),
}
_FIGURES, _NUMERALS = re.compile(r"\d+"), re.compile(r"[一二三四五六七八九十]+")


@lru_cache(maxsize=1024)
def style(marker: str | None) -> str:
    """The dress of an enumerator without its number: (N), N., 问题C:; ㈢ is dressed like (三), ⑶ like (3)."""
    text = fold(marker or "").translate(_DRESSES)
    return _NUMERALS.sub("C", _FIGURES.sub("N", text)).replace(" ", "")


@dataclass(frozen=True, slots=True)
class Case:
    """The rows of one notice with the text they were read from."""

    doc: Canonical
    outline: Outline
    notice: Notice
    problems: tuple[Problem, ...]
    measures: tuple[Measure, ...]
    counts: tuple[Count, ...]  # in text order
    dates: tuple[Date, ...]
    paragraph_starts: tuple[int, ...]
    sentence_starts: tuple[int, ...]
    sentence_ends: tuple[int, ...]
    unit_of_title: dict[tuple[str, int], int]
    subsets: frozenset[int]  # starts of counts that 其中 makes parts of another one
    count_starts: tuple[int, ...]
    double_counting: bool  # the notice says that one thing may be counted more than once
    # what many laws ask of one position, worked out once
    by_role: dict[str, tuple[Count, ...]] = field(default_factory=dict, compare=False, repr=False)  # in text order
    _clauses: dict[int, str] = field(default_factory=dict, compare=False, repr=False)
    _items: dict[int, int | None] = field(default_factory=dict, compare=False, repr=False)
    _measures: dict[int, int | None] = field(default_factory=dict, compare=False, repr=False)

    folded: str = field(init=False, compare=False, repr=False)  # the folded text: what patterns match on

    def __post_init__(self) -> None:
        """Keep at hand what every law reads."""
        object.__setattr__(self, "folded", self.doc.folded)

    def sentence(self, position: int) -> int:
        """Index of the sentence that holds `position` (of the one before it, between two)."""
        return max(0, bisect_right(self.sentence_starts, position) - 1)

    def sentence_span(self, index: int) -> tuple[int, int]:
        """Span of a sentence, without the white space around it."""
        return (self.sentence_starts[index], self.sentence_ends[index]) if self.sentence_starts else (0, 0)

    def sentence_text(self, position: int) -> str:
        """Folded text of the sentence at `position`."""
        start, end = self.sentence_span(self.sentence(position))
        return self.folded[start:end]

    def paragraph(self, position: int) -> int:
        """Index of the paragraph that holds `position`."""
        return max(0, bisect_right(self.paragraph_starts, position) - 1)

    def evidence(self, *positions: int) -> tuple[Evidence, ...]:
        """The whole sentences at these positions, each once, in text order."""
        indices = sorted({self.sentence(position) for position in positions})
        spans = [self.sentence_span(index) for index in indices]
        return tuple(Evidence(start, end, self.doc.text[start:end]) for start, end in spans if start < end)

    def clause_before(self, position: int, limit: int = _LIMIT) -> str:
        """Folded text between the last punctuation mark and `position`, blanks and wrapped line ends removed."""
        if limit != _LIMIT:
            return self._clause_before(position, limit)
        known = self._clauses.get(position)
        if known is None:
            known = self._clauses[position] = self._clause_before(position, limit)
        return known

    def _clause_before(self, position: int, limit: int) -> str:
        begin = max(0, position - limit)
        line = self.folded.rfind("\n", begin, position)
        if line >= 0 and line - self.folded.rfind("\n", 0, line) < _FULL_LINE:
            begin = line  # the short line above is a heading, no part of the clause
        window = self.folded[begin:position]
        if "\n" in window:
            window = window.replace("\n", " ")
        return "".join(_CLAUSE_MARK.split(window)[-1].split())

    def counts_between(self, begin: int, end: int) -> tuple[Count, ...]:
        """The counts that start in `begin:end`."""
        return self.counts[bisect_left(self.count_starts, begin) : bisect_left(self.count_starts, end)]

    def item(self, position: int) -> int | None:
        """Index of the problem or sub-problem unit that holds `position`; None outside the list of problems."""
        if position not in self._items:
            self._items[position] = self.outline.enclosing(position, *_ITEMS)
        return self._items[position]

    def measure(self, position: int) -> int | None:
        """Index of the measure that holds `position`; None outside the measures."""
        if position not in self._measures:
            self._measures[position] = self.outline.enclosing(position, roles.MEASURE)
        return self._measures[position]

    def is_part(self, count: Count) -> bool:
        """Whether 其中 makes the count a part of another one."""
        return count.char_start in self.subsets

    def unit(self, problem: Problem) -> Unit | None:
        """The unit of the outline that a row of `problems` came from."""
        index = self.unit_of_title.get((problem.level, problem.char_start))
        return None if index is None else self.outline.units[index]

    def scope(self, problem: Problem) -> str:
        """The list that a problem belongs to."""
        unit = self.unit(problem)
        if unit is not None:
            return unit.scope
        index = self.item(problem.char_start)
        return "main" if index is None else self.outline.units[index].scope


def _subsets(case_counts: tuple[Count, ...], folded: str, sentence: Callable[[int], int]) -> frozenset[int]:
    """Counts marked 其中, and those of their role that continue the same list in the same sentence.

    A semicolon ends a list of things; it does not end a list of claims by unit or by field.
    """
    if all(count.qualifier != "subset" for count in case_counts):
        return frozenset()
    marked: set[int] = set()
    open_lists: dict[tuple[int, str], int] = {}
    for count in case_counts:
        key = (sentence(count.char_start), count.role)
        if count.qualifier == "subset":
            marked.add(count.char_start)
            open_lists[key] = count.char_end
        elif count.qualifier is None and key in open_lists:
            between = folded[open_lists[key] : count.char_start]
            if between.count(")") > between.count("("):
                del open_lists[key]  # (其中立行立改8个),基本完成4个: the bracket closed the list
                continue
            claim = (
                count.role.endswith("_claimed") or count.role.startswith("status_") or count.role == "completion_rate"
            )
            if claim or ";" not in between:
                marked.add(count.char_start)
    return frozenset(marked)


def _is_cut(folded: str, start: int) -> bool:
    """Whether a number goes on behind a digit, or behind one at the end of the line above."""
    before = folded[start - 1 : start]
    return (before in " \n." or before.isdecimal()) and _CUT.search(folded[max(0, start - 3) : start]) is not None


def _by_role(counts: tuple[Count, ...]) -> dict[str, tuple[Count, ...]]:
    found: dict[str, list[Count]] = {}
    for count in counts:
        found.setdefault(count.role, []).append(count)
    return {role: tuple(rows) for role, rows in found.items()}


def build_case(
    doc: Canonical,
    outline: Outline,
    notice: Notice,
    problems: tuple[Problem, ...],
    measures: tuple[Measure, ...],
    counts: tuple[Count, ...],
    dates: tuple[Date, ...],
) -> Case:
    """The case of one notice; rows may come in any order."""
    blocks = list(outline.paragraphs) or paragraphs(doc)
    starts, ends = sentences(doc.folded, blocks, frozenset({unit.char_start for unit in outline.units}))
    levels = {roles.ASPECT: "aspect", roles.PROBLEM: "problem", roles.SUBPROBLEM: "subproblem"}
    titles = {
        (levels[unit.role], unit.title_start): index for index, unit in enumerate(outline.units) if unit.role in levels
    }
    # a number that a broken line cut in two (十|九个问题) was not read as printed: better unread than misread
    ordered = tuple(sorted([row for row in counts if not _is_cut(doc.folded, row.char_start)], key=_place))
    subsets = _subsets(ordered, doc.folded, lambda position: max(0, bisect_right(starts, position) - 1))
    return Case(
        doc,
        outline,
        notice,
        tuple(sorted(problems, key=_place)),
        measures,
        ordered,
        tuple(sorted(dates, key=_place)),
        tuple([block.start for block in blocks]),
        tuple(starts),
        tuple(ends),
        titles,
        subsets,
        tuple([count.char_start for count in ordered]),
        words("multiple", "note").search(doc.folded) is not None,
        _by_role(ordered),
    )
