"""A page per notice: what was read from it, and its text with every row marked where it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from taizhang.query.terminal import one_line
from taizhang.records import Count, Finding, Ledger, Problem
from taizhang.report.compare.grouping import category_name, level_name
from taizhang.report.compare.marks import marked, marks_of
from taizhang.report.compare.model import place
from taizhang.report.compare.site import Site
from taizhang.report.words import named
from taizhang.store.reader import Dataset

_ROLES_LEFT_OUT = {"other", "duration", "frequency"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the ledger of a notice: `depth` of its indentation, its place, what is known of it."""

    depth: int
    text: str
    anchor: str
    facts: str
    measures: tuple[tuple[str, str], ...]


def write_notices(site: Site, dataset: Dataset, pages: Mapping[str, tuple[str, str]]) -> int:
    """One page per notice of the dataset, shard by shard; how many. `pages` has the page and name of its group."""
    written = 0
    for ledger in dataset.ledgers():
        write_notice(site, ledger, pages.get(ledger.notice.notice_id))
        written += 1
    return written


def write_notice(site: Site, ledger: Ledger, group: tuple[str, str] | None = None) -> None:
    """The page of one notice, leading back to the page of its group."""
    notice = ledger.notice
    site.write(
        f"n/{notice.notice_id}.html",
        "notice.html",
        title=one_line(notice.title or notice.agency or notice.notice_id),
        group=group,
        facts=_facts(ledger),
        lines=_lines(ledger),
        audits=[_audit(at, row) for at, row in enumerate(_in_order(ledger.audits), 1)],
        counts=[_count(row) for row in ledger.counts if row.role not in _ROLES_LEFT_OUT],
        warnings=ledger.text.warnings,
        read=f"{100 * ledger.text.read_share:.1f}%",
        text=marked(ledger.text.text, marks_of(ledger)),
    )


def _facts(ledger: Ledger) -> list[tuple[str, str]]:
    notice = ledger.notice
    period = " 至 ".join(str(day) for day in (notice.inspection_start, notice.inspection_end) if day)
    published = str(notice.publication_date or "")
    if published and notice.publication_date_source:
        sources = {"page": "据页面", "signature": "据落款", "meta": "据网页信息"}
        published += f"（{sources.get(notice.publication_date_source, notice.publication_date_source)}）"
    found = [
        ("单位", notice.agency),
        ("职能", notice.agency_function),
        ("层级", level_name(notice.agency_level) if notice.agency_level else None),
        ("地区", notice.region),
        ("巡察机构", notice.inspector),
        ("巡察期间", period),
        ("反馈", str(notice.feedback_date or "")),
        ("公布", published),
        ("所称问题", _number(notice.problems_claimed)),
        (
            "所列方面/问题/子问题",
            "／".join(
                _number(value) or "0"
                for value in (notice.aspects_enumerated, notice.problems_enumerated, notice.subproblems_enumerated)
            ),
        ),
        ("所列措施", _number(notice.measures_enumerated)),
        ("来源", notice.source_uri),
        ("通报号", notice.notice_id),
    ]
    return [(name, one_line(value)) if value else (name, "未说或未读出") for name, value in found]


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _lines(ledger: Ledger) -> list[Line]:
    measures = defaultdict(list)
    for measure in ledger.measures:
        measures[measure.problem_id].append((one_line(measure.surface), place(measure.char_start, measure.char_end)))
    above = {row.problem_id: row.parent_id for row in ledger.problems}
    lines = []
    for row in sorted(ledger.problems, key=lambda one: (one.char_start, one.level, one.problem_id)):
        depth, parent, seen = 0, row.parent_id, {row.problem_id}
        while parent is not None and parent not in seen:
            seen.add(parent)
            depth, parent = depth + 1, above.get(parent)
        text = f"{row.number or ''}{one_line(row.statement or row.title)}"
        lines.append(
            Line(min(depth, 3), text, place(row.char_start, row.char_end), _known(row), tuple(measures[row.problem_id]))
        )
    return lines


def _known(row: Problem) -> str:
    parts = [named("level", row.level)]
    if row.level != "aspect":
        parts.append(category_name(row.category))
    if row.status:
        parts.append(named("status", row.status))
    return " · ".join(parts)


def _in_order(rows: tuple[Finding, ...]) -> list[Finding]:
    """The order in which the lists of the groups number them: null last, as in the SQL."""

    def key(row: Finding) -> tuple[object, ...]:
        ends = ((value is None, value or 0) for value in (row.claimed, row.observed))
        return row.check, (row.scope is None, row.scope or ""), *ends, row.explanation

    return sorted(rows, key=key)


def _audit(at: int, row: Finding) -> dict[str, object]:
    scope = f"（{named('scope', row.scope)}）" if row.scope else ""
    return {
        "anchor": f"a{at}",
        "name": named("check", row.check) + scope,
        "verdict": named("verdict", row.verdict),
        "style": row.verdict,
        "explanation": one_line(row.explanation),
        "evidence": [(one_line(one.text), place(one.char_start, one.char_end)) for one in row.evidence],
    }


def _count(row: Count) -> tuple[str, str, str]:
    scope = f"·{named('scope', row.scope)}" if row.scope else ""
    return named("role", row.role) + scope, one_line(row.surface), place(row.char_start, row.char_end)
