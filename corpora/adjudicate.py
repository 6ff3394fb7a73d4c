"""Statements labelled by several annotators, blind to each other: how far they agree, and what is settled between them.

    python corpora/adjudicate.py            # agreement; writes corpora/train/settled/statements.tsv
    python corpora/adjudicate.py --check    # exit 1 when the settled labels are not those of the annotators

The annotators are the author of a statement (`train/statements/*.tsv`) and those in `train/blind/statements-*.tsv`
(digest of the text, categories, the main one first). Held-out rows were read by two more people (a, b), training rows by
one (d) and, where author and d put another category first, by a third (e). Settled is what most of them say, by a fixed
rule and without looking at any model: the main category is the one that most put first; where no two agree, the one
that most named at all; of two readings of a training row the blind one, made with the definitions at hand. The other
categories are those that at least two named; of training rows, those that a blind reader named; at most two.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

HERE = Path(__file__).resolve().parent
TRAIN = HERE / "train"
SETTLED = TRAIN / "settled" / "statements.tsv"
AGREEMENT = TRAIN / "AGREEMENT.md"
Labels = tuple[str, ...]


_HEAD = """# 问题陈述的标注一致性 Agreement on statements

由 `corpora/adjudicate.py` 生成。dev、test 的每条陈述由作者和另外两人（a、b，互不相见，也未见作者的标注）标注；
train 的每条由作者和 d 标注，二人主类不同的再由 e 标注；c 是更早的一次盲标。
Made by `corpora/adjudicate.py`. Every statement of dev and test is labelled by its author and by two more (a, b), blind to
each other and to the author; every training statement by its author and by d, and by e where the two put another category
first; c is an earlier blind reading. Pairs with e are of disputed rows only.

"""


def key(text: str) -> str:
    """Twelve hex digits of the SHA-256 of a statement."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:12]


def authors() -> dict[str, Labels]:
    """The author's labels of every statement."""
    found = {}
    for path in sorted((TRAIN / "statements").glob("*.tsv")):
        for line in path.read_text("utf-8").splitlines():
            cells = line.split("\t")
            found[key(cells[5])] = tuple(cells[0].split(","))
    return found


def others() -> dict[str, dict[str, Labels]]:
    """The labels of each further annotator."""
    return {
        path.stem.removeprefix("statements-"): {
            cells[0]: tuple(cells[1].split(","))
            for cells in (line.split("\t") for line in path.read_text("utf-8").splitlines())
        }
        for path in sorted((TRAIN / "blind").glob("statements-*.tsv"))
    }


def settle(readings: Sequence[Labels]) -> Labels:
    """What most of `readings` say; the author's comes first."""
    first = Counter(reading[0] for reading in readings)
    named = Counter(label for reading in readings for label in reading)
    order = {label: place for place, label in enumerate(dict.fromkeys(label for r in readings for label in r))}
    main = max(order, key=lambda label: (first[label] if first[label] > 1 else 0, named[label], -order[label]))
    further = sorted((label for label in order if label != main and named[label] > 1), key=lambda x: (-named[x], order[x]))
    return (main, *further[:2])


def settle_training(own: Labels, blind: Sequence[Labels]) -> Labels:
    """What the readers of a training row say: the author and one or two blind readers."""
    main = settle([own, *blind])[0] if len(blind) > 1 else blind[0][0]
    named = dict.fromkeys(label for labels in blind for label in labels if label != main)
    return (main, *list(named)[:2])


def alpha(units: Sequence[Sequence[str]]) -> float:
    """Krippendorff's alpha for nominal values; a unit is the values that its annotators gave."""
    pairs: Counter[tuple[str, str]] = Counter()
    for values in units:
        for one in range(len(values)):
            for other in range(len(values)):
                if one != other:
                    pairs[values[one], values[other]] += 1 / (len(values) - 1)
    total = sum(pairs.values())
    margins: Counter[str] = Counter()
    for (value, _), weight in pairs.items():
        margins[value] += weight
    differ = sum(weight for (one, other), weight in pairs.items() if one != other) / total
    expected = 1 - sum(weight * (weight - 1) for weight in margins.values()) / (total * (total - 1))
    return 1 - differ / expected if expected else 1.0


def report(own: dict[str, Labels], further: dict[str, dict[str, Labels]], settled: dict[str, Labels]) -> str:
    """The tables of agreement, as Markdown."""
    everyone = {"author": own, **further}
    lines = ["| pair | rows | same main | main among the other's | ", "|---|---:|---:|---:|"]
    for one, other in combinations(everyone, 2):
        common = [k for k in settled if k in everyone[one] and k in everyone[other]]
        if not common:
            continue
        same = sum(everyone[one][k][0] == everyone[other][k][0] for k in common) / len(common)
        among = sum(everyone[one][k][0] in everyone[other][k] for k in common) / len(common)
        lines.append(f"| {one} – {other} | {len(common)} | {same:.3f} | {among:.3f} |")
    units = [[labels[k][0] for labels in everyone.values() if k in labels] for k in settled]
    changed = sum(own[k][0] != labels[0] for k, labels in settled.items())
    lines.append("")
    lines.append(f"Krippendorff's alpha of the main category, {len(units)} rows: {alpha(units):.3f}")
    lines.append(f"rows whose main category is settled against the author: {changed}")
    return "\n".join(lines)


def main() -> int:
    """Settle, print, write or check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    own, further = authors(), others()
    held_out = sorted(further["a"].keys() & own.keys())
    training = sorted(further["d"].keys() & own.keys())
    settled = {k: settle([own[k], *(labels[k] for labels in further.values() if k in labels)]) for k in held_out}
    settled |= {
        k: settle_training(own[k], [further[name][k] for name in ("c", "d", "e") if k in further[name]])
        for k in training
    }
    settled = dict(sorted(settled.items()))
    text = "".join(f"{k}\t{','.join(labels)}\n" for k, labels in settled.items())
    table = report(own, further, settled)
    print(table)
    if options.check:
        return 0 if SETTLED.is_file() and SETTLED.read_text("utf-8") == text else 1
    SETTLED.parent.mkdir(exist_ok=True)
    SETTLED.write_text(text, "utf-8")
    AGREEMENT.write_text(_HEAD + table + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
