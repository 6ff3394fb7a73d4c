"""Training on lines, and the comparison with the rules."""

import numpy as np
import pytest

from taizhang.classify.line_rules import RuledLine
from taizhang.classify.lines import LineReading, classify_lines
from taizhang.classify.train.line_corpus import read_lines
from taizhang.classify.train.line_fit import LineResult, assess_lines, train_lines


@pytest.fixture(scope="module")
def notices(small_corpus):
    return read_lines(small_corpus)


@pytest.fixture(scope="module")
def trained(notices):
    return train_lines(notices)


def test_it_learns_what_the_rules_can_not_see(notices, trained):
    result = assess_lines(notices, trained.unseen)
    assert result.accuracy("model", shown=False)[0] > result.accuracy("rules", shown=False)[0] + 0.2
    assert result.macro("merged") > result.macro("rules")


def test_each_line_is_read_by_a_part_that_has_not_seen_its_agency(notices, trained):
    seen = [classify_lines(notice.lines, trained.part) for notice in notices]
    assert [len(row) for row in trained.unseen] == [len(notice.texts) for notice in notices]
    assert assess_lines(notices, seen).accuracy("model")[0] > assess_lines(notices, trained.unseen).accuracy("model")[0]


def test_the_three_ways_are_counted_apart():
    ruled = (RuledLine(0, 1, "title", True), RuledLine(1, 2, "answer", False), RuledLine(2, 3, None, False))
    read = (LineReading("noise", 0.9), LineReading("problem", 0.9), LineReading("problem", 0.5))
    result = LineResult(("title", "problem", "answer"), ruled, read)
    assert [result.accuracy(way) for way in ("rules", "model", "merged")] == [
        (pytest.approx(1 / 3), 3),
        (pytest.approx(1 / 3), 3),
        (pytest.approx(2 / 3), 3),
    ]
    assert result.accuracy("rules", shown=False) == (0.0, 2) and result.accuracy("rules", shown=True) == (1.0, 1)
    assert result.answers["rules"] == ("title", "answer", "none")
    assert np.isclose(result.macro("merged"), (1 + 2 / 3 + 0) / 3)
