"""The issue inside a heading: 关于“…”的问题 without its wrapping."""

from __future__ import annotations

import re

_OPENER = re.compile(r"(?:关于|针对|对于|就)?[ ]?")
_QUOTED = re.compile(
    r"(?:关于|针对|对于|就|对)?[ \n]{0,2}“(?P<inner>.+)”[ \n]{0,2}(?:等)?(?:方面)?(?:的)?(?:突出|具体|主要|有关|相关)?(?:等)?(?:问题|情况)?(?:的)?",
    re.DOTALL,
)
_HALF_QUOTED = re.compile(r"(?:关于|针对|对于|就|对)?[ \n]{0,2}“(?P<inner>[^”]+?)(?:等)?(?:的)?问题", re.DOTALL)
_PREPOSITION = re.compile(r"关于|针对|对于")
_ENDING = re.compile(r"(?:等)?(?:的)?(?:突出|具体|主要)?(?:等)?问题$")
_LONGEST_ENDING = 7  # code points


def statement_span(folded: str, start: int, end: int) -> tuple[int, int]:
    """Span of the issue in the heading `start:end`: inside its outer quotes when it is quoted, else without
    关于/针对 and 的问题/问题. Quotes that enclose only a word inside the heading are not outer quotes."""
    title = _balance_straight(folded[start:end])
    quoted = "“" in title
    match = _QUOTED.fullmatch(title) if quoted else None
    if match is not None and _one_quotation(title, match.start("inner") - 1):
        return start + match.start("inner"), start + match.end("inner")
    if match is None and quoted:
        half = _HALF_QUOTED.fullmatch(title)
        if half is not None:
            return start + half.start("inner"), start + half.end("inner")
    if title.endswith("问题") and len(title) > 2:
        preposition = _PREPOSITION.match(title)
        first = preposition.end() if preposition else 0
        ending = _ENDING.search(title, max(first + 1, len(title) - _LONGEST_ENDING))
        if ending is None:  # 关于问题: the preposition is all there is
            first, ending = 0, _ENDING.search(title, max(1, len(title) - _LONGEST_ENDING))
        if ending is not None and not title.endswith(("存在", "解决", "发现"), first, ending.start()):
            return start + first, start + ending.start()
    opener = _OPENER.match(title)
    skipped = opener.end() if opener is not None and opener.group().strip() in {"关于", "针对", "对于"} else 0
    return start + skipped, end


def _one_quotation(title: str, opening: int) -> bool:
    """Whether the quotation that opens at `opening` encloses the whole statement, or is one of a row of quotations."""
    depth = 0
    for index in range(opening, len(title)):
        if title[index] == "“":
            depth += 1
        elif title[index] == "”":
            depth -= 1
            if depth == 0:
                rest = title[index + 1 :]
                if "”" not in rest:
                    return True
                return bool(re.match(r"[、,;和及与 \n]{0,3}“", rest)) and _one_quotation(title, title.index("“", index))
    return True


def _balance_straight(title: str) -> str:
    """Straight quotes read as a pair of curved ones, length unchanged."""
    if title.count('"') < 2:
        return title
    parts = title.split('"')
    out = parts[0]
    for number, part in enumerate(parts[1:]):
        out += ("“" if number % 2 == 0 else "”") + part
    return out
