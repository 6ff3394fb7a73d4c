"""Precision, recall and F1 per table, accuracy per attribute, and the auditor's verdicts, against gold.

Rows are aligned by exact span (problems: level and span; contacts: kind and span), never by id. An attribute is scored
over the aligned rows. An audit is aligned by check and list; an `inconsistent` that the gold does not have is a false
accusation and is counted apart.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from taizhang.evaluate.gold import GoldNotice
from taizhang.records import Ledger

Row = Mapping[str, Any]
Key = tuple[Any, ...]
_CLAIM_ROLES = ("aspects_claimed", "problems_claimed")
_NOTICE_KEYS = (
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
    "aspects_enumerated",
    "problems_enumerated",
)


@dataclass(slots=True)
class Tally:
    """Counts behind one F1: rows found in both, rows of ours, rows of the gold."""

    matched: int = 0
    predicted: int = 0
    expected: int = 0

    @property
    def precision(self) -> float:
        """Share of our rows that the gold has; 1.0 when we gave none."""
        return self.matched / self.predicted if self.predicted else 1.0

    @property
    def recall(self) -> float:
        """Share of the gold's rows that we found; 1.0 when it has none."""
        return self.matched / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both; 1.0 when neither side has a row."""
        total = self.predicted + self.expected
        return 2 * self.matched / total if total else 1.0

    def add(self, other: Tally) -> None:
        """Add the rows of another notice."""
        self.matched += other.matched
        self.predicted += other.predicted
        self.expected += other.expected


@dataclass(slots=True)
class Score:
    """The scores of one notice or of a corpus."""

    tables: dict[str, Tally] = field(default_factory=dict)
    attributes: dict[str, list[int]] = field(default_factory=dict)  # name -> [right, compared]
    false_accusations: int = 0
    mistakes: list[str] = field(default_factory=list)

    def table(self, name: str) -> Tally:
        """The tally of a table, made when first asked for."""
        return self.tables.setdefault(name, Tally())

    def attribute(self, name: str, right: bool) -> None:
        """Count one comparison of an attribute."""
        pair = self.attributes.setdefault(name, [0, 0])
        pair[0] += right
        pair[1] += 1

    def add(self, other: Score) -> None:
        """Add the scores of another notice."""
        for name, tally in other.tables.items():
            self.table(name).add(tally)
        for name, (right, compared) in other.attributes.items():
            pair = self.attributes.setdefault(name, [0, 0])
            pair[0] += right
            pair[1] += compared
        self.false_accusations += other.false_accusations
        self.mistakes.extend(other.mistakes)


def _iso(value: object) -> object:
    """Dates as ISO text, everything else as it is."""
    return value.isoformat() if isinstance(value, dt.date) else value


def _align(
    gold: Iterable[Row], ours: Iterable[Row], key: Callable[[Row], Key]
) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    """Pairs of rows with equal keys (each row once), the gold's rows without partner, ours without partner."""
    waiting: dict[Key, list[Row]] = {}
    for row in ours:
        waiting.setdefault(key(row), []).append(row)
    pairs, missed = [], []
    for row in gold:
        partners = waiting.get(key(row))
        if partners:
            pairs.append((row, partners.pop(0)))
        else:
            missed.append(row)
    return pairs, missed, [row for rest in waiting.values() for row in rest]


def _rows(items: Iterable[Any]) -> list[dict[str, Any]]:
    return [{name: _iso(getattr(item, name)) for name in item.__dataclass_fields__} for item in items]


def _span(row: Row) -> Key:
    return row["char_start"], row["char_end"]


def score_notice(gold: GoldNotice, ledger: Ledger) -> Score:
    """Score one notice."""
    score = Score()
    record = gold.record
    _problems(score, gold, ledger)
    _table(score, gold, "measures", record["measures"], _rows(ledger.measures), _span)
    counts = _table(score, gold, "counts", record["counts"], _rows(ledger.counts), _span)
    _attributes(score, gold, "counts", counts, ("value", "unit", "noun", "role", "scope", "qualifier"))
    _table(
        score,
        gold,
        "counts with role and scope",
        record["counts"],
        _rows(ledger.counts),
        lambda row: (*_span(row), row["role"], row.get("scope")),
        quiet=True,
    )
    for role in _CLAIM_ROLES:
        _table(
            score,
            gold,
            role,
            [row for row in record["counts"] if row["role"] == role],
            [row for row in _rows(ledger.counts) if row["role"] == role],
            _span,
            quiet=True,
        )
    renamed = [{**row, "date_from": row["from"], "date_to": row["to"]} for row in record["dates"]]
    dates = _table(score, gold, "dates", renamed, _rows(ledger.dates), _span)
    _attributes(score, gold, "dates", dates, ("date_from", "date_to", "precision", "role", "year_inferred"))
    contacts = _table(
        score, gold, "contacts", record["contacts"], _rows(ledger.contacts), lambda row: (row["kind"], *_span(row))
    )
    _attributes(score, gold, "contacts", contacts, ("normalised",))
    _table(score, gold, "citations", record["cited_documents"], _rows(ledger.citations), _span)
    _notice(score, gold, ledger)
    _audits(score, gold, ledger)
    return score


