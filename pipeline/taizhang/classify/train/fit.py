"""Fitting linear models: scikit-learn's LIBLINEAR with fixed seeds, one thread, so that the same corpus gives the
same weights on the same platform.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from taizhang.classify.linear import Linear, quantise, softmax
from taizhang.classify.ngrams import Sparse, Vocabulary, learn_vocabulary
from taizhang.errors import UsageError

Dense = NDArray[np.float32]
Ints = NDArray[np.int64]
FOLDS = 5
_COUNTED, _SMOOTHING = 0.6, 0.1  # say of the counts beside the separators, and what is added to them; chosen on dev


@dataclass(frozen=True, slots=True)
class Rows:
    """Texts (prepared) with their dense features and the agency that keeps folds apart."""

    texts: tuple[str, ...]
    dense: Dense
    groups: tuple[str, ...]

    def pick(self, chosen: NDArray[np.intp]) -> Rows:
        """The rows at the positions `chosen`."""
        return Rows(tuple(self.texts[i] for i in chosen), self.dense[chosen], tuple(self.groups[i] for i in chosen))

    def scores(self, model: Linear) -> NDArray[np.float32]:
        """The model's scores of all rows."""
        return model.scores(model.vocabulary.encode(self.texts), self.dense)


Fit = Callable[[Rows, NDArray[Any]], Linear]


def fit_exclusive(cost: float, labels: int) -> Fit:
    """Fits one-vs-rest separators for labels that exclude each other, rare labels weighing as much as common ones."""

    def fit(rows: Rows, target: NDArray[Any]) -> Linear:
        return _fit(rows, (np.eye(labels, dtype=bool)[target], True), cost=cost)

    return fit


def fit_independent(cost: float) -> Fit:
    """Fits one separator a label, any number of which may hold; `target` is rows × labels of truth values."""

    def fit(rows: Rows, target: NDArray[Any]) -> Linear:
        return _fit(rows, (target.astype(bool), False), cost=cost)

    return fit


def fit_ranked(cost: float) -> Fit:
    """Fits labels of which several may hold and one comes first; `target` is rows × labels of 2 (first), 1 or 0.

    Two separators a label, for "comes first" and for "holds", are added up: measured on other authors, the sum finds a
    label that holds more often than either alone. Words that are too rare for a separator to lean on get their say by
    plain counts (`_counted`), two points better again.
    """

    def fit(rows: Rows, target: NDArray[Any]) -> Linear:
        return _fit(rows, (target == 2, True), (target >= 1, False), cost=cost, counted=target / 2)

    return fit


def out_of_fold(rows: Rows, target: NDArray[Any], fit: Fit, folds: int = FOLDS) -> NDArray[np.float32]:
    """Scores of every row by a model that has seen no row of its agency."""
    fold = fold_of(rows.groups, folds)
    parts = []
    for number in range(folds):
        model = fit(rows.pick(np.flatnonzero(fold != number)), target[fold != number])
        parts.append((np.flatnonzero(fold == number), rows.pick(np.flatnonzero(fold == number)).scores(model)))
    out = np.zeros((len(rows.texts), parts[0][1].shape[1]), np.float32)
    for chosen, scores in parts:
        out[chosen] = scores
    return out


def fold_of(groups: Sequence[str], folds: int) -> Ints:
    """A fold for each row, the agencies dealt out in the order of their names."""
    place = {group: index % folds for index, group in enumerate(sorted(set(groups)))}
    return np.array([place[group] for group in groups], np.int64)


def best_temperature(scores: NDArray[np.float32], target: Ints) -> float:
    """The temperature that makes the shares of the true labels likeliest, from a fixed grid."""
    grid = [round(0.5 * 1.12**step, 4) for step in range(30)]
    rows = np.arange(len(target))
    losses = [-float(np.log(softmax(scores, value)[rows, target] + 1e-12).mean()) for value in grid]
    return grid[int(np.argmin(losses))]


def platt(scores: NDArray[np.float32], truth: NDArray[np.bool_]) -> tuple[list[float], list[float]]:
    """Slope and offset of each label's chance."""
    logistic = _logistic()
    slopes, offsets = [], []
    for column in range(scores.shape[1]):
        fitted = logistic(C=1e3, max_iter=500).fit(scores[:, [column]].astype(np.float64), truth[:, column])
        slopes.append(round(float(fitted.coef_[0, 0]), 5))
        offsets.append(round(float(fitted.intercept_[0]), 5))
    return slopes, offsets


