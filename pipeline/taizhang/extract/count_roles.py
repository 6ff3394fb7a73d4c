"""The role, scope and qualifier of a counted quantity, from the words around it and the unit it stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from taizhang import lexicon
from taizhang.extract.count_sources import Sources
from taizhang.lexicon.words import either
from taizhang.outline.status import status_kinds

_LONGEST_RIGHT = 60
_STOP = re.compile(r"[。;!?]")
_STOP_OR_BREAK = re.compile(r"[。;!?]|(?<=[。;:!?)”])\n|\n(?![\u4e00-\u9fff])")
OTHER = "other"
ELSEWHERE = "elsewhere"  # scope of another body's list while its sentence is read; never printed
CATEGORY_UNITS = frozenset({"类", "大类", "大项", "部分"})  # between aspect and problem
_FREQUENCY = re.compile(
    r"(?:每(?:年度|季度|半年|半月|学期|个月|年|季|月|周|旬|天|日|人|次|个|镇|轮)|[月周年季]度?(?:巡查|检查|抽查|通报|调度|例会))[^,。;]{0,16}$"
)
_MEETING = re.compile(
    r"(?:会议|党组会|党委会|党委\(扩大\)会|党组\(扩大\)会|专题会|推进会|例会|座谈会|生活会|调度会|联席会|办公会|动员会|部署会|汇报会|研讨会|协调会|碰头会|分析会|反馈会|领导小组会|支委会|党员大会|支部大会|[^社商学协理监工机委议]会(?<!招聘会)(?<!推介会)(?<!展销会)(?<!博览会)(?<!运动会)(?<!音乐会)(?<!洽谈会)(?<!拍卖会)(?<!发布会)(?<!演唱会)(?<!宣讲会)(?<!家长会))$"
)
_INSTITUTION = re.compile(r"(?:制度|机制|办法|规定|规范|规程|细则|规章|规范性文件|制度文件|规则|文件)(?:性文件)?$")
_MAKES = re.compile(
    r"(?:新订|新制|增订|制定|修订|出台|新建|完善|建立|健全|印发|制发|修改|新增|建章立制|汇编|形成|订立|补充)"
)
_RULE_MAKING = re.compile(r"(?:建章立制|新订|修订|新建|新制定|新增|完善|制定|出台)(?:完善|出台|和修订|修订)?$")
_CLAIM_NOUNS = ("问题", "问题表现", "信访件", "事项")
_NAMED_BY_INSPECTORS = re.compile(r"(?:反馈|指出|上轮|上一轮|巡察|巡视)[^,。]{0,8}$")
_PROBLEMS_FOLLOW = re.compile(r"[^,。]{0,6}[\d一二三四五六七八九十]{1,4}[个项条]")
_HANDED_OVER = re.compile(r"(?:反馈|移交)的?$")
_COUNT_FOLLOWS = re.compile(r"(?:的)?(?:存在的?)?(?:共)?[、,和]?(?:共计|共)?[\d一二三四五六七八九十]{1,4}[个项条类大]")
_OF_PROBLEMS = re.compile(r"(?:存在|的)[^,。]{0,6}问题")
_BECOMES = re.compile(r"[^,]{0,3}(?:成|为|出|形成)")
_GOES_ON = re.compile(r"(?:中|,|已|均|全部|的|整改|现|进行|逐)")
_HELD = re.compile(r"(?:召开|组织召开)([^,。;]{0,24})$")
_MEETING_ACTS = re.compile(
    r"(?:党[组委]|办公|支委|领导小组)会议?(?:专题|集体|先后|多次|及时)?(?:研究|审议|讨论)$"
)  # 党组会专题研究6次
_HUI = re.compile(r"会")
_ANY_DIGIT = re.compile(r"[\d]")
_LEADER_TAKES = re.compile(r"(?:书记|组长|负责人|主动|班子成员|带头)[^,]{0,8}认领")
_RULE_MAKING_END = re.compile(r"建章立制(?:共)?$")
_RULE_VERB = re.compile(r"(?:建章立制|新订|修订|新建|新制定|新增|完善|制定|出台)")


@dataclass(slots=True)
class Context:
    """What surrounds a count: `clause` runs back to the last comma; `inside` is true within headings and answers;
    `previous` is the last count of the sentence."""

    folded: str
    floor: int  # start of the sentence
    start: int
    end: int  # of the count with its noun
    clause: str
    inside: bool
    section_scope: str
    previous_role: str | None
    previous_scope: str | None
    in_subset: bool
    sentence_scope: str | None = None  # list of the last claim before the same 。
    scopes: frozenset[str] = frozenset()  # lists of all claims before the same 。
    own: Sources | None = None
    clause_start: int = 0
    _right: str | None = None

    @property
    def left(self) -> str:
        """The sentence up to the count."""
        left = self.folded[self.floor : self.start]
        return "".join(left.split()) if " " in left or "\n" in left else left

    @property
    def right(self) -> str:
        """What follows in the sentence, at most 60 code points; found when first asked for."""
        if self._right is None:
            right = self.folded[self.end : self.end + _LONGEST_RIGHT]
            stop = (_STOP_OR_BREAK if "\n" in right else _STOP).search(self.folded, self.end, self.end + len(right))
            self._right = right if stop is None else right[: stop.start() - self.end]
            if " " in self._right or "\n" in self._right:
                self._right = "".join(self._right.split())
        return self._right


@cache
def _either(group: str, key: str | None = None) -> re.Pattern[str]:
    words = lexicon.load("count_roles")[group]
    items = words if key is None else words[key]
    return re.compile(either(items))


@cache
def tagged(group: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern for all words of a section of the lexicon, and the kind of each word."""
    words = lexicon.load("count_roles")[group]
    kinds = {word: role for role in reversed(list(words)) for word in words[role]}
    return re.compile(either(kinds)), kinds


