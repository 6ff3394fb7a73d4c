"""Counted quantities: every number with a counter, with what it counts, its role, its list and its bounds.

What only looks like a count is left out: ordinals, dates, enumerators, fixed terms (三会一课), numbers inside 《…》,
campaign names in quotation marks, idioms (整改一个、销号一个).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cache

from taizhang import lexicon
from taizhang.extract import count_roles as cr
from taizhang.extract.brackets import book_titles
from taizhang.extract.nouns import leading_noun, trailing_noun
from taizhang.normalise.numerals import parse_quantity
from taizhang.outline import unit as roles
from taizhang.outline.unit import Outline
from taizhang.records import Count
from taizhang.text import Canonical

_ARABIC = r"(?:\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,6})?|\d{1,15}(?:\.\d{1,8})?)(?:[余多](?=[万亿]))?(?:[ ]?(?:[百千]?万|亿|千|百)(?=[^分]))?"
_CHINESE = r"(?:数|几|上|近)?[一二两三四五六七八九十百千〇零]{1,9}(?:余|多)?(?:万|亿)?"
_BEFORE = r"(?:不少于|不低于|不超过|不高于|不多于|不得少于|不得低于|不得超过|至少(?:[\u4e00-\u9fff]{2})?|至多|最多|最少|超过|突破|不足|(?<!达)不到|低于|高于|多于|少于|大于|小于|大约|约|近|将近|逾|超|先后(?=[一二两三四五六七八九十\d]{1,3}次))"
_AFTER = r"(?:以上|以下|以内|左右|上下)"
_LONGEST_LEFT = 160
_SENTENCE = re.compile(r"[。;!?\n]")
_STOP = re.compile(r"[。;!?]|(?<=[。;:!?)”])\n|\n(?![\u4e00-\u9fff])")
_CLAUSE = re.compile(r"[,。;!?\n]")
_TOTAL = re.compile(r"(?:总计|合计|共计|累计|共){1,2}")
_UNDER_PLACE = re.compile(r"[ ]{0,8}[\u4e00-\u9fff]{1,10}(?:社区|村|居委会)(?:党组织|党支部|党委|党总支)?:")
_SHORT_QUOTE = re.compile(r"“[一二两三四五六七八九十百\d]{1,4}(?![^”]{0,12}问题)[^”\d,。]{1,9}”")
_PERSON_UNITS = frozenset({"人", "名", "人次", "位", "人(次)", "名(次)"})
_RULE_UNITS = frozenset({"项", "个", "份", "件", "部", "套", "条"})
_INSIDE_ROLES = (roles.PROBLEM, roles.SUBPROBLEM, roles.ANSWER, roles.MEASURE)
_FIXED_UNIT = {"个工作日": ("个", "工作日"), "个小时": ("个", "小时")}
_SUBSET = re.compile(r"其中(?:[,:][^。]{0,140}|[^,。;]{0,80})$")
_PARTS = re.compile(r"(?:分别(?:为|是)?|其中:)[^,。;]{0,80}$")
# 三台县, 四亩地镇, 五家渠市: names, not counts
_PLACE = re.compile(r"[台亩家门口面道步层片节头根把对床车船户岁组眼][\u4e00-\u9fff]{0,2}?[县镇乡村市区路街渠峡州等]")
_ALL_DONE = re.compile(
    r"[,]?(?:在[^,]{2,10})?(?:目前|现)?(?:已经|均已|已)?(?:全部|均|全面)(?:已)?(?:按期|按时|如期)?(?:办结|完成整改|整改到位|完成|销号|整改完成|整改|处置完毕|办理完毕)"
)
_DURATION_YEAR = re.compile(r"(?:满|近|超过|超|不足|长达|连续|为期|历时|任期|期限|以来的|过去|前|今后|未来|达|滞留|长期|拖欠|任职|闲置|逾期|挂账|近期|审理|处分期|影响期|已有|有的|至少|三|两)$")


@dataclass(frozen=True, slots=True)
class _Seen:
    """What earlier counts of the same sentence say about a later one."""

    sentence: int
    role: str | None = None
    scope: str | None = None


@cache
def _scanner() -> re.Pattern[str]:
    units = "|".join(sorted(map(re.escape, set(lexicon.load("counts")["units"])), key=len, reverse=True))
    return re.compile(
        rf"(?P<before>{_BEFORE})?[ ]?(?:(?<![\d.第A-Za-z〔\[-])(?<!\d,)(?P<arabic>{_ARABIC})(?P<more>[余多])?|(?<![一二两三四五六七八九十百千〇零第\d])(?P<chinese>{_CHINESE}))"
        rf"[ ]?\n?[ ]?(?P<unit>{units})(?P<after>{_AFTER})?"
    )


@cache
def _fixed_terms() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, lexicon.load("counts")["fixed"]), key=len, reverse=True)))


@cache
def _unit_sets() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    words = lexicon.load("counts")
    return frozenset(words["money"]), frozenset(words["duration"]), frozenset(words["weak"])


def extract_counts(doc: Canonical, outline: Outline, date_spans: tuple[tuple[int, int], ...] = ()) -> tuple[Count, ...]:
    """All counts of a notice in text order, ids and owners left empty; `date_spans` are the dates already read."""
    return _Extractor(doc, outline, date_spans).run()


class _Extractor:
    def __init__(self, doc: Canonical, outline: Outline, date_spans: tuple[tuple[int, int], ...]) -> None:
        self.doc, self.folded, self.outline = doc, doc.folded, outline
        blocked = [*book_titles(self.folded), *date_spans]
        blocked += [(match.start() + 1, match.end() - 1) for match in _SHORT_QUOTE.finditer(self.folded)]
        blocked += [match.span() for match in _fixed_terms().finditer(self.folded)]
        blocked += [
            (unit.char_start, unit.title_start) for unit in outline.units if unit.marker is not None and unit.char_start < unit.title_start
        ]
        blocked += [(unit.char_start, unit.char_end) for unit in outline.units if unit.role == roles.NOISE]
        self.blocked = sorted(blocked)
        self.blocked_starts = [start for start, _ in self.blocked]
        self.sentences = _sentence_starts(self.folded)
        self.seen = _Seen(-1)

    def run(self) -> tuple[Count, ...]:
        found: list[Count] = []
        position = 0
        while match := _scanner().search(self.folded, position):
            position = match.end()
            if self._is_blocked(match):
                position = max(match.start("unit"), match.start() + 1)
                continue
            count = self._read(match)
            if count is not None:
                found.append(count)
                position = count.char_end
            else:
                position = match.start("unit")
        return tuple(_settle(found, self.folded))

    def _is_blocked(self, match: re.Match[str]) -> bool:
        start = match.start("arabic") if match["arabic"] else match.start("chinese")
        index = bisect_right(self.blocked_starts, start)
        near = self.blocked[max(0, index - 6) : index]
        return any(first <= start < last for first, last in near)

    def _read(self, match: re.Match[str]) -> Count | None:
        folded = self.folded
        number = match["arabic"] or match["chinese"]
        unit = match["unit"]
        money, durations, weak = _unit_sets()
        start, end = match.start(), match.end()
        if match["before"] == "近" and unit in durations:
            start = match.start("arabic") if match["arabic"] else match.start("chinese")  # 近三年: of late, not about
        while folded[start] in " \n":
            start += 1
        context = self._context(start, end)
        if unit in {"日", "年", "周", "天"} and not _is_duration(folded, match, number, context):
            return None
        if unit == "月" or (unit == "点" and re.match(r"\d", folded[end : end + 1])):
            return None
        noun_end = end
        noun: str | None = None
        if unit in money:
            noun_end = self._money_noun(end)
        elif unit not in durations and unit != "%" and match["after"] is None:
            noun_end = trailing_noun(folded, end, len(folded), persons=unit in _PERSON_UNITS,
                                     need_head=unit in {"次", "场次", "轮次", "轮", "户次", "笔", "户", "家次"})
        if noun_end > end:
            noun = folded[end:noun_end].replace("\n", "").strip()
        if unit == "方面":
            noun = "方面"
        behind = leading_noun(folded, start, self._floor(start)) if noun is None else None
        if not self._counts_something(match, number, unit, noun, behind, context, weak):
            return None
        role, scope = self._role(unit, noun or "", behind or "", context if noun_end == end else replace(context, right=self._right(noun_end)), match)
        if role is None:
            return None
        value, low, high, approx = _value(match, number, unit in money, unit)
        if value is None:
            return None
        qualifier = _qualifier(match, approx, context.in_subset)
        printed_unit, fixed_noun = _FIXED_UNIT.get(unit, (unit, None))
        if unit in money:
            printed_unit = "元"
        elif unit == "方面":
            printed_unit = ""
        self.seen = _Seen(self._floor(start), role, scope)
        return Count(
            "", "", None, None, self.doc.text[start:noun_end], value, low, high, printed_unit or None,
            fixed_noun or noun or behind, role, scope, qualifier, start, noun_end,
        )

    def _money_noun(self, end: int) -> int:
        """60元补助。: the noun belongs to a sum only where it ends the phrase."""
        if self.folded[end - 2 : end] in {"万元", "亿元"}:
            return end
        match = re.compile(r"(?:补助|补贴|奖金|津贴|罚款|押金|保证金)(?=[,。;])").match(self.folded, end)
        return match.end() if match else end

    def _context(self, start: int, end: int) -> cr.Context:
        folded = self.folded
        floor = self._floor(start)
        left = folded[floor:start].replace("\n", "")
        clause = _CLAUSE.split(left)[-1]
        path = [self.outline.units[index] for index in self.outline.path(start)]
        inside = any(unit.role in _INSIDE_ROLES for unit in path)
        heading = next((unit.title_start <= start < unit.title_end for unit in path if unit.title_end > unit.title_start), False)
        scope = next((unit.scope for unit in path if unit.scope != "main"), "main")
        same = self.seen if self.seen.sentence == floor else _Seen(floor)
        return cr.Context(
            left, clause, self._right(end), inside, scope, same.role, same.scope,
            in_subset=_SUBSET.search(left) is not None, in_parts=_PARTS.search(left) is not None, in_heading=heading,
        )

    def _right(self, end: int) -> str:
        """What follows in the sentence, at most 60 code points."""
        limit = min(len(self.folded), end + 60)
        stop = _STOP.search(self.folded, end, limit)
        return self.folded[end : stop.start() if stop else limit].replace("\n", "")

    def _floor(self, start: int) -> int:
        """Start of the sentence that holds `start`, at most 160 code points back."""
        return max(self.sentences[bisect_right(self.sentences, start) - 1], start - _LONGEST_LEFT)

    def _counts_something(
        self, match: re.Match[str], number: str, unit: str, noun: str | None, behind: str | None, context: cr.Context,
        weak: frozenset[str],
    ) -> bool:
        folded = self.folded
        if match["chinese"] is None:
            if unit in {"点", "步", "字", "段", "层", "面", "道", "号"} and noun is None and behind is None:
                return False
            return not (folded[match.end() : match.end() + 2] == "全会" or folded[match.end() : match.end() + 1] == "届")
        if number == "一一" or _PLACE.match(folded, match.start("unit")) or (unit == "组" and re.search(r"(?:巡察|巡视|督察|检查|村|第)$", context.clause)):
            return False
        if unit == "次" and re.match(r"(?:全会|全体会议|代表大会|党代会|集体学习)", folded[match.end() : match.end() + 6]):
            return False
        if number in {"一", "十", "百", "千", "零", "百十"} or number.startswith(("百", "千")):
            return self._one(match, number, unit, noun, context)
        if unit in weak and noun is None:
            return False
        if unit in {"个", "项", "条", "类", "种"} and noun is None and behind is None:
            return bool(re.search(r"\d|共|计|达", context.clause))
        return True

    def _one(self, match: re.Match[str], number: str, unit: str, noun: str | None, context: cr.Context) -> bool:
        """一 counts where something is named (一处仓库, 每季度一次); elsewhere it is an article or an idiom."""
        if number != "一":
            return number == "十" and noun is not None
        after = self.folded[match.end() : match.end() + 1]
        if unit in {"次", "轮", "场", "遍", "期", "篇", "份"}:
            if cr.is_frequency(context.clause):
                return True
            if noun is None:
                return re.search(r"(?:召开|开展|组织|举办|进行|至少|不少于)[^,。]{0,14}$", context.clause) is not None and after in ",。;、"
            return True
        if unit in {"%", "年", "个月", "天", "小时", "个小时", "个工作日"}:
            return True
        if noun is None:
            return False
        if re.search(r"(?:整改|解决|查处|发现|完成|销号|处理|任何|每|同|这|那|某|另|哪|统|唯|逐|第|单|专|归)$", context.clause):
            return False
        if re.match(r".{0,6}(?:带动|推动)一|、[\u4e00-\u9fff]{2}一[个件项]", self.folded[match.end() : match.end() + 12]):
            return False
        return unit in {"名", "处", "家", "座", "所", "台", "辆", "份", "起", "宗", "篇", "位", "栋", "户", "人", "间", "套", "支"} or (
            unit in {"个", "项", "件", "条"} and len(noun) >= 4 and context.inside and not re.search(r"(?:制度|机制|体系|格局|过程|阶段|目标|方面|关键|重要|整体|平台|载体|抓手|问题)$", noun)
        )

    def _role(
        self, unit: str, noun: str, behind: str, context: cr.Context, match: re.Match[str]
    ) -> tuple[str | None, str | None]:
        """Role and scope; role None when the number is no count after all."""
        money, durations, _ = _unit_sets()
        named = noun or behind
        if _TOTAL.fullmatch(context.clause.strip()) and context.previous_role is not None and unit not in durations and unit != "%":
            return context.previous_role, context.previous_scope
        if unit in money:
            return cr.money_role(context, threshold=match["after"] in {"以上", "以下", "以内"} or match["before"] in {"超过", "不足"}), None
        if unit == "%":
            return self._rate(context)
        if unit in durations:
            return "duration", None
        if unit in {"次", "场", "场次", "人次", "轮", "期", "篇"} and cr.is_frequency(context.clause):
            return "frequency", None
        if unit in _PERSON_UNITS:
            return cr.person_role(context), None
        if unit in {"次", "场", "场次", "轮次"}:
            return ("meetings_held" if cr.is_meeting(named, context, behind=not noun) else "other"), None
        return self._claim(unit, noun, behind, context)

    def _rate(self, context: cr.Context) -> tuple[str, str | None]:
        outside = not context.inside
        named = re.search(r"(?:整改(?:任务|问题)?(?:总体)?(?:完成)?率|总体完成率|完成率|办结率|销号率|化解率|占(?:比|反馈问题(?:总数)?的?|问题总数的?)?)(?:为|达到|达|已达|是)?$", context.clause.rstrip())
        if (outside and named) or re.search(r"(?:反馈)?问题整改完成率(?:为|达到|达)?$", context.clause):
            return "completion_rate", self._scope(context, "")
        return "other", None

    def _claim(self, unit: str, noun: str, behind: str, context: cr.Context) -> tuple[str | None, str | None]:
        named = noun or behind
        if not noun or cr.is_claim_noun(noun) or noun.endswith(("任务", "措施", "线索")):
            status = self._status(noun, context)
            if status is not None:
                return status, self._scope(context, noun)
        if re.match(r"(?:予以)?立案", context.right) and unit in {"件", "起", "宗", "条"}:
            return "cases_filed", None
        if re.search(r"立案[^,。;]{0,16}$", context.clause) and unit in {"件", "起", "宗", "案", "个", "条"} and not re.search(r"\d[件起宗案]", context.clause[-8:]):
            return "cases_filed", None
        part = self._part_of_claim(context)
        if part is not None and not noun and (not behind or behind.endswith("方面")):
            return part, self._scope(context, "")
        claim = cr.claim_role(named, unit, context) if named or unit in cr.CATEGORY_UNITS else None
        if claim is not None:
            return claim, self._scope(context, named)
        if noun.endswith("方面") and unit in {"个", "方面"}:
            return None, None
        if part is not None and not noun:
            return part, self._scope(context, "")
        if unit in _RULE_UNITS and cr.makes_institutions(named, context, has_noun=bool(noun)):
            return "institutions_established", None
        return "other", None

    def _status(self, noun: str, context: cr.Context) -> str | None:
        """A number of items in a state, outside the answers: 已完成11个, 正在推进的2个问题, 3个立行立改问题全部办结."""
        if context.inside:
            return None
        before = cr.status_role(context.clause, anchored_end=True)
        if before is not None and not (noun and not cr.is_claim_noun(noun) and not noun.endswith("任务")):
            return before
        if noun:
            inner = cr.status_role(noun, anchored_end=False)
            if inner is not None:
                return inner
        if _ALL_DONE.match(context.right) and (
            context.previous_role not in {"aspects_claimed"} or cr.scope_in(noun) is not None
        ):
            return "status_completed"
        if not noun:
            ahead = cr.status_role(context.right, anchored_end=False)
            if ahead is not None and context.previous_role is not None and (context.previous_role.startswith("status") or context.previous_role.endswith("claimed")):
                return ahead
        return None

    def _part_of_claim(self, context: cr.Context) -> str | None:
        """白石畈村9个、杨店村8个 behind a claim: parts of it."""
        if context.inside or context.previous_role not in {"problems_claimed", "tasks_claimed", "problems_decomposed"}:
            return None
        return context.previous_role if re.search(r"[(、]|其中|涉及|方面$", context.clause) else None

    def _scope(self, context: cr.Context, noun: str) -> str:
        if cr.is_leader_share(context.clause) and (cr.scope_in(noun) is None or "难点" in noun or "重点" in noun):
            return "leader_share"
        own = cr.scope_in(noun) or cr.scope_in(context.clause)
        if own is not None:
            return own
        if _UNDER_PLACE.match(context.left):
            return "villages"
        if context.previous_scope is not None and (context.previous_scope != "leader_share" or context.in_subset):
            return context.previous_scope
        return context.section_scope


def _settle(found: list[Count], folded: str) -> list[Count]:
    """What only the other counts of the notice tell.

    A number first printed as 细化为26项 stays the decomposed one when it is repeated; items counted in 件 behind a
    number of petitions in the same paragraph belong to them.
    """
    decomposed = {count.value for count in found if count.role == "problems_decomposed"}
    first_claims: set[float | None] = set()
    petitions_at: int | None = None
    settled = []
    for count in found:
        if count.role == "problems_claimed" and count.scope == "main":
            if count.value in decomposed and count.value not in first_claims:
                count = replace(count, role="problems_decomposed")
            else:
                first_claims.add(count.value)
        if count.scope == "petitions":
            petitions_at = count.char_end
        elif (
            count.unit == "件" and count.role.startswith("status_") and count.scope == "main" and petitions_at is not None
            and "\n" not in folded[petitions_at : count.char_start]
        ):
            count = replace(count, scope="petitions")
        settled.append(count)
    return settled


def _sentence_starts(folded: str) -> list[int]:
    """Where sentences start; the break of a hard-wrapped line ends none."""
    starts = [0]
    for match in _SENTENCE.finditer(folded):
        end = match.end()
        if match.group() == "\n" and folded[end - 2 : end - 1] not in {"。", ";", "!", "?", ":", ")", "”", " ", "\n", ""}:
            continue
        starts.append(end)
    return starts


def _is_duration(folded: str, match: re.Match[str], number: str, context: cr.Context) -> bool:
    unit, end = match["unit"], match.end()
    if unit == "天":
        return True
    if unit == "周":
        return match["arabic"] is not None or folded[end : end + 1] in "内的,。"
    if unit == "日":
        return folded[end : end + 1] == "内" or folded[end : end + 2] in {"以内", "之内"} or bool(re.search(r"(?:为期|共|共计|历时|延长|期限|不少于)$", context.clause))
    # 年
    if match["arabic"] and (len(number) > 2 or number.startswith("0")):
        return False
    if folded[end : end + 1] in {"度", "月", "级"} or re.match(r"(?:行动|规划|计划|攻坚|制|期|级|来|一度)", folded[end : end + 3]):
        return False
    if re.search(r"[每上下去今明前当同全整头第]$", context.clause) and match["chinese"] == "一":
        return False
    return match["after"] is not None or folded[end : end + 1] in "内的未没无" or _DURATION_YEAR.search(context.clause) is not None


def _value(match: re.Match[str], number: str, is_money: bool, unit: str) -> tuple[float | None, float | None, float | None, bool]:
    printed = number + (match["more"] or "")
    quantity = parse_quantity(printed)
    if quantity is None:
        return None, None, None, False
    scale = {"万元": 1e4, "亿元": 1e8, "万吨": 1.0}.get(unit, 1.0)
    value = quantity.value if quantity.value is not None else quantity.low
    low, high = quantity.low, quantity.high
    if value is None:
        return None, None, None, False
    factor = scale if is_money else 1.0
    value, low, high = (None if item is None else round(item * factor, 4) for item in (value, low, high))
    before, after = match["before"] or "", match["after"] or ""
    if re.match(r"不少于|不低于|不得少于|不得低于|至少|最少|超过|突破|高于|多于|大于|逾|超", before) or after == "以上":
        low, high = value, None
    elif re.match(r"不超过|不高于|不多于|不得超过|至多|最多|不足|(?<!达)不到|低于|少于|小于", before) or after in {"以下", "以内"}:
        low, high = None, value
    elif before in {"约", "大约", "近", "将近"} or after in {"左右", "上下"}:
        low, high = (low if low != value else None), (high if high != value else None)
    return value, low, high, quantity.approximate


def _qualifier(match: re.Match[str], approx: bool, in_subset: bool) -> str | None:
    before, after = match["before"] or "", match["after"] or ""
    if re.match(r"不少于|不低于|不得少于|不得低于|至少|最少|超过|突破|高于|多于|大于|逾|超", before) or after == "以上":
        return "at_least"
    if re.match(r"不超过|不高于|不多于|不得超过|至多|最多|不足|(?<!达)不到|低于|少于|小于", before) or after in {"以下", "以内"}:
        return "at_most"
    if in_subset:
        return "subset"
    if approx or before in {"约", "大约", "近", "将近"} or after in {"左右", "上下"}:
        return "approx"
    return None


def with_owner(count: Count, *, notice_id: str, count_id: str, problem_id: str | None, measure_id: str | None) -> Count:
    """`count` with its ids."""
    return replace(count, notice_id=notice_id, count_id=count_id, problem_id=problem_id, measure_id=measure_id)
