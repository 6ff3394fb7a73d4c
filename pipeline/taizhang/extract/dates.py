"""Dates and periods of a notice, with elided years settled against the notice itself."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from taizhang.extract import date_roles as dr
from taizhang.extract.brackets import book_titles, inside
from taizhang.extract.date_context import context_of, is_joined, is_list_gap
from taizhang.extract.date_forms import Printed, scan
from taizhang.extract.date_years import Row, settle_years
from taizhang.extract.problems import Rows
from taizhang.extract.zones import Zones
from taizhang.outline import unit as roles
from taizhang.outline.unit import Outline
from taizhang.records import Date
from taizhang.text import Canonical
from taizhang.values import maker

_make_date = maker(Date)
_DOCUMENT_NUMBER = re.compile(r"第?\s?[\d一二三四五六七八九十]{1,4}\s?号(?!楼|线|院|馆|公路|桥|路|地块|店|厂|机组)")
_RECURRING_GAP = re.compile(r"[、和及与至到~-]{1,2}")
# 上半年、下半年各一次, 一季度一通报, 两个季度: a rhythm or a length
_RHYTHM = re.compile(r"[^,。;]{0,6}各|[一1]|[、和及与至到~-]{1,2}(?:下半年|[二三四234]季度)[^,。;]{0,6}各|内")
_AUDIT_HEAD = 600  # code points of the body in which an audit notice says that it audited
# two rounds of inspection lie further apart than the stages of one
_ROUND_GAP_DAYS = 240


def extract_dates(doc: Canonical, outline: Outline, owner: tuple[str, Rows] | None = None) -> tuple[Date, ...]:
    """Every date and period of the notice in text order. `owner` is the id of the notice with its problems, without
    which ids and owners are left empty.

    `date_from`/`date_to` are None when the text does not settle them (two readings of broken digits, no such day, no
    year anywhere).
    """
    folded = doc.folded
    zones = Zones.of(doc, outline)
    found = _real_dates(folded, zones)
    rows = _with_roles(doc, found, zones)
    settle_years(folded, rows, zones)
    notice_id, problems = owner or ("", None)
    return tuple(
        _record(
            doc,
            row,
            notice_id,
            "" if problems is None else f"{notice_id}:d{index}",
            None if problems is None else problems.problem_at(outline, row.printed.start),
        )
        for index, row in enumerate(rows, start=1)
    )


def _real_dates(folded: str, zones: Zones) -> list[Printed]:
    """Printed dates without years inside 《》, document numbers, recurring days and dates of the page's chrome."""
    titles = book_titles(folded)
    kept: list[Printed] = []
    recurring_end = -10
    for printed in scan(folded):
        if inside(titles, printed.start):
            continue
        if dr.is_recurring(folded, printed) or (
            printed.left.year is None and _RECURRING_GAP.fullmatch(folded[recurring_end : printed.start])
        ):
            recurring_end = printed.end
            continue
        if printed.left.precision == "year" and _DOCUMENT_NUMBER.match(folded, printed.end):
            continue
        bare = printed.left.year is None and printed.left.month is None and not printed.carried and not printed.relative
        if bare and (printed.left.part is None or _is_rhythm(folded, printed)):
            recurring_end = printed.end
            continue
        if printed.carried and not kept:
            continue
        kept.append(printed)
    return kept


def _is_rhythm(folded: str, printed: Printed) -> bool:
    """Whether 上半年 or 一季度 with neither year nor month around it is no point in time."""
    surface = folded[printed.start : printed.end]
    return (
        "个季度" in surface
        or _RHYTHM.match(folded, printed.end) is not None
        or folded[printed.start - 1 : printed.start] in tuple("每按逐各")
    )


