"""Whether one thing may be held against another, decided in one place: who the others are, and how many it takes."""

from __future__ import annotations

from dataclasses import dataclass

from taizhang.report.compare.measured import Against
from taizhang.report.compare.spread import Spread

SHARES = "shares"


@dataclass(frozen=True, slots=True)
class Comparison:
    """An agency, or a group of agencies, and the others it may be held against.

    `others` is None where function or level are not known; `least` is the number of agencies that it takes on either
    side. An agency by itself is a side of one.
    """

    own: Against
    others: Against | None
    least: int
    one_agency: bool

    @property
    def label(self) -> str:
        """What the others are called."""
        return self.others.label if self.others else "同类"

    @property
    def name(self) -> str:
        """What the own side is called."""
        return "本单位" if self.one_agency else "本组"

    def known(self, measure: str) -> int:
        """How many of the others have a value of this kind."""
        return self.others.spreads[measure].number if self.others and measure in self.others.spreads else 0

    def against(self, measure: str) -> Spread | None:
        """The values of the others; None where they or the own ones are too few."""
        if self.others is None or self.refusal(measure):
            return None
        return self.others.spreads[measure]

    def refusal(self, measure: str) -> str:
        """Why this is not compared; empty where it is."""
        if self.others is None:
            return "职能或层级未读出，没有同类"
        own = self.own.spreads[measure].number if measure in self.own.spreads else 0
        if not self.one_agency and own < self.least:
            return f"本组只有{own}家可比，不足{self.least}家，不比"
        if self.one_agency and not own:
            return "本单位无可比之数，不比"
        known = self.known(measure)
        return f"同类可比的只有{known}家，不足{self.least}家，不比" if known < self.least else ""
