"""The taxonomy of problems, read from `lexicon/categories.toml`: 35 categories with their words and settled cases."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from taizhang.errors import LexiconError
from taizhang.lexicon import load

_SUBJECT = "lexicon/categories.toml"


@dataclass(frozen=True, slots=True)
class Category:
    """One category. `triggers` name it by themselves, `hints` only lean towards it."""

    id: str
    zh: str
    en: str
    definition: str
    definition_en: str
    borderline: tuple[str, ...]
    examples: tuple[str, ...]
    triggers: tuple[str, ...]
    hints: tuple[str, ...]


@cache
def categories() -> tuple[Category, ...]:
    """All categories in the order of their ids.

    Raises `LexiconError` when an entry lacks a field, an id is not two digits or stands twice, or a word is empty.
    """
    found = []
    for entry in load("categories")["category"]:
        try:
            category = Category(**{name: entry[name] for name in Category.__slots__})
        except KeyError as error:
            raise LexiconError(
                f"类别 {entry.get('id', '?')} 缺少 {error}（missing field）", subject=_SUBJECT, remedy="请补上该项"
            ) from error
        if len(category.id) != 2 or not category.id.isdigit() or not all(category.triggers + category.hints):
            raise LexiconError(
                f"类别号应为两位数字，词不能为空：{category.id}（bad id or empty word）",
                subject=_SUBJECT,
                remedy="请改正后重试",
            )
        found.append(category)
    ids = [category.id for category in found]
    if ids != sorted(set(ids)):
        raise LexiconError(
            "类别号重复或未按次序（ids repeat or are out of order）", subject=_SUBJECT, remedy="请改正后重试"
        )
    return tuple(found)


@cache
def category_ids() -> tuple[str, ...]:
    """Ids of all categories, ascending."""
    return tuple(category.id for category in categories())


def taxonomy_version() -> str:
    """Version of the taxonomy: changes whenever an id, a name or a definition does."""
    return str(load("categories")["version"])
