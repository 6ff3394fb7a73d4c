"""Training the reader of lines, and what it is worth beside the rules on lines it has not seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from taizhang.classify.line_features import line_features, line_texts
from taizhang.classify.line_rules import RuledLine, ruled_lines
from taizhang.classify.linear import Linear
from taizhang.classify.lines import LinePart, LineReading, learn_steps, read_scores
from taizhang.classify.train import fit
from taizhang.classify.train.line_corpus import LineNotice
from taizhang.classify.train.metrics import LabelScore, label_scores, macro_f1
from taizhang.vocabulary import LINE_ROLES

LINE_COST = 0.3
WEIGHTS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)  # of the roles' order beside the line itself
_POSITION = {role: index for index, role in enumerate(LINE_ROLES)}
WAYS = ("rules", "model", "merged")


def line_rows(notices: Sequence[LineNotice]) -> fit.Rows:
    """Lines with their features; the agency keeps folds apart."""
    texts = tuple(text for notice in notices for text in line_texts(notice.lines))
    dense = np.vstack([line_features(notice.lines) for notice in notices])
    return fit.Rows(texts, dense, tuple(notice.agency for notice in notices for _ in notice.texts))


def targets(notices: Sequence[LineNotice]) -> NDArray[np.int64]:
    """The position of each line's role."""
    return np.array([_POSITION[role] for notice in notices for role in notice.roles], np.int64)


def order_of(notices: Sequence[LineNotice]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How roles begin and follow one another in `notices`."""
    sequences = [([_POSITION[role] for role in notice.roles], notice.lines.opens) for notice in notices]
    return learn_steps(sequences, len(LINE_ROLES))


@dataclass(frozen=True, slots=True)
class Trained:
    """A part, and what parts that had not seen a notice's agency read in each notice it was fitted on."""

    part: LinePart
    unseen: tuple[tuple[LineReading, ...], ...]


def train_lines(notices: Sequence[LineNotice]) -> Trained:
    """The part fitted on `notices`; temperature and weight are those that serve lines of unseen agencies best."""
    rows, target = line_rows(notices), targets(notices)
    learn = fit.fit_exclusive(LINE_COST, len(LINE_ROLES))
    scores = fit.out_of_fold(rows, target, learn)
    temperature = fit.best_temperature(scores, target)
    folds = fit.fold_of([notice.agency for notice in notices], fit.FOLDS)
    orders = [
        order_of([n for n, fold in zip(notices, folds, strict=True) if fold != number]) for number in range(fit.FOLDS)
    ]
    linear = learn(rows, target)
    ends = np.cumsum([len(notice.texts) for notice in notices])
    best: tuple[int, float, tuple[tuple[LineReading, ...], ...]] = (-1, 0.0, ())
    for weight in WEIGHTS:
        parts = [_part(linear, temperature, weight, order) for order in orders]
        read = tuple(
            tuple(read_scores(scores[end - len(notice.texts) : end], parts[fold], opens=notice.lines.opens))
            for notice, end, fold in zip(notices, ends, folds, strict=True)
        )
        found = [reading.role for row in read for reading in row]
        right = sum(found[index] == LINE_ROLES[real] for index, real in enumerate(target))
        if right > best[0]:
            best = (right, weight, read)
    return Trained(_part(linear, temperature, best[1], order_of(notices)), best[2])


def _part(
    linear: Linear, temperature: float, weight: float, order: tuple[NDArray[np.float64], NDArray[np.float64]]
) -> LinePart:
    # what is stored is what is used
    return LinePart(linear, LINE_ROLES, temperature, weight, np.round(order[0], 3), np.round(order[1], 3))


@dataclass(frozen=True)
class LineResult:
    """Rules, model, and the model where no line of its own speaks for the rules, on the same lines."""

    truth: tuple[str, ...]
    ruled: tuple[RuledLine, ...]
    read: tuple[LineReading, ...]

    @cached_property
    def answers(self) -> Mapping[str, tuple[str, ...]]:
        """What each way answers; a line in no unit is answered `none`, which is never right."""
        ruled = tuple(line.role or "none" for line in self.ruled)
        read = tuple(reading.role for reading in self.read)
        merged = tuple(rule if line.shown else own for rule, own, line in zip(ruled, read, self.ruled, strict=True))
        return dict(zip(WAYS, (ruled, read, merged), strict=True))

    def accuracy(self, way: str, *, shown: bool | None = None) -> tuple[float, int]:
        """Share of right answers and the lines counted: all, or only those that do (not) show their role."""
        right = [
            found == real
            for found, real, line in zip(self.answers[way], self.truth, self.ruled, strict=True)
            if shown is None or line.shown == shown
        ]
        return (float(np.mean(right)) if right else 0.0, len(right))

    def labels(self, way: str) -> list[LabelScore]:
        """Precision, recall and F1 of every role."""
        truth = np.array([[real == role for role in LINE_ROLES] for real in self.truth])
        found = np.array([[answer == role for role in LINE_ROLES] for answer in self.answers[way]])
        return label_scores(truth, found, LINE_ROLES)

    def macro(self, way: str) -> float:
        """Mean F1 over the roles that occur."""
        return macro_f1(self.labels(way))


def assess_lines(notices: Sequence[LineNotice], readings: Sequence[Sequence[LineReading]]) -> LineResult:
    """`readings` of `notices` beside what the rules say of the same text."""
    return LineResult(
        tuple(role for notice in notices for role in notice.roles),
        tuple(line for notice in notices for line in ruled_lines(notice.document)),
        tuple(reading for row in readings for reading in row),
    )
