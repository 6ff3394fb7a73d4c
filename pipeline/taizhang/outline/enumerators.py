"""Enumerators: 一、 （一） (一) 1、 1. 1． （1） (1) ① ⒈ ㈠ ⑴ 壹、 第一， 一是 其一 问题1： 【问题1】 1-2 ● ——.

`find_markers` returns every place that can open an item; whether it does is decided from the sequence, in `tree`.
All patterns match the folded text and are bounded, so they are linear on hostile strings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from taizhang.outline.paragraphs import Paragraph

# Families, outermost first as authors use them; the order is a preference, never a law.
PART = "part"  # 第一部分
KIND = "kind"  # 第一类:X, a level between aspects and problems
CN = "cn"  # 一、
CN_PAREN = "cn_paren"  # (一) ㈠
AR = "ar"  # 1、 1. ⒈
AR_PAREN = "ar_paren"  # (1) 1) ⑴
CIRCLED = "circled"  # ①
LETTER = "letter"  # A. a、 (A)
NAMED = "named"  # 问题1: 反馈问题一: 任务一
CODE = "code"  # 1-1
CODE_DEEP = "code_deep"  # 1.1.1
ITEM = "item"  # 第1项: refers to the item of a list, or numbers like 第一,
NTH = "nth"  # 第一,
IS = "is"  # 一是
OF_THEM = "of_them"  # 其一,
BARE = "bare"  # 一关于…: the comma is lost
PLAIN = "plain"  # a heading without number
RANK = {
    PART: -1,
    CN: 0,
    CN_PAREN: 1,
    KIND: 1.5,
    BARE: 2,
    NAMED: 2,
    AR: 3,
    CODE: 4,
    CODE_DEEP: 4.5,
    AR_PAREN: 5,
    CIRCLED: 6,
    LETTER: 6,
    NTH: 7,
    ITEM: 7,
    OF_THEM: 8,
    IS: 9,
    PLAIN: 2,
}
INLINE_FAMILIES = frozenset({NTH, IS, OF_THEM, LETTER, ITEM})
# A bullet has no number: each sign is a family of its own and is counted through the text.
BULLETS = "●■▲◆★▼▶►◇□△☆※❖➢➤✓√"
OPENING_BULLETS = "-·*〇"  # a bullet where it opens a paragraph, else punctuation
_BULLET = "bullet"
RANK |= {_BULLET + sign: RANK[CIRCLED] for sign in BULLETS + OPENING_BULLETS}

_CN_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_FORMAL = {char: value for value, char in enumerate("零壹贰叁肆伍陆柒捌玖")} | {"拾": 10}
_N = "[一二三四五六七八九十百]{1,5}"
_NAMED_ITEM = "(?:反馈|巡察反馈|巡视反馈|整改|具体|存在|主要|突出)?(?:问题|任务|事项)"
_MARKER = re.compile(
    rf"(?P<part>第{_N}部分[ ]{{0,4}}[:、.]?)"
    rf"|(?P<named>{_NAMED_ITEM}[ ]?(?:{_N}|\d{{1,3}}|\([ ]?(?:{_N}|\d{{1,3}})[ ]?\))[ ]?(?::|[、.](?!\d))"
    rf"|第[ ]?(?:{_N}|\d{{1,3}})[ ]?[个项条]{_NAMED_ITEM}[ ]?:"
    rf"|\[{_NAMED_ITEM}[ ]?(?:{_N}|\d{{1,3}})\][:、.]?)"
    rf"|(?P<serial>序号[ ]?(?:{_N}|\d{{1,3}})[ ]{{0,2}}[:、.]?)"
    rf"|(?P<nth>第{_N}(?:[,、:]|是(?=[^否]))(?!十))"
    rf"|(?P<letter>(?<![A-Za-z0-9])(?:[A-Ha-h][、.]|\([A-Ha-h]\))(?=[ ]?[\u4e00-\u9fff“]))"
    rf"|(?P<of_them>其{_N}[,、是])"
    rf"|(?P<is>{_N}是(?![否非]))"
    rf"|(?P<cn>{_N}[ ]?[、.](?![一二三四五六七八九十][、产级期线季是]))"
    rf"|(?P<cn_paren>\([ ]?{_N}[ ]?\)[、.]?|[㈠-㈩])"
    r"|(?P<code>\d{1,2}-\d{1,2}(?![-\d年月日号])[.、 :]?)"
    r"|(?P<ar_paren>\([ ]?\d{1,3}[ ]?\)[、.]?|[⑴-⒇]|\d{1,3}\)[、.]?)"
    r"|(?P<circled>[①-⑳])"
    r"|(?P<ar>(?:\d{1,3}[ ]?(?:[、](?!\d{1,3}[、个项条名])|\.(?!\d)|\.(?=(?:19|20)\d{2}年))|[⒈-⒛]))"
)
# Only where a paragraph opens: a bullet; a formal numeral; a number whose comma or bracket was lost; a number in 【】.
_HANDS_OVER = "(?=[ ]?(?:关于|针对|对于|“))"
_OPENING = re.compile(
    rf"(?P<item>第[ ]?(?:{_N}|\d{{1,3}})[ ]?(?:[项条号](?:问题)?|个问题)(?:[。:、,.][ ]{{0,2}}|[ ]{{1,2}})(?=\S))"
    rf"|(?P<kind>第(?:{_N}|\d{{1,2}})(?:大|个)?(?:类|方面)(?:问题)?[ ]?[:、][ ]{{0,4}}(?=[\u4e00-\u9fff“]))"
    rf"|(?P<bullet>[{BULLETS}·](?=[ ]{{0,4}}[^\s\d])|(?:-{{1,3}}|\*[ ]{{1,3}})(?=[\u4e00-\u9fff“])"
    rf"|〇[ ]{{0,2}}(?=[\u4e00-\u9fff“])(?![一二三四五六七八九十〇]))"
    rf"|(?P<cn>[壹贰叁肆伍陆柒捌玖拾]{{1,3}}(?:[ ]?[、.:]|[ ]{{1,4}}(?=[\u4e00-\u9fff]))|{_N}[ ]{{1,3}}(?=[\u4e00-\u9fff]{{3}})(?!关于|针对|对于))"
    rf"|(?P<code>\d{{1,2}}\.\d{{1,2}}(?:[ ]{{1,4}}|[、.][ ]{{0,2}})(?=[\u4e00-\u9fff“])(?![万亿元公千亩吨米个倍件]))"
    rf"|(?P<bare>{_N}{_HANDS_OVER})"
    rf"|(?P<cn_paren>\({_N}{_HANDS_OVER}|{_N}\)|\[{_N}\])"
    rf"|(?P<ar_paren>\(\d{{1,2}}{_HANDS_OVER}|\[\d{{1,2}}\])"
    rf"|(?P<ar>\d{{1,2}}{_HANDS_OVER})"
)
# In running text an enumerator follows a finished sentence, a colon, or a label that lost its colon; some follow a comma.
_STARTS = "A-Ha-h第反巡整具存主突问任事序其一二三四五六七八九十百(㈠-㈩\\d⑴-⒇⒈-⒛①-⑳\\["
_FIRST = frozenset(
    "第反巡整具存主突问任事序其一二三四五六七八九十百壹贰叁肆伍陆柒捌玖拾([0123456789ABCDEFGHabcdefgh"
    + BULLETS
    + OPENING_BULLETS
) | {chr(code) for start, end in ("①⑳", "⑴⒇", "⒈⒛", "㈠㈩") for code in range(ord(start), ord(end) + 1)}
# a class of characters and no alternatives: the whole text is searched with it
_CANDIDATE = re.compile(
    rf"[。;:!?”》)\]\n ,、①-⑳情措成方问如落任举做结进](?=[{_STARTS}{BULLETS}况施效面题下实务措法果展])"
)
_BEFORE_LOST_COLON = re.compile("情况|措施|成效|方面|问题|如下|落实|任务|举措|做法|结果|进展|成果")
_AFTER_COMMA = re.compile(rf"(?P<is>{_N}是(?![否非]))|(?P<nth>第{_N}[,、])")
_BULLET_SIGN = re.compile(rf"(?P<bullet>[{BULLETS}])")
_CIRCLED_SIGN = re.compile(r"(?P<circled>[①-⑳])")
_DIGITS = re.compile(r"\d+")
_DIGITS_OR_SPACE = re.compile(r"\d+|\s")
_NUMERAL = re.compile(f"{_N}|[壹贰叁肆伍陆柒捌玖拾]{{1,3}}")
_NUMERAL_OR_SPACE = re.compile(rf"{_N}|[壹贰叁肆伍陆柒捌玖拾]{{1,3}}|\s")


class Marker(NamedTuple):
    """An enumerator: its span, family, the number it stands for, and whether it opens its paragraph."""

    start: int
    end: int
    family: str
    ordinal: int
    style: str
    opens_paragraph: bool
    paragraph: int


def chinese_ordinal(numeral: str) -> int | None:
    """Value of a Chinese ordinal up to 999 (十二, 二十, 一百零三, 叁); None when it is not one."""
    if len(numeral) == 1 and numeral in _CN_DIGITS:
        return _CN_DIGITS[numeral]
    if numeral[0] in _FORMAL:
        head = _FORMAL[numeral[0]]
        rest = sum(_FORMAL.get(char, 0) for char in numeral[1:])
        return head * rest if numeral[1:] == "拾" else head + rest
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


@lru_cache(maxsize=1024)
def _read(family: str, surface: str) -> tuple[str, int, str] | None:
    """Family, ordinal and style of an enumerator by the branch of the pattern that matched; the same few come again."""
    if family == IS:
        number = chinese_ordinal(surface[:-1])
        return None if number is None else (family, number, "是")
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
        first_part, second_part = map(int, _DIGITS.findall(surface))
        return family, first_part * 1000 + second_part, "1-1"  # ordered by list, then by item
    if family == LETTER:
        letter = surface.strip("(").lower()[0]
        return family, ord(letter) - 0x60, surface.replace(surface.strip("(")[0], "A" if surface.isupper() else "a")
    digits = _DIGITS.search(surface)
    if digits:
        return family, int(digits.group()), _DIGITS_OR_SPACE.sub("", surface)
    numeral = _NUMERAL.search(surface)
    if numeral is None:
        return None
    ordinal = chinese_ordinal(numeral.group())
    return None if ordinal is None else (family, ordinal, _NUMERAL_OR_SPACE.sub("", surface))


def is_bullet(family: str) -> bool:
    """Whether a family is a sign without a number, whose ordinal only counts its occurrences."""
    return family.startswith(_BULLET)


def opens_with_marker(folded: str, start: int, end: int) -> bool:
    """Whether an enumerator with a number stands at `start`."""
    match = _MARKER.match(folded, start, end)
    return match is not None and _read(match.lastgroup or "", match.group()) is not None


def find_markers(folded: str, blocks: list[Paragraph]) -> list[Marker]:
    """Every enumerator that opens a paragraph or follows a sentence, in text order."""
    found: dict[int, Marker] = {}
    bullets: dict[str, int] = {}
    for number, block in enumerate(blocks):
        if block.page_number:
            continue
        position = block.start
        opening = _OPENING.match(folded, position, block.end) if folded[position] in _FIRST else None
        while (
            match := (folded[position : position + 1] in _FIRST and _MARKER.match(folded, position, block.end))
            or opening
        ):  # 1.(1) opens two levels at once
            opening = None
            reading = _reading(match, bullets)
            if reading is None or (position != block.start and match.lastgroup in {"is", "cn"}):
                break
            family, ordinal, style = reading
            found[match.start()] = Marker(match.start(), match.end(), family, ordinal, style, True, number)
            position = match.end()
            while position < block.end and folded[position] == " ":
                position += 1
        for match in _in_running_text(folded, position, block):
            if match.start() in found:
                continue
            reading = _reading(match, bullets)
            if reading is not None:
                family, ordinal, style = reading
                found[match.start()] = Marker(match.start(), match.end(), family, ordinal, style, False, number)
    single = {_BULLET + sign for sign, count in bullets.items() if count == 1}  # decoration, not a list
    return [found[start] for start in sorted(found) if found[start].family not in single]


def _in_running_text(folded: str, position: int, block: Paragraph) -> Iterator[re.Match[str]]:
    """What looks like an enumerator inside a paragraph, from `position` on."""
    reached = position
    for candidate in _CANDIDATE.finditer(folded, max(position - 1, block.start), block.end):
        start = candidate.end()
        sign = folded[start - 1]
        match = None
        if "①" <= sign <= "⑳":
            start -= 1
            match = _CIRCLED_SIGN.match(folded, start, block.end) if start >= position else None
        elif sign in ",、":
            match = _AFTER_COMMA.match(folded, start, block.end)
        else:
            if "\u4e00" <= sign <= "\u9fff":
                if not _BEFORE_LOST_COLON.match(folded, start - 1, block.end):
                    continue
                start += 1
            if start >= reached and folded[start : start + 1] in _FIRST:
                match = _MARKER.match(folded, start, block.end) or _BULLET_SIGN.match(folded, start, block.end)
                reached = match.end() if match else reached
        if match is not None:
            yield match


def _reading(match: re.Match[str], bullets: dict[str, int]) -> tuple[str, int, str] | None:
    """Family, ordinal and style of an enumerator; a bullet is counted in `bullets`."""
    if match.lastgroup != _BULLET:
        return _read(match.lastgroup or "", match.group())
    sign = match.group()[0]
    bullets[sign] = bullets.get(sign, 0) + 1
    return _BULLET + sign, bullets[sign], sign
