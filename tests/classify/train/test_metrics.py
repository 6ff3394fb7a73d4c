import numpy as np
import pytest

from taizhang.classify.train.metrics import answers_at, calibration_error, label_scores, macro_f1, reliability


def test_label_scores():
    truth = np.array([[1, 0], [1, 0], [0, 1], [0, 0]], bool)
    found = np.array([[1, 0], [0, 1], [0, 1], [0, 0]], bool)
    one, two = label_scores(truth, found, ("甲", "乙"))
    assert (one.precision, one.recall, one.f1, one.support) == (1.0, 0.5, pytest.approx(2 / 3), 2)
    assert (two.precision, two.recall, two.support) == (0.5, 1.0, 1)
    assert macro_f1([one, two]) == pytest.approx(2 / 3)


def test_labels_that_never_occur_do_not_count():
    scores = label_scores(np.zeros((2, 1), bool), np.zeros((2, 1), bool), ("甲",))
    assert scores[0].f1 == 0 and macro_f1(scores) == 0


def test_calibration():
    right = np.array([True] * 9 + [False])
    assert calibration_error(np.full(10, 0.9), right) == pytest.approx(0)
    assert calibration_error(np.full(10, 0.5), right) == pytest.approx(0.4)
    (point,) = reliability(np.full(10, 0.95), right)
    assert (point.said, point.true, point.rows) == (pytest.approx(0.95), 0.9, 10)


def test_answers_at_a_precision():
    chances = np.array([0.9, 0.8, 0.7, 0.6, 0.5])
    right = np.array([True, True, False, True, False])
    assert answers_at(chances, right, 1.0) == (0.8, 0.4)
    assert answers_at(chances, right, 0.75) == (0.6, 0.8)
    assert answers_at(chances, np.zeros(5, bool), 0.95) == (1.0, 0.0)
    assert answers_at(np.full(4, 0.5), np.array([True, False, True, True]), 0.95) == (1.0, 0.0), "ties stay together"