def _with_roles(doc: Canonical, found: list[Printed], zones: Zones) -> list[Row]:
    folded = doc.folded
    head = folded[: min(len(folded), zones.body_start + _AUDIT_HEAD)]
    audited = "审计" in head and re.search(r"巡察|巡视|督察", head) is None
    rows: list[Row] = []
    for index in range(len(found) - 1, -1, -1):
        printed = found[index]
        context = context_of(folded, found, index)
        role = dr.role_of(folded, printed, context, zones, audited=audited)
        if rows and role in (dr.MENTION, dr.MEASURE, dr.DUE_OR_DONE):
            # the last member of a list says what all of them are for
            gap, last = folded[printed.end : found[index + 1].start], rows[-1].role
            if (last in (dr.INSPECTION, dr.FEEDBACK) and is_list_gap(gap)) or (
                last in (dr.MENTION, dr.MEASURE, dr.DEADLINE, dr.DUE_OR_DONE) and is_joined(gap)
            ):
                role = last
        if role != dr.PUBLICATION and _is_chrome(printed, role, zones):
            continue
        if printed.loose and role in (dr.MENTION, dr.MEASURE):
            continue
        rows.append(Row(printed, role, printed.left, printed.right, context))
    rows.reverse()
    return rows


def _is_chrome(printed: Printed, role: str, zones: Zones) -> bool:
    return role == dr.MENTION and zones.role(printed.start) == roles.NOISE


def _record(doc: Canonical, row: Row, notice_id: str, date_id: str, problem_id: str | None) -> Date:
    printed, days = row.printed, row.days
    last = row.right or row.left
    precision = "day" if printed.lost or printed.right_lost else _coarser(row.left.precision, last.precision)
    return _make_date(
        notice_id=notice_id,
        date_id=date_id,
        problem_id=problem_id,
        surface=doc.text[printed.start : printed.end],
        date_from=days[0] if days else None,
        date_to=days[1] if days else None,
        precision=precision,
        role=row.role,
        year_inferred=printed.left.year is None,
        char_start=printed.start,
        char_end=printed.end,
    )


def _coarser(left: str, right: str) -> str:
    order = ("day", "part_of_month", "month", "year")
    return max(left, right, key=order.index)


@dataclass(frozen=True, slots=True)
class NoticeDates:
    """The dates of the notice as a whole; `publication_date_source` is page, signature or None."""

    inspection_start: dt.date | None = None
    inspection_end: dt.date | None = None
    feedback_date: dt.date | None = None
    publication_date: dt.date | None = None
    publication_date_source: str | None = None


def notice_dates(dates: Sequence[Date], doc: Canonical, outline: Outline) -> NoticeDates:
    """First and last day of the inspection, day of feedback and of publication.

    A single day (…进驻) is the first day of an inspection whose last the notice does not say. The date of the page
    goes before the signature's. An earlier round does not widen the period: where periods lie more than two thirds
    of a year apart, the last ones count. A feedback known only to the month gives no day.
    """
    start, end = _main_period([d for d in dates if d.role == dr.INSPECTION])
    fed = [d.date_from for d in dates if d.role == dr.FEEDBACK and d.precision == "day" and d.date_from is not None]
    after = [day for day in fed if end is None or day >= end]
    published, source = _publication([d for d in dates if d.role == dr.PUBLICATION], doc, Zones.of(doc, outline))
    return NoticeDates(start, end, next(iter(after or fed), None), published, source)


def _main_period(periods: list[Date]) -> tuple[dt.date | None, dt.date | None]:
    spans = sorted((d.date_from, d.date_to) for d in periods if d.date_from is not None and d.date_to is not None)
    if not spans:
        return None, None
    if len(spans) == 1 and spans[0][0] == spans[0][1]:
        return spans[0][0], None
    group = [spans[-1]]
    for days in reversed(spans[:-1]):
        if (group[-1][0] - days[1]).days > _ROUND_GAP_DAYS:
            break
        group.append(days)
    return min(days[0] for days in group), max(days[1] for days in group)


def _publication(dates: list[Date], doc: Canonical, zones: Zones) -> tuple[dt.date | None, str | None]:
    known = [d for d in dates if d.date_from is not None and d.precision == "day"]
    labelled = [d for d in known if dr.is_page_date(doc.folded, d.char_start)]
    head = [d for d in known if d.char_start < len(doc) // 2 and not zones.behind_answers(d.char_start)]
    if labelled or head:
        return (labelled or head)[0].date_from, "page"
    return (known[-1].date_from, "signature") if known else (None, None)
