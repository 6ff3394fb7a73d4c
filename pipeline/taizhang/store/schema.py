"""Arrow schemas of all tables, made from `taizhang.records` and from nothing else.

`column(...)` declares a type in a small language, parsed here: a scalar (`string`, `bool`, `int32`, `int64`,
`float32`, `float64`, `date32`), `list<T>` or `struct<name:T,…>`; a trailing `!` forbids null. Each field carries its
meaning (`zh`, `en`), its closed vocabulary (`words`, a JSON list) and its key as field metadata, so that every
Parquet file explains itself. Members of lists are never null.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, get_args, get_type_hints

import pyarrow as pa

from taizhang.errors import UsageError
from taizhang.records import SCHEMA_VERSION, TABLES

_SCALARS: dict[str, pa.DataType] = {
    "string": pa.string(),
    "bool": pa.bool_(),
    "int32": pa.int32(),
    "int64": pa.int64(),
    "float32": pa.float32(),
    "float64": pa.float64(),
    "date32": pa.date32(),
}
_TOKEN = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,63}|[<>:,!]")

# Columns that tell the rows of a table apart. `problem_id` and the like are unique inside their notice.
IDENTITY: dict[str, tuple[str, ...]] = {
    "documents": ("source_uri", "member", "document_id"),
    "texts": ("notice_id",),
    "notices": ("notice_id",),
    "problems": ("notice_id", "problem_id"),
    "measures": ("notice_id", "measure_id"),
    "counts": ("notice_id", "count_id"),
    "dates": ("notice_id", "date_id"),
}


@cache
def schema_of(table: str) -> pa.Schema:
    """The Arrow schema of `table`, with field and table metadata. Raises `UsageError` for a table that is not there."""
    record = record_of(table)
    summary = (record.__doc__ or "").partition("\n")[0]
    metadata = {"taizhang.table": table, "taizhang.schema_version": SCHEMA_VERSION, "description": summary}
    return pa.schema(list(_fields(record)), metadata=metadata)


def record_of(table: str) -> type:
    """The record class of `table`. Raises `UsageError` naming the tables there are."""
    try:
        return TABLES[table]
    except KeyError:
        raise UsageError(
            "没有这张表（no such table）", subject=table, remedy=f"可用的表：{'、'.join(TABLES)}"
        ) from None


def column_notes(record: type) -> dict[str, dict[str, Any]]:
    """What `column(...)` declared for each field of `record`: arrow, zh, en, words, key."""
    return {item.name: dict(item.metadata) for item in dataclasses.fields(record)}


def parse_type(text: str) -> tuple[pa.DataType, bool]:
    """The Arrow type written in `text` and whether it may be null. Raises `ValueError` on anything else."""
    tokens = _TOKEN.findall(text)
    if "".join(tokens) != text:
        raise ValueError(f"not a column type: {text!r}")
    dtype, rest = _parse(tokens)
    if rest not in ([], ["!"]):
        raise ValueError(f"not a column type: {text!r}")
    return dtype, not rest


def _parse(tokens: list[str]) -> tuple[pa.DataType, list[str]]:
    head, rest = tokens[0], tokens[1:]
    if head == "list":
        inner, rest = _parse(_expect(rest, "<"))
        return pa.list_(pa.field("element", inner, nullable=False)), _expect(rest, ">")
    if head == "struct":
        members, rest = [], _expect(rest, "<")
        while True:
            name, rest = rest[0], _expect(rest[1:], ":")
            inner, rest = _parse(rest)
            members.append(pa.field(name, inner))
            if rest[:1] == [","]:
                rest = rest[1:]
                continue
            return pa.struct(members), _expect(rest, ">")
    if head not in _SCALARS:
        raise ValueError(f"not a column type: {head!r}")
    return _SCALARS[head], rest


def _expect(tokens: list[str], token: str) -> list[str]:
    if tokens[:1] != [token]:
        raise ValueError(f"expected {token!r} in a column type")
    return tokens[1:]


def _fields(record: type) -> Iterator[pa.Field]:
    hints = get_type_hints(record)
    for name, note in column_notes(record).items():
        dtype, nullable = parse_type(note["arrow"])
        nested = next((item for item in get_args(hints[name]) if dataclasses.is_dataclass(item)), None)
        if isinstance(nested, type):
            dtype = _nested(dtype, nested, f"{record.__name__}.{name}")
        metadata = {"zh": note["zh"], "en": note["en"]}
        if note["words"]:
            metadata["words"] = json.dumps(note["words"], ensure_ascii=False)
        if note["key"]:
            metadata["key"] = note["key"]
        yield pa.field(name, dtype, nullable=nullable, metadata=metadata)


def _nested(declared: pa.DataType, record: type, where: str) -> pa.DataType:
    """The list type of a column of records: the members are the record's fields, which must be those declared."""
    members = list(_fields(record))
    bare = pa.struct([pa.field(member.name, member.type) for member in members])
    if declared != pa.list_(pa.field("element", bare, nullable=False)):
        raise ValueError(f"{where}: the declared type is not that of {record.__name__}")
    return pa.list_(pa.field("element", pa.struct(members), nullable=False))
