"""`taizhang compare`: a dataset into a folder of pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from taizhang.errors import UsageError
from taizhang.query.database import connect
from taizhang.report.compare import entries, heat, overview
from taizhang.report.compare.audits import audits
from taizhang.report.compare.book import Book
from taizhang.report.compare.cautions import cautions
from taizhang.report.compare.comparison import Comparison
from taizhang.report.compare.front import front
from taizhang.report.compare.glance import glance
from taizhang.report.compare.grouping import NAMES, By, Group, groups, prepare
from taizhang.report.compare.measured import Against, PeerKey, agencies_of, peer_key, peer_label
from taizhang.report.compare.measures import measures
from taizhang.report.compare.model import Section
from taizhang.report.compare.notices import write_notices
from taizhang.report.compare.outcomes import outcomes
from taizhang.report.compare.profile import functions, profile
from taizhang.report.compare.site import Site, replacing
from taizhang.report.compare.status import items, status
from taizhang.report.compare.timeliness import timeliness
from taizhang.store.reader import open_dataset

LEAST = 5
_BESIDE = "核对、成效、时效属于整份通报，不属于某一类问题，此处不列；请看按单位、地区或职能的比较。"

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Written:
    """What was written."""

    groups: int
    notices: int
    pages: int


def compare(dataset: Path, by: By, folder: Path, *, least: int = LEAST, tell: Tell = lambda _: None) -> Written:
    """Write the comparison of `dataset` into `folder`, which appears whole or not at all.

    `least` is the number of agencies below which nothing is compared. `tell` hears what is being done.

    Raises `DatasetError` when `dataset` is none, `UsageError` when it holds no notice or `folder` can not be used.
    """
    opened = open_dataset(dataset)
    if not opened.manifest.rows()["notices"]:
        raise UsageError(
            "数据集里没有通报，无可比较（no notices）", subject=str(dataset), remedy="请先用 taizhang run 读入通报"
        )
    with connect(dataset) as connection, replacing(folder) as fresh:
        tell("整理各表 preparing")
        prepare(connection, by)
        site = Site(fresh, f"整改台账比较：按{NAMES[by][0]}")
        comparison = _Comparison(connection, site, by, least)
        found = comparison.write(tell)
        tell("写各份通报 notices")
        notices = write_notices(site, opened, comparison.pages)
    return Written(found, notices, site.pages)


class _Comparison:
    """The pages of the groups and the first page, over the prepared tables."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, site: Site, by: By, least: int) -> None:
        self._connection, self._site, self._by, self._least = connection, site, by, least
        self.pages: dict[str, tuple[str, str]] = {}  # notice -> page and name of its group
        self._links: dict[tuple[str, str], str] = {}
        self._columns = heat.columns_of(connection, by)

    def write(self, tell: Tell) -> int:
        """All pages but those of the notices; the number of groups."""
        tell("算比较对象 peers")
        peers = {} if self._by == "category" else self._peers()
        tell("写各组 groups")
        found = [self._group(group, peers) for group in groups(self._connection, self._by)]
        found.sort(key=lambda one: (-one.notices if self._by != "category" else 0, one.name, one.page))
        front(self._connection, self._site, self._by, found, self._columns, self._links, self._least)
        return len(found)

    def _peers(self) -> dict[PeerKey, Against]:
        sets: dict[PeerKey, Against] = {}
        for group in groups(self._connection, self._by):
            key = peer_key(self._by, group.notices)
            if key is not None:
                against = sets.setdefault(key, Against(peer_label(self._by, key)))
                for values in agencies_of(group).values():
                    against.add(values)
        return sets

    def _group(self, group: Group, peers: Mapping[PeerKey, Against]) -> overview.Summary:
        book = Book(self._site, group.page.removesuffix(".html"), group.name, group.page)
        warnings = cautions(group, self._by, self._least)
        others: Against | None = None
        if self._by == "category":
            sections = self._of_category(group, book)
        else:
            own = Against(group.name)
            members = list(agencies_of(group).values())
            for values in members:
                own.add(values)
            key = peer_key(self._by, group.notices)
            others = peers[key].without(members) if key is not None else None
            sections = self._of_notices(group, book, Comparison(own, others, self._least, self._by == "agency"))
        if self._by != "category":  # a notice has many categories, and no one page to lead back to
            self.pages.update({row["notice_id"]: (group.page, group.name) for row in group.notices})
        listed = book.add("通报及比较前应知的事", map(entries.notice, group.notices))
        book.close()
        self._site.write(
            group.page,
            "group.html",
            title=group.name,
            notices=len(group.notices),
            notices_href=f"../{listed}",
            sections=sections,
            warnings=warnings,
            beside=_BESIDE if self._by == "category" else "",
        )
        peer_word = "职能或层级未读出" if others is None else f"{others.agencies}家"
        return overview.summary_of(group, self._by, peer_word, len(warnings))

    def _of_notices(self, group: Group, book: Book, comparison: Comparison) -> list[Section]:
        shares, links = profile(group, book, comparison)
        if self._by in ("function", "region"):
            self._links.update({(group.key, category): href for category, href in links.items()})
        return [
            glance(comparison),
            shares,
            timeliness(group, book, comparison),
            outcomes(group, book),
            audits(group, book),
            measures(group, book),
            status(group, book, self._least),
        ]

    def _of_category(self, group: Group, book: Book) -> list[Section]:
        totals = {column.key: (column.problems, column.notices) for column in self._columns}
        where, links = functions(group, book, totals, self._least)
        self._links.update({(function, group.key): href for function, href in links.items()})
        states = items(group, book)
        told = Section(
            "status", "状态", "status", (states,) if states else (), () if states else ("没有逐条注明状态的。",)
        )
        return [where, measures(group, book), told]
