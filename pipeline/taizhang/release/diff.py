"""What changed between two datasets: rows added, removed and changed, by what they say and where, not by their numbers.

A row is known by its place in the text (`problems`, `measures`, `counts`, …), by its check (`audits`), or by the document
it comes from. Numbers that a program gives (`problem_id` and the like) and versions are not compared: one more row in
front would change them all. DuckDB does the work and spills to disk, so neither dataset has to fit into memory.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import duckdb

from taizhang.errors import DatasetError
from taizhang.records import TABLES
from taizhang.store.reader import open_dataset
from taizhang.store.schema import record_of, schema_of

Kind = Literal["added", "removed", "changed"]

# Table -> what tells its rows apart by content. Rows that share it are told apart by all they say, in order.
KEYS: dict[str, tuple[str, ...]] = {
    "documents": ("document_id", "member"),
    "texts": ("notice_id",),
    "notices": ("notice_id",),
    "problems": ("notice_id", "level", "char_start", "char_end"),
    "measures": ("notice_id", "char_start", "char_end"),
    "counts": ("notice_id", "char_start", "char_end"),
    "dates": ("notice_id", "char_start", "char_end"),
    "contacts": ("notice_id", "kind", "char_start", "char_end"),
    "citations": ("notice_id", "char_start", "char_end"),
    "audits": ("notice_id", "check", "scope"),
}
NOT_COMPARED = frozenset(
    (
        *("problem_id", "parent_id", "measure_id", "count_id", "date_id", "text"),
        *("program_version", "lexicon_version", "model_version", "schema_version"),
    )
)
_LABELS = {
    "documents": "source_uri",
    "notices": "title",
    "problems": "title",
    "audits": "explanation",
    "texts": "notice_id",
}
_BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Change:
    """One row that differs: its table and notice, what tells it apart, what it says, and (column, before, after) of what changed."""

    table: str
    notice_id: str | None
    kind: Kind
    key: dict[str, Any]
    label: str | None
    columns: tuple[tuple[str, Any, Any], ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """A table in numbers: rows that are the same, added, removed and changed, and how often each column changed."""

    same: int
    added: int
    removed: int
    changed: int
    columns: dict[str, int]


class Difference:
    """Two datasets compared; made by `compare`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, tables: Sequence[str]) -> None:
        """Not to be called: the comparison would be missing."""
        self._connection, self.tables = connection, tuple(tables)

    def tally(self, table: str) -> Tally:
        """The numbers of one table."""
        kinds = dict(self._rows(f"SELECT change, count(*) FROM d_{table} GROUP BY change"))
        columns = dict(
            self._rows(
                f"SELECT name, count(*) FROM (SELECT unnest(names) AS name FROM d_{table}) GROUP BY name ORDER BY name"
            )
        )
        before = self._rows(f"SELECT count(*) FROM a.{table}")[0][0]
        gone = kinds.get("removed", 0) + kinds.get("changed", 0)
        return Tally(before - gone, kinds.get("added", 0), kinds.get("removed", 0), kinds.get("changed", 0), columns)

    def notices(self, most: int) -> list[tuple[str, str | None, dict[str, int]]]:
        """The notices with the most differing rows: id, agency, kind -> rows."""
        parts = " UNION ALL ".join(f"SELECT notice_id, change FROM d_{table}" for table in self.tables)
        rows = self._rows(
            f"SELECT x.notice_id, any_value(coalesce(n.agency, o.agency)), count(*) FILTER (change = 'added'), "
            f"count(*) FILTER (change = 'removed'), count(*) FILTER (change = 'changed') FROM ({parts}) x "
            "LEFT JOIN b.notices n USING (notice_id) LEFT JOIN a.notices o ON o.notice_id = x.notice_id "
            f"WHERE x.notice_id IS NOT NULL GROUP BY x.notice_id ORDER BY count(*) DESC, x.notice_id LIMIT {most}"
        )
        return [(row[0], row[1], dict(zip(("added", "removed", "changed"), row[2:], strict=True))) for row in rows]

    def rewritten(self) -> list[tuple[str, str | None, str, str]]:
        """Sources whose text changed, so that another notice stands in the place of one: uri, member, before, after."""
        return self._rows(
            "SELECT a.source_uri, a.member, a.notice_id, b.notice_id FROM a.documents a JOIN b.documents b "
            "ON a.source_uri = b.source_uri AND a.member IS NOT DISTINCT FROM b.member "
            "WHERE a.outcome = 'extracted' AND b.outcome = 'extracted' AND a.notice_id <> b.notice_id ORDER BY 1, 2"
        )

    def changes(self, table: str) -> Iterator[Change]:
        """Every differing row of a table, by notice and place."""
        keys = KEYS[table]
        named = ", ".join(f'"{key}"' for key in keys)
        answer = self._connection.execute(
            f"SELECT change, notice_id, label, names, befores, afters, {named} FROM d_{table} "
            f"ORDER BY notice_id, {named}, change, nth"
        )
        while batch := answer.fetchmany(_BATCH):
            for kind, notice_id, label, names, befores, afters, *key in batch:
                columns = tuple(zip(names, befores, afters, strict=True))
                yield Change(table, notice_id, kind, dict(zip(keys, key, strict=True)), label, columns)

    def _rows(self, sql: str) -> list[Any]:
        return self._connection.execute(sql).fetchall()


