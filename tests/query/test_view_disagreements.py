from dataclasses import replace

import pytest

from support.ledgers import make
from taizhang.query.database import connect, select
from taizhang.records import CategoryScore
from taizhang.settings import versions
from taizhang.store.writer import open_for_writing


@pytest.fixture
def dataset(tmp_path):
    """One notice whose problems are, in turn: agreed, disputed and decided, disputed and open, unanswered."""
    document, ledger = make("甲局")
    model = CategoryScore("31", 0.9, "model")
    voices = [
        ("31", (model, CategoryScore("31", 0.8, "rule"))),
        ("31", (model, CategoryScore("12", 0.1, "model"), CategoryScore("30", 0.8, "rule"))),
        (None, (replace(model, score=0.4), CategoryScore("30", 0.8, "rule"))),
        (None, ()),
    ]
    first = ledger.problems[0]
    problems = tuple(
        replace(
            first,
            problem_id=f"{first.notice_id}:p{number}",
            ordinal=number,
            parent_id=None,
            category=main,
            categories=found,
        )
        for number, (main, found) in enumerate(voices, start=1)
    )
    ledger = replace(ledger, problems=problems, measures=(), counts=(), dates=(), citations=())
    with open_for_writing(tmp_path / "set") as writer:
        writer.commit([document], [ledger], versions("abc"))
    return tmp_path / "set"


def test_only_disputed_problems_are_listed_with_both_voices(dataset):
    with connect(dataset) as connection:
        rows = select(connection, "FROM v_disagreements").to_pylist()
    assert [(row["rule_category"], row["model_category"], row["decided"]) for row in rows] == [
        ("30", "31", "31"),
        ("30", "31", None),
    ]
    assert rows[0]["rule_score"] == pytest.approx(0.8) and rows[1]["model_score"] == pytest.approx(0.4)
    assert rows[0]["problem"] and rows[0]["char_end"] > rows[0]["char_start"]
