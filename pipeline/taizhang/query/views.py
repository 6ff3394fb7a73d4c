"""The dictionary of the views: what each is, what each column means, what must not be mixed in it.

Meanings come from `views.toml`, and from the tables for columns that a view takes over as they are; types from DuckDB.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import duckdb

from taizhang.errors import LexiconError, UsageError
from taizhang.query.definitions import define_views
from taizhang.records import TABLES
from taizhang.store.dictionary import columns_of
from taizhang.store.schema import schema_of


@dataclass(frozen=True, slots=True)
class ViewColumn:
    """One column of a view: its name, DuckDB type and meaning."""

    name: str
    type: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class View:
    """A view. `apart`: columns whose values are not to be mixed in a sum, nor, with `rows_count`, in a count of rows;
    `order`: how its rows stand when it is simply read, as the text of an ORDER BY.
    """

    name: str
    zh: str
    en: str
    columns: tuple[ViewColumn, ...]
    order: str
    apart: tuple[str, ...]
    rows_count: bool


@cache
def views() -> Mapping[str, View]:
    """All views by name, in the order of the dictionary.

    Raises `LexiconError` when the dictionary and the SQL do not name the same views and columns.
    """
    notes = _notes()
    shared: Mapping[str, list[str]] = notes.pop("columns")
    types = _types()
    if set(types) != set(notes):
        raise _drift("、".join(sorted(set(types) ^ set(notes))))
    return {name: _view(name, note, shared, types[name]) for name, note in notes.items()}


def view(name: str) -> View:
    """The view of that name. Raises `UsageError` naming the views there are."""
    try:
        return views()[name]
    except KeyError:
        raise UsageError(
            "没有这个视图（no such view）", subject=name, remedy=f"可用的视图：{'、'.join(views())}"
        ) from None


def as_json(name: str) -> str:
    """The description of a view, one JSON object."""
    item = view(name)
    value = {
        "view": item.name,
        "title": {"zh": item.zh, "en": item.en},
        "not_to_be_mixed": list(item.apart),
        "columns": [{"name": c.name, "type": c.type, "zh": c.zh, "en": c.en} for c in item.columns],
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def as_markdown() -> str:
    """The dictionary of all views, Chinese and English side by side."""
    parts = [
        "# 视图字典 Dictionary of the views\n\n由 `query/views.toml` 与各表的列自动生成，请勿手改；"
        "`python -m taizhang.query.publish` 重新生成。\n\n*Generated from `query/views.toml` and the columns of the "
        "tables; do not edit.*\n\n视图在 `taizhang query` 和 Python 的 `connect` 里，"
        "`taizhang export --to duckdb` 也带上它们。\n"
    ]
    for item in views().values():
        parts.append(f"\n## {item.name}\n\n{item.zh}\n\n*{item.en}*\n\n")
        if item.apart:
            parts.append(f"求和、平均之前先分开 keep apart: {'、'.join(f'`{name}`' for name in item.apart)}\n\n")
        parts.append("| 列 column | 类型 type | 含义 | meaning |\n|---|---|---|---|\n")
        parts.extend(f"| `{c.name}` | `{c.type}` | {c.zh} | {c.en} |\n" for c in item.columns)
    return "".join(parts)


def _view(name: str, note: Mapping[str, Any], shared: Mapping[str, list[str]], types: Mapping[str, str]) -> View:
    own: Mapping[str, list[str]] = note.get("columns", {})
    unknown = set(own) - set(types)
    if unknown:
        raise _drift(f"{name}.{min(unknown)}")
    columns = []
    for column, kind in types.items():
        zh, en = own.get(column) or shared.get(column) or _of_tables(name, column, note["tables"])
        columns.append(ViewColumn(column, kind, zh, en))
    return View(
        name, note["zh"], note["en"], tuple(columns), note["order"], tuple(note["apart"]), note.get("rows_count", False)
    )


def _of_tables(name: str, column: str, tables: list[str]) -> tuple[str, str]:
    """The meaning that the first of these tables gives a column."""
    for table in tables:
        for item in columns_of(table):
            if item.name == column:
                return item.zh, item.en
    raise _drift(f"{name}.{column}")


def _notes() -> dict[str, Any]:
    return tomllib.loads((files("taizhang.query") / "views.toml").read_text("utf-8"))


def _types() -> dict[str, dict[str, str]]:
    """View -> column -> DuckDB type, from the views over empty tables."""
    with duckdb.connect(":memory:") as connection:
        for table in TABLES:
            connection.register(table, schema_of(table).empty_table())
        define_views(connection)
        rows = connection.execute(
            "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE table_name LIKE 'v\\_%' ESCAPE '\\' "
            "ORDER BY table_name, column_index"
        ).fetchall()
    found: dict[str, dict[str, str]] = {}
    for table, column, kind in rows:
        found.setdefault(table, {})[column] = kind
    return found


def _drift(what: str) -> LexiconError:
    return LexiconError(
        f"视图与其字典不一致（views and their dictionary differ）：{what}",
        subject="query/views.toml",
        remedy="请在其中补上说明",
    )
