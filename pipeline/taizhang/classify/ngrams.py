"""Character n-grams of short texts as sparse vectors, in numpy alone, the same for training and for use.

An n-gram of up to three characters fits a 64-bit integer exactly (21 bits a code point), so the vocabulary is a sorted
array of integers: looked up by bisection, stored without pickle, free of collisions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from taizhang.text import fold

LONGEST = 3
_BITS = 21
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")


@dataclass(frozen=True, slots=True)
class Sparse:
    """Rows of a sparse matrix as parallel arrays, ordered by row, then column."""

    rows: int
    row: NDArray[np.int64]
    column: NDArray[np.int64]
    value: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The n-grams that count, ascending, with their inverse document frequency."""

    keys: NDArray[np.uint64]
    idf: NDArray[np.float32]

    def encode(self, texts: Sequence[str]) -> Sparse:
        """One row a text, of length 1 (or empty): (1 + log tf) · idf of the n-grams known."""
        row, key = grams(texts)
        column = np.searchsorted(self.keys, key)
        column[column == len(self.keys)] = 0
        known = self.keys[column] == key if len(self.keys) else np.zeros(len(key), bool)
        cells, times = np.unique(row[known] * np.int64(len(self.keys)) + column[known], return_counts=True)
        row, column = np.divmod(cells, np.int64(max(len(self.keys), 1)))
        value = (1 + np.log(times.astype(np.float32))) * self.idf[column]
        length = np.sqrt(np.bincount(row, value.astype(np.float64) ** 2, len(texts)))
        length[length == 0] = 1
        return Sparse(len(texts), row, column, (value / length[row]).astype(np.float32))


def prepare(text: str) -> str:
    """`text` folded, numbers as one 0, white space dropped: what n-grams and trigger words are sought in."""
    return squash(fold(text))


def squash(folded: str) -> str:
    """As `prepare`, of a text that is folded already."""
    return "".join(_NUMBER.sub("0", folded).split())


def grams(texts: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
    """Every n-gram of 1 to 3 characters of every text (prepared): index of its text, and its key."""
    joined = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    owner = np.repeat(np.arange(len(texts), dtype=np.int64), [len(text) for text in texts])
    key, rows, keys = joined, [owner], [joined]
    for n in range(2, LONGEST + 1):
        key = (key[:-1] << np.uint64(_BITS)) | joined[n - 1 :]
        inside = owner[: len(key)] == owner[n - 1 :]
        rows.append(owner[: len(key)][inside])
        keys.append(key[inside])
    return np.concatenate(rows), np.concatenate(keys)


def learn_vocabulary(texts: Sequence[str], at_least: int = 2) -> Vocabulary:
    """The n-grams that occur in `at_least` of `texts` (prepared), with their smoothed inverse document frequency."""
    row, key = grams(texts)
    pairs = np.unique(np.stack([key, row.astype(np.uint64)], axis=1), axis=0)
    keys, documents = np.unique(pairs[:, 0], return_counts=True)
    kept = documents >= at_least
    idf = np.log((1 + len(texts)) / (1 + documents[kept])) + 1
    return Vocabulary(keys[kept], idf.astype(np.float32))
