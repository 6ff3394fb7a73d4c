"""What the models look at: the dense features beside character n-grams, the same for training and for use."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from taizhang.classify.ngrams import prepare, squash
from taizhang.classify.triggers import Hits, Words
from taizhang.extract.statements import statement_span
from taizhang.lexicon import load
from taizhang.text import fold

Dense = NDArray[np.float32]

FUNCTION_WEIGHT = 0.2  # of the agency's function beside n-grams of unit length; chosen on dev
PAGE_CHARS = 600  # the opening of a page tells its kind; what follows is alike in many kinds
_TITLE_LINES, _LONGEST_TITLE, _TITLE_CHARS = 5, 80, 100
_EMPHASIS = re.compile(r"\*\*[^*\n]{4,80}\*\*")  # bold in Markdown
_PRIVATE, _PRIVATE_SIZE = 0xF0000, 0xFFFE


@dataclass(frozen=True, slots=True)
class Issue:
    """A problem statement and the function of the agency it is about."""

    text: str
    function: str | None


def statement_text(heading: str) -> str:
    """The issue inside a heading as printed, prepared: without 关于/针对, outer quotes and 的问题."""
    folded = fold(heading)
    start, end = statement_span(folded, 0, len(folded))
    return squash(folded[start:end])


def category_features(hits: Sequence[Hits], issues: Sequence[Issue], words: Words, functions: Sequence[str]) -> Dense:
    """The `words` found in each issue (`hits`) and the function of its agency."""
    known = np.zeros((len(issues), len(functions)), np.float32)
    position = {function: index for index, function in enumerate(functions)}
    for row, issue in zip(known, issues, strict=True):
        if issue.function in position:
            row[position[issue.function]] = FUNCTION_WEIGHT
    return np.hstack([words.features(hits), known])


def page_text(folded: str, title: str | None) -> str:
    """The opening of a page, prepared, behind its title in characters of its own: what the title says weighs more than
    the same words in the text. The title is given, or stands in the first lines.
    """
    head = squash(folded[: PAGE_CHARS + PAGE_CHARS // 4])[:PAGE_CHARS]
    name = (prepare(title or "") or squash(_printed_title(folded)))[:_TITLE_CHARS]
    shown = head if not name or name in head else name + head
    return name.translate(_Apart()) + shown


class _Apart(dict[int, int]):
    """Every character to one of the private planes, which no text has."""

    def __missing__(self, code: int) -> int:
        return code + _PRIVATE if code < _PRIVATE_SIZE else code


def _printed_title(folded: str) -> str:
    """The lines before the first sentence, without those of the box above a page."""
    box = tuple(load("page")["box"])
    found = []
    for line in folded.lstrip()[: _TITLE_LINES * _TITLE_CHARS].split("\n")[:_TITLE_LINES]:
        bare = line.strip()
        if len(bare) > _LONGEST_TITLE or "。" in bare:
            break
        if not bare.startswith(box):
            found.append(bare)
    return "".join(found)


def page_features(texts: Sequence[str]) -> Dense:
    """How much of each page (prepared) is left open to be filled in."""
    rules = load("pages")
    counts = [min(open_places(text), rules["most"]) for text in texts]
    return np.array(counts, np.float32)[:, None] * np.float32(rules["weight"])


def open_places(text: str) -> int:
    """Places of a text that are to be filled in, and words that say so."""
    return sum(1 for _ in _slot().finditer(_EMPHASIS.sub("", text)))


@cache
def _slot() -> re.Pattern[str]:
    return re.compile(load("pages")["slot"])
