"""A set of keys that grows by 20 bytes a key: what the driver knows of each document must not fill its memory."""

from __future__ import annotations

import hashlib
from array import array

_START = 1 << 12


def key_of(*parts: str | None) -> bytes:
    """16 bytes that stand for `parts`; two different ones share them with a chance below 2**-80 among 2**24."""
    joined = "\0".join(map(str, parts))
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).digest()[:16]


class Keys:
    """Keys of 16 bytes with a number each, by open addressing; a key can not be taken out."""

    def __init__(self) -> None:
        """Empty."""
        self._number = 0
        self._make(_START)

    def __len__(self) -> int:
        """Number of keys."""
        return self._number

    def __contains__(self, key: bytes) -> bool:
        """Whether `key` is there."""
        return self.get(key) is not None

    def get(self, key: bytes) -> int | None:
        """The number of `key`; None when it is not there."""
        slot = self._slot(*_halves(key))
        return None if self._values[slot] < 0 else int(self._values[slot])

    def put(self, key: bytes, value: int = 0) -> None:
        """Give `key` the number `value`, from 0 on, instead of the one it has."""
        high, low = _halves(key)
        slot = self._slot(high, low)
        if self._values[slot] < 0:
            self._number += 1
        self._high[slot], self._low[slot], self._values[slot] = high, low, value
        if 3 * self._number > 2 * len(self._values):
            self._grow()

    def _slot(self, high: int, low: int) -> int:
        """Where the key is, or the free slot where it belongs."""
        mask = len(self._values) - 1
        slot = low & mask
        while self._values[slot] >= 0 and (self._low[slot] != low or self._high[slot] != high):
            slot = (slot + 1) & mask
        return slot

    def _grow(self) -> None:
        old = zip(self._high, self._low, self._values, strict=True)
        self._make(2 * len(self._values))
        for high, low, value in old:
            if value >= 0:
                slot = self._slot(high, low)
                self._high[slot], self._low[slot], self._values[slot] = high, low, value

    def _make(self, slots: int) -> None:
        self._high, self._low = array("Q", bytes(8 * slots)), array("Q", bytes(8 * slots))
        self._values = array("i", b"\xff" * (4 * slots))  # -1: free


def _halves(key: bytes) -> tuple[int, int]:
    return int.from_bytes(key[:8]), int.from_bytes(key[8:])
