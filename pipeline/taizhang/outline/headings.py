"""What a heading says it is: where its title ends, whether it names a fault, an aspect or an action."""

from __future__ import annotations

import re
from functools import cache

from taizhang import lexicon
from taizhang.lexicon.words import Words, either
from taizhang.outline.status import is_only_status

_QUOTES = {"“": "”", "‘": "’", "《": "》", "(": ")"}
_CLOSERS = frozenset(_QUOTES.values())
_MAX_TITLE = 1000  # code points; a quotation may fill two paragraphs
_SENTENCE_MARK = re.compile(r"[“”‘’《》()。!?]")
_FULL_STOP = re.compile("[。!?]")
# the first sentence where its quotations and brackets close and hold no others, as nearly all do; used with `match` only
_PLAIN, _INSIDE = "[^“”‘’《》()。!?]*", "[^“”‘’《》()]*"
_FIRST_SENTENCE = re.compile(rf"{_PLAIN}(?:(?:“{_INSIDE}”|《{_INSIDE}》|\({_INSIDE}\)){_PLAIN})*(?:[。!?]|\Z)")

# The formula that hands a problem over, up to 问题 where the answer follows after a comma.
_HANDED_OVER = re.compile(
    r"(?:(?:关于|针对|对于|就|对)|(?=“))[^。;\n]{2,200}?问题(?:的整改(?:落实)?(?:情况)?)?(?=[,:])"
)
# 选题会走过场——每周召开, 审批不严★已完成
_PARTED = re.compile(r"(?P<title>[^。;:\n★☆-]{3,60}?)[ ]?(?:-{2,}|[★☆])(?=[^-])")
_STATUS_BRACKET = re.compile(r"[(\[【]([^()\[\]]{2,30})[)\]】]$")
_ASKS_RECTIFICATION = re.compile(
    r"(?:的(?:整改|整改情况|整改落实情况|整改落实|整改进展情况|整改工作)|(?:问题|不足)(?P<and>(?:以及|及其|及|和|与)整改(?:落实|进展|完成)?情况))$"
)
_ASKING = ("整改", "情况", "落实", "工作")
_LONGEST_ASKING = 14  # code points


def sentence_end(folded: str, start: int, end: int) -> int:
    """End (exclusive, 。 included) of the first sentence in `start:end`, quotations kept whole when they close."""
    bounded = min(end, start + _MAX_TITLE)
    plain = _FIRST_SENTENCE.match(folded, start, bounded)
    if plain is not None and (bounded == end or plain.end() < bounded):
        return plain.end()
    depth: list[str] = []
    for match in _SENTENCE_MARK.finditer(folded, start, bounded):
        char, position = match.group(), match.start()
        if char in _QUOTES and char != "‘":
            depth.append(_QUOTES[char])
        elif char in _CLOSERS:
            if char in depth:
                while depth and depth.pop() != char:
                    pass
        elif char in "。!?" and not depth:
            return position + 1
    # quotes that never close must not swallow the answer
    plain = _FULL_STOP.search(folded, start, bounded)
    if plain is not None and (depth or bounded < end):
        return plain.end()
    return end


def title_end(folded: str, start: int, end: int, stop: int, *, labelled: bool) -> int:
    """End of the title that starts at `start`; `end` is the paragraph's end, `stop` the next label or enumerator.

    Without an answer label the answer may follow behind a comma: 针对“…”问题,开展了…
    """
    limit = min(end, stop)
    first = sentence_end(folded, start, limit)
    parted = not labelled and any(folded.find(sign, start, first) >= 0 for sign in ("--", "★", "☆"))
    dash = _PARTED.match(folded, start, first) if parted else None
    if dash is not None and (names_issue(dash["title"]) > 0 or is_only_status(folded, dash.end(), first)):
        return dash.end("title")
    handed = None if labelled else _HANDED_OVER.match(folded, start, first)
    if handed is not None and first - handed.end() > 8 and handed.group().count("“") == handed.group().count("”"):
        return handed.end()
    return first


def trim_title(folded: str, start: int, end: int) -> int:
    """End of the title without trailing punctuation, 的整改 and a status in brackets."""
    while True:
        before = end  # what stands at the end may uncover more of it
        while end > start and folded[end - 1] in " \n。;:,、.!-★☆*":
            end -= 1
        if end - start > 1 and folded[end - 1] == "]" and "[" not in folded[start:end]:
            end -= 1  # the bracket was opened before the title
            continue
        if folded.endswith(_ASKING, start, end):
            asks = _ASKS_RECTIFICATION.search(folded, max(start, end - _LONGEST_ASKING), end)
            if asks is not None and asks.start() > start:
                end = asks.start("and") if asks["and"] else asks.start()
        if end == before:
            return end


