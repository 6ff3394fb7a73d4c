"""The first sentence of a heading: quotations and brackets are kept whole when they close, and end nothing when not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.outline.headings import sentence_end

CLOSED_BY = {"“": "”", "《": "》", "(": ")"}
LONGEST = 1000  # code points of a title


def one_by_one(text: str, start: int, end: int) -> int:
    """What `sentence_end` promises, character by character."""
    bounded = min(end, start + LONGEST)
    opened: list[str] = []
    for position in range(start, bounded):
        char = text[position]
        if char in CLOSED_BY:
            opened.append(CLOSED_BY[char])
        elif char in opened:
            while opened.pop() != char:
                pass
        elif char in "。!?" and not opened:
            return position + 1
    stops = [place for place in range(start, bounded) if text[place] in "。!?"]
    return stops[0] + 1 if stops and (opened or bounded < end) else end


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("学习不深入。已整改。", "学习不深入。"),
        ("“不学不用。不懂装懂”的问题。已整改。", "“不学不用。不懂装懂”的问题。"),
        ("对照《条例》(试行。)开展自查。已整改。", "对照《条例》(试行。)开展自查。"),
        ("“传达(省委。)精神。”不及时。已整改。", "“传达(省委。)精神。”不及时。"),
        ("“学习不深入。已整改。", "“学习不深入。"),
        ("学习不深入", "学习不深入"),
        ("学习)不深入。已整改。", "学习)不深入。"),
    ],
)
def test_the_first_sentence_ends_outside_its_quotations(text: str, first: str) -> None:
    assert text[: sentence_end(text, 0, len(text))] == first


@given(st.text("字。!“”‘’《》()\n", max_size=30), st.integers(0, 5), st.integers(0, 5))
def test_any_nesting_is_read_as_character_by_character(text: str, start: int, short: int) -> None:
    start, end = min(start, len(text)), max(start, len(text) - short)
    end = min(end, len(text))
    if start <= end:
        assert sentence_end(text, start, end) == one_by_one(text, start, end)


@pytest.mark.parametrize("size", [LONGEST - 1, LONGEST, LONGEST + 1])
@pytest.mark.parametrize("rest", ["", "字", "。字", "”字。字"])
def test_a_title_without_end_is_cut_as_character_by_character(size: int, rest: str) -> None:
    for text in ("字" * size + rest, "“" + "字" * size + rest, "字。" + "“字" * (size // 2) + rest):
        assert sentence_end(text, 0, len(text)) == one_by_one(text, 0, len(text))
