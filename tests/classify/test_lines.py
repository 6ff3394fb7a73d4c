"""Roles decided over all lines of a text together."""

from itertools import pairwise

import numpy as np
import pytest

from taizhang.classify.line_features import Lines
from taizhang.classify.linear import Linear
from taizhang.classify.lines import LinePart, chain, classify_lines, learn_steps, read_scores
from taizhang.classify.ngrams import Vocabulary

ROLES = ("problem", "answer", "closing")


def part(weight, steps=None):
    empty = Linear(
        Vocabulary(np.zeros(0, np.uint64), np.zeros(0, np.float32)),
        np.zeros((0, 3), np.int8),
        np.ones(3, np.float32),
        np.zeros((0, 3), np.float32),
        np.zeros(3, np.float32),
    )
    even = np.log(np.full((3, 3), 1 / 3))
    first = np.log(np.array([0.6, 0.3, 0.1]))
    return LinePart(empty, ROLES, 1.0, weight, first, even if steps is None else steps)


def every_way(shares, model, opens):
    """The same chances by adding up every sequence of roles."""
    rows, roles = shares.shape
    total = np.zeros((rows, roles))
    for number in range(roles**rows):
        path = [number // roles**row % roles for row in range(rows)]
        value = np.exp(model.weight * model.first[path[0]]) if opens else 1.0
        value *= np.prod([shares[row, role] for row, role in enumerate(path)])
        value *= np.prod([np.exp(model.weight * model.steps[a, b]) for a, b in pairwise(path)])
        for row, role in enumerate(path):
            total[row, role] += value
    return total / total.sum(axis=1, keepdims=True)


@pytest.mark.parametrize("opens", [True, False])
def test_chances_are_those_of_all_sequences(opens):
    random = np.random.default_rng(7)
    shares = random.dirichlet(np.ones(3), 5).astype(np.float32)
    model = part(0.7, np.log(random.dirichlet(np.ones(3), 3)))
    assert np.allclose(chain(shares, model, opens=opens), every_way(shares.astype(np.float64), model, opens), atol=1e-5)


def test_an_unclear_line_follows_its_neighbours():
    steps = np.log(np.array([[0.05, 0.9, 0.05], [0.6, 0.3, 0.1], [0.1, 0.1, 0.8]]))
    scores = np.log(np.array([[0.9, 0.05, 0.05], [0.4, 0.35, 0.25], [0.9, 0.05, 0.05]], np.float32))
    assert [line.role for line in read_scores(scores, part(0.0), opens=True)] == ["problem"] * 3
    together = read_scores(scores, part(1.0, steps), opens=True)
    assert [line.role for line in together] == ["problem", "answer", "problem"]
    assert all(0 < line.score <= 1 for line in together)


def test_long_texts_neither_overflow_nor_vanish():
    shares = np.full((4000, 3), 1 / 3, np.float32)
    assert np.isfinite(chain(shares, part(1.0), opens=True)).all()


def test_no_lines_no_readings():
    assert classify_lines(Lines(()), part(1.0)) == []


def test_the_order_of_roles_is_counted():
    first, steps = learn_steps([([0, 1, 0, 1, 2], True), ([1, 0], False), ([], True)], 3)
    assert first.argmax() == 0 and steps[0].argmax() == 1 and np.allclose(np.exp(steps).sum(axis=1), 1)
