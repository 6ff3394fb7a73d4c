"""What is wrong with a query, in Chinese, with the names that may have been meant."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable

import duckdb

from taizhang.errors import UsageError
from taizhang.query.views import views
from taizhang.records import TABLES
from taizhang.store.dictionary import columns_of

_REMEDY = "SHOW TABLES 列出各表，taizhang schema 表名 说明各列"
_WIDE = str.maketrans({"，": ",", "（": "(", "）": ")", "；": ";", "＝": "=", "‘": "'", "’": "'", "“": '"', "”": '"'})


def explained(error: duckdb.Error, connection: duckdb.DuckDBPyConnection, sql: str) -> UsageError:
    """`error`, which DuckDB raised on `sql`, as an error of ours."""
    text = str(error)
    for pattern, explain in _KNOWN:
        found = re.search(pattern, text)
        if found:
            message, remedy = explain(found, connection, sql)
            break
    else:
        message, remedy = f"查询失败（query failed）：{_first_line(text)}", _REMEDY
    return UsageError(f"{message}{_place(text)}{_wide(sql)}", remedy=remedy)


Told = tuple[str, str]


def _column(found: re.Match[str], connection: duckdb.DuckDBPyConnection, sql: str) -> Told:
    name = found["name"]
    tables = _named_in(connection, sql)
    near = _near(
        name, [column for table in tables for column in _columns(connection, table)], _by_meaning(name, tables)
    )
    quoted = re.search(rf"(?:=|<>|!=|\bIN\s*\()\s*{re.escape(name)}\b", sql, re.IGNORECASE)
    value = f"；若是文字，请写成 '{name}'" if quoted else ""
    return f"没有列 {name}（no such column）{_meant(near)}{value}", _columns_remedy(tables)


def _table(found: re.Match[str], connection: duckdb.DuckDBPyConnection, sql: str) -> Told:
    name = found["name"]
    near = _near(name, _tables(connection), [])
    every = f"可用的表：{'、'.join((*TABLES, *views()))}"
    return f"没有表 {name}（no such table）{_meant(near)}", _REMEDY if near else every


def _function(found: re.Match[str], connection: duckdb.DuckDBPyConnection, sql: str) -> Told:
    known = connection.execute("SELECT DISTINCT function_name FROM duckdb_functions()").fetchall()
    near = _near(found["name"], [name for (name,) in known], [])
    return f"没有函数 {found['name']}（no such function）{_meant(near)}", _REMEDY


def _grouping(found: re.Match[str], connection: duckdb.DuckDBPyConnection, sql: str) -> Told:
    message = f"列 {found['name']} 既没有分组，也没有合计（neither grouped nor aggregated）"
    return message, "请在末尾加 GROUP BY ALL，或写进 GROUP BY"


def _ambiguous(found: re.Match[str], connection: duckdb.DuckDBPyConnection, sql: str) -> Told:
    message = f"列 {found['name']} 在几张表里都有（ambiguous column）"
    return message, "请写明表名，如 n.notice_id；连接时用 USING (notice_id) 就不必写"


def _conversion(found: re.Match[str], connection: duckdb.DuckDBPyConnection, sql: str) -> Told:
    return f"值 {found['name']} 转不成所需的类型（can not be converted）", "日期写成 '2023-01-31'，数不加引号"


def _mixed(found: re.Match[str], connection: duckdb.DuckDBPyConnection, sql: str) -> Told:
    return found["name"], "请加 GROUP BY counting_unit，或用 WHERE counting_unit = '…' 只取一种"


def _argument(found: re.Match[str], connection: duckdb.DuckDBPyConnection, sql: str) -> Told:
    return (
        f"函数 {found['name']} 不能这样用（wrong arguments）",
        "数值列才能求和、平均；代码译成中文写 zh('status', status)",
    )


def _syntax(found: re.Match[str], connection: duckdb.DuckDBPyConnection, sql: str) -> Told:
    keyword = found["name"].strip('"')
    quoted = (
        f'；{keyword} 是 SQL 的关键字，作列名要写成 "{keyword}"'
        if keyword.lower() in _columns_of_all(connection)
        else ""
    )
    return f"SQL 有误，在 {found['name']} 附近（does not parse）{quoted}", "请改正后重试"


def _parse(found: re.Match[str], connection: duckdb.DuckDBPyConnection, sql: str) -> Told:
    return f"SQL 有误（does not parse）：{found['name']}", "请改正后重试"


_KNOWN: tuple[tuple[str, Callable[[re.Match[str], duckdb.DuckDBPyConnection, str], Told]], ...] = (
    (r"(?P<name>计数单位不止一种[^\n]*)", _mixed),
    (r'Referenced column "(?P<name>[^"]+)"', _column),
    (r'does not have a column named "(?P<name>[^"]+)"', _column),
    (r"Table with name (?P<name>.+?) does not exist", _table),
    (r"Function with name (?P<name>.+?) does not exist", _function),
    (r'column "(?P<name>[^"]+)" must appear in the GROUP BY', _grouping),
    (r'Ambiguous reference to column name "(?P<name>[^"]+)"', _ambiguous),
    (r"Could not convert (?:string )?(?P<name>.+?) to ", _conversion),
    (r'out of range: (?P<name>"[^"]+")', _conversion),
    (r"No function matches the given name and argument types '(?P<name>[^']+)'", _argument),
    (r"Macro (?P<name>\w+\(\)) does not support", _argument),
    (r"syntax error at or near (?P<name>[^\n]+)", _syntax),
    (r"Parser Error: (?P<name>[^\n]+)", _parse),
)


def _tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    return [name for (name,) in connection.execute("SHOW TABLES").fetchall() if not name.startswith("_")]


def _named_in(connection: duckdb.DuckDBPyConnection, sql: str) -> list[str]:
    """Tables whose names stand in `sql`; all, where none does."""
    words = set(re.findall(r"\w+", sql.lower()))
    every = _tables(connection)
    return [name for name in every if name.lower() in words] or every


def _columns(connection: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    rows = connection.execute(
        "SELECT column_name FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index", [table]
    ).fetchall()
    return [name for (name,) in rows]


def _columns_of_all(connection: duckdb.DuckDBPyConnection) -> set[str]:
    return {name for (name,) in connection.execute("SELECT DISTINCT column_name FROM duckdb_columns()").fetchall()}


def _by_meaning(name: str, tables: Iterable[str]) -> list[str]:
    """Columns whose Chinese meaning has `name` in it, for those who wrote the Chinese word: the shortest first."""
    if name.isascii():
        return []
    found: dict[str, int] = {}
    for table in tables:
        columns = views()[table].columns if table in views() else columns_of(table) if table in TABLES else ()
        for column in columns:
            if name in column.zh:
                found.setdefault(column.name, len(column.zh))
    return sorted(found, key=found.__getitem__)


def _near(name: str, known: list[str], first: list[str]) -> list[str]:
    lower = {item.lower(): item for item in known}
    close = difflib.get_close_matches(name.lower(), lower, n=4, cutoff=0.6)
    inside = [item for item in lower if len(name) > 2 and name.lower() in item]
    return list(dict.fromkeys([*first, *(lower[item] for item in (*close, *inside))]))[:5]


def _meant(near: list[str]) -> str:
    return f"，是不是 {'、'.join(near)}" if near else ""


def _columns_remedy(tables: list[str]) -> str:
    return f"各列见 taizhang schema {tables[0]}" if len(tables) == 1 else _REMEDY


def _place(text: str) -> str:
    """Where DuckDB points at, on one line."""
    found = re.search(r"LINE (\d+): (.*)\n( *)\^", text)
    if found is None:
        return ""
    at = max(0, len(found[3]) - len(f"LINE {found[1]}: "))
    return f"，第 {found[1]} 行：…{found[2][at : at + 30]}…"


def _wide(sql: str) -> str:
    """Full-width signs outside of quotation marks, which SQL does not read."""
    bare = re.sub(r"'[^']*'|\"[^\"]*\"", "", sql)
    signs = [sign for sign in dict.fromkeys(bare) if ord(sign) in _WIDE]
    return f"；其中有全角符号 {''.join(signs)}，SQL 要用半角" if signs else ""


def _first_line(text: str) -> str:
    return text.partition("\n")[0]
