"""The noun that stands before its number: 制定|整改措施|47条, 漏损率|由13.9%.

The noun runs from its governing verb, or from the last 的 or 等, to the number. Verbs that follow each other form one
chain; a verb behind the one that acts (培训机构退还|学费) takes over; a verb inside a compound does not (追缴|超进度
拨付工程款). Without a governing verb the whole clause is the noun, unless it is a label or ends with a verb.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from taizhang import lexicon
from taizhang.lexicon.words import Words, either

_LOOK_BACK = 36
_LONGEST = 24
_GOES_ON = frozenset("、和及")
_TO = frozenset("给至到向")
_TAKES_ALONE = frozenset("了出")
# 征收|率 is no verb; 召开|了, 查出
_VERB_END = "(?![率额])(?:[了出到](?![率额]))?"
# 组织 in 党组织, 组织部, 讲 without a lecture behind it, 设 inside 建设 or 设备 are no verbs
_NO_VERBS = {
    "组织": "(?<!党组织)(?!部|委员|关系|生活|处理|建设|机构|领导|架构)",
    "讲": "(?=党课|思政课|廉政党课)",
    "设": "(?<!.设)(?!备|施|计|想|防|区|岗)",
    "聘": "(?<!.聘)(?!期|任|书)",
}
_EVENT_UNITS = frozenset({"次", "轮", "轮次", "场次", "人次", "遍", "批次", "户次", "家次"})
_DURATIONS = frozenset({"年", "天", "日", "周", "小时", "分钟", "个月", "个工作日", "工作日", "个小时"})
_TERM = re.compile(r"(?:时限|期限|期|时间|周期|年限|时长)$")
_PERSON_UNITS = frozenset({"人", "名", "人次", "位", "人(次)", "名(次)"})
_MARKS = ":[]·"  # the caller stops at the others
_HAS_SIGNS = re.compile(r"[:\[\]·\s是()①-⒇\d〇一二两三四五六七八九十百]")  # else the clause is as it stands
_HAS_MARKER = re.compile(r"[是)①-⒇]")
_NUMERAL = re.compile(r"[\d〇一二两三四五六七八九十百]")
_BREAK = re.compile(r"\n ?(?=[ (\d一二三四五六七八九十①-⑳⑴-⒇])|[\u4e00-\u9fff][ ]")
_MARKER = re.compile(r".*(?:(?<![\u4e00-\u9fff])[一二三四五六七八九十]是|[①-⒇]|[(]?[\d一二三四五六七八九十]{1,2}[)])")
_OPENING = re.compile(r"[(][^()]*$")
_LAST_COUNT = re.compile(
    r".*(?:\d[余多]?(?:个工作日|平方米|立方米|公里|万元|亿元|人次|场次|[个项条件次名人家户份处所座台辆间套起宗批轮期篇类本册张块种笔卷元亩米吨株岁%])(?:以上|以下|以内)?"
    r"|[\d〇](?:年度?|季度|月份?|日|个月|天|场|期|批|岁)?(?:底|末|初|以来|以上|以下|前|后|内|起|期间)*"
    r"|[一二两三四五六七八九十百]{1,4}(?:个方面|方面|大类|类|个|项|条|名|次|年|人))[、和及共中]{0,2}"
)
_BETWEEN = re.compile(r"(?:共计|合计|累计|总计|共|由每[月年季人户亩]|由|从|为|仅|各|约|近)+$")
_BETWEEN_ENDS = frozenset("计共月年季人户亩由从为仅各约近")
_PARTICLE = re.compile(r".*(?P<particle>(?<!目)的(?!确)|(?<![平高对优特中初同相上下])等(?![级次额候奖值待同于]))")
_DONE = re.compile(r".*(?:已经|均已|现已|已)(?!完成|办结)")
_MEASURED = re.compile(r"(?:率|比|比例|占比|度|面|权重|份额|含量|浓度|指数|增幅|降幅)$")
_PLACE_LABEL = re.compile(r"[\u4e00-\u9fff]{2,6}(?:村|镇|乡|社区|街道|县|区|公司|中队|校区)$")
_GENERIC_PLACE = re.compile(
    r"(?:行政|自然|试点|示范|重点|贫困|脱贫|被巡察|城市|农村|涉农|偏远|子|企业|国有|平台|物业|老旧|县|乡|建制|集中)"
)
_EVENT = re.compile(r"(?:活动|会议|[^社商协委]会|检查|培训|演练|督查|比赛|宣讲|行动)$")


@dataclass(frozen=True, slots=True)
class _Verbs:
    governs: re.Pattern[str]
    governs_always: Words  # also behind another verb
    governs_first: Words
    alone: Words
    alone_always: Words
    opened: Words  # what makes a noun of the verbs that govern alone
    joins: Words
    linked: Words  # what may stand between two verbs of one chain
    recipients: Words
    actors: Words
    causes: Words
    fronts: Words
    any_fronts: Words
    verb_ends: Words
    sanctions: Words
    persons: Words
    activity: frozenset[str]
    governing: frozenset[str]
    into: frozenset[str]
    hands_over: frozenset[str]
    verbal_nouns: frozenset[str]


@cache
def _verbs() -> _Verbs:
    words = lexicon.load("nouns")
    governs, first = words["governs"], words["governs_first"]
    return _Verbs(
        governs=re.compile(either(governs, first, ("讲",), guards=_NO_VERBS) + _VERB_END),
        governs_always=Words(governs),
        governs_first=Words(first),
        alone=Words(words["governs_alone"]),
        alone_always=Words(words["governs_always"]),
        opened=Words(words["opened_nouns"]),
        joins=Words(words["joins"]),
        linked=Words(words["joins"], words["causes"]),
        recipients=Words(words["recipients"]),
        actors=Words(words["actors"]),
        causes=Words(words["causes"]),
        fronts=Words(words["fronts"]),
        any_fronts=Words(words["fronts"], words["small_fronts"]),
        verb_ends=Words(words["ends_without_noun"], governs, first),
        sanctions=Words(words["sanctions"]),
        persons=Words(words["person_ends"]),
        activity=frozenset(words["takes_activity"]),
        governing=frozenset(word + tail for word in ("讲", *governs, *first) for tail in ("", "了", "出", "到")),
        into=frozenset(words["into"]),
        hands_over=frozenset(words["hands_over"]),
        verbal_nouns=frozenset(words["verbal_nouns"]),
    )


def leading_noun(folded: str, start: int, floor: int, unit: str) -> str | None:
    """The noun before the number at `start`, its clause beginning at `floor`; None when the clause gives none."""
    clause, listed = _clause(folded, start, floor)
    if len(clause) < 2:
        return None
    verbs = _verbs()
    sanction = verbs.sanctions.at_end(clause)
    if sanction:
        return sanction
    if unit == "%":
        return _measured(clause, verbs)
    particle = _PARTICLE.match(clause) if "的" in clause or "等" in clause else None
    if particle is not None and particle.end() == len(clause):
        return None
    rest = clause[particle.end() :] if particle is not None else clause
    verb, end = _governing(rest, verbs, behind=None if particle is None else particle["particle"])
    if listed and unit in _EVENT_UNITS and verb not in verbs.governing:
        verb, end = None, 0
    if verb is not None:
        if verb in verbs.into:
            return None
        rest = rest[end:]
        if verb in verbs.hands_over:
            begin = 1 if rest[:1] in _TO else 0
            recipient = verbs.recipients.at(rest, begin)
            rest = rest[recipient:] if recipient > begin else rest
    if ("已" in rest and _DONE.match(rest)) or rest[:1] in _GOES_ON:
        return None
    governed = verb is not None or particle is not None
    rest = rest[(verbs.fronts if governed else verbs.any_fronts).run_at(rest) :]
    if not 1 < len(rest) <= _LONGEST:
        return None
    if unit in _EVENT_UNITS and verb not in verbs.governing and not (listed and verb is None):
        named = (unit == "人次" and verbs.persons.at_end(rest)) or (verb is None and _EVENT.search(rest))
        return rest if governed and named else None
    if unit in _DURATIONS and _TERM.search(rest) is None:
        return None
    return rest if _is_noun(rest, clause, verbs, unit, governed=governed, verb=verb) else None


def _clause(folded: str, start: int, floor: int) -> tuple[str, bool]:
    """The words between the last mark, number or bracket and the number, without 共计, 由, 为; whether a list goes on."""
    text = folded[max(floor, start - _LOOK_BACK) : start].rstrip()
    if _HAS_SIGNS.search(text) is None:
        listed = text.startswith("其中")
        if text[:1] in ("、", "和", "及", "与"):
            listed, text = True, text[1:]
        return _without_between(text), listed
    text = text[max(map(text.rfind, _MARKS)) + 1 :]
    last_break = None
    if " " in text or "\n" in text:
        for last_break in _BREAK.finditer(text):  # noqa: B007 - the last one is wanted
            pass
    clause = (text if last_break is None else text[last_break.end() :]).replace("\n", "").strip()
    if _HAS_MARKER.search(clause) and (marker := _MARKER.match(clause)) is not None:
        clause = clause[marker.end() :]
    listed = clause.startswith("其中")
    if _NUMERAL.search(clause) and (count := _LAST_COUNT.match(clause)) is not None:
        listed = listed or count.group().endswith(("、", "和", "及"))
        clause = clause[count.end() :]
    if clause[:1] in ("、", "和", "及", "与"):
        listed, clause = True, clause[1:]
    if "(" in clause and _OPENING.search(clause):
        return "", listed  # (林学类3个、森林保护类2个): which part it is
    return _without_between(clause.strip()), listed


def _without_between(clause: str) -> str:
    """The clause without 共计, 由, 为 at its end."""
    return _BETWEEN.sub("", clause) if clause[-1:] in _BETWEEN_ENDS else clause


def _measured(clause: str, verbs: _Verbs) -> str | None:
    """What a percentage measures: 整改完成率, 干部占比."""
    if _MEASURED.search(clause) is None:
        return None
    particle = _PARTICLE.match(clause)
    clause = clause[particle.end() :] if particle is not None else clause
    clause = clause[verbs.any_fronts.run_at(clause) :]
    return clause if 1 < len(clause) <= _LONGEST else None


def _governing(clause: str, verbs: _Verbs, *, behind: str | None) -> tuple[str | None, int]:
    """The governing verb and where its object begins; None when no verb governs.

    `behind` is the particle before the clause: behind 的 only a verb with an actor of its own governs.
    """
    last = len(clause) - 1
    # 罚没|款, 拦截|沟: with one character behind it the verb is part of the noun
    found = [span for match in verbs.governs.finditer(clause) if (span := match.span())[1] != last]
    if behind == "的":
        while found and found[0][0] and not _acts(clause[: found[0][0]], verbs):
            del found[0]
    if not found:
        alone = _verb_alone(clause, verbs) if behind != "的" else None
        return (clause[alone[0] : alone[1]], alone[1]) if alone is not None and alone[1] < last else (None, 0)
    verb, end = found[0], _chain_end(clause, found[0][1], verbs)
    for following in found[1:]:
        if following[0] > end and following[1] < last and _acts(clause[end : following[0]], verbs):
            verb, end = following, _chain_end(clause, following[1], verbs)
    return clause[verb[0] : verb[1]], end


def _verb_alone(clause: str, verbs: _Verbs) -> tuple[int, int] | None:
    """Span of the first verb that governs where no other does."""
    always, opened = verbs.alone_always.openings, verbs.alone.openings
    for position, char in enumerate(clause):
        if char in always:
            end = verbs.alone_always.at(clause, position)
            if end > position:
                return position, end
        for word in opened.get(clause[position], ()):
            if not clause.startswith(word, position):
                continue
            end = position + len(word)
            for stop in (end + 1, end) if clause[end : end + 1] in _TAKES_ALONE else (end,):
                if verbs.opened.at(clause, stop) == stop or clause.startswith("领导干部", stop):
                    return position, stop
    return None


def _acts(text: str, verbs: _Verbs) -> bool:
    """Whether the text ends with somebody who acts himself, adverbs behind him aside."""
    while not verbs.actors.at_end(text):
        cause = verbs.causes.at_end(text)
        if not cause:
            return False
        text = text[: -len(cause)]
    return True


def _chain_end(clause: str, position: int, verbs: _Verbs) -> int:
    """End of the verbs that follow each other (督促|并|纠正), never eating the whole clause."""
    last = len(clause) - 1
    while True:
        begin = verbs.linked.run_at(clause, position)
        end = verbs.governs_always.at(clause, begin)
        if end == begin:
            begin = verbs.joins.at(clause, position)
            end = verbs.governs_first.at(clause, begin) if begin > position else begin
        if end == begin or end >= last:
            return position
        position = end


def _is_noun(rest: str, clause: str, verbs: _Verbs, unit: str, *, governed: bool, verb: str | None) -> bool:
    """Whether what is left names something that the unit can count."""
    if rest.endswith(("方面", "层面")) or rest.startswith("每"):
        return False  # whose part it is
    if not governed and rest in verbs.alone:
        return False  # 维修49栋
    activity = verb in verbs.activity
    ending = "" if clause.endswith(("党组织", "社会组织")) else verbs.verb_ends.at_end(clause)
    if ending:
        if len(ending) > len(rest):
            return False  # 完成|整改 is one verb
        verbal = ending not in verbs.verbal_nouns
        if not activity and (not governed or len(ending) == len(rest) or unit in _EVENT_UNITS or verbal):
            return False
    if unit in _PERSON_UNITS and not activity and not verbs.persons.at_end(rest):
        return False
    return governed or not (_PLACE_LABEL.fullmatch(rest) and _GENERIC_PLACE.search(rest) is None)
