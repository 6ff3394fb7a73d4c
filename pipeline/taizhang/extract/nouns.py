"""The noun that stands behind its counter (12个问题, 3家评审质量差的中介机构).

It runs to the last head of an unbroken compound that the counter can count: a counter of a closed kind (名 persons, 家
organisations, 户 households, 次 events) looks for heads of its kind only, so that 5家企业|主要负责人 ends where it
should; the others end at the first verb, function word or mark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from taizhang import lexicon
from taizhang.lexicon.words import either

_LOOK_AHEAD = 34
_NEAR = 5
_SHORT_NOUN = 4
_FAR_HEAD = 8
_PLAIN_NOUN = 10  # without a known head, a longer stretch is no noun phrase
_CLOSED_GAP = 14  # between a counter of a closed kind and its head
_AT_ONCE = frozenset({"", "的", *",。;、:!?)》"})  # no noun begins with these
_NUMERALS = "共一二两三四五六七八九十百"
_SPECIAL = re.compile(rf"[,。;:!?)\]》\n\t|“(、\d{_NUMERALS}]")
_FULL_LINE = 16  # characters; a line of prose that is broken is longer
_RUNS_ON = re.compile(r"\n[\u4e00-\u9fff](?<![一二三四五六七八九十整责问])")
# a line broken between the counter and its noun; behind 问题 and 整改措施 a colon or number would make it a label
_WRAPPED_NOUN = re.compile(
    r"\n(?:(?:具体|主要|突出)?问题|整改(?:措施|任务|事项)|责任(?:人|单位|领导|部门))(?=[,。;、]|[\u4e00-\u9fff])(?![一二三四五六七八九十整具])"
)
_QUOTED_MODIFIER = re.compile(r"“[^”\n]{1,14}”")
_MONEY = re.compile(
    r"(?!的)(?P<gap>[\u4e00-\u9fff]{0,5}?)(?:补助金?|补贴|资金|款项?|费用?|保证金|押金|奖金|罚金|基金|租金|佣金|白条|支出|债务|收入|利息|票据|发票|凭证|投资|项目|物资|预算|经费)(?![额项目])"
)
_PERSON_SUFFIX = re.compile(
    r"[\u4e00-\u9fff]{1,9}?(?:员(?!会)|人(?!民|大|事|口|才|均|次)|者|长(?!期|效|远|江)|师(?!德|范|资)|生(?!产|活|态|育)|工(?!作|程|资|业|会|艺)"
    r"|民(?!主|警|生|政)|主(?!要|动|题|体|管)|东(?!部)|官(?!网)|警(?!示)|士|属(?!于|地)|友|商(?!务|业|户)){1,2}"
)
# 核查小组, 暗访组: named after what they do
_TEAM = re.compile(r"[\u4e00-\u9fff]{2,5}?(?:小组|专班|工作组|组(?!织|成|建|长))")
_THING = re.compile(
    r"[\u4e00-\u9fff]{1,4}?[所站局院校厂场店馆栏片库房室班组点牌证册卡员路渠桥](?![\u4e00-\u9fff]?[取到有在得报化议])"
)
_NEVER_OPENS = frozenset("任转获被由因予给受经的为以并且及在已均都分待尚仍需须拟应可能")
_HARD_OPENING = re.compile(r"[由因予给受已均待尚仍需须拟应]|任(?![课职教])|为(?!民)|在(?![用建编岗册职校读聘籍管矫])")
# behind these even a counter of a closed kind has no noun any more
_HARD_STOP = re.compile(
    r"[已均由被因予将并且也和与及向把]|进行|开展|分别|受到|接受|给予|参加|列入|纳入|转为|成为|全部|逐|补足|配备|签订|办理"
)
_NEXT_COUNT = re.compile(r"(?:共)?[一二两三四五六七八九十百]{1,4}(?:个|项|条|大类|类|件|名|人次|份|处|家)(?!人)")
# 3个群众反映强烈的问题: who raised it is not what is counted
_RAISED_BY = re.compile(
    r"(?:群众|职工|企业|师生|学生|患者|家长|村民|居民|市民|基层|社会)[^的]{0,4}(?:反映|关心|关注|关切|期盼|反响|投诉|诉求)"
)
# 关于3个项目进度缓慢的问题: the formula of the heading, not what is counted
_HEADING_ENDS = frozenset({"问题", "情况", "现象", "行为", "具体问题", "突出问题"})
_HEARS = re.compile(r"听取|研究|审议|讨论|学习(?!会)")
_NEVER_SECOND = frozenset({"银行", "平台", "网点", "主体", "媒体", "职工", "学生", "房屋", "对象", "市场"})
_BRACKET = re.compile(r"\((?:社区|街道|园区|区|市|镇|乡|单位|科室|部门|居)\)")
_BECOMES = re.compile(
    r"[已均由被因予将并且也和与及向把为任到成作担当晋进入从对于,]|分别|受到|接受|给予|转|参加|补足|配备|签订|办理|移送|退出"
)
_NO_PERSON = re.compile(r"岗位|班子|小组|职务|职位|力量|下|制|力|机")
_LISTED_PERSONS = re.compile(
    r"(?:[\u4e00-\u9fff]{1,4}、){1,3}[\u4e00-\u9fff]{1,3}?(?:干部|人员|党员|教师|负责人|书记|主任)"
)
_PHYSICAL = frozenset(
    {
        "公里",
        "千米",
        "米",
        "平方米",
        "平方公里",
        "立方米",
        "亩",
        "公顷",
        "吨",
        "公斤",
        "千克",
        "斤",
        "株",
        "棵",
        "头",
        "只",
        "穴",
        "尾",
    }
)
# 5万元以上|须经党组会研究: what follows is not what is limited
_NOT_LIMITED = re.compile(r"[须应由要]|必须|一律|全部|不得|未")
_KINDS = {
    **dict.fromkeys(("名", "位", "人", "人次", "人(次)", "名(次)"), "persons"),
    **dict.fromkeys(("家", "所", "家次"), "orgs"),
    **dict.fromkeys(("户", "户次"), "households"),
    **dict.fromkeys(("次", "场次", "轮次"), "events"),
}
# counters behind which a verb is as likely as a noun
# what must not follow a head of one character; '' stands for the others
_ONE = {
    "": "(?![级务区])", "会": "(?![议计员同所场谈商审])", "户": "(?<![账门专窗逐]户)(?![籍口外主均])", "站": "(?![位台长])", "房": "(?![屋产源地租])",
    "厂": "(?![房区长])", "矿": "(?![山区产])", "课": "(?![程题后时])",
}  # fmt: skip
_SESSIONS = frozenset({"期", "场", "轮"})
_NEED_HEAD = frozenset({"轮", "笔", "批", "场", "期", "天", "分"})


@dataclass(frozen=True, slots=True)
class _Patterns:
    persons: re.Pattern[str]
    things: re.Pattern[str]
    closed: dict[str, re.Pattern[str]]  # heads of organisations, households, events
    stops: re.Pattern[str]  # end a phrase even before its head
    weak_stops: re.Pattern[str]  # end a phrase that has no known head
    opens_thing: frozenset[str]  # first characters of these heads
    opens_person: frozenset[str]
    opens_extension: frozenset[str]
    opens_person_extension: frozenset[str]
    modifiers: re.Pattern[str]  # verbs that modify the head right behind them
    extensions: re.Pattern[str]  # what may follow a head within one compound
    person_extensions: re.Pattern[str]
    abstract: tuple[str, ...]
    verbs: frozenset[str]


@cache
def _patterns() -> _Patterns:
    words = lexicon.load("counts")

    def listed(*keys: str) -> str:
        return either(*(words[key] for key in keys), guards=_ONE)

    def ending(*keys: str) -> re.Pattern[str]:
        stops = {word for key in keys for word in words[key]} - {"组织"}
        # one flat alternation: its first characters are what a search looks for
        return re.compile(rf"{either(stops, guards=_ONE).removesuffix(')')}|组织(?<![党会]组织))")

    def first(*keys: str) -> frozenset[str]:
        return frozenset(word[0] for key in keys for word in words[key])

    heads, persons, never = listed("thing_heads", "person_heads"), listed("person_heads"), listed("no_extension")
    return _Patterns(
        persons=re.compile(persons),
        things=re.compile(heads),
        closed={kind: re.compile(listed(f"kind_{kind}")) for kind in ("orgs", "households", "events")},
        stops=ending("stops"),
        weak_stops=ending("stops", "weak_stops"),
        opens_thing=first("thing_heads", "person_heads"),
        opens_person=first("person_heads"),
        opens_extension=first("thing_heads", "person_heads", "between_heads")
        | frozenset("所站局院校厂场店馆室班会员长组"),
        opens_person_extension=first("person_heads") | frozenset("员长"),
        modifiers=re.compile(rf"{listed('modifiers')}{{1,4}}"),
        extensions=re.compile(
            rf"(?!{never})(?:{listed('between_heads')})?{heads}|(?:[所站局院校厂场店馆室班会员长]|组(?!织))(?![\u4e00-\u9fff]{{0,1}}[取到有在得报化议计务])"
        ),
        person_extensions=re.compile(rf"(?!文书){persons}|[员长](?![\u4e00-\u9fff]?[取到有在得])"),
        abstract=tuple(words["abstract"]),
        verbs=frozenset(lexicon.load("nouns")["governs_alone"]) | frozenset(lexicon.load("nouns")["governs"]),
    )


def trailing_noun(folded: str, start: int, unit: str) -> int:
    """End of the noun phrase that stands directly behind the counter `unit` at `start`; `start` when none does."""
    if folded[start : start + 1] in _AT_ONCE:
        return start
    end = _phrase_limit(folded, start, min(len(folded), start + _LOOK_AHEAD))
    if end <= start:
        return start
    text = folded[start:end]
    kind = _KINDS.get(unit)
    if kind is None:
        length = (unit in _SESSIONS and _closed(text, "events")) or _phrase(
            text, persons=False, need_head=unit in _NEED_HEAD
        )
        if length and (unit in _PHYSICAL or unit == "个") and text[:length].endswith(_patterns().abstract):
            length = 0
        if length and text[:length] in _patterns().verbs:
            length = 0  # 33台|维修后启用
    elif kind == "persons":
        length = _persons(folded, start, text, unit)
    else:
        length = _closed(text, kind)
    if length and start + length == end and folded[end : end + 1] == "、":
        # 11项牵头任务、参与任务: the same head once more
        again = re.compile(rf"、[\u4e00-\u9fff]{{1,4}}{re.escape(text[length - 2 : length])}(?=[,。;])").match(
            folded, end
        )
        if again is not None:
            return again.end()
    return start + length


def _persons(folded: str, start: int, text: str, unit: str) -> int:
    """Length of the persons behind 名, 人; 镇、村干部 are one."""
    listed = _LISTED_PERSONS.match(folded, start)
    if listed is not None:
        return listed.end() - start
    if _HARD_OPENING.match(text):
        return 0
    named = unit in {"名", "位"}
    length = _phrase(text, persons=True, need_head=True, any_person=named)
    if length or not named:
        return length
    # 3名长期未还款人员: what kind of persons they are, unless they become it (选聘为村干部)
    words = _patterns()
    head = words.persons.search(text)
    if head is None or head.start() > _CLOSED_GAP or _BECOMES.search(text, 0, head.start()):
        return 0
    return 0 if _NO_PERSON.match(text, head.end()) else head.end()


def _closed(text: str, kind: str) -> int:
    """Length of the phrase up to the last head that the counter can count, verbs before the first one inside it."""
    if _HARD_OPENING.match(text):
        return 0
    words = _patterns()
    hard = _HARD_STOP.search(text)
    limit = hard.start() if hard is not None else len(text)
    end = 0
    for head in words.closed[kind].finditer(text, 0, limit):
        gap = text[end : head.start()]
        if len(gap) > (_NEAR if end else _CLOSED_GAP) or (end and ("的" in gap or words.stops.search(gap))):
            break
        if end and head.group() in _NEVER_SECOND:
            break
        end = head.end()
    if end and text.startswith("工作", end):
        end += 2  # 一次内部审计|工作
    if kind == "events" and _HEARS.search(text, 0, end):
        return 0  # 6次专题听取整改汇报
    if kind == "events" and end and end < len(text) and words.weak_stops.match(text, end) is None and text[end] != "的":
        return 0  # 抽查1次食堂|检查记录: a verb with its object
    bracket = _BRACKET.match(text, end) if end else None
    return bracket.end() if bracket is not None else end


def _phrase_limit(folded: str, start: int, limit: int) -> int:
    """Where the phrase must end: at punctuation outside a quoted modifier, at 、, or at the next number."""
    position = start
    while (special := _SPECIAL.search(folded, position, limit)) is not None:
        position = special.start()
        char = special.group()
        if char == "“":
            quoted = _QUOTED_MODIFIER.match(folded, position, limit)
            if quoted is None:
                return position
            position = quoted.end()
        elif char == "(":
            bracket = _BRACKET.match(folded, position, limit)
            if bracket is None:
                return position
            position = bracket.end()
        elif char == "\n":
            if position == start and _WRAPPED_NOUN.match(folded, position):
                position += 1  # 反馈12个⏎问题
                continue
            if position + 1 >= limit or not _RUNS_ON.match(folded, position) or folded[position - 1] in "。;:)”":
                return position
            if position - folded.rfind("\n", 0, position) <= _FULL_LINE:
                return position  # the last cell of a row, not the end of a line of prose
            position += 1  # a hard-wrapped line
        elif char in _NUMERALS:
            if _NEXT_COUNT.match(folded, position, limit):
                return position
            position += 1
        else:
            return position
    return limit


def _phrase(text: str, *, persons: bool, need_head: bool, any_person: bool = False) -> int:
    """Length of the noun phrase at the head of `text` (0: none)."""
    words = _patterns()
    heads = words.persons if persons else words.things
    if text.startswith("“") and text.endswith("”") and text.count("”") == 1:
        return len(text)  # 一次“回头看”
    # 负责案卷制作的同志, 账户异常的农户: what stands before 的 modifies the head behind it
    particle = text.find("的")
    if 0 < particle <= 24 and not _head_ends_before(text, particle, heads):
        first = heads.search(text)
        own = _simple(text[:particle], words, heads, need_head=True) if first and first.end() <= particle else 0
        if not own or not words.stops.search(text, own, particle):
            behind = _simple(text[particle + 1 :], words, heads, need_head=True)
            if behind and _RAISED_BY.match(text):
                return particle + 1 + behind
            formula = own and text[particle + 1 : particle + 1 + behind] in _HEADING_ENDS
            if behind and not formula:
                return particle + 1 + behind
    return _simple(text, words, heads, need_head=need_head, any_person=any_person)


def _head_ends_before(text: str, particle: int, heads: re.Pattern[str]) -> bool:
    """Whether the words before 的 are themselves a full noun phrase (股级干部的任命, 5个村的账务)."""
    last = None
    for match in heads.finditer(text, 0, particle):
        last = match
    return last is not None and last.end() == particle


def _simple(text: str, words: _Patterns, heads: re.Pattern[str], *, need_head: bool, any_person: bool = False) -> int:
    """Length of a noun phrase without 的: up to its head, heads that follow each other taken together."""
    if text[:1] in "待尚仍需须拟":
        return 0
    modifier = words.modifiers.match(text)
    floor = modifier.end() if modifier else 0
    of_persons = heads is words.persons
    team = None
    head = heads.match(text) if text[:1] in (words.opens_person if of_persons else words.opens_thing) else None
    if head is None:
        team = _TEAM.match(text)
        head = team or heads.search(text, floor)
    if head is not None and head is not team:
        before = text[floor : head.start()]
        # far from the counter even a weak sign of a verb ends the phrase first
        if words.stops.search(before) or (len(before) > _NEAR and words.weak_stops.search(before)):
            head = None
    if head is None and of_persons and any_person and (text[:1] not in _NEVER_OPENS or text[:1] == "经"):
        # a person that is not listed: 科技专员, 渔船船东, 木工
        suffix = _PERSON_SUFFIX.match(text, floor) or _PERSON_SUFFIX.match(text)
        return suffix.end() if suffix and words.stops.search(text[floor : suffix.end()]) is None else 0
    if head is None:
        if need_head:
            return 0
        stop = words.weak_stops.search(text)
        cut = stop.start() if stop else len(text)
        if stop is not None and len(stop.group()) == 1 and cut >= 2:
            # 灌溉|管理所, 社区公示|栏: the stop stands inside the word of a thing
            place = _THING.match(text, cut)
            cut = place.end() if place is not None and words.stops.search(text, 0, place.end()) is None else cut
        if text[:1] in _NEVER_OPENS:
            return 0
        return cut if 2 <= cut <= _PLAIN_NOUN or cut == len(text) == 1 else 0
    end = head.end()
    extensions = words.person_extensions if of_persons else words.extensions
    opens_extension = words.opens_person_extension if of_persons else words.opens_extension
    while True:
        char = text[end : end + 1]
        if char == "(" and (bracket := _BRACKET.match(text, end)) is not None:
            return bracket.end()
        following = extensions.match(text, end) if char in opens_extension else None
        if following is None:
            return end
        end = following.end()


def following_noun(folded: str, end: int, unit: str) -> int | None:
    """End of what a threshold limits (5万元以上|的采购, 35岁以下|干部); None where nothing follows."""
    start = end + folded.startswith("的", end)
    limit = _phrase_limit(folded, start, min(len(folded), start + _LOOK_AHEAD))
    text = folded[start:limit]
    words = _patterns()
    heads = words.persons if unit == "岁" else words.things
    head = heads.search(text)
    if head is None:
        length = _simple(text, words, heads, need_head=False)
        return start + length if 2 <= length <= _SHORT_NOUN and not _NOT_LIMITED.search(text, 0, length) else None
    if head.start() > _FAR_HEAD or _NOT_LIMITED.search(text, 0, head.start()):
        return None
    length = _simple(text, words, heads, need_head=True)
    return start + length if length else None


def money_noun(folded: str, start: int) -> int:
    """End of the noun that stands directly behind a sum of money (60元补助, 2.07万元白条); `start` without one."""
    end = _phrase_limit(folded, start, min(len(folded), start + _LOOK_AHEAD))
    found = _MONEY.match(folded, start, end)
    if found is None or (found["gap"] and found["gap"][0] in _NEVER_OPENS) or _patterns().stops.search(found["gap"]):
        return start
    return found.end() if not folded.startswith("的", found.end()) else start
