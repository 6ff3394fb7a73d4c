"""The corpus of lines: what follows from the annotated notices, the sample for a blind reading, and the agreement.

    python corpora/lines.py                   # corpora/train/lines/gold.tsv anew from corpora/gold (split dev)
    python corpora/lines.py --blind OUT.tsv   # a tenth of the lines without labels, for a second reader
    python corpora/lines.py --agreement       # the second reader's labels against the corpus, as Markdown

The second reader's labels stand in `corpora/train/blind/lines.tsv`: id of the line, role. Needs the package installed.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from agreement import alpha

from taizhang.classify.train.gold_lines import by_agency, gold_notices
from taizhang.classify.train.line_corpus import LineNotice, read_lines, written
from taizhang.vocabulary import LINE_ROLES

HERE = Path(__file__).resolve().parent
TRAIN, GOLD = HERE / "train", HERE / "gold"
SECOND = TRAIN / "blind" / "lines.tsv"
SHARE = 10  # one line in so many is read twice
BESIDE = 2  # lines of context above and below


def derived() -> str:
    """The lines of the annotated notices that may be trained on."""
    return written(by_agency(gold_notices(GOLD)["dev"]))


def sample(notices: tuple[LineNotice, ...]) -> Iterator[tuple[str, str, str]]:
    """A tenth of the lines: id, lines around, the line. Which ones is decided by the id alone."""
    for notice in notices:
        for place, (key, text) in enumerate(zip(notice.keys(), notice.texts, strict=True)):
            if int(key, 16) % SHARE == 0:
                above = notice.texts[max(0, place - BESIDE) : place]
                below = notice.texts[place + 1 : place + 1 + BESIDE]
                lines = (*above, f">>{text}", *below)
                yield key, f"{notice.agency} | " + " ⏎ ".join(map(_plain, lines)), _plain(text)


def _plain(text: str) -> str:
    """A line without tabs and runs of white space, as a cell holds it."""
    return " ".join(text.split())


def compared(notices: tuple[LineNotice, ...], second: dict[str, str]) -> list[tuple[str, str]]:
    """The corpus's role and the second reader's of every line that both have."""
    own = {key: role for notice in notices for key, role in zip(notice.keys(), notice.roles, strict=True)}
    return [(own[key], role) for key, role in second.items() if key in own]


def report(pairs: list[tuple[str, str]]) -> Iterator[str]:
    """The agreement as Markdown."""
    equal = sum(one == two for one, two in pairs)
    chance = alpha([*pairs])
    yield f"{len(pairs)} lines read twice, {equal} with the same role ({equal / len(pairs):.3f})."
    yield f"\nKrippendorff's alpha: {'undefined' if chance is None else f'{chance:.3f}'}\n"
    yield "| role | corpus | second reader | both | F1 |\n|---|---:|---:|---:|---:|"
    for role in LINE_ROLES:
        first, second = sum(one == role for one, _ in pairs), sum(two == role for _, two in pairs)
        both = sum(one == two == role for one, two in pairs)
        if first + second:
            yield f"| {role} | {first} | {second} | {both} | {2 * both / (first + second):.3f} |"
    yield "\n| corpus | second reader | lines |\n|---|---|---:|"
    for (one, two), times in Counter(pair for pair in pairs if pair[0] != pair[1]).most_common(12):
        yield f"| {one} | {two} | {times} |"


def main() -> int:
    """Run what is asked for; 1 where there is nothing to compare."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--blind", type=Path, metavar="OUT.tsv", help="write the sample for a second reader")
    parser.add_argument("--agreement", action="store_true", help="compare the second reader's labels")
    arguments = parser.parse_args()
    if arguments.blind:
        rows = ["\t".join(("id", "context", "line")), *("\t".join(row) for row in sample(read_lines(TRAIN)))]
        arguments.blind.write_text("\n".join(rows) + "\n", "utf-8")
        print(f"{arguments.blind}: {len(rows) - 1}")
    elif arguments.agreement:
        if not SECOND.is_file():
            print(f"no second reading yet: {SECOND}", file=sys.stderr)
            return 1
        second = dict(line.split("\t")[:2] for line in SECOND.read_text("utf-8").splitlines())
        unknown = sorted({role for role in second.values() if role not in LINE_ROLES} - {"role"})
        if unknown:
            print(f"unknown roles in {SECOND}: {', '.join(unknown)}", file=sys.stderr)
            return 1
        pairs = compared(read_lines(TRAIN), second)
        if not pairs:
            print(f"no line of {SECOND} is in the corpus", file=sys.stderr)
            return 1
        print("\n".join(report(pairs)))
    else:
        (TRAIN / "lines" / "gold.tsv").write_text(derived(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
