"""Word lists as fast matchers: one pattern grouped by first characters, and sets for the end or the head of a text.

`re` tries the alternatives of a plain `a|b|c` one by one; hundreds of words at every character would cost most of the
time of a notice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable


def either(*lists: Iterable[str]) -> str:
    """Source of a pattern that matches any of the words, the longest first; no words match nothing.

    Words with the same first character stand in one branch: 收(?:回|缴|)|退还.
    """
    groups: dict[str, list[str]] = {}
    for word in {word for words in lists for word in words}:
        groups.setdefault(word[0], []).append(word[1:])
    branches = []
    for first in sorted(groups):
        rests = sorted(groups[first], key=lambda rest: (-len(rest), rest))
        tail = "|".join(map(re.escape, rests))
        branches.append(re.escape(first) + (f"(?:{tail})" if len(rests) > 1 else tail))
    return "(?:" + "|".join(branches) + ")" if branches else "(?!)"


class Words:
    """A set of words that is asked which of them a text ends or begins with."""

    __slots__ = ("_ending", "_opening", "_words")

    def __init__(self, *lists: Iterable[str]) -> None:
        """Index the words by their last and their first character, the longest first."""
        self._words = frozenset(word for words in lists for word in words)
        self._ending: dict[str, list[str]] = {}
        self._opening: dict[str, list[str]] = {}
        for word in sorted(self._words, key=lambda word: (-len(word), word)):
            self._ending.setdefault(word[-1], []).append(word)
            self._opening.setdefault(word[0], []).append(word)

    def __contains__(self, word: str) -> bool:
        """Whether `word` is one of them."""
        return word in self._words

    def at_end(self, text: str) -> str:
        """The longest word that `text` ends with; empty when none does."""
        for word in self._ending.get(text[-1:], ()):
            if text.endswith(word):
                return word
        return ""

    def run_at_start(self, text: str) -> int:
        """End of the words that follow each other at the head of `text`, each the longest; 0 when none does."""
        position = 0
        while True:
            for word in self._opening.get(text[position : position + 1], ()):
                if text.startswith(word, position):
                    position += len(word)
                    break
            else:
                return position
