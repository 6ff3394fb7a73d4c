import numpy as np

from support.ledgers import NOTICE_TEXT, SAMPLES
from support.notices import honest
from taizhang.extract.sketch import BINS, sketch_bytes, sketch_of

TEXT = sorted(SAMPLES.glob("*.txt"))[0].read_text("utf-8")


def share(first, second):
    return float(np.mean(sketch_bytes(sketch_of(first)) == sketch_bytes(sketch_of(second))))


def test_numbers_widths_and_line_breaks_do_not_count():
    other = TEXT.replace("，", ",").replace("\n", "\n\n　　").replace("2", "7")
    assert len(sketch_of(TEXT)) == 2 * BINS
    assert share(TEXT, other) == 1.0


def test_the_share_of_equal_bins_estimates_what_two_texts_have_in_common():
    """Half of the text replaced by another one: a third of all runs is common."""
    other = honest(5).text * 9
    half = TEXT[: len(TEXT) // 2]
    assert share(TEXT, half + other[: len(half)]) < 0.6
    assert share(TEXT, TEXT + other[: len(TEXT) // 20]) > 0.8
    assert share(TEXT, other) < 0.2


def test_short_texts_and_texts_without_chinese_have_sketches_too():
    assert sketch_of("") == sketch_of("1234 abc") == sketch_of("党组。") == ""
    assert share("关于巡察整改的通报", "关于巡察整改的通报。") == 1.0
    assert len(sketch_of(NOTICE_TEXT)) == 2 * BINS
    assert sketch_of("\ud800关于巡察整改") == sketch_of("关于巡察整改")
