"""Roles of the lines of one text, by the model: each line's own scores, and how roles follow one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from taizhang.classify.line_features import Lines, line_features, line_texts
from taizhang.classify.linear import Linear, softmax

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LinePart:
    """Role of a line: scores to shares by `temperature`; `steps` are log shares of the role after each role, `first` of
    the first line's, both counting `weight` beside the line itself.
    """

    linear: Linear
    roles: tuple[str, ...]
    temperature: float
    weight: float
    first: Floats  # roles
    steps: Floats  # role above × role


@dataclass(frozen=True, slots=True)
class LineReading:
    """The likeliest role of a line, and the chance of it given all lines."""

    role: str
    score: float


def classify_lines(lines: Lines, part: LinePart) -> list[LineReading]:
    """One reading a line, decided over all of them together."""
    if not lines.folded:
        return []
    sparse = part.linear.vocabulary.encode(line_texts(lines))
    return read_scores(part.linear.scores(sparse, line_features(lines)), part, opens=lines.opens)


def read_scores(scores: NDArray[np.float32], part: LinePart, *, opens: bool) -> list[LineReading]:
    """The readings that scores (lines × roles) give; `opens`: the first line is the first of its notice."""
    chances = chain(softmax(scores, part.temperature), part, opens=opens)
    return [LineReading(part.roles[int(row.argmax())], float(row.max())) for row in chances]


def chain(shares: NDArray[np.float32], part: LinePart, *, opens: bool) -> Floats:
    """The chance of every role of every line, given the shares of all lines: the forward-backward rule."""
    own = np.maximum(shares.astype(np.float64), 1e-9)
    steps = np.exp(part.weight * part.steps)
    ahead, behind = np.empty_like(own), np.ones_like(own)
    ahead[0] = own[0] * (np.exp(part.weight * part.first) if opens else 1.0)
    ahead[0] /= ahead[0].sum()
    for index in range(1, len(own)):
        row = (ahead[index - 1] @ steps) * own[index]
        ahead[index] = row / row.sum()
    for index in range(len(own) - 2, -1, -1):
        row = steps @ (behind[index + 1] * own[index + 1])
        behind[index] = row / row.sum()
    both = ahead * behind
    result: Floats = both / both.sum(axis=1, keepdims=True)
    return result


def learn_steps(sequences: Sequence[tuple[Sequence[int], bool]], roles: int) -> tuple[Floats, Floats]:
    """Log shares of the first role and of the role after each role; a sequence is its roles and whether it opens."""
    first, steps = np.full(roles, 0.5), np.full((roles, roles), 0.5)
    for sequence, opens in sequences:
        if opens and sequence:
            first[sequence[0]] += 1
        np.add.at(steps, (list(sequence[:-1]), list(sequence[1:])), 1)
    return np.log(first / first.sum()), np.log(steps / steps.sum(axis=1, keepdims=True))
