"""Figures of quality: accuracy, F1 per label, calibration, answers at a precision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LabelScore:
    """Precision, recall and F1 of one label, with the rows that truly carry it."""

    label: str
    precision: float
    recall: float
    f1: float
    support: int


def label_scores(truth: NDArray[np.bool_], found: NDArray[np.bool_], labels: Sequence[str]) -> list[LabelScore]:
    """Scores of every label; `truth` and `found` are rows × labels."""
    scores = []
    for column, label in enumerate(labels):
        right = int((truth[:, column] & found[:, column]).sum())
        said, real = int(found[:, column].sum()), int(truth[:, column].sum())
        precision, recall = right / said if said else 0.0, right / real if real else 0.0
        f1 = 2 * right / (said + real) if said + real else 0.0
        scores.append(LabelScore(label, precision, recall, f1, real))
    return scores


def macro_f1(scores: Sequence[LabelScore]) -> float:
    """Mean F1 over the labels that occur."""
    seen = [score.f1 for score in scores if score.support]
    return sum(seen) / len(seen) if seen else 0.0


def calibration_error(chances: Floats, right: NDArray[np.bool_], bins: int = 10) -> float:
    """Expected calibration error over equally wide bins."""
    return sum(abs(point.said - point.true) * point.rows / len(chances) for point in reliability(chances, right, bins))


@dataclass(frozen=True, slots=True)
class Point:
    """One bin of a reliability diagram: the mean chance said, the share that was right, rows."""

    said: float
    true: float
    rows: int


def reliability(chances: Floats, right: NDArray[np.bool_], bins: int = 10) -> list[Point]:
    """The bins that hold any row, from low to high chances."""
    place = np.minimum((chances * bins).astype(int), bins - 1)
    return [
        Point(
            float(chances[place == number].mean()), float(right[place == number].mean()), int((place == number).sum())
        )
        for number in range(bins)
        if (place == number).any()
    ]


def answers_at(chances: Floats, right: NDArray[np.bool_], precision: float = 0.95) -> tuple[float, float]:
    """The lowest threshold that keeps `precision`, and the share of rows answered from it on."""
    order = np.argsort(-chances, kind="stable")
    running = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    ends = np.flatnonzero(np.append(np.diff(chances[order]) != 0, True) & (running >= precision))
    if not len(ends):
        return 1.0, 0.0
    last = int(ends[-1])
    return float(chances[order][last]), (last + 1) / len(order)
