"""`taizhang export`."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from taizhang.cli import DONE


def export(arguments: Namespace) -> int:
    """`taizhang export`: a dataset, or the notices that `--where` chooses, as a workbook, CSV, DuckDB or SQLite."""
    from taizhang.export.delimited import write_csv
    from taizhang.export.duckdb_file import write_duckdb
    from taizhang.export.office import write_office
    from taizhang.export.provenance import facts
    from taizhang.export.sqlite_file import write_sqlite
    from taizhang.query.database import connect
    from taizhang.query.terminal import visible

    out = Path(arguments.output)
    with connect(arguments.dataset, arguments.where) as connection:
        if arguments.to == "xlsx":
            written = write_office(connection, out, facts=facts(Path(arguments.dataset), connection, arguments.where))
        elif arguments.to == "csv":
            written = write_csv(connection, out, raw=arguments.raw)
        elif arguments.to == "duckdb":
            written = write_duckdb(connection, out)
        else:
            written = write_sqlite(connection, out)
    print(visible(f"{out}："), file=sys.stderr)
    for name, rows in written.items():
        print(f"  {name}  {rows:,} 行 rows", file=sys.stderr)
    return DONE
