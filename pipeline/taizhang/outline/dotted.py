"""Dotted numbers as levels: 1 聚焦… / 1.1 X不力 / 1.1.1 清理…, with or without a blank or a full stop behind them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from taizhang.outline.enumerators import AR, CODE, CODE_DEEP, Marker
from taizhang.outline.paragraphs import Paragraph

# no digit and no measure word behind it: 3.1万元 is an amount
_NUMBER = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,2})(?P<behind>[、.]?[ ]{0,4})(?=[\u4e00-\u9fff“《])")
_AMOUNT = re.compile(r"[万亿元公千亩吨米个倍件%年月日]")
_FEWEST = 2
_Number = tuple[int, ...]


def with_dotted(folded: str, blocks: Sequence[Paragraph], markers: list[Marker]) -> list[Marker]:
    """`markers` with the levels of a dotted numbering where the notice has one.

    A number opens its paragraph and fits the one before it: 1 before 1.1, 1.1 before 1.1.1, 1.1.2 behind 1.1.1, 2
    behind 1.3. Without two numbers of at least two places that fit, nothing is dotted.
    """
    found = [
        (index, match, tuple(map(int, match["number"].split("."))))
        for index, block in enumerate(blocks)
        if not block.page_number and (match := _NUMBER.match(folded, block.start, block.end))
    ]
    dotted = [number for _, _, number in found if len(number) > 1]
    if len(dotted) < _FEWEST or (1, 1) not in {number[:2] for number in dotted}:
        return markers
    deep = sum(len(number) == 3 for number in dotted) >= _FEWEST
    added: dict[int, Marker] = {}
    last: _Number = (0,)
    heads = {number[:-1] for number in dotted if number[-1] == 1}
    for index, match, number in found:
        if not _follows(last, number):
            continue
        if not match["behind"] and (_AMOUNT.match(folded, match.end()) or not deep):
            continue
        if len(number) == 1 and (not match["behind"] or not (number in heads or _runs_on(last, number))):
            continue  # 3家企业: nothing below it is numbered 3.1
        last = number
        start, end = match.span()
        family = (AR, CODE, CODE_DEEP)[len(number) - 1]
        ordinal = 0
        for part in number:
            ordinal = ordinal * 1000 + part
        added[start] = Marker(start, end, family, ordinal, ("1.", "1-1", "1.1.1")[len(number) - 1], True, index)
    if sum(marker.family != AR for marker in added.values()) < _FEWEST:
        return markers
    own = {marker.paragraph: marker.end for marker in added.values()}
    kept = [marker for marker in markers if marker.start >= own.get(marker.paragraph, 0)]
    return sorted([*kept, *added.values()], key=lambda marker: marker.start)


def _follows(last: _Number, number: _Number) -> bool:
    """Whether `number` comes next behind `last` in a numbering by levels: below it, beside it, or beside one above."""
    if len(number) == len(last) + 1 and number[:-1] == last and number[-1] == 1:
        return True
    depth = len(number)
    return depth <= len(last) and number[:-1] == last[: depth - 1] and number[-1] == last[depth - 1] + 1


def _runs_on(last: _Number, number: _Number) -> bool:
    """Whether a number of one place is the next heading behind the items of the one before."""
    return len(last) > 1 and number[0] == last[0] + 1
