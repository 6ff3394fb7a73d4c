"""No pattern of the package takes more than linear time, on strings made to make it.

Every compiled pattern of every module is collected, also those that are built from the lexicon, and run over long
repetitions of what it might stumble on. A pattern that scans the rest of the text from every place needs sixteen times
as long for four times the length.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import time
from collections.abc import Iterator
from functools import _lru_cache_wrapper

import pytest

import taizhang

PIECES = (
    "一", "(一)", "1", "1.", ",", "。", " ", "\n \n", "“", "关于“", "“不深入”", "的问题", "关于学习不深入的问题,", "整改情况:", "整 改 ", "2023年5月3日",
    "至", "-", "电话", "0355-", "@a.", "12个问题", "已完成", "《", "(", "第", "市", "1,234.", "未", ";", "|", "[", "●", "一是",
)  # fmt: skip
# used with `match` or `fullmatch` only, on what is named here: from one place the time they take is linear
ANCHORED = {
    "taizhang.extract.statements._QUOTED": "a heading",
    "taizhang.extract.statements._HALF_QUOTED": "a heading",
    "taizhang.extract.date_answers._LEAD": "a sentence",
    "taizhang.extract.leading_nouns._MARKER": "a clause",
    "taizhang.extract.leading_nouns._LAST_COUNT": "a clause",
    "taizhang.extract.leading_nouns._PARTICLE": "a clause",
    "taizhang.extract.leading_nouns._DONE": "a clause",
    "taizhang.outline.headings._FIRST_SENTENCE": "a heading",
    "taizhang.ingest.sniff._OPENS_AS_HTML": "the beginning of a file",
}
LENGTH = 500  # code points of the shorter string
SLOW = 0.005  # CPU seconds for the longer one below which nothing is asked
SPANS = 4  # times as long
WORST = 8.5  # growth of the time allowed: 4 is linear, 16 quadratic


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every text pattern of the package with the place where it stands."""
    seen: set[str] = set()
    for info in pkgutil.walk_packages(taizhang.__path__, "taizhang."):
        if info.name.endswith("__main__"):
            continue
        try:
            module = importlib.import_module(info.name)
        except ImportError:  # an engine that is not installed
            continue
        for name, value in vars(module).items():
            for found in _inside(value, module.__name__):
                if found.pattern not in seen:
                    seen.add(found.pattern)
                    yield f"{module.__name__}.{name}", found


def _inside(value: object, module: str) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif isinstance(value, _lru_cache_wrapper):
        if value.__module__ == module and not inspect.signature(value).parameters:
            yield from _inside(value(), module)
    elif isinstance(value, dict):
        for member in value.values():
            yield from _inside(member, module)
    elif isinstance(value, tuple | list | frozenset):
        for member in value:
            yield from _inside(member, module)


FOUND = list(patterns())


def seconds(pattern: re.Pattern[str], text: str, anchored: bool) -> float:
    """CPU seconds to find all matches, or the one at the beginning."""
    start = time.process_time()
    if anchored:
        pattern.fullmatch(text)
        pattern.match(text)
    else:
        for _ in pattern.finditer(text):
            pass
    return time.process_time() - start


def growth(pattern: re.Pattern[str], piece: str, anchored: bool) -> float:
    """How many times longer the pattern takes for four times the text; 0 where it takes next to no time."""
    short = (piece * LENGTH)[:LENGTH]
    long = short * SPANS
    taken = seconds(pattern, long, anchored)
    if taken < SLOW:
        return 0.0
    return min(seconds(pattern, long, anchored) for _ in range(3)) / max(
        1e-5, min(seconds(pattern, short, anchored) for _ in range(3))
    )


def test_many_patterns_are_found() -> None:
    assert len(FOUND) > 150
    assert ANCHORED.keys() <= {place for place, _ in FOUND}


@pytest.mark.parametrize(("place", "pattern"), FOUND, ids=[f"{place}-{i}" for i, (place, _) in enumerate(FOUND)])
def test_time_grows_with_the_text(place: str, pattern: re.Pattern[str]) -> None:
    anchored = place in ANCHORED
    slow = {piece: found for piece in PIECES if (found := growth(pattern, piece, anchored)) > WORST}
    assert not slow, f"{place} is not linear on {slow}"
