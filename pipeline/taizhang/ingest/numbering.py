"""Automatic numbers of a Word file (一、（一）1. ①), which are in no paragraph but computed by the program that shows it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from taizhang.ingest.package import attribute, children, local, value

_DIGITS = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_LEVELS = 9
_HIGHEST = 100_000
_PLACE = re.compile(r"%([1-9])")


@dataclass(slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    legal: bool = False


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted. Made by `numbering_of`."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)  # abstract list -> its levels
    lists: dict[str, str] = field(default_factory=dict)  # list -> abstract list
    starts: dict[tuple[str, int], int] = field(default_factory=dict)  # list and level -> its own start
    counters: dict[str, list[int | None]] = field(default_factory=lambda: defaultdict(lambda: [None] * _LEVELS))
    begun: set[tuple[str, int]] = field(default_factory=set)

    def next(self, number_id: str, depth: int) -> str:
        """The number of the next paragraph of a list at `depth`, from 0, with a space where it needs one; or nothing."""
        abstract = self.lists.get(number_id)
        if abstract is None or not 0 <= depth < _LEVELS:
            return ""
        levels = self.levels.get(abstract, {})
        level = levels.get(depth)
        if level is None:
            return ""
        counters = self.counters[abstract]
        own = self.starts.get((number_id, depth))
        if own is not None and (number_id, depth) not in self.begun:
            counters[depth] = own
        elif counters[depth] is None:
            counters[depth] = level.start
        else:
            counters[depth] = (counters[depth] or 0) + 1
        self.begun.add((number_id, depth))
        for deeper in range(depth + 1, _LEVELS):
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or (restart and depth < restart):
                counters[deeper] = None
        if level.form in {"bullet", "none"}:
            return ""
        return self._printed(level, levels, counters)

    def _printed(self, level: _Level, levels: dict[int, _Level], counters: list[int | None]) -> str:
        def fill(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            other = levels.get(at, _Level())
            count = counters[at] if counters[at] is not None else other.start
            return numeral(count or 0, "decimal" if level.legal else other.form)

        text = _PLACE.sub(fill, level.text)
        apart = level.suffix != "nothing" and text and text[-1] < "\x80"
        return f"{text} " if apart else text


def numbering_of(root: ET.Element | None) -> Numbering:
    """The lists that `word/numbering.xml` declares."""
    found = Numbering()
    for abstract in children(root, "abstractNum"):
        identity = attribute(abstract, "abstractNumId") or ""
        found.levels[identity] = dict(_level(item) for item in children(abstract, "lvl"))
    for item in children(root, "num"):
        identity = attribute(item, "numId") or ""
        found.lists[identity] = value(item, "abstractNumId") or ""
        for override in children(item, "lvlOverride"):
            depth = _number(attribute(override, "ilvl"), 0)
            start = value(override, "startOverride")
            if start is not None:
                found.starts[identity, depth] = _number(start, 1)
            for level in children(override, "lvl"):
                own = f"{found.lists[identity]}/{identity}"
                found.levels.setdefault(own, dict(found.levels.get(found.lists[identity], {}))).update([_level(level)])
                found.lists[identity] = own
    return found


def _level(item: ET.Element) -> tuple[int, _Level]:
    restart = value(item, "lvlRestart")
    form = value(item, "numFmt") or "decimal"
    for choice in item.iter():  # newer programs wrap formats of their own in alternatives
        if local(choice) == "numFmt" and attribute(choice, "format") is None and attribute(choice, "val"):
            form = attribute(choice, "val") or form
    return _number(attribute(item, "ilvl"), 0), _Level(
        _number(value(item, "start"), 1),
        form,
        value(item, "lvlText") or "",
        value(item, "suff") or "tab",
        None if restart is None else _number(restart, 0),
        any(local(mark) == "isLgl" and attribute(mark, "val") not in {"0", "false"} for mark in item),
    )


def _number(text: str | None, default: int) -> int:
    try:
        return max(0, min(int(text or ""), _HIGHEST))
    except ValueError:
        return default


def numeral(count: int, form: str) -> str:
    """`count` written as the number format `form` of Word writes it; unknown forms as digits."""
    if form in {
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
    }:
        return _counting(count, _DIGITS)
    if form in {"ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"}:
        return "".join(_DIGITS[int(digit)] for digit in str(count))
    if form in {"chineseLegalSimplified", "ideographLegalTraditional"}:
        return _counting(count, _FORMAL).replace("十", "拾").replace("百", "佰").replace("千", "仟")
    if form in {"decimalEnclosedCircle", "decimalEnclosedCircleChinese"} and 1 <= count <= 20:
        return chr(0x2460 + count - 1)
    if form == "decimalEnclosedParen" and 1 <= count <= 20:
        return chr(0x2474 + count - 1)
    if form == "decimalEnclosedFullstop" and 1 <= count <= 20:
        return chr(0x2488 + count - 1)
    if form in {"decimalFullWidth", "decimalFullWidth2"}:
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(count))
    if form == "decimalZero":
        return f"{count:02d}"
    if form == "ideographTraditional" and 1 <= count <= 10:
        return "甲乙丙丁戊己庚辛壬癸"[count - 1]
    if form in {"upperLetter", "lowerLetter"} and count >= 1:
        letters = chr(ord("A") + (count - 1) % 26) * min((count - 1) // 26 + 1, 50)
        return letters if form == "upperLetter" else letters.lower()
    if form in {"upperRoman", "lowerRoman"} and 1 <= count < 4000:
        return _roman(count) if form == "upperRoman" else _roman(count).lower()
    return str(count)


def _counting(count: int, digits: str) -> str:
    if count <= 0 or count >= 10_000:
        return str(count)
    text, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, count = divmod(count, unit)
        if digit:
            text += ("零" if zero else "") + digits[digit] + name
            zero = False
        elif text:
            zero = True
    return text[1:] if text.startswith("一十") else text


def _roman(count: int) -> str:
    text = ""
    for number, letters in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    ):
        text += letters * (count // number)
        count %= number
    return text
