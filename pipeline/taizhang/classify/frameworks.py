"""The level-1 framework of a notice, from the headings of its aspects and the year of the inspection.

Not every notice follows one: without enough of a framework's items among the headings the answer is null. The same
words (群众身边腐败和不正之风) are items of several frameworks; what stands beside them and the period decide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from taizhang.lexicon import load
from taizhang.text import fold

_MAX_CHARS = 120  # of a heading; longer ones are statements, not items of a framework


@dataclass(frozen=True, slots=True)
class Framework:
    """One framework: its items with the patterns of their headings, its period in years, inclusive."""

    code: str
    first: int
    last: int
    least: int
    must: str | None
    named: re.Pattern[str]
    items: tuple[tuple[str, re.Pattern[str]], ...]

    def item_of(self, heading: str) -> str | None:
        """The item that `heading` (folded) stands for."""
        return next((name for name, pattern in self.items if pattern.search(heading[:_MAX_CHARS])), None)


@cache
def frameworks() -> tuple[Framework, ...]:
    """All frameworks of `lexicon/frameworks.toml`, in its order."""
    return tuple(
        Framework(
            entry["code"],
            entry["from"],
            entry["to"],
            entry["least"],
            entry.get("must"),
            re.compile("|".join(entry["named"])),
            tuple((item["zh"], re.compile("|".join(item["any"]))) for item in entry["item"]),
        )
        for entry in load("frameworks")["framework"]
    )


def framework_items(headings: Sequence[str], year: int | None) -> list[str | None]:
    """For each heading of an aspect its item, as 框架·条目; all null when the notice follows no framework."""
    folded = [fold(heading) for heading in headings]
    ranked = []
    for order, framework in enumerate(frameworks()):
        items = [framework.item_of(heading) for heading in folded]
        different = len({item for item in items if item is not None})
        named = any(framework.named.search(heading) for heading in folded)
        enough = different >= framework.least and (framework.must is None or framework.must in items)
        if enough or (named and different):
            in_period = year is None or framework.first <= year <= framework.last
            ranked.append((not named, not in_period, -different, order, framework.code, items))
    if not ranked:
        return [None] * len(headings)
    *_, outside, _, _, code, items = min(ranked, key=lambda entry: entry[:4])
    if outside:
        return [None] * len(headings)
    return [None if item is None else f"{code}·{item}" for item in items]
