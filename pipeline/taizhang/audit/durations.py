"""Law: a period printed with its number of days has so many days, both ends counted or not the first.

公示期自5月11日至5月17日，共7天 holds, and so does 共6天; 共10天 does not. It is told under `dates_in_order`, and only when it is
broken. Working days, several periods in one sentence, and numbers with a bound (左右, 不少于) settle nothing.
"""

from __future__ import annotations

import re
from collections import Counter

from taizhang.audit.case import Case
from taizhang.audit.verdict import INCONSISTENT, finding, number
from taizhang.records import Count, Date, Finding

_DAYS = frozenset({"天", "日"})
_NEAR = 12  # code points between a period and its number of days
_TOTAL = re.compile(r"[,，(]?(?:期限|时间|为期|共计|共|历时|公示){0,2}为?")


def stated_days(case: Case) -> tuple[Finding, ...]:
    """One row for each period of public notice whose number of days is wrong however it is counted."""
    rows = []
    periods = Counter(case.sentence(row.char_start) for row in case.dates if row.date_from != row.date_to)
    for date in case.dates:
        if date.role != "notice_period" or date.date_from is None or date.date_to is None:
            continue
        days = _days_of(case, date) if periods[case.sentence(date.char_start)] <= 1 else None
        if days is None:
            continue
        between = (date.date_to - date.date_from).days
        if int(days.value or 0) in (between, between + 1) or between < 1:
            continue
        text = (
            f"公示期{date.surface}首尾均计为{between + 1}天、不计首日为{between}天，"
            f"而通报称{number(days.value or 0)}天，两者不符。"
        )
        rows.append(
            finding(
                case,
                "dates_in_order",
                INCONSISTENT,
                text.replace("\n", ""),
                (date.char_start, days.char_start),
                claimed=days.value,
                observed=float(between + 1),
            )
        )
    return tuple(rows)


def _days_of(case: Case, date: Date) -> Count | None:
    """The exact number of days right behind a period."""
    for count in case.counts_between(date.char_end, date.char_end + _NEAR):
        exact = count.unit in _DAYS and count.qualifier is None and float(count.value or 0.5).is_integer()
        if exact and _TOTAL.fullmatch(case.folded[date.char_end : count.char_start]):
            return count
    return None
