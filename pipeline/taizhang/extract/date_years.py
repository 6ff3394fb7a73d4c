"""Which days a printed date stands for: broken digits read, elided years settled against the notice's other dates."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from taizhang.extract import date_answers
from taizhang.extract import date_roles as dr
from taizhang.extract.date_context import Context
from taizhang.extract.date_forms import Printed
from taizhang.extract.zones import Zones
from taizhang.normalise.calendar import Moment, digit_readings, period, span, year_from, year_until
from taizhang.outline import unit as roles

_RELATIVE_YEARS = {"今年": 0, "本年": 0, "本年度": 0, "去年": -1, "上年": -1, "上年度": -1, "前年": -2, "明年": 1}
_NEXT_YEAR = ("次年", "翌年")


@dataclass(slots=True)
class Row:
    """A date on its way to a record: as printed, its role, its ends, its surroundings, the days once `settled`."""

    printed: Printed
    role: str
    left: Moment
    right: Moment | None
    context: Context
    days: tuple[dt.date, dt.date] | None = None
    settled: bool = False


def _known(row: Row) -> tuple[dt.date, dt.date] | None:
    """Span of a date that prints its year; broken digits count only when they can be read in one way."""
    printed, left, right = row.printed, row.left, row.right
    if printed.lost is None and printed.right_lost is None:
        if right is not None and not printed.right_year:
            right = _carry_over(left, right, printed)
        return period(left, right)
    lefts: list[Moment] = _readings(left, printed.lost)
    rights: list[Moment | None] = [right] if right is None else [*_readings(right, printed.right_lost)]
    spans = {days for first in lefts for last in rights if (days := period(first, last)) is not None}
    return spans.pop() if len(spans) == 1 else None


def _readings(moment: Moment, digits: str | None) -> list[Moment]:
    if digits is None:
        return [moment]
    return [Moment(moment.year, month, day) for month, day in digit_readings(digits, moment.year)]


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
    inspection_end: dt.date | None = None  # of an imprecise end (…至5月) its first day: feedback may be in May
    feedback: dt.date | None = None
    publication: dt.date | None = None
    as_of: dt.date | None = None

    def take(self, row: Row) -> None:
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
        elif row.role == dr.AS_OF:
            self.as_of = max(self.as_of or row.days[1], row.days[1])

    @property
    def present(self) -> dt.date | None:
        """The day on which the notice speaks."""
        return self.publication or self.feedback or self.inspection_end


def settle_years(folded: str, rows: list[Row], zones: Zones) -> None:
    """Fill in the days of all rows: printed years first, then elided ones, each settled date an anchor of the next."""
    anchors = _Anchors()
    for row in rows:
        if row.left.year is not None:
            row.days, row.settled = _known(row), True
            anchors.take(row)
    for wanted in ((dr.PUBLICATION,), (dr.INSPECTION,), (dr.FEEDBACK,), None):
        previous: Row | None = None
        for row in rows:
            if not row.settled and (wanted is None or row.role in wanted):
                year = _year(folded, row, previous, anchors, zones)
                if year is not None:
                    _fix(row, year, previous)
                    anchors.take(row)
                row.settled = True
            if row.settled:
                previous = row
    _revise(rows, anchors)


def _revise(rows: list[Row], anchors: _Anchors) -> None:
    """Roles inside answers that only the days of the notice can tell."""
    told = anchors.publication or anchors.as_of
    start = anchors.inspection_start
    history_sentence = ""
    for row in rows:
        if row.role == dr.DUE_OR_DONE:
            done = row.days is not None and told is not None and row.days[1] <= told
            row.role = dr.MEASURE if done else dr.DEADLINE
        elif row.role == dr.DUE_OR_PAST:
            past = row.days is not None and told is not None and row.days[1] < told
            row.role = dr.MENTION if past else dr.DEADLINE
        if row.role != dr.MEASURE or row.days is None:
            continue
        year = (row.right or row.left).precision == "year"
        if anchors.publication is not None and row.days[0] > anchors.publication:
            row.role = dr.MENTION if year or date_answers.limits_examined(row.context) else dr.DEADLINE
        elif start is not None and _before(row, start) and _looks_back(row, history_sentence, year=year):
            row.role = dr.MENTION
            history_sentence = row.context.sentence


def _before(row: Row, start: dt.date) -> bool:
    """Whether the date lies before the inspection began; …以来 does when its year is an earlier one."""
    assert row.days is not None
    if date_answers.is_since(row.context):
        return row.days[0].year < start.year
    # of a period that limits what was examined (2021年9月至2022年8月报销的) the beginning counts
    first = row.right is not None and date_answers.limits_examined(row.context)
    return row.days[0 if first else 1] < start


def _looks_back(row: Row, history_sentence: str, *, year: bool) -> bool:
    """Whether a date before the inspection began tells of the matter and not of an action of the agency.

    An action that early offered as rectification is the auditor's business (`action_before_inspection`): it stays.
    """
    context = row.context
    if date_answers.limits_examined(context):
        return True
    if date_answers.is_since(context):
        return False
    if year or row.right is not None:
        return not (date_answers.opens_its_sentence(context) and date_answers.follows_action(context))
    if history_sentence and context.sentence.startswith(history_sentence):
        return date_answers.goes_on_as_history(context)
    return date_answers.is_history(context)


def _fix(row: Row, year: int, previous: Row | None) -> None:
    left = row.left
    if row.printed.carried and previous is not None and previous.days is not None:
        left = replace(left, month=previous.days[1].month)
        row.right = replace(row.right, month=left.month) if row.right and row.right.month is None else row.right
    row.left = left.in_year(year)
    if row.right is not None:
        row.right = _carry_over(row.left, row.right, row.printed)
    row.days = period(row.left, row.right)


def _year(folded: str, row: Row, previous: Row | None, anchors: _Anchors, zones: Zones) -> int | None:
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


def _inspection_year(row: Row, previous: Row | None, anchors: _Anchors) -> int | None:
    """Carried from the period before it, else the last year before feedback and publication."""
    last = row.right or row.left
    if previous is not None and previous.days is not None and previous.role == dr.INSPECTION:
        return year_from(row.left, previous.days[0])
    if previous is not None and previous.days is not None and row.printed.start - previous.printed.end < 40:
        return previous.days[0].year if previous.left.precision == "year" else year_from(row.left, previous.days[0])
    limit = anchors.feedback or anchors.publication
    if limit is None:
        return _after(row.left, previous.days if previous else None)
    year = year_until(last, limit)
    if year is not None and row.right is not None and (row.left.month or 0) > (last.month or 0):
        return year - 1
    return year


def _feedback_year(row: Row, before: tuple[dt.date, dt.date] | None, anchors: _Anchors) -> int | None:
    if anchors.inspection_end is not None:
        return year_from(row.left, anchors.inspection_end)
    if anchors.publication is not None:
        return year_until(row.left, anchors.publication)
    return _after(row.left, before)


def _action_year(folded: str, row: Row, previous: Row | None, anchors: _Anchors, zones: Zones) -> int | None:
    """A date before it in the same unit leads; else the first such date after the feedback, not past publication."""
    limit = None if row.role in (dr.DEADLINE, dr.DUE_OR_DONE, dr.DUE_OR_PAST) else anchors.publication
    if previous is not None and previous.days is not None and _same_breath(folded, previous, row, zones):
        if previous.left.precision == "year":
            return previous.days[0].year
        return _within(row.left, previous.days[0], limit)
    anchor = anchors.feedback or anchors.inspection_end
    planned = row.role in (dr.DEADLINE, dr.DUE_OR_PAST)
    if planned and (date_answers.is_intended(row.context) or zones.role(row.printed.start) == roles.NEXT_STEPS):
        anchor = anchors.publication or anchor
    if anchor is not None:
        return _within(row.left, anchor, limit)
    if anchors.publication is not None:
        return year_until(row.left, anchors.publication)
    return _after(row.left, previous.days if previous else None)


def _same_breath(folded: str, previous: Row, row: Row, zones: Zones) -> bool:
    """Whether the date before stands in the same unit and tells of the same course of events."""
    gap = folded[previous.printed.end : row.printed.start]
    if len(gap) > 400 or "\n" in gap or zones.unit_key(previous.printed.start) != zones.unit_key(row.printed.start):
        return False
    several_years = previous.left.precision == "year" and previous.right is not None
    if several_years or previous.role in (dr.AS_OF, dr.PUBLICATION):
        return False
    # a look-back (2021年以来) is no point in time from which the telling goes on
    return previous.role != dr.MENTION or ("。" not in gap and not gap.startswith(("以来", "年度以来", "度以来")))


def _within(moment: Moment, anchor: dt.date, limit: dt.date | None) -> int | None:
    year = year_from(moment, anchor)
    if year is None or limit is None:
        return year
    days = period(moment.in_year(year), None)
    return year_until(moment, limit) if days is not None and days[0] > limit else year
