"""`taizhang query` without SQL: a prompt. A query ends with `;` or an empty line."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

import duckdb
from rich.console import Console

from taizhang.errors import UsageError
from taizhang.query.database import select
from taizhang.query.formats import print_table

_HELP = """输入 SQL，以分号或空行结束（end a query with ; or an empty line）。
  .tables   各表与视图    .schema 表名   列及含义    .help   本说明    .quit   退出
例 e.g.  SELECT agency, problem, measures FROM v_ledger LIMIT 10;"""


def prompt(
    connection: duckdb.DuckDBPyConnection,
    console: Console,
    describe: Callable[[str], None],
    ask: Callable[[str], str] = input,
) -> None:
    """Read queries and show answers until `.quit` or the end of input. `describe` prints the columns of a table."""
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401  line editing and history, where the system has it

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


def _command(
    line: str, connection: duckdb.DuckDBPyConnection, console: Console, describe: Callable[[str], None]
) -> bool:
    """Carry out a dot command; whether to go on."""
    name, _, argument = line.partition(" ")
    if name in {".quit", ".exit", ".q"}:
        return False
    if name == ".tables":
        _answer("SHOW TABLES", connection, console)
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
        print_table(select(connection, sql), console)
    except UsageError as error:
        console.print(str(error), style="red", highlight=False, markup=False)
