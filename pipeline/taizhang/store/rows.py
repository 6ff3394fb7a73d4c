"""Records to columns to Arrow: the one way in which rows become tables.

Columns are plain lists by name, the form in which invariants are checked both before a write and when a dataset is
verified from its files.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from operator import attrgetter
from typing import Any

import pyarrow as pa

from taizhang.errors import InvariantError
from taizhang.records import TABLES, CategoryScore, Document, Evidence, Ledger, Origin, Reading
from taizhang.store.schema import record_of, schema_of

Columns = Mapping[str, Sequence[Any]]
"""Column name -> values, all of one length."""

_RECORD_COLUMNS = {table: tuple(item.name for item in dataclasses.fields(record)) for table, record in TABLES.items()}
_NESTED: dict[tuple[str, str], type] = {
    ("texts", "origin"): Origin,
    ("problems", "categories"): CategoryScore,
    ("audits", "readings"): Reading,
    ("audits", "evidence"): Evidence,
}


def rows_by_table(documents: Iterable[Document], ledgers: Iterable[Ledger]) -> dict[str, list[Any]]:
    """The records of a shard by table, in the order given; every table is there, empty or not."""
    rows: dict[str, list[Any]] = {table: [] for table in TABLES}
    rows["documents"].extend(documents)
    for ledger in ledgers:
        rows["texts"].append(ledger.text)
        rows["notices"].append(ledger.notice)
        for table in ("problems", "measures", "counts", "dates", "contacts", "citations", "audits"):
            rows[table].extend(getattr(ledger, table))
    return rows


def columns_of_ledger(ledger: Ledger) -> dict[str, dict[str, list[Any]]]:
    """All rows of one notice as columns, by table: the light form in which they travel between processes."""
    rows = rows_by_table((), (ledger,))
    return {table: columns_from(table, rows[table]) for table in TABLES if table != "documents"}


def joined(parts: Sequence[Mapping[str, Columns]]) -> dict[str, dict[str, list[Any]]]:
    """The columns of several notices as those of one shard, in the order given; `documents` is not among them."""
    return {
        table: {name: list(chain.from_iterable(part[table][name] for part in parts)) for name in names}
        for table, names in _RECORD_COLUMNS.items()
        if table != "documents"
    }


def columns_from(table: str, rows: Sequence[Any]) -> dict[str, list[Any]]:
    """The records `rows` of `table` as columns; nested records become mappings, tuples lists."""
    return {name: _values(table, name, rows) for name in _RECORD_COLUMNS[table]}


def columns_of_arrow(data: pa.Table) -> dict[str, list[Any]]:
    """An Arrow table as columns, the inverse of `to_arrow`."""
    return {name: data.column(name).to_pylist() for name in data.column_names}


def to_arrow(table: str, columns: Columns) -> pa.Table:
    """`columns` as an Arrow table of exactly the schema of `table`.

    Raises `InvariantError` naming column and row when a value is not of the declared type.
    """
    schema = schema_of(table)
    arrays = [_array(table, field, columns) for field in schema]
    return pa.Table.from_arrays(arrays, schema=schema)


def tables_of(documents: Iterable[Document], ledgers: Iterable[Ledger]) -> dict[str, pa.Table]:
    """All tables of these records, in the order of `records.TABLES`."""
    return {
        table: to_arrow(table, columns_from(table, rows)) for table, rows in rows_by_table(documents, ledgers).items()
    }


def records_from(table: str, data: pa.Table) -> list[Any]:
    """The records of an Arrow table of the schema of `table`: the inverse of `columns_from` and `to_arrow`."""
    record = record_of(table)
    columns = [_restored(table, name, data.column(name).to_pylist()) for name in _RECORD_COLUMNS[table]]
    return [record(*row) for row in zip(*columns, strict=True)]


def _values(table: str, name: str, rows: Sequence[Any]) -> list[Any]:
    values = list(map(attrgetter(name), rows))
    if (table, name) in _NESTED:
        return [[dataclasses.asdict(member) for member in value] for value in values]
    if values and isinstance(values[0], tuple):
        return [list(value) for value in values]
    return values


def _restored(table: str, name: str, values: list[Any]) -> list[Any]:
    nested = _NESTED.get((table, name))
    if nested is not None:
        return [tuple(nested(**member) for member in value) for value in values]
    if values and isinstance(values[0], list):
        return [tuple(value) for value in values]
    return values


def _array(table: str, field: pa.Field, columns: Columns) -> pa.Array:
    values = columns[field.name]
    try:
        return pa.array(values, type=field.type, from_pandas=False)
    except (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError, UnicodeEncodeError) as error:
        row = next((index for index, value in enumerate(values) if not _fits(value, field.type)), None)
        notice = columns["notice_id"][row] if row is not None and "notice_id" in columns else None
        message = f"列 {field.name} 的值不是 {field.type}（wrong type）：{error}"
        raise InvariantError(message, notice=notice, table=table, row=row) from error


def _fits(value: object, dtype: pa.DataType) -> bool:
    try:
        pa.array([value], type=dtype)
    except (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError, UnicodeEncodeError):
        return False
    return True
