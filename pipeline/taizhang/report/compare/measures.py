"""Measures per problem, and how specific they are."""

from __future__ import annotations

from collections import defaultdict

from taizhang.report.compare import entries
from taizhang.report.compare.book import Book
from taizhang.report.compare.charts import Bar, columns
from taizhang.report.compare.grouping import Group
from taizhang.report.compare.model import Part, Row, Section, Table, figure, number, word

_MANY = 7  # this many and more are one column
_BINS = 5


def measures(group: Group, book: Book) -> Section:
    """How many 问题 have how many measures; how specific the measures of a problem are on average."""
    whole = tuple(row for row in group.counted() if not row["divided"])
    divided = len(group.counted()) - len(whole)
    parts = [_numbers(group, book, whole, "问题")]
    if below := group.counted("子问题"):
        parts.append(_numbers(group, book, below, "子问题"))
    specific = tuple(row for row in (*whole, *below) if row["specificity"] is not None)
    if specific:
        parts.append(_specificity(group, book, specific))
    warnings = (f"另有{divided}个问题下列子问题，措施记在子问题上，不计入问题一图。",) if divided else ()
    return Section("measures", "措施与具体程度", "measures per problem, specificity", tuple(parts), warnings)


def _numbers(group: Group, book: Book, rows: tuple[Row, ...], unit: str) -> Part:
    bins: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        bins[min(row["measures"], _MANY)].append(row)
    drawn, cells = [], []
    for size in range(_MANY + 1):
        name = f"{size}条" + ("以上" if size == _MANY else "")
        href = book.add(f"措施{name}的{unit}", map(entries.problem, bins[size]))
        link = f"../{href}" if href else None
        drawn.append(Bar(name, len(bins[size]), str(len(bins[size])), link))
        cells.append((word(name), number(len(bins[size]), link)))
    total = sum(row["measures"] for row in rows)
    note = f"{unit}{len(rows)}个，措施{total}条" + (f"，平均每个{total / len(rows):.2f}条。" if rows else "。")
    title = f"每个{unit}的措施条数"
    chart = columns(title, f"{group.name}：{note}", drawn) if rows else None
    return Part(Table(("措施 measures", f"{unit}数"), tuple(cells)), chart, (note,), title)


def _specificity(group: Group, book: Book, rows: tuple[Row, ...]) -> Part:
    bins: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        bins[min(int(row["specificity"] * _BINS), _BINS - 1)].append(row)
    drawn, cells = [], []
    for at in range(_BINS):
        name = f"{at / _BINS:.1f}—{(at + 1) / _BINS:.1f}"
        href = book.add(f"措施具体程度{name}", map(entries.problem, bins[at]))
        link = f"../{href}" if href else None
        drawn.append(Bar(name, len(bins[at]), str(len(bins[at])), link))
        units = {unit: sum(row["counting_unit"] == unit for row in bins[at]) for unit in ("问题", "子问题")}
        cells.append((word(name), number(len(bins[at]), link), *(number(units[unit]) for unit in units)))
    mean = sum(row["specificity"] for row in rows) / len(rows)
    note = f"0 为空话，1 为有名有数有日期有文件；每个问题（或子问题）取其措施的平均，总平均{figure(mean, digits=2)}。"
    title = "措施的具体程度"
    table = Table(("具体程度 specificity", "条目", "其中问题", "其中子问题"), tuple(cells))
    return Part(table, columns(title, f"{group.name}：{note}", drawn), (note,), title)
