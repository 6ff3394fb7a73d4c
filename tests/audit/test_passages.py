"""Passages of our own with the rows they deserve, in whole notices of four houses, read by the whole program.

Written before the program was asked. An honest or undecidable one must never be accused; of the rows that the annotation
guidelines want every one is said and nothing else about sums. What is still missed of the dishonest ones is named here.
"""

from __future__ import annotations

import pytest

from support.passages import Passage, judge, passages

HONEST, DISHONEST, UNDECIDABLE = (passages(kind) for kind in ("honest", "dishonest", "undecidable"))


def _named(passage: Passage) -> str:
    return passage.name


@pytest.mark.parametrize("passage", HONEST, ids=_named)
def test_an_honest_passage_gets_its_rows_and_no_other(passage: Passage) -> None:
    verdicts = judge(passage)
    assert not verdicts.accused, [row.explanation for row in verdicts.accused]
    assert not verdicts.missing
    assert not verdicts.extra, [row.explanation for row in verdicts.extra]


@pytest.mark.parametrize("passage", UNDECIDABLE, ids=_named)
def test_what_the_print_leaves_open_is_left_open(passage: Passage) -> None:
    verdicts = judge(passage)
    assert not verdicts.accused, [row.explanation for row in verdicts.accused]
    assert not verdicts.missing
    confirmed = [row.explanation for row in verdicts.extra if row.verdict == "consistent"]
    assert not confirmed, confirmed


@pytest.mark.parametrize("passage", DISHONEST, ids=_named)
def test_a_contradiction_is_found_and_nothing_else_accused(passage: Passage) -> None:
    verdicts = judge(passage)
    wanted = [row for row in passage.rows if row.verdict == "inconsistent"]
    others = [row for row in verdicts.accused if not any(one.is_row(row) for one in wanted)]
    assert not others, [row.explanation for row in others]
    assert not verdicts.missing


def test_there_are_enough_of_them() -> None:
    assert len(HONEST) >= 60
    assert len(DISHONEST) >= 30
    assert len(UNDECIDABLE) >= 30
    names = [passage.name for passage in (*HONEST, *DISHONEST, *UNDECIDABLE)]
    assert len(names) == len(set(names))
