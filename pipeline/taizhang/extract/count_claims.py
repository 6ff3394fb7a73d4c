"""Which role a count has: claim, state of items, money, persons, meetings, rules, frequency, duration, other."""

from __future__ import annotations

import re

from taizhang.extract import count_roles as cr
from taizhang.extract.count_forms import unit_sets
from taizhang.extract.count_money import money_role
from taizhang.extract.count_persons import person_role
from taizhang.extract.count_scan import Printed
from taizhang.extract.count_sources import by_subordinates, of_another_body, planned

_TOTAL = re.compile(r"(?:(?:以上|上述)?[一二两三四五六七八九十\d]{0,2}[项类者方]?)?(?:总计|合计|共计|累计|共){1,2}")
_LONGEST_TOTAL = 8
_UNDER_PLACE = re.compile(r"[ ]{0,8}[\u4e00-\u9fff]{1,10}(?:社区|村|居委会)(?:党组织|党支部|党委|党总支)?:")
_RULE_UNITS = frozenset({"项", "个", "份", "件", "部", "套", "条"})
_ALL_DONE = re.compile(
    r"[,]?(?:在[^,]{2,10})?(?:目前|现)?(?:已经|均已|已)?(?:全部|均|全面)(?:已)?(?:按期|按时|如期)?(?:办结|完成整改|整改到位|完成|销号|整改完成|整改|处置完毕|办理完毕)"
    # 已于巡察期间全部办结, 均在6月底前完成整改
    r"|[,]?(?:现)?(?:(?:已经|均已|已|都已)?[于在][^,。;]{2,16}?(?:全部|均|全面)(?:已)?|(?:均|全部|都)(?:已)?[于在][^,。;]{2,16}?)"
    r"(?:办结|完成整改|整改到位|完成销号|销号|整改完成|办理完毕)"
)
_EVENT_UNITS = frozenset({"次", "场", "场次", "人次", "轮", "期", "篇", "节", "课时", "学时"})
_TIME_SPENT = frozenset({"天", "日", "小时", "个小时"})
PERSON_UNITS = frozenset({"人", "名", "人次", "位", "人(次)", "名(次)"})
_RATE = re.compile(
    r"(?:整改(?:任务|问题)?(?:总体)?(?:完成)?率|总体完成率|完成率|办结率|销号率|化解率|占(?:比|反馈问题(?:总数)?的?|问题总数的?)?)"
    r"(?:\([^()]{1,20}\))?(?:为|达到|达|已达|是)?$"
)
_RATE_OF_PROBLEMS = re.compile(r"(?:反馈)?问题整改完成率(?:为|达到|达)?$")
# an answer that reports on the list of an earlier round
_EARLIER_ROUND = re.compile(r"上一?轮(?:巡察|巡视)?[^,。;]{0,10}(?:反馈|移交|指出|尚未|未)[^。;]{0,12}\d{1,3}[个项条]")
_LEFT_BY_EARLIER_ROUND = re.compile(r"上一?[轮次届][^,。;]{0,12}未[^,。;]{2,8}(?:问题|事项|的)$")
_FIRST_ROUND = re.compile(
    r"首[次轮]巡[察视](?:反馈|指出|发现|提出|移交)?的?$|首[次轮]巡[察视][^,。;]{0,6}(?:反馈|指出|发现|提出)"
)
_REST = re.compile(r"^(?:现|目前|尚)?(?:剩余|其余|余下|尚余|尚有|仍有|还有)的?$")
_SHARED_OUT = frozenset({"个", "项", "条"})
_AMONG = re.compile(r"\d[个项条](?:整改|具体)?(?:问题|任务|事项)中,$")  # 18个问题中,15个问题已整改完毕
_IN_A_ROW = re.compile(r"\d[个件项条处份名]、[^,。;、\d]{1,16}$")  # 甲14件、乙13件、丙9件,均已办结: said of all of them
_LEFT_THINGS = frozenset({"问题", "具体问题", "任务", "整改任务", "事项", "整改事项"})
_CASES = frozenset({"件", "起", "宗", "条"})
_FILED_CASES = frozenset({"件", "起", "宗", "案", "个", "条"})
_OWN_LEVEL = re.compile(r"本级(?!预算|财政|部门|次)")
_HELD_BY = re.compile(r"(?:包含|包括|含|计|列|纳|统计)[在入于]$")
_INSIDE_OF = ("之内", "之中", "内", "中", "以内")
_FILED = re.compile(r"(?:予以)?立案")
_FILING = re.compile(r"立案[^,。;]{0,16}$")
_COUNTED_CASES = re.compile(r"\d[件起宗案]")
_PART_OF = re.compile(r"[(、]|其中|涉及|方面$")


