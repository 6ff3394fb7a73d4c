"""Are the rows of a dataset made from a corpus those of the plain texts? Prints shares by format, and the exceptions.

    python benchmarks/corpus.py FOLDER && taizhang run FOLDER/pages --out DATASET
    python benchmarks/corpus_rows.py FOLDER DATASET [--sample 2000] [--show 20]

For each document the rows in `DATASET` are compared with those that the plain text of its notice gives. A share is
twice the common rows over the rows of both. The day that a page prints in its header is in no plain text, and is
passed over. With `--sample`, that many documents of each format are compared (reading a text takes 35 ms).
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from corpus import Item, read_truth, text_of
from formats import page_date
from generated import machine
from same_rows import TABLES, rows, same

from taizhang.api import extract
from taizhang.records import Ledger
from taizhang.store.reader import open_dataset

BAR = 0.99
COMPARED = ("problems", "counts", "dates", "contacts")  # the tables of the bar; measures are shown beside them
Key = tuple[str, str | None]


@dataclass(slots=True)
class Agreement:
    """Common rows and rows of both sides by format and table, and what differs."""

    totals: dict[str, dict[str, list[int]]] = field(
        default_factory=lambda: defaultdict(lambda: {table: [0, 0] for table in TABLES})
    )
    documents: Counter[str] = field(default_factory=Counter)
    differing: list[tuple[Item, str]] = field(default_factory=list)
    lost: list[tuple[Item, str]] = field(default_factory=list)

    def share(self, kind: str, table: str) -> float:
        """Of the rows of `table` in documents of this format."""
        common, both = self.totals[kind][table]
        return common / both if both else 1.0

    def below(self) -> list[str]:
        """Formats and tables that miss the bar."""
        return [
            f"{kind} {table} {self.share(kind, table):.4f}"
            for kind in sorted(self.totals)
            for table in COMPARED
            if self.share(kind, table) < BAR
        ]

    def enter(self, item: Item, ledger: Ledger) -> None:
        """Compare one document."""
        text = text_of(item)
        wanted, found = rows(extract(text, model=None)), rows(ledger)
        day = page_date(text)
        for row in [row for row in found["dates"] if str(row[1]) == day and row[3] in {"publication", "mention"}]:
            found["dates"][row] = min(found["dates"][row], wanted["dates"][row])
        self.documents[item.format] += 1
        for table in TABLES:
            common, both = same(wanted[table], found[table])
            total = self.totals[item.format][table]
            total[0], total[1] = total[0] + 2 * common, total[1] + both
            if 2 * common != both:
                missing, extra = wanted[table] - found[table], found[table] - wanted[table]
                differing = [*(f"-{row}" for row in missing), *(f"+{row}" for row in extra)]
                self.differing.append((item, f"{table} {'  '.join(differing)[:300]}"))


def key_of(base: Path, item: Item) -> Key:
    """`source_uri` and `member` of a document whose pages lie in `base`."""
    return (base / item.path).as_posix(), item.member


def outcomes(dataset: Path) -> dict[Key, dict[str, str | None]]:
    """The rows of `documents` by source and member."""
    columns = ["source_uri", "member", "document_id", "outcome", "reason", "notice_id", "encoding"]
    table = open_dataset(dataset).read("documents", columns)
    return {(row["source_uri"], row["member"]): row for row in table.to_pylist()}


def ledgers_of(dataset: Path, wanted: Iterable[str | None]) -> Iterator[tuple[str, Ledger]]:
    """The ledgers of the notices `wanted`, by notice."""
    notices = set(wanted)
    for ledger in open_dataset(dataset).ledgers():
        if ledger.notice.notice_id in notices:
            yield ledger.notice.notice_id, ledger


def compare(base: Path, items: Iterable[Item], dataset: Path) -> Agreement:
    """The documents `items` below `base` as `dataset` has them, against their plain texts."""
    found, agreement = outcomes(dataset), Agreement()
    by_notice: dict[str, Item] = {}
    for item in items:
        row = found.get(key_of(base, item))
        if row is None or row["outcome"] != "extracted":
            reason = "no row" if row is None else f"{row['outcome']}: {row['reason']}"
            agreement.lost.append((item, reason))
        else:
            by_notice[str(row["notice_id"])] = item
    for notice, ledger in ledgers_of(dataset, by_notice):
        agreement.enter(by_notice[notice], ledger)
    return agreement


def sampled(items: list[Item], number: int | None, seed: int = 7) -> list[Item]:
    """At most `number` documents of each format."""
    if number is None:
        return items
    rng = random.Random(seed)
    chosen = []
    for kind in sorted({item.format for item in items}):
        of_kind = [item for item in items if item.format == kind]
        chosen += rng.sample(of_kind, min(number, len(of_kind)))
    return chosen


def tell(agreement: Agreement, show: int = 20) -> None:
    """Print shares and exceptions."""
    for kind in sorted(agreement.totals):
        line = "  ".join(f"{table} {agreement.share(kind, table):.4f}" for table in TABLES)
        print(f"{kind:6}{agreement.documents[kind]:>7}  {line}")
    print(
        f"{len(agreement.lost)} not extracted, {len({item for item, _ in agreement.differing})} with a row that differs"
    )
    for item, reason in [*agreement.lost, *agreement.differing][:show]:
        place = f"{item.path}#{item.member}" if item.member else item.path
        print(f"    {item.format} {item.notice} {item.layout or ''} {place}: {reason}")


def main() -> int:
    """Compare, print; 1 when a format misses the bar or a document is lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("dataset", type=Path)
    parser.add_argument("--sample", type=int)
    parser.add_argument("--show", type=int, default=20)
    options = parser.parse_args()
    items = sampled(read_truth(options.folder), options.sample)
    agreement = compare(options.folder / "pages", items, options.dataset)
    print(machine())
    tell(agreement, options.show)
    print("below the bar:", ", ".join(agreement.below()) or "none")
    return 1 if agreement.below() or agreement.lost else 0


if __name__ == "__main__":
    sys.exit(main())
