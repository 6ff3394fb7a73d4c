"""Status and completion: what the items print and what the notices claim, each by its counting unit."""

from __future__ import annotations

from collections import defaultdict

from taizhang.report.compare import entries
from taizhang.report.compare.book import Book
from taizhang.report.compare.charts import Piece, stacked
from taizhang.report.compare.draw import AMBER, BLUE, GREEN, GREY, PALE, RED
from taizhang.report.compare.grouping import Group
from taizhang.report.compare.model import Cell, Part, Row, Section, Table, number, word
from taizhang.report.compare.spread import spread
from taizhang.report.words import named
from taizhang.vocabulary import SCOPES, STATUSES

COLOURS = dict(zip(STATUSES, (GREEN, PALE, AMBER, BLUE, RED), strict=True))
_NOT_SAID = "未说"


def status(group: Group, book: Book, least: int) -> Section:
    """Printed at the items, then claimed in total, then the shares that can be worked out."""
    silent = [row for row in group.status if row["basis"] == "none"]
    warnings = []
    if silent:
        warnings.append(f"{len(silent)}份通报未说整改状态，不计入。")
    parts = [part for part in (items(group, book), _claims(group, book), _shares(group, book, least)) if part]
    if not parts:
        return Section("status", "状态与完成", "status", warnings=("没有通报说到整改状态。",))
    warnings.append("计数单位不同（问题、子问题、整改任务、信访件……）的各行不可相加，本页也不加。")
    return Section("status", "状态与完成", "status and completion", tuple(parts), tuple(warnings))


def items(group: Group, book: Book) -> Part | None:
    """States printed at problems and sub-problems; of the notices that print any, the items without one as well."""
    speaking = {row["notice_id"] for row in group.problems if row["status"]}
    lines: list[tuple[str, list[Piece]]] = []
    cells = []
    for unit in ("问题", "子问题"):
        rows = [row for row in group.counted(unit) if row["notice_id"] in speaking]
        if not any(row["status"] for row in rows):
            continue
        pieces, line = [], [word(unit)]
        for state in (*STATUSES, None):
            some = [row for row in rows if row["status"] == state]
            name = named("status", state) if state else _NOT_SAID
            href = book.add(f"{unit}：{name}", map(entries.problem, some))
            link = f"../{href}" if href else None
            pieces.append(Piece(name, len(some), COLOURS[state] if state else GREY, link))
            line.append(number(len(some), link))
        lines.append((unit, pieces))
        cells.append(tuple(line))
    if not lines:
        return None
    heads = ("计数单位 unit", *(named("status", state) for state in STATUSES), _NOT_SAID)
    title = "逐条所注的状态"
    chart = stacked(title, f"{group.name}逐条所注的状态", lines, unit="个")
    note = "只数逐条注明状态的通报；其中没有注的条目为“未说”，不当作未完成。"
    return Part(Table(heads, tuple(cells)), chart, (note,), title)


def _claims(group: Group, book: Book) -> Part | None:
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in group.status:
        if row["basis"] == "claim":
            found[row["scope"] or "", row["counting_unit"]].append(row)
    lines: list[tuple[str, list[Piece]]] = []
    cells = []
    for scope, unit in sorted(found, key=lambda key: (SCOPES.index(key[0]) if key[0] in SCOPES else 99, key[1])):
        rows = found[scope, unit]
        label = f"{named('scope', scope)}·{unit}"
        href = book.add(f"通报所称：{label}", map(entries.status, rows))
        usable = [row for row in rows if row["not_said"] is not None and row["not_said"] >= 0]
        pieces = [
            Piece(named("status", state), sum(row[state] or 0 for row in usable), COLOURS[state], f"../{href}")
            for state in STATUSES
        ]
        pieces.append(Piece(_NOT_SAID, sum(row["not_said"] for row in usable), GREY, f"../{href}"))
        if usable:
            lines.append((label, pieces))
        totals = tuple(number(piece.value, f"../{href}") for piece in pieces)
        cells.append((word(label), number(len(rows), f"../{href}"), number(len(rows) - len(usable)), *totals))
    if not cells:
        return None
    heads = ("清单·单位", "通报", "对不上的", *(named("status", state) for state in STATUSES), _NOT_SAID)
    title = "通报所称的状态"
    chart = stacked(title, f"{group.name}各清单所称的状态", lines, shares=True) if lines else None
    note = "一行是一种清单的一种计数单位，单位不同，长短不可比，所以横条只画各状态之比，段上是个数。各状态与总数对不上的通报只列份数，其数不计。"
    return Part(Table(heads, tuple(cells)), chart, (note,), title)


def _shares(group: Group, book: Book, least: int) -> Part | None:
    """Completed shares, apart by basis, list, unit and the words that a notice tells states by."""
    found: dict[tuple[str, str, str, str], list[Row]] = defaultdict(list)
    for row in group.status:
        if row["completed_share"] is not None:
            words = "、".join(named("status", one) for one in row["statuses_used"])
            basis = "所称" if row["basis"] == "claim" else "逐条"
            found[basis, named("scope", row["scope"]), row["counting_unit"], words].append(row)
    cells = []
    for key, rows in sorted(found.items(), key=lambda item: (-len(item[1]), item[0])):
        href = book.add(f"完成率：{'·'.join(key)}", map(entries.status, rows))
        values = spread(row["completed_share"] for row in rows)
        middle = (
            f"{100 * values.at(0.5):.1f}%"
            if values.number in (1, *range(least, values.number + 1))
            else f"不足{least}份"
        )
        ends = f"{100 * values.at(0):.1f}—{100 * values.at(1):.1f}%"
        cells.append(
            (*map(word, key), number(len(rows), f"../{href}"), Cell(ends, number=True), Cell(middle, number=True))
        )
    if not cells:
        return None
    heads = ("口径", "清单", "计数单位", "所用状态词", "通报", "完成率最低—最高", "中位数")
    note = "只算各条都有状态、各状态加得到总数的；所用状态词不同，完成率不可直接比（只分“完成、推进”的自然高些）。"
    return Part(Table(heads, tuple(cells)), None, (note,), "完成率（已完成÷总数）")
