"""The first pages: what the dataset holds, what was left out, the list of groups, the heat map, groups side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from taizhang.query.terminal import one_line
from taizhang.report.compare.asking import ask, stream
from taizhang.report.compare.audits import COLOURS
from taizhang.report.compare.charts import Bar, Piece, bars, stacked
from taizhang.report.compare.grouping import NAMES, By, Group
from taizhang.report.compare.model import ABSENT, Cell, Part, Section, Table, figure, number, word
from taizhang.report.compare.site import Site
from taizhang.report.compare.spread import spread
from taizhang.report.words import named
from taizhang.vocabulary import VERDICTS

GROUPS_A_PAGE = 400
SIDE_BY_SIDE = 60  # more groups than these make no chart
LEFT_A_PAGE = 1500
_WHAT = {
    "document": "整份未取用",
    "text": "未读入的文字",
    "structure": "结构疑点",
    "field": "未说或未读出的属性",
    "value": "读不出确数的数或日期",
}


@dataclass(frozen=True, slots=True)
class Summary:
    """What the list of groups says of one."""

    name: str
    page: str
    notices: int
    agencies: int
    problems: int
    subproblems: int
    measures: float | None
    specificity: float | None
    verdicts: tuple[int, int, int] | None  # as in VERDICTS; None where audits are not the group's
    days: float | None
    dated: int
    peers: str
    warnings: int


def summary_of(group: Group, by: By, peers: str, warnings: int) -> Summary:
    """The line of a group."""
    listed = group.counted()
    whole = [row for row in listed if not row["divided"]]
    specific = [row["specificity"] for row in group.problems if row["specificity"] is not None]
    days = spread(row["days_to_publication"] for row in group.notices)
    verdicts = tuple(sum(row["verdict"] == verdict for row in group.audits) for verdict in VERDICTS)
    return Summary(
        group.name,
        group.page,
        len(group.notices),
        len({row["agency_key"] for row in group.notices if row["agency_key"]}),
        len(listed),
        len(group.counted("子问题")),
        sum(row["measures"] for row in whole) / len(whole) if whole else None,
        sum(specific) / len(specific) if specific else None,
        None if by == "category" else (verdicts[0], verdicts[1], verdicts[2]),
        None if by == "category" or not days.number else days.at(0.5),
        days.number,
        peers,
        warnings,
    )


def group_table(groups: Sequence[Summary], by: By, root: str = "") -> Table:
    """The list of groups. Numbers lead to the page of the group, where each leads on to its rows."""
    with_audits = by != "category"
    heads = [f"{NAMES[by][0]} {NAMES[by][1]}", "通报", *([] if by == "agency" else ["单位"]), "问题", "子问题"]
    heads += ["每问题措施", "具体程度"]
    heads += [*(named("verdict", verdict) for verdict in VERDICTS), "反馈→公布中位数"] if with_audits else []
    heads += [*(["同类"] if by == "agency" else []), "提醒"]
    rows = []
    for one in groups:
        page = root + one.page
        cells = [Cell(one.name, page), number(one.notices, f"{page}#notices")]
        if by != "agency":
            cells.append(number(one.agencies, f"{page}#notices"))
        cells += [number(one.problems, f"{page}#{'functions' if by == 'category' else 'profile'}")]
        cells += [number(one.subproblems, f"{page}#measures"), number(one.measures, f"{page}#measures", digits=2)]
        cells.append(number(one.specificity, f"{page}#measures", digits=2))
        if one.verdicts is not None:
            cells += [number(value, f"{page}#audits") for value in one.verdicts]
            days = f"{one.days:.0f}天" if one.days is not None else ABSENT
            cells.append(Cell(days, f"{page}#timeliness" if one.days is not None else None, number=True))
        if by == "agency":
            cells.append(word(one.peers))
        cells.append(number(one.warnings, f"{page}#cautions"))
        rows.append(tuple(cells))
    return Table(tuple(heads), tuple(rows))


def side_by_side(groups: Sequence[Summary], by: By, least: int) -> Section | None:
    """Groups beside each other: audits, days, measures; groups below the least number are left out of means and days."""
    if not 1 < len(groups) <= SIDE_BY_SIDE or by == "agency":
        return None
    parts, enough = [], [one for one in groups if one.agencies >= least]
    if by != "category":
        lines = [
            (
                one.name,
                [
                    Piece(named("verdict", verdict), value, COLOURS[verdict], f"{one.page}#audits")
                    for verdict, value in zip(VERDICTS, one.verdicts or (0, 0, 0), strict=True)
                ],
            )
            for one in groups
        ]
        cells = tuple(
            (Cell(name, pieces[0].href), *(number(piece.value, piece.href) for piece in pieces))
            for name, pieces in lines
        )
        heads = (NAMES[by][0], *(named("verdict", verdict) for verdict in VERDICTS))
        drawn = [line for line, one in zip(lines, groups, strict=True) if one.agencies >= least]
        chart = stacked("各组核对结论", "各组各项核对的结论", drawn, shares=True) if drawn else None
        parts.append(Part(Table(heads, cells), chart, ("各组项数不同，横条只画各结论之比，段上是项数。",), "核对结论"))
    if enough:
        parts.append(_means(enough, by))
    left = len(groups) - len(enough)
    warnings = (f"{left}组不足{least}家单位，只列在表里，不入图。",) if left else ()
    return Section("side", "各组并列", "groups side by side", tuple(parts), warnings)


def _means(groups: Sequence[Summary], by: By) -> Part:
    drawn = [
        Bar(one.name, one.measures, f"{figure(one.measures, digits=2)}条", f"{one.page}#measures") for one in groups
    ]
    heads = (NAMES[by][0], "单位", "每个问题的措施")
    cells = tuple(
        (Cell(one.name, f"{one.page}#measures"), number(one.agencies), number(one.measures, digits=2)) for one in groups
    )
    title = "每个问题的措施"
    return Part(Table(heads, cells), bars(title, "各组每个问题平均几条措施", drawn, unit="条"), (), title)


def account(connection: duckdb.DuckDBPyConnection) -> Table:
    """What came in and what became of it; the numbers add up to everything that came in."""
    found = ask(connection, "FROM v_documents_account")
    rows = [
        (word(named("outcome", row["outcome"])), word(row["reason_code"] or ABSENT), number(row["documents"]))
        for row in found
    ]
    rows.append((word("合计"), word(""), number(sum(row["documents"] for row in found))))
    return Table(("结果 outcome", "原因 reason", "份"), tuple(rows))


def left_out(connection: duckdb.DuckDBPyConnection, site: Site) -> Table:
    """The kinds of what was not taken, each leading to its list; the lists are written page by page."""
    found = stream(
        connection,
        "SELECT what, reason_code, reason, amount, counting_unit, notice_id, agency, source_uri, member FROM v_left_out",
    )
    counted: dict[tuple[str, str], tuple[int, str]] = {}
    rows: list[dict[str, str | None]] = []
    page = 1
    previous: tuple[str, str] | None = None
    for row in found:
        if len(rows) >= LEFT_A_PAGE:
            _left_page(site, page, rows, more=True)
            page, rows = page + 1, []
        key = row["what"], row["reason_code"] if row["what"] == "document" else ""
        number_, href = counted.get(key, (0, f"h/left-{page}.html#l{len(counted) + 1}"))
        counted[key] = number_ + 1, href
        first = key != previous and number_ == 0
        previous = key
        amount = f"{figure(row['amount'])}{row['counting_unit']}" if row["what"] == "text" else ""
        where = row["agency"] or row["source_uri"] or ""
        rows.append(
            {
                "anchor": f"l{len(counted)}" if first else "",
                "kind": _WHAT.get(key[0], key[0]),
                "reason": one_line(row["reason"]) + (f"（{amount}）" if amount else ""),
                "where": one_line(where) + (f"（{one_line(row['member'])}）" if row["member"] else ""),
                "href": f"../n/{row['notice_id']}.html" if row["notice_id"] and row["what"] != "document" else None,
            }
        )
    if rows:
        _left_page(site, page, rows, more=False)
    cells = tuple(
        (word(_WHAT.get(what, what)), word(code or ABSENT), number(count, href))
        for (what, code), (count, href) in counted.items()
    )
    return Table(("种类 what", "原因 reason", "处"), cells)


def _left_page(site: Site, page: int, rows: list[dict[str, str | None]], *, more: bool) -> None:
    site.write(
        f"h/left-{page}.html",
        "left.html",
        title="未取用的内容" + (f"，第{page}页" if more or page > 1 else ""),
        rows=rows,
        previous=f"h/left-{page - 1}.html" if page > 1 else None,
        following=f"h/left-{page + 1}.html" if more else None,
    )
