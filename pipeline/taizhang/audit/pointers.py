"""Pointers: whether the notice says that part of its list stands elsewhere (详见附件, 主要问题整改情况, 涉密).

A pointer that is the whole answer of one item (整改情况：详见附件。) speaks of that item alone, unless it is the last one of
its list, behind which a pointer to the rest would stand as well, or names the rest.
"""

from __future__ import annotations

import re
from functools import cache

from taizhang.audit.answers import ELSEWHERE, what_is_there
from taizhang.audit.case import Case, words

_REST = re.compile(r"其余|其他|余下|全部|所有|各项|问题清单|逐项|等\d*个?问题")


def points_away(case: Case) -> bool:
    """Whether the notice says that part of its list of problems stands elsewhere."""
    last = {case.scope(row): row for row in case.problems}.values()
    own = [
        (row.char_end, unit.char_end)
        for row in case.problems
        if row not in last and what_is_there(case, row) == ELSEWHERE and (unit := case.unit(row)) is not None
    ]
    for match in words("selection", "points_away").finditer(case.folded):
        inside = next((span for span in own if span[0] <= match.start() < span[1]), None)
        if inside is None or _REST.search(case.folded[inside[0] : inside[1]]):
            return True
    return _chosen().search(case.folded) is not None


@cache
def _chosen() -> re.Pattern[str]:
    """主要问题整改情况: some problems were chosen. 13个主要问题的整改情况 speaks of all of them."""
    number = "".join(rf"(?<![\d一二三四五六七八九十]{counter})" for counter in "个项条")
    kinds = words("selection", "chosen").pattern
    return re.compile(rf"{number}(?:{kinds})的?(?:反馈)?(?:具体)?问题的?整改(?:落实|进展|完成)?(?:情况|结果)")
