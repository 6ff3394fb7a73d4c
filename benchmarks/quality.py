"""The quality ratchet: floors per metric over the annotated corpora, and the hash of the corpora they were measured on.

    python benchmarks/quality.py                  # measure; exit 1 when a floor is missed or the corpora changed
    python benchmarks/quality.py --update         # raise the floors to what is measured now
    python benchmarks/quality.py --update --lower # also allow floors to fall (say why in the commit)

The real notices in ../shared are measured too where the folder exists; their floors then apply.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path

from taizhang.evaluate.gold import GoldNotice, load_gold
from taizhang.evaluate.score import Score, score_notice
from taizhang.reading import read_notice

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ROOT / "benchmarks" / "quality.json"
CORPORA = {
    "ours-dev": ROOT / "corpora" / "gold",
    "ours-test": ROOT / "corpora" / "gold",
    "shared": ROOT.parent / "shared" / "gold",
}
TOLERANCE = 0.0005  # rounding of the floors as they are written


def notices(name: str) -> list[GoldNotice]:
    """The notices of one corpus; none when its folder is absent."""
    folder = CORPORA[name]
    if not folder.is_dir():
        return []
    split = {"ours-dev": "dev", "ours-test": "test"}.get(name)
    return [notice for notice in load_gold(folder) if split is None or notice.split == split]


def corpus_hash(items: list[GoldNotice]) -> str:
    """Hash over the texts and annotations of a corpus."""
    digest = hashlib.sha256()
    for item in items:
        digest.update(item.doc.text.encode())
        digest.update(json.dumps(item.record, ensure_ascii=False, sort_keys=True).encode())
    return digest.hexdigest()[:16]


def metrics(items: list[GoldNotice]) -> dict[str, float]:
    """Every F1 and every attribute share, and the number of false accusations (as a negative number)."""
    total = Score()
    for item in items:
        total.add(score_notice(item, read_notice(item.doc)))
    values = {f"f1 {name}": tally.f1 for name, tally in total.tables.items()}
    values |= {f"share {name}": right / compared for name, (right, compared) in total.attributes.items()}
    return {name: round(value, 4) for name, value in sorted(values.items())} | {
        "false accusations": -float(total.false_accusations)
    }


def main() -> int:
    """Compare with the floors, or renew them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--lower", action="store_true")
    options = parser.parse_args()
    known = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    failures: list[str] = []
    for name in CORPORA:
        items = notices(name)
        if not items:
            print(f"{name}: 语料不在此处，略过 corpus absent, skipped")
            continue
        measured, hashed = metrics(items), corpus_hash(items)
        before = known.get(name, {"floors": {}, "corpus": None})
        for metric, floor in before["floors"].items():
            value = measured.get(metric)
            if value is None or value < floor - TOLERANCE:
                failures.append(f"{name}: {metric} {value} < {floor}")
        if before["corpus"] != hashed and not options.update:
            failures.append(
                f"{name}: 语料已变（{before['corpus']} → {hashed}），请用 --update 重新钉定 corpus changed, pin again"
            )
        falls = [m for m, floor in before["floors"].items() if measured.get(m, -1e9) < floor - TOLERANCE]
        if options.update and (options.lower or not falls or (before["corpus"] != hashed and options.lower)):
            known[name] = {"corpus": hashed, "notices": len(items), "floors": measured}
        print(f"{name}: {len(items)} 篇 notices, corpus {hashed}")
        for metric, value in measured.items():
            print(f"  {metric:<40}{value:>9.4f}  floor {before['floors'].get(metric, '—')}")
    if options.update and (options.lower or not failures):
        FLOORS.write_text(json.dumps(known, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        print(f"已钉定 pinned: {FLOORS.name}")
        return 0
    for failure in failures:
        print(f"✗ {failure}", file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
