"""What came of the rectification: people, money, institutions, cases, as ranges that are never added across units."""

from __future__ import annotations

from collections import defaultdict

from taizhang.report.compare import entries
from taizhang.report.compare.book import Book
from taizhang.report.compare.charts import Bar, bars
from taizhang.report.compare.grouping import Group
from taizhang.report.compare.model import Cell, Part, Row, Section, Table, number, word
from taizhang.report.words import named
from taizhang.vocabulary import COUNT_ROLES

_UNITS = ("人", "人次", "元", "项", "件")


def outcomes(group: Group, book: Book) -> Section:
    """One chart a counting unit; in it one range an outcome."""
    found: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in group.outcomes:
        found[row["counting_unit"]][row["outcome"]].append(row)
    parts = []
    for unit in [*_UNITS, *sorted(set(found) - set(_UNITS))]:
        if unit not in found:
            continue
        drawn, cells = [], []
        for role in (role for role in COUNT_ROLES if role in found[unit]):
            rows, name = found[unit][role], named("role", role)
            href = book.add(f"{name}（{unit}）", map(entries.outcome, rows))
            low, high = total(rows)
            said = entries.bounds(low, high, unit)
            scale = 10_000 if unit == "元" else 1
            top = high if high is not None else low
            drawn.append(
                Bar(name, (top or 0) / scale, said, f"../{href}", low=(low or 0) / scale if low != high else 0)
            )
            cells.append(
                (
                    word(name),
                    number(len(rows), f"../{href}"),
                    Cell(said, f"../{href}", number=True),
                    number(sum(bool(row["settled"]) for row in rows)),
                    number(sum(bool(row["says_zero"]) for row in rows)),
                )
            )
        heads = ("成效 outcome", "写到的通报", f"合计（{unit}）", "其中有确数", "写明为零")
        title = f"按{unit}计"
        chart = bars(title, f"{group.name}的成效，按{unit}计", drawn, unit="万元" if unit == "元" else unit)
        parts.append(Part(Table(heads, tuple(cells)), chart, (), title))
    if not parts:
        return Section("outcomes", "成效", "outcomes", warnings=("通报没有写到人、钱、制度或立案的数。",))
    notes = (
        "一份通报里写几个数而分不清总数与部分时，只知下限与上限，合计也是范围；横条从下限画到上限，有确数的从零画起。",
        "人与人次、追缴与清退与挽回损失各计各的，不可相加；两份通报写到同一件事时会重复。没写不等于没有。",
    )
    return Section("outcomes", "成效", "outcomes: people, money, institutions", tuple(parts), notes)


def total(rows: list[Row]) -> tuple[float | None, float | None]:
    """The sum of the lower and of the upper bounds; no upper bound where one row has none."""
    lows = [row["at_least"] for row in rows]
    highs = [row["at_most"] for row in rows]
    low = None if all(value is None for value in lows) else sum(value or 0 for value in lows)
    return low, None if any(value is None for value in highs) else sum(highs)
