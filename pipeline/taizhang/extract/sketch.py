"""A sketch of a text by which nearly equal texts are found: what two pages of one notice share whatever surrounds it.

Chinese characters only, numbers read as one sign, in runs of five; each run is hashed, the hashes fall into 64 bins,
and of each bin the least hash is kept, its last eight bits as two hex digits (one-permutation MinHash). The share of
equal bins estimates the share of runs that two texts have in common.
"""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from taizhang.text import fold

BINS = 64
# one class first, so that a search skips what begins no number
NUMBER = re.compile(
    r"[\d零〇一二两三四五六七八九十百千万亿](?:(?<=\d)\d*(?:[.,]\d+)*|(?<!\d)[零〇一二两三四五六七八九十百千万亿]*)"
)
"""A number in figures or in Chinese numerals, in a folded text."""

_RUN = 5
_OTHER = re.compile(r"[^\u3400-\u9fff#]+")
_BIN_BITS = 6
_EMPTY = np.uint64(0xFFFFFFFFFFFFFFFF)


def sketch_of(text: str) -> str:
    """128 hex digits; the empty string for a text of fewer than five characters."""
    return sketch_of_folded(fold(text))


def sketch_of_folded(folded: str) -> str:
    """The sketch of a text that is folded already."""
    kept = _OTHER.sub("", NUMBER.sub("#", folded))
    if len(kept) < _RUN:
        return ""
    hashes = _mixed(_runs(np.frombuffer(kept.encode("utf-32-le"), dtype="<u4").astype(np.uint64)))
    least = np.full(BINS, _EMPTY)
    np.minimum.at(least, (hashes >> np.uint64(64 - _BIN_BITS)).astype(np.intp), hashes)
    filled = np.flatnonzero(least != _EMPTY)
    # an empty bin borrows from the next filled one, so that short texts can be compared too
    after = filled[np.searchsorted(filled, np.arange(BINS)) % len(filled)]
    return least[after].astype(np.uint8).tobytes().hex()


def sketch_bytes(sketch: str) -> NDArray[np.uint8]:
    """The bins of a sketch, one byte each."""
    return np.frombuffer(bytes.fromhex(sketch), dtype=np.uint8)


def _runs(codes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    length = len(codes) - _RUN + 1
    value = np.zeros(length, dtype=np.uint64)
    for offset in range(_RUN):
        value = value * np.uint64(0x100000001B3) + codes[offset : offset + length]
    return value


def _mixed(value: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Every bit of the result depends on every bit of `value` (the finaliser of splitmix64)."""
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(31))
