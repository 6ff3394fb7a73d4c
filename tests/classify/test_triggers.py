import numpy as np
import pytest

from taizhang.classify.triggers import BLOCKS, HINT, TRIGGER, lexicon_words, words_of

WORDS = words_of(
    [
        ("党建", 0, TRIGGER),
        ("党建业务两张皮", 1, TRIGGER),
        ("资金", 2, HINT),
        ("挂账", 2, TRIGGER),
        ("挂账", 3, TRIGGER),
    ],
    4,
)


def test_every_occurrence_is_found_inside_longer_words_too():
    assert sorted(WORDS.found("党建业务两张皮,党建")) == [(0, "党建"), (0, "党建业务两张皮"), (8, "党建")]
    assert WORDS.found("") == [] == WORDS.found("无关")


def test_a_word_of_two_categories_counts_half_for_each():
    row = WORDS.features([WORDS.found("资金挂账")])[0]
    assert row.shape == (4 * BLOCKS,)
    triggers, hints = row[:4], row[4:8]
    assert triggers[2] == triggers[3] == pytest.approx(0.05) and triggers[0] == 0
    assert hints[2] == pytest.approx(0.1)


def test_repeating_a_word_adds_up_to_twice_only():
    once, twice, often = WORDS.features([WORDS.found("党建" * times) for times in (1, 2, 50)])
    assert once[0] < twice[0] == often[0]


def test_the_longest_word_speaks_and_rivals_silence_each_other():
    assert WORDS.answer(WORDS.found("党建业务两张皮")) == 1
    assert WORDS.answer(WORDS.found("挂账挂账挂账")) is None
    assert WORDS.answer(WORDS.found("党建")) is None, "two characters are too few"
    assert WORDS.answer(WORDS.found("资金资金资金")) is None, "a hint is no answer"


@pytest.mark.parametrize(
    ("statement", "category"),
    [
        ("“第一议题”制度落实不到位,理论学习不深入", "01"),
        ("化整为零规避招标", "24"),
        ("党费收缴不及时,发展党员程序不规范", "31"),
        ("信访积案化解不力", "14"),
    ],
)
def test_plain_statements_are_told_by_their_words(statement, category):
    assert f"{lexicon_words().answer(lexicon_words().found(statement)) + 1:02d}" == category


def test_time_grows_linearly_on_hostile_text():
    """Only the first characters count, so a statement of a million costs what one of 400 does."""
    long = "党建" * 500_000
    assert lexicon_words().found(long) == lexicon_words().found(long[:400])
    assert np.isfinite(lexicon_words().features([lexicon_words().found(long)])).all()
