"""Word lists as matchers: the grouped pattern finds what a plain alternation finds, the sets the longest word."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from taizhang.lexicon.words import Words, either

WORDS = st.lists(st.text("收回缴清退a.*", min_size=1, max_size=3), min_size=1, max_size=8)
TEXT = st.text("收回缴清退a.*", max_size=20)


@given(WORDS, TEXT)
def test_the_grouped_pattern_finds_what_a_plain_alternation_finds(words: list[str], text: str) -> None:
    plain = re.compile("|".join(sorted(map(re.escape, set(words)), key=len, reverse=True)))
    assert [m.span() for m in re.finditer(either(words), text)] == [m.span() for m in plain.finditer(text)]


def test_a_guard_follows_its_word_only() -> None:
    pattern = re.compile(either(("组织", "组织开展", "讲"), guards={"组织": "(?!部)", "讲": "(?=课)"}))
    assert [match.group() for match in pattern.finditer("组织部讲组织开展组织讲课")] == ["组织开展", "组织", "讲"]


@given(WORDS, TEXT)
def test_the_longest_word_at_the_end_is_found(words: list[str], text: str) -> None:
    ends = [word for word in words if text.endswith(word)]
    assert Words(words).at_end(text) == max(ends, key=len, default="")


@given(WORDS, TEXT)
def test_words_that_follow_each_other_are_passed_over(words: list[str], text: str) -> None:
    listed = Words(words)
    end = listed.run_at(text)
    assert re.fullmatch(f"(?:{either(words)})*", text[:end])
    assert listed.at(text, end) == end


def test_no_words_match_nothing() -> None:
    assert re.search(either(()), "收回") is None
    assert Words(()).at_end("收回") == ""


def test_a_guard_follows_words_of_one_character() -> None:
    pattern = re.compile(either(("村", "村民小组"), guards={"": "(?!级)"}))
    assert [m.group() for m in pattern.finditer("村级、5个村、村民小组")] == ["村", "村民小组"]
