"""What a printed date is for: inspection, feedback, publication, deadline, an action, or a mere mention.

Roles and their borders are those of gold/GUIDELINES.md; the words stand in `lexicon/dates.toml`. This module knows the
frame of a notice; the opening is read by `date_inspection`, answers by `date_answers`.
"""

from __future__ import annotations

import re

from taizhang.extract.date_answers import DUE_OR_DONE, DUE_OR_PAST, is_planned_end, names_period, role_in_answer
from taizhang.extract.date_context import Context
from taizhang.extract.date_forms import Printed
from taizhang.extract.date_inspection import role_of_inspection
from taizhang.extract.date_words import words
from taizhang.extract.zones import Zones
from taizhang.outline import unit as roles
from taizhang.text import fold

INSPECTION, FEEDBACK, PUBLICATION, AS_OF = "inspection_period", "feedback", "publication", "as_of"
DEADLINE, NOTICE_PERIOD, MEASURE, MENTION = "deadline", "notice_period", "measure", "mention"

_AFTER_BODY = frozenset({roles.NEXT_STEPS, roles.CONTACTS, roles.CLOSING, roles.NOISE, roles.SIGNATURE})
_ENDING = frozenset({roles.CONTACTS, roles.CLOSING, roles.SIGNATURE, roles.NOISE})
_ITEMS = frozenset({roles.ASPECT, roles.PROBLEM, roles.SUBPROBLEM})
_LINE_ABOVE = 200  # code points in which the name above the day of a signature stands
_SIGNERS = frozenset("组委会局厅部院校司团心站所处办府村区镇乡队社行馆")
_DONE_BY = re.compile(r"已经?全?部?[于在]?\Z")
_SENTENCE_END = re.compile(r"[。;,:!?]")
# behind the day of a signature: (此件公开发布), 印发
_PUBLIC = re.compile(r"[ )]{0,4}(?:印发|发布)?[ ]{0,8}(?:\([^()]{2,14}\))?[ ]{0,8}")
_LONGEST_LINE = 400
_LONGEST_FIELD = 4000
_TITLE_END = re.compile(r"(?:通报|公告|公示|报告|情况|公开)[)\]]?[ (\[]{0,4}$")
_BY_THEN = re.compile(r"(?:^|[,:;])(?:至|到)\Z")
_DONE_UP_TO = re.compile(r"[,]?[^。;]{0,30}?(?:已|完成)[^。;]{0,30}?[\d一二三四五六七八九十%]")
_ACCEPTED = re.compile(r"(?:受理|意见反馈|征求意见|反映|公开)(?:时间|期限|日期)?[:为从自是]{1,2}\Z")
# 自公布之日起至…, 即日起到…: until when the public may speak
_OPEN_UNTIL = re.compile(r"(?:[自从][\u4e00-\u9fff]{0,6}之?日起|即日起)[,]?(?:截[至止]|[至到])\Z")
_PUT_UP = re.compile(r"[)]?(?:期间)?(?:进行|予以|对外|向社会)[^,。;]{0,12}公示")


def role_of(folded: str, printed: Printed, context: Context, zones: Zones, *, audited: bool) -> str:
    """The role of one date; `DUE_OR_DONE` and `DUE_OR_PAST` where the day of publication must tell.

    A date in a list that is settled by its last member gives `mention` here. `audited` allows an audit to stand for
    the inspection.
    """
    rules = words()
    zone = zones.role(printed.start)
    if rules.until.search(context.wide):
        return NOTICE_PERIOD if "公示" in context.wide[-20:] else DEADLINE
    answer = zones.in_answer(printed.start)
    if not answer and _OPEN_UNTIL.search(context.wide):
        return NOTICE_PERIOD if "公示" in context.wide[-20:] else DEADLINE
    if not answer and _objections(printed, context, zone):
        return NOTICE_PERIOD
    if rules.deadline_label.search(context.wide):
        return DEADLINE
    if rules.as_of.search(context.near):
        return AS_OF
    if zone == roles.SIGNATURE or _publishes(folded, printed, zones, zone, context.wide):
        return PUBLICATION
    if _in_deadline_field(folded, printed, zones, zone):
        return DEADLINE
    if zone in _ITEMS and _is_goal(folded, printed, context):
        return DEADLINE
    if zones.in_heading(printed.start):
        return MENTION
    if _BY_THEN.search(context.sentence) and _DONE_UP_TO.match(context.right):
        return AS_OF
    if answer:
        return role_in_answer(printed, context, folded)
    if zone in _AFTER_BODY and (zone != roles.NOISE or printed.start >= zones.body_start):
        return _behind_answers(printed, context, zone)
    role = role_of_inspection(printed, context, audited=audited)
    return DEADLINE if role == MENTION and _asked_for(context) else role


def _objections(printed: Printed, context: Context, zone: str) -> bool:
    """Whether the date is that of the period in which objections are heard."""
    if zone in (roles.ORGANISATION, roles.SECTION):
        return False
    if words().objections.search(context.near):
        return True
    return printed.right is not None and (
        _PUT_UP.match(context.right) is not None or _ACCEPTED.search(context.near) is not None
    )


def _in_deadline_field(folded: str, printed: Printed, zones: Zones, zone: str) -> bool:
    """Whether the outline read the date as the deadline of its problem (a cell of a table, a field)."""
    if zone in (roles.ANSWER, roles.MEASURE):
        return False
    index = zones.outline.enclosing(printed.start, roles.PROBLEM, roles.SUBPROBLEM, roles.ASPECT)
    deadline = zones.outline.units[index].deadline if index is not None else None
    return deadline is not None and folded[printed.start : printed.end] in fold(deadline)


