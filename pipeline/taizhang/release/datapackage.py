"""Frictionless metadata: `datapackage.json`, with the schema, the keys and the hash of every table."""

from __future__ import annotations

import json
import re
from typing import Any

from taizhang.release.facts import Released
from taizhang.store.dictionary import ColumnNote, columns_of, title_of
from taizhang.store.schema import IDENTITY

_TYPES = {
    "string": "string",
    "bool": "boolean",
    "int32": "integer",
    "int64": "integer",
    "float32": "number",
    "float64": "number",
    "date32": "date",
}


def datapackage(release: Released) -> str:
    """The content of `datapackage.json`."""
    facts = release.facts
    value: dict[str, Any] = {
        "profile": "data-package",
        "name": "taizhang-ledger",
        "title": facts.title,
        "version": facts.version,
        "description": f"{facts.rows['notices']} 份整改通报的台账。Ledgers of {facts.rows['notices']} notices.",
        "keywords": ["巡察", "整改", "通报", "台账"],
    }
    if facts.url and re.match(r"https?://", facts.url):
        value["homepage"] = facts.url
    if facts.licence:
        value["licenses"] = [{"name": "see-path", "path": facts.licence}]
    if facts.creators:
        value["contributors"] = [{"title": name, "role": "author"} for name in facts.creators]
    value["resources"] = [
        {
            "name": table,
            "type": "table",
            "title": title_of(table, "zh"),
            "description": title_of(table, "en"),
            "path": f"data/{entry.path}",
            "scheme": "file",
            "format": "parquet",
            "mediatype": "application/vnd.apache.parquet",
            "encoding": "utf-8",
            # not `bytes` and `hash`: the validator reads Parquet without counting, and finds them wrong
            "size": entry.bytes,
            "sha256": entry.sha256,
            "schema": _schema(table),
        }
        for table, entry in release.files.items()
    ]
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _schema(table: str) -> dict[str, Any]:
    columns = columns_of(table)
    value: dict[str, Any] = {"fields": [_field(column) for column in columns], "missingValues": []}
    keys = IDENTITY.get(table)
    if keys and table != "documents":  # a document outside of an archive has no member, and a key no null
        value["primaryKey"] = list(keys)
    foreign = [_foreign(table, column) for column in columns if column.key not in (None, "primary")]
    if foreign:
        value["foreignKeys"] = foreign
    return value


def _foreign(table: str, column: ColumnNote) -> dict[str, Any]:
    """What a column refers to; the numbers of problems and measures carry the notice in front, so one column will do."""
    target, _, name = (column.key or "").partition(".")
    reference = {"resource": "" if target == table else target, "fields": [name]}
    return {"fields": [column.name], "reference": reference}


def _field(column: ColumnNote) -> dict[str, Any]:
    kind = _TYPES.get(column.type, "any")  # a list of Parquet is no JSON array to the validator
    if kind == "integer" and column.nullable:
        kind = "number"  # pandas, through which it reads, turns whole numbers beside nulls into floats
    value: dict[str, Any] = {
        "name": column.name,
        "type": kind,
        "arrowType": column.type,
        "title": column.zh,
        "description": column.en,
    }
    constraints: dict[str, Any] = {}
    if not column.nullable:
        constraints["required"] = True
    if column.words:
        constraints["enum"] = list(column.words)
    if constraints:
        value["constraints"] = constraints
    return value
