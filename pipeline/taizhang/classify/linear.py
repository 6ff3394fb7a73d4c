"""A linear model over sparse n-grams and a few dense features, its weights quantised to bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from taizhang.classify.ngrams import Sparse, Vocabulary

Arrays = Mapping[str, NDArray[np.generic]]


@dataclass(frozen=True, slots=True)
class Linear:
    """Scores of labels: sparse · weights + dense · dense_weights + bias; int8 weights with one scale a label."""

    vocabulary: Vocabulary
    weights: NDArray[np.int8]  # n-grams × labels
    scale: NDArray[np.float32]
    dense_weights: NDArray[np.float32]  # dense features × labels
    bias: NDArray[np.float32]

    def scores(self, sparse: Sparse, dense: NDArray[np.float32] | None = None) -> NDArray[np.float32]:
        """One row a text, one column a label; the larger the likelier."""
        out = np.zeros((sparse.rows, len(self.bias)), np.float32)
        if len(sparse.row):
            cells = self.weights[sparse.column] * sparse.value[:, None]
            first = np.flatnonzero(np.diff(sparse.row, prepend=-1))
            out[sparse.row[first]] = np.add.reduceat(cells, first, axis=0)
        out = out * self.scale + self.bias
        if dense is not None and dense.shape[1]:
            out += dense @ self.dense_weights
        return out

    def arrays(self) -> Arrays:
        """The arrays as they are stored."""
        return {
            "keys": self.vocabulary.keys,
            "idf": self.vocabulary.idf.astype(np.float16),
            "weights": self.weights,
            "scale": self.scale,
            "dense_weights": self.dense_weights.astype(np.float16),
            "bias": self.bias,
        }


def linear_from(arrays: Arrays) -> Linear:
    """The model that `Linear.arrays` gave. Raises `KeyError` or `ValueError` when arrays are missing or do not fit."""
    keys = arrays["keys"].astype(np.uint64)
    weights, scale, bias = arrays["weights"], arrays["scale"], arrays["bias"]
    if weights.dtype != np.int8 or weights.shape != (len(keys), len(bias)) or scale.shape != bias.shape:
        raise ValueError("weights do not fit the vocabulary")
    if arrays["idf"].shape != keys.shape or arrays["dense_weights"].shape[1:] != bias.shape:
        raise ValueError("arrays do not fit each other")
    return Linear(
        Vocabulary(keys, arrays["idf"].astype(np.float32)),
        weights.astype(np.int8),
        scale.astype(np.float32),
        arrays["dense_weights"].astype(np.float32),
        bias.astype(np.float32),
    )


def quantise(vocabulary: Vocabulary, weights: NDArray[np.float64], bias: NDArray[np.float64]) -> Linear:
    """The model with weights (features × labels; n-grams first, then dense features) rounded to 1/127 of their span."""
    size = len(vocabulary.keys)
    sparse, dense = weights[:size], weights[size:]
    scale = np.maximum(np.abs(sparse).max(axis=0, initial=0.0), 1e-9) / 127
    # what is stored is what is used: idf and dense weights are rounded here, not when they are written
    rounded = Vocabulary(vocabulary.keys, vocabulary.idf.astype(np.float16).astype(np.float32))
    return Linear(
        rounded,
        np.rint(sparse / scale).astype(np.int8),
        scale.astype(np.float32),
        dense.astype(np.float16).astype(np.float32),
        bias.astype(np.float32),
    )


def softmax(scores: NDArray[np.float32], temperature: float) -> NDArray[np.float32]:
    """Shares of exclusive labels, each row adding up to 1."""
    scaled = (scores * np.float32(temperature)).astype(np.float64)
    grown = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    shares: NDArray[np.float32] = (grown / grown.sum(axis=1, keepdims=True)).astype(np.float32)
    return shares


def sigmoid(
    scores: NDArray[np.float32], slope: NDArray[np.float32], offset: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Probability of each label by itself (Platt's scaling)."""
    chances: NDArray[np.float32] = (1 / (1 + np.exp(-(scores * slope + offset).astype(np.float64)))).astype(np.float32)
    return chances
