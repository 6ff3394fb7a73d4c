"""Dates inside the answer to a problem: the day of an action, a deadline, or what the action looked back on."""

from __future__ import annotations

import re

from taizhang.extract.date_context import Context
from taizhang.extract.date_forms import Printed
from taizhang.extract.date_words import words

MEASURE, MENTION, FEEDBACK, DEADLINE = "measure", "mention", "feedback", "deadline"
# …前: an action of the past or a deadline; the day of publication tells (see `taizhang.extract.date_years`)
DUE_OR_DONE = "due_or_done"
# among the plans: to be completed then, or a look back
DUE_OR_PAST = "due_or_past"

_INSPECTORS = r"(?:巡察|巡视|督察|督导|巡查)"
_FED_BACK_AFTER = re.compile(
    rf"(?:[^,。;]{{0,12}}{_INSPECTORS}组?)?(?:集中|正式)?反馈(?:意见|会|会议|问题|情况)?[之以]?后"
)
_DONE_BY = re.compile(r"已经?全?部?[于在]?\Z")
_PLAN_YEARS = re.compile(r"(?:期间|时期|规划|计划|时间)\(\Z")
# 对19个乡镇|2018年至2022年|补偿资金…: a coverb takes the date as part of its object
_COVERB = re.compile(
    r"(?:(?<![核面应相校派针])对(?![照接外内标应比策象口此])|针对(?!性)|(?<!即)将(?![于在会要])|把(?![关握脉控]))"
    r"(?P<object>[^,。;:]{1,30})\Z"
)
_ADVERBIAL = re.compile(r"(?:[于在自从至到已并即后前均内]|分别|先后|目前|全部)\Z")
_ACTS = re.compile(
    r"(?:已|全部|全面|正式|集中|再次|又)?(?:完成|结束|启动|通过|开展|召开|到位|办结|验收|实施|上线|投入|建成|开工|完工|进行|组织|予以|给予|印发|出台|下发|移交|立案)"
)
# 2023年|实施的|11个项目, 7月14日|的|民主生活会
_RELATIVE = re.compile(
    r"(?:度|年度|份)?(?:(?:之|以)?前|期间|底前?|前后)?(?P<verb>[\u4e00-\u9fff]{0,7}?)的(?=[\d一-鿿“《])(?!同时|时候|话|基础上)"
)
_NOT_RELATIVE = re.compile(r"[对将把由向在与为以从给被各就按经使令让]|(?:通过|围绕|针对|根据|按照|结合|利用)")
_OPEN_VERB = re.compile(r"(?:开展|组织|召开|制定|建立|形成|推行|实行|举办|采取|落实|印发|出台|选拔|给予|进行)(?=.{2})")
_COUNTED = re.compile(r"[\d,.]{1,9}(?:余|多)?(?P<unit>[\u4e00-\u9fff])")
_ACTION_UNITS = frozenset("次轮批场期人年月天")
# what may stand before a date that opens its sentence: a label, a marker, a preposition
_LEAD = re.compile(
    r"(?:.*:)?(?:[一二三四五六七八九十]{1,3}是|[①-⑳⑴-⒇⒈-⒛㈠-㈩]|\([\d一二三四五六七八九十]{1,3}\)|\d{1,2}[.、]"
    r"|-{1,3}|[于在自从,\s])*"
)
_LESSON = re.compile(r"[^,。;]{0,16}(?:教训|精神|讲话|指示|批示)")


def role_in_answer(printed: Printed, context: Context, folded: str) -> str:
    """measure, mention, feedback, deadline or `DUE_OR_DONE`."""
    rules = words()
    if _FED_BACK_AFTER.match(context.right) and printed.left.day is not None:
        return FEEDBACK
    due = _due(printed, context)
    if due is not None:
        return due
    if _taken_up(printed, context) or _is_part_of_a_name(printed, context, folded):
        return MENTION
    if rules.since.match(context.right):
        return MEASURE  # unless it reaches back before the inspection, see `date_years`
    last = printed.right or printed.left
    if last.precision == "year" and (names_period(context) or (last.year or 9999) < 2008):
        return MENTION
    if _named_period(printed) and rules.year_plan.match(context.right):
        return MENTION
    return MEASURE


def _due(printed: Printed, context: Context) -> str | None:
    """Whether the date is one by which something must be, or was, done; None when it is no such date."""
    rules = words()
    if before := rules.before.match(context.right):
        if _DONE_BY.search(context.near):
            return MEASURE
        behind = context.right[before.end() :]
        # 对2013年以前的结余资金, 2022年底前签订的合同
        told = rules.examined_after.match(behind) or rules.history_first.match(behind)
        if behind.startswith("的") or ((told or _attributive(context)) and _relative(behind)):
            return MENTION
        if behind.startswith(("已", "均已", "全部已")):
            return MEASURE
        if rules.intention.search(context.near) or rules.orders.search(context.clause):
            return DEADLINE
        if (printed.right or printed.left).precision == "year" and _attributive(context):
            return MENTION
        return DUE_OR_DONE
    if rules.intention.search(context.near):
        return DEADLINE if is_planned_end(printed, context) else MENTION
    return None


