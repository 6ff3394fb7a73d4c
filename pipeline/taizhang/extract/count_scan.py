"""The numbers of a text with their counters: 不少于120余场次, 4.6万人次, 三个, with the words of bound around them.

The text is looked through for the first characters of numbers only; what stands around one is read from there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from taizhang import lexicon
from taizhang.lexicon.words import either, opening

_ARABIC = (
    r"(?:\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,6})?|\d{1,15}(?:\.\d{1,8})?)(?:[余多](?=[万亿]))?"
    r"(?:[ ]?(?:[百千]?万|亿|千|百)(?=[^分]))?"
)
_CHINESE = r"(?:数|几|上(?=[百千万]))?[一二两三四五六七八九十百千〇零]{1,9}(?:余|多)?(?:万|亿)?"
_AFTER = r"(?:以上|以下|以内|左右|上下)"
_NUMERALS = "一二两三四五六七八九十百千〇零数几上"
_STARTS = rf"\d{_NUMERALS}"
# 不少于|3次: looked for in the few characters before the number
_BEFORE = re.compile(
    r"(?:不少于|不低于|不超过|不高于|不多于|不得少于|不得低于|不得超过|至少(?:[\u4e00-\u9fff]{2})?|至多|最多|最少|超过|突破|不足|(?<!达)不到"
    r"|低于|高于|多于|少于|大于|小于|大约|约|近|将近|逾|超)[ ]?\Z"
)
_LONGEST_BEFORE = 6
_BEFORE_ENDS = frozenset("于过少多破足到约近逾超")
_BEFORE_SIGNS = _BEFORE_ENDS | {"后"}
_IN_TURN = re.compile(r"先后(?=[一二两三四五六七八九十\d]{1,3}次)")
# characters with which a counter makes another word: 三部门, 四分之一, 三七分成, 四车道
_NOT_BEFORE = {
    "部": "(?!门)",
    "分": "(?![之成])",
    "车": "(?!道)",
    "轮": "(?!车)",
    "单": "(?![位元独个一亲身项价体株])",
    "款": "(?![项额式待])",
    "级": "(?![别差联配市县])",
}


@dataclass(slots=True)
class Printed:
    """A number as it stands in the text: positions of its words, and the words; None where there is none."""

    start: int  # of the words of bound before it
    digits: int
    unit_start: int
    end: int
    number: str
    arabic: bool
    more: str | None  # 余, 多
    unit: str
    before: str | None
    after: str | None


@cache
def _core() -> re.Pattern[str]:
    words = lexicon.load("counts")["units"]
    units = either(words, guards=_NOT_BEFORE)
    return re.compile(
        rf"(?:(?<![\d.第A-Za-z〔\[-])(?<!\d,)(?P<arabic>{_ARABIC})(?P<more>[余多])?"
        rf"|(?<![一二两三四五六七八九十百千〇零第\d])(?P<chinese>{_CHINESE}))"
        # what begins no counter is told at a glance, not word by word
        rf"[ ]?\n?[ ]?(?={opening(words)})(?P<unit>{units})(?P<after>{_AFTER})?"
    )


@cache
def _start() -> re.Pattern[str]:
    """The first character of what may be a number with a counter: what follows goes on with the number or the counter."""
    units = opening(lexicon.load("counts")["units"])
    return re.compile(rf"[{_STARTS}](?=[{_STARTS},.余多万亿 \n{units.strip('[]')}])")


def _begins_number(char: str) -> bool:
    return char in _NUMERALS or char.isdecimal()


class Scanner:
    """Hands out the numbers of a text in order; the caller says where to go on."""

    def __init__(self, folded: str, is_blocked: Callable[[int], bool]) -> None:
        """Start at the head of the text; a number whose first digit `is_blocked` counts nothing."""
        self._folded, self._is_blocked = folded, is_blocked
        self.position = 0

    def __iter__(self) -> Iterator[Printed]:
        """Every number with a counter from `position` on."""
        folded, core, start_of = self._folded, _core(), _start()
        while (first := start_of.search(folded, self.position)) is not None:
            match = core.match(folded, first.start())
            if match is None:
                self.position = first.end()
                continue
            arabic, chinese, more, unit, after = match.group("arabic", "chinese", "more", "unit", "after")
            digits, end = match.span()
            start, before = self._bound(digits)
            unit_start = match.start("unit")
            if self._is_blocked(digits):
                self.position = max(unit_start, start + 1)
                continue
            self.position = end
            yield Printed(
                start, digits, unit_start, end, arabic or chinese, arabic is not None, more, unit, before, after
            )

    def _bound(self, digits: int) -> tuple[int, str | None]:
        """Where the words of bound before the number begin, and these words."""
        folded = self._folded
        low = self.position if self.position > digits - _LONGEST_BEFORE else digits - _LONGEST_BEFORE
        last = digits - 2 if digits and folded[digits - 1] == " " else digits - 1
        if last < low or (folded[last] not in _BEFORE_SIGNS and "至少" not in folded[low:digits]):
            return digits, None
        # words of bound do not reach back over a numeral
        low = next((place + 1 for place in range(digits - 1, low - 1, -1) if _begins_number(folded[place])), low)
        if last < low:
            return digits, None
        if folded[last] in _BEFORE_ENDS or "至少" in folded[low:digits]:
            found = _BEFORE.search(folded, low, digits)
            if found is not None:
                return found.start(), found.group().rstrip()
        if folded[last] == "后" and _IN_TURN.match(folded, last - 1):
            return last - 1, "先后"
        return digits, None