def role_of(unit: str, noun: str, behind: str, context: cr.Context, printed: Printed) -> tuple[str | None, str | None]:
    """Role and scope; role None when the number is no count after all."""
    money, durations, _ = unit_sets()
    named = noun or behind
    if (
        context.previous_role is not None
        and len(context.clause) <= _LONGEST_TOTAL
        and _TOTAL.fullmatch(context.clause.strip())
        and unit not in durations
        and unit != "%"
    ):
        return _of_total(context, noun)
    if unit in money:
        return money_role(
            context, behind, threshold=printed.after in {"以上", "以下", "以内"} or printed.before in {"超过", "不足"}
        ), None
    if unit == "%":
        return _rate(context)
    if unit in durations:
        return ("frequency" if unit in _TIME_SPENT and cr.is_time_spent(context.clause) else "duration"), None
    if unit in _EVENT_UNITS and cr.is_frequency(context.clause):
        return "frequency", None
    if unit in PERSON_UNITS:
        return person_role(context), None
    if unit == "个" and cr.counts_persons(noun):
        dealt_with = person_role(context)
        return (dealt_with, None) if dealt_with != cr.OTHER else _claim(unit, noun, behind, context)
    if unit in {"次", "场", "场次", "轮次"}:
        return ("meetings_held" if cr.is_meeting(named, context, behind=not noun) else "other"), None
    return _claim(unit, noun, behind, context)


def _of_total(context: cr.Context, noun: str) -> tuple[str, str | None]:
    """Role and scope of a sum: those of what it sums up; over several lists it is the main list's, or no list's."""
    role, scope = str(context.previous_role), context.previous_scope
    if role == "problems_claimed" and len(context.scopes) > 1 and "leader_share" not in context.scopes:
        return ("problems_claimed", "main") if "main" in context.scopes else (cr.OTHER, cr.ELSEWHERE)
    return role, scope


def _rate(context: cr.Context) -> tuple[str, str | None]:
    outside = not context.inside
    named = _RATE.search(
        context.clause.rstrip(),
    )
    if (outside and named) or _RATE_OF_PROBLEMS.search(context.clause):
        return "completion_rate", _scope(context, "")
    return "other", None


def _claim(unit: str, noun: str, behind: str, context: cr.Context) -> tuple[str | None, str | None]:
    named = noun or ("" if behind.endswith("方面") else behind)  # 方面 before a number is what it is about
    if context.in_subset and context.previous_role == "measures_claimed" and not noun and not context.inside:
        return "measures_claimed", cr.scope_in(context.clause) or context.section_scope  # 其中立行立改13项
    if (
        context.previous_scope == "leader_share"
        and not named
        and (cr.goes_on_leading(context.clause) or cr.names_leader(context.clause))
    ):
        return "problems_claimed", "leader_share"
    if named.endswith("问题") and not context.inside and by_subordinates(context.clause, context.left):
        return "problems_claimed", "system_wide"
    if not named and not context.inside and unit in _SHARED_OUT and cr.is_leader_share(context.clause):
        return "problems_claimed", "leader_share"  # 党组书记领办5个
    listed = unit in cr.CATEGORY_UNITS or (named and not named.endswith(("任务", "措施", "举措")))
    if listed and of_another_body(context.clause, context.own):
        return cr.OTHER, cr.ELSEWHERE
    if behind.endswith("线索"):
        status = None
    elif not noun or cr.is_claim_noun(noun) or noun.endswith(("任务", "措施", "线索")):
        status = _status(noun, behind, context)
        if status is not None and planned(context.clause):
            return cr.OTHER, None
        if status is not None and context.previous_scope == cr.ELSEWHERE and not noun:
            return cr.OTHER, cr.ELSEWHERE
        if status is not None:
            return status, _scope(context, noun, states=True)
    if unit in _CASES and _FILED.match(context.right):
        return "cases_filed", None
    if (
        unit in _FILED_CASES
        and "立案" in context.clause
        and _FILING.search(context.clause)
        and not _COUNTED_CASES.search(context.clause[-8:])
    ):
        return "cases_filed", None
    part = _part_of_claim(context)
    if part is not None and not noun and (not behind or behind.endswith("方面")):
        return part, _scope(context, "")
    claim = cr.claim_role(named, unit, context) if named or unit in cr.CATEGORY_UNITS else None
    if claim is not None:
        return claim, _scope(context, named)
    if noun.endswith("方面") and unit in {"个", "方面"}:
        return None, None
    if part is not None and not noun:
        return part, _scope(context, "")
    if unit in _RULE_UNITS and cr.makes_institutions(named, context, has_noun=bool(noun)):
        return "institutions_established", None
    return "other", None