def is_planned_end(printed: Printed, context: Context) -> bool:
    """Whether a date that an intention leads is a deadline: a year is one only where something ends with it."""
    year = (printed.right or printed.left).precision == "year"
    return not year or words().year_end.match(context.right) is not None


def _attributive(context: Context) -> bool:
    """Whether words on the left take the date as part of their object."""
    if words().examined_before.search(context.near):
        return True
    coverb = _COVERB.search(context.clause)
    return coverb is not None and not _ADVERBIAL.search(coverb["object"])


def _taken_up(printed: Printed, context: Context) -> bool:
    """Whether the date belongs to what was examined, planned, compared or named, by the words around it."""
    rules = words()
    if _relative(context.right) and printed.left.precision == "year":
        return True
    acts = printed.left.precision != "year" and _ACTS.match(context.right) is not None
    if rules.examined_before.search(context.near) and not acts:
        return True
    if _named_period(printed) and rules.object_before.search(context.near):
        return True
    if rules.compared_before.search(context.near) and rules.compared_after.match(context.right):
        return True
    coverb = _COVERB.search(context.clause)
    if coverb is None or _ADVERBIAL.search(coverb["object"]) or context.right.startswith(","):
        return False
    return not _ACTS.match(context.right) and not rules.since.match(context.right)


def _named_period(printed: Printed) -> bool:
    """A year, half-year or quarter: the periods that plans, budgets and reports are named after."""
    last = printed.right or printed.left
    return last.precision == "year" or (last.part is not None and last.month is None)


def names_period(context: Context) -> bool:
    """Whether the year belongs to a plan, a budget, a meeting or the matter itself: 2024年|部门预算."""
    rules = words()
    return rules.year_plan.match(context.right) is not None or rules.year_thing.match(context.right) is not None


def _relative(right: str) -> bool:
    """Whether what follows makes the date part of a relative clause or an attribute: 2023年实施的11个项目."""
    found = _RELATIVE.match(right)
    if found is None:
        return False
    verb = found["verb"]
    return not (_NOT_RELATIVE.match(verb) or (len(verb) > 4 and _OPEN_VERB.match(verb)))


def _limits_examined(behind: str) -> bool:
    """Whether …以来 or …起 with `behind` limits what was examined and does not date an action."""
    if _relative(behind):
        return True
    if counted := _COUNTED.match(behind):
        return counted["unit"] not in _ACTION_UNITS
    relative = _RELATIVE.match(behind)
    # 2021年以来以会签代替研究的7个事项
    return (
        relative is not None
        and relative["verb"][:1] in ("以", "未", "由", "经")
        and not _OPEN_VERB.match(relative["verb"])
    )


def _is_part_of_a_name(printed: Printed, context: Context, folded: str) -> bool:
    """A speech of that day, a plan of these years, a name in quotes, a lesson of that month."""
    rules = words()
    years = (printed.right or printed.left).precision == "year"
    if (years and _PLAN_YEARS.search(context.near)) or rules.spoken_before.search(context.near):
        return True
    if printed.left.day is not None and rules.spoken_after.match(context.right):
        return True
    if context.clause.endswith(("吸取", "汲取", "学习", "贯彻", "落实", "传达")) and _LESSON.match(context.right):
        return True
    # “2022年春雨行动”
    opened = folded.rfind("“", max(0, printed.start - 12), printed.start)
    return opened >= 0 and "”" not in folded[opened : printed.start] and "”" in folded[printed.end : printed.end + 20]


def opens_its_sentence(context: Context) -> bool:
    """Whether nothing but a marker, a label or a preposition stands before the date: the agency itself acted."""
    lead = _LEAD.match(context.sentence)
    return lead is not None and lead.end() == len(context.sentence)


def follows_action(context: Context) -> bool:
    """Whether an action stands right behind the date, 以来 or 起 left aside."""
    since = words().since.match(context.right)
    return words().action.match(context.right, since.end() if since else 0) is not None


def is_since(context: Context) -> bool:
    """Whether 以来 or 起 follows."""
    return words().since.match(context.right) is not None


def limits_examined(context: Context) -> bool:
    """Whether …以来 limits what was examined (2021年以来公务接待台账) and does not date an action."""
    since = words().since.match(context.right)
    if since is None:
        return _relative(context.right)
    behind = context.right[since.end() :].removeprefix(",")
    if _limits_examined(behind) or words().examined_after.match(behind):
        return True
    return words().action.match(behind) is None


def is_history(context: Context) -> bool:
    """Whether the words around a date tell the history of the matter: 该项目于|2019年6月|立项, 赵某|2019年3月|虚报."""
    matters = words().matters
    if matters.search(context.sentence):
        return True
    return matters.match(context.right.removeprefix(",")) is not None and goes_on_as_history(context)


def is_intended(context: Context) -> bool:
    """Whether an intention leads the date: it lies ahead of the day on which the notice speaks."""
    return words().intention.search(context.near) is not None


def goes_on_as_history(context: Context) -> bool:
    """Whether what follows a date may belong to the history of the matter."""
    return words().history.match(context.right) is not None
