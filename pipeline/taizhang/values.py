"""How a published column is declared, and the small values that stand inside one: places, candidates, readings, evidence."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, field, fields, make_dataclass
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, cast

_Row = TypeVar("_Row")


def maker(kind: type[_Row]) -> type[_Row]:
    """What makes records of a class as the class itself does, at a fifth of the cost.

    The `__init__` of a frozen dataclass sets its fields one by one through `object.__setattr__`: two microseconds a row,
    and a notice has hundreds. A twin with the same slots that is not frozen takes the values, then is given the class.
    """
    twin = _twin(cast("Any", kind))

    def make(*values: Any, **named: Any) -> Any:
        row = twin(*values, **named)
        row.__class__ = kind
        return row

    return cast("type[_Row]", make)


def changed(row: _Row, **changes: Any) -> _Row:
    """A copy of a record with other values in some columns: `dataclasses.replace` at a fifth of its cost."""
    kind: Any = type(row)
    copy = _twin(kind)(*_values_of(kind)(row))
    for name, value in changes.items():
        setattr(copy, name, value)
    copy.__class__ = kind
    return cast("_Row", copy)


@cache
def _twin(kind: Any) -> Any:
    """A class with the slots and defaults of a frozen record whose objects can still be changed."""
    twins: list[tuple[str, Any, Any]] = [
        (item.name, Any, field(default=None if item.default is MISSING else item.default)) for item in fields(kind)
    ]
    return make_dataclass(f"_{kind.__name__}", twins, slots=True)


@cache
def _values_of(kind: Any) -> attrgetter[tuple[Any, ...]]:
    return attrgetter(*(item.name for item in fields(kind)))


def column(
    arrow: str, zh: str, en: str, *, words: tuple[str, ...] | None = None, default: Any = ..., key: str | None = None
) -> Any:
    """Declare one published column.

    `arrow` is the type in the small language of `taizhang.store.schema` (`string`, `int32`, `list<string>`, …; a
    trailing `!` forbids null); `zh`/`en` its meaning; `words` the closed vocabulary it draws from; `key` the table
    that it refers to (`problems.problem_id`) or `primary`.
    """
    metadata = {"arrow": arrow, "zh": zh, "en": en, "words": words, "key": key}
    if default is ...:
        return field(metadata=metadata)
    return field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a stretch of the canonical text stands in the original, up to the next stretch.

    Code point `char_start + i` of the text is code point `offset + i` of the place that `part`, `page` and `paragraph`
    name. Where `offset` is null the reader put the characters in (a line end, the number of a list).
    """

    char_start: int = column("int64!", "起点（码点）", "first code point")
    part: str | None = column("string", "原件中的部件", "part of the original, where it has several", default=None)
    page: int | None = column("int32", "页码（从1起）", "page, from 1", default=None)
    paragraph: int | None = column(
        "int32", "部件或页内的段、行（从1起）", "paragraph or line of the part or page, from 1", default=None
    )
    offset: int | None = column(
        "int64",
        "其内的字符位置（解码后的网页或文本、段落、页内文字）",
        "code point there: in the decoded page or text, the paragraph, the characters of the page",
        default=None,
    )


@dataclass(frozen=True, slots=True)
class CategoryScore:
    """One candidate category of a problem."""

    id: str = column("string!", "类别号", "category id")
    score: float = column("float32!", "把握（0-1）", "calibrated score, 0-1")
    source: str = column("string!", "来源（rule/model）", "who says so: rule or model")


@dataclass(frozen=True, slots=True)
class Reading:
    """Another way of counting, reported beside the one that decides."""

    unit: str = column("string!", "计数单位", "unit counted")
    value: float | None = column("float64", "数值", "value", default=None)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that a verdict rests on."""

    char_start: int = column("int64!", "起点（码点）", "first code point")
    char_end: int = column("int64!", "终点（不含）", "end, exclusive")
    text: str = column("string!", "原文", "as printed")
