"""How the checks of a group came out."""

from __future__ import annotations

from collections import defaultdict

from taizhang.report.compare import entries
from taizhang.report.compare.book import Book
from taizhang.report.compare.charts import Piece, stacked
from taizhang.report.compare.draw import AMBER, GREEN, RED
from taizhang.report.compare.grouping import Group
from taizhang.report.compare.model import Part, Row, Section, Table, number, word
from taizhang.report.words import named
from taizhang.vocabulary import CHECKS, VERDICTS

COLOURS = {"consistent": GREEN, "inconsistent": RED, "unverifiable": AMBER}


def audits(group: Group, book: Book) -> Section:
    """Per check: consistent, inconsistent, unverifiable. A notice may have several rows of one check."""
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in group.audits:
        found[row["check"], row["verdict"]].append(row)
    bars, cells = [], []
    for check in CHECKS:
        if not any(found[check, verdict] for verdict in VERDICTS):
            continue
        pieces, line = [], [word(named("check", check))]
        for verdict in VERDICTS:
            rows = found[check, verdict]
            name = named("verdict", verdict)
            href = book.add(f"{named('check', check)}：{name}", map(entries.audit, rows))
            link = f"../{href}" if href else None
            pieces.append(Piece(name, len(rows), COLOURS[verdict], link))
            line.append(number(len(rows), link))
        bars.append((named("check", check), pieces))
        cells.append(tuple(line))
    if not bars:
        return Section("audits", "核对结论", "audits", warnings=("没有可核对的声称。",))
    heads = ("核对 check", *(f"{named('verdict', verdict)} {verdict}" for verdict in VERDICTS))
    chart = stacked("核对结论", f"{group.name}各项核对的结论", bars, unit="项")
    notes = (
        "一项即一次核对；一份通报的同一种核对可有几项。“不符”是正文数字自相矛盾，不等于整改有假；“无法核实”是正文不能定夺，不等于有错。",
    )
    return Section("audits", "核对结论", "audits", (Part(Table(heads, tuple(cells)), chart, notes),))
