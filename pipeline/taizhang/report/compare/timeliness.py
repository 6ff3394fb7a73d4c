"""Days from the end of the inspection to the feedback and on to publication."""

from __future__ import annotations

from collections import defaultdict

from taizhang.report.compare import entries
from taizhang.report.compare.book import Book
from taizhang.report.compare.charts import Bar, Dot, Strip, columns, strips
from taizhang.report.compare.comparison import Comparison
from taizhang.report.compare.grouping import Group
from taizhang.report.compare.model import Cell, Part, Row, Section, Table, agency_of, figure, number, word
from taizhang.report.compare.spread import spread

_MOST_DOTS, _BIN = 90, 30
# a date of publication rests on the page or on the signature, which is mostly earlier: never one distribution
_SOURCES = {"page": "据页面", "meta": "据网页信息", "signature": "据落款"}


def timeliness(group: Group, book: Book, comparison: Comparison) -> Section:
    """Two distributions, publication by what its date rests on; vague and disordered dates are told apart."""
    least = comparison.least
    kinds: dict[str, tuple[str, str, list[Row]]] = {}
    spans: list[tuple[str, str, str | None]] = [("巡察结束→反馈", "days_to_feedback", None)]
    sources = sorted({row["publication_date_source"] or "" for row in group.notices})
    spans += [(f"反馈→公布（{_SOURCES.get(one, '依据不详')}）", "days_to_publication", one) for one in sources]
    for label, name, source in spans:
        rows = [
            row
            for row in group.notices
            if row[name] is not None and (source is None or (row["publication_date_source"] or "") == source)
        ]
        measure = "to_feedback" if source is None else f"to_publication:{source}"
        if rows:
            kinds[measure] = (label, name, rows)
    disordered = [row for row in group.notices if not row["in_order"]]
    missing = [row for row in group.notices if row["missing"]]
    warnings = []
    if missing:
        warnings.append(f"{len(missing)}份通报缺日期，缺的一段不计。")
    if disordered:
        warnings.append(f"{len(disordered)}份通报的日期前后颠倒，不计天数。")
    if not kinds:
        return Section("timeliness", "时效", "timeliness", warnings=(*warnings, "没有可算天数的通报。"))
    if len(group.notices) - len(missing) > 1 and len([one for one in kinds if one.startswith("to_p")]) > 1:
        warnings.append("公布日期有的据页面、有的据落款，落款通常早几天，分开列，不合并比较。")
    cells, drawn = [], []
    for measure, (label, name, rows) in kinds.items():
        href = book.add(
            label, [entries.days(row, name) for row in sorted(rows, key=lambda row: (row[name], row["seat"]))]
        )
        own, against = spread(row[name] for row in rows), comparison.against(measure)
        held = against.quartiles() if against else None
        enough = own.number >= least
        drawn.append(Strip(label, tuple(_dot(row, name) for row in rows), held))
        vague = sum(not row["to_the_day"] for row in rows)
        middle = own.quartiles() if enough or own.number == 1 else None
        cells.append(
            (
                word(label),
                number(own.number, f"../{href}"),
                number(vague),
                Cell(f"{figure(own.at(0))}—{figure(own.at(1))}天", number=True),
                Cell(f"{middle[1]:.0f}天" if middle else f"不足{least}份，不算", number=True),
                Cell(
                    f"{held[1]:.0f}天（{comparison.known(measure)}家）" if held else comparison.refusal(measure),
                    number=bool(held),
                ),
            )
        )
    title = "巡察结束→反馈→公布的天数"
    heads = (
        "时段 span",
        "通报",
        "其中日期不到日",
        "最短—最长",
        "中位数",
        f"{comparison.label}中位数",
    )
    notes = (
        "一点是一份通报，空心者日期只写到旬或月。浅色框是比较对象的中间一半，竖线是其中位数；比较对象一家取一个平均值。",
    )
    if max(len(rows) for _, _, rows in kinds.values()) <= _MOST_DOTS:
        chart = strips(title, f"{group.name}各份通报的天数", drawn, box=f"{comparison.label}中间一半")
        parts = [Part(Table(heads, tuple(cells)), chart, notes)]
    else:
        parts = [Part(Table(heads, tuple(cells))), *(_binned(group, book, *kind) for kind in kinds.values())]
    return Section("timeliness", "时效", "timeliness, in days", tuple(parts), tuple(warnings))


def _dot(row: Row, name: str) -> Dot:
    entry = entries.days(row, name)
    return Dot(row[name], f"{agency_of(row)}：{row[name]}天", entry.href, not row["to_the_day"])


def _binned(group: Group, book: Book, label: str, name: str, rows: list[Row]) -> Part:
    """Columns of thirty days, where dots would be too many."""
    bins: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        bins[row[name] // _BIN].append(row)
    drawn, cells = [], []
    last = min(max(bins), 23)
    for at in range(last + 1):
        inside = bins[at] if at < last else [row for size, some in sorted(bins.items()) if size >= last for row in some]
        said = f"{at * _BIN}—{at * _BIN + _BIN - 1}" if at < last or max(bins) == last else f"{at * _BIN}以上"
        href = book.add(f"{label}：{said}天", [entries.days(row, name) for row in inside])
        link = f"../{href}" if href else None
        drawn.append(Bar(f"{at * _BIN}起", len(inside), str(len(inside)), link))
        cells.append((word(f"{said}天"), number(len(inside), link)))
    return Part(
        Table(("天数 days", "通报"), tuple(cells)), columns(label, f"{group.name}：{label}", drawn), title=label
    )
