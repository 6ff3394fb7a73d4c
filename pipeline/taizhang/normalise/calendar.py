"""The calendar of a notice: what a printed moment spans, and which year an elided one belongs to.

Years are settled against other dates of the same notice only, never against the wall clock.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass

DAY, PART_OF_MONTH, MONTH, YEAR = "day", "part_of_month", "month", "year"

# days that a part of a month spans; None is its last day. 月底 is the last third, as the guidelines settle it.
_MONTH_PARTS: dict[str, tuple[int, int | None]] = {
    "上旬": (1, 10),
    "初": (1, 10),
    "中旬": (11, 20),
    "下旬": (21, None),
    "底": (21, None),
    "末": (21, None),
}
# months that a part of a year spans
_YEAR_PARTS: dict[str, tuple[int, int]] = {
    "上半年": (1, 6),
    "下半年": (7, 12),
    "1季度": (1, 3),
    "2季度": (4, 6),
    "3季度": (7, 9),
    "4季度": (10, 12),
    "前2季度": (1, 6),
    "前3季度": (1, 9),
    "年初": (1, 1),
    "年底": (12, 12),
    "年末": (12, 12),
    "年终": (12, 12),
}


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment as printed; what is not printed is None. `part` is a third of a month or a part of a year."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: str | None = None

    @property
    def precision(self) -> str:
        """day, part_of_month, month or year."""
        if self.day is not None:
            return DAY
        if self.part in _MONTH_PARTS and self.month is not None:
            return PART_OF_MONTH
        return MONTH if self.month is not None or self.part is not None else YEAR

    def in_year(self, year: int | None) -> Moment:
        """The same moment of another year."""
        return Moment(year, self.month, self.day, self.part)


def span(moment: Moment) -> tuple[dt.date, dt.date] | None:
    """First and last day of a moment; None when its year is unknown or there is no such day (2月30日)."""
    year, month = moment.year, moment.month
    if year is None or not 1 <= year <= 9998:
        return None
    if month is None:
        if moment.part is None:
            return dt.date(year, 1, 1), dt.date(year, 12, 31)
        if moment.part not in _YEAR_PARTS:
            return None
        first, last = _YEAR_PARTS[moment.part]
        return dt.date(year, first, 1), dt.date(year, last, monthrange(year, last)[1])
    if not 1 <= month <= 12:
        return None
    size = monthrange(year, month)[1]
    if moment.day is not None:
        return (dt.date(year, month, moment.day),) * 2 if 1 <= moment.day <= size else None
    first, end = _MONTH_PARTS.get(moment.part or "", (1, None))
    return dt.date(year, month, first), dt.date(year, month, size if end is None else end)


def period(left: Moment, right: Moment | None) -> tuple[dt.date, dt.date] | None:
    """First day of `left` to last day of `right`; None when either is unknown or they run backwards."""
    start = span(left)
    if right is None or start is None:
        return start
    end = span(right)
    return (start[0], end[1]) if end is not None and start[0] <= end[1] else None


def digit_readings(digits: str, year: int | None) -> tuple[tuple[int, int], ...]:
    """The (month, day) that digits without their units can stand for: 717 → (7, 17); 112 → (1, 12), (11, 2).

    Without a year, 29 February counts as a day.
    """
    found = []
    for cut in (1, 2):
        month, day = digits[:cut], digits[cut:]
        if 1 <= len(day) <= 2 and 1 <= int(month) <= 12 and 1 <= int(day) <= monthrange(year or 2024, int(month))[1]:
            found.append((int(month), int(day)))
    return tuple(dict.fromkeys(found))


def year_from(moment: Moment, anchor: dt.date) -> int | None:
    """First year in which the moment does not end before `anchor`; compared by month when no day is printed."""
    for year in (anchor.year, anchor.year + 1, anchor.year + 4):
        days = span(moment.in_year(year))
        if days is not None and days[1] >= anchor:
            return year
    return None


def year_until(moment: Moment, limit: dt.date) -> int | None:
    """Last year in which the moment does not begin after `limit`."""
    for year in (limit.year, limit.year - 1, limit.year - 4):
        days = span(moment.in_year(year))
        if days is not None and days[0] <= limit:
            return year
    return None
