"""The heat map: categories down, functions or provinces across, in blocks that fit a page.

It is a table whose cells are shaded, so the picture and its data are one thing. The shade is the share within a column;
a column of too few notices is shaded grey, to be looked at and not compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb

from taizhang.report.compare.asking import ask
from taizhang.report.compare.grouping import By, category_name
from taizhang.report.compare.model import Cell, number

COLUMNS_A_BLOCK = 14
_STEPS = (0.05, 0.10, 0.15, 0.25)  # upper ends of the shades; what is above has the darkest


@dataclass(frozen=True, slots=True)
class Column:
    """A function or province, with its notices and its 问题."""

    key: str
    label: str
    notices: int
    problems: int
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """Some columns of the map, with all its rows."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


Links = Mapping[tuple[str, str], str]  # (column, category or "none") -> link to the rows


def axis_of(by: By) -> str:
    """What stands across: provinces when pages are of regions, else functions."""
    return "province" if by == "region" else "agency_function"


def columns_of(connection: duckdb.DuckDBPyConnection, by: By) -> list[Column]:
    """The columns, those of most notices first. Notices without function or province make the last one."""
    axis = axis_of(by)
    found = ask(
        connection,
        f"""
        FROM (SELECT coalesce(n.{axis}, '') AS key, count(DISTINCT n.notice_id) AS notices, count(p.problem_id) AS problems
        FROM c_notices n
        LEFT JOIN c_problems p ON p.notice_id = n.notice_id AND p.counting_unit = '问题'
        GROUP BY ALL) ORDER BY key = '', notices DESC, key""",
    )
    return [Column(row["key"], row["key"] or "未读出", row["notices"], row["problems"]) for row in found]


def blocks(
    connection: duckdb.DuckDBPyConnection, by: By, columns: list[Column], links: Links, least: int
) -> list[Block]:
    """The map. `links` lead from each number to its rows."""
    counted = {
        (row["key"], row["category"]): row["problems"]
        for row in ask(
            connection,
            f"SELECT coalesce({axis_of(by)}, '') AS key, coalesce(category, 'none') AS category, count(*) AS problems "
            "FROM c_problems WHERE counting_unit = '问题' GROUP BY ALL",
        )
    }
    present = {category for _, category in counted}
    shown = [*sorted(present - {"none"}), *(["none"] if "none" in present else [])]
    made = []
    number_of = -(-len(columns) // COLUMNS_A_BLOCK)
    size = -(-len(columns) // max(number_of, 1))  # blocks of one width, not a full one and a rest
    for start in range(0, len(columns), max(size, 1)):
        part = tuple(columns[start : start + size])
        rows = []
        for category in shown:
            cells = []
            for column in part:
                value = counted.get((column.key, category), 0)
                href = links.get((column.key, category))
                shade = _shade(value, column, least) if value else ""
                cells.append(Cell("", shade="h0") if not value else Cell(number(value).text, href, True, shade))
            rows.append((category_name(None if category == "none" else category), tuple(cells)))
        made.append(Block(part, tuple(rows)))
    return made


def _shade(value: int, column: Column, least: int) -> str:
    share = value / column.problems
    step = 1 + sum(share > end for end in _STEPS)
    return f"h{step}" if column.notices >= least else f"g{step}"
