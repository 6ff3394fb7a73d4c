"""What a change does to the corpora: the previous commit and the working tree over all notices, every changed row.

    python benchmarks/diff.py [REVISION] [--limit 200]

REVISION (default HEAD) is checked out into a temporary folder and run with its own rules on today's notices. Rows are
compared by content, without ids and version columns; `-` is what the old program said, `+` what the new one says.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import duckdb

ROOT = Path(__file__).resolve().parent.parent
NOTICES = (ROOT / "corpora" / "samples", ROOT.parent / "shared" / "notices")
TABLES = ("notices", "problems", "measures", "counts", "dates", "contacts", "citations", "audits")
# ids follow from the order of rows, versions from the program: neither is a change of content
LEFT_OUT = ("_id", "_version", "source_uri")


def dataset(tree: Path, out: Path) -> Path:
    """The dataset that the program in `tree` makes of all notices."""
    sources = [str(folder) for folder in NOTICES if folder.is_dir()]
    command = [sys.executable, "-m", "taizhang", "run", *sources, "--out", str(out)]
    environment = {**os.environ, "PYTHONPATH": str(tree / "pipeline")}
    done = subprocess.run(command, env=environment, cwd=tree, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{tree}: {done.stderr.strip() or done.stdout.strip()}")
    return out


def rows(out: Path, table: str) -> Counter[tuple[str, ...]]:
    """The rows of one table with the name of their notice, as text."""
    connection = duckdb.connect()
    files = f"'{out}/{table}/**/*.parquet'"
    described = connection.execute(f"DESCRIBE SELECT * FROM {files}").fetchall()
    columns = [name for name, *_ in described if not name.endswith(LEFT_OUT)]
    listed = ", ".join(f't."{name}"' for name in columns)
    query = f"SELECT n.source_uri, {listed} FROM {files} t JOIN '{out}/notices/**/*.parquet' n USING (notice_id)"
    return Counter(
        (
            Path(str(row[0])).name,
            *(f"{name}={value}" for name, value in zip(columns, row[1:], strict=True) if value is not None),
        )
        for row in connection.execute(query).fetchall()
    )


def main() -> int:
    """Print the changes; exit status 0 whether or not there are any."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("revision", nargs="?", default="HEAD")
    parser.add_argument("--limit", type=int, default=200)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        before = Path(folder) / "tree"
        subprocess.run(
            ["git", "worktree", "add", "--quiet", "--detach", str(before), options.revision], cwd=ROOT, check=True
        )
        try:
            old, new = dataset(before, Path(folder) / "old"), dataset(ROOT, Path(folder) / "new")
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", str(before)], cwd=ROOT, check=True)
        printed = changed = 0
        for table in TABLES:
            was, now = rows(old, table), rows(new, table)
            gone, come = was - now, now - was
            changed += sum(gone.values()) + sum(come.values())
            for sign, row in sorted([("-", r) for r in gone] + [("+", r) for r in come], key=lambda item: item[1]):
                printed += 1
                if printed <= options.limit:
                    print(f"{table} {sign} {' | '.join(row)[:400]}")
        if printed > options.limit:
            print(f"… {printed - options.limit} more; --limit shows them")
        print(f"{changed} 行有变 rows changed against {options.revision}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
