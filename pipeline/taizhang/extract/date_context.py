"""What stands around a date: the clause and the sentence it lies in, with hard-wrapped lines joined."""

from __future__ import annotations

import re
from dataclasses import dataclass

from taizhang.extract.date_forms import Printed
from taizhang.outline.paragraphs import paragraphs
from taizhang.text import Canonical

REACH = 60  # characters of context a rule may look at on the left, twice as many on the right
_SOFT = "\x00"  # a line break inside a paragraph
_STOP = re.compile(r"[。;!?\n]")
_CLAUSE = re.compile(r"[,:()]")
_WRAPPED = re.compile(r"(?<=[\u4e00-\u9fff,、\d“])\n(?=[\u4e00-\u9fff\d“”])")
_FEWEST_WRAPS = 6  # fewer lines that run on are headings above their text, not a wrapped page
_LIST_GAP = re.compile(r"\s{0,2}(?:[、,]|[,、]?(?:和|及|与|以及|并于|又于))\s{0,2}")
_LISTED = re.compile(r"\s?(?:[、和及与]|以及)\s?")


def is_list_gap(gap: str) -> bool:
    """Whether two dates with `gap` between them are members of one list; a comma may part them."""
    return len(gap) <= 6 and _LIST_GAP.fullmatch(gap) is not None


def is_joined(gap: str) -> bool:
    """Whether two dates with `gap` between them are one enumeration: 2017年、2018年."""
    return len(gap) <= 4 and _LISTED.fullmatch(gap) is not None


def with_soft_breaks(doc: Canonical) -> str:
    """The folded text with line breaks inside hard-wrapped paragraphs marked; same length, same offsets."""
    folded = doc.folded
    if len(_WRAPPED.findall(folded)) < _FEWEST_WRAPS:
        return folded
    pieces: list[str] = []
    position = 0
    for block in paragraphs(doc):
        if "\n" in folded[block.start : block.end]:
            pieces += folded[position : block.start], folded[block.start : block.end].replace("\n", _SOFT)
            position = block.end
    return "".join([*pieces, folded[position:]]) if pieces else folded


@dataclass(frozen=True, slots=True)
class Context:
    """The surroundings of one date; all of them folded, without soft line breaks.

    `clause` reaches left to the last comma, colon or bracket, `sentence` to the last full stop, `near` to the date
    before, `wide` over all of them. Of a date in an enumeration (2017年、2018年) they reach left from its first member.
    `right` goes on to the end of the sentence or the next date, `rest` to the end of the sentence.
    """

    clause: str
    sentence: str
    near: str
    wide: str
    right: str
    rest: str


def context_of(marked: str, found: list[Printed], index: int) -> Context:
    """The context of the date `found[index]` in the text that `with_soft_breaks` gave."""
    printed = found[index]
    head = index
    while head and is_joined(marked[found[head - 1].end : found[head].start]):
        head -= 1
    start = found[head].start
    left = marked[max(0, start - REACH) : start]
    near = marked[max(found[head - 1].end if head else 0, start - REACH) : start]
    rest = _to_stop(marked[printed.end : printed.end + 2 * REACH].replace(_SOFT, ""))
    right = rest
    if index + 1 < len(found) and found[index + 1].start < printed.end + 2 * REACH:
        right = _to_stop(marked[printed.end : found[index + 1].start].replace(_SOFT, ""))
    left, near = left.replace(_SOFT, ""), near.replace(_SOFT, "")
    sentence = _STOP.split(left)[-1]
    return Context(_CLAUSE.split(sentence)[-1], sentence, near, left, right, rest)


def _to_stop(text: str) -> str:
    stop = _STOP.search(text)
    return text[: stop.start()] if stop else text
