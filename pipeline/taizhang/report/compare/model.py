"""What a page is made of, before it is HTML: sections with charts and tables, cells that link to rows, rows to sentences.

Everything here is text of a document or of ours, unescaped; escaping is the templates' and the charts' business. The
only `Markup` is what `taizhang.report.compare.draw` has drawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from taizhang.query.terminal import one_line

Row = Mapping[str, Any]  # a row of an Arrow table

NOBODY = "（未读出单位）"
ABSENT = "—"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table. `href` leads to the rows behind a number; `shade` is a class of the style sheet."""

    text: str
    href: str | None = None
    number: bool = False
    shade: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with the heads of its columns. The first cell of each row heads the row."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A chart with the table of its data, or a table alone. `notes` say what it counts and what it leaves out."""

    table: Table | None = None
    chart: Markup | None = None
    notes: tuple[str, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a page. `warnings` stand before its parts."""

    anchor: str
    zh: str
    en: str
    parts: tuple[Part, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a list of rows: what it says, where it stands in its notice, and what more is known of it."""

    text: str
    href: str
    facts: tuple[str, ...] = ()
    more: tuple[tuple[str, str], ...] = ()  # further places: text and link


def word(text: str) -> Cell:
    """A cell of words."""
    return Cell(text)


def number(value: float | None, href: str | None = None, *, digits: int | None = None, unit: str = "") -> Cell:
    """A cell with a number; a dash where nothing is said."""
    return Cell(figure(value, digits=digits, unit=unit), href if value else None, number=True)


def figure(value: float | None, *, digits: int | None = None, unit: str = "") -> str:
    """A number as it is read: `1,234`, `0.52`; a dash where nothing is said."""
    if value is None:
        return ABSENT
    if digits is None:
        digits = 0 if float(value).is_integer() else 2
    return f"{value:,.{digits}f}{unit}"


def quantity(value: float | None, unit: str) -> str:
    """A number with its unit; from ten thousand yuan on in 万元."""
    if value is None:
        return "不详"
    if unit == "元" and abs(value) >= 10_000:
        return f"{value / 10_000:,.6f}".rstrip("0").rstrip(".") + "万元"
    return f"{figure(value)}{unit}"


def percent(part: float, whole: float) -> str:
    """A share as a percentage with one decimal."""
    return f"{100 * part / whole:.1f}%" if whole else ABSENT


def agency_of(row: Row) -> str:
    """The agency of a row, or that it has not been made out."""
    return one_line(row["agency"]) if row["agency"] else NOBODY


def sentence(notice: str, start: int | None, end: int | None, *, root: str = "../") -> str:
    """The link to a place in the page of a notice; to the head of that page when there is no place."""
    page = f"{root}n/{notice}.html"
    return page if start is None or end is None else f"{page}#{place(start, end)}"


def place(start: int, end: int) -> str:
    """The anchor of a span of the canonical text."""
    return f"s{start}-{end}"
