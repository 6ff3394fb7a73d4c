"""Counted quantities: every number with a counter, with what it counts, its role, its list and its bounds.

What only looks like a count is left out: ordinals, dates, enumerators, fixed terms (三会一课), numbers inside 《…》,
campaign names in quotation marks, idioms (整改一个、销号一个).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from taizhang.extract import count_forms as forms
from taizhang.extract import count_roles as cr
from taizhang.extract.count_claims import role_of
from taizhang.extract.count_parts import mark_parts
from taizhang.extract.leading_nouns import leading_noun
from taizhang.extract.nouns import following_noun, money_noun, trailing_noun
from taizhang.outline import unit as roles
from taizhang.outline.unit import Outline
from taizhang.records import Count
from taizhang.text import Canonical

_LONGEST_LEFT = 160
_STOP = re.compile(r"[。;!?]|(?<=[。;:!?)”])\n|\n(?![\u4e00-\u9fff])")
_CLAUSE = re.compile(r"[,。;!?\n]")
_INSIDE_ROLES = (roles.PROBLEM, roles.SUBPROBLEM, roles.ANSWER, roles.MEASURE)
_FIXED_UNIT = {
    "个工作日": ("个", "工作日"), "个小时": ("个", "小时"), "个月": ("个", "月"), "个百分点": ("个", "百分点"),
    "台(套)": ("台", None), "台/套": ("台", None), "件(套)": ("件", None), "辆(台)": ("辆", None), "人(次)": ("人", None),
    "个(次)": ("个", None), "件(次)": ("件", None), "次(场)": ("次", None), "场(次)": ("场", None), "名(次)": ("名", None),
}  # fmt: skip
_SUBSET = re.compile(r"其中(?:[,:][^。]{0,140}|[^,。;]{0,80})$")
_PARTS = re.compile(r"(?:分别(?:为|是)?|其中:)[^,。;]{0,80}$")


@dataclass(frozen=True, slots=True)
class _Seen:
    """What earlier counts of the same sentence say about a later one."""

    sentence: int
    role: str | None = None
    scope: str | None = None


def extract_counts(doc: Canonical, outline: Outline, date_spans: tuple[tuple[int, int], ...] = ()) -> tuple[Count, ...]:
    """All counts of a notice in text order, ids and owners left empty; `date_spans` are the dates already read."""
    return _Extractor(doc, outline, date_spans).run()


class _Extractor:
    def __init__(self, doc: Canonical, outline: Outline, date_spans: tuple[tuple[int, int], ...]) -> None:
        self.doc, self.folded, self.outline = doc, doc.folded, outline
        self.blocked = forms.blocked_spans(self.folded, outline, date_spans)
        self.blocked_starts = [start for start, _ in self.blocked]
        self.sentences = forms.sentence_starts(self.folded)
        self.seen = _Seen(-1)
        self.last_end = 0  # of the last count: its noun is no other's
        self.scoped: tuple[int, str] = (-1, "main")  # full sentence and list of the last claim

    def run(self) -> tuple[Count, ...]:
        found: list[Count] = []
        position = 0
        while match := forms.scanner().search(self.folded, position):
            position = match.end()
            if self._is_blocked(match):
                position = max(match.start("unit"), match.start() + 1)
                continue
            count = self._read(match)
            if count is not None:
                found.append(count)
                self.last_end = count.char_end
                position = count.char_end
            else:
                position = match.start("unit")
        return tuple(mark_parts(_settle(found, self.folded), self.folded))

    def _is_blocked(self, match: re.Match[str]) -> bool:
        start = match.start("arabic") if match["arabic"] else match.start("chinese")
        index = bisect_right(self.blocked_starts, start)
        near = self.blocked[max(0, index - 6) : index]
        return any(first <= start < last for first, last in near)

    def _read(self, match: re.Match[str]) -> Count | None:
        folded = self.folded
        number = match["arabic"] or match["chinese"]
        unit = match["unit"]
        money, durations, weak = forms.unit_sets()
        start, end = match.start(), match.end()
        if match["before"] == "近" and unit in durations:
            start = match.start("arabic") if match["arabic"] else match.start("chinese")  # 近三年: of late, not about
        while folded[start] in " \n":
            start += 1
        context = self._context(start, end)
        if unit in {"日", "年", "周", "天"} and not forms.is_duration(folded, match, number, context):
            return None
        if unit == "月" or (unit == "点" and re.match(r"\d", folded[end : end + 1])):
            return None
        noun_end = end
        noun: str | None = None
        if unit in money:
            noun_end = money_noun(folded, end) if match["after"] is None else end
        elif unit not in durations and unit != "%" and match["after"] is None:
            noun_end = trailing_noun(folded, end, unit)
        if noun_end > end:
            noun = folded[end:noun_end].replace("\n", "").strip()
        if unit == "方面":
            noun = "方面"
        limited = self._limited(match, end)
        behind = leading_noun(folded, start, max(self._floor(start), self.last_end), unit) if noun is None else None
        if not forms.counts_something(folded, match, number, unit, noun, behind, context, weak):
            return None
        role, scope = role_of(
            unit,
            noun or "",
            behind or "",
            context if noun_end == end else replace(context, right=self._right(noun_end)),
            match,
        )
        if role is None:
            return None
        value, low, high, approx = forms.value_of(match, number, unit in money, unit)
        if value is None:
            return None
        qualifier = forms.qualifier_of(match, approx, context.in_subset)
        if qualifier == "approx" and folded.startswith("近", match.start()) and start > match.start():
            qualifier = None
        printed_unit, fixed_noun = _FIXED_UNIT.get(unit, (unit, None))
        if unit in money:
            printed_unit = "元"
        elif unit == "方面":
            printed_unit = ""
        if role in ("duration", "frequency"):
            qualifier = None if qualifier == "subset" else qualifier
        else:
            self.seen = _Seen(self._floor(start), role, scope)
        if scope is not None:
            self.scoped = (self._paragraph_sentence(start), scope)
        return Count(
            "",
            "",
            None,
            None,
            self.doc.text[start:noun_end],
            value,
            low,
            high,
            printed_unit or None,
            fixed_noun or limited or self._as_printed(noun or behind, start),
            role,
            scope,
            qualifier,
            start,
            noun_end,
        )

    def _limited(self, match: re.Match[str], end: int) -> str | None:
        """What a threshold limits, where it stands behind it (5万元以上的采购)."""
        if match["after"] not in ("以上", "以下", "以内"):
            return None
        limit = following_noun(self.folded, end, match["unit"])
        return (
            None if limit is None else self.doc.text[end + self.folded.startswith("的", end) : limit].replace("\n", "")
        )

    def _as_printed(self, noun: str | None, start: int) -> str | None:
        """The noun with the brackets that the page prints."""
        if noun is None or "(" not in noun:
            return noun
        place = self.folded.find(noun, max(0, start - 40), start + 60)
        return noun if place < 0 else self.doc.text[place : place + len(noun)]

    def _context(self, start: int, end: int) -> cr.Context:
        folded = self.folded
        floor = self._floor(start)
        left = folded[floor:start].replace("\n", "")
        clause = _CLAUSE.split(left)[-1]
        path = [self.outline.units[index] for index in self.outline.path(start)]
        inside = any(unit.role in _INSIDE_ROLES for unit in path)
        heading = next(
            (unit.title_start <= start < unit.title_end for unit in path if unit.title_end > unit.title_start), False
        )
        # what comes next concerns the whole notice, also where it closes the part on one list
        ahead = any(unit.role == roles.NEXT_STEPS for unit in path)
        scope = "main" if ahead else next((unit.scope for unit in path if unit.scope != "main"), "main")
        same = self.seen if self.seen.sentence == floor else _Seen(floor)
        return cr.Context(
            left,
            clause,
            self._right(end),
            inside,
            scope,
            same.role,
            same.scope,
            in_subset=_SUBSET.search(left) is not None,
            in_parts=_PARTS.search(left) is not None,
            in_heading=heading,
            sentence_scope=self.scoped[1] if self.scoped[0] == self._paragraph_sentence(start) else None,
        )

    def _right(self, end: int) -> str:
        """What follows in the sentence, at most 60 code points."""
        limit = min(len(self.folded), end + 60)
        stop = _STOP.search(self.folded, end, limit)
        return self.folded[end : stop.start() if stop else limit].replace("\n", "")

    def _paragraph_sentence(self, start: int) -> int:
        """Start of the full sentence (to its 。): the parts between semicolons speak of one list."""
        return max(self.folded.rfind("。", 0, start), self.folded.rfind("\n", 0, start))

    def _floor(self, start: int) -> int:
        """Start of the sentence that holds `start`, at most 160 code points back."""
        return max(self.sentences[bisect_right(self.sentences, start) - 1], start - _LONGEST_LEFT)


def _settle(found: list[Count], folded: str) -> list[Count]:
    """What only the other counts of the notice tell.

    A number first printed as 细化为26项 stays the decomposed one when it is repeated; items counted in 件 behind a
    number of petitions in the same paragraph belong to them.
    """
    decomposed = {count.value for count in found if count.role == "problems_decomposed"}
    first_claims: set[float | None] = set()
    petitions_at: int | None = None
    settled = []
    for original in found:
        count = original
        if count.role == "problems_claimed" and count.scope == "main":
            if count.value in decomposed and count.value not in first_claims:
                count = replace(count, role="problems_decomposed")
            else:
                first_claims.add(count.value)
        if count.scope == "petitions":
            petitions_at = count.char_end
        elif (
            count.unit == "件"
            and count.role.startswith("status_")
            and count.scope == "main"
            and petitions_at is not None
            and "\n" not in folded[petitions_at : count.char_start]
        ):
            count = replace(count, scope="petitions")
        settled.append(count)
    return settled
