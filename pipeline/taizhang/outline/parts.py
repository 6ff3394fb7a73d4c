"""The parts of an item: its fields by label, the regions of its answer, and the measures in them."""

from __future__ import annotations

import re
from typing import NamedTuple

from taizhang.outline import enumerators as en
from taizhang.outline.enumerators import BULLETS
from taizhang.outline.headings import sentence_end
from taizhang.outline.labels import ANSWER, DEADLINE, GOAL, ISSUE, OTHER, PLAN, RESPONSIBLE, STATUS, TASK, Label
from taizhang.outline.node import Node
from taizhang.outline.status import is_only_status

_POINTS_ELSEWHERE = re.compile(
    r"[^。;]{0,16}?(?:详见|参见|见|同)(?:本通报)?(?:附件|附表|附后|二维码|第?[(]?[一二三四五六七八九十\d]{1,3}[)]?(?:项|条|点)|上述|前述)[^。]{0,24}[。]?"
)
# — 3 — below the last line of a printed page; the sign before the heading that follows
_PAGE_FOOT = re.compile(rf"\n[ ]{{0,20}}(?:-[ ]?\d{{1,4}}[ ]?-|[{BULLETS}#*>]{{1,4}})$")
_FUTURE = re.compile(r"\n[ ]{0,8}(?:下一步|下步|下一阶段|接下来)[,:将]")
_FEET = frozenset(BULLETS + "#*>-")
_BLANK = " \n\t:;,、。"


class Field(NamedTuple):
    """A labelled part of an item; `label` is None for the text between the title and the first label."""

    label: Label | None
    start: int
    end: int

    @property
    def kind(self) -> str | None:
        """Kind of its label."""
        return self.label.kind if self.label else None


class MeasureSpan(NamedTuple):
    """A measure without its marker."""

    start: int
    end: int
    marker_start: int | None
    marker_end: int | None
    ordinal: int | None


def fields(node: Node, stop: int) -> list[Field]:
    """The fields of `node` between its title and `stop` (start of its first child problem, or its end)."""
    labels = [
        label for label in sorted(node.labels, key=lambda item: item.start) if node.title_end <= label.start < stop
    ]
    result = []
    first = labels[0].start if labels else stop
    if first > node.title_end:
        result.append(Field(None, node.title_end, first))
    for label, following in zip(labels, [*labels[1:], None], strict=False):
        result.append(Field(label, label.end, following.start if following else stop))
    return result


def answer_regions(folded: str, parts: list[Field]) -> list[Field]:
    """The parts that answer the problem.

    With 整改任务 or 整改目标 beside it, the field 整改措施 is the approved plan, and only what reports completion
    counts. Without any answer label the text behind the title, or behind a status, is the answer.
    """
    kinds = {part.kind for part in parts}
    answers = [part for part in parts if part.kind == ANSWER]
    if TASK in kinds or GOAL in kinds:
        reported = [part for part in answers if part.label and not part.label.name.endswith(("措施", "举措"))]
        if reported:
            return reported
    if answers:
        return _without_plan(folded, answers) if DEADLINE in kinds else answers
    if kinds & {ISSUE, TASK}:
        return [part for part in parts if part.kind == STATUS]
    return [part for part in parts if part.kind in {None, STATUS}]


_PLAN_NAMES = ("措施", "举措")
_REPORTS = re.compile(r"(?:完成|落实|进展|推进|办理)情况$")


def _without_plan(folded: str, answers: list[Field]) -> list[Field]:
    """The parts of an answer without the plan 整改措施:… that a field of results follows.

    The plan of a list of tasks stands beside its deadline and before 整改落实情况; without a deadline 整改措施 may
    as well tell what was done, and so it does where the results only name a state (完成情况:已完成。).
    """
    named = [(part, part.label.name if part.label else "") for part in answers]
    told = [part for part, name in named if _REPORTS.search(name) and not is_only_status(folded, part.start, part.end)]
    if not told:
        return answers
    last = told[-1].start
    return [
        part for part, name in named if not name.endswith(_PLAN_NAMES) or name.startswith("已") or part.start > last
    ]


def trim(folded: str, start: int, end: int) -> tuple[int, int]:
    """`start:end` without white space around it."""
    while start < end and folded[start] in " \n\t":
        start += 1
    while start < end and folded[end - 1] in " \n\t":
        end -= 1
    if start < end and folded[end - 1] in _FEET:
        foot = _PAGE_FOOT.search(folded, max(start, end - 24), end)
        if foot is not None:
            return trim(folded, start, foot.start())
    return start, end


