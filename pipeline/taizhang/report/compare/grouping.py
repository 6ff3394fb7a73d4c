"""The groups of a comparison and the rows of each, streamed group by group: no more than one group is in memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from itertools import groupby
from typing import Literal

import duckdb

from taizhang.classify.taxonomy import categories
from taizhang.query.terminal import one_line
from taizhang.report.compare.asking import stream
from taizhang.report.compare.model import Row
from taizhang.report.words import named

By = Literal["agency", "region", "function", "category"]
NAMES: dict[By, tuple[str, str]] = {
    "agency": ("单位", "agency"),
    "region": ("地区（省级）", "region"),
    "function": ("职能", "function"),
    "category": ("问题类别", "category"),
}
_KEYS: dict[By, str] = {
    "agency": "agency_key",
    "region": "province",
    "function": "agency_function",
}
_NOTICES = "(SELECT {} AS k, notice_id FROM c_notices)"
_PROBLEMS = "(SELECT coalesce(category, 'none') AS k, notice_id FROM c_problems WHERE counting_unit <> '方面')"

# of each group, in the order of the pages; rows in the order of the dataset
_STREAMS = {
    "notices": "SELECT m.gid, m.key, t.*, d.* EXCLUDE (notice_id) FROM c_members m JOIN c_notices t USING (notice_id) "
    "LEFT JOIN c_days d USING (notice_id) ORDER BY m.gid, t.seat",
    "problems": "SELECT m.gid, t.* FROM c_members m JOIN c_problems t ON t.notice_id = m.notice_id {only} "
    "ORDER BY m.gid, t.seat, t.char_start, t.char_end, t.counting_unit, t.problem_id",
    "audits": "SELECT m.gid, t.* FROM c_members m JOIN c_audits t USING (notice_id) ORDER BY m.gid, t.seat, t.ordinal",
    "outcomes": "SELECT m.gid, t.* FROM c_members m JOIN c_outcomes t USING (notice_id) "
    "ORDER BY m.gid, t.outcome, t.counting_unit, t.seat",
    "status": "SELECT m.gid, t.* FROM c_members m JOIN c_status t USING (notice_id) "
    "ORDER BY m.gid, t.seat, t.basis, t.scope, t.counting_unit, t.total",
}


@dataclass(frozen=True, slots=True)
class Group:
    """A group with its rows. Of a category only `notices` and `problems` are its own; the rest belongs to notices."""

    gid: str
    key: str
    name: str
    notices: tuple[Row, ...]
    problems: tuple[Row, ...]
    audits: tuple[Row, ...] = ()
    outcomes: tuple[Row, ...] = ()
    status: tuple[Row, ...] = ()

    @property
    def page(self) -> str:
        """Its page, relative to the folder."""
        return f"g/{self.gid}.html"

    def counted(self, unit: str = "问题") -> tuple[Row, ...]:
        """The rows of one counting unit; the others are never added to them."""
        return tuple(row for row in self.problems if row["counting_unit"] == unit)


def prepare(connection: duckdb.DuckDBPyConnection, by: By) -> None:
    """Make the tables that everything else reads."""
    members = _PROBLEMS if by == "category" else _NOTICES.format(_KEYS[by])
    sql = (files("taizhang.report.compare") / "compare.sql").read_text("utf-8")
    connection.execute(sql.format(by=f"'{by[0]}'", members=members, key=by))


def groups(connection: duckdb.DuckDBPyConnection, by: By) -> Iterator[Group]:
    """Every group with its rows, in the order of their ids."""
    only = "AND coalesce(t.category, 'none') = m.key AND t.counting_unit <> '方面'" if by == "category" else ""
    wanted = ("notices", "problems") if by == "category" else tuple(_STREAMS)
    streams = {name: _Stream(connection, _STREAMS[name].format(only=only)) for name in wanted}
    heads = streams.pop("notices")
    for gid, notices in heads.rest():
        rows = {name: rows_of.of(gid) for name, rows_of in streams.items()}
        key = notices[0]["key"]
        yield Group(gid, key, name_of(by, key, notices), notices, **rows)


def name_of(by: By, key: str, notices: tuple[Row, ...]) -> str:
    """What a group is called: an agency with its region where the name does not begin with it."""
    if by == "category":
        return category_name(key)
    if by != "agency":
        return one_line(key)
    agency, region = one_line(notices[0]["agency"]), notices[0]["region"]
    return agency if not region or agency[:2] in region else f"{agency}（{one_line(region)}）"


def category_name(identifier: str | None) -> str:
    """`07 …`, or that a problem has no category."""
    if identifier in (None, "none"):
        return "（未归类）"
    names = {category.id: category.zh for category in categories()}
    return f"{identifier} {names.get(str(identifier), '')}".strip()


def level_name(level: str | None) -> str:
    """The level of an agency in Chinese."""
    return named("agency_level", level)


class _Stream:
    """The rows of one query in the order of their groups. Groups without rows are not in it."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, sql: str) -> None:
        self._groups = groupby(stream(connection, sql), key=lambda row: row["gid"])
        self._head: tuple[str, tuple[Row, ...]] | None = None

    def rest(self) -> Iterator[tuple[str, tuple[Row, ...]]]:
        """Every group that is left."""
        for gid, rows in self._groups:
            yield gid, tuple(rows)

    def of(self, gid: str) -> tuple[Row, ...]:
        """The rows of `gid`. Ask in the order of the ids."""
        if self._head is None:
            found = next(self._groups, None)
            self._head = None if found is None else (found[0], tuple(found[1]))
        if self._head is None or self._head[0] != gid:
            return ()
        rows, self._head = self._head[1], None
        return rows
