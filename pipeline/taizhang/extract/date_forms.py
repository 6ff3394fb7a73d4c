"""Dates as they are printed: the forms, and where each begins and ends. What they mean is decided elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from taizhang.normalise.calendar import Moment
from taizhang.normalise.numerals import parse_number

_G = r"\s{0,2}"  # white space that crept in between a number and its unit
_C = "〇零一二三四五六七八九"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9]|(?:三十|卅)一?|(?:二十|廿|十)[一二三四五六七八九]?|[一二三四五六七八九])"
_YEAR4 = r"(?:19|20)\d\d"
_DASH = rf"{_G}(?:至|到|-{{1,3}}|~{{1,3}}){_G}"
_YEAR_UNIT = r"年(?!级|代|龄|薪|均|历史|的历史)"
_RELATIVE = r"今年|本年度?|去年|上年度?|前年|明年|次年|翌年|当年|同年"
_EARLY = r"初(?![步次心稿审期衷见级中])"
_YEAR_END = rf"年?(?:底|末|终|{_EARLY})"


def _rest(n: str) -> str:
    """What follows a year, or stands alone: month with day or part, half, quarter. `n` tells the group names apart."""
    day_open = rf"(?={_DASH}{_DAY}{_G}[日号]|、{_DAY}{_G}[日号])"
    day = rf"{_G}(?P<d{n}>{_DAY})(?:{_G}[日号]|{day_open})"
    part = rf"{_G}(?P<p{n}>[上中下]旬|底|末|{_EARLY})"
    month_open = rf"(?={_DASH}{_MONTH}{_G}月|、{_MONTH}{_G}月)"
    month = rf"(?P<m{n}>{_MONTH})(?:{_G}月(?:{day}|{part}|份)?|{month_open})"
    quarter_open = rf"(?={_DASH}[二三四2-4]季度)"
    quarter = rf"第?(?P<q{n}>前?[一二两三四1-4])(?:个?季度|{quarter_open})"
    return rf"(?:{month}|(?P<h{n}>[上下]半年)|{quarter})"


_NOT_GLUED = r"(?<![A-Za-z0-9_/.-])"
_ISO = (
    rf"(?P<iy>{_YEAR4})(?P<sep>[./-])(?P<im>1[0-2]|0?[1-9])(?:(?P=sep)(?P<id>3[01]|[12]\d|0?[1-9]))?"
    r"(?![\d_/A-Za-z]|\.\d)"
)
_COMPACT = rf"{_NOT_GLUED}(?P<ky>20\d\d)(?P<km>0[1-9]|1[0-2])(?P<kd>[0-3]\d)(?![\d_/.A-Za-z日-])"
_LOST = r"(?<!\d)(?P<ly>20\d\d)(?P<lost>\d{2,4})日"
_LOST_YEAR_UNIT = (
    rf"(?<!\d)(?P<uy>20[0-4]\d)[ ]?(?P<um>1[0-2]|0?[1-9]){_G}月(?:{_G}(?P<ud>3[01]|[12]\d|0?[1-9]){_G}日)?"
)
_WITH_YEAR = (
    rf"(?<!\d)(?:(?P<y>{_YEAR4})(?:{_G}{_YEAR_UNIT}|(?={_DASH}{_YEAR4}{_G}年|、{_YEAR4}{_G}年))"
    rf"|(?P<yc>[一二][{_C}0Oo]{{3}}){_G}{_YEAR_UNIT}|(?P<ys>[12]\d)年(?={_G}(?:1[0-2]|0?[1-9]){_G}月))"
    rf"(?:{_G}(?:{_rest('1')}|(?P<e1>{_YEAR_END})|(?P<blob>\d{{2,4}})日))?"
)
_WITH_RELATIVE = rf"(?P<rel>{_RELATIVE})的?{_G}(?:{_rest('2')}|(?P<e2>{_YEAR_END}))"
_NO_YEAR = rf"(?<![\d{_C}十]){_rest('3')}"

_WORDED = f"{_COMPACT}|{_LOST}|{_LOST_YEAR_UNIT}|{_WITH_YEAR}|{_WITH_RELATIVE}|{_NO_YEAR}"
# where a date may begin; far cheaper to look for than the forms themselves
_MAY_BEGIN = re.compile(
    r"[\d一二三四五六七八九十第今本去上下前明次翌当同](?:(?<=\d)(?=\d{3}[./-]|\d{4,7})|(?=[^。,]{0,9}[年月季]))"
)
_POINT = re.compile(f"{_NOT_GLUED}{_ISO}|{_WORDED}")
_RIGHT_POINT = re.compile(f"{_ISO}|{_WORDED}")
_CLOCK = r"(?:\((?:星期|周)[一二三四五六日天]\))?(?:[上下]午)?(?:\d{1,2}(?::\d{2}|[时点]))?"
# OCR prints a dash as 一 between 日 and a digit
_CONNECT = re.compile(rf"[ ]?{_CLOCK}(?:(?:起|开始),?)?{_G}(?:至|到|-{{1,3}}|~{{1,3}}|(?<=日)一(?=\d)){_G}")
_CLOSE_TO = re.compile(r"、")
_RIGHT_SHORT = re.compile(
    rf"(?P<d>{_DAY}){_G}[日号]|(?P<p>[上中下]旬)|月?(?P<q>[底末])|(?P<lost>\d{{2,4}})日"
    r"|(?P<dm>1[0-2]|0?[1-9])\.(?P<dd>3[01]|[12]\d|0?[1-9])(?![\d.])"
)
_MORE_DAYS = re.compile(rf"[、和及与]{_G}(?=(?P<d>{_DAY}){_G}(?:[日号](?![内均常前])|{_DASH}{_DAY}{_G}[日号]))")
_BARE_DAY = re.compile(rf"(?P<d>{_DAY})(?:{_G}[日号]|(?={_DASH}{_DAY}{_G}[日号]))")
_LATER_DAY = re.compile(rf"(?<=[,;。])(?P<d>{_DAY})[日号](?=[,上下晚]|召开|组织|开展|印发)")
_QUARTER = {"一": "1", "二": "2", "两": "2", "三": "3", "四": "4"}


class Printed(NamedTuple):
    """A date or period as printed at `start:end`: its two ends, with what the print leaves open.

    `relative` is the year word of the left end (今年, 次年), `right_relative` that of the right. `lost` and
    `right_lost` hold digits that lost their units. `right_year` says that the right end prints its own year. `loose`
    marks forms that are dates only in the right place (2022.10, 20221024). `carried` marks a moment whose month was
    taken from the date before it.
    """

    start: int
    end: int
    left: Moment
    right: Moment | None = None
    relative: str | None = None
    right_relative: str | None = None
    lost: str | None = None
    right_lost: str | None = None
    right_year: bool = False
    loose: bool = False
    carried: bool = False


def scan(folded: str) -> Iterator[Printed]:
    """Every date form of a folded text, left to right, without overlap."""
    position, last_end, last = 0, -1000, Moment()
    while True:
        match = _next_point(folded, position)
        limit = match.start() if match else min(len(folded), last_end + 200)
        # 3月9日、15日 and …。15日,…: days that take their month from the date before
        if last.day is not None and (later := _later_day(folded, last_end, limit)):
            yield later
            position = last_end = later.end
            last = later.right or later.left
            continue
        if match is None:
            return
        printed = _complete(folded, match)
        position = max(printed.end, match.start() + 1) if printed else match.end()
        if printed:
            yield printed
            last_end, last = printed.end, _carry(printed)


def _next_point(folded: str, position: int) -> re.Match[str] | None:
    while begins := _MAY_BEGIN.search(folded, position):
        if match := _POINT.match(folded, begins.start()):
            return match
        position = begins.start() + 1
    return None


def _carry(printed: Printed) -> Moment:
    moment = printed.right or printed.left
    return moment if printed.lost is None and printed.right_lost is None else Moment()


def _later_day(folded: str, start: int, limit: int) -> Printed | None:
    found = _MORE_DAYS.match(folded, start, min(limit, start + 12))
    if found:
        day = _BARE_DAY.match(folded, found.end())
    else:
        line = folded.find("\n", start, start + 150)
        day = _LATER_DAY.search(folded, start, min(limit, line if line >= 0 else start + 150))
    if day is None:
        return None
    left = Moment(day=_int(day["d"]))
    end = _right_end(folded, day.end(), left)
    if end is None:
        return Printed(day.start(), day.end(), left, carried=True)
    return Printed(day.start(), end[1], left, end[0], carried=True)


def _int(text: str) -> int:
    if text.isascii() and text.isdecimal():
        return int(text)
    value = parse_number(text)
    return int(value) if value is not None else 0


def _quarter(text: str) -> str:
    prefix, digit = ("前", text[1:]) if text[0] == "前" else ("", text)
    return f"{prefix}{_QUARTER.get(digit, digit)}季度"


def _moment(match: re.Match[str]) -> tuple[Moment, str | None, str | None, bool]:
    """The moment of a match, its relative year word, its lost digits, and whether it is a loose form."""
    group = match.group
    if group("iy"):
        day = group("id")
        return Moment(int(group("iy")), int(group("im")), int(day) if day else None), None, None, day is None
    if group("ky"):
        return Moment(int(group("ky")), int(group("km")), int(group("kd"))), None, None, True
    if group("ly"):
        return Moment(int(group("ly"))), None, group("lost"), False
    if group("uy"):
        day = group("ud")
        return Moment(int(group("uy")), int(group("um")), int(day) if day else None), None, None, False
    n = "1" if group("y") or group("yc") or group("ys") else "2" if group("rel") else "3"
    year = None
    if n == "1":
        year = int(group("y") or 0) or (2000 + int(group("ys")) if group("ys") else _int(group("yc")))
    month, day = group("m" + n), group("d" + n)
    part = group("p" + n) or group("h" + n)
    if group("q" + n):
        part = _quarter(group("q" + n))
    elif n != "3" and group("e" + n):
        part = "年" + group("e" + n).removeprefix("年")
    moment = Moment(year, _int(month) if month else None, _int(day) if day else None, part)
    return moment, group("rel"), group("blob") if n == "1" else None, False


def _unit_missing(folded: str, match: re.Match[str]) -> bool:
    """Whether the match ends in a bare number whose unit stands only at the right end (3-5月)."""
    return (
        folded[match.end() - 1] not in "年月日号旬底末初终份度"
        and not match["iy"]
        and not match["ky"]
        and not match["h1"]
        and not match["h2"]
        and not match["h3"]
    )


def _complete(folded: str, match: re.Match[str]) -> Printed | None:
    left, relative, lost, loose = _moment(match)
    if left.year is not None and not 1900 <= left.year <= 2100:
        return None
    start, end = match.span()
    open_left = _unit_missing(folded, match)
    if open_left and _CLOSE_TO.match(folded, end):
        return _pair(folded, match, left, relative)
    if match["ky"]:
        return Printed(start, end, left, loose=True)
    right = _right_end(folded, end, left, lost is not None, match["sep"])
    if right is not None:
        moment, stop, right_relative, right_lost, own_year = right
        return Printed(start, stop, left, moment, relative, right_relative, lost, right_lost, own_year)
    if open_left:
        return None
    if left.year is None and relative is None and left.day is None and left.part is None and _chinese_month(match):
        return None
    return Printed(start, end, left, None, relative, lost=lost, loose=loose)


def _chinese_month(match: re.Match[str]) -> bool:
    """三月 alone, without year, day or 份, is more often a length of time or a name than a date."""
    return (match["m3"] or "1")[0] in _C + "十" and not match.group().endswith("份")


def _pair(folded: str, match: re.Match[str], left: Moment, relative: str | None) -> Printed | None:
    """4、5月 and 9、10日 are one period when the numbers are neighbours; 2019、2020年 are two years."""
    start, end = match.span()
    if left.precision == "year":
        return Printed(start, end, left, None, relative)
    other = re.compile(rf"{_DAY}(?={_G}[日号])|{_MONTH}(?={_G}月)").match(folded, end + 1)
    stop = folded.find("月" if left.day is None else "日", end) + 1 or folded.find("号", end) + 1
    if other is None or stop == 0:
        return None
    number = _int(other.group())
    if left.day is not None:
        close = number == left.day + 1
        right = Moment(left.year, left.month, number)
    else:
        # without a year, "1、2月…" may be item 1 of a list
        led = left.year is not None or relative is not None or folded[max(0, start - 1) : start] in tuple("于在从自约")
        close = number == (left.month or 0) + 1 and led
        right = Moment(left.year, number)
        stop += folded[stop : stop + 1] == "份"
    if close:
        return Printed(start, stop, left, right, relative)
    return Printed(start, end, left, None, relative) if left.day is not None and left.month else None


def _right_end(
    folded: str, end: int, left: Moment, lost: bool = False, separator: str | None = None
) -> tuple[Moment, int, str | None, str | None, bool] | None:
    """The right end of a period that goes on at `end`: moment with year and month carried over, where it stops,

    its relative year word, its digits without units, and whether it prints its own year. None: no period.
    """
    connect = _CONNECT.match(folded, end)
    if connect is None:
        return None
    position = connect.end()
    match = _RIGHT_POINT.match(folded, position)
    if match and not match["ky"] and not _unit_missing(folded, match):
        moment, relative, broken, _ = _moment(match)
        own = moment.year is not None
        if not own and relative is None:
            if moment.month is None and moment.part is not None and left.month is not None and left.part is None:
                return None
            moment = moment.in_year(left.year)
        if moment.precision == "year" and broken is None and left.year is None:
            return None
        return moment, match.end(), relative, broken, own
    short = _RIGHT_SHORT.match(folded, position)
    if short is None:
        return None
    if short["lost"] and lost:
        return Moment(left.year), short.end(), None, short["lost"], False
    if short["d"] and left.day is not None:
        return Moment(left.year, left.month, _int(short["d"])), short.end(), None, None, False
    if (short["p"] or short["q"]) and left.month is not None:
        return Moment(left.year, left.month, part=short["p"] or short["q"]), short.end(), None, None, False
    if short["dm"] and separator == ".":
        return Moment(left.year, int(short["dm"]), int(short["dd"])), short.end(), None, None, False
    return None
