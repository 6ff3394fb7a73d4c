"""The grammar of notices keeps its own promises: what it calls true is what it wrote."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support import rewrite
from support.houses import HOUSES
from support.notices import honest, kinds, open_kinds, planted
from support.numerals import chinese
from support.words import functions, phrases, themes

FEW = settings(max_examples=40, derandomize=True, deadline=None)
SEEDS = st.integers(0, 10**6)


@FEW
@given(seed=SEEDS)
def test_the_same_seed_writes_the_same_notice(seed: int) -> None:
    assert honest(seed) == honest(seed)


@pytest.mark.parametrize("house", HOUSES, ids=lambda house: str(house.name))
def test_truth_lies_where_it_says(house: object) -> None:
    for seed in range(6):
        notice = honest(seed, house)  # type: ignore[arg-type]
        assert notice.raw.replace("\r\n", "\n") == notice.text
        assert notice.problems
        for problem in notice.problems:
            title = notice.text[problem.start : problem.end]
            assert title.strip() == title
            assert title
            assert not title.endswith(("。", "的整改"))
            assert problem.parent is None or notice.problems[problem.parent].level in {"aspect", "problem"}
        ends = 0
        for measure in notice.measures:
            assert measure.start >= ends, notice.describe()
            assert notice.text[measure.end - 1] in "。；;", notice.describe()
            ends = measure.end
        for claim in notice.claims:
            assert notice.text[claim.start : claim.end].strip()


@pytest.mark.parametrize("kind", kinds())
def test_every_contradiction_can_be_planted_and_most_are_settled_by_the_text(kind: str) -> None:
    settled = 0
    for seed in range(10):
        notice = planted(seed, kind)
        assert notice.plant is not None
        verdict = "inconsistent" if notice.plant.open is None else "unverifiable"
        assert any(row.verdict == verdict and row.check in notice.plant.checks for row in notice.verdicts)
        settled += notice.plant.open is None
    assert settled >= 6


@pytest.mark.parametrize("kind", open_kinds())
def test_an_open_difference_names_what_explains_it(kind: str) -> None:
    for seed in range(5):
        notice = planted(seed, kind)
        assert notice.plant is not None
        assert notice.plant.open
        assert not [row for row in notice.verdicts if row.verdict == "inconsistent"]


def test_an_honest_notice_expects_no_contradiction() -> None:
    assert not [row for seed in range(200) for row in honest(seed).verdicts if row.verdict == "inconsistent"]


@FEW
@given(seed=SEEDS, width=st.integers(20, 60))
def test_rewriting_moves_spans_with_their_text(seed: int, width: int) -> None:
    notice = honest(seed)
    for new in (rewrite.wrap(notice.text, width), rewrite.white_space(notice.text, seed)):
        moved = rewrite.moved(notice, new)
        for before, after in zip(notice.measures + notice.problems, moved.measures + moved.problems, strict=True):
            old, now = notice.text[before.start : before.end], moved.text[after.start : after.end]
            assert "".join(old.split()) == "".join(now.split())
            assert now.strip() == now


def test_the_vocabulary_is_large_enough() -> None:
    rows = functions()
    problems = {text for topic in themes() for text in topic.problems} | {
        text for row in rows for text in row["problems"]
    }
    measures = {text for topic in themes() for text in topic.measures} | {
        text for row in rows for text in row["measures"]
    }
    assert len(problems) >= 150
    assert len(measures | set(phrases()["long_measures"])) >= 190
    assert len(rows) >= 18


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        (0, "零"),
        (2, "二"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (21, "二十一"),
        (100, "一百"),
        (101, "一百零一"),
        (110, "一百一十"),
        (115, "一百一十五"),
        (1001, "一千零一"),
        (1020, "一千零二十"),
        (1200, "一千二百"),
    ],
)
def test_chinese_numerals(number: int, printed: str) -> None:
    assert chinese(number) == printed