def measures(folded: str, node: Node, region: Field, *, skip: frozenset[int]) -> list[MeasureSpan]:
    """Measures in one region of the answer of `node`; children whose `id` is in `skip` are problems of their own."""
    start, end = trim(folded, region.start, region.end)
    while start < end and folded[start] in ":;,、。 \n-★☆" and not _starts_bullet(node, start):
        start += 1
    start = _after_opening_status(folded, start, end)
    future = _FUTURE.search(folded, start, end)
    if future is not None and folded[start : future.start()].strip(_BLANK):
        end = future.start()  # what is planned is no measure
    if start >= end or points_elsewhere(folded, start, end):
        return []
    leaves = [
        leaf
        for child in node.children
        if id(child) not in skip and start <= child.start < end
        for leaf in _leaves(child, end)
    ]
    if not leaves:
        first = sentence_end(folded, start, end)
        rest = first if first < end and points_elsewhere(folded, start, first) else start
        if is_only_status(folded, rest, end) or not folded[start:end].strip(_BLANK):
            return []
        return [MeasureSpan(start, end, None, None, None)]
    spans = []
    for leaf, following in zip(leaves, [*leaves[1:], None], strict=False):
        marker = leaf.marker
        stop = min(leaf.end, end) if following is None else min(following.start, _own_end(leaf, following), end)
        if following is None:
            stop = end
        head, tail = trim(folded, leaf.head_start, stop)
        while head < tail and folded[head] in ":,、 ":
            head += 1
        if head < tail and folded[head:tail].strip(_BLANK):
            spans.append(
                MeasureSpan(
                    head,
                    tail,
                    marker.start if marker else None,
                    marker.end if marker else None,
                    _printed_ordinal(marker) if marker and not en.is_bullet(marker.family) else None,
                )
            )
    return spans


def _printed_ordinal(marker: en.Marker) -> int:
    """The number of a measure among its fellows: 2 of 1.1.2."""
    return marker.ordinal % 1000 if marker.family in {en.CODE, en.CODE_DEEP} else marker.ordinal


def _starts_bullet(node: Node, position: int) -> bool:
    return any(child.start == position for child in node.children)


def points_elsewhere(folded: str, start: int, end: int) -> bool:
    """Whether the text says nothing but where the answer stands (具体措施详见附件。)."""
    return _POINTS_ELSEWHERE.fullmatch(folded, start, end) is not None


def _own_end(leaf: Node, following: Node) -> int:
    """A leaf runs to the next marker, even one that opens a higher list whose lead-in then belongs to nobody."""
    node: Node | None = following
    while (
        node is not None
        and node.parent is not None
        and node.parent is not leaf.parent
        and node.parent.start > leaf.start
    ):
        node = node.parent
    return node.start if node is not None else following.start


def _leaves(node: Node, end: int) -> list[Node]:
    """The smallest enumerated items at or below `node` that open before `end`."""
    lists = [items for items in node.lists if len(items) > 1 and items[0].start < end]
    if not lists:
        return [node]
    return [leaf for items in lists for child in items if child.start < end for leaf in _leaves(child, end)]


def _after_opening_status(folded: str, start: int, end: int) -> int:
    """Start of the text behind an opening sentence that only states the status (已完成。)."""
    first = sentence_end(folded, start, end)
    line = folded.find("\n", start, first)
    if line > start and is_only_status(folded, start, line):
        first = line
    if first < end and is_only_status(folded, start, first):
        while first < end and folded[first] in " \n":
            first += 1
        return first
    # status, then an enumerator: 整改进展情况:已完成 1.…
    return start


def field_value(folded: str, part: Field) -> str | None:
    """The value of a short field (责任单位, 整改时限), on one line."""
    start, end = trim(folded, part.start, part.end)
    newline = folded.find("\n", start, end)
    if newline >= 0:
        end = newline
    value = folded[start:end].strip(" 。;,|")
    return value[:200] or None


SHORT_FIELDS = (RESPONSIBLE, DEADLINE)
NOT_ANSWERS = (PLAN, OTHER, GOAL)
INLINE = (en.IS, en.OF_THEM, en.NTH, en.CIRCLED)
