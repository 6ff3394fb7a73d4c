"""One hostile input in a hundred: does every healthy document come through, and in what time?

    python benchmarks/hostile.py FOLDER [--share 0.01] [--repeat 3] [--workers 2] [--timeout 60] [--sample 300]

`FOLDER` is a corpus of `corpus.py`. Its pages are run as they are and with hostile inputs strewn among them, in turn.
Asserted: the healthy documents give the rows of their plain texts and the same rows in both runs; every hostile input
is a row with a reason, of the right code; the account balances (in = the rows of `documents`); the time is within 1.3.
At least one input of each kind is put in, so in a small corpus they are more than one in a hundred, and the time is
told but not asserted.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from corpus import read_truth
from corpus_rows import compare, outcomes, sampled, tell
from generated import machine
from hostile_inputs import HUGE, KINDS, Hostile
from same_rows import rows, same
from scale import timed

from taizhang.api import extract
from taizhang.store.reader import open_dataset
from taizhang.store.verify import verify
from taizhang.vocabulary import OUTCOMES

PROGRAM = Path(__file__).with_name("hostile_reader.py")
BAR = 1.3


def strew(
    pages: Path, mixed: Path, number: int, chosen: Iterable[str] = KINDS, seed: int = 1
) -> dict[str, tuple[str, Hostile]]:
    """Make `mixed` of links to the files of `pages` with `number` hostile ones among them, at least one of each kind
    `chosen`: kind and input by path.
    """
    rng = random.Random(seed)
    places = []
    for path in sorted(pages.rglob("*")):
        other = mixed / path.relative_to(pages)
        if path.is_dir():
            other.mkdir(parents=True)
            places.append(other)
        else:
            os.link(path, other)
    made: dict[str, tuple[str, Hostile]] = {}
    kinds = list(chosen)
    rng.shuffle(kinds)
    for index in range(max(number, len(kinds))):
        kind = kinds[index % len(kinds)]
        if kind == HUGE and index >= len(kinds):
            kind = "long_line"
        item = KINDS[kind](index)
        path = rng.choice(places) / f"{rng.randrange(10**6):06}-{index}-{item.name}"
        path.write_bytes(item.data)
        made[path.as_posix()] = (kind, Hostile(item.name, b"", item.codes, item.healthy))
    return made


def check_hostile(made: dict[str, tuple[str, Hostile]], dataset: Path) -> tuple[dict[str, Counter[str]], list[str]]:
    """What became of each kind, and what is not as it must be."""
    by_uri = defaultdict(list)
    for row in outcomes(dataset).values():
        by_uri[row["source_uri"]].append(row)
    ledgers = {ledger.notice.notice_id: ledger for ledger in open_dataset(dataset).ledgers()}
    became: dict[str, Counter[str]] = defaultdict(Counter)
    wrong = []
    for uri, (kind, item) in made.items():
        found = by_uri.get(uri, [])
        codes = {(row["reason"] or row["outcome"]).partition(":")[0] for row in found}
        became[kind].update(codes or {"NO ROW"})
        if item.healthy is not None:
            (row,) = found
            if row["outcome"] != "extracted":
                wrong.append(f"{kind} {uri}: {row['reason']}")
                continue
            wanted, got = rows(extract(item.healthy, model=None)), rows(ledgers[row["notice_id"]])
            for table in ("problems", "counts", "contacts"):
                common, both = same(wanted[table], got[table])
                if 2 * common != both:
                    wrong.append(f"{kind} {uri}: {table} {wanted[table] - got[table]} {got[table] - wanted[table]}")
        elif not found or any(row["outcome"] == "extracted" or not row["reason"] for row in found):
            wrong.append(f"{kind} {uri}: {[(row['outcome'], row['reason']) for row in found]}")
        elif item.codes and not codes <= set(item.codes):
            wrong.append(f"{kind} {uri}: {codes}, wanted one of {item.codes}")
    return became, wrong


def balances(dataset: Path, received: int) -> bool:
    """Whether as many documents have a row as went in, each with a known outcome and, if not extracted, a reason."""
    found = outcomes(dataset).values()
    known = all(row["outcome"] in OUTCOMES and (row["reason"] or row["outcome"] == "extracted") for row in found)
    return known and len(found) == received == json.loads((dataset / "manifest.json").read_bytes())["rows"]["documents"]


def documents_in(made: Iterable[str], dataset: Path) -> int:
    """Documents that the inputs `made` are: one each, but an archive is as many as it has members or failures."""
    rows_of = Counter(row["source_uri"] for row in outcomes(dataset).values())
    return sum(max(1, rows_of[uri]) for uri in made)


def healthy_rows(base: Path, items, dataset: Path) -> dict[tuple[str, str | None], tuple]:
    """Outcome and notice of each healthy document, by its place in the corpus."""
    found = outcomes(dataset)
    return {
        (item.path, item.member): tuple(
            (found.get(((base / item.path).as_posix(), item.member)) or {}).get(name)
            for name in ("document_id", "outcome", "notice_id")
        )
        for item in items
    }


def main() -> int:
    """Mix, run, check, print; 1 when something is not as it must be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--share", type=float, default=0.01)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--timeout", type=int)
    parser.add_argument("--sample", type=int, default=300, help="healthy documents of each format that are compared")
    options = parser.parse_args()
    items = read_truth(options.folder)
    pages = options.folder / "pages"
    flags = ["--workers", str(options.workers)] + (["--timeout", str(options.timeout)] if options.timeout else [])
    walls: dict[str, list[float]] = {"clean": [], "mixed": []}
    cpus: dict[str, list[float]] = {"clean": [], "mixed": []}
    failed = []
    print(machine())
    with tempfile.TemporaryDirectory(dir=options.folder) as place:  # on its file system, where links are possible
        mixed = Path(place) / "pages"
        made = strew(pages, mixed, round(options.share * len(items)))
        for turn in range(options.repeat):
            for name, source in (("clean", pages), ("mixed", mixed)):
                out = Path(place) / f"{name}-{turn}"
                wall, cpu = timed([sys.executable, str(PROGRAM), "run", str(source), "--out", str(out), *flags])
                walls[name].append(wall)
                cpus[name].append(cpu)
        clean, dirty = Path(place) / "clean-0", Path(place) / "mixed-0"
        became, wrong = check_hostile(made, dirty)
        failed += wrong
        agreement = compare(mixed, sampled(items, options.sample), dirty)
        failed += [f"below the bar: {name}" for name in agreement.below()]
        failed += [f"not extracted: {item.path} {reason}" for item, reason in agreement.lost]
        before, after = healthy_rows(pages, items, clean), healthy_rows(mixed, items, dirty)
        failed += [f"other than in the clean run: {key}" for key in before if before[key] != after[key]]
        failed += [] if balances(clean, len(items)) else ["the clean account does not balance"]
        failed += [] if balances(dirty, len(items) + documents_in(made, dirty)) else ["the account does not balance"]
        failed += [] if verify(dirty).sound else ["the dataset is not sound"]
    print(f"{len(items):,} healthy documents, {len(made)} hostile inputs of {len(KINDS)} kinds")
    for kind in sorted(became):
        print(f"  {kind:<18}{dict(became[kind])}")
    tell(agreement)
    ratio = {}
    for name, measured in (("wall", walls), ("processor", cpus)):
        clean_time, mixed_time = (statistics.median(measured[run]) for run in ("clean", "mixed"))
        ratio[name] = mixed_time / clean_time
        spread = "; ".join(f"{run} {', '.join(f'{value:.0f}' for value in measured[run])}" for run in measured)
        print(f"{name:<10} clean {clean_time:.1f} s, mixed {mixed_time:.1f} s, ratio {ratio[name]:.2f}   ({spread})")
    if len(made) <= 1.5 * options.share * len(items):
        failed += [] if ratio["wall"] <= BAR else [f"it takes {ratio['wall']:.2f} times the time"]
    print(machine())
    print("\n".join(failed) or "all as it must be")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
