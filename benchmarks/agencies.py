"""How well printed agency names are resolved: accuracy per attribute, and guesses where nothing should be guessed.

    python benchmarks/agencies.py [corpora/agencies/dev.tsv] [--mistakes] [--json]

The file is tab-separated with the columns printed, context, function, organisation, organ, level, region_code, ambiguous.
An empty `region_code` in a row that is not ambiguous means that there is none (a central body); other empty cells are not
scored. A region counts as right when it is the code given, or both stand for the same regions today (a former county and
its successor); `strict` wants the code itself. A row that is ambiguous must get no region at all.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import taizhang
from taizhang.normalise.regions import present
from taizhang.normalise.resolve import ResolvedAgency

ROOT = Path(__file__).resolve().parent.parent
COLUMNS = ("printed", "context", "function", "organisation", "organ", "level", "region_code", "ambiguous")
_TRUE = frozenset({"1", "是", "true", "yes", "y"})


@dataclass
class Tally:
    """Right answers and rows asked, per attribute, and what went wrong."""

    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    mistakes: list[str] = field(default_factory=list)

    def add(self, attribute: str, right: bool, row: dict[str, str], got: object, wanted: object) -> None:
        """Count one answer."""
        self.asked[attribute] += 1
        self.right[attribute] += right
        if not right:
            self.mistakes.append(f"{attribute}: {row['printed']} | {row['context']} | wanted {wanted} got {got}")


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a list; raises `SystemExit` when columns are missing."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        if missing := set(COLUMNS) - set(reader.fieldnames or ()):
            raise SystemExit(f"{path}: 缺少列 missing columns {sorted(missing)}")
        return [{key: (value or "").strip() for key, value in row.items() if key} for row in reader]


def same_region(code: str | None, wanted: str) -> bool:
    """Whether two codes are one, or stand for the same regions today."""
    if code is None or not wanted.isdigit():
        return False
    return code == wanted or (present(int(code)) == present(int(wanted)) != ())


def score(rows: list[dict[str, str]]) -> Tally:
    """Resolve every row and compare."""
    tally = Tally()
    for row in rows:
        found = taizhang.agency(row["printed"], row["context"])
        for attribute, wanted, got in _plain(row, found):
            if wanted:
                tally.add(attribute, got == wanted, row, got, wanted)
        if row["organisation"]:
            names = (found.organisation, found.name)
            tally.add("organisation", row["organisation"] in names, row, found.organisation, row["organisation"])
        code = found.region_code
        if row["ambiguous"].lower() in _TRUE:
            tally.add("left open", code is None, row, code, "nothing")
        elif row["region_code"]:
            tally.add("region", same_region(code, row["region_code"]), row, code, row["region_code"])
            tally.add("region strict", code == row["region_code"], row, code, row["region_code"])
        else:
            tally.add("no region", code is None, row, code, "nothing")
    return tally


def _plain(row: dict[str, str], found: ResolvedAgency) -> Iterator[tuple[str, str, str | None]]:
    yield "function", row["function"], found.function
    yield "organ", row["organ"], found.organ
    yield "level", row["level"], found.level


def main() -> None:
    """Print the shares; the mistakes only when asked, so that a list may be scored unseen."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("list", nargs="?", type=Path, default=ROOT / "corpora" / "agencies" / "dev.tsv")
    parser.add_argument("--mistakes", action="store_true", help="逐条列出错误 list what went wrong")
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    options = parser.parse_args()
    rows = read_rows(options.list)
    taizhang.agency("热身局")
    start = time.process_time()
    tally = score(rows)
    spent = (time.process_time() - start) / max(1, len(rows)) * 1000
    shares = {name: round(tally.right[name] / asked, 4) for name, asked in tally.asked.items()}
    if options.json:
        sys.stdout.write(json.dumps(shares, ensure_ascii=False) + "\n")
    else:
        print(f"{len(rows)} 个单位名称 names, {spent:.3f} ms each")
        for name, asked in tally.asked.items():
            print(f"{name:<16}{tally.right[name]:>5} / {asked:<5}{shares[name]:.3f}")
        if "left open" in shares:
            print(f"{'wrong guesses':<16}{1 - shares['left open']:.3f}")
    if options.mistakes:
        print(*tally.mistakes, sep="\n")


if __name__ == "__main__":
    main()
