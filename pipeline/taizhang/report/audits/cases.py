"""The findings of a dataset, notice by notice, as far as they were asked for."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb

from taizhang.errors import UsageError
from taizhang.records import Evidence, Finding, Reading
from taizhang.vocabulary import CHECKS, VERDICTS

_BATCH = 2_000
_ORDER = "CASE a.verdict WHEN 'inconsistent' THEN 0 WHEN 'unverifiable' THEN 1 ELSE 2 END"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which findings: checks and verdicts, all where none is named."""

    checks: tuple[str, ...] = ()
    verdicts: tuple[str, ...] = ()

    def condition(self, table: str) -> str:
        """As SQL on the columns of `table`, an alias of `audits`."""
        parts = ["true"]
        if self.checks:
            parts.append(f'{table}."check" IN ({_listed(self.checks)})')
        if self.verdicts:
            parts.append(f"{table}.verdict IN ({_listed(self.verdicts)})")
        return " AND ".join(parts)


@dataclass(slots=True)
class Case:
    """A notice with its findings, the worst first. `text` is empty unless it was asked for."""

    notice_id: str
    agency: str | None
    region: str | None
    title: str | None
    publication_date: dt.date | None
    source_uri: str | None
    text: str
    findings: list[Finding] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The agency, or the title, or the id where neither is known."""
        return self.agency or self.title or self.notice_id


def asked(checks: Sequence[str] | None, verdicts: Sequence[str] | None) -> Asked:
    """The findings that these words ask for. Raises `UsageError` for an unknown check."""
    for check in checks or ():
        if check not in CHECKS:
            near = difflib.get_close_matches(check, CHECKS, n=3, cutoff=0.4) or CHECKS
            raise UsageError("没有这项核对（no such check）", subject=check, remedy=f"可用：{'、'.join(near)}")
    return Asked(tuple(checks or ()), tuple(verdicts or ()))


def cases(connection: duckdb.DuckDBPyConnection, what: Asked, *, texts: bool = False) -> Iterator[Case]:
    """The notices that have a finding of `what`, by source, each with these findings."""
    text = "t.text" if texts else "''"
    join = "JOIN texts t USING (notice_id)" if texts else ""
    chosen = connection.execute(
        f"SELECT n.notice_id, n.agency, n.region, n.title, n.publication_date, n.source_uri, {text} "
        f"FROM notices n {join} WHERE n.notice_id IN (SELECT notice_id FROM audits a WHERE {what.condition('a')}) "
        "ORDER BY n.source_uri, n.notice_id"
    )
    while batch := chosen.fetchmany(_BATCH):
        found = {row[0]: Case(*row) for row in batch}
        for notice_id, finding in _findings(connection.cursor(), what, list(found)):
            found[notice_id].findings.append(finding)
        yield from found.values()


def tally(connection: duckdb.DuckDBPyConnection, what: Asked) -> dict[str, dict[str, int]]:
    """Check -> verdict -> number of findings, in the order of the checks."""
    rows = connection.execute(
        f'SELECT a."check", a.verdict, count(*) FROM audits a WHERE {what.condition("a")} GROUP BY ALL'
    ).fetchall()
    counted = {(check, verdict): number for check, verdict, number in rows}
    return {
        check: {verdict: counted.get((check, verdict), 0) for verdict in VERDICTS}
        for check in CHECKS
        if any((check, verdict) in counted for verdict in VERDICTS)
    }


def _findings(connection: duckdb.DuckDBPyConnection, what: Asked, notices: list[str]) -> Iterator[tuple[str, Finding]]:
    rows: list[tuple[Any, ...]] = connection.execute(
        'SELECT a.notice_id, a."check", a.scope, a.claimed, a.observed, a.readings, a.verdict, a.explanation, a.evidence '
        f"FROM audits a WHERE {what.condition('a')} AND a.notice_id IN (SELECT unnest(?)) "
        f'ORDER BY {_ORDER}, a."check", a.scope, a.explanation',
        [notices],
    ).fetchall()
    for notice_id, check, scope, claimed, observed, readings, verdict, explanation, evidence in rows:
        yield (
            notice_id,
            Finding(
                notice_id,
                check,
                scope,
                claimed,
                observed,
                tuple(Reading(**item) for item in readings),
                verdict,
                explanation,
                tuple(Evidence(**item) for item in evidence),
            ),
        )


def _listed(words: Sequence[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)
