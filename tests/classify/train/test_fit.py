import numpy as np

from taizhang.classify.train.fit import (
    Rows,
    best_temperature,
    fit_exclusive,
    fit_independent,
    fit_ranked,
    fold_of,
    out_of_fold,
    platt,
)

TEXTS = ("财务报销不规范", "财务账目混乱", "理论学习不深入", "理论学习走过场", "招标程序不规范", "招标文件排斥") * 4
TARGET = np.array([0, 0, 1, 1, 2, 2] * 4)
ROWS = Rows(TEXTS, np.zeros((24, 0), np.float32), tuple(f"局{n // 6}" for n in range(24)))


def test_exclusive_labels_are_separated():
    scores = ROWS.scores(fit_exclusive(1.0, 3)(ROWS, TARGET))
    assert np.array_equal(scores.argmax(axis=1), TARGET)


def test_independent_labels_may_hold_together():
    truth = np.stack([TARGET == 0, TARGET != 1, np.ones(24, bool), np.zeros(24, bool)], axis=1)
    scores = ROWS.scores(fit_independent(10.0)(ROWS, truth))
    assert np.array_equal(scores > 0, truth), "a label that always or never holds is no separator"


def test_the_first_label_outranks_the_second():
    ranks = np.zeros((24, 3), np.int64)
    ranks[np.arange(24), TARGET] = 2
    ranks[TARGET == 0, 2] = 1
    scores = ROWS.scores(fit_ranked(1.0)(ROWS, ranks))
    assert np.array_equal(scores.argmax(axis=1), TARGET)
    assert scores[TARGET == 0, 2].mean() > scores[TARGET == 1, 2].mean()


def test_folds_keep_agencies_together():
    fold = fold_of(ROWS.groups, 3)
    assert len({(group, number) for group, number in zip(ROWS.groups, fold, strict=True)}) == 4
    scores = out_of_fold(ROWS, TARGET, fit_exclusive(1.0, 3), folds=2)
    assert np.array_equal(scores.argmax(axis=1), TARGET), "the same words in other agencies"


def test_calibration_maps_scores_to_frequencies():
    scores = np.array([[-1.0], [-0.5], [0.5], [1.0]] * 50, np.float32)
    truth = np.array([[False], [False], [True], [True]] * 50)
    truth[::10] = ~truth[::10]
    (slope,), (offset,) = platt(scores, truth)
    assert slope > 0 and abs(offset) < 0.5
    sharp = best_temperature(np.eye(3, dtype=np.float32)[TARGET], TARGET)
    dull = best_temperature(np.eye(3, dtype=np.float32)[(TARGET + (np.arange(24) % 3 == 0)) % 3], TARGET)
    assert sharp > dull
