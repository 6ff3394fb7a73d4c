"""Dates and periods of a notice, with elided years settled against the notice itself."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from taizhang.extract import date_roles as dr
from taizhang.extract.brackets import book_titles, inside
from taizhang.extract.date_forms import Printed, scan
from taizhang.extract.zones import Zones
from taizhang.normalise.calendar import Moment, digit_readings, period, span, year_from, year_until
from taizhang.outline import unit as roles
from taizhang.outline.unit import Outline
from taizhang.records import Date
from taizhang.text import Canonical

_DOCUMENT_NUMBER = re.compile(r"第?\s?[\d一二三四五六七八九十]{1,4}\s?号(?!楼|线|院|馆|公路|桥|路|地块|店|厂|机组)")
_RECURRING_GAP = re.compile(r"[、和及与至到~-]{1,2}")
_RELATIVE_YEARS = {"今年": 0, "本年": 0, "本年度": 0, "去年": -1, "上年": -1, "上年度": -1, "前年": -2, "明年": 1}
_NEXT_YEAR = ("次年", "翌年")
# two rounds of inspection lie further apart than the stages of one
_ROUND_GAP_DAYS = 240


@dataclass(slots=True)
class _Row:
    printed: Printed
    role: str
    left: Moment
    right: Moment | None
    days: tuple[dt.date, dt.date] | None = None
    settled: bool = False


def extract_dates(doc: Canonical, outline: Outline) -> tuple[Date, ...]:
    """Every date and period of the notice in text order; ids are left empty for the assembler.

    `date_from`/`date_to` are None when the text does not settle them (two readings of broken digits, no such day, no
    year anywhere).
    """
    folded = doc.folded
    zones = Zones.of(doc, outline)
    found = _real_dates(folded, zones)
    rows = _with_roles(folded, found, zones)
    for row in rows:
        if row.left.year is not None or row.printed.lost:
            row.days, row.settled = _known(row), True
    _settle(folded, rows, zones)
    return tuple(_record(doc, row) for row in rows)


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
        if printed.left.year is None and printed.left.month is None and not printed.carried and not printed.relative:
            # 上半年 or 一季度 with neither year nor month is a rhythm (上半年、下半年各一次) unless a year leads it
            continue
        if printed.carried and not kept:
            continue
        kept.append(printed)
    return kept


def _with_roles(folded: str, found: list[Printed], zones: Zones) -> list[_Row]:
    rows: list[_Row] = []
    audited = not re.search(r"巡察|巡视|督察", folded)
    for index in range(len(found) - 1, -1, -1):
        printed = found[index]
        next_start = found[index + 1].start if index + 1 < len(found) else len(folded)
        previous_end = found[index - 1].end if index else 0
        role = dr.role_of(folded, printed, zones, previous_end, next_start, audited)
        if role == dr.MENTION and rows and rows[-1].role in (dr.INSPECTION, dr.FEEDBACK) \
                and dr.is_list_gap(folded[printed.end : next_start]):
            role = rows[-1].role
        if role != dr.PUBLICATION and _is_chrome(printed, role, zones):
            continue
        if printed.loose and role not in (dr.PUBLICATION, dr.INSPECTION, dr.FEEDBACK, dr.DEADLINE, dr.NOTICE_PERIOD):
            continue
        rows.append(_Row(printed, role, printed.left, printed.right))
    rows.reverse()
    return rows


def _is_chrome(printed: Printed, role: str, zones: Zones) -> bool:
    return role == dr.MENTION and zones.role(printed.start) == roles.NOISE


def _known(row: _Row) -> tuple[dt.date, dt.date] | None:
    """Span of a date that prints its year; broken digits count only when they can be read in one way."""
    printed, left, right = row.printed, row.left, row.right
    if printed.lost is None and printed.right_lost is None:
        if right is not None and not printed.right_year:
            right = _carry_over(left, right, printed)
        return period(left, right)
    lefts = [Moment(left.year, *reading) for reading in digit_readings(printed.lost, left.year)] if printed.lost else [left]
    rights: list[Moment | None] = [right]
    if printed.right_lost is not None and right is not None:
        rights = [Moment(right.year, *reading) for reading in digit_readings(printed.right_lost, right.year)]
    spans = {days for first in lefts for last in rights if (days := period(first, last)) is not None}
    return spans.pop() if len(spans) == 1 else None


def _carry_over(left: Moment, right: Moment, printed: Printed) -> Moment:
    """The right end in the year of the left one, or the next when it would run backwards (12月至2月, 至次年2月)."""
    if printed.right_relative in _NEXT_YEAR and left.year is not None:
        return right.in_year(left.year + 1)
    right = right.in_year(left.year)
    if left.year is not None and left.month is not None and right.month is not None and right.month < left.month:
        return right.in_year(left.year + 1)
    return right


@dataclass(slots=True)
class _Anchors:
    """Days of the notice that elided years are settled against."""

    inspection_start: dt.date | None = None
    inspection_end: dt.date | None = None      # of an imprecise end (…至5月) its first day: feedback may be in May
    feedback: dt.date | None = None
    publication: dt.date | None = None

    def take(self, row: _Row) -> None:
        """Learn from a settled row."""
        if row.days is None:
            return
        if row.role == dr.INSPECTION:
            self.inspection_start = min(self.inspection_start or row.days[0], row.days[0])
            last = span(row.right or row.left)
            end = last[0] if last is not None and last[1] == row.days[1] else row.days[1]
            self.inspection_end = max(self.inspection_end or end, end)
        elif row.role == dr.FEEDBACK:
            self.feedback = self.feedback or row.days[0]
        elif row.role == dr.PUBLICATION:
            self.publication = max(self.publication or row.days[1], row.days[1])

    @property
    def present(self) -> dt.date | None:
        """The day on which the notice speaks."""
        return self.publication or self.feedback or self.inspection_end


def _settle(folded: str, rows: list[_Row], zones: Zones) -> None:
    anchors = _Anchors()
    for row in rows:
        if row.settled:
            anchors.take(row)
    # inspection before feedback before the rest: each is an anchor of the next
    for wanted in ((dr.PUBLICATION,), (dr.INSPECTION,), (dr.FEEDBACK,), None):
        previous: _Row | None = None
        for row in rows:
            if not row.settled and (wanted is None or row.role in wanted):
                year = _year(folded, row, previous, anchors, zones)
                if year is not None:
                    _fix(row, year, previous)
                    anchors.take(row)
                row.settled = True
            if row.settled:
                previous = row


def _fix(row: _Row, year: int, previous: _Row | None) -> None:
    left = row.left
    if row.printed.carried and previous is not None and previous.days is not None:
        left = replace(left, month=previous.days[1].month)
        row.right = replace(row.right, month=left.month) if row.right and row.right.month is None else row.right
    row.left = left.in_year(year)
    if row.right is not None:
        row.right = _carry_over(row.left, row.right, row.printed)
    row.days = period(row.left, row.right)


def _year(folded: str, row: _Row, previous: _Row | None, anchors: _Anchors, zones: Zones) -> int | None:
    relative, before = row.printed.relative, previous.days if previous else None
    if relative in _RELATIVE_YEARS:
        return anchors.present.year + _RELATIVE_YEARS[relative] if anchors.present else None
    if relative is not None:
        return None if before is None else before[1].year + (relative in _NEXT_YEAR)
    if row.printed.carried:
        return None if before is None else before[1].year
    if row.role == dr.PUBLICATION:
        anchor = anchors.feedback or anchors.inspection_end
        return year_from(row.left, anchor) if anchor else _after(row.left, before)
    if row.role == dr.INSPECTION:
        return _inspection_year(row, previous, anchors)
    if row.role == dr.FEEDBACK:
        return _feedback_year(row, before, anchors)
    if row.role == dr.NOTICE_PERIOD and anchors.publication:
        # the period for objections begins about the day of publication
        return year_from(row.left, anchors.publication - dt.timedelta(days=92))
    if row.role == dr.AS_OF and anchors.publication:
        return year_until(row.left, anchors.publication)
    return _action_year(folded, row, previous, anchors, zones)


def _after(moment: Moment, before: tuple[dt.date, dt.date] | None) -> int | None:
    """Year in which the moment follows the date printed before it."""
    return None if before is None else year_from(moment, before[0])


def _inspection_year(row: _Row, previous: _Row | None, anchors: _Anchors) -> int | None:
    """Carried from the period before it, else the last year before feedback and publication."""
    last = row.right or row.left
    if previous is not None and previous.days is not None and previous.role == dr.INSPECTION:
        return year_from(row.left, previous.days[0])
    if previous is not None and previous.left.precision == "year" and previous.days is not None \
            and row.printed.start - previous.printed.end < 40:
        return previous.days[0].year
    limit = anchors.feedback or anchors.publication
    if limit is None:
        return _after(row.left, previous.days if previous else None)
    year = year_until(last, limit)
    if year is not None and row.right is not None and (row.left.month or 0) > (last.month or 0):
        return year - 1
    return year


def _feedback_year(row: _Row, before: tuple[dt.date, dt.date] | None, anchors: _Anchors) -> int | None:
    if anchors.inspection_end is not None:
        return year_from(row.left, anchors.inspection_end)
    if anchors.publication is not None:
        return year_until(row.left, anchors.publication)
    return _after(row.left, before)


def _action_year(folded: str, row: _Row, previous: _Row | None, anchors: _Anchors, zones: Zones) -> int | None:
    """A date before it in the same unit leads; else the first such date after the feedback, not past publication."""
    limit = None if row.role == dr.DEADLINE else anchors.publication
    if previous is not None and previous.days is not None and _same_breath(folded, previous, row, zones):
        if previous.left.precision == "year" and previous.right is None:
            return previous.days[0].year
        return _within(row.left, previous.days[0], limit)
    anchor = anchors.feedback or anchors.inspection_end
    if row.role == dr.DEADLINE and zones.role(row.printed.start) == roles.NEXT_STEPS:
        anchor = anchors.publication or anchor
    if anchor is not None:
        return _within(row.left, anchor, limit)
    if anchors.publication is not None:
        return year_until(row.left, anchors.publication)
    return _after(row.left, previous.days if previous else None)


def _same_breath(folded: str, previous: _Row, row: _Row, zones: Zones) -> bool:
    """Whether the date before stands in the same unit and tells of the same course of events."""
    gap = folded[previous.printed.end : row.printed.start]
    if len(gap) > 400 or "\n" in gap or zones.unit_key(previous.printed.start) != zones.unit_key(row.printed.start):
        return False
    if previous.role in (dr.AS_OF, dr.PUBLICATION):
        return False
    return previous.role != dr.MENTION or not gap.startswith(("以来", "年度以来", "度以来")) and "。" not in gap


def _within(moment: Moment, anchor: dt.date, limit: dt.date | None) -> int | None:
    year = year_from(moment, anchor)
    if year is None or limit is None:
        return year
    days = period(moment.in_year(year), None)
    return year_until(moment, limit) if days is not None and days[0] > limit else year


def _record(doc: Canonical, row: _Row) -> Date:
    printed, days = row.printed, row.days
    last = row.right or row.left
    precision = "day" if printed.lost or printed.right_lost else _coarser(row.left.precision, last.precision)
    return Date(
        notice_id="", date_id="", surface=doc.text[printed.start : printed.end],
        date_from=days[0] if days else None, date_to=days[1] if days else None, precision=precision, role=row.role,
        year_inferred=printed.left.year is None, char_start=printed.start, char_end=printed.end,
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

    A single day (…进驻) is the first day of an inspection whose last the notice does not say. The date of the page goes before the signature's. An earlier round does not widen the period: where periods lie
    more than two thirds of a year apart, the last ones count. A feedback known only to the month gives no day.
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
    head = [d for d in known if d.char_start < zones.body_start and zones.role(d.char_start) != roles.SIGNATURE]
    if labelled or head:
        return (labelled or head)[0].date_from, "page"
    return (known[-1].date_from, "signature") if known else (None, None)
