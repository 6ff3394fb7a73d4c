"""What the shipped weights are worth on agencies they were never trained on: floors below which a change is refused."""

from pathlib import Path

import pytest

from taizhang.classify.lines import classify_lines
from taizhang.classify.model import shipped_model
from taizhang.classify.train import assess
from taizhang.classify.train.build import issues_of
from taizhang.classify.train.corpus import read_corpus
from taizhang.classify.train.gold_lines import gold_notices
from taizhang.classify.train.line_fit import assess_lines
from taizhang.classify.train.splits import TEST, split_of

CORPUS = Path(__file__).parents[2] / "corpora" / "train"


@pytest.fixture(scope="module")
def held_out():
    corpus = read_corpus(CORPUS)
    return {
        name: [row for row in getattr(corpus, name) if split_of(row.author, row.agency) == TEST]
        for name in ("statements", "measures", "pages", "lines")
    }


def test_categories(held_out):
    rows = held_out["statements"]
    assert len(rows) >= 600
    found = assess.assess_categories(issues_of(rows), [row.categories for row in rows], shipped_model().categories)
    assert found.right >= 0.73 and found.among >= 0.83 and found.macro_f1 >= 0.73
    assert found.ece <= 0.05
    assert found.answered >= 0.7 and found.among_precision >= 0.92


def test_measures(held_out):
    found = assess.assess_measures(held_out["measures"], shipped_model())
    assert found.main_kind >= 0.88 and found.kinds_macro_f1 >= 0.83 and found.tense >= 0.84
    assert found.concrete_auc >= 0.95


def test_pages(held_out):
    found = assess.assess_pages(held_out["pages"], shipped_model())
    assert found.notice.f1 >= 0.92 and found.notice.f1 >= found.rules.f1
    assert found.accuracy >= 0.92


def test_lines(held_out):
    notices = held_out["lines"]
    assert len(notices) >= 8
    found = assess_lines(notices, [classify_lines(notice.lines, shipped_model().lines) for notice in notices])
    assert found.accuracy("model")[0] >= 0.8 and found.macro("model") >= 0.6
    assert found.accuracy("model", shown=False)[0] >= found.accuracy("rules", shown=False)[0] + 0.3


def test_lines_of_annotated_notices():
    notices = gold_notices(CORPUS.parent / "gold")["test"]
    found = assess_lines(notices, [classify_lines(notice.lines, shipped_model().lines) for notice in notices])
    assert found.accuracy("model", shown=False)[0] >= found.accuracy("rules", shown=False)[0]
    assert found.accuracy("merged")[0] >= found.accuracy("rules")[0]
