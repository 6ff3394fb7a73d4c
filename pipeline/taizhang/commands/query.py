"""`taizhang query`."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from rich.console import Console

from taizhang.cli import DONE
from taizhang.commands.options import console_of
from taizhang.errors import UsageError
from taizhang.query.formats import Format


def query(arguments: Namespace) -> int:
    """`taizhang query`: one query, or a prompt."""
    from taizhang.query.database import connect, select
    from taizhang.query.formats import print_table, render, write
    from taizhang.query.parsed import mixtures
    from taizhang.query.prompt import prompt
    from taizhang.query.terminal import console
    from taizhang.report.views import print_mixtures

    terminal = console_of(arguments)
    with connect(arguments.dataset) as connection:
        if arguments.sql is None:
            prompt(connection, terminal, lambda table: _describe(table, terminal))
            return DONE
        data = select(connection, arguments.sql)
        print_mixtures(mixtures(connection, arguments.sql), console(stderr=True, color=not arguments.no_color))
    output = Path(arguments.output) if arguments.output else None
    form: Format = arguments.format or _format_of(output)
    if output is not None:
        write(data, form, output, raw=arguments.raw)
        print(f"{output}：{data.num_rows} 行 rows", file=sys.stderr)
    elif form == "table":
        print_table(data, terminal)
    elif form == "parquet":
        raise UsageError("Parquet 不能写到终端（binary format）", remedy="请加 --output 文件名")
    else:
        sys.stdout.write(render(data, form, raw=arguments.raw))
    return DONE


def _describe(name: str, terminal: Console) -> None:
    """The columns of a table or view."""
    from taizhang.report.tables import print_columns
    from taizhang.report.views import print_view

    (print_view if name.startswith("v_") else print_columns)(name, terminal)


def _format_of(output: Path | None) -> Format:
    """The format that the name of the output file tells; a table on the terminal."""
    if output is None:
        return "table"
    known: dict[str, Format] = {".csv": "csv", ".json": "json", ".parquet": "parquet", ".md": "md"}
    if output.suffix.lower() not in known:
        raise UsageError(
            "不知写成何种格式（unknown format）",
            subject=str(output),
            remedy="请加 --format，或用 .csv、.json、.parquet、.md 作扩展名",
        )
    return known[output.suffix.lower()]