def _is_goal(folded: str, printed: Printed, context: Context) -> bool:
    """Whether the date is the one by which a goal or task handed down is to be reached."""
    line = folded.rfind("\n", max(0, printed.start - _LONGEST_FIELD), printed.start) + 1
    if not line and printed.start > _LONGEST_FIELD:
        return False
    if not words().goal_label.match(folded[line : line + 12].strip(" 一二三四五六七八九十、()")):
        return False
    return words().before.match(context.right) is not None or context.clause.endswith(("到", "至", "力争", "确保"))


def _behind_answers(printed: Printed, context: Context, zone: str) -> str:
    """deadline, mention or `DUE_OR_PAST` of a date behind the answers."""
    rules = words()
    if rules.before.match(context.right):
        return MENTION if _DONE_BY.search(context.near) else DEADLINE
    done = rules.completion.match(context.right) is not None
    if rules.intention.search(context.near):
        return DEADLINE if is_planned_end(printed, context) else MENTION
    if zone == roles.NEXT_STEPS and done and not context.right.startswith("的"):
        named = (printed.right or printed.left).precision == "year" and not context.clause.endswith(("到", "至"))
        return MENTION if named or names_period(context) else DUE_OR_PAST
    return MENTION


def _asked_for(context: Context) -> bool:
    """In the account of the work: 要求6月底前完成, 力争年底前完成."""
    rules = words()
    before = rules.before.match(context.right)
    if before is None or _DONE_BY.search(context.near):
        return False
    return rules.completion.match(context.right, before.end()) is not None


def _publishes(folded: str, printed: Printed, zones: Zones, zone: str, left: str) -> bool:
    rules = words()
    framed = zone in (roles.NOISE, roles.TITLE, roles.CLOSING, roles.CONTACTS) or not zones.outline.units
    if framed and rules.publication.search(left):
        return True
    # the head of a page and a signature are short lines; of a long one the stretch around the date will do
    low, high = max(0, printed.start - _LONGEST_LINE), min(len(folded), printed.end + _LONGEST_LINE)
    line_start = max(low, folded.rfind("\n", low, printed.start) + 1)
    line_end = folded.find("\n", printed.end, high)
    line = folded[line_start : line_end if line_end >= 0 else high]
    head = printed.start < zones.body_start or (zone == roles.OPENING and len(line) <= 80 and "。" not in line)
    if zone == roles.OPENING and (rules.page.search(left) or (head and rules.publication.search(left))):
        return True
    before, behind = line[: printed.start - line_start], line[printed.end - line_start :]
    if _PUBLIC.fullmatch(behind) and _signs(folded, printed, zones, zone, before, line_start):
        return True
    if head and zone in (roles.NOISE, roles.TITLE, roles.OPENING):
        # the day under the title, or the head of a web page: 2022-10-24 15:30 来源:… 浏览:…
        rest = (before + behind).strip(" ()[]|")
        if not rest.strip(":0123456789") or rules.head.search(rest) is not None:
            return True
        # a title with its day behind it, as lists of notices print them
        return printed.left.day is not None and not behind.strip(" )]") and _TITLE_END.search(rest) is not None
    return False


def _signs(folded: str, printed: Printed, zones: Zones, zone: str, before: str, line_start: int) -> bool:
    """Whether the date ends a line as the day of a signature: behind the name that signs, or under it."""
    signer = _SENTENCE_END.split(before.strip(" ("))[-1]
    if zone in _ENDING or zones.after_body(printed.start):
        return len(signer) <= 45 and (not signer or signer[-1] in _SIGNERS)
    if printed.left.day is None or printed.right is not None:
        return False
    above = folded[max(0, line_start - _LINE_ABOVE) : line_start].rstrip()
    alone = not signer
    if alone:
        signer = above[above.rfind("\n") + 1 :].strip()
    named = 4 <= len(signer) <= 45 and signer[-1] in _SIGNERS and not _SENTENCE_END.search(signer)
    if zones.items_follow(printed.end):
        # a list is attached below the signature: only the party organ that the title names signs
        named = named and signer.endswith(("党组", "党委", "委员会", "工委", "支部", "总支"))
        return named and signer.removeprefix("中共") in folded[: zones.body_start]
    return named or (alone and above.endswith("。"))


def is_recurring(folded: str, printed: Printed) -> bool:
    """Whether a date without a year names a day that comes every year (每年3月, 4月23日世界读书日) or a length."""
    if printed.left.year is not None or printed.relative is not None:
        return False
    rules = words()
    return rules.recurring_before.search(folded, max(0, printed.start - 6), printed.start) is not None or (
        rules.recurring_after.match(folded, printed.end) is not None
    )


def is_page_date(folded: str, start: int) -> bool:
    """Whether the date at `start` stands behind 发布日期 or 发布时间."""
    return words().page.search(folded, max(0, start - 40), start) is not None


__all__ = [
    "AS_OF",
    "DEADLINE",
    "DUE_OR_DONE",
    "DUE_OR_PAST",
    "FEEDBACK",
    "INSPECTION",
    "MEASURE",
    "MENTION",
    "NOTICE_PERIOD",
    "PUBLICATION",
    "is_page_date",
    "is_recurring",
    "role_of",
]
