"""Which problems an agency or a group has, by category, against others."""

from __future__ import annotations

from collections import defaultdict

from taizhang.classify.taxonomy import categories
from taizhang.report.compare import entries
from taizhang.report.compare.book import Book
from taizhang.report.compare.charts import Bar, bars
from taizhang.report.compare.comparison import SHARES, Comparison
from taizhang.report.compare.grouping import Group, category_name
from taizhang.report.compare.measured import LEAST_PROBLEMS, Against
from taizhang.report.compare.model import ABSENT, Cell, Part, Row, Section, Table, number, percent, word

_MOST_FUNCTIONS = 40


def profile(group: Group, book: Book, comparison: Comparison) -> tuple[Section, dict[str, str]]:
    """Shares of the categories among the 问题 of the group; the links to the rows of each category beside it."""
    own = comparison.own
    others = comparison.others if comparison.against(SHARES) else None
    listed, by_category = group.counted(), defaultdict(list)
    for row in listed:
        by_category[row["category"]].append(row)
    links: dict[str, str] = {}
    for category, rows in sorted(by_category.items(), key=lambda item: item[0] or "~"):
        href = book.add(category_name(category), map(entries.problem, rows))
        links[category or "none"] = href or ""
    ids: list[str | None] = [category.id for category in categories()]
    ids += sorted(set(by_category) - set(ids) - {None}, key=str)
    shown = [category for category in [*ids, None] if by_category[category] or _mark(others, category)]
    drawn, rows_ = [], []
    for category in shown:
        count, href = len(by_category[category]), links.get(category or "none")
        share = _mean(own, category) if len(own.spreads) and own.shares(category).number else None
        mark = _mark(others, category)
        said = f"{count}个" + (f"，{100 * share:.1f}%" if share is not None else "") if count else "0"
        drawn.append(Bar(category_name(category), 100 * (share or 0), said, f"../{href}" if href else None, mark))
        quartiles = others.shares(category).quartiles() if others and mark is not None else None
        rows_.append(
            (
                word(category_name(category)),
                number(count, f"../{href}" if href else None),
                Cell(percent(share, 1) if share is not None else ABSENT, number=True),
                Cell(f"{mark:.1f}%" if mark is not None else ABSENT, number=True),
                Cell(f"{100 * quartiles[0]:.1f}—{100 * quartiles[2]:.1f}%" if quartiles else ABSENT, number=True),
            )
        )
    against = comparison.label
    table = Table(("类别 category", "问题数", "占比（各单位平均）", f"{against}平均", "其中间一半"), tuple(rows_))
    notes = [f"只数“问题”{len(listed)}个；方面、子问题不计入。占比先按单位算，再按单位平均，大小单位一样重。"]
    if (counted := own.spreads.get("shares")) and counted.number == 1 and listed:
        notes.append(f"本单位一个问题即{100 / len(listed):.1f}个百分点，差几个百分点不必当真。")
    chart = None
    if counted and counted.number:
        marked = f"{against}平均" if any(bar.mark is not None for bar in drawn) else ""
        chart = bars("类别占比", f"{group.name}各类问题的占比", drawn, own=comparison.name, mark=marked, unit="%")
    return (
        Section(
            "profile",
            "问题类别",
            "categories against peers",
            (Part(table, chart, tuple(notes)),),
            _refusals(listed, comparison),
        ),
        links,
    )


def _mean(against: Against, category: str | None) -> float:
    return against.shares(category).mean()


def _mark(others: Against | None, category: str | None) -> float | None:
    """The mean of the others in percent; None where there are none, or none of them has the category."""
    if others is None:
        return None
    shares = others.shares(category)
    return 100 * shares.mean() if shares.above else None


def _refusals(listed: tuple[Row, ...], comparison: Comparison) -> tuple[str, ...]:
    said = []
    if not listed:
        said.append("正文没有列出可数的“问题”，无从分类。")
    elif not comparison.own.shares(None).number:
        why = (
            "没有用模型分类"
            if any(row["model_version"] is None for row in listed)
            else f"各单位的问题都不足{LEAST_PROBLEMS}个"
        )
        said.append(f"{why}，只列个数，不算占比。")
    if refused := comparison.refusal(SHARES):
        said.append(f"占比不与{comparison.label}比：{refused}。")
    return tuple(said)


def functions(
    group: Group, book: Book, totals: dict[str, tuple[int, int]], least: int
) -> tuple[Section, dict[str, str]]:
    """In which functions a category stands: its share of all 问题 of the function. `totals`: problems and notices of each."""
    by_function: dict[str | None, list[Row]] = defaultdict(list)
    for row in group.counted():
        by_function[row["agency_function"]].append(row)
    links: dict[str, str] = {}
    drawn: list[Bar] = []
    rows_ = []
    order = sorted(by_function, key=lambda name: (-len(by_function[name]), name or "~"))
    for name in order:
        rows, title = by_function[name], name or "（职能未读出）"
        href = book.add(title, map(entries.problem, rows)) or ""
        links[name or ""] = href
        of, notices = totals[name or ""]
        enough = notices >= least
        if enough:
            drawn.append(Bar(title, 100 * len(rows) / of, f"{percent(len(rows), of)}（{len(rows)}个）", f"../{href}"))
        rows_.append(
            (
                word(title),
                number(len(rows), f"../{href}"),
                number(of),
                number(notices),
                Cell(percent(len(rows), of) if enough else f"{ABSENT}（不足{least}份）", number=True),
            )
        )
    table = Table(("职能 function", "本类问题", "该职能全部问题", "通报", "占比"), tuple(rows_))
    drawn = sorted(drawn, key=lambda bar: -(bar.value or 0))[:_MOST_FUNCTIONS]
    title = "本类占各职能问题的比重"
    chart = bars(title, f"{group.name}占各职能全部问题的比重", drawn, unit="%") if drawn else None
    notes = (f"只数“问题”；个数多的职能可能只是通报多，所以图画占比；通报不足{least}份的职能不给占比，也不入图。",)
    return Section("functions", "在各职能", "where this category stands", (Part(table, chart, notes),)), links
