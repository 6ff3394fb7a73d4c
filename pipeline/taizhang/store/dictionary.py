"""The data dictionary: what every column of every table means, as JSON, Markdown and plain rows.

All of it comes from `taizhang.records` and the Chinese names in `lexicon/words.toml`; nothing is written by hand.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from taizhang.lexicon import load
from taizhang.records import SCHEMA_VERSION, TABLES
from taizhang.store.schema import IDENTITY, column_notes, record_of

Language = Literal["zh", "en"]

# Column -> section of lexicon/words.toml. Where a name means different things in two tables, `table.column`.
_SECTIONS: dict[str, str] = {
    "outcome": "outcome",
    "documents.kind": "kind",
    "contacts.kind": "contact",
    "agency_level": "agency_level",
    "inspection_level": "agency_level",
    "level": "level",
    "status": "status",
    "tense": "tense",
    "problems.source": "problem_source",
    "counts.role": "role",
    "dates.role": "date_role",
    "scope": "scope",
    "qualifier": "qualifier",
    "precision": "precision",
    "act": "act",
    "verdict": "verdict",
    "audit_verdict": "verdict",
    "check": "check",
}
_HEADINGS: dict[Language, tuple[str, ...]] = {
    "zh": ("列", "类型", "可空", "含义", "取值或关联"),
    "en": ("column", "type", "null", "meaning", "values or reference"),
}
_INTRO: dict[Language, str] = {
    "zh": "# 数据字典\n\n表结构版本 {version}。由 `records.py` 自动生成，请勿手改；"
    "`python -m taizhang.store.publish` 重新生成。\n\n"
    "位置按 `texts.text` 的码点计，终点不含。空值表示“通报未说”，0 表示通报写明为零。\n",
    "en": "# Data dictionary\n\nSchema version {version}. Generated from `records.py`; do not edit, run "
    "`python -m taizhang.store.publish`.\n\nPositions are code points into `texts.text`, end exclusive. Null "
    'means "the notice does not say"; 0 is a printed zero.\n',
}


@dataclass(frozen=True, slots=True)
class ColumnNote:
    """One column: its name, declared type, whether it may be null, its meaning, its closed words, what it refers to."""

    name: str
    type: str
    nullable: bool
    zh: str
    en: str
    words: tuple[str, ...]
    key: str | None


def columns_of(table: str) -> list[ColumnNote]:
    """The columns of `table` in order. Raises `UsageError` for a table that is not there."""
    return [
        ColumnNote(
            name,
            note["arrow"].removesuffix("!"),
            not note["arrow"].endswith("!"),
            note["zh"],
            note["en"],
            note["words"] or (),
            note["key"],
        )
        for name, note in column_notes(record_of(table)).items()
    ]


def title_of(table: str, language: Language) -> str:
    """One line on what a row of `table` is."""
    if language == "zh":
        return str(load("words")["tables"][table])
    return (record_of(table).__doc__ or "").partition("\n")[0]


def word_names(table: str, column: str) -> Mapping[str, str]:
    """Chinese names of the closed words of a column, in their order."""
    names: Mapping[str, str] = load("words")[_SECTIONS.get(f"{table}.{column}") or _SECTIONS[column]]
    return names


def as_json(table: str) -> str:
    """The published description of `table`, one JSON object."""
    value: dict[str, Any] = {
        "table": table,
        "schema_version": SCHEMA_VERSION,
        "title": {"zh": title_of(table, "zh"), "en": title_of(table, "en")},
        "identity": list(IDENTITY.get(table, ())),
        "columns": [_column_json(table, item) for item in columns_of(table)],
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def as_markdown(language: Language) -> str:
    """The whole dictionary in one language."""
    parts = [_INTRO[language].format(version=SCHEMA_VERSION)]
    for table in TABLES:
        heads = _HEADINGS[language]
        parts.append(f"\n## {table}\n\n{title_of(table, language)}\n\n")
        parts.append(f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}\n")
        parts.extend(_markdown_row(table, item, language) for item in columns_of(table))
    return "".join(parts)


def values_note(table: str, item: ColumnNote, language: Language) -> str:
    """The last column of the dictionary: the closed words (with Chinese names in Chinese) or the column referred to."""
    if item.words and language == "zh":
        names = word_names(table, item.name)
        return "；".join(f"{word} {names[word]}" for word in item.words)
    if item.words:
        return ", ".join(item.words)
    if item.key == "primary":
        return "标识" if language == "zh" else "identity"
    return f"→ {item.key}" if item.key else ""


def _markdown_row(table: str, item: ColumnNote, language: Language) -> str:
    null = ("是" if language == "zh" else "yes") if item.nullable else ""
    cells = (
        f"`{item.name}`",
        f"`{item.type}`",
        null,
        item.zh if language == "zh" else item.en,
        values_note(table, item, language),
    )
    return f"| {' | '.join(cell.replace('|', '｜') for cell in cells)} |\n"


def _column_json(table: str, item: ColumnNote) -> dict[str, Any]:
    value: dict[str, Any] = {
        "name": item.name,
        "type": item.type,
        "nullable": item.nullable,
        "zh": item.zh,
        "en": item.en,
    }
    if item.words:
        names = word_names(table, item.name)
        value["words"] = {word: names[word] for word in item.words}
    if item.key:
        value["key"] = item.key
    return value
