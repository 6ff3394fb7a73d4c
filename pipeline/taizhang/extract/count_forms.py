"""The printed forms of counted quantities: number, counter, bounds, and what only looks like one."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from taizhang import lexicon
from taizhang.extract import count_roles as cr
from taizhang.extract.brackets import book_titles
from taizhang.extract.count_scan import Printed
from taizhang.lexicon.words import either
from taizhang.normalise.numerals import Quantity, parse_quantity
from taizhang.outline import unit as roles
from taizhang.outline.unit import Outline

# the break of a hard-wrapped line ends no sentence
_SENTENCE = re.compile(r"[。;!?]|\n(?<![^。;!?:)” \n]\n)")
_SHORT_QUOTE = re.compile(r"“[一二两三四五六七八九十百\d]{1,4}(?![^”]{0,12}问题)[^”\d,。]{1,9}”")
# 三台县, 四亩地镇, 五家渠市: names, not counts
_BY_ONES = re.compile(r"一[个件项条]、[\u4e00-\u9fff]{1,3}一[个件项条]")  # 整改一个、销号一个
_NEXT_ONE = re.compile(r"(?:新|上|本|首|下|前|同|另|又|这|那)$")  # 新一轮, 上一次
_PLACE = re.compile(r"[台亩家门口面道步层片节头根把对床车船户岁组眼][\u4e00-\u9fff]{0,2}?[县镇乡村市区路街渠峡州等]")
_DURATION_YEAR = re.compile(
    r"(?:满|近|超过|超|不足|长达|连续|为期|历时|任期|期限|以来的|过去|前|今后|未来|达|滞留|长期|拖欠|任职|闲置|逾期|挂账|近期|审理|处分期|影响期|已有|有的|至少|三|两"
    # 合同一签二十年, 限制交易三年: a bargain or a sanction for so long
    r"|一(?:签|租|包|订|拖|欠|借|占|放|搁|停|挂|压)(?:就是|便是|即)?|(?:限制|禁止|暂停|取消|停止|冻结|不得)[^,。;\d年]{1,10})$"
)
_GROUP_NUMBER = re.compile(r"(?:巡察|巡视|督察|检查|村|第)$")
_ROUND_AND_MORE = frozenset({"百余", "百多", "千余", "千多"})
_ARABIC_ONLY = frozenset({"级", "单"})  # 六级网格, 三单机制: names
_LEVELS = re.compile(r"(?:层级|审批|流程|架构|环节|链条)[^,。;]{0,10}$")  # 审批层级由5级压缩到3级
_PLENARY = re.compile(r"(?:全会|全体会议|代表大会|党代会|集体学习)")
_COUNTED_BEFORE = re.compile(r"\d|共|计|达")
_LISTED_BY = ("类", "方面", "领域", "村", "社区")
_LIST_MARKS = frozenset("、,;)。")
_MIDDLE_LEVEL = ("方面", "方面的", "方面共", "方面存在的")
_HOLDS_ONE = re.compile(r"(?:召开|开展|组织|举办|进行|至少|不少于)[^,。]{0,14}$")
_EACH_ONE = re.compile(r"(?:整改|解决|查处|发现|完成|销号|处理|任何|每|同|这|那|某|另|哪|统|唯|逐|第|单|专|归)$")
_LEADS_TO_ONE = re.compile(r".{0,6}(?:带动|推动)一|、[\u4e00-\u9fff]{2}一[个件项]")
_ABSTRACT = re.compile(r"(?:制度|机制|体系|格局|过程|阶段|目标|方面|关键|重要|整体|平台|载体|抓手|问题)$")
_SPAN_BEFORE = re.compile(r"(?:提前|为期|共|共计|历时|延长|期限|不少于)$")
_PLAN_BEHIND = re.compile(r"(?:行动|规划|计划|攻坚|制|期|级|来|一度)")
_RUNNING_YEAR = re.compile(r"[每上下去今明前当同全整头第]$")
_SCALES = {"万元": 1e4, "亿元": 1e8}
_LOWER = re.compile(r"不少于|不低于|不得少于|不得低于|至少|最少|超过|突破|高于|多于|大于|逾|超")
_UPPER = re.compile(r"不超过|不高于|不多于|不得超过|至多|最多|不足|(?<!达)不到|低于|少于|小于")


@cache
def fixed_terms() -> re.Pattern[str]:
    """Terms that hold a number and count nothing (三会一课)."""
    return re.compile(either(lexicon.load("counts")["fixed"]))


@cache
def unit_sets() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Counters of money, of durations, and those that need a noun."""
    words = lexicon.load("counts")
    return frozenset(words["money"]), frozenset(words["duration"]), frozenset(words["weak"])


