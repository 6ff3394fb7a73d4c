"""What the program reads from a text, and how far that is from the truth."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from support.truth import TrueNotice
from taizhang.reading import read_notice
from taizhang.records import Finding, Measure, Problem
from taizhang.text import canonicalise, fold, squeeze

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Reading:
    """Rows read from one text; `audits` is None where only the structure was asked for."""

    text: str
    problems: tuple[Problem, ...]
    measures: tuple[Measure, ...]
    audits: tuple[Finding, ...] | None = None


def read_structure(raw: str) -> Reading:
    """Problems and measures only."""
    reading = read_all(raw)
    return Reading(reading.text, reading.problems, reading.measures)


def read_all(raw: str) -> Reading:
    """Everything, audits included."""
    ledger = read_notice(canonicalise(raw))
    return Reading(ledger.text.text, ledger.problems, ledger.measures, ledger.audits)


def accusations(reading: Reading) -> set[tuple[str, str | None]]:
    """Checks (with their list) that the program calls inconsistent."""
    return {(row.check, row.scope) for row in reading.audits or () if row.verdict == "inconsistent"}


def verdicts(reading: Reading) -> Counter[tuple[str, str | None, str]]:
    """Every verdict with its check and list, counted."""
    return Counter((row.check, row.scope, row.verdict) for row in reading.audits or ())


@dataclass(frozen=True, slots=True)
class Shape:
    """A structure without positions: equal for two writings of one notice."""

    problems: tuple[tuple[str, str, str | None, str | None], ...]  # level, issue, issue of the parent, status
    measures: tuple[tuple[str, str], ...]  # issue of the problem, measure


def plain(text: str) -> str:
    """`text` folded, without white space and final punctuation: what two writings have in common."""
    return squeeze(fold(text)).translate(_ONE_WIDTH).strip("。;,:.")


_ONE_WIDTH = str.maketrans("，：；（）？！", ",:;()?!")


def shape(reading: Reading) -> Shape:
    """The structure that was read."""
    name = {problem.problem_id: plain(problem.statement) for problem in reading.problems}
    return Shape(
        tuple((p.level, plain(p.statement), name.get(p.parent_id or ""), p.status) for p in reading.problems),
        tuple((name[m.problem_id], plain(m.surface)) for m in reading.measures),
    )


@dataclass(slots=True)
class Tally:
    """Sums over notices: rows right, read and true; parents and statuses right of compared."""

    problems: list[int] = field(default_factory=lambda: [0, 0, 0])
    measures: list[int] = field(default_factory=lambda: [0, 0, 0])
    parents: list[int] = field(default_factory=lambda: [0, 0])
    statuses: list[int] = field(default_factory=lambda: [0, 0])
    owners: list[int] = field(default_factory=lambda: [0, 0])
    perfect: int = 0
    notices: int = 0

    def add(self, other: Tally) -> None:
        """Add another tally."""
        for name in ("problems", "measures", "parents", "statuses", "owners"):
            mine = getattr(self, name)
            mine[:] = [a + b for a, b in zip(mine, getattr(other, name), strict=True)]
        self.perfect += other.perfect
        self.notices += other.notices

    @staticmethod
    def f1(row: list[int]) -> float:
        """F1 of right, read, true."""
        return 2 * row[0] / (row[1] + row[2]) if row[1] + row[2] else 1.0

    def line(self) -> str:
        """One line for people."""
        share = {name: getattr(self, name) for name in ("parents", "statuses", "owners")}
        text = "  ".join(f"{name} {a / b if b else 1:.4f}" for name, (a, b) in share.items())
        return f"problems F1 {self.f1(self.problems):.4f}  measures F1 {self.f1(self.measures):.4f}  {text}  perfect {self.perfect}/{self.notices}"


def compare(truth: TrueNotice, reading: Reading) -> tuple[Tally, list[str]]:
    """Score a reading against the truth; what is missing (-), too much (+) or different (~)."""
    tally, notes = Tally(notices=1), list[str]()
    text = truth.text
    true = {(p.level, p.start, p.end): p for p in truth.problems}
    read = {(p.level, p.char_start, p.char_end): p for p in reading.problems}
    both = true.keys() & read.keys()
    tally.problems = [len(both), len(read), len(true)]
    notes += [f"- {k[0]} {text[k[1] : k[2]]!r}" for k in sorted(true.keys() - both, key=lambda k: k[1])]
    notes += [f"+ {k[0]} {text[k[1] : k[2]]!r}" for k in sorted(read.keys() - both, key=lambda k: k[1])]
    by_id = {p.problem_id: (p.level, p.char_start, p.char_end) for p in reading.problems}
    for key in both:
        parent = true[key].parent
        wanted = (
            None
            if parent is None
            else (truth.problems[parent].level, truth.problems[parent].start, truth.problems[parent].end)
        )
        got = by_id.get(read[key].parent_id or "")
        tally.parents[0] += wanted == got
        if wanted != got:
            notes.append(f"~ parent of {text[key[1] : key[2]]!r}: {got and text[got[1] : got[2]]!r}")
        if key[0] == "problem":
            right = (true[key].status, true[key].long_term) == (read[key].status, bool(read[key].long_term))
            tally.statuses[0] += right
            tally.statuses[1] += 1
            if not right:
                notes.append(
                    f"~ status of {text[key[1] : key[2]]!r}: {true[key].status} {true[key].long_term} read {read[key].status} {read[key].long_term}"
                )
    tally.parents[1] = len(both)
    _measures(truth, reading, by_id, tally, notes)
    tally.perfect = not notes
    return tally, notes


def _measures(
    truth: TrueNotice, reading: Reading, by_id: dict[str, tuple[str, int, int]], tally: Tally, notes: list[str]
) -> None:
    text = truth.text
    true = {(m.start, m.end): truth.problems[m.problem] for m in truth.measures}
    read = {(m.char_start, m.char_end): by_id[m.problem_id] for m in reading.measures}
    both = true.keys() & read.keys()
    tally.measures = [len(both), len(read), len(true)]
    notes += [f"- measure {text[a:b][:60]!r}" for a, b in sorted(true.keys() - both)]
    notes += [f"+ measure {text[a:b][:60]!r}" for a, b in sorted(read.keys() - both)]
    tally.owners[1] = len(both)
    for span in both:
        owner = true[span]
        right = read[span] == (owner.level, owner.start, owner.end)
        tally.owners[0] += right
        if not right:
            notes.append(f"~ owner of measure {text[span[0] : span[1]][:40]!r}")
