"""Word lists as fast matchers: one pattern grouped by first characters, and sets for the end or the head of a text.

`re` tries the alternatives of a plain `a|b|c` one by one; hundreds of words at every character would cost most of the
time of a notice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping


def either(*lists: Iterable[str], guards: Mapping[str, str] | None = None) -> str:
    """Source of a pattern that matches any of the words, the longest first; no words match nothing.

    Words with the same first character stand in one branch: 收(?:回|缴|)|退还. `guards` gives assertions that follow a
    word (the one of '' follows words of one character that are not named).
    """
    groups: dict[str, list[str]] = {}
    for word in {word for words in lists for word in words}:
        groups.setdefault(word[0], []).append(word)
    branches = []
    for first in sorted(groups):
        tails = [_tail(word, guards) for word in sorted(groups[first], key=lambda word: (-len(word), word))]
        branches.append(re.escape(first) + (f"(?:{'|'.join(tails)})" if len(tails) > 1 else tails[0]))
    return "(?:" + "|".join(branches) + ")" if branches else "(?!)"


def opening(*lists: Iterable[str]) -> str:
    """Source of a class of the characters with which the words begin."""
    return "[" + "".join(re.escape(char) for char in sorted({word[0] for words in lists for word in words})) + "]"


def _tail(word: str, guards: Mapping[str, str] | None) -> str:
    """What follows the first character of a word in its pattern."""
    tail = re.escape(word[1:])
    if guards is None:
        return tail
    return tail + guards.get(word, guards.get("", "") if len(word) == 1 else "")


class Words:
    """A set of words that is asked which of them a text ends or begins with."""

    __slots__ = ("_ending", "_words", "openings")

    def __init__(self, *lists: Iterable[str]) -> None:
        """Index the words by their last and their first character, the longest first."""
        self._words = frozenset(word for words in lists for word in words)
        self._ending: dict[str, list[str]] = {}
        self.openings: dict[str, list[str]] = {}  # first character -> words, the longest first
        for word in sorted(self._words, key=lambda word: (-len(word), word)):
            self._ending.setdefault(word[-1], []).append(word)
            self.openings.setdefault(word[0], []).append(word)

    def __contains__(self, word: str) -> bool:
        """Whether `word` is one of them."""
        return word in self._words

    def at_end(self, text: str) -> str:
        """The longest word that `text` ends with; empty when none does."""
        for word in self._ending.get(text[-1:], ()):
            if text.endswith(word):
                return word
        return ""

    def at(self, text: str, position: int) -> int:
        """End of the longest word that stands at `position`; `position` when none does."""
        if position >= len(text):
            return position
        for word in self.openings.get(text[position], ()):
            if text.startswith(word, position):
                return position + len(word)
        return position

    def run_at(self, text: str, position: int = 0) -> int:
        """End of the words that follow each other from `position` on, each the longest; `position` when none does."""
        openings, size = self.openings, len(text)
        while position < size and text[position] in openings and (end := self.at(text, position)) > position:
            position = end
        return position