def _status(noun: str, behind: str, context: cr.Context) -> str | None:
    """A number of items in a state, outside the answers: 已完成11个, 正在推进的2个问题, 3个立行立改问题全部办结."""
    if context.inside and not (context.previous_scope == "previous_round" or _EARLIER_ROUND.search(context.left)):
        return None
    before = cr.status_role(context.clause, anchored_end=True)
    if before == "status_not_completed" and _LEFT_BY_EARLIER_ROUND.search(context.clause):
        return None  # 上轮巡察未整改到位问题2个: that list itself
    if before is not None and not (noun and not cr.is_claim_noun(noun) and not noun.endswith("任务")):
        return before
    if noun:
        inner = cr.status_role(noun, anchored_end=False)
        if inner is not None:
            return inner
    steps = (noun or behind).endswith(
        ("措施", "举措", "任务")
    )  # 整改措施17条,全部完成: said of measures, not of problems
    if (
        not steps
        and _ALL_DONE.match(context.right)
        and not (context.right.startswith(",") and _IN_A_ROW.search(context.left))
        and (context.previous_role not in {"aspects_claimed"} or cr.scope_in(noun) is not None)
    ):
        return "status_completed"
    before_it = context.previous_role or ""  # 已完成5个,占83.33%,1个因客观原因暂未完成
    told_of = (
        before_it.startswith("status") or before_it == "completion_rate" or _REST.search(context.clause) is not None
    )
    told_of = told_of or (not context.clause.strip() and _AMONG.search(context.left) is not None)
    if noun in _LEFT_THINGS and told_of:
        return cr.status_role(context.right, anchored_end=False)  # 剩余3个问题正在按计划推进
    if not noun:
        ahead = cr.status_role(context.right, anchored_end=False)
        if ahead is not None and (
            before_it.startswith("status")
            or before_it.endswith("claimed")
            or before_it == "completion_rate"
            or _REST.search(context.clause)
        ):
            return ahead
        if ahead is None and (context.previous_role or "").startswith(("status", "problems_claimed")):
            return cr.status_behind_cause(context.right)
    return None


def _part_of_claim(context: cr.Context) -> str | None:
    """白石畈村9个、杨店村8个 behind a claim: parts of it."""
    if context.inside or context.previous_role not in {"problems_claimed", "tasks_claimed", "problems_decomposed"}:
        return None
    if context.clause.endswith(("重复", "重复件", "重复信访件")):
        return None  # 218件(重复件21件)
    return context.previous_role if _PART_OF.search(context.clause) else None


def _scope(context: cr.Context, noun: str, *, states: bool = False) -> str:
    """The list a claim belongs to; the states of its items may stand behind a semicolon (`states`)."""
    if cr.is_leader_share(context.clause) and (cr.scope_in(noun) is None or "难点" in noun or "重点" in noun):
        return "leader_share"
    own = cr.scope_in(noun) or cr.scope_in(context.clause)
    if own == "villages" and context.own is not None and context.own.below:
        own = None  # the notice of a village: its own list
    if own is None and context.own is not None and not context.own.first and _FIRST_ROUND.search(context.clause):
        own = "previous_round"
    if own == "individual_cases" and "共性" in context.left + context.right:
        own = "main"  # 共性问题1个、个性问题2个: one list by kind
    if own is not None and _HELD_BY.search(context.clause) and context.right.startswith(_INSIDE_OF):
        return "main"  # 立行立改问题已包含在7个问题之内
    if own is not None:
        return own
    if _OWN_LEVEL.search(context.clause):
        return "main"  # 村级26个问题…;镇本级7个问题
    if _UNDER_PLACE.match(context.left):
        return "villages"
    if context.previous_scope not in (None, cr.ELSEWHERE) and (
        context.previous_scope != "leader_share" or context.in_subset
    ):
        return str(context.previous_scope)
    if states and context.sentence_scope not in {None, "leader_share", cr.ELSEWHERE}:
        return str(context.sentence_scope)
    return context.section_scope
