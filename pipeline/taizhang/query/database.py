"""A dataset as a DuckDB database in memory: one view per table over its committed shards, and those of `views*.sql`.

Read-only: only queries are accepted, and no file outside the dataset can be opened, whatever the query says. Closed
words have their Chinese names in the view `v_words`; `zh('status', status)` is the name, or the word where it has none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from taizhang.errors import DatasetError, UsageError
from taizhang.query.definitions import VIEWS, define_views, views_sql
from taizhang.query.mistakes import explained
from taizhang.query.parsed import in_order
from taizhang.records import TABLES
from taizhang.store.reader import Dataset, open_dataset

__all__ = ["VIEWS", "connect", "select", "views_sql"]

_CONDITION = "写 notices 各列的条件，如 \"agency LIKE '%水利局'\"、\"region_code LIKE '34%'\""
_RUNS_WHAT_IT_EXPLAINS = re.compile(r"\banalyze\b", re.IGNORECASE)


def connect(path: Path | str, where: str | None = None) -> duckdb.DuckDBPyConnection:
    """The dataset at `path`, open for queries; with `where`, a condition on `notices`, only what belongs to those.

    Raises `DatasetError` when it is not one or is damaged, `UsageError` when `where` is no such condition.
    """
    dataset = open_dataset(path)
    connection = duckdb.connect(":memory:")
    try:
        for table in TABLES:
            _create_view(connection, dataset, table)
        if where is not None:
            _narrow(connection, where)
        define_views(connection)
        connection.execute(f"SET allowed_paths = {_list([file for table in TABLES for file in dataset.files(table)])}")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
    except duckdb.Error as error:
        connection.close()
        raise DatasetError(
            f"数据集无法打开（can not be opened）：{_first_line(error)}",
            subject=str(path),
            remedy="请用 taizhang verify 检查",
        ) from error
    return connection


def select(connection: duckdb.DuckDBPyConnection, sql: str) -> pa.Table:
    """The answer to one query, as an Arrow table; a view that is simply read comes in its natural order.

    Raises `UsageError` when `sql` is not one query, tries to change something or does not fit the tables.
    """
    try:
        statements = connection.extract_statements(sql)
    except duckdb.Error as error:
        raise explained(error, connection, sql) from error
    if len(statements) != 1:
        raise UsageError(f"应为一条查询，现有 {len(statements)} 条（one query at a time）", remedy="请逐条执行")
    _refuse_changes(statements[0], sql)
    try:
        relation = connection.sql(in_order(connection, sql))
        return relation.to_arrow_table()
    except duckdb.Error as error:
        raise explained(error, connection, sql) from error


def _refuse_changes(statement: duckdb.Statement, sql: str) -> None:
    kind = statement.type
    explains = kind == duckdb.StatementType.EXPLAIN and not _RUNS_WHAT_IT_EXPLAINS.search(sql)
    if kind != duckdb.StatementType.SELECT and not explains:
        raise UsageError(
            f"只能查询，不能执行 {kind.name}（read-only）", remedy="请用 SELECT；导出结果请用 --format 与 --output"
        )


def _create_view(connection: duckdb.DuckDBPyConnection, dataset: Dataset, table: str) -> None:
    paths = dataset.files(table)
    if paths:
        connection.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet({_list(paths)})")
    else:
        connection.register("_empty", dataset.read(table))
        connection.execute(f"CREATE TABLE _{table} AS SELECT * FROM _empty")
        connection.unregister("_empty")
        connection.execute(f"CREATE VIEW {table} AS SELECT * FROM _{table}")


def _narrow(connection: duckdb.DuckDBPyConnection, where: str) -> None:
    """Put a view of the same name, cut to the notices that `where` chooses, in the place of each table."""
    chosen = f"SELECT notice_id FROM notices WHERE ({where}\n)"
    try:
        statements = connection.extract_statements(chosen)
        if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
            raise UsageError("--where 应是一个条件（not a condition）", subject=where, remedy=_CONDITION)
        connection.execute(f"CREATE TABLE _chosen AS {chosen}")
    except duckdb.Error as error:
        told = explained(error, connection, chosen)
        raise UsageError(f"--where 有误：{told.message}", subject=where, remedy=_CONDITION) from error
    if not connection.execute("SELECT count(*) FROM _chosen").fetchall()[0][0]:
        raise UsageError("没有符合 --where 的通报（no such notice）", subject=where, remedy=_CONDITION)
    for table in TABLES:
        connection.execute(f"ALTER VIEW {table} RENAME TO _all_{table}")
        connection.execute(
            f"CREATE VIEW {table} AS SELECT * FROM _all_{table} WHERE notice_id IN (SELECT notice_id FROM _chosen)"
        )


def _list(paths: Sequence[Path]) -> str:
    return "[" + ", ".join("'" + str(path).replace("'", "''") + "'" for path in paths) + "]"


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