def _table(
    score: Score,
    gold: GoldNotice,
    name: str,
    expected: list[Any],
    ours: list[Any],
    key: Callable[[Row], Key],
    *,
    quiet: bool = False,
) -> list[tuple[Row, Row]]:
    pairs, missed, extra = _align(expected, ours, key)
    score.table(name).add(Tally(len(pairs), len(ours), len(expected)))
    if not quiet:
        for sign, rows in (("-", missed), ("+", extra)):
            for row in rows:
                surface = gold.doc.text[row["char_start"] : row["char_end"]].replace("\n", "⏎")
                detail = row.get("level") or row.get("role") or row.get("kind") or ""
                score.mistakes.append(
                    f"{gold.name} {name} {sign} [{row['char_start']}:{row['char_end']}] {detail} {surface}"
                )
    return pairs


def _attributes(score: Score, gold: GoldNotice, name: str, pairs: list[tuple[Row, Row]], keys: Iterable[str]) -> None:
    for expected, ours in pairs:
        for key in keys:
            wanted, got = expected.get(key), ours.get(key)
            right = wanted == got or (
                isinstance(wanted, int | float) and isinstance(got, int | float) and abs(wanted - got) < 1e-6
            )
            score.attribute(f"{name}.{key}", right)
            if not right:
                surface = gold.doc.text[expected["char_start"] : expected["char_end"]][:40].replace("\n", "⏎")
                score.mistakes.append(
                    f"{gold.name} {name}.{key} “{surface}” [{expected['char_start']}] gold={wanted!r} ours={got!r}"
                )


def _problems(score: Score, gold: GoldNotice, ledger: Ledger) -> None:
    expected, ours = gold.record["problems"], _rows(ledger.problems)

    def key(row: Row) -> Key:
        return row["level"], row["char_start"], row["char_end"]

    pairs = _table(score, gold, "problems", expected, ours, key)
    for level in ("aspect", "problem", "subproblem"):
        _table(
            score,
            gold,
            f"problems: {level}",
            [row for row in expected if row["level"] == level],
            [row for row in ours if row["level"] == level],
            key,
            quiet=True,
        )
    for row in expected:
        row["long_term_flag"] = row.get("long_term") == "yes"
    for row in ours:
        row["long_term_flag"] = bool(row["long_term"])
    _attributes(score, gold, "problems", pairs, ("title", "statement", "status", "long_term_flag"))
    gold_ids = {row["id"]: key(row) for row in expected}
    our_ids = {row["problem_id"]: key(row) for row in ours}
    for wanted, got in pairs:
        right = gold_ids.get(wanted["parent"]) == our_ids.get(got["parent_id"])
        score.attribute("problems.parent", right)
        if not right:
            score.mistakes.append(
                f"{gold.name} problems.parent “{wanted['title'][:40]}” gold={gold_ids.get(wanted['parent'])} "
                f"ours={our_ids.get(got['parent_id'])}"
            )
        if got["category"] is not None and wanted.get("categories"):
            score.attribute("problems.category", wanted["categories"][0] == got["category"])
    measures = {_span(row): row for row in gold.record["measures"]}
    for measure in _rows(ledger.measures):
        match = measures.get(_span(measure))
        if match is not None:
            score.attribute("measures.problem", gold_ids.get(match["problem"]) == our_ids.get(measure["problem_id"]))


def _notice(score: Score, gold: GoldNotice, ledger: Ledger) -> None:
    for key in _NOTICE_KEYS:
        wanted, got = gold.record["notice"].get(key), _iso(getattr(ledger.notice, key))
        if key in {"region_code", "region"} and wanted is None:
            continue  # the annotator did not look the code up
        score.attribute(f"notices.{key}", wanted == got)
        if wanted != got:
            score.mistakes.append(f"{gold.name} notices.{key} gold={wanted!r} ours={got!r}")


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _audits(score: Score, gold: GoldNotice, ledger: Ledger) -> None:
    def key(row: Row) -> Key:
        return row["check"], row.get("scope") or "main"

    ours = _rows(ledger.audits)
    expected = gold.record["audits"]
    # several rows of one check and list are told apart by the number claimed
    pairs, missed, extra = _align(expected, ours, lambda row: (*key(row), _number(row.get("claimed"))))
    more, missed, extra = _align(missed, extra, key)
    pairs += more
    score.table("audits").add(Tally(len(pairs), len(ours), len(expected)))
    agreed = [(wanted, got) for wanted, got in pairs if wanted["verdict"] == got["verdict"]]
    score.table("audit verdicts").add(Tally(len(agreed), len(ours), len(expected)))
    for wanted, got in pairs:
        for name in ("verdict", "claimed", "observed"):
            score.attribute(f"audits.{name}", wanted.get(name) == got.get(name))
            if wanted.get(name) != got.get(name):
                score.mistakes.append(
                    f"{gold.name} audits.{name} {key(wanted)} gold={wanted.get(name)!r} ours={got.get(name)!r}"
                    f" | {got['explanation']}"
                )
    for sign, rows in (("-", missed), ("+", extra)):
        for row in rows:
            score.mistakes.append(
                f"{gold.name} audits {sign} {key(row)} {row['verdict']} claimed={row.get('claimed')} "
                f"observed={row.get('observed')} {row.get('why') or row.get('explanation') or ''}"
            )
    accused = Counter(key(row) for row in ours if row["verdict"] == "inconsistent")
    known = Counter(key(row) for row in expected if row["verdict"] == "inconsistent")
    false = accused - known
    score.false_accusations += sum(false.values())
    for check, scope in false:
        score.mistakes.append(f"{gold.name} FALSE ACCUSATION {check} {scope}")
