"""A folder of CSV files, one a table: with a byte-order mark and without formulas, as Excel needs them."""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb

from taizhang.errors import UsageError
from taizhang.query.formats import csv_cell
from taizhang.records import TABLES

_BATCH = 5_000


def write_csv(connection: duckdb.DuckDBPyConnection, folder: Path, *, raw: bool = False) -> dict[str, int]:
    """Write `<table>.csv` for every table into `folder`, each file in one step; rows of each table.

    Lists and structs are JSON; `raw` leaves what looks like a formula as it is. Raises `UsageError` when the folder
    can not be written.
    """
    written = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for table in TABLES:
            written[table] = _write(connection, table, folder / f"{table}.csv", raw)
    except OSError as error:
        raise UsageError(
            f"无法写入（can not be written）：{error.strerror}",
            subject=str(folder),
            remedy="请检查路径、权限和磁盘空间",
        ) from error
    return written


def _write(connection: duckdb.DuckDBPyConnection, table: str, path: Path, raw: bool) -> int:
    temporary = path.with_name(f".{path.name}.new")
    rows = 0
    try:
        with temporary.open("w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\r\n")
            answer = connection.execute(f"SELECT * FROM {table}")
            writer.writerow([column[0] for column in answer.description or ()])
            while batch := answer.fetchmany(_BATCH):
                writer.writerows([csv_cell(value, raw) for value in row] for row in batch)
                rows += len(batch)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    return rows
