"""Words of the taxonomy found in a statement, and what they say by themselves.

A word may belong to several categories; it then counts for each by its share. The rule answers only when one category
clearly outweighs all others, and is silent otherwise.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from taizhang.classify.taxonomy import categories
from taizhang.text import fold

TRIGGER, HINT = 0, 1
BLOCKS = 3  # features a category: its triggers, its hints, its longest trigger
_MOST = 2.0  # a word that is repeated says nothing more
_LONG = 6.0  # characters of a trigger that leaves no doubt
_SCALE = 0.1  # weight of these features beside n-grams of unit length; chosen on dev
_MAX_CHARS = 400  # of a statement; what follows only repeats
_CLEAR_CHARS, _CLEAR_RATIO = 4, 2.0


Hits = list[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Words:
    """Trigger words with the categories (by position) and tiers they stand for."""

    meanings: Mapping[str, tuple[tuple[int, int], ...]]
    lengths: Mapping[str, tuple[int, ...]]  # by the first two characters (one, of a word of one), longest first
    size: int  # number of categories

    def found(self, text: str) -> Hits:
        """Every occurrence of every word in `text` (folded): where and which."""
        text = text[:_MAX_CHARS]
        lengths, meanings = self.lengths, self.meanings
        hits = []
        for start in range(len(text)):
            for length in lengths.get(text[start : start + 2], ()):
                word = text[start : start + length]
                if word in meanings and len(word) == length:  # a slice at the end may be shorter
                    hits.append((start, word))
            if text[start] in lengths and text[start : start + 2] != text[start]:
                hits.append((start, text[start]))
        return hits

    def features(self, hits: Sequence[Hits]) -> NDArray[np.float32]:
        """One row a text, from the words found in it: triggers, hints and longest trigger of each category, scaled to
        stand beside n-grams.
        """
        rows = np.zeros((len(hits), BLOCKS * self.size), np.float32)
        for row, found in zip(rows, hits, strict=True):
            for _, word in found:
                meaning = self.meanings[word]
                share = 1.0 / len(meaning)
                for category, tier in meaning:
                    row[tier * self.size + category] += share
                    if tier == TRIGGER:
                        longest = 2 * self.size + category
                        row[longest] = max(row[longest], min(len(word) / _LONG, _MOST) * share)
        return np.minimum(rows, _MOST) * np.float32(_SCALE)

    def answer(self, hits: Hits) -> int | None:
        """The category that the triggers found name beyond doubt; None when none does or two compete."""
        weight: dict[int, float] = defaultdict(float)
        end = 0
        for start, word in sorted(hits, key=lambda hit: (hit[0], -len(hit[1]))):
            if start < end:
                continue  # inside a longer word: 党建 in 党建业务
            meaning = [category for category, tier in self.meanings[word] if tier == TRIGGER]
            if meaning:
                end = start + len(word)
            for category in meaning:
                weight[category] += len(word) / len(meaning)
        ranked = sorted(weight.items(), key=lambda item: (-item[1], item[0]))
        if not ranked or ranked[0][1] < _CLEAR_CHARS:
            return None
        return ranked[0][0] if len(ranked) == 1 or ranked[0][1] >= _CLEAR_RATIO * ranked[1][1] else None


def words_of(entries: Iterable[tuple[str, int, int]], size: int) -> Words:
    """Words from (word, category position, tier) entries, folded."""
    meanings: dict[str, dict[int, int]] = defaultdict(dict)
    for word, category, tier in entries:
        known = meanings[fold(word)]
        known[category] = min(tier, known.get(category, tier))
    lengths: dict[str, set[int]] = defaultdict(set)
    for word in meanings:
        lengths[word[:2]].add(len(word))
    return Words(
        {word: tuple(sorted(found.items())) for word, found in sorted(meanings.items())},
        {char: tuple(sorted(found, reverse=True)) for char, found in lengths.items()},
        size,
    )


@cache
def lexicon_words() -> Words:
    """The words of `lexicon/categories.toml` as it stands."""
    entries = [
        (word, position, tier)
        for position, category in enumerate(categories())
        for tier, words in ((TRIGGER, category.triggers), (HINT, category.hints))
        for word in words
    ]
    return words_of(entries, len(categories()))
