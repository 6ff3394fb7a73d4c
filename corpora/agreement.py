"""Agreement of two blind readings of the same notices, per layer and per attribute.

    python corpora/agreement.py                               # corpora/gold against corpora/gold/second, as Markdown
    python corpora/agreement.py FIRST SECOND --write OUT.md   # any two folders of compiled annotations
    python corpora/agreement.py --list                        # every disagreement with its context, for adjudication

Rows are aligned by exact span (problems: level and span; contacts: kind and span; audits: check and list), as in the
evaluation. The F1 of a layer is symmetric, so neither reading is taken for the truth. An attribute is compared over
the aligned rows: share of equal values and Krippendorff's alpha (nominal; null is a value, since "the notice does not
say" is a judgement too). Only notices that stand in both folders count. The script needs only the standard library.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
Row = dict[str, Any]
Key = tuple[Any, ...]
Pair = tuple[Row, Row]


def _span(row: Row) -> Key:
    return row["char_start"], row["char_end"]


def _audit_key(row: Row) -> Key:
    return row["check"], row.get("scope") or "main"


@dataclass(frozen=True)
class Layer:
    """One table of an annotation: what aligns its rows and which attributes are compared over the aligned rows."""

    name: str
    source: str
    key: Callable[[Row], Key]
    attributes: tuple[str, ...] = ()
    order: Callable[[Row], Key] = lambda row: ()  # decides which of several rows with one key go together


LAYERS = (
    Layer(
        "problems",
        "problems",
        lambda row: (row["level"], *_span(row)),
        ("parent", "status", "long_term", "category", "statement"),
    ),
    Layer("measures", "measures", _span, ("problem", "marker")),
    Layer("counts", "counts", _span, ("role", "scope", "qualifier", "unit", "noun", "value")),
    Layer("dates", "dates", _span, ("role", "precision", "from", "to", "year_inferred")),
    Layer("contacts", "contacts", lambda row: (row["kind"], *_span(row)), ("normalised",)),
    Layer("citations", "cited_documents", _span),
    Layer("audits", "audits", _audit_key, ("verdict", "claimed", "observed"), lambda row: (str(row["claimed"]),)),
)


@dataclass
class Agreement:
    """What was compared: rows per layer, pairs of values per attribute, disagreements in words."""

    rows: dict[str, list[int]] = field(default_factory=dict)  # layer -> [in both, first, second]
    values: dict[str, list[tuple[Any, Any]]] = field(default_factory=dict)  # layer.attribute -> pairs
    notes: list[str] = field(default_factory=list)


def align(first: list[Row], second: list[Row], key: Callable[[Row], Key]) -> tuple[list[Pair], list[Row], list[Row]]:
    """Pairs of rows with equal keys (each row once, in order), then the rows of either side without a partner."""
    waiting: dict[Key, list[Row]] = {}
    for row in second:
        waiting.setdefault(key(row), []).append(row)
    pairs, alone = [], []
    for row in first:
        partners = waiting.get(key(row))
        if partners:
            pairs.append((row, partners.pop(0)))
        else:
            alone.append(row)
    return pairs, alone, [row for rest in waiting.values() for row in rest]


def alpha(pairs: list[tuple[Any, Any]]) -> float | None:
    """Krippendorff's alpha for two coders, nominal, no missing values; None when only one value occurs."""
    if not pairs:
        return None
    totals = Counter(value for pair in pairs for value in pair)
    size = 2 * len(pairs)
    expected = sum(count * (size - count) for count in totals.values()) / (size * (size - 1))
    observed = sum(a != b for a, b in pairs) / len(pairs)
    return 1 - observed / expected if expected else None


def _resolve(record: dict[str, Any]) -> None:
    """Replace ids, which are the annotator's own, by the spans they stand for; add the main category."""
    places = {row["id"]: f"{row['level']} {row['char_start']}-{row['char_end']}" for row in record["problems"]}
    for row in record["problems"]:
        row["parent"] = places.get(row.get("parent"))
        row["category"] = next(iter(row.get("categories") or []), None)
        row["long_term"] = row.get("long_term") == "yes"
    for row in record["measures"]:
        row["problem"] = places.get(row["problem"])


