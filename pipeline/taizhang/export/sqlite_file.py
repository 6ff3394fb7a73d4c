"""A SQLite file: strict types, keys, an index where tables are joined, and the data dictionary as a table."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import duckdb

from taizhang.errors import UsageError
from taizhang.query.formats import plain
from taizhang.records import TABLES
from taizhang.store.dictionary import columns_of
from taizhang.store.schema import IDENTITY

_BATCH = 5_000
_TYPES = {"bool": "INTEGER", "int32": "INTEGER", "int64": "INTEGER", "float32": "REAL", "float64": "REAL"}
_DICTIONARY = "data_dictionary"


def write_sqlite(connection: duckdb.DuckDBPyConnection, path: Path) -> dict[str, int]:
    """Write the tables that `connection` has to a new SQLite file at `path`; rows of each table.

    Dates are ISO text, booleans 0 and 1, lists and structs JSON. Raises `UsageError` when it can not be written.
    """
    temporary = path.with_name(f".{path.name}.new")
    temporary.unlink(missing_ok=True)
    written = {}
    try:
        with closing(sqlite3.connect(temporary)) as made:
            for table in TABLES:
                made.execute(_create(table))
                marks = ", ".join("?" * len(columns_of(table)))
                made.executemany(f"INSERT INTO {table} VALUES ({marks})", _rows(connection, table))
                written[table] = made.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
                if table != "notices" and table != "texts":
                    made.execute(f"CREATE INDEX {table}_of_notice ON {table} (notice_id)")
            _describe(made)
            made.commit()
        temporary.replace(path)
    except (sqlite3.Error, OSError) as error:
        raise UsageError(
            f"无法写入（can not be written）：{error}", subject=str(path), remedy="请检查路径、权限和磁盘空间"
        ) from error
    finally:
        temporary.unlink(missing_ok=True)
    return written


def _create(table: str) -> str:
    parts = [
        f'"{item.name}" {_TYPES.get(item.type, "TEXT")}{"" if item.nullable else " NOT NULL"}'
        for item in columns_of(table)
    ]
    keys = IDENTITY.get(table)
    if keys and table != "documents":  # a document outside of an archive has no member, and a key no null
        parts.append(f"PRIMARY KEY ({', '.join(keys)})")
    return f"CREATE TABLE {table} ({', '.join(parts)}) STRICT"


def _rows(connection: duckdb.DuckDBPyConnection, table: str) -> Iterator[list[object]]:
    answer = connection.execute(f"SELECT * FROM {table}")
    while batch := answer.fetchmany(_BATCH):
        for row in batch:
            yield [_value(value) for value in row]


def _value(value: object) -> object:
    if isinstance(value, bool):
        return int(value)
    return value if value is None or isinstance(value, int | float | str) else plain(value)


def _describe(made: sqlite3.Connection) -> None:
    made.execute(
        f"CREATE TABLE {_DICTIONARY} (table_name TEXT, column_name TEXT, type TEXT, zh TEXT, en TEXT, "
        "PRIMARY KEY (table_name, column_name)) STRICT"
    )
    rows = [(table, item.name, item.type, item.zh, item.en) for table in TABLES for item in columns_of(table)]
    made.executemany(f"INSERT INTO {_DICTIONARY} VALUES (?, ?, ?, ?, ?)", rows)
