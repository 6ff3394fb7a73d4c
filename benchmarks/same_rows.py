"""Every sample notice rendered into every format: are the rows those of its plain text?

    python benchmarks/same_rows.py [--formats pdf,docx] [--seeds 2] [--only NAME]

Prints, for each format and table, the share of rows that are the same (twice the common rows over both), and the
notices that fall below, with the first rows that differ.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from pathlib import Path

from formats import RENDERERS, SUFFIXES, page_date, render

from taizhang.api import extract
from taizhang.errors import DocumentError
from taizhang.flow import running_text
from taizhang.ingest.read import read_page
from taizhang.ingest.source import Source
from taizhang.reading import read_ledger
from taizhang.text import canonicalise, squeeze

SAMPLES = Path(__file__).parents[1] / "corpora" / "samples"
TABLES = ("problems", "measures", "counts", "dates", "contacts")


def rows(ledger) -> dict[str, Counter]:
    """What the rows say, without positions and white space."""
    return {
        "problems": Counter((p.level, p.ordinal, squeeze(p.title), p.status) for p in ledger.problems),
        "measures": Counter(squeeze(m.surface) for m in ledger.measures),
        "counts": Counter((squeeze(c.surface), c.value, c.role, c.scope) for c in ledger.counts),
        "dates": Counter((squeeze(d.surface), d.date_from, d.date_to, d.role) for d in ledger.dates),
        "contacts": Counter((c.kind, c.normalised or squeeze(c.surface)) for c in ledger.contacts),
    }


def same(a: Counter, b: Counter) -> tuple[int, int]:
    """Rows in common and rows in both, for a share of `2 * common / both`."""
    return sum((a & b).values()), sum(a.values()) + sum(b.values())


def read(data: bytes, name: str):
    return read_ledger(read_page(Source(name, data=data), data), model=None)


def compare(text: str, kind: str, seed: int, name: str):
    """Per table (common, both), and the rows that only one side has."""
    wanted = rows(extract(text, model=None))
    found = rows(read(render(text, kind, seed), f"{name}{SUFFIXES[kind]}"))
    day = page_date(text)  # pages print it in their header, as the text of a notice need not
    for row in [row for row in found["dates"] if row[3] == "publication" and str(row[1]) == day]:
        found["dates"][row] = min(found["dates"][row], wanted["dates"][row])
    return (
        {table: same(wanted[table], found[table]) for table in TABLES},
        {table: (wanted[table] - found[table], found[table] - wanted[table]) for table in TABLES},
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--formats", default=",".join(RENDERERS))
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--only", default="")
    parser.add_argument("--verbose", action="store_true")
    arguments = parser.parse_args()
    below = 0
    for kind in arguments.formats.split(","):
        totals: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        failing = []
        for path in sorted(p for p in SAMPLES.glob("*.txt") if arguments.only in p.stem):
            # the text as its author set it: the lines of a hard-wrapped copy are no paragraphs
            text = running_text(canonicalise(path.read_text("utf-8"))).doc.text
            for seed in range(arguments.seeds):
                try:
                    shares, differing = compare(text, kind, seed, path.stem)
                except DocumentError as error:
                    failing.append((path.stem, seed, {"read": (Counter([str(error)]), Counter())}))
                    continue
                for table, (common, both) in shares.items():
                    totals[table][0] += 2 * common
                    totals[table][1] += both
                if any(2 * common != both for common, both in shares.values()):
                    failing.append((path.stem, seed, differing))
        line = "  ".join(f"{table} {a / b:.4f}" for table, (a, b) in totals.items() if b)
        print(f"{kind:6}  {line}  differing {len(failing)}")
        below += any(a < 0.99 * b for a, b in totals.values())
        for name, seed, differing in failing:
            parts = {t: (sum(m.values()), sum(e.values())) for t, (m, e) in differing.items() if m or e}
            print(f"    {name} #{seed} missing/extra {parts}")
            if arguments.verbose:
                for table, (missing, extra) in differing.items():
                    for sign, side in (("-", missing), ("+", extra)):
                        for row in list(side)[:4]:
                            print(f"        {table} {sign} {str(row)[:150]}")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
