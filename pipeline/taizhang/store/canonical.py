"""The logical hash: what a table says, whatever its Parquet bytes, its sharding or the order of its rows.

Each row is written as canonical JSON (columns in the order of the schema, no insignificant space, dates in ISO form)
and hashed; the hashes of all rows are added modulo 2**256. The sum does not depend on order, and it counts repeated
rows.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from taizhang.records import TABLES
from taizhang.store.rows import Columns

_MODULUS = 1 << 256


@dataclass(frozen=True, slots=True)
class LogicalHash:
    """A running sum over rows; `rows` tells an empty table from one that sums to nothing."""

    total: int = 0
    rows: int = 0

    def plus(self, columns: Columns) -> LogicalHash:
        """The hash with the rows of `columns` added."""
        total, rows = self.total, self.rows
        for row in zip(*columns.values(), strict=True):
            total += int.from_bytes(hashlib.sha256(_row_bytes(row)).digest())
            rows += 1
        return LogicalHash(total % _MODULUS, rows)

    def hex(self) -> str:
        """64 hex digits over the sum and the number of rows."""
        return hashlib.sha256(f"{self.rows}:{self.total:064x}".encode()).hexdigest()


def dataset_hash(tables: Mapping[str, LogicalHash]) -> str:
    """64 hex digits over the logical hashes of all tables."""
    digest = hashlib.sha256()
    for table in TABLES:
        digest.update(f"{table}:{tables[table].hex()}\n".encode())
    return digest.hexdigest()


def _row_bytes(row: tuple[Any, ...]) -> bytes:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=_plain).encode("utf-8", "surrogatepass")


def _plain(value: object) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"no canonical form for {type(value).__name__}")
