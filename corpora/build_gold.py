"""Compile the annotation sources of `corpora/gold/source` to the stand-off JSON of `corpora/gold`.

    python corpora/build_gold.py            # compile everything, report every quote that is not in its text
    python corpora/build_gold.py NAME ...   # only these
    python corpora/build_gold.py --check    # write nothing; exit 1 when a JSON file differs from its source

The source form is described in `corpora/gold/SOURCE-FORMAT.md`.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from pathlib import Path
from typing import Any

from taizhang.vocabulary import COUNT_ROLES, PROBLEM_LEVELS, SCOPES, STATUSES

LEVELS, ROLES = frozenset(PROBLEM_LEVELS), frozenset(COUNT_ROLES)
HERE = Path(__file__).resolve().parent
SOURCES = HERE / "gold" / "source"
SAMPLES = HERE / "samples"
OUTPUT = HERE / "gold"
SECOND = HERE / "gold" / "second"  # the blind second reading, compiled beside its sources

QUALIFIERS = {"approx", "at_least", "at_most", "subset"}
DATE_ROLES = {
    "inspection_period",
    "feedback",
    "publication",
    "as_of",
    "deadline",
    "notice_period",
    "measure",
    "mention",
}
PRECISIONS = {"day", "part_of_month", "month", "year"}
CONTACT_KINDS = {"phone", "fax", "email", "address", "postcode", "mailbox", "person", "hours"}
CHECKS = {
    "problems_claimed_vs_enumerated",
    "aspects_claimed_vs_enumerated",
    "categories_claimed_vs_enumerated",
    "status_sum",
    "completion_rate",
    "repeated_claims_agree",
    "parts_sum",
    "persons_sum",
    "money_sum",
    "dates_in_order",
    "action_before_inspection",
    "numbering_gap",
    "problem_without_measure",
}
VERDICTS = {"consistent", "inconsistent", "unverifiable"}
NOTICE_KEYS = [
    "title",
    "agency_raw",
    "agency",
    "agency_function",
    "region_code",
    "region",
    "inspector",
    "inspection_start",
    "inspection_end",
    "feedback_date",
    "publication_date",
    "aspects_claimed",
    "problems_claimed",
    "problems_enumerated",
    "aspects_enumerated",
]


class SourceError(Exception):
    """A quote that is not in the text, or a word that the guidelines do not know."""


def _null(value: Any) -> Any:  # noqa: ANN401 - a TOML value
    return None if value == "-" else value


def _known(value: Any, allowed: set[str], what: str, row: object) -> Any:  # noqa: ANN401 - a TOML value
    if value is not None and value not in allowed:
        raise SourceError(f"unknown {what} {value!r} in {row!r}")
    return value


class Finder:
    """Finds the quotes of one layer in the order of the text."""

    def __init__(self, text: str, layer: str) -> None:
        self.text, self.layer, self.start, self.end = text, layer, 0, 0

    def find(self, quote: str, *, repeat: bool = False) -> tuple[int, int]:
        """Span of `quote`; `repeat` lets the search begin where the row before began."""
        origin = self.start if repeat else self.end
        if quote.startswith("^"):
            quote, origin = quote[1:], 0
        left, _, body = quote.rpartition("|")
        begin, gap, finish = body.partition("~~")
        # the left context may reach back into the row before
        position = self.text.find(left + begin, max(0, origin - len(left)))
        if position < 0:
            elsewhere = self.text.find(left + begin)
            hint = f"; it stands earlier, at {elsewhere}" if elsewhere >= 0 else "; it is nowhere in the text"
            raise SourceError(f"[{self.layer}] {quote!r} not found after {origin}{hint}")
        start = position + len(left)
        end = start + len(begin)
        if gap:
            tail = self.text.find(finish, end)
            if tail < 0:
                raise SourceError(f"[{self.layer}] end of {quote!r} not found after {end}")
            end = tail + len(finish)
        self.start, self.end = start, end
        return start, end


def compile_source(name: str, sources: Path = SOURCES) -> dict[str, Any]:
    """The gold record of one notice; raises SourceError naming the row at fault."""
    text = (SAMPLES / f"{name}.txt").read_text(encoding="utf-8")
    source = tomllib.loads((sources / f"{name}.toml").read_text(encoding="utf-8"))
    notice = source.get("notice", {})
    unknown = set(notice) - set(NOTICE_KEYS)
    if unknown:
        raise SourceError(f"[notice] unknown keys {sorted(unknown)}")
    record: dict[str, Any] = {
        "text": f"samples/{name}.txt",
        "split": source["split"],
        "agency_key": source["agency_key"],
        "patterns": source.get("patterns", []),
        "notice": {key: notice.get(key) for key in NOTICE_KEYS},
    }
    record["problems"] = _problems(text, source.get("problems", []))
    known = {row["id"] for row in record["problems"]}
    record["measures"] = _measures(text, source.get("measures", []), known)
    record["counts"] = _counts(text, source.get("counts", []))
    record["dates"] = _dates(text, source.get("dates", []))
    finder = Finder(text, "contacts")
    record["contacts"] = []
    for kind, surface, normalised in source.get("contacts", []):
        _known(kind, CONTACT_KINDS, "contact kind", surface)
        start, end = finder.find(surface)
        record["contacts"].append(
            {
                "kind": kind,
                "surface": text[start:end],
                "normalised": _null(normalised),
                "char_start": start,
                "char_end": end,
            }
        )
    finder = Finder(text, "citations")
    record["cited_documents"] = []
    for surface in source.get("citations", []):
        start, end = finder.find(surface)
        record["cited_documents"].append({"surface": text[start:end], "char_start": start, "char_end": end})
    record["audits"] = []
    for row in source.get("audits", []):
        check, scope, claimed, observed, verdict, *why = row
        _known(check, CHECKS, "check", row)
        _known(verdict, VERDICTS, "verdict", row)
        audit = {
            "check": check,
            "scope": _null(scope),
            "claimed": _null(claimed),
            "observed": _null(observed),
            "verdict": verdict,
        }
        if why:
            audit["why"] = why[0]
        record["audits"].append(audit)
    return record


def _problems(text: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    finder, out, ids = Finder(text, "problems"), [], set()
    for row in rows:
        _known(row["level"], LEVELS, "level", row)
        _known(row.get("status"), STATUSES, "status", row)
        repeat = bool(out) and row["title"].lstrip("^").rpartition("|")[2] == out[-1]["title"]
        start, end = finder.find(row["title"], repeat=repeat)
        if row.get("parent") is not None and row["parent"] not in ids:
            raise SourceError(f"[problems] parent {row['parent']!r} of {row['id']!r} does not stand above it")
        if row["id"] in ids:
            raise SourceError(f"[problems] id {row['id']!r} twice")
        ids.add(row["id"])
        problem = {
            "id": row["id"],
            "level": row["level"],
            "parent": row.get("parent"),
            "title": text[start:end],
            "statement": row.get("statement", text[start:end]),
            "status": row.get("status"),
            "categories": row.get("categories", []),
            "char_start": start,
            "char_end": end,
        }
        if row.get("long_term"):
            problem["long_term"] = "yes"
        out.append(problem)
    return out


def _measures(text: str, rows: list[dict[str, Any]], known: set[str]) -> list[dict[str, Any]]:
    finder, out, ordinals = Finder(text, "measures"), [], {}
    for row in rows:
        if row["problem"] not in known:
            raise SourceError(f"[measures] no problem {row['problem']!r}")
        start, end = finder.find(row["surface"])
        ordinals[row["problem"]] = ordinals.get(row["problem"], 0) + 1
        out.append(
            {
                "problem": row["problem"],
                "ordinal": ordinals[row["problem"]],
                "marker": row.get("marker"),
                "surface": text[start:end],
                "char_start": start,
                "char_end": end,
            }
        )
    return out


def _counts(text: str, rows: list[list[Any]]) -> list[dict[str, Any]]:
    finder, out = Finder(text, "counts"), []
    for row in rows:
        surface, value, unit, noun, role, scope, qualifier = row
        _known(role, ROLES, "count role", row)
        _known(_null(scope), SCOPES, "scope", row)
        _known(_null(qualifier), QUALIFIERS, "qualifier", row)
        start, end = finder.find(surface)
        if text[start].isdecimal() and start and (text[start - 1].isdecimal() or text[start - 1] == "."):
            raise SourceError(f"[counts] {surface!r} at {start} cuts a longer number: give its left context")
        out.append(
            {
                "surface": text[start:end],
                "value": _null(value),
                "unit": _null(unit),
                "noun": _null(noun),
                "role": role,
                "scope": _null(scope),
                "qualifier": _null(qualifier),
                "char_start": start,
                "char_end": end,
            }
        )
    return out


def _dates(text: str, rows: list[list[Any]]) -> list[dict[str, Any]]:
    finder, out = Finder(text, "dates"), []
    for row in rows:
        surface, first, last, precision, role, inferred = row
        _known(role, DATE_ROLES, "date role", row)
        _known(_null(precision), PRECISIONS, "precision", row)
        start, end = finder.find(surface)
        if text[start].isdecimal() and start and text[start - 1].isdecimal():
            raise SourceError(f"[dates] {surface!r} at {start} cuts a longer number: give its left context")
        out.append(
            {
                "surface": text[start:end],
                "from": _null(first),
                "to": _null(last),
                "precision": _null(precision),
                "role": role,
                "year_inferred": bool(inferred),
                "char_start": start,
                "char_end": end,
            }
        )
    return out


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--check", action="store_true")
    parser.add_argument(
        "--source",
        choices=("source", "second"),
        default="source",
        help="second: the blind second reading, compiled beside its sources",
    )
    options = parser.parse_args()
    sources, output = (SECOND, SECOND) if options.source == "second" else (SOURCES, OUTPUT)
    names = options.names or sorted(path.stem for path in sources.glob("*.toml"))
    failed = 0
    for name in names:
        try:
            record = compile_source(name, sources)
        except (SourceError, KeyError, ValueError, OSError) as error:
            print(f"{name}: {type(error).__name__}: {error}", file=sys.stderr)
            failed += 1
            continue
        target = output / f"{name}.json"
        content = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
        if options.check:
            if not target.exists() or target.read_text(encoding="utf-8") != content:
                print(f"{name}: {target.name} differs from its source; run corpora/build_gold.py", file=sys.stderr)
                failed += 1
        else:
            target.write_text(content, encoding="utf-8")
    print(f"{len(names) - failed} of {len(names)} sources compile")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
