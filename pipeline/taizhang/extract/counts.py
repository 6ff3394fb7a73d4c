"""Counted quantities: every number with a counter, with what it counts, its role, its list and its bounds.

What only looks like a count is left out: ordinals, dates, enumerators, fixed terms (三会一课), numbers inside 《…》,
campaign names in quotation marks, idioms (整改一个、销号一个).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from taizhang.extract import count_forms as forms
from taizhang.extract import count_roles as cr
from taizhang.extract.count_claims import role_of
from taizhang.extract.count_context import Surroundings
from taizhang.extract.count_leads import without_leads
from taizhang.extract.count_parts import mark_parts
from taizhang.extract.count_roles import ELSEWHERE
from taizhang.extract.count_scan import Printed, Scanner
from taizhang.extract.leading_nouns import leading_noun
from taizhang.extract.nouns import following_noun, money_noun, trailing_noun
from taizhang.extract.problems import Rows
from taizhang.outline.unit import Outline
from taizhang.records import Count
from taizhang.text import Canonical
from taizhang.values import maker

_FIXED_UNIT = {
    "个工作日": ("个", "工作日"), "个小时": ("个", "小时"), "个月": ("个", "月"), "个百分点": ("个", "百分点"),
    "台(套)": ("台", None), "台/套": ("台", None), "件(套)": ("件", None), "辆(台)": ("辆", None), "人(次)": ("人", None),
    "个(次)": ("个", None), "件(次)": ("件", None), "次(场)": ("次", None), "场(次)": ("场", None), "名(次)": ("名", None),
}  # fmt: skip
_THRESHOLDS = ("以上", "以下", "以内")
_SUM_IN_BRACKET = re.compile(r"[\u4e00-\u9fff”]\((?:共|共计|合计|总计|总共|计|一共)[ ]?$")
_PETITIONS_IN_BRACKET = re.compile(
    r"\((?:含|另|另有|其中|包括|包含)?(?:转办|交办|移交)的?(?P<noun>信访件|信访事项|信访)(?:共)?[ ]?$"
)
_SAME_PARAGRAPH = 2000
_make_count = maker(Count)
_HEADS_BEHIND = re.compile(r"[一二两三四五六七八九十百]{1,4}(?:人次|人|名)")
_MAYBE_DATES = frozenset({"日", "年", "周", "天"})


def extract_counts(
    doc: Canonical,
    outline: Outline,
    date_spans: tuple[tuple[int, int], ...] = (),
    owner: tuple[str, Rows] | None = None,
) -> tuple[Count, ...]:
    """All counts of a notice in text order. `date_spans` are the dates already read; `owner` is the id of the notice with
    its problems and measures, without which ids and owners are left empty."""
    return _Extractor(doc, outline, date_spans, owner).run()


class _Extractor:
    def __init__(
        self,
        doc: Canonical,
        outline: Outline,
        date_spans: tuple[tuple[int, int], ...],
        owner: tuple[str, Rows] | None,
    ) -> None:
        self.doc, self.folded, self.outline, self.owner = doc, doc.folded, outline, owner
        self.found: list[Count] = []
        self.blocked = forms.blocked_spans(self.folded, outline, date_spans)
        self.blocked_starts = [start for start, _ in self.blocked]
        self.around = Surroundings(self.folded, outline)
        self.last_end = 0  # of the last count: its noun is no other's

    def run(self) -> tuple[Count, ...]:
        found = self.found
        scanner = Scanner(self.folded, self._is_blocked)
        for printed in scanner:
            count = self._read(printed)
            if count is not None:
                found.append(count)
                scanner.position = self.last_end = count.char_end
            else:
                scanner.position = printed.unit_start
        return tuple(mark_parts(_settle(without_leads(found, self.folded), self.folded), self.folded))

    def _is_blocked(self, position: int) -> bool:
        index = bisect_right(self.blocked_starts, position) - 1
        return index >= 0 and position < self.blocked[index][1]

    def _read(self, printed: Printed) -> Count | None:
        folded = self.folded
        unit, after, digits = printed.unit, printed.after, printed.digits
        money, durations, weak = forms.unit_sets()
        is_money, is_duration = unit in money, unit in durations
        start, end = printed.start, printed.end
        if is_duration and printed.before == "近":
            start = digits  # 近三年: of late, not about
        while folded[start] in " \n":
            start += 1
        if unit == "月" or (unit == "点" and folded[end : end + 1].isdecimal()):
            return None
        noun_end = end
        if after is None:
            if is_money:
                noun_end = money_noun(folded, end)
            elif not is_duration and unit != "%":
                noun_end = trailing_noun(folded, end, unit)
        if noun_end > end and _HEADS_BEHIND.match(folded, end, noun_end):
            noun_end = end  # 五起七人
        noun = folded[end:noun_end].replace("\n", "").strip() if noun_end > end else None
        floor = self.around.floor(start)
        context = self.around.context(start, floor, noun_end)
        if unit in _MAYBE_DATES and not forms.is_duration(folded, printed, context):
            return None
        if unit == "方面":
            noun = "方面"
        behind = None
        if noun is None:
            behind = self._behind(start, floor, unit, context)
        if not forms.counts_something(folded, printed, noun, behind, context, weak):
            return None
        role, scope = role_of(unit, noun or "", behind or "", context, printed)
        if role is None:
            return None
        value, low, high, approx = forms.value_of(printed, is_money=is_money)
        if value is None:
            return None
        qualifier = forms.qualifier_of(printed, approx, context.in_subset)
        if (qualifier == "approx" and start == digits and printed.before == "近") or (
            qualifier == "subset" and role in ("duration", "frequency")
        ):
            qualifier = None
        self.around.remember(start, floor, role, scope)
        scope = None if scope == ELSEWHERE else scope
        printed_unit, fixed_noun = _FIXED_UNIT.get(unit, (unit.partition("(")[0], None))
        if is_money:
            printed_unit = "元"
        elif unit == "方面":
            printed_unit = ""
        notice_id = count_id = ""
        problem_id = measure_id = None
        if self.owner is not None:
            notice_id, rows = self.owner
            count_id = f"{notice_id}:c{len(self.found) + 1}"
            problem_id, measure_id = rows.owners_in(self.around.unit)
        return _make_count(
            notice_id,
            count_id,
            problem_id,
            measure_id,
            self.doc.text[start:noun_end],
            value,
            low,
            high,
            printed_unit or None,
            fixed_noun
            or (self._limited(unit, end) if after in _THRESHOLDS else None)
            or self._as_printed(noun or behind, start),
            role,
            scope,
            qualifier,
            start,
            noun_end,
        )

    def _behind(self, start: int, floor: int, unit: str, context: cr.Context) -> str | None:
        """The noun before the number; that of the bracket where it only repeats the number's sum (问题|(共七个)."""
        behind = leading_noun(self.folded, start, max(context.clause_start, floor, self.last_end), unit)
        if behind is None and "(" in context.clause:
            summed, petitions = _SUM_IN_BRACKET.search(context.clause), _PETITIONS_IN_BRACKET.search(context.clause)
            if summed is not None:
                bracket = self.folded.rfind("(", 0, start)
                behind = leading_noun(self.folded, bracket, max(context.clause_start, floor, self.last_end), unit)
            elif petitions is not None:
                behind = petitions["noun"]
        if behind is not None and context.previous_scope == "leader_share" and cr.names_leader(behind):
            return None  # 党委书记|3个: who takes them
        return behind

    def _limited(self, unit: str, end: int) -> str | None:
        """What a threshold limits, where it stands behind it (5万元以上的采购)."""
        limit = following_noun(self.folded, end, unit)
        return (
            None if limit is None else self.doc.text[end + self.folded.startswith("的", end) : limit].replace("\n", "")
        )

    def _as_printed(self, noun: str | None, start: int) -> str | None:
        """The noun with the brackets that the page prints."""
        if noun is None or "(" not in noun:
            return noun
        place = self.folded.find(noun, max(0, start - 40), start + 60)
        return noun if place < 0 else self.doc.text[place : place + len(noun)]


