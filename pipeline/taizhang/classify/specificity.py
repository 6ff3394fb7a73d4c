"""How specific a measure is, by rule: names, numbers, dates, documents and deeds against empty phrases."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from taizhang.lexicon import load
from taizhang.lexicon.words import either

_MAX_CHARS = 600  # what stands further back can not make a vague measure concrete


@dataclass(frozen=True, slots=True)
class _Solid:
    points: float
    more: float
    most: int
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Rules:
    base: float
    solid: tuple[_Solid, ...]
    empty: re.Pattern[str]
    empty_points: float
    empty_most: int
    alone: float


def specificity(folded: str) -> float:
    """0 for a measure of empty phrases only, 1 for one full of names, numbers, dates and documents (folded text)."""
    rules = _rules()
    text = folded[:_MAX_CHARS]
    gained = 0.0
    for solid in rules.solid:
        found = 0
        for _ in solid.pattern.finditer(text):
            found += 1
            if found == solid.most:
                break
        if found:
            gained += solid.points + solid.more * (found - 1)
    empty = min(sum(1 for _ in rules.empty.finditer(text)), rules.empty_most)
    lost = empty * rules.empty_points / max(1.0, len(text) / 40)
    score = rules.base + gained - (lost if gained > 0 else lost * rules.alone)
    return round(min(max(score, 0.0), 1.0), 3)


@cache
def _rules() -> _Rules:
    data = load("specificity")
    empty = data["empty"][0]
    return _Rules(
        data["base"],
        tuple(_Solid(s["points"], s["more"], s["most"], re.compile(s["pattern"])) for s in data["solid"]),
        re.compile(either(empty["words"])),
        empty["points"],
        empty["most"],
        empty["alone"],
    )
