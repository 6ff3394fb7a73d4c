"""The first page and what hangs on it: the list of groups, the rows of the heat map, notices outside every group."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import duckdb

from taizhang.report.compare import entries, heat, overview
from taizhang.report.compare.asking import ask, stream
from taizhang.report.compare.book import Book
from taizhang.report.compare.grouping import NAMES, By, category_name
from taizhang.report.compare.site import Site

_OUTSIDE = "notice_id NOT IN (SELECT notice_id FROM c_members)"


def front(
    connection: duckdb.DuckDBPyConnection,
    site: Site,
    by: By,
    groups: Sequence[overview.Summary],
    columns: list[heat.Column],
    links: dict[tuple[str, str], str],
    least: int,
) -> None:
    """Write it. `links` lead from cells of the heat map to rows on pages of groups; the others get a list here."""
    size = overview.GROUPS_A_PAGE
    pages = [groups[start : start + size] for start in range(0, len(groups), size)]
    names = ["index.html#groups", *(f"h/groups-{at}.html" for at in range(2, len(pages) + 1))]
    for at, part in enumerate(pages[1:], 2):
        site.write(
            f"h/groups-{at}.html",
            "groups.html",
            title=f"{NAMES[by][0]}，第{at}页",
            table=overview.group_table(part, by, "../"),
            pages=list(enumerate(names, 1)),
        )
    holds = ask(connection, "SELECT count(*) AS notices, count(DISTINCT agency_key) AS agencies FROM c_notices")[0]
    units = ask(connection, "SELECT counting_unit, count(*) AS rows FROM c_problems GROUP BY ALL")
    of_unit = {row["counting_unit"]: row["rows"] for row in units}
    outside = ask(connection, f"SELECT * FROM c_notices WHERE {_OUTSIDE} ORDER BY seat")
    book = Book(site, "h/outside", "不在任何一组的通报", "index.html")
    outside_href = book.add("不在任何一组的通报", map(entries.notice, outside))
    book.close()
    every_link = links | _heat_book(connection, site, by, columns, links)
    site.write(
        "index.html",
        "index.html",
        title=f"整改台账比较：按{NAMES[by][0]}",
        by=NAMES[by],
        **holds,
        units=[(unit, of_unit.get(unit, 0)) for unit in ("方面", "问题", "子问题")],
        groups=len(groups),
        without=len(outside),
        without_href=outside_href,
        least=least,
        account=overview.account(connection),
        left_out=overview.left_out(connection, site),
        table=overview.group_table(pages[0] if pages else [], by),
        more=list(enumerate(names, 1))[1:],
        blocks=heat.blocks(connection, by, columns, every_link, least),
        across="省级地区" if by == "region" else "职能",
        side=overview.side_by_side(groups, by, least),
        versions=_versions(connection),
    )


def _heat_book(
    connection: duckdb.DuckDBPyConnection, site: Site, by: By, columns: list[heat.Column], links: heat.Links
) -> dict[tuple[str, str], str]:
    """The rows behind those cells of the heat map that no page of a group lists."""
    axis = heat.axis_of(by)
    book = Book(site, "h/heat", "类别与" + ("地区" if by == "region" else "职能"), "index.html")
    found: dict[tuple[str, str], str] = {}
    rows = stream(
        connection,
        f"FROM (SELECT coalesce({axis}, '') AS key, * FROM c_problems WHERE counting_unit = '问题') "
        "ORDER BY key = '', key, category NULLS LAST, seat, char_start, char_end, problem_id",
    )
    for (key, category), cell in groupby(rows, key=lambda row: (row["key"], row["category"])):
        if (key, category or "none") not in links:
            href = book.add(f"{key or '未读出'}：{category_name(category)}", map(entries.problem, cell))
            found[key, category or "none"] = href or ""
    book.close()
    return found


def _versions(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    parts = {"程序": "program_version", "词表": "lexicon_version", "模型": "model_version", "表结构": "schema_version"}
    said = []
    for name, column in parts.items():
        rows = ask(connection, f"SELECT DISTINCT coalesce({column}, '未用') AS version FROM notices ORDER BY version")
        said.append((name, "、".join(row["version"] for row in rows)))
    return said
