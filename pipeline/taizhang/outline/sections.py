"""Headings of sections: what they say, and which list they open. Words: `lexicon/headings.toml`."""

from __future__ import annotations

import re
from functools import cache

from taizhang import lexicon
from taizhang.lexicon.words import either


@cache
def section_words() -> dict[str, re.Pattern[str]]:
    """What headings of sections say: organisation of the work, answers, next steps, outcome."""
    words = lexicon.load("headings")["sections"]
    return {key: re.compile(either(words[key])) for key in words}


@cache
def _scope_words() -> dict[str, re.Pattern[str]]:
    scopes = lexicon.load("headings")["scopes"]
    return {scope: re.compile("|".join(map(re.escape, scopes[scope]))) for scope in scopes}


def scope_of(title: str) -> str:
    """Which list a section heading opens: main, special_check, previous_round, …"""
    return next((scope for scope, pattern in _scope_words().items() if pattern.search(title)), "main")
