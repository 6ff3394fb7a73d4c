"""Enumerators: 一、 （一） (一) 1、 1. 1． （1） (1) ① ⒈ ㈠ ⑴ 第一， 一是 其一 问题1： 1-2.

`find_markers` returns every place that can open an item; whether it does is decided from the sequence, in `tree`.
All patterns match the folded text and are bounded, so they are linear on hostile strings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from taizhang.outline.paragraphs import Paragraph

# Families, outermost first as authors use them; the order is a preference, never a law.
PART = "part"  # 第一部分
CN = "cn"  # 一、
CN_PAREN = "cn_paren"  # (一) ㈠
AR = "ar"  # 1、 1. ⒈
AR_PAREN = "ar_paren"  # (1) 1) ⑴
CIRCLED = "circled"  # ①
NAMED = "named"  # 问题1: 反馈问题一: 任务一
CODE = "code"  # 1-1
NTH = "nth"  # 第一,
IS = "is"  # 一是
OF_THEM = "of_them"  # 其一,
PLAIN = "plain"  # a heading without number
RANK = {
    PART: -1,
    CN: 0,
    CN_PAREN: 1,
    NAMED: 2,
    AR: 3,
    CODE: 4,
    AR_PAREN: 5,
    CIRCLED: 6,
    NTH: 7,
    OF_THEM: 8,
    IS: 9,
    PLAIN: 2,
}
INLINE_FAMILIES = frozenset({NTH, IS, OF_THEM})

_CN_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_N = "[一二三四五六七八九十百]{1,5}"
_MARKER = re.compile(
    rf"(?P<part>第{_N}部分[ ]{{0,4}}[:、.]?)"
    rf"|(?P<named>(?:反馈|巡察反馈|巡视反馈|整改|具体)?(?:问题|任务|事项)(?:{_N}|\d{{1,3}})[ ]?[:、.](?!\d))"
    rf"|(?P<serial>序号[ ]?(?:{_N}|\d{{1,3}})[ ]{{0,2}}[:、.]?)"
    rf"|(?P<nth>第{_N}(?:[,、:]|是(?=[^否]))(?!十))"
    rf"|(?P<of_them>其{_N}[,、是])"
    rf"|(?P<is>{_N}是(?![否非]))"
    rf"|(?P<cn>{_N}[ ]?[、.](?![一二三四五六七八九十][、产级期线季是]))"
    rf"|(?P<cn_paren>\([ ]?{_N}[ ]?\)[、.]?|[㈠-㈩])"
    r"|(?P<code>\d{1,2}-\d{1,2}(?![-\d年月日号])[.、 :]?)"
    r"|(?P<ar_paren>\([ ]?\d{1,3}[ ]?\)[、.]?|[⑴-⒇]|\d{1,3}\)[、.]?)"
    r"|(?P<circled>[①-⑳])"
    r"|(?P<ar>(?:\d{1,3}[ ]?(?:[、](?!\d{1,3}[、个项条名])|\.(?!\d)|\.(?=(?:19|20)\d{2}年))|[⒈-⒛]))"
)
# In running text an enumerator follows a finished sentence, a colon, or a label that lost its colon.
_IN_RUNNING_TEXT = re.compile(
    rf"(?:(?<=[。;:!?”》)\]\n])|(?<= )|(?<=情况|措施|成效|方面|问题|如下|落实|任务|举措|做法|结果|进展|成果))(?:{_MARKER.pattern})"
)
_ANYWHERE = re.compile(rf"(?<=[,、])(?P<is>{_N}是(?![否非]))|(?<=[,、])(?P<nth>第{_N}[,、])|(?P<circled>[①-⑳])")


@dataclass(frozen=True, slots=True)
class Marker:
    """An enumerator: its span, family, the number it stands for, and whether it opens its paragraph."""

    start: int
    end: int
    family: str
    ordinal: int
    style: str
    opens_paragraph: bool
    paragraph: int


def chinese_ordinal(numeral: str) -> int | None:
    """Value of a Chinese ordinal up to 999 (十二, 二十, 一百零三); None when it is not one."""
    total, current = 0, 0
    for char in numeral:
        if char in _CN_DIGITS:
            current = _CN_DIGITS[char]
        elif char == "十":
            total, current = total + (current or 1) * 10, 0
        elif char == "百":
            total, current = total + (current or 1) * 100, 0
        else:
            return None
    return total + current


def _read(match: re.Match[str]) -> tuple[str, int, str] | None:
    """Family, ordinal and style of a matched enumerator."""
    family = match.lastgroup or ""
    surface = match.group()
    if family == "serial":
        family = NAMED
    first = surface.strip()[0]
    if family == CIRCLED:
        return family, ord(first) - 0x245F, "①"
    if "㈠" <= first <= "㈩":
        return CN_PAREN, ord(first) - 0x321F, "(一)"
    if "⑴" <= first <= "⒇":
        return AR_PAREN, ord(first) - 0x2473, "(1)"
    if "⒈" <= first <= "⒛":
        return AR, ord(first) - 0x2487, "1."
    if family == CODE:
        first_part, second_part = map(int, re.findall(r"\d+", surface))
        return family, first_part * 1000 + second_part, "1-1"  # ordered by list, then by item
    digits = re.search(r"\d+", surface)
    if digits:
        style = re.sub(r"\d+|\s", "", surface)
        return family, int(digits.group()), style
    numeral = re.search(_N, surface)
    if numeral is None:
        return None
    ordinal = chinese_ordinal(numeral.group())
    return None if ordinal is None else (family, ordinal, re.sub(rf"{_N}|\s", "", surface))


def find_markers(folded: str, blocks: list[Paragraph]) -> list[Marker]:
    """Every enumerator that opens a paragraph or follows a sentence, in text order."""
    found: dict[int, Marker] = {}
    for number, block in enumerate(blocks):
        if block.page_number:
            continue
        position = block.start
        while match := _MARKER.match(folded, position, block.end):  # 1.(1) opens two levels at once
            reading = _read(match)
            if reading is None or (position != block.start and match.lastgroup in {"is", "cn"}):
                break
            family, ordinal, style = reading
            found[match.start()] = Marker(match.start(), match.end(), family, ordinal, style, True, number)
            position = match.end()
            while position < block.end and folded[position] == " ":
                position += 1
        for pattern in (_IN_RUNNING_TEXT, _ANYWHERE):
            for match in pattern.finditer(folded, position, block.end):
                reading = _read(match)
                if reading is not None and match.start() not in found:
                    family, ordinal, style = reading
                    found[match.start()] = Marker(match.start(), match.end(), family, ordinal, style, False, number)
    return [found[start] for start in sorted(found)]
