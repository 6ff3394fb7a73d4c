"""Questions to the prepared tables, each by a cursor of its own so that several answers can be read side by side."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb

Found = dict[str, Any]

_BATCH = 5_000


def stream(connection: duckdb.DuckDBPyConnection, sql: str) -> Iterator[Found]:
    """The rows of an answer, a batch as Python values at a time."""
    cursor = connection.cursor().execute(sql)
    names = [column[0] for column in cursor.description or ()]
    while batch := cursor.fetchmany(_BATCH):
        for row in batch:
            yield dict(zip(names, row, strict=True))


def ask(connection: duckdb.DuckDBPyConnection, sql: str) -> list[Found]:
    """All rows of an answer."""
    return list(stream(connection, sql))
