"""What is known about a generated notice: spans, claims, dates, verdicts. Offsets are code points into `text`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TrueProblem:
    """An aspect, problem or sub-problem; `parent` is an index into the list of problems."""

    level: str
    start: int
    end: int
    parent: int | None
    number: str = ""
    status: str | None = None
    long_term: bool = False
    scope: str = "main"


@dataclass(frozen=True, slots=True)
class TrueMeasure:
    """A measure; `problem` is an index into the list of problems."""

    problem: int
    start: int
    end: int
    marker: str = ""


@dataclass(frozen=True, slots=True)
class TrueClaim:
    """A printed number with its role, number and counter."""

    role: str
    scope: str
    value: float
    start: int
    end: int
    qualifier: str | None = None


@dataclass(frozen=True, slots=True)
class TrueDate:
    """A printed date or period with its role."""

    role: str
    first: dt.date
    last: dt.date
    start: int
    end: int
    year_inferred: bool = False


@dataclass(frozen=True, slots=True)
class TrueVerdict:
    """What an auditor who reads the whole notice must say."""

    check: str
    scope: str | None
    verdict: str
    claimed: float | None = None
    observed: float | None = None


@dataclass(frozen=True, slots=True)
class Plant:
    """A difference put in on purpose: found when one of `checks` says inconsistent; `shadow` may say so too.

    `open` names the honest reading that explains the difference; then the true verdict is `unverifiable`, accusing is
    wrong and confirming is wrong too. None: the text settles it.
    """

    kind: str
    checks: frozenset[str]
    shadow: frozenset[str] = frozenset()
    open: str | None = None


@dataclass(frozen=True, slots=True)
class TrueNotice:
    """A notice with its truth. `raw` is what a file would hold (perhaps with CRLF), `text` what is read from it."""

    seed: int
    house: str
    raw: str
    text: str
    problems: tuple[TrueProblem, ...]
    measures: tuple[TrueMeasure, ...]
    claims: tuple[TrueClaim, ...]
    dates: tuple[TrueDate, ...]
    verdicts: tuple[TrueVerdict, ...]
    plant: Plant | None = None
    tricks: tuple[str, ...] = ()

    def describe(self) -> str:
        """One line that tells how the notice was made."""
        made = self.plant.kind if self.plant else "honest"
        return f"seed={self.seed} house={self.house} {made} tricks={','.join(self.tricks) or '-'}"
