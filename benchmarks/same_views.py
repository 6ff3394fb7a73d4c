"""A fingerprint of every view of a dataset, to compare before and after a change of the views.

    python benchmarks/same_views.py DATASET --save before.json
    python benchmarks/same_views.py DATASET --against before.json

A fingerprint is the number of rows, the names and types of the columns, and the sum of a hash of each row: the order
of rows does not matter, how often a row is there does. Numbers of type DOUBLE count to nine digits, since a mean of
the same numbers in another order differs in the last. Exit status 1 when a view differs.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import duckdb

from taizhang.query.database import connect
from taizhang.query.views import views

Fingerprint = dict[str, str]


def fingerprint(connection: duckdb.DuckDBPyConnection, source: str) -> Fingerprint:
    """The rows of `source`, a view or a table function, as a few words that are the same for the same rows."""
    columns = connection.sql(f"FROM {source} LIMIT 0")
    names = [f'"{name}"' for name in columns.columns]
    shown = [
        f"printf('%.9g', {name})" if str(kind) == "DOUBLE" else f"{name}::VARCHAR"
        for name, kind in zip(names, columns.types, strict=True)
    ]
    row = "concat_ws(chr(31), " + ", ".join(f"coalesce({item}, chr(30))" for item in shown) + ")"
    rows, total = connection.sql(f"SELECT count(*), sum(hash({row})::HUGEINT) FROM {source}").fetchall()[0]
    types = ", ".join(f"{name} {kind}" for name, kind in zip(names, columns.types, strict=True))
    return {"rows": str(rows), "sum": str(total), "columns": types}


def fingerprints(dataset: Path) -> dict[str, Fingerprint]:
    """Those of all views of `dataset`, and of the ledger of its last agency."""
    with connect(dataset) as connection:
        agency = connection.sql("SELECT max(agency) FROM notices").fetchall()[0][0]
        found = {name: fingerprint(connection, name) for name in views()}
        found["ledger_of"] = fingerprint(connection, f"ledger_of('{agency}')")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("dataset", type=Path)
    parser.add_argument("--save", type=Path)
    parser.add_argument("--against", type=Path)
    arguments = parser.parse_args()
    found = fingerprints(arguments.dataset)
    if arguments.save is not None:
        arguments.save.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
    before = found if arguments.against is None else json.loads(arguments.against.read_text("utf-8"))
    different = {name for name in {*before, *found} if before.get(name) != found.get(name)}
    for name, item in found.items():
        print(f"{'DIFFERS' if name in different else 'same' if arguments.against else ''}\t{name}\t{item['rows']} rows")
    for name in sorted(different - set(found)):
        print(f"GONE\t{name}")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