def logistic_map(inputs: NDArray[np.float64], right: NDArray[np.bool_]) -> list[float]:
    """Weights and, last, the offset of the chance of being right."""
    fitted = _logistic()(C=10.0, max_iter=1000).fit(inputs, right)
    return [round(float(value), 5) for value in (*fitted.coef_[0], fitted.intercept_[0])]


def _fit(
    rows: Rows, *aims: tuple[NDArray[np.bool_], bool], cost: float, counted: NDArray[np.float64] | None = None
) -> Linear:
    """One model whose weights are the sum of the separators for each of `aims`: truth of the labels, and whether rare
    labels count for more. With `counted`, how far each label holds, those of multinomial naive Bayes are mixed in.
    """
    try:
        from scipy.sparse import csr_matrix, hstack
    except ImportError as error:
        raise _no_sklearn() from error
    vocabulary = _rounded(learn_vocabulary(rows.texts))
    sparse = vocabulary.encode(rows.texts)
    matrix = hstack([_matrix(sparse, len(vocabulary.keys), csr_matrix), csr_matrix(rows.dense.astype(np.float64))])
    matrix = matrix.tocsr()
    separators = [_separators(matrix, truth, cost, balanced) for truth, balanced in aims]
    weights, bias = (np.sum(parts, axis=0) for parts in zip(*separators, strict=True))
    if counted is not None:
        further = _counted(matrix, counted)
        weights = weights + _COUNTED * further * (_spread(matrix @ weights) / _spread(matrix @ further))
    return quantise(vocabulary, weights, bias)


def _counted(matrix: Any, share: NDArray[np.float64]) -> NDArray[np.float64]:  # noqa: ANN401
    """Weights of multinomial naive Bayes: log chances of each feature under each label, less their mean."""
    found = matrix.T @ share + _SMOOTHING
    chances = np.log(found / found.sum(axis=0, keepdims=True))
    weights: NDArray[np.float64] = chances - chances.mean(axis=1, keepdims=True)
    return weights


def _spread(scores: NDArray[np.float64]) -> float:
    """How far the labels of a row lie apart, on average."""
    return float(scores.std(axis=1).mean())


def _separators(
    matrix: Any,  # noqa: ANN401  scipy publishes no types
    truth: NDArray[np.bool_],
    cost: float,
    balanced: bool,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    try:
        from sklearn.svm import LinearSVC
    except ImportError as error:
        raise _no_sklearn() from error
    weights = np.zeros((matrix.shape[1], truth.shape[1]))
    bias = np.zeros(truth.shape[1])
    for label in range(truth.shape[1]):
        if truth[:, label].all() or not truth[:, label].any():
            bias[label] = 1.0 if truth[:, label].any() else -1.0
            continue
        # rare labels count for more, against the others as they are: all labels have the same say in a close call
        rarity = len(truth) / (truth.shape[1] * truth[:, label].sum()) if balanced else 1.0
        machine = LinearSVC(C=cost, class_weight={True: rarity, False: 1.0}, random_state=0, max_iter=5000)
        machine.fit(matrix, truth[:, label])
        weights[:, label], bias[label] = machine.coef_[0], machine.intercept_[0]
    return weights, bias


def _rounded(vocabulary: Vocabulary) -> Vocabulary:
    """With the inverse document frequencies as they will be stored, so that training sees what use will see."""
    return Vocabulary(vocabulary.keys, vocabulary.idf.astype(np.float16).astype(np.float32))


def _matrix(sparse: Sparse, columns: int, kind: Any) -> Any:  # noqa: ANN401  scipy publishes no types
    return kind((sparse.value.astype(np.float64), (sparse.row, sparse.column)), shape=(sparse.rows, columns))


def _logistic() -> Any:  # noqa: ANN401
    try:
        from sklearn.linear_model import LogisticRegression
    except ImportError as error:
        raise _no_sklearn() from error
    return LogisticRegression


def _no_sklearn() -> UsageError:
    return UsageError(
        "训练需要 scikit-learn（training needs scikit-learn）",
        remedy='请安装：pip install "taizhang[train]"，或用 make train',
    )
