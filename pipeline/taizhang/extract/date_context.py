"""What stands around a date: the clause and the sentence it lies in, up to its neighbours."""

from __future__ import annotations

import re
from typing import NamedTuple

from taizhang.extract.date_forms import Printed

REACH = 60  # characters of context a rule may look at on the left, twice as many on the right
_LONGEST_LIST = 12
_STOP = re.compile(r"[。;!?\n]")
# a line that breaks off in mid-sentence: …县委第一⏎巡察组对…
_LINES = re.compile(r"(?<=[\u4e00-\u9fff,、])\n(?=[\u4e00-\u9fff](?![、.]))")
_CLAUSE = re.compile(r"[,:()]")
_LIST_GAP = re.compile(r"\s{0,2}(?:[、,]|[,、]?(?:和|及|与|以及|并于|又于))\s{0,2}")
_LISTED = re.compile(r"\s?(?:[、和及与]|以及)\s?")


def is_list_gap(gap: str) -> bool:
    """Whether two dates with `gap` between them are members of one list; a comma may part them."""
    return len(gap) <= 6 and _LIST_GAP.fullmatch(gap) is not None


def is_joined(gap: str) -> bool:
    """Whether two dates with `gap` between them are one enumeration: 2017年、2018年."""
    return len(gap) <= 4 and _LISTED.fullmatch(gap) is not None


class Context(NamedTuple):
    """The surroundings of one date, folded.

    `clause` reaches left to the last comma, colon or bracket, `sentence` to the last full stop, `near` to the date
    before, `wide` over all of them. Of a date in an enumeration (2017年、2018年) they reach left from its first member.
    `right` goes on to the end of the sentence or the next date, `rest` past bare years (对2022年度预算执行…审计) and
    over lines that break off.
    """

    clause: str
    sentence: str
    near: str
    wide: str
    right: str
    rest: str


def context_of(folded: str, found: list[Printed], index: int) -> Context:
    """The context of the date `found[index]`."""
    printed = found[index]
    head = index
    while head > max(0, index - _LONGEST_LIST) and is_joined(folded[found[head - 1].end : found[head].start]):
        head -= 1
    start = found[head].start
    left = folded[max(0, start - REACH) : start]
    near = folded[max(found[head - 1].end if head else 0, start - REACH) : start]
    limit = printed.end + 2 * REACH
    ends = [other.start for other in found[index + 1 : index + 4] if other.start < limit]
    dated = [other.start for other in found[index + 1 : index + 4] if other.start < limit and not _bare_year(other)]
    right = _to_stop(folded[printed.end : min([limit, *ends])])
    rest = _LINES.sub("", folded[printed.end : min([limit, *dated])])
    rest = _to_stop(rest)
    sentence = _STOP.split(left)[-1]
    return Context(_CLAUSE.split(sentence)[-1], sentence, near, left, right, rest)


def _bare_year(printed: Printed) -> bool:
    return (printed.right or printed.left).precision == "year"


def _to_stop(text: str) -> str:
    stop = _STOP.search(text)
    return text[: stop.start()] if stop else text
