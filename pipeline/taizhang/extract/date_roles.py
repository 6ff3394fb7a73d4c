"""What a printed date is for: inspection, feedback, publication, deadline, an action, or a mere mention.

Roles and their borders are those of gold/GUIDELINES.md; the words stand in `lexicon/dates.toml`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from taizhang import lexicon
from taizhang.extract.date_forms import Printed
from taizhang.extract.zones import Zones
from taizhang.outline import unit as roles
from taizhang.text import fold

INSPECTION, FEEDBACK, PUBLICATION, AS_OF = "inspection_period", "feedback", "publication", "as_of"
DEADLINE, NOTICE_PERIOD, MEASURE, MENTION = "deadline", "notice_period", "measure", "mention"

_REACH = 60            # characters of context a rule may look at
_INSPECTORS = r"(?:巡察|巡视|督察|督导|巡查)"
_NOT_OPENING = frozenset({roles.NEXT_STEPS, roles.CONTACTS, roles.CLOSING, roles.NOISE})


class Patterns(NamedTuple):
    """The compiled rules."""

    as_of: re.Pattern[str]
    until: re.Pattern[str]
    notice_period: re.Pattern[str]
    publication: re.Pattern[str]
    page: re.Pattern[str]
    head: re.Pattern[str]
    deadline_label: re.Pattern[str]
    before: re.Pattern[str]
    completion: re.Pattern[str]
    intention: re.Pattern[str]
    since: re.Pattern[str]
    examined_before: re.Pattern[str]
    examined_after: re.Pattern[str]
    year_thing: re.Pattern[str]
    recurring_before: re.Pattern[str]
    recurring_after: re.Pattern[str]
    earlier: re.Pattern[str]
    spoken_before: re.Pattern[str]
    spoken_after: re.Pattern[str]
    history: re.Pattern[str]


def _either(words: tuple[str, ...]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def patterns() -> Patterns:
    """The rules compiled from the lexicon."""
    words = lexicon.load("dates")
    gap = r"[\s:\])>|]{0,6}"
    done = _either(words["completion"])
    return Patterns(
        as_of=re.compile(r"(?:截至|截止到?|截止至|截至到)(?:目前|今)?[\s,(]{0,2}\Z"),
        until=re.compile(r"(?:受理|来信|来电|来访|公示|接收|投诉|反映)[^,。;]{0,12}(?:截至|截止)[到至于为:]{0,2}\Z"),
        notice_period=re.compile(r"公示[^,。;\n]{0,8}?[从自至到为是于: (]{0,4}\Z"),
        publication=re.compile(
            rf"(?:^|(?<!{')(?<!'.join(words['other_labels'])}))(?P<label>{_either(words['publication_labels'])}){gap}\Z"),
        page=re.compile(rf"(?:{_either(words['page_labels'])}){gap}\Z"),
        head=re.compile(_either(words["head_words"])),
        deadline_label=re.compile(rf"(?:{_either(words['deadline_labels'])})[\s:\])为至到是于]{{0,5}}\Z"),
        before=re.compile(r"\s?(?:底)?(?:之|以)?前(?!往|来|期|后|述|一|两|三)"),
        completion=re.compile(rf"[^,。;]{{0,24}}?(?:{done})"),
        intention=re.compile(rf"(?:{_either(words['intention'])})[在于到至]?\Z"),
        since=re.compile(r"(?:年度|度)?(?:以来|起至今|至今|起(?![草点到诉]))"),
        examined_before=re.compile(rf"(?:{_either(words['examined_before'])})[了自从在、]{{0,2}}\Z"),
        examined_after=re.compile(rf"(?:{_either(words['examined_after'])})"),
        year_thing=re.compile(
            rf"(?:度|年度)?的?(?!(?:{_either(words['year_verbs'])}))[^,。;、:\n]{{0,16}}?(?:{_either(words['year_things'])})"),
        recurring_before=re.compile(rf"(?:{_either(words['recurring_before'])})\Z"),
        recurring_after=re.compile(rf"[,、是为的“\s]{{0,2}}(?:{_either(words['recurring_after'])})"),
        earlier=re.compile(_either(words["earlier_round"])),
        spoken_before=re.compile(rf"(?:{_either(words['spoken_before'])})[于在]?\Z"),
        spoken_after=re.compile(rf"在[^,。;]{{1,24}}?(?:{_either(words['spoken_after'])})"),
        history=re.compile(rf"[^,。;]{{0,10}}?(?:{_either(words['history'])})"),
    )


_INSPECTED = re.compile(
    rf"{_INSPECTORS}(?!组|反馈|整改|意见|办|工作|机构|情况|发现|成果|报告|条例|指出|{_INSPECTORS}|专员|人员)"
    r"|(?:开展|进行|实施|接受)[^,。;]{0,14}(?:巡察|巡视)工作|(?:巡察|巡视)工作(?:结束|开始|启动)|进驻|“?回头看”?(?:工作|检查)?(?=[,。])|开展[^,。;]{0,12}回头看"
)
_AUDITED = re.compile(r"(?:进行|开展|实施)[^,。;]{0,16}审计|审计期间")
_FED_BACK = re.compile(
    rf"(?:向|对着|给)(?![^,。;]{{0,6}}(?:巡察|巡视)(?:组|办|机构))[^,。;]{{1,48}}?(?:反馈|通报|指出)"
    rf"|{_INSPECTORS}组[^,。;]{{0,16}}(?:反馈|通报)|收到[^,。;]{{0,24}}反馈|召开[^,。;]{{0,24}}反馈(?:意见|情况)?(?:大?会|会议|见面会)"
    r"|对[^,。;]{1,40}?(?:进行|作|做|予以)[^,。;]{0,6}反馈"
    r"|(?:进行|作出?|予以|集中|正式|分别|书面|现场|当面|组织|统一)了?反馈|^[,\s]?(?:集中)?反馈|反馈了|意见反馈(?=[,。])"
)
# between a date and 反馈: the notice speaks of dealing with the findings, not of receiving them
_DEALT_WITH = re.compile(r"研究|学习|落实|传达|讨论|部署|整改|针对|根据|对照|按照|结合|围绕|剖析|民主生活会")
_FEEDBACK_LABEL = re.compile(r"反馈(?:时间|日期)?[:为是(于]{1,2}\Z")
_INSPECTION_LABEL = re.compile(r"(?:(?:巡察|巡视|进驻)(?:时间|期间|日期)?[:为是(于]{1,2}|(?:巡察|巡视)\()\Z")
_FED_BACK_AFTER = re.compile(
    rf"[^,。;]{{0,12}}{_INSPECTORS}组?(?:集中|正式)?反馈(?:意见|会|会议|问题|情况)?[之以]?后")
_DONE_BY = re.compile(r"已经?全?部?[于在]?\Z")
_PLAN_YEARS = re.compile(r"(?:期间|时期|规划|计划)\(\Z")
_SIGNERS = frozenset("组委会局厅部院校司团心站所处办府村区镇乡队社行馆")
_LIST_GAP = re.compile(r"\s{0,2}(?:[、,]|[,、]?(?:和|及|与|以及|并于|又于))\s{0,2}")


def role_of(folded: str, printed: Printed, zones: Zones, previous_end: int, next_start: int, audited: bool) -> str:
    """The role of one date; a date in a list that is settled by its last member gives `mention` here.

    `previous_end` and `next_start` are the borders of the neighbouring dates; `audited` allows an audit to stand for
    the inspection.
    """
    rules = patterns()
    zone = zones.role(printed.start)
    left = folded[max(previous_end, printed.start - _REACH, 0) : printed.start]
    wide_left = folded[max(0, printed.start - _REACH) : printed.start]
    right = _sentence(folded, printed.end, min(next_start, printed.end + 2 * _REACH))
    if rules.until.search(wide_left):
        return NOTICE_PERIOD if "公示" in wide_left[-20:] else DEADLINE
    answer = zones.in_answer(printed.start)
    if not answer and rules.notice_period.search(left) and zone not in (roles.ORGANISATION, roles.SECTION):
        return NOTICE_PERIOD
    if rules.deadline_label.search(wide_left) or _due(rules, zone, left, folded, printed.end):
        return DEADLINE
    if rules.as_of.search(left):
        return AS_OF
    if zone == roles.SIGNATURE or _publishes(rules, folded, printed, zones, zone, wide_left):
        return PUBLICATION
    if _in_deadline_field(folded, printed, zones, zone):
        return DEADLINE
    if zones.in_heading(printed.start):
        return MENTION
    if answer:
        return _in_answer(rules, printed, left, right, folded)
    if zone in _NOT_OPENING:
        return MENTION
    return _of_inspection(rules, printed, left, right, folded, audited)


def _in_deadline_field(folded: str, printed: Printed, zones: Zones, zone: str) -> bool:
    """Whether the outline read the date as the deadline of its problem (a cell of a table, a field)."""
    if zone in (roles.ANSWER, roles.MEASURE):
        return False
    index = zones.outline.enclosing(printed.start, roles.PROBLEM, roles.SUBPROBLEM, roles.ASPECT)
    deadline = zones.outline.units[index].deadline if index is not None else None
    return deadline is not None and folded[printed.start : printed.end] in fold(deadline)


def _sentence(folded: str, start: int, limit: int) -> str:
    piece = folded[start:limit]
    ends = [position for mark in "。;\n" if (position := piece.find(mark)) >= 0]
    return piece[: min(ends)] if ends else piece


def _due(rules: Patterns, zone: str, left: str, folded: str, end: int) -> bool:
    right = folded[end : end + _REACH]
    if before := rules.before.match(right):
        if _DONE_BY.search(left):
            return False
        return zone == roles.NEXT_STEPS or rules.completion.match(right, before.end()) is not None
    planned = zone == roles.NEXT_STEPS or rules.intention.search(left) is not None
    return planned and rules.completion.match(right) is not None


def _publishes(rules: Patterns, folded: str, printed: Printed, zones: Zones, zone: str, left: str) -> bool:
    if zone in (roles.NOISE, roles.TITLE, roles.CLOSING, roles.CONTACTS) or not zones.outline.units:
        if rules.publication.search(left):
            return True
    elif zone == roles.OPENING and rules.page.search(left):
        return True
    line_start = folded.rfind("\n", 0, printed.start) + 1
    line_end = folded.find("\n", printed.end)
    line = folded[line_start : line_end if line_end >= 0 else len(folded)]
    rest = (line[: printed.start - line_start] + line[printed.end - line_start :]).strip(" ()[]")
    if zones.after_body(printed.start) and not line[printed.end - line_start :].strip(" )"):
        # a signature on one line with its day, or a day behind the last sentence
        signer = re.split(r"[。;,:]", line[: printed.start - line_start].strip(" ("))[-1]
        if len(signer) <= 45 and (not signer or signer[-1] in _SIGNERS):
            return True
    head = printed.start < zones.body_start
    if head and zone in (roles.NOISE, roles.TITLE):
        # the day under the title, or the head of a web page: 2022-10-24 15:30 来源:… 浏览:…
        return not rest.strip(":0123456789") or rules.head.search(rest) is not None
    return False


def _in_answer(rules: Patterns, printed: Printed, left: str, right: str, folded: str) -> str:
    if _FED_BACK_AFTER.match(right) and printed.left.day is not None:
        return FEEDBACK
    if rules.examined_before.search(left) or _PLAN_YEARS.search(left):
        return MENTION
    if rules.spoken_before.search(left) or (printed.left.day is not None and rules.spoken_after.match(right)):
        return MENTION
    if since := rules.since.match(right):
        return MENTION if rules.examined_after.match(right, since.end()) else MEASURE
    last = printed.right or printed.left
    if last.precision == "year":
        if rules.year_thing.match(right) or (last.year or 9999) < 2008:
            return MENTION
    elif right.startswith(("之前", "以前", "前")) and not _DONE_BY.search(left):
        return MENTION
    if _quoted(folded, printed):
        return MENTION
    return MEASURE


def _quoted(folded: str, printed: Printed) -> bool:
    """Whether the date is part of a name in quotes: “2022年春雨行动”."""
    opened = folded.rfind("“", max(0, printed.start - 12), printed.start)
    return opened >= 0 and "”" not in folded[opened : printed.start] and "”" in folded[printed.end : printed.end + 20]


def _of_inspection(rules: Patterns, printed: Printed, left: str, right: str, folded: str, audited: bool) -> str:
    """Inspection, feedback or mention, from what the sentence says up to the next date."""
    if _FEEDBACK_LABEL.search(left):
        return FEEDBACK
    if rules.since.match(right) and printed.left.precision == "year":
        return MENTION
    inspected = (_AUDITED if audited else _INSPECTED).search(right)
    fed_back = _FED_BACK.search(right)
    if fed_back and _DEALT_WITH.search(right, 0, fed_back.start()):
        fed_back = None
    found_inspection = inspected is not None or _INSPECTION_LABEL.search(left) is not None
    if found_inspection and fed_back and inspected:
        found_inspection = inspected.start() < fed_back.start() and not (
            printed.right is None and right[inspected.start() : fed_back.end()].count(",") == 0)
    if found_inspection:
        if printed.left.precision == "year" and printed.right is None:
            return MENTION
        sentence_start = max(folded.rfind(mark, max(0, printed.start - _REACH), printed.start) for mark in "。;\n")
        context = folded[max(sentence_start, printed.start - _REACH, 0) : printed.start] + right
        return MENTION if rules.earlier.search(context) else INSPECTION
    return FEEDBACK if fed_back else MENTION


def is_history(folded: str, end: int) -> bool:
    """Whether what follows a date in an answer tells the history of the matter: 2019年6月立项."""
    return patterns().history.match(folded, end) is not None


def is_recurring(folded: str, printed: Printed) -> bool:
    """Whether a date without a year names a day that comes every year (每年3月, 4月23日世界读书日) or a length."""
    if printed.left.year is not None or printed.relative is not None:
        return False
    rules = patterns()
    return rules.recurring_before.search(folded, max(0, printed.start - 6), printed.start) is not None or (
        rules.recurring_after.match(folded, printed.end) is not None)


def is_list_gap(gap: str) -> bool:
    """Whether two dates with `gap` between them are members of one list."""
    return len(gap) <= 6 and _LIST_GAP.fullmatch(gap) is not None


def is_page_date(folded: str, start: int) -> bool:
    """Whether the date at `start` stands behind 发布日期 or 发布时间."""
    return patterns().page.search(folded, max(0, start - 24), start) is not None
