"""How numbers are named in a sentence that an inspector can paste: 隐患共74处，分项已整改70处+剩余5处=75处."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from taizhang.audit.case import Case
from taizhang.audit.verdict import SCOPE_NAMES, amount
from taizhang.records import Count

_LEAD = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}是|其中|分别是?|目前|现|均|共有?|合计|总计|有|对|的|从|将|和|及|全部)+"
)
_NAME = re.compile(r"[\u4e00-\u9fff“”]{1,8}")
_NUMBER = re.compile(r"\d")
_LONGEST_NOUN = 14
_DEFAULT = {"money": "资金", "persons": "处理人员"}


def day(value: dt.date) -> str:
    """2023年3月6日."""
    return f"{value.year}年{value.month}月{value.day}日"


def short(title: str) -> str:
    """A heading that fits into a sentence."""
    flat = re.sub(r"\s+", "", title)
    return flat if len(flat) <= 24 else flat[:22] + "……"


def thing(count: Count, kind: str = "", scope: str | None = None) -> str:
    """What a total counts, with the name of its list before it: 村级问题, 违规资金, 处理人员."""
    noun = _LEAD.sub("", (count.noun or "").replace("\n", ""))
    if not noun or len(noun) > _LONGEST_NOUN:
        noun = _DEFAULT.get(kind, noun[-_LONGEST_NOUN:])
    name = SCOPE_NAMES.get(scope or "main", "")
    return noun if name and name in noun else name + noun


def named(case: Case, part: Count, before: Count | None) -> str:
    """A part with the words printed before its number, where they are a short name: 甲公司12万元, 已整改70处."""
    clause = case.clause_before(part.char_start)
    if before is not None and before.char_end <= part.char_start:
        between = re.sub(r"\s+", "", case.folded[before.char_end : part.char_start])
        clause = clause if len(clause) <= len(between) else between
    name = _LEAD.sub("", clause)
    fits = _NAME.fullmatch(name) is not None and _NUMBER.search(name) is None
    return (name if fits else "") + amount(part)


def addition(case: Case, total: Count, parts: Sequence[Count]) -> str:
    """`消防12处+用电8处`: the parts with their names; without any where one of them has none."""
    shown = [named(case, part, before) for before, part in zip((total, *parts), parts, strict=False)]
    bare = [amount(part) for part in parts]
    whole = all(name != number for name, number in zip(shown, bare, strict=True))
    return "+".join(shown if whole and len(set(shown)) == len(shown) else bare)
