"""Kinds and tense of measures, by the model; how specific they are, by rule (`specificity`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from taizhang.classify.linear import sigmoid, softmax
from taizhang.classify.model import MeasurePart
from taizhang.classify.ngrams import prepare

OTHER = "其他"
_MAX_CHARS = 300  # of a measure; what follows only gives more of the same


@dataclass(frozen=True, slots=True)
class Reading:
    """Kinds of one measure, the likeliest first, and its tense."""

    kinds: tuple[str, ...]
    tense: str


def measure_text(surface: str) -> str:
    """A measure prepared for the model."""
    return prepare(surface[: 2 * _MAX_CHARS])[:_MAX_CHARS]


def classify_measures(texts: Sequence[str], part: MeasurePart) -> list[Reading]:
    """One reading a measure (prepared). A measure with no likely kind has the likeliest alone."""
    if not texts:
        return []
    scores = part.linear.scores(part.linear.vocabulary.encode(texts))
    size = len(part.kinds)
    chances = sigmoid(scores[:, :size], part.slope, part.offset)
    tenses = softmax(scores[:, size:], part.temperature).argmax(axis=1)
    readings = []
    for row, tense in zip(chances, tenses, strict=True):
        order = np.argsort(-row, kind="stable")
        kinds = [part.kinds[index] for index in order if row[index] >= part.thresholds[index]]
        if len(kinds) > 1:
            kinds = [kind for kind in kinds if kind != OTHER]
        readings.append(Reading(tuple(kinds[:3]) or (part.kinds[order[0]],), part.tenses[int(tense)]))
    return readings
