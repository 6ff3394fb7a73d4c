"""What the model sees of lines."""

import numpy as np

from taizhang.classify.line_features import Lines, line_features, line_texts
from taizhang.text import fold

LINES = tuple(
    fold(line)
    for line in ("整改落实情况", "为农服务主业偏移", "调运化肥2100吨，比上年增加340吨。", "已完成", "学习不深入" * 80)
)


def test_a_line_is_seen_with_its_neighbours_but_they_are_told_apart():
    alone = line_texts(Lines((LINES[1],)))[0]
    beside = line_texts(Lines(LINES[:3]))[1]
    assert beside.startswith(alone.split("\n")[0])
    assert "整改落实情况" not in beside and "调运化肥" not in beside, "their characters are moved to other planes"
    assert len(beside) > len(alone)


def test_features_are_one_row_a_line_whatever_the_text():
    table = line_features(Lines(LINES))
    assert table.shape[0] == len(LINES) and np.isfinite(table).all()
    assert line_features(Lines(("",))).shape == (1, table.shape[1])


def test_place_counts_only_where_the_notice_is_whole():
    whole, cut = line_features(Lines(LINES)), line_features(Lines(LINES, opens=False, closes=False))
    assert whole.sum() > cut.sum()
    assert np.array_equal(whole[0] >= cut[0], np.ones(whole.shape[1], bool))


def test_long_lines_cost_no_more_than_their_ends():
    text = line_texts(Lines(("办" * 100_000,)))[0]
    assert len(text) < 200
