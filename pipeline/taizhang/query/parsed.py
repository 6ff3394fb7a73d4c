"""What a query is made of, as DuckDB's own parser sees it: its tables, columns and aggregates."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import duckdb

from taizhang.query.views import View, views

_SUMS = frozenset(
    ("sum", "avg", "mean", "median", "quantile", "quantile_cont", "quantile_disc", "mode", "stddev", "fsum")
)
_COUNTS = frozenset(("count", "count_star"))


@dataclass(frozen=True, slots=True)
class Parsed:
    """Names of tables and columns anywhere in a query, and the aggregates in it."""

    tables: frozenset[str]
    columns: frozenset[str]
    sums: bool
    counts: bool


def parse(connection: duckdb.DuckDBPyConnection, sql: str) -> Parsed | None:
    """The parts of `sql`; None where it is no SELECT."""
    tree = _tree(connection, sql)
    if tree is None:
        return None
    tables, columns, sums, counts = set(), set(), False, False
    for node in _nodes(tree):
        if node.get("type") == "BASE_TABLE":
            tables.add(str(node["table_name"]).lower())
        elif node.get("class") == "COLUMN_REF":
            columns.add(str(node["column_names"][-1]).lower())
        elif node.get("class") == "FUNCTION":
            name = str(node["function_name"]).lower()
            sums |= name in _SUMS
            counts |= name in _COUNTS and not node.get("distinct")
    return Parsed(frozenset(tables), frozenset(columns), sums, counts)


def mixtures(connection: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[View, tuple[str, ...]]]:
    """The views that `sql` adds or counts up without a word on columns that must be kept apart, with those columns."""
    parsed = parse(connection, sql)
    if parsed is None or not (parsed.sums or parsed.counts):
        return []
    found = []
    for name in sorted(parsed.tables & views().keys()):
        view = views()[name]
        unnamed = tuple(column for column in view.apart if column not in parsed.columns)
        if unnamed and (parsed.sums or view.rows_count):
            found.append((view, unnamed))
    return found


def in_order(connection: duckdb.DuckDBPyConnection, sql: str) -> str:
    """`sql`, with the natural order of the view where it simply reads one and asks for no order."""
    tree = _tree(connection, sql)
    node = tree["statements"][0]["node"] if tree else {}
    view = views().get(str((node.get("from_table") or {}).get("table_name", "")).lower())
    if tree is None or view is None or not _simply_reads(connection, node):
        return sql
    wanted = _tree(connection, f"SELECT * FROM {view.name} ORDER BY {view.order}")
    if wanted is None:
        return sql
    node["modifiers"] = [*wanted["statements"][0]["node"]["modifiers"], *node["modifiers"]]
    rows = connection.execute("SELECT json_deserialize_sql(?)", [json.dumps(tree)]).fetchall()
    return str(rows[0][0])


def _simply_reads(connection: duckdb.DuckDBPyConnection, node: dict[str, Any]) -> bool:
    """Whether a query is the rows of one view, filtered perhaps, with no order of its own."""
    return (
        node.get("type") == "SELECT_NODE"
        and node["from_table"].get("type") == "BASE_TABLE"
        and not node["from_table"].get("sample")
        and not node.get("sample")
        and not node["group_expressions"]
        and all(modifier["type"] == "LIMIT_MODIFIER" for modifier in node["modifiers"])
        and not node["cte_map"]["map"]
        and not any(_gathers(connection, part) for part in _nodes(node["select_list"]))
    )


def _gathers(connection: duckdb.DuckDBPyConnection, part: dict[str, Any]) -> bool:
    """Whether a part of a select list makes one row out of several, or several out of one, or asks another query."""
    if part.get("class") in ("SUBQUERY", "WINDOW"):
        return True
    if part.get("class") != "FUNCTION":
        return False
    name = str(part["function_name"]).lower()
    if name in ("unnest", "one_unit", "units"):
        return True
    rows = connection.execute(
        "SELECT 1 FROM duckdb_functions() WHERE function_name = ? AND function_type = 'aggregate' LIMIT 1", [name]
    ).fetchall()
    return bool(rows)


def _tree(connection: duckdb.DuckDBPyConnection, sql: str) -> dict[str, Any] | None:
    rows = connection.execute("SELECT json_serialize_sql(?)", [sql]).fetchall()
    tree: dict[str, Any] = json.loads(rows[0][0])
    return None if tree["error"] else tree


def _nodes(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for part in value.values():
            yield from _nodes(part)
    elif isinstance(value, list):
        for part in value:
            yield from _nodes(part)
