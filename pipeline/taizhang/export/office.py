"""The workbook of an office: 问题清单, 任务清单, 责任清单, 审计结论 and 说明, out of a dataset open for queries."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb

from taizhang.export.workbook import SHEET_ROWS, Book, Heading
from taizhang.lexicon import load

_BATCH = 5_000

Cell = Callable[[object], object]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet: title, SQL, width, how a value is shown, and whether it is printed on paper."""

    title: str
    sql: str
    width: float = 12
    show: Cell | None = None
    printed: bool = True


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, its columns, and where its rows come from and in which order."""

    name: str
    columns: tuple[Column, ...]
    source: str
    order: str


def _word(section: str) -> Cell:
    def name(value: object) -> object:
        return None if value is None else load("words")[section].get(value, value)

    return name


def _lines(value: object) -> object:
    """A list as lines."""
    return "\n".join(map(str, value)) if isinstance(value, list) else value


def _together(value: object) -> object:
    return "、".join(map(str, value)) if isinstance(value, list) else value


def _readings(value: object) -> object:
    if not isinstance(value, list):
        return value
    return "；".join(f"{item['unit']} {_number(item['value'])}" for item in value)


def _number(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) and abs(value) < 1e6 else str(value)


@cache
def _categories() -> dict[str, str]:
    return {str(item["id"]): str(item["zh"]) for item in load("categories")["category"]}


def _category(value: object) -> object:
    return None if value is None else f"{value} {_categories().get(str(value), '')}".rstrip()


_WHO = (
    Column("单位", "n.agency", 20),
    Column("地区", "n.region", 14),
)
_WHERE = (
    Column("通报号", "n.notice_id", 18, printed=False),
    Column("起点", "x.char_start", 8, printed=False),
    Column("终点", "x.char_end", 8, printed=False),
    Column("来源", "n.source_uri", 30, printed=False),
)

PROBLEMS = Sheet(
    "问题清单",
    (
        *_WHO,
        Column("公布日期", "n.publication_date", 12),
        Column("方面", "x.aspect", 18),
        Column("上级问题", "x.problem_above", 18),
        Column("计数单位", "x.counting_unit", 9),
        Column("编号", "x.number", 8),
        Column("问题", "x.problem", 40),
        Column("类别", "x.category", 16, _category),
        Column("整改状态", "x.status", 10, _word("status")),
        Column("措施条数", "x.measures", 9),
        Column("问题号", "x.problem_id", 22, printed=False),
        *_WHERE,
    ),
    "v_ledger x JOIN notices n USING (notice_id)",
    "n.source_uri, n.notice_id, x.char_start, x.level, x.problem_id",
)
TASKS = Sheet(
    "任务清单",
    (
        *_WHO,
        Column("问题", "x.problem", 36),
        Column("序号", "x.marker", 8),
        Column("整改任务（措施）", "x.measure", 60),
        Column("种类", "x.kinds", 16, _together),
        Column("时态", "x.tense", 8, _word("tense")),
        Column("具体程度", "round(x.specificity, 2)::DOUBLE", 9),
        Column("问题号", "x.problem_id", 22, printed=False),
        Column("措施号", "x.measure_id", 22, printed=False),
        *_WHERE,
    ),
    "v_measures x JOIN notices n USING (notice_id)",
    "n.source_uri, n.notice_id, x.char_start, x.measure_id",
)
DUTIES = Sheet(
    "责任清单",
    (
        *_WHO,
        Column("编号", "x.number", 8),
        Column("问题", "x.statement", 44),
        Column("责任领导、单位或人", "x.responsible", 30),
        Column("整改时限", "x.deadline", 20),
        Column("整改状态", "x.status", 10, _word("status")),
        Column("问题号", "x.problem_id", 22, printed=False),
        *_WHERE,
    ),
    "(FROM problems WHERE responsible IS NOT NULL OR deadline IS NOT NULL) x JOIN notices n USING (notice_id)",
    "n.source_uri, n.notice_id, x.char_start, x.level, x.problem_id",
)
AUDITS = Sheet(
    "审计结论",
    (
        *_WHO,
        Column("公布日期", "n.publication_date", 12),
        Column("核对项目", 'x."check"', 16, _word("check")),
        Column("清单", "x.scope", 10, _word("scope")),
        Column("计数单位", "x.counting_unit", 10),
        Column("所称", "x.claimed", 9),
        Column("核得", "x.observed", 9),
        Column("结论", "x.verdict", 10, _word("verdict")),
        Column("说明", "x.explanation", 42),
        Column("所据原文", "x.evidence", 50, _lines),
        Column("其他计法", "x.readings", 20, _readings),
        Column("标题", "n.title", 36, printed=False),
        Column("通报号", "n.notice_id", 18, printed=False),
        Column("来源", "n.source_uri", 30, printed=False),
    ),
    "v_audits x JOIN notices n USING (notice_id)",
    "CASE x.verdict WHEN 'inconsistent' THEN 0 WHEN 'unverifiable' THEN 1 ELSE 2 END, n.source_uri, n.notice_id, "
    'x."check", x.scope, x.explanation',
)

_RULES = (
    ("空格", "通报未说；写明为零的记 0"),
    ("计数单位", "方面含问题，问题含子问题；单位不同的行不要加在一起，也不要直接比多少"),
    ("整改状态", "通报逐条所注；未注明的为空。各家用词不同，完成率不能直接比"),
    ("任务清单", "一行一条措施，即答复中编号的最小一项"),
    ("责任清单", "只列写明责任人、责任单位或时限的问题"),
    ("结论", "不符：印着的两处对不上，没有别的讲得通的读法；无法核实：正文不足以定夺，不是指责"),
    ("起点、终点", "标题或原文在通报文本中的位置，按字计，终点不含；文本见数据集的 texts 表"),
    ("文字", "一律为文本格式；控制字符以可见符号代替；超过 32,767 字的单元格只留开头，全文分段列在“长文”表"),
    ("行数", "一张表超过 1,048,576 行时接着写在“（2）”“（3）”各表"),
)


def write_office(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    *,
    sheets: Sequence[Sheet] = (PROBLEMS, TASKS, DUTIES, AUDITS),
    facts: Sequence[tuple[str, str]] = (),
    sheet_rows: int = SHEET_ROWS,
    only: str | None = None,
) -> dict[str, int]:
    """Write the workbook to `path`; rows of each sheet. `facts` go first into 说明; `only` is a condition on `x`."""
    written = {}
    with Book(path, sheet_rows=sheet_rows, title="整改台账") as book:
        for sheet in sheets:
            headings = [
                Heading("序号", 7),
                *(Heading(column.title, column.width, column.printed) for column in sheet.columns),
            ]
            written[sheet.name] = book.sheet(sheet.name, headings, _rows(connection, sheet, only))
        long = book.long_texts()
        notes: list[tuple[str, object]] = [*facts]
        notes += [(f"{part.name}：行数", f"{part.rows:,} 行") for part in book.parts if part.name != "长文"]
        notes.append(("超长文字", f"{long} 处，见“长文”表" if long else "无"))
        book.sheet("说明", [Heading("项目", 20), Heading("内容", 100)], [*notes, *_RULES])
    return written


def _rows(connection: duckdb.DuckDBPyConnection, sheet: Sheet, only: str | None) -> Iterator[list[object]]:
    names = ", ".join(column.sql for column in sheet.columns)
    where = f" WHERE {only}" if only else ""
    sql = f"SELECT {names} FROM {sheet.source}{where} ORDER BY {sheet.order}"
    shows = [column.show for column in sheet.columns]
    number = 0
    answer = connection.execute(sql)
    while batch := answer.fetchmany(_BATCH):
        for row in batch:
            number += 1
            yield [number, *(_shown(value, show) for value, show in zip(row, shows, strict=True))]


def _shown(value: object, show: Cell | None) -> object:
    shown = show(value) if show else value
    return json.dumps(shown, ensure_ascii=False, default=str) if isinstance(shown, list | dict) else shown