def bracketed_tail(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """Span of the words in a bracket that closes the title: (已完成), [整改状态:已完成]."""
    while end > start and folded[end - 1] in " \n。;:,、":
        end -= 1
    if end <= start or folded[end - 1] not in ")]":
        return None
    match = _STATUS_BRACKET.search(folded[start:end])
    return None if match is None or match.start() == 0 else (start + match.start(1), start + match.end(1))


# 滞留资金1300万元, 长期未清理42笔: the size of the fault behind its name, written backwards
_TNUOMA = r"[元个项件户人次处笔份名宗套台亩][余多]?[万亿]?[\d,.]{1,12}(?:金资|额金|计共|共|达|等)?"
_COUNTED_FAULTS = ("问题", "现象", "风险", "隐患", "漏洞", "短板")  # 发现问题31个 is work done, not a fault


@cache
def _ends_faulty() -> re.Pattern[str]:
    """Matches a title written backwards whose last words name a fault: one try from its end instead of one from each of
    its characters."""
    words = lexicon.load("headings")["polarity"]
    faults = either(word[::-1] for word in words)
    named = either(word[::-1] for word in words if not word.endswith(_COUNTED_FAULTS))
    others = r"[\u4e00-\u9fff]{1,4}够不|[\u4e00-\u9fff]{2,6}未"
    closing = r"\n?[”’)。;:,\s]{0,4}(?:题问|况情|象现|面方)?(?:出突|体具|要主)?的?等?[”’)]?"
    return re.compile(rf"{closing}(?:{faults}|{others}|{_TNUOMA}(?:{named}|{others}))")


@cache
def _actions() -> Words:
    return Words(lexicon.load("headings")["action"])


@cache
def _inside() -> re.Pattern[str]:
    return re.compile(either(lexicon.load("headings")["polarity_inside"]))


@cache
def _frameworks() -> re.Pattern[str]:
    return re.compile(either(lexicon.load("headings")["aspect"]))


_HANDED = re.compile(r"(?:关于|针对|对于|就|对)\s?[“‘]")
_NTH_PROBLEM = re.compile(r"(?:关于|针对)第?[一二三四五六七八九十\d]{1,3}(?:个|项|条)?(?:反馈|具体)?问题[:,]?“")
_NUMBERED = re.compile(r"问题[一二三四五六七八九十\d]{0,3}:")
_ENDS_IN_PROBLEM = re.compile(r"问题(?:的整改(?:落实)?(?:情况)?)?[。:]?$")
_ENDS_IN_QUOTE = re.compile(r"”(?:等)?(?:的)?(?:问题)?$")
_ENDS_IN_ANSWER = re.compile(r"”(?:的)?(?:问题)?(?:的整改(?:落实)?(?:情况)?)?[。:]?$")
_LONGEST_FORMULA = 985  # code points
_LONGEST_CLOSE = 14  # code points of the endings above


def _hands_over(title: str) -> bool:
    """Whether a title has the formula of a problem: 关于“…”的问题, …问题, “…”, 关于第3个问题“…”."""
    size = len(title)
    if size > _LONGEST_FORMULA:
        return False
    handed = _HANDED.match(title)
    if handed is not None and size - handed.end() >= 2:
        return True
    tail = max(0, size - _LONGEST_CLOSE)
    ending = _ENDS_IN_PROBLEM.search(title, tail)
    if ending is not None and ending.start() >= 2:
        return True
    if title.startswith("“"):
        closing = _ENDS_IN_QUOTE.search(title, tail)
        return closing is not None and closing.start() >= 3
    if _NTH_PROBLEM.match(title):
        return _ENDS_IN_ANSWER.search(title, tail) is not None
    return _NUMBERED.fullmatch(title) is not None


_LONGEST_ENDING = 50  # code points: word of fault, amount, 的突出问题, punctuation
_ANSWERS_FIRST = re.compile(r"(?:解决|整改|纠正|查找|梳理|排查|针对性解决|对照|聚焦|围绕|紧盯).{0,60}问题$", re.DOTALL)
_ASPECT_SHAPE = re.compile(
    r"^(?:关于|在|对)?.{2,80}方面(?:的|存在的?)?(?:主要|突出)?(?:问题)?(?:的?整改(?:落实)?(?:情况)?)?$|^(?:在)?(?:聚焦|围绕).{2,60}$|^落实.{2,40}(?:情况|责任)$",
    re.DOTALL,
)


def names_issue(title: str) -> int:
    """2: the formula 关于…问题 or a quoted problem; 1: last words name a fault; 0: neither; -1: opens with an action."""
    title = title.strip(" \n。;:,、")
    if not title:
        return 0
    acting = _actions().at(title, 0) > 0
    formula = "问题" in title or "“" in title or "‘" in title
    if formula and _hands_over(title) and not (acting and _ANSWERS_FIRST.match(title)):
        return 1 if acting else 2
    if len(title) <= 200 and _ends_faulty().match(title[: -_LONGEST_ENDING - 1 : -1]) is not None:
        return 1
    if not acting and _asks(title):
        return 1
    if not acting and len(title) <= 60 and _inside().search(title) is not None:
        return 1
    return -1 if acting else 0


_QUESTION = re.compile(
    r"为什么|为何|缘何|怎么|怎样|咋|如何|谁|哪|是不是|是否|能否|有没有|有无|[吗呢]\?|什么|多少|几|何|没有\?"
)
# 整改是怎么组织的? 下一步怎么干? the headings of a notice that asks and answers, not its problems
_ABOUT_THE_WORK = re.compile(r"整改|巡[察视]|反馈|问题|下一?步|今后|后续|往后|工作")


def _asks(title: str) -> bool:
    """Whether a title is a question that stands for a fault: 理论武装为什么跟不上?"""
    if not title.endswith("?") or not 5 <= len(title) <= 60 or _QUESTION.search(title) is None:
        return False
    return _ABOUT_THE_WORK.search(title) is None or _inside().search(title) is not None


def names_aspect(title: str) -> bool:
    """Whether the heading names a field in which problems lie (在…方面, 聚焦…, 党的建设方面问题整改情况)."""
    return _ASPECT_SHAPE.match(title.strip(" \n。;:,、")) is not None


# 财政管理审计查出问题整改情况: a field of the audit over its problems; 审计查出问题整改情况 alone is a section
_AUDITED = re.compile(
    r"(?!反馈|巡[察视])[\u4e00-\u9fff“”、()]{2,24}审计(?:查出|发现|指出|反映|揭示)的?(?:主要|突出)?问题"
    r"(?:的?整改(?:落实|进展|完成)?(?:情况)?)?$"
)


def names_audited(title: str) -> bool:
    """Whether the heading names a field that was audited, over the problems found there."""
    return _AUDITED.match(title) is not None


def names_framework(title: str) -> bool:
    """Whether the heading holds words of a grouping framework (四个落实, 三大问题)."""
    return _frameworks().search(title) is not None


@cache
def _plans() -> re.Pattern[str]:
    words = lexicon.load("headings")["sections"]["next_steps"]
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))


