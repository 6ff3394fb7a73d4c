"""Laws about dates: the order of the proceedings, and actions older than the inspection they are offered to.

`dates_in_order`: inspection ≤ feedback ≤ publication, whenever two of them are known. A date whose year is not
printed is given every year that could be meant before it is called out of order. Of several publication dates (page,
signature) one in order is enough: a page may be moved, a signature may be copied.

`action_before_inspection`: an action in an answer whose printed date lies wholly before the first day of the
inspection can not have been its rectification. Not counted: periods that only look back (role `mention`), actions that
go on (…起, …以来), bare years, dates that qualify a thing (2020年签订的合同), background (曾, 原, 此前), items about an earlier round or
an audit, sentences that go on to a later date, works begun then and told on later (开工, 启动),
dates in a bracket that tell of somebody's career (2023年4月调离), and dates whose year is inferred.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from taizhang.audit.case import Case, words
from taizhang.audit.caveats import past_of_a_person
from taizhang.audit.verdict import CONSISTENT, INCONSISTENT, UNVERIFIABLE, finding
from taizhang.audit.wording import day, short
from taizhang.outline import unit as roles
from taizhang.records import Date, Finding

_ATTRIBUTE = re.compile(r"[^,。;:]{0,10}?(?:的(?!有关|相关)|期间|以前|之前|前)")
_YEARS = (0, -1, 1)
_LONG_INSPECTION = 200  # days; a longer span is two visits, between which an interim report is no slip


def dates_in_order(case: Case) -> tuple[Finding, ...]:
    """One row when at least two of inspection, feedback and publication are known."""
    notice = case.notice
    first, last = notice.inspection_start, notice.inspection_end or notice.inspection_start
    feedback, published = notice.feedback_date, notice.publication_date
    if sum(value is not None for value in (last, feedback, published)) < 2:
        return ()
    rows = {
        role: [date for date in case.dates if date.role == role and date.date_to is not None]
        for role in ("inspection_period", "feedback", "publication")
    }
    known = "、".join(
        f"{name}{day(value)}" for name, value in (("巡察结束", last), ("反馈", feedback), ("公布", published)) if value
    )
    positions = [date.char_start for group in rows.values() for date in group[:2]]
    verdict = _order(
        _periods(rows["inspection_period"], first, last),
        _days(rows["feedback"], feedback),
        _days(rows["publication"], published),
    )
    text = f"通报所列{known}，先后相符。"
    if verdict == INCONSISTENT:
        text = f"通报所列{known}，先后颠倒，与先巡察、后反馈、再公布的程序不符。"
    elif verdict == UNVERIFIABLE:
        text = f"按现有日期先后有疑（{known}），但有的日期未写明年份、分多个时段或有不同记载，无法核实。"
    return (finding(case, "dates_in_order", verdict, text, positions),)


_Span = tuple[dt.date, dt.date, bool]  # first day, last day, whether the year is inferred


def _days(rows: Sequence[Date], known: dt.date | None) -> list[_Span]:
    """Days of a role as printed; the notice's own date where no row carries it."""
    spans = [(row.date_from or row.date_to, row.date_to, row.year_inferred) for row in rows if row.date_to]
    found = [(first, last, inferred) for first, last, inferred in spans if first is not None and last is not None]
    if known is None:
        return []
    chosen = [span for span in found if span[0] <= known <= span[1]] or [(known, known, True)]
    return [*chosen[:1], *(span for span in found if span not in chosen[:1])]


def _periods(rows: Sequence[Date], first: dt.date | None, last: dt.date | None) -> list[_Span]:
    """The inspection as one span. Its year is taken as printed unless no row of it prints one."""
    if last is None:
        return []
    return [(first or last, last, bool(rows) and all(row.year_inferred for row in rows))]


def _order(inspection: list[_Span], feedback: list[_Span], publication: list[_Span]) -> str:
    """consistent: the dates as read are in order. unverifiable: another printed day, or another year where none is
    printed, puts them in order. inconsistent: nothing does."""
    read = (inspection[:1], feedback[:1], publication[:1])
    if _some_order(*read, moved=False):
        return CONSISTENT
    if _some_order(inspection, feedback, publication, moved=True):
        return UNVERIFIABLE
    spread = bool(inspection and feedback) and (inspection[0][1] - inspection[0][0]).days > _LONG_INSPECTION
    return UNVERIFIABLE if spread and inspection[0][0] <= feedback[0][1] else INCONSISTENT


