"""Croissant metadata (MLCommons, version 1.0): what machines read to load the tables without us."""

from __future__ import annotations

import json
from typing import Any

from taizhang.records import TABLES
from taizhang.release.facts import Released
from taizhang.store.dictionary import ColumnNote, columns_of, title_of
from taizhang.store.schema import IDENTITY

_TERMS = (
    *("citeAs", "column", "equivalentProperty", "extract", "field", "fileProperty", "fileObject", "fileSet", "format"),
    *("includes", "isLiveDataset", "jsonPath", "key", "md5", "parentField", "path", "recordSet", "references", "regex"),
    *("repeated", "replace", "samplingRate", "separator", "source", "subField", "transform"),
)
_CONTEXT: dict[str, Any] = {
    "@language": "zh",
    "@vocab": "https://schema.org/",
    **{name: f"cr:{name}" for name in _TERMS},
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "rai": "http://mlcommons.org/croissant/RAI/",
    "sc": "https://schema.org/",
}
_TYPES = {
    "string": "sc:Text",
    "bool": "sc:Boolean",
    "int32": "sc:Integer",
    "int64": "sc:Integer",
    "float32": "sc:Float",
    "float64": "sc:Float",
    "date32": "sc:Date",
}


def croissant(release: Released) -> str:
    """The content of `croissant.json`."""
    facts = release.facts
    value: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "name": facts.title,
        "description": f"由公开的巡察（巡视）整改情况通报读出的台账：{facts.rows['notices']} 份通报，{facts.agencies} 个单位。",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "version": facts.version,
        "citeAs": facts.citation(),
        "inLanguage": "zh-CN",
        "keywords": ["巡察", "整改", "通报", "台账"],
    }
    optional = {
        "license": facts.licence,
        "url": facts.url,
        "datePublished": facts.date and facts.date.isoformat(),
        "creator": [{"@type": "sc:Organization", "name": name} for name in facts.creators] or None,
        "temporalCoverage": facts.first and facts.last and f"{facts.first}/{facts.last}",
    }
    value.update({name: item for name, item in optional.items() if item})
    value["distribution"] = [
        {
            "@type": "cr:FileObject",
            "@id": f"{table}.parquet",
            "name": f"{table}.parquet",
            "description": title_of(table, "zh"),
            "contentUrl": f"data/{entry.path}",
            "contentSize": f"{entry.bytes} B",
            "encodingFormat": "application/x-parquet",
            "sha256": entry.sha256,
        }
        for table, entry in release.files.items()
    ]
    value["recordSet"] = [_record_set(table) for table in TABLES]
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _record_set(table: str) -> dict[str, Any]:
    value: dict[str, Any] = {
        "@type": "cr:RecordSet",
        "@id": table,
        "name": table,
        "description": f"{title_of(table, 'zh')} {title_of(table, 'en')}",
    }
    keys = IDENTITY.get(table)
    if keys:
        named = [{"@id": f"{table}/{name}"} for name in keys]
        value["key"] = named if len(named) > 1 else named[0]
    nested = [column for column in columns_of(table) if "struct<" in column.type]
    if nested:  # Croissant 1.0 has no field for a list of records
        listed = "、".join(f"{column.name} {column.zh} {column.en}" for column in nested)
        value["description"] += f"。文件中另有嵌套列 nested columns in the file: {listed}"
    value["field"] = [_field(table, column) for column in columns_of(table) if column not in nested]
    return value


def _field(table: str, column: ColumnNote) -> dict[str, Any]:
    kind, repeated = column.type, column.type.startswith("list<")
    if repeated:
        kind = kind.removeprefix("list<").removesuffix(">")
    value: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{table}/{column.name}",
        "name": column.name,
        "description": f"{column.zh} {column.en}",
        "dataType": _TYPES.get(kind, "sc:Text"),
        "source": {"fileObject": {"@id": f"{table}.parquet"}, "extract": {"column": column.name}},
    }
    if repeated:
        value["repeated"] = True
    if column.key and column.key != "primary":
        # said in words: loaders join along `references`, which fails for tables that refer to each other
        value["description"] += f" → {column.key}"
    return value