@contextmanager
def compare(old: Path | str, new: Path | str, tables: Sequence[str] = ()) -> Iterator[Difference]:
    """The difference between the datasets `old` and `new`, in all tables or in these.

    Raises `DatasetError` when one can not be opened, `UsageError` for a table that is not there.
    """
    chosen = tuple(tables) or tuple(TABLES)
    for table in chosen:
        record_of(table)
    with tempfile.TemporaryDirectory(prefix="taizhang-diff-") as spill, duckdb.connect(":memory:") as connection:
        connection.execute(f"SET temp_directory = {_quoted(spill)}")
        for schema, path in (("a", old), ("b", new)):
            _attach(connection, schema, path)
        for table in chosen:
            connection.execute(_difference(connection, table))
        yield Difference(connection, chosen)


def _attach(connection: duckdb.DuckDBPyConnection, schema: str, path: Path | str) -> None:
    """The tables of the dataset at `path` as views in `schema`."""
    dataset = open_dataset(path)
    connection.execute(f"CREATE SCHEMA {schema}")
    try:
        for table in TABLES:
            paths = dataset.files(table)
            if paths:
                listed = ", ".join(_quoted(str(part)) for part in paths)
                connection.execute(f"CREATE VIEW {schema}.{table} AS SELECT * FROM read_parquet([{listed}])")
            else:
                connection.register("_empty", schema_of(table).empty_table())
                connection.execute(f"CREATE TABLE {schema}.{table} AS SELECT * FROM _empty")
                connection.unregister("_empty")
    except duckdb.Error as error:
        raise DatasetError(
            f"数据集无法打开（can not be opened）：{str(error).partition(chr(10))[0]}",
            subject=str(path),
            remedy="请用 taizhang verify 检查",
        ) from error


def _difference(connection: duckdb.DuckDBPyConnection, table: str) -> str:
    """SQL that makes `d_<table>`: a row for each row of either side that the other has not, or has otherwise."""
    there = [_names(connection, schema, table) for schema in ("a", "b")]
    columns = [name for name in there[0] if name in there[1] and name not in NOT_COMPARED]
    keys = KEYS[table]
    rest = [name for name in columns if name not in keys]
    names = ", ".join(f"CASE WHEN a.{_q(n)} IS DISTINCT FROM b.{_q(n)} THEN {_quoted(n)} END" for n in rest)
    befores, afters = (
        ", ".join(
            f"CASE WHEN a.{_q(n)} IS DISTINCT FROM b.{_q(n)} THEN {{'v': {side}.{_q(n)}::VARCHAR}} END" for n in rest
        )
        for side in ("a", "b")
    )
    on = " AND ".join(f"a.{_q(key)} IS NOT DISTINCT FROM b.{_q(key)}" for key in keys)
    listed = ", ".join(f"coalesce(a.{_q(key)}, b.{_q(key)}) AS {_q(key)}" for key in keys)
    differs = " OR ".join(f"a.{_q(n)} IS DISTINCT FROM b.{_q(n)}" for n in rest) or "false"
    notice = "" if "notice_id" in keys else ", coalesce(b.notice_id, a.notice_id) AS notice_id"
    label = _LABELS.get(table, "surface")
    both = "a.here AND b.here"
    return f"""
CREATE TEMP TABLE d_{table} AS
WITH a AS ({_numbered("a", table, keys, rest)}), b AS ({_numbered("b", table, keys, rest)})
SELECT
    CASE WHEN a.here IS NULL THEN 'added' WHEN b.here IS NULL THEN 'removed' ELSE 'changed' END AS change,
    {listed}{notice}, coalesce(a.nth, b.nth) AS nth,
    coalesce(b.{label}, a.{label}) AS label,
    CASE WHEN {both} THEN list_filter([{names}], lambda x: x IS NOT NULL) ELSE [] END AS names,
    CASE WHEN {both} THEN [x.v FOR x IN [{befores}] IF x IS NOT NULL] ELSE [] END AS befores,
    CASE WHEN {both} THEN [x.v FOR x IN [{afters}] IF x IS NOT NULL] ELSE [] END AS afters
FROM a FULL JOIN b ON {on} AND a.nth = b.nth
WHERE a.here IS NULL OR b.here IS NULL OR {differs}"""


def _numbered(schema: str, table: str, keys: Sequence[str], rest: Sequence[str]) -> str:
    """The rows of a table with `nth`, their number among those of the same key."""
    named = ", ".join(_q(name) for name in (*keys, *rest))
    key = ", ".join(_q(name) for name in keys)
    order = ", ".join(_q(name) for name in rest) or "1"
    return f"SELECT {named}, true AS here, row_number() OVER (PARTITION BY {key} ORDER BY {order}) AS nth FROM {schema}.{table}"


def _names(connection: duckdb.DuckDBPyConnection, schema: str, table: str) -> list[str]:
    return [row[0] for row in connection.execute(f"DESCRIBE {schema}.{table}").fetchall()]


def _q(name: str) -> str:
    return f'"{name}"'


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