_LONGEST_SECTION = 30  # code points


def heads_plans(line: str) -> bool:
    """Whether a line is the heading of the plans (下一步工作安排): short, without a sentence, no fault named."""
    line = line.strip(" \n。;:,、")
    return len(line) <= _LONGEST_SECTION and _plans().search(line) is not None and names_issue(line) < 1


def names_fault_inside(title: str) -> bool:
    """Whether a word of fault (不到位, 未按, 违规) stands anywhere in the heading."""
    return _inside().search(title) is not None


_ASKS = re.compile(r"(?:的)?(?:突出|具体|主要)?问题(?:的?整改(?:落实)?(?:情况)?)?$")


def names_fault(title: str) -> bool:
    """Whether the heading names a fault beside the bare word 问题 (整改不彻底的问题, but not 反馈问题整改情况)."""
    bare = _ASKS.sub("", title.strip(" \n。;:,、"))
    return bool(bare) and _ends_faulty().match(bare[::-1]) is not None and not bare.endswith("问题")


# 大坪村(2个), 县自来水公司: a part of the organ over the problems found there
_PART_OF_ORGAN = re.compile(
    r"(?:村|社区|居委会|乡|镇|街道|公司|集团|中心|站|所|院|校|局|支部|林场|科室|党委|党组)(?:党组织|党总支|党支部)?(?:\([^()]{1,16}\))?$"
)


def names_part_of_organ(title: str) -> bool:
    """Whether a heading names a part of the organ, over the problems found there: 大坪村(2个), 县自来水公司."""
    return _PART_OF_ORGAN.search(title) is not None