def last_match(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The last match of a pattern in a text."""
    found = None
    for found in pattern.finditer(text):  # noqa: B007 - the last match is wanted
        pass
    return found


def scope_in(text: str) -> str | None:
    """The list that the words name, the last one named."""
    pattern, kinds = tagged("scopes")
    match = last_match(pattern, text)
    if match is not None:
        return kinds[match.group()]
    return "villages" if _of_body_below().search(text) is not None else None


@cache
def _of_body_below() -> re.Pattern[str]:
    """A village or community as the party to a list: 嘎查党支部存在, 反馈嘎查的, 各连队."""
    words = lexicon.load("count_roles")["below"]
    body = rf"(?:{either(words['bodies'])})"
    # 社区|矫正…, 分场|公司: parts of other names
    return re.compile(
        rf"{body}{either(words['behind'])}|{either(words['before'])}{body}(?=的|{either(words['behind'])}|$)"
    )


def status_role(text: str, *, anchored_end: bool) -> str | None:
    """`status_completed` … when the words right before a number (or at the head of its noun) print a status."""
    kinds = status_kinds()
    if anchored_end:
        match = _status_tail().search(text)
        return None if match is None else f"status_{kinds[match.group('status')]}"
    match = _status_head().match(text)
    return None if match is None else f"status_{kinds[match.group('status')]}"


@cache
def _status_phrase() -> str:
    return either(status_kinds())


@cache
def _status_tail() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<status>{_status_phrase()})(?:并取得阶段性成效|并长期坚持|并持续推进|并销号)?(?:整改|销号)?(?:的)?"
        r"(?:任务|事项|问题|整改任务|整改事项|具体问题)?(?:的)?[(]?(?:有|共有|共|为|达到|达|了|数)?[“ ]?$"
    )


def status_behind_cause(text: str) -> str | None:
    """The status that a cause puts off: 1件|因涉诉仍在办理."""
    match = _PUT_OFF.match(text)
    if match is None:
        return None
    return "status_not_completed" if match["open"] else "status_in_progress"


_PUT_OFF = re.compile(
    r"(?:因|由于|受)[^,。;\d]{2,24}?(?:(?:仍|尚|还|正)(?:在|处于)(?:办理|推进|整改|核查|处理|处置|进行|协调|审理|实施|落实|建设)"
    r"|(?P<open>(?:尚未|暂未|还未|未能|未)(?:办结|完成|整改到位|销号)))"
)


@cache
def _status_head() -> re.Pattern[str]:
    return re.compile(
        rf"(?:因[^,。;\d]{{1,14}}?|已?于[^,。;]{{2,14}}?)?(?:已经|均|都|也|正在?|仍在|还在)?(?P<status>{_status_phrase()})"
    )


def is_claim_noun(noun: str) -> bool:
    """Whether the noun is what inspectors count: 问题, 事项, 信访件."""
    return noun.endswith(_CLAIM_NOUNS)


def claim_role(noun: str, unit: str | None, context: Context) -> str | None:
    """Role of a number of aspects, categories, problems, suggestions, tasks or measures; None when it is no claim."""
    clause, right = context.clause, context.right
    if noun.endswith("方面"):
        return _aspects(context)
    if context.inside and not _NAMED_BY_INSPECTORS.search(clause):
        return None
    if unit in CATEGORY_UNITS and (_PROBLEMS_FOLLOW.match(right) or noun.endswith(("类", "大类"))):
        return "categories_claimed"
    if noun.endswith("问题") or is_claim_noun(noun):
        if noun.endswith("事项") and "反馈" not in noun and scope_in(noun) is None and not _HANDED_OVER.search(clause):
            return None
        return _problems(noun, context)
    if noun.endswith("任务") and ("整改" in noun or _is_task_of_the_list(noun, context)):
        return "tasks_claimed"
    if noun.endswith(("措施", "举措")) and ("防控" not in noun):
        return "measures_claimed"
    if (
        noun.endswith(("意见建议", "建议", "意见"))
        and "批评" not in noun
        and _either("claims", "by_inspectors").search(clause)
        and not _either("claims", "own_finding").search(clause)
    ):
        return "suggestions_claimed"
    return None


def _is_task_of_the_list(noun: str, context: Context) -> bool:
    """Whether a bare 任务 is one of the rectification: 分解为31项具体任务, 按3项任务分解, 31项任务已完成29项."""
    if noun not in _BARE_TASKS:
        return False
    if last_match(_either("claims", "decomposed"), context.clause[-14:]) is not None:
        return True
    return _TAKES_STOCK.match(context.right) is not None and context.clause.strip() in _OPENS_STOCK


_BARE_TASKS = frozenset({"任务", "具体任务", "子任务", "任务事项", "具体整改任务"})
_OPENS_STOCK = frozenset({"", "上述", "以上", "按", "将", "目前", "现"})
_TAKES_STOCK = re.compile(r"(?:中,?|,)?(?:现已|均已|已|完成|全部|分解|逐项)")


def _aspects(context: Context) -> str | None:
    if context.inside:
        return None
    if _COUNT_FOLLOWS.match(context.right):
        return "aspects_claimed"
    if _OF_PROBLEMS.match(context.right):
        return "aspects_claimed"
    left = _either("claims", "by_inspectors").search(context.clause)
    return "aspects_claimed" if left else None


def _problems(noun: str, context: Context) -> str | None:
    clause = context.clause
    near = clause[-14:]
    own = _either("claims", "own_finding")
    decomposed = last_match(_either("claims", "decomposed"), near)
    if decomposed is not None and _BECOMES.match(near[decomposed.end() :]):
        return "problems_decomposed"
    finding = last_match(own, near)
    if finding is not None and context.own is not None and context.own.self_examined and finding.group() in _EXAMINES:
        return "problems_claimed"
    inspectors = last_match(_either("claims", "by_inspectors"), near)
    if (
        finding is not None
        and inspectors is not None
        and finding.end() == inspectors.start()
        and scope_in(clause) is None
    ):
        return None  # 检查发现的12个问题
    if finding is not None and (inspectors is None or finding.start() > inspectors.start()) and scope_in(noun) is None:
        return None
    if inspectors is not None or scope_in(noun) is not None or scope_in(clause) is not None:
        return "problems_claimed"
    if _either("claims", "leader").search(clause):
        return "problems_claimed"
    if (
        _either("claims", "taken_up").search(near)
        or not clause.strip()
        or context.previous_role in {"aspects_claimed", "categories_claimed"}
    ):
        return "problems_claimed"
    if _GOES_ON.match(context.right):
        return "problems_claimed"
    return "problems_claimed" if not context.inside else None


def is_frequency(clause: str) -> bool:
    """Whether the clause before a number says how often (每季度…, 月巡查…)."""
    return _FREQUENCY.search(clause) is not None


def is_time_spent(clause: str) -> bool:
    """Whether a length of time comes round again (每人每月蹲点|3天), rather than being cut or granted once."""
    return _EVERY.search(clause) is not None


_EVERY = re.compile(
    r"每(?:年度?|季度|季|半年|半月|学期|个?月|周|旬|个?星期)(?![^,。;]*(?:提前|压缩|缩短|延长|为期|期限|时限|之内|最后|前))[^,。;\d]{0,14}$"
)


def counts_persons(noun: str) -> bool:
    """Whether the noun behind 个 names persons (2个部门负责人)."""
    return noun.endswith(_PERSONS_BY_OFFICE)


_PERSONS_BY_OFFICE = (
    "负责人",
    "责任人",
    "责任人员",
    "主要领导",
    "分管领导",
    "党组织书记",
    "支部书记",
    "当事人",
    "经办人",
)


def is_meeting(noun: str, context: Context, *, behind: bool) -> bool:
    """Whether the number counts meetings."""
    if _MEETING.search(noun) is not None:
        return True
    if not behind:
        return False
    if _MEETING_ACTS.search(context.clause) is not None:
        return True
    held = _HELD.search(context.clause)
    return held is not None and _HUI.search(held.group(1)) is not None and not _ANY_DIGIT.search(held.group(1))


def is_leader_share(clause: str) -> bool:
    """Whether the number is what a leader took upon himself (领办, 认领)."""
    match = last_match(_either("claims", "leader"), clause)
    if match is None or match.group() == "督办":
        return False
    return match.group() != "认领" or _LEADER_TAKES.search(clause) is not None


def names_leader(text: str) -> bool:
    """Whether the words before a number end with the title of a leader (分别为党委书记|3个)."""
    return _leader_title().search(text.rstrip()) is not None


@cache
def _leader_title() -> re.Pattern[str]:
    return re.compile(rf"{either(lexicon.load('count_roles')['claims']['leaders'])}(?:各|分别)?$")


def names_leads(noun: str) -> bool:
    """Whether the noun names leads, cases or disputes, which are no items of a list of problems."""
    return _leads().search(noun) is not None and scope_in(noun) is None


@cache
def _leads() -> re.Pattern[str]:
    return re.compile(rf"{either(lexicon.load('count_roles')['claims']['leads'])}$")


def goes_on_leading(clause: str) -> bool:
    """Whether the number is one more share of a leader (其他班子成员领办11个)."""
    return _LEADS.search(clause) is not None


_EXAMINES = frozenset({"查摆", "检视", "查找", "剖析"})
_LEADS = re.compile(r"(?:领办|认领|牵头领办|牵头督办|包案|领衔)(?:了|共)?$")


def makes_institutions(noun: str, context: Context, *, has_noun: bool) -> bool:
    """Whether the number counts rules made or revised."""
    if _RULE_MAKING_END.search(context.clause):
        return True
    if noun and _INSTITUTION.search(noun) is not None:
        return _MAKES.search(context.left[-120:]) is not None and "废止" not in context.clause[-12:]
    if not noun or _RULE_VERB.fullmatch(noun):
        tail = _RULE_MAKING.search(context.clause.rstrip("共计合"))
        return tail is not None and (
            context.previous_role == "institutions_established" or "建章立制" in context.left or "制度" in context.left
        )
    return False