def _context(text: str, row: Row) -> str:
    if "char_start" not in row:
        return f"{row['check']} {row['claimed']} against {row['observed']}: {row['verdict']} | {row.get('why', '')}"
    start, end = _span(row)
    surface = text[start:end] if end - start < 90 else f"{text[start : start + 40]}……{text[end - 40 : end]}"
    return f"[{start}:{end}] …{text[max(0, start - 14) : start]}【{surface}】{text[end : end + 14]}…".replace("\n", "⏎")


def compare(name: str, text: str, first: dict[str, Any], second: dict[str, Any], result: Agreement) -> None:
    """Add one notice to the comparison."""
    _resolve(first)
    _resolve(second)
    for layer in LAYERS:
        ours, theirs = (sorted(record[layer.source], key=layer.order) for record in (first, second))
        pairs, *alone = align(ours, theirs, layer.key)
        sizes = result.rows.setdefault(layer.name, [0, 0, 0])
        for index, size in enumerate((len(pairs), len(ours), len(theirs))):
            sizes[index] += size
        for side, rows in zip("12", alone, strict=True):
            for row in rows:
                label = " ".join(str(row[part]) for part in ("scope", "level", "kind", "role") if row.get(part))
                result.notes.append(f"{name} {layer.name} only {side}: {label} {_context(text, row)}")
        for one, two in pairs:
            for attribute in layer.attributes:
                _value(result, name, text, layer.name, attribute, (one, two))
    # the level is part of the key above: here rows are paired by span alone
    ours, theirs = (sorted(record["problems"], key=lambda row: str(row["level"])) for record in (first, second))
    for pair in align(ours, theirs, _span)[0]:
        _value(result, name, text, "problems", "level", pair)
    for attribute in first["notice"]:
        _value(result, name, text, "notice", attribute, (first["notice"], second["notice"]))


def _value(result: Agreement, name: str, text: str, layer: str, attribute: str, pair: Pair) -> None:
    one, two = pair[0].get(attribute), pair[1].get(attribute)
    result.values.setdefault(f"{layer}.{attribute}", []).append((one, two))
    if one != two:
        place = _context(text, pair[0]) if {"char_start", "check"} & set(pair[0]) else ""
        result.notes.append(f"{name} {layer}.{attribute} 1={one!r} 2={two!r} {place}")


def compare_folders(first: Path, second: Path) -> tuple[Agreement, list[str]]:
    """The agreement over the notices of both folders, and their names."""
    result, names = Agreement(), []
    for path in sorted(second.glob("*.json")):
        if not (first / path.name).is_file():
            continue
        one, two = (json.loads((folder / path.name).read_text(encoding="utf-8")) for folder in (first, second))
        compare(path.stem, (HERE / one["text"]).read_text(encoding="utf-8"), one, two, result)
        names.append(path.stem)
    return result, names


def report(result: Agreement, notices: int) -> Iterator[str]:
    """The agreement as Markdown, line by line."""
    yield f"{notices} notices read twice.\n"
    yield "| layer | first | second | in both | F1 |\n|---|---:|---:|---:|---:|"
    for name, (both, ours, theirs) in result.rows.items():
        yield f"| {name} | {ours} | {theirs} | {both} | {2 * both / (ours + theirs) if ours + theirs else 1:.3f} |"
    yield "\n| attribute (aligned rows) | compared | equal | share | alpha |\n|---|---:|---:|---:|---:|"
    everything = [pair for name, pairs in result.values.items() if name.startswith("notice.") for pair in pairs]
    for name, pairs in (result.values | {"notice (all attributes)": everything}).items():
        equal = sum(a == b for a, b in pairs)
        chance = None if name.startswith("notice") else alpha(pairs)
        shown = "" if chance is None else f"{chance:.3f}"
        yield f"| {name} | {len(pairs)} | {equal} | {equal / len(pairs):.3f} | {shown} |"


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("first", nargs="?", type=Path, default=HERE / "gold")
    parser.add_argument("second", nargs="?", type=Path, default=HERE / "gold" / "second")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the tables to FILE instead of the screen")
    parser.add_argument("--list", action="store_true", help="list the disagreements instead of the tables")
    options = parser.parse_args()
    result, names = compare_folders(options.first, options.second)
    if not names:
        print("no notice stands in both folders", file=sys.stderr)
        return 1
    lines = result.notes if options.list else list(report(result, len(names)))
    if options.write:
        options.write.write_text("\n".join(lines) + "\n", encoding="utf-8")
    else:
        print(*lines, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
