"""How specific a measure is, by rule: names, numbers, dates, documents and deeds against empty phrases."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from taizhang.lexicon import load
from taizhang.lexicon.words import either

_FIRST_HAN, _LAST_HAN = "\u4e00", "\u9fff"
_MAX_CHARS = 600  # what stands further back can not make a vague measure concrete


@dataclass(frozen=True, slots=True)
class _Solid:
    points: float
    more: float
    most: int
    pattern: re.Pattern[str]  # the words behind a name, where it has a stem
    begins: re.Pattern[str] | None
    stem: int  # most Chinese characters before a word; 0: no name


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
        found = _names(solid, text) if solid.stem else _places(solid, text)
        if found:
            gained += solid.points + solid.more * (found - 1)
    empty = min(len(rules.empty.findall(text)), rules.empty_most)
    lost = empty * rules.empty_points / max(1.0, len(text) / 40)
    score = rules.base + gained - (lost if gained > 0 else lost * rules.alone)
    return round(min(max(score, 0.0), 1.0), 3)


def _places(solid: _Solid, text: str) -> int:
    """How many such places the text holds, at most `most`."""
    start = 0
    if solid.begins is not None:
        first = solid.begins.search(text)
        if first is None:
            return 0
        start = first.start()
    return min(len(solid.pattern.findall(text, start)), solid.most)


def _names(solid: _Solid, text: str) -> int:
    """How many names the text holds, at most `most`; each reaches as far as words follow within its stem.

    The same as `[一-鿿]{1,stem}(?:words)`, looked for from the words: there are few of them.
    """
    search, stem = solid.pattern.search, solid.stem
    found = floor = 0
    word = search(text, 1)
    while word is not None and found < solid.most:
        at = start = word.start()
        while start > floor and at - start < stem and _FIRST_HAN <= text[start - 1] <= _LAST_HAN:
            start -= 1
        if start == at:  # nothing names it
            word = search(text, at + 1)
            continue
        end = word.end()
        while (word := search(text, at + 1)) is not None and word.start() <= start + stem:
            if not all(_FIRST_HAN <= char <= _LAST_HAN for char in text[at : word.start()]):
                break
            at, end = word.start(), word.end()
        found, floor = found + 1, end
        if word is None or word.start() <= end:
            word = search(text, end + 1)
    return found


def _solid(entry: Mapping[str, Any]) -> _Solid:
    pattern = either(entry["words"]) if "words" in entry else entry["pattern"]
    begins = re.compile(entry["begins"]) if "begins" in entry else None
    return _Solid(entry["points"], entry["more"], entry["most"], re.compile(pattern), begins, entry.get("stem", 0))


@cache
def _rules() -> _Rules:
    data = load("specificity")
    empty = data["empty"][0]
    return _Rules(
        data["base"],
        tuple(map(_solid, data["solid"])),
        re.compile(either(empty["words"])),
        empty["points"],
        empty["most"],
        empty["alone"],
    )