def _settle(found: list[Count], folded: str) -> list[Count]:
    """What only the other counts of the notice tell.

    A number first printed as 细化为26项 stays the decomposed one when it is repeated; items counted in 件 behind a
    number of petitions in the same paragraph belong to them.
    """
    decomposed = {count.value for count in found if count.role == "problems_decomposed"}
    first_claims: set[float | None] = set()
    petitions_at: int | None = None
    at_once: Count | None = None  # 其中立行立改1个
    settled = []
    for original in found:
        count = original
        if count.role == "problems_claimed" and count.scope == "main":
            if count.value in decomposed and count.value not in first_claims:
                count = replace(count, role="problems_decomposed")
            else:
                first_claims.add(count.value)
        if count.role == "problems_claimed":
            at_once = count if count.scope == "immediate" and count.qualifier == "subset" else None
        elif (
            at_once is not None
            and count.scope == "immediate"
            and count.role.startswith("status_")
            and (count.value or 0) > (at_once.value or 0)
        ):
            count = replace(count, scope="main")  # 其中立行立改1个,完成整改2个: more than these can be
        if count.scope == "petitions":
            petitions_at = count.char_end
        elif (
            count.unit == "件"
            and count.role.startswith("status_")
            and count.scope == "main"
            and petitions_at is not None
            and folded.find("\n", petitions_at, min(count.char_start, petitions_at + _SAME_PARAGRAPH)) < 0
            and count.char_start - petitions_at <= _SAME_PARAGRAPH
        ):
            count = replace(count, scope="petitions")
        settled.append(count)
    return settled
