"""Near-duplicates: which pairs of generated pages are linked, of each kind of pair.

    python benchmarks/near.py [--pairs 200]

Pairs: one notice on two sites (`noise`), the same with one to three numbers changed (`edited`), the text of one agency
under another's name (`other_agency`), another notice of the same agency (`other_round`), the same agency's text two
years later with other numbers (`later_round`). The first two must be linked, the others must not.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path

from generated import ROOT, machine

sys.path.insert(0, str(ROOT / "tests"))

from support.notices import honest
from support.pairs import KINDS, pair
from taizhang.engine.run import Options, run
from taizhang.extract.sketch import sketch_of
from taizhang.ingest.sources import inventory
from taizhang.reading import read_notice
from taizhang.store.reader import open_dataset
from taizhang.text import canonicalise

LINKED = ("noise", "edited")


def write_pairs(folder: Path, number: int) -> dict[str, str]:
    """Write `number` pairs of each kind; kind by file name of the second page."""
    kinds = {}
    agencies: dict[int, tuple[str, str]] = {}
    seed = 0
    while len(agencies) <= number:
        text = honest(seed).text
        agency = read_notice(canonicalise(text), model=None).notice.agency
        if agency and agency in text:
            agencies[len(agencies)] = (text, agency)
        seed += 1
    for index in range(number):
        (text, agency), (other, whose) = agencies[index], agencies[index + 1]
        for kind in KINDS:
            place = folder / f"{index:04}-{kind}"
            place.mkdir(parents=True)
            # each kind has its own original, so that pairs do not meet: a line of its own in the agency's name
            own = f"{agency}{'甲乙丙丁戊'[KINDS.index(kind)]}站"
            first = text.replace(agency, own)
            second = pair(kind, first, own, other, whose, index)
            (place / "a.txt").write_text(first, "utf-8")
            (place / "b.txt").write_text(second.text, "utf-8")
            kinds[f"{place.as_posix()}/b.txt"] = kind
    return kinds


def main() -> None:
    """Run, count, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=200)
    parser.add_argument("--show", action="store_true", help="name the pairs that went wrong")
    options = parser.parse_args()
    found: dict[str, Counter[str]] = defaultdict(Counter)
    with tempfile.TemporaryDirectory() as place:
        kinds = write_pairs(Path(place) / "pages", options.pairs)
        run(inventory([f"{place}/pages"]), Path(place) / "out", Options(model=None))
        for row in open_dataset(Path(place) / "out").read("documents").to_pylist():
            if row["source_uri"] in kinds:
                code = (row["reason"] or row["outcome"]).partition(":")[0]
                found[kinds[row["source_uri"]]][code] += 1
                if options.show and (code in {"near_duplicate", "silent_edit"}) != (kinds[row["source_uri"]] in LINKED):
                    print(row["source_uri"], row["reason"])
    print(machine())
    right = wrong = missed = 0
    for kind in KINDS:
        linked = sum(number for code, number in found[kind].items() if code in {"near_duplicate", "silent_edit"})
        print(f"{kind:<14}{linked:>5} of {options.pairs} linked   {dict(found[kind])}")
        if kind in LINKED:
            right, missed = right + linked, missed + options.pairs - linked
        else:
            wrong += linked
    print(f"precision {right / max(right + wrong, 1):.4f}   recall {right / (right + missed):.4f}")
    text = honest(1).text
    started = time.process_time()
    for _ in range(200):
        sketch_of(text)
    print(f"a sketch takes {(time.process_time() - started) * 5:.2f} ms of a notice of {len(text):,} characters")


if __name__ == "__main__":
    main()