def _some_order(inspection: list[_Span], feedback: list[_Span], publication: list[_Span], *, moved: bool) -> bool:
    """Whether a choice of days, with the year moved where it is inferred, is in order."""

    def days(spans: list[_Span], *, end: bool) -> list[dt.date | None]:
        found: list[dt.date | None] = []
        for first, last, inferred in spans:
            shifts = _YEARS if inferred and moved else (0,)
            found += [_in_year(last if end else first, shift) for shift in shifts]
        return found or [None]

    return any(
        (one is None or two is None or one <= two)
        and (two is None or three is None or two <= three)
        and (one is None or three is None or one <= three)
        for one in days(inspection, end=True)
        for two in days(feedback, end=True)
        for three in days(publication, end=True)
    )


def _in_year(day: dt.date, shift: int) -> dt.date:
    try:
        return day.replace(year=day.year + shift)
    except ValueError:  # 29 February
        return day.replace(year=day.year + shift, day=28)


# 2023年1月,县林业局已对该问题立案: told as what had been done before
_ALREADY = re.compile(r"[,]?[^。;,]{0,12}?(?:就)?已(?:经)?对(?:该|此|上述|相关)")


def action_before_inspection(case: Case) -> tuple[Finding, ...]:
    """One row for the notice when actions older than the inspection are offered as rectification."""
    begin = case.notice.inspection_start
    if begin is None:
        return ()
    old = [date for date in case.dates if _is_old_action(case, date, begin)]
    if not old:
        return ()
    items = {case.item(date.char_start) for date in old}
    shown = "、".join(dict.fromkeys(date.surface.replace("\n", "") for date in old))
    starts = {case.outline.units[item].title_start for item in items if item is not None}
    told = [row.statement or row.title for row in case.problems if row.char_start in starts and row.level != "aspect"]
    names = "、".join(f"“{short(title)}”" for title in told[:3])
    text = (
        f"{names}{'等' if len(told) > 3 else ''}共{len(items)}个问题以{shown}的做法作为整改，"
        f"早于巡察开始日{day(begin)}，不能作为本次巡察的整改措施。"
    )
    periods = [date.char_start for date in case.dates if date.role == "inspection_period"][:1]
    positions = [*periods, *(date.char_start for date in old)]
    return (finding(case, "action_before_inspection", INCONSISTENT, text, positions, observed=float(len(items))),)


def _is_old_action(case: Case, date: Date, begin: dt.date) -> bool:
    if date.role != "measure" or date.year_inferred or date.date_to is None or date.date_to >= begin:
        return False
    if date.precision not in ("day", "part_of_month", "month"):
        return False
    index = case.outline.enclosing(date.char_start, roles.MEASURE, roles.ANSWER)
    item = case.item(date.char_start)
    if index is None or item is None or date.char_start < case.outline.units[item].title_end:
        return False
    behind = case.folded[date.char_end : date.char_end + 24]
    if words("dates", "continues").match(behind) or _ATTRIBUTE.match(behind):
        return False
    if _ALREADY.match(behind):
        return False
    if past_of_a_person(case, date.char_start, date.char_end):
        return False
    sentence_start, sentence_end = case.sentence_span(case.sentence(date.char_start))
    before = case.folded[max(sentence_start, date.char_start - 24) : date.char_start]
    if words("dates", "background").search(before) or re.search(r"(?:自|从|截至|截止)$", before):
        return False
    if any(
        words("dates", "earlier_finding").search(_heading(case, place)) for place in case.outline.path(date.char_start)
    ):
        return False
    unit = case.outline.units[index]
    return not any(
        other is not date
        and other.date_to is not None
        and other.date_to >= begin
        and (
            sentence_start <= other.char_start < sentence_end
            or (unit.char_start <= other.char_start < unit.char_end and words("dates", "begins").search(behind))
        )
        for other in case.dates
    )


def _heading(case: Case, index: int) -> str:
    unit = case.outline.units[index]
    if unit.role not in (roles.ASPECT, roles.PROBLEM, roles.SUBPROBLEM):
        return ""
    return case.folded[unit.title_start : unit.title_end]
