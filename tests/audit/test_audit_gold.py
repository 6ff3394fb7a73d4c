"""The laws on annotated notices: rows as annotated, so that a mistake here is a mistake of the auditor alone.

Of the own corpus only the `dev` split is read. Every annotated verdict is reproduced; nothing else is called inconsistent.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from support.desk import check_row
from taizhang.audit import run_audits
from taizhang.errors import UsageError
from taizhang.evaluate.gold import GoldNotice, load_gold
from taizhang.outline.build import build_outline
from taizhang.records import Count, Date, Finding, Measure, Notice, Problem

ROOT = Path(__file__).parents[2]
OWN, SHARED = ROOT / "corpora" / "gold", ROOT.parent / "shared" / "gold"


def _notices() -> list[GoldNotice]:
    found = [gold for gold in load_gold(OWN) if gold.split == "dev"]
    with suppress(UsageError):  # the two notices given with the task are not on every machine
        found += load_gold(SHARED)
    return found


NOTICES = _notices()


def _day(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)


def audit(gold: GoldNotice) -> tuple[Finding, ...]:
    """The findings on the annotated rows of a notice."""
    record, doc = gold.record, gold.doc
    key = doc.notice_id
    dates = ("inspection_start", "inspection_end", "feedback_date", "publication_date")
    notice = Notice(key, **{name: _day(record["notice"][name]) for name in dates})

    def place(row: dict[str, Any]) -> dict[str, int]:
        return {"char_start": row["char_start"], "char_end": row["char_end"]}

    problems = tuple(
        Problem(
            key,
            row["id"],
            row["parent"],
            row["level"],
            title=row["title"],
            statement=row["statement"],
            status=row["status"],
            long_term=True if row.get("long_term") == "yes" else None,
            **place(row),
        )
        for row in record["problems"]
    )
    measures = tuple(
        Measure(key, row["problem"], f"m{number}", marker=row.get("marker"), surface=row["surface"], **place(row))
        for number, row in enumerate(record["measures"])
    )
    counts = tuple(
        Count(
            key,
            f"c{number}",
            surface=row["surface"],
            value=row.get("value", row.get("number")),
            unit=row["unit"],
            noun=row["noun"],
            role=row["role"],
            scope=row.get("scope"),
            qualifier=row.get("qualifier"),
            **place(row),
        )
        for number, row in enumerate(record["counts"])
    )
    days = tuple(
        Date(
            key,
            f"d{number}",
            surface=row["surface"],
            date_from=_day(row["from"]),
            date_to=_day(row["to"]),
            precision=row["precision"],
            role=row["role"],
            year_inferred=bool(row["year_inferred"]),
            **place(row),
        )
        for number, row in enumerate(record["dates"])
    )
    return run_audits(doc, build_outline(doc), notice, problems, measures, counts, days)


def _key(check: str, scope: str | None, verdict: str, claimed: float | None, observed: float | None) -> tuple[Any, ...]:
    return check, scope or "main", verdict, claimed, observed


@pytest.mark.parametrize("gold", NOTICES, ids=lambda gold: gold.name)
def test_annotated_verdicts(gold: GoldNotice) -> None:
    found = audit(gold)
    for row in found:
        check_row(row, gold.doc.text)
    got = Counter(_key(row.check, row.scope, row.verdict, row.claimed, row.observed) for row in found)
    wanted = Counter(
        _key(row["check"], row.get("scope"), row["verdict"], row["claimed"], row["observed"])
        for row in gold.record["audits"]
    )
    assert got == wanted


def test_there_are_notices_to_read() -> None:
    assert len(NOTICES) >= 35
    assert all(gold.split in ("dev", None) for gold in NOTICES)


def test_every_verdict_and_most_checks_occur() -> None:
    rows = [row for gold in NOTICES for row in gold.record["audits"]]
    assert {row["verdict"] for row in rows} == {"consistent", "inconsistent", "unverifiable"}
    assert len({row["check"] for row in rows}) >= 11


def test_the_same_rows_in_another_order_give_the_same_findings() -> None:
    gold = max(NOTICES, key=lambda item: len(item.doc))
    shuffled = {
        **gold.record,
        **{layer: list(reversed(gold.record[layer])) for layer in ("counts", "dates", "measures")},
    }
    assert audit(gold) == audit(GoldNotice(gold.name, gold.doc, shuffled))
