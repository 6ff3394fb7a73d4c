"""A dataset as a DuckDB database in memory: one view per table over its committed shards, and those of `views*.sql`.

Read-only: only queries are accepted, and no file outside the dataset can be opened, whatever the query says. Closed
words have their Chinese names in the view `v_words`; `zh('status', status)` is the name, or the word where it has none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import duckdb
import pyarrow as pa

from taizhang.errors import DatasetError, UsageError
from taizhang.lexicon import load
from taizhang.records import TABLES
from taizhang.store.reader import Dataset, open_dataset

VIEWS = (
    "views",
    "views_problems",
    "views_status",
    "views_outcomes",
    "views_timeliness",
    "views_agencies",
    "views_left_out",
    "views_places",
)
_RUNS_WHAT_IT_EXPLAINS = re.compile(r"\banalyze\b", re.IGNORECASE)


def connect(path: Path | str) -> duckdb.DuckDBPyConnection:
    """The dataset at `path`, open for queries. Raises `DatasetError` when it is not one or is damaged."""
    dataset = open_dataset(path)
    connection = duckdb.connect(":memory:")
    try:
        for table in TABLES:
            _create_view(connection, dataset, table)
        _create_words(connection)
        connection.execute(views_sql())
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
    """The answer to one query, as an Arrow table.

    Raises `UsageError` when `sql` is not one query, tries to change something or does not fit the tables.
    """
    try:
        statements = connection.extract_statements(sql)
    except duckdb.Error as error:
        raise UsageError(f"SQL 有误（does not parse）：{_first_line(error)}", remedy="请改正后重试") from error
    if len(statements) != 1:
        raise UsageError(f"应为一条查询，现有 {len(statements)} 条（one query at a time）", remedy="请逐条执行")
    _refuse_changes(statements[0], sql)
    try:
        relation = connection.sql(sql)
        return relation.to_arrow_table()
    except duckdb.Error as error:
        raise UsageError(
            f"查询失败（query failed）：{error}",
            remedy="可用 SHOW TABLES 和 DESCRIBE 表名 查看表和列，或 taizhang schema",
        ) from error


def views_sql() -> str:
    """The documented views, as SQL."""
    folder = files("taizhang.query")
    return "\n".join((folder / f"{name}.sql").read_text("utf-8") for name in VIEWS)


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
        connection.register(f"_{table}", dataset.read(table))
        connection.execute(f"CREATE VIEW {table} AS SELECT * FROM _{table}")


def _create_words(connection: duckdb.DuckDBPyConnection) -> None:
    """`v_words`, one row per closed word with its Chinese name, and the macro `zh` that looks a name up."""
    named = [(section, word, name) for section, words in load("words").items() for word, name in words.items()]
    named += [("category", category["id"], category["zh"]) for category in load("categories")["category"]]
    sections, words, names = zip(*named, strict=True)
    connection.register("_words", pa.table({"section": sections, "word": words, "zh": names}))
    connection.execute("CREATE VIEW v_words AS SELECT * FROM _words ORDER BY section, word")
    connection.execute(
        "CREATE MACRO zh(part, code) AS coalesce((SELECT w.zh FROM _words w WHERE w.section = part AND w.word = code), code)"
    )


def _list(paths: Sequence[Path]) -> str:
    return "[" + ", ".join("'" + str(path).replace("'", "''") + "'" for path in paths) + "]"


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
