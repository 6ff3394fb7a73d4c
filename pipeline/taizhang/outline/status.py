"""The state of an item as printed: 已完成, 已完成（长期坚持）, 未完成但达到序时进度."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from taizhang import lexicon
from taizhang.lexicon.words import either

_KINDS = ("not_completed", "basically_completed", "completed", "in_progress", "long_term")
_WHEN = r"(?:已?(?:于|在|至)?(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|底|初|末|上旬|中旬|下旬)?(?:之?前)?[,]?)?"
_SUBJECT = _WHEN + (
    r"(?:目前|现|至目前|截至目前|截止目前|当前)?[,]?(?:该|此|本|以上|上述|这)?(?:项|个|条)?(?:具体)?(?:反馈)?(?:问题|整改事项|整改任务|任务|事项|工作|整改工作|整改|措施|整改措施)?"
    r"(?:目前|现|现已|均|均已|也|都)?(?:为|是|:|属于)?"
)
_JOIN = r"[ ,、;并且和及但(\)]{0,3}"
_LONGEST_STATUS = 60  # code points
_WRAPPED = r"[“”\[\]()【】 ]{0,2}"


class Status(NamedTuple):
    """A status with the words it rests on; `long_term` when 长期坚持 stands beside another."""

    status: str
    long_term: bool
    start: int
    end: int


@cache
def _patterns() -> tuple[dict[str, str], frozenset[str], re.Pattern[str], re.Pattern[str]]:
    words = lexicon.load("status")
    kinds = {word: kind for kind in reversed(_KINDS) for word in words[kind]}
    phrase = either(kinds)
    only = re.compile(
        rf"{_SUBJECT}{_WRAPPED}(?:{phrase})(?:整改|任务|目标|销号)?(?:{_JOIN}(?:{phrase}|立行立改|即知即改)){{0,3}}{_WRAPPED}"
        rf"(?:[,;](?:预计|计划|拟|力争|将于|争取)[^。;\n]{{2,40}})?[。;,.]?"
    )
    return kinds, frozenset(words["flag"]), re.compile(phrase), only


def status_kinds() -> dict[str, str]:
    """Every phrase of the lexicon with the status it prints."""
    return _patterns()[0]


def read_status(folded: str, start: int, end: int) -> Status | None:
    """The status that the words in `start:end` print; None when they print none."""
    kinds, flags, phrase, _ = _patterns()
    found = [
        (match.start(), match.end(), kinds[match.group()], match.group())
        for match in phrase.finditer(folded, start, end)
    ]
    if not found:
        return None
    main = next((item for item in found if item[3] not in flags and item[2] != "long_term"), found[0])
    # 已完成 and 基本完成 in one clause: the weaker word is the claim
    for item in found:
        if (
            main[2] == "completed"
            and item[2] in {"basically_completed", "not_completed", "in_progress"}
            and item[0] > main[0]
        ):
            main = item if item[2] != "in_progress" or item[3].startswith(("未", "尚", "部分")) else main
    beside = any(item is not main and (item[3] in flags or item[2] == "long_term") for item in found)
    return Status(main[2], beside and main[2] != "long_term", found[0][0], found[-1][1])


_CLAUSE = re.compile(
    rf"(?:(?:该|此|本)(?:项|个|条)?(?:问题|工作|任务|整改任务|整改事项|事项)(?:已|均已|现已|目前|正在|需|需要|为|属于)?.{{2,12}}"
    rf"|目前(?:为|处于|属于).{{2,12}}|(?:剩余|其余|其他)[^,。]{{1,12}}(?:正在推进|正在整改|持续推进|正在办理|持续推进中)"
    rf"|(?:{_WHEN}(?:均?已?完成整改|已?整改完成|均?已?整改到位)|均?已完成整改|已整改完成|已整改到位|均已整改到位|整改完成|正在推进|正在整改|需长期坚持|需要长期坚持|长期坚持|已销号|持续整改中|正在持续推进))[。]?"
)


def closing_clause(folded: str, start: int, end: int) -> bool:
    """Whether the clause behind the last comma states the item's status (…,此项工作需长期坚持。)."""
    return _CLAUSE.fullmatch(folded, start, end) is not None and read_status(folded, start, end) is not None


def is_only_status(folded: str, start: int, end: int) -> bool:
    """Whether `start:end` says nothing but a status (已完成。 该问题已整改完成。)."""
    while start < end and folded[start] in " \n":
        start += 1
    while start < end and folded[end - 1] in " \n":
        end -= 1
    return start < end and end - start <= _LONGEST_STATUS and _patterns()[3].fullmatch(folded, start, end) is not None
