"""Whether two texts are one notice: clause by clause, numbers compared, what a page puts around a notice left aside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import chain

from taizhang.extract.sketch import NUMBER
from taizhang.ingest.footer import is_footer
from taizhang.lexicon import load
from taizhang.text import fold

_STOPS = r"。;!?"
_SPACE = re.compile(r"\s+")
_PAGE_NUMBER = re.compile(r"[-~—\s]{0,8}\d{1,3}[-~—\s]{0,8}|第\d{1,4}页(?:[,共\s]{0,6}\d{1,4}页)?|\d{1,4}/\d{1,4}")
_BOX_CHARS = 120  # a longer line is a paragraph, whatever word it opens with
_ANCHOR_CHARS = 8  # a common clause shorter than this may be chance
_SHOWN = 5
_SHOWN_CHARS = 30


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with its numbers read as one sign, the numbers, and the clause as printed without white space."""

    masked: str
    numbers: tuple[str, ...]
    printed: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """`share` of the characters between the first and the last common clause that are common (0-1), `whole` of all
    characters; numbers that differ, each as printed before and after; clauses that are worded otherwise; clauses with
    numbers that both have, apart from the numbers themselves.
    """

    share: float
    whole: float
    numbers: tuple[tuple[str, str], ...]
    reworded: int
    numbered: int


def compare(first: str, second: str) -> Likeness:
    """How `second` differs from `first`. Lines are clauses of their own, unless ignoring them matches better."""
    by_line = _compare(_clauses(first, lines=True), _clauses(second, lines=True))
    if by_line.share > 0.97 and by_line.whole > 0.9:
        return by_line
    joined = _compare(_clauses(first, lines=False), _clauses(second, lines=False))
    return joined if joined.share * joined.whole > by_line.share * by_line.whole else by_line


def differences(likeness: Likeness) -> str:
    """The differing numbers in one Chinese phrase."""
    shown = "；".join(f"“{a}”→“{b}”" for a, b in map(_around, likeness.numbers[:_SHOWN]))
    more = f"等 {len(likeness.numbers)} 处" if len(likeness.numbers) > _SHOWN else ""
    return f"{shown}{more}"


def _around(pair: tuple[str, str]) -> tuple[str, str]:
    """Both clauses cut to what stands around their first difference."""
    same = next((at for at, (a, b) in enumerate(zip(*pair, strict=False)) if a != b), min(map(len, pair)))
    start = max(0, same - _SHOWN_CHARS // 2)
    return _clipped(pair[0], start), _clipped(pair[1], start)


@cache
def _furniture() -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(load("page")["box"], key=len, reverse=True)))
    return re.compile(rf"[\[(\s]{{0,4}}(?:{words})\s{{0,4}}(?::|\s|$).*", re.DOTALL)


def _clauses(text: str, *, lines: bool) -> list[Clause]:
    kept = []
    for line in fold(text).split("\n"):
        bare = line.strip()
        furniture = len(bare) < _BOX_CHARS and (is_footer(bare) or _furniture().fullmatch(bare))
        if bare and not furniture and not _PAGE_NUMBER.fullmatch(bare):
            kept.append(_SPACE.sub("", bare))
    parts = chain.from_iterable(re.split(f"[{_STOPS}]", line) for line in (kept if lines else ["".join(kept)]))
    return [Clause(NUMBER.sub("#", part), tuple(NUMBER.findall(part)), part) for part in parts if part]


def _compare(first: list[Clause], second: list[Clause]) -> Likeness:
    matcher = SequenceMatcher(None, [c.masked for c in first], [c.masked for c in second], autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    anchors = [b for b in blocks if sum(len(c.masked) for c in first[b.a : b.a + b.size]) >= _ANCHOR_CHARS]
    if not anchors:
        return Likeness(0.0, 0.0, (), 0, 0)
    start, end = anchors[0], anchors[-1]
    inner_first = first[start.a : end.a + end.size]
    inner_second = second[start.b : end.b + end.size]
    common = _length(c for block in anchors for c in first[block.a : block.a + block.size])
    inside = [block for block in blocks if start.a <= block.a <= end.a]
    numbers: list[tuple[str, str]] = []
    reworded = numbered = 0
    at_first, at_second = start.a, start.b
    for block in inside:
        found, clauses = _replaced(first[at_first : block.a], second[at_second : block.b])
        numbers.extend(found)
        reworded += clauses
        pairs = zip(first[block.a : block.a + block.size], second[block.b : block.b + block.size], strict=True)
        numbered += sum(bool(c.numbers) for c in first[block.a : block.a + block.size])
        numbers.extend((a.printed, b.printed) for a, b in pairs if a.numbers != b.numbers)
        at_first, at_second = block.a + block.size, block.b + block.size
    return Likeness(
        common / max(_length(inner_first), _length(inner_second)),
        common / max(_length(first), _length(second)),
        tuple(numbers),
        reworded,
        numbered,
    )


def _replaced(first: list[Clause], second: list[Clause]) -> tuple[list[tuple[str, str]], int]:
    """Clauses that stand for each other: their numbers where those are not the same, and how many they are."""
    before, after = (Counter(number for c in side for number in c.numbers) for side in (first, second))
    if before == after:
        return [], max(len(first), len(second))
    pair = ("。".join(c.printed for c in first), "。".join(c.printed for c in second))
    return [pair], max(len(first), len(second))


def _length(clauses: Iterator[Clause] | list[Clause]) -> int:
    return sum(len(clause.masked) for clause in clauses)


def _clipped(text: str, start: int) -> str:
    end = start + _SHOWN_CHARS
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
