"""`taizhang query` without SQL: a prompt. A query ends with `;` or an empty line."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

import duckdb
from rich.console import Console

from taizhang.errors import UsageError
from taizhang.query.database import select
from taizhang.query.formats import print_table
from taizhang.query.parsed import mixtures
from taizhang.query.terminal import visible

_KEYWORDS = (
    "SELECT ",
    "FROM ",
    "WHERE ",
    "GROUP BY ALL",
    "ORDER BY ",
    "LIMIT ",
    "JOIN ",
    "USING (notice_id)",
    "DISTINCT ",
)
_HELP = """输入 SQL，以分号或空行结束（end a query with ; or an empty line）。
  .tables   各表与视图    .schema 表名   列及含义    .help   本说明    .quit   退出    Tab 键补全名称
例 e.g.  SELECT agency, problem, measures FROM v_ledger LIMIT 10;
        FROM ledger_of('水利局');"""


def prompt(
    connection: duckdb.DuckDBPyConnection,
    console: Console,
    describe: Callable[[str], None],
    ask: Callable[[str], str] = input,
) -> None:
    """Read queries and show answers until `.quit` or the end of input. `describe` prints the columns of a table."""
    _complete(connection)
    console.print(_HELP, highlight=False)
    lines: list[str] = []
    while True:
        try:
            line = ask("taizhang> " if not lines else "      ...> ")
        except (EOFError, KeyboardInterrupt):
            console.print()
            return
        if not lines and line.strip().startswith("."):
            if not _command(line.strip(), connection, console, describe):
                return
            continue
        if line.strip():
            lines.append(line)
        if lines and (not line.strip() or line.rstrip().endswith(";")):
            _answer("\n".join(lines), connection, console)
            lines.clear()


def _complete(connection: duckdb.DuckDBPyConnection) -> None:
    """Line editing, history and completion of the names of tables and columns, where the system has them."""
    with contextlib.suppress(ImportError):
        import readline

        rows = connection.execute("SELECT DISTINCT table_name, column_name FROM duckdb_columns()").fetchall()
        shown = {name for row in rows if not row[0].startswith("_") for name in row if name.isidentifier()}
        names = sorted(shown | {"ledger_of(", "zh(", "one_unit(", "units(", *_KEYWORDS})

        def word(text: str, state: int) -> str | None:
            found = [name for name in names if text and name.lower().startswith(text.lower())]
            return found[state] if state < len(found) else None

        readline.set_completer(word)
        readline.set_completer_delims(" \t\n,()=<>;.'\"")
        readline.parse_and_bind("tab: complete")


def _command(
    line: str, connection: duckdb.DuckDBPyConnection, console: Console, describe: Callable[[str], None]
) -> bool:
    """Carry out a dot command; whether to go on."""
    name, _, argument = line.partition(" ")
    if name in {".quit", ".exit", ".q"}:
        return False
    if name == ".tables":
        _answer("SELECT name FROM (SHOW TABLES) WHERE name NOT LIKE '\\_%' ESCAPE '\\'", connection, console)
    elif name == ".schema" and argument.strip():
        try:
            describe(argument.strip())
        except UsageError as error:
            console.print(str(error), style="red", highlight=False)
    else:
        console.print(_HELP, highlight=False)
    return True


def _answer(sql: str, connection: duckdb.DuckDBPyConnection, console: Console) -> None:
    try:
        data = select(connection, sql)
    except UsageError as error:
        console.print(visible(str(error)), style="red", highlight=False, markup=False)
        return
    print_table(data, console)
    for view, columns in mixtures(connection, sql):
        console.print(f"注意 note：{view.name} 要按 {'、'.join(columns)} 分开才能加总", style="yellow", markup=False)
