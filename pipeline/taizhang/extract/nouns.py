"""The noun that a number counts: behind its counter (12个问题) or before the number (制定制度11项)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from taizhang import lexicon

_LOOK_AHEAD = 34
_LOOK_BACK = 24
_LEADING_PREPOSITION = re.compile(
    r"^(?:并|且|又|也|还|再|已|均|共|对于|对|将|把|由|向|与|和|及|为|在|从|于|以|按|经|其中|分别|先后|累计|依法|按程序|主动|全部|另|另有|年|月|日)+"
)
_NOUN_PREFIX = re.compile(r"(?:整改|巡察|巡视|专题|专项|受益|廉政|民主|闲置|责任|防控|公开)$")
_NEAR = 5
_MONEY_GAP = 4
_PLAIN_NOUN = 10  # without a known head, a longer stretch is no noun phrase
_PHRASE_END = re.compile(r"[,。;:!?)\]》\n\t|]")
_RUNS_ON = re.compile(r"\n[\u4e00-\u9fff](?<![一二三四五六七八九十整责问])")
_QUOTED_MODIFIER = re.compile(r"“[^”\n]{1,14}”")
_PERSON_SUFFIX = re.compile(
    r"[\u4e00-\u9fff]{1,9}?(?:员(?!会)|人(?!民|大|事|口|才|均|次)|者|长(?!期|效|远|江)|师(?!德|范|资)|生(?!产|活|态|育)|工(?!作|程|资|业|会|艺)"
    r"|民(?!主|警|生|政)|主(?!要|动|题|体|管)|东(?!部)|官(?!网)|警(?!示)|士|属(?!于|地)|友|商(?!务|业|户)){1,2}"
)
# 核查小组, 暗访组: named after what they do
_TEAM = re.compile(r"[\u4e00-\u9fff]{2,5}?(?:小组|专班|工作组|组(?!织|成|建|长))")
_NEVER_OPENS = frozenset("任转获被由因予给受经的为以并且及在已均都分")
_NEXT_COUNT = re.compile(r"(?:共)?[一二两三四五六七八九十百]{1,4}(?:个|项|条|大类|类|件|名|人次|份|处|家)(?!人)")
# 3个群众反映强烈的问题: who raised it is not what is counted
_RAISED_BY = re.compile(
    r"(?:群众|职工|企业|师生|学生|患者|家长|村民|居民|市民|基层|社会)[^的]{0,4}(?:反映|关心|关注|关切|期盼|反响|投诉|诉求)"
)
# 关于3个项目进度缓慢的问题: the formula of the heading, not what is counted
_HEADING_ENDS = frozenset({"问题", "情况", "现象", "行为", "具体问题", "突出问题"})
_BRACKET = re.compile(r"\((?:社区|街道|园区|区|市|镇|乡|单位|科室|部门|居)\)")
_TAIL_OF_COUNT = re.compile(
    r"(?:共计|合计|累计|总计|共|约|达|为|各|已|的|了|计|总数|数量|近|均|有|还有|另有|其中|其余|剩余|先后|分别)+$"
)
_CLAUSE_PARTS = re.compile(
    r"[,。;:!?、()“”\[\]\n]|[\d.]+[^\d]?|[一二两三四五六七八九十百]{1,4}(?:个方面|方面|大类|类|个|项|条|名|次)"
)


@dataclass(frozen=True, slots=True)
class _Patterns:
    persons: re.Pattern[str]
    things: re.Pattern[str]
    stops: re.Pattern[str]  # end a phrase even before its head
    weak_stops: re.Pattern[str]  # end a phrase that has no known head
    modifiers: re.Pattern[str]  # verbs that modify the head right behind them
    extensions: re.Pattern[str]  # what may follow a head within one compound


@cache
def _patterns() -> _Patterns:
    words = lexicon.load("counts")

    def either(*keys: str) -> str:
        found = sorted({word for key in keys for word in words[key]}, key=len, reverse=True)
        # 村 is a head, 村级 and 村务 are not
        return "|".join(f"{re.escape(word)}(?![级务区])" if len(word) == 1 else re.escape(word) for word in found)

    heads = either("thing_heads", "person_heads")
    never = either("no_extension")
    return _Patterns(
        persons=re.compile(either("person_heads")),
        things=re.compile(heads),
        stops=re.compile(either("stops")),
        weak_stops=re.compile(either("stops", "weak_stops")),
        modifiers=re.compile(rf"(?:{either('modifiers')}){{1,4}}"),
        extensions=re.compile(
            rf"(?!{never})(?:{either('between_heads')})?(?:{heads})|(?:[所站局院校厂场店馆室班会员长]|组(?!织))(?![\u4e00-\u9fff]{{0,1}}[取到有在得报化议计务])"
        ),
    )


def trailing_noun(
    folded: str, start: int, limit: int, *, persons: bool, need_head: bool = False, any_person: bool = False
) -> int:
    """End of the noun phrase that stands directly behind a counter at `start`; `start` when none does.

    `persons` looks for persons only, `any_person` also for those that only their last character tells (behind 名);
    `need_head` refuses phrases without a known head (behind 次 a verb is likely).
    """
    end = _phrase_limit(folded, start, min(limit, start + _LOOK_AHEAD))
    if end <= start:
        return start
    text = folded[start:end]
    length = _phrase(text, persons=persons, need_head=need_head or persons, any_person=any_person)
    if length and start + length == end and folded[end : end + 1] == "、":
        # 11项牵头任务、参与任务: the same head once more
        again = re.compile(rf"、[\u4e00-\u9fff]{{1,4}}{re.escape(text[length - 2 : length])}(?=[,。;])").match(
            folded, end
        )
        if again is not None:
            return again.end()
    return start + length


def _phrase_limit(folded: str, start: int, limit: int) -> int:
    """Where the phrase must end: at punctuation outside a quoted modifier, at 、, or at the next number."""
    position = start
    while position < limit:
        char = folded[position]
        if char == "“":
            quoted = _QUOTED_MODIFIER.match(folded, position, limit)
            if quoted is None:
                return position
            position = quoted.end()
            continue
        if (
            char == "\n"
            and position + 1 < limit
            and _RUNS_ON.match(folded, position)
            and folded[position - 1] not in "。;:)”"
        ):
            position += 1  # a hard-wrapped line
            continue
        if char == "(":
            bracket = _BRACKET.match(folded, position, limit)
            if bracket is None:
                return position
            position = bracket.end()
            continue
        if char == "、" or char.isdecimal() or _PHRASE_END.match(char) or _NEXT_COUNT.match(folded, position, limit):
            return position
        position += 1
    return position


def _phrase(text: str, *, persons: bool, need_head: bool, any_person: bool) -> int:
    """Length of the noun phrase at the head of `text` (0: none)."""
    words = _patterns()
    heads = words.persons if persons else words.things
    if text.startswith("的"):
        return 0
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
    modifier = words.modifiers.match(text)
    floor = modifier.end() if modifier else 0
    team = _TEAM.match(text)
    head = heads.match(text) or team or heads.search(text, floor)
    if head is not None and head is not team:
        before = text[floor : head.start()]
        # far from the counter even a weak sign of a verb ends the phrase first
        if words.stops.search(before) or (len(before) > _NEAR and words.weak_stops.search(before)):
            head = None
    if head is None and heads is words.persons and any_person and text[:1] not in _NEVER_OPENS:
        # a person that is not listed: 科技专员, 渔船船东, 木工
        suffix = _PERSON_SUFFIX.match(text, floor)
        return suffix.end() if suffix and words.stops.search(text[floor : suffix.end()]) is None else 0
    if head is None:
        if need_head:
            return 0
        stop = words.weak_stops.search(text)
        cut = stop.start() if stop else len(text)
        if text[:1] in _NEVER_OPENS:
            return 0
        return cut if 2 <= cut <= _PLAIN_NOUN or cut == len(text) == 1 else 0
    end = head.end()
    while True:
        bracket = _BRACKET.match(text, end)
        if bracket is not None:
            return bracket.end()
        following = words.extensions.match(text, end)
        if following is None:
            return end
        end = following.end()


def money_noun(folded: str, start: int) -> int:
    """End of the noun that stands directly behind a sum of money (60元补助, 2.07万元白条); `start` without one."""
    end = _phrase_limit(folded, start, min(len(folded), start + _LOOK_AHEAD))
    text = folded[start:end]
    head = _patterns().things.search(text)
    if head is None or head.start() > _MONEY_GAP or _patterns().weak_stops.search(text, 0, head.start()):
        return start
    length = _simple(text, _patterns(), _patterns().things, need_head=True)
    return start + length if text[length : length + 1] != "的" else start


def leading_noun(folded: str, start: int, floor: int) -> str | None:
    """The noun before a number (制定整改措施|47条 -> 整改措施); None when the clause gives none."""
    begin = max(floor, start - _LOOK_BACK)
    clause = _CLAUSE_PARTS.split(folded[begin:start].replace("\n", ""))[-1]
    clause = _TAIL_OF_COUNT.sub("", clause)
    verbs, bare = _leading_verbs()
    if not clause or bare.search(clause):
        return None  # 诫勉4人, 已完成11个: the number follows its verb
    ends = [match.end() for match in verbs.finditer(clause) if len(clause) - match.end() > 1]
    cut = ends[-1] if ends else 0
    while prefix := _NOUN_PREFIX.search(clause, 0, cut):  # 整改|措施: part of the noun, not its verb
        cut = prefix.start()
    noun = _LEADING_PREPOSITION.sub("", clause[cut:])
    return noun if 1 < len(noun) <= 16 else None


@cache
def _leading_verbs() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Verbs that govern the noun behind them, and what a clause ends with when the number has no noun before it."""
    words = lexicon.load("count_roles")
    verbs = "|".join(sorted(map(re.escape, words["verbs_before_noun"]), key=len, reverse=True))
    never = "|".join(
        sorted(map(re.escape, {*words["verbs_before_noun"], *words["never_nouns"]}), key=len, reverse=True)
    )
    return re.compile(verbs), re.compile(rf"(?:{never})$")
