"""Which patterns of FORMATS.md the gold corpus covers: writes corpora/gold/COVERAGE.md.

    python corpora/coverage.py            # write the table
    python corpora/coverage.py --check    # write nothing; exit 1 when the table is out of date

The vocabulary is `corpora/gold/patterns.toml`; the `patterns` list of every annotation source may use no other word.
The script needs only the standard library.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

GOLD = Path(__file__).resolve().parent / "gold"
TARGET = GOLD / "COVERAGE.md"
SPLITS = ("dev", "test")
Vocabulary = dict[str, dict[str, str]]  # section -> pattern -> what it is
Notices = dict[str, dict[str, set[str]]]  # split -> notice -> its patterns


class UnknownPatternError(Exception):
    """A source names a pattern that the vocabulary does not have."""


def read_sources(folder: Path) -> Notices:
    """The patterns of every annotation source by split."""
    notices: Notices = {split: {} for split in SPLITS}
    for path in sorted(folder.glob("*.toml")):
        source = tomllib.loads(path.read_text(encoding="utf-8"))
        notices[source["split"]][path.stem] = set(source["patterns"])
    return notices


def check_words(vocabulary: Vocabulary, notices: Notices) -> None:
    """Raise UnknownPatternError for the first word that is not in the vocabulary."""
    known = {pattern for section in vocabulary.values() for pattern in section}
    for split in SPLITS:
        for name, patterns in notices[split].items():
            if unknown := sorted(patterns - known):
                raise UnknownPatternError(f"{name}: {', '.join(unknown)} not in patterns.toml")


def _short(name: str) -> str:
    return name.partition("-")[0]


def table(vocabulary: Vocabulary, notices: Notices) -> Iterator[str]:
    """The coverage as Markdown, line by line."""
    sizes = {split: len(notices[split]) for split in SPLITS}
    used = {pattern for split in SPLITS for patterns in notices[split].values() for pattern in patterns}
    missing = [pattern for section in vocabulary.values() for pattern in section if pattern not in used]
    total = sum(len(section) for section in vocabulary.values())
    yield "# 版式覆盖 Coverage of FORMATS.md"
    yield ""
    yield "由 `python3 corpora/coverage.py` 生成，勿手改。Generated; do not edit."
    yield ""
    yield (
        f"{sum(sizes.values())} notices ({sizes['dev']} dev, {sizes['test']} test); {total - len(missing)} of {total} "
        f"patterns occur. The vocabulary is `patterns.toml`; the lists stand in `source/*.toml`."
    )
    yield ""
    yield f"没有样本的版式 Patterns without a notice: {'、'.join(f'`{pattern}`' for pattern in missing) or '—'}."
    yield ""
    alone = [
        f"`{pattern}` ({split})"
        for section in vocabulary.values()
        for pattern in section
        for split, other in (SPLITS, SPLITS[::-1])
        if any(pattern in patterns for patterns in notices[split].values())
        and not any(pattern in patterns for patterns in notices[other].values())
    ]
    yield f"只在一边出现 Patterns of one split only: {'、'.join(alone) or '—'}."
    for section, patterns in vocabulary.items():
        yield ""
        yield f"## {section}"
        yield ""
        yield "| pattern | 说明 | dev | test |"
        yield "|---|---|---|---|"
        for pattern, meaning in patterns.items():
            cells = []
            for split in SPLITS:
                found = [_short(name) for name, names in notices[split].items() if pattern in names]
                cells.append(f"{len(found)}: {' '.join(found)}" if found else "—")
            yield f"| {pattern} | {meaning} | {' | '.join(cells)} |"
    yield ""
    yield "## 样本 Notices"
    yield ""
    for split in SPLITS:
        yield f"- {split}: {', '.join(f'`{name}`' for name in notices[split])}"


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when the table is out of date")
    options = parser.parse_args()
    vocabulary: Vocabulary = tomllib.loads((GOLD / "patterns.toml").read_text(encoding="utf-8"))
    notices = read_sources(GOLD / "source")
    try:
        check_words(vocabulary, notices)
    except UnknownPatternError as error:
        print(error, file=sys.stderr)
        return 1
    content = "\n".join(table(vocabulary, notices)) + "\n"
    if not options.check:
        TARGET.write_text(content, encoding="utf-8")
    elif not TARGET.is_file() or TARGET.read_text(encoding="utf-8") != content:
        print(f"{TARGET} is out of date; run corpora/coverage.py", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