def blocked_spans(folded: str, outline: Outline, date_spans: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    """Stretches in which a number counts nothing: 《…》, dates, enumerators, fixed terms, campaign names, chrome."""
    spans = [*book_titles(folded), *date_spans]
    spans += [(match.start() + 1, match.end() - 1) for match in _SHORT_QUOTE.finditer(folded)]
    spans += [match.span() for match in fixed_terms().finditer(folded)]
    spans += [
        (unit.char_start, unit.title_start)
        for unit in outline.units
        if unit.marker is not None and unit.char_start < unit.title_start
    ]
    spans += [(unit.char_start, unit.char_end) for unit in outline.units if unit.role == roles.NOISE]
    return _merged(sorted(spans))


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sorted spans with those that overlap made one."""
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif start < end:
            merged.append((start, end))
    return merged


def sentence_starts(folded: str) -> list[int]:
    """Where sentences start."""
    return [0, *(match.end() for match in _SENTENCE.finditer(folded))]


_TWO_OF = frozenset({"人次", "人", "名", "件", "份"})  # 党纪处分二人次
_LIST_END = re.compile(r"[,、。;)]|$")
_LIST_ENDS = frozenset({",", "、", ";", "。", ")", ""})
_OF_TIME = frozenset(
    {
        "年",
        "天",
        "日",
        "周",
        "个月",
        "小时",
        "个小时",
        "分钟",
        "点",
        "期",
        "批",
        "轮",
        "步",
        "字",
        "面",
        "级",
        "段",
        "层",
        "号",
        "次",
    }
)
_DIGITS = frozenset("一两三四五六七八九十")
_SHORT_NAME = 10
_NOT_ONE = re.compile(r"(?:每|任何|同|这|那|某|另|哪|统|唯|逐|第|单|专|归|如|合|融|为|成|是|的|到|出|下|上)$")
_TENS = re.compile(r"[十百千]")


def counts_something(
    folded: str,
    printed: Printed,
    noun: str | None,
    behind: str | None,
    context: cr.Context,
    weak: frozenset[str],
) -> bool:
    """Whether the number counts anything: no ordinal, place name, idiom or bare numeral."""
    number, unit, end = printed.number, printed.unit, printed.end
    if printed.arabic:
        if unit in {"点", "步", "字", "段", "层", "面", "道", "号"} and noun is None and behind is None:
            return False
        if unit == "级":
            return _LEVELS.search(context.clause) is not None
        return not folded.startswith(("全会", "届"), end)
    if (
        unit in _ARABIC_ONLY
        or number == "一一"
        or (number == "二" and not (unit in _TWO_OF and _LIST_END.match(folded, end)))
        # 二次供水, 北泉路二段: an ordinal; the cardinal is 两
        or (number == "一" and _BY_ONES.search(folded, max(0, printed.start - 5), end + 6))
        or _PLACE.match(folded, printed.unit_start)
        or (unit == "组" and _GROUP_NUMBER.search(context.clause))
    ):
        return False
    if unit == "次" and _PLENARY.match(folded, end, end + 6):
        return False
    if unit in cr.CATEGORY_UNITS and context.clause.endswith(_MIDDLE_LEVEL):
        return True  # 三个方面八类共十四项问题
    if noun is None and (cr.status_role(context.clause, anchored_end=True) or (behind and cr.is_claim_noun(behind))):
        return True  # 正在整改一个, 反馈问题十三条
    if (noun is None or noun == "问题") and unit in {"个", "项", "条", "件"} and _told_of_state(noun, context):
        return True  # 已完成六个，三个正在推进
    if number in _ROUND_AND_MORE and printed.unit not in cr.CATEGORY_UNITS:
        return True  # 百余户
    if _in_a_list(folded, printed, context):
        return True
    if number in {"一", "十", "百", "千", "零", "百十"} or number.startswith(("百", "千")):
        return _one(folded, printed, noun, context)
    if unit in lexicon.load("counts")["concrete"] and len(number) > 1 and _TENS.search(number):
        return True  # 收回二十六间
    if unit in weak and noun is None and behind is None:
        return False
    if unit in {"个", "项", "条", "类", "种"} and noun is None and behind is None:
        return bool(_COUNTED_BEFORE.search(context.clause)) or cr.scope_in(context.clause[-6:]) is not None
    return True


def _in_a_list(folded: str, printed: Printed, context: cr.Context) -> bool:
    """Whether a numeral ends its part of a list: 封堵十三个,合并九个; 其中党内警告一人、诫勉两人.

    Tens alone are numbers; a single numeral needs another count before it in the sentence, and 一 a short name besides.
    """
    number, end = printed.number, printed.end
    if folded[end : end + 1] not in _LIST_ENDS or printed.unit in _OF_TIME:
        return False
    if len(number) > 1 and _TENS.search(number):
        return True
    if context.previous_role is None or number not in _DIGITS:
        return False
    name = context.clause.rsplit("、", 1)[-1].rsplit("(", 1)[-1].removeprefix("其中")
    return number != "一" or (1 < len(name) <= _SHORT_NAME and _NOT_ONE.search(name) is None)


def _told_of_state(noun: str | None, context: cr.Context) -> bool:
    """Whether a state follows: 三个正在推进; behind another state also 一个问题持续整改."""
    after_state = noun is None or (context.previous_role or "").startswith("status")
    return after_state and cr.status_role(context.right, anchored_end=False) is not None


def _one(folded: str, printed: Printed, noun: str | None, context: cr.Context) -> bool:
    """一 counts where something is named (一处仓库, 每季度一次); elsewhere it is an article or an idiom."""
    if printed.number != "一":
        listed = folded[printed.end : printed.end + 1] in _LIST_MARKS and folded[printed.start - 1] not in _LIST_MARKS
        return printed.number == "十" and (
            noun is not None or (printed.unit == "个" and listed)
        )  # 石桥村十个、柳树沟村八个
    unit, end = printed.unit, printed.end
    after = folded[end : end + 1]
    if unit == "个" and noun is None and after in _LIST_MARKS and context.clause.endswith(_LISTED_BY):
        return True  # 党建类一个、业务类三个
    if _NEXT_ONE.search(context.clause):
        return False
    if unit in {"次", "轮", "场", "遍", "期", "篇", "份"}:
        if cr.is_frequency(context.clause):
            return True
        if noun is None:
            return _HOLDS_ONE.search(context.clause) is not None and after in ",。;、"
        return True
    if unit in {"%", "年", "个月", "天", "小时", "个小时", "个工作日"}:
        return True
    if noun is None:
        return False
    if _EACH_ONE.search(context.clause):
        return False
    if _LEADS_TO_ONE.match(folded, end, end + 12):
        return False
    return unit in lexicon.load("counts")["concrete"] or (
        unit in {"个", "项", "件", "条"} and len(noun) >= 4 and context.inside and not _ABSTRACT.search(noun)
    )


def is_duration(folded: str, printed: Printed, context: cr.Context) -> bool:
    """Whether a number of 日, 天, 周 or 年 is a span of time and not a date."""
    unit, end = printed.unit, printed.end
    if unit == "天":
        return True
    if unit == "周":
        return printed.arabic or folded[end : end + 1] in "内的,。"
    if unit == "日":
        return (
            folded[end : end + 1] == "内"
            or folded[end : end + 2] in {"以内", "之内"}
            or bool(_SPAN_BEFORE.search(context.clause))
        )
    # 年
    if printed.arabic and (len(printed.number) > 2 or printed.number.startswith("0")):
        return False
    if folded[end : end + 1] in {"度", "月", "级"} or _PLAN_BEHIND.match(folded[end : end + 3]):
        return False
    if printed.number == "一" and _RUNNING_YEAR.search(context.clause):
        return False
    return (
        printed.after is not None
        or (printed.before is not None and printed.before != "近")
        or folded[end : end + 1] in "内的未没无"
        or _DURATION_YEAR.search(context.clause) is not None
    )


@lru_cache(maxsize=2048)
def _quantity(printed: str) -> Quantity | None:
    """The quantity printed; most are short and come again and again."""
    if printed.isdecimal():
        value = float(printed)
        return Quantity(value, value, value)
    return parse_quantity(printed)


def value_of(printed: Printed, *, is_money: bool) -> tuple[float | None, float | None, float | None, bool]:
    """Value, lower and upper bound (money in yuan), and whether the number itself is approximate."""
    quantity = _quantity(printed.number + (printed.more or ""))
    if quantity is None:
        return None, None, None, False
    value = quantity.value if quantity.value is not None else quantity.low
    low, high = quantity.low, quantity.high
    if value is None:
        return None, None, None, False
    factor = _SCALES.get(printed.unit, 1.0) if is_money else 1.0
    if factor != 1.0 or not value.is_integer() or low != value:
        value = round(value * factor, 4)
        low = None if low is None else round(low * factor, 4)
        high = None if high is None else round(high * factor, 4)
    before, after = printed.before, printed.after
    if before is None and after is None:
        return value, low, high, quantity.approximate
    before, after = before or "", after or ""
    if _LOWER.match(before) or after == "以上":
        low, high = value, None
    elif _UPPER.match(before) or after in {
        "以下",
        "以内",
    }:
        low, high = None, value
    elif before in {"约", "大约", "近", "将近"} or after in {"左右", "上下"}:
        low, high = (low if low != value else None), (high if high != value else None)
    return value, low, high, quantity.approximate


def qualifier_of(printed: Printed, approx: bool, in_subset: bool) -> str | None:
    """The qualifier of the guidelines, from the words of bound and from 其中."""
    before, after = printed.before, printed.after
    if before is None and after is None:
        return "subset" if in_subset else "approx" if approx else None
    before, after = before or "", after or ""
    if _LOWER.match(before) or after == "以上":
        return "at_least"
    if _UPPER.match(before) or after in {
        "以下",
        "以内",
    }:
        return "at_most"
    if in_subset:
        return "subset"
    if approx or before in {"约", "大约", "近", "将近"} or after in {"左右", "上下"}:
        return "approx"
    return None
