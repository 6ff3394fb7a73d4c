"""Headings without a number: a short line above an answer label, above a list that starts again, or a field 整改任务."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from taizhang.outline.enumerators import Marker
from taizhang.outline.headings import names_aspect, names_issue, title_end
from taizhang.outline.labels import ANSWER, GOAL, ISSUE, STATUS, TASK, Label
from taizhang.outline.node import Heading
from taizhang.outline.paragraphs import Paragraph

_MAX_HEADING = 60
_MAX_FORMULA = 220
_MAX_QUOTED = 1000
_SERIES = 3
_SHORTEST_ANSWER = 3
_SHORTEST_SERIES_ANSWER = 8
_BLANK = " \n。;:,、"
_HANDS_OVER = re.compile(
    r"(?P<title>(?:关于|针对|对于)(?!该|此|上述|以上|前述|这|反馈的?问题|巡察|巡视|存在的?问题)"
    r"[^。;\n]{3,200}?的?问题)(?:的整改(?:落实)?(?:情况)?)?[,:。]"
)


def find_headings(
    folded: str, blocks: Sequence[Paragraph], markers: Sequence[Marker], labels: Sequence[Label], first: int, last: int
) -> list[Heading]:
    """Headings without an enumerator among the body paragraphs `first` to `last` (exclusive)."""
    marked = {marker.paragraph for marker in markers if marker.opens_paragraph}
    opening = {label.paragraph: label for label in labels if label.opens_paragraph}
    firsts = {marker.paragraph: marker for marker in reversed(markers) if marker.opens_paragraph}
    numbers = [index for index in range(first, last) if not blocks[index].page_number]
    found = _fields(folded, blocks, markers, labels)
    taken = {heading.paragraph for heading in found}
    bare = {label.paragraph for label in labels if label.opens_paragraph and label.end >= blocks[label.paragraph].end}
    inside: dict[int, list[Label]] = {}
    for label in labels:
        inside.setdefault(label.paragraph, []).append(label)
    bracketed = _bracketed(folded, blocks, [index for index in numbers if index not in marked and index not in opening])
    series = _series(folded, blocks, [index for index in numbers if index not in marked and index not in opening])
    for index, following in zip(numbers, [*numbers[1:], None], strict=False):
        if index in marked or index in opening or index in taken or index - 1 in bare:
            continue  # an item, a field, or the text of a field
        block = blocks[index]
        if index in bracketed:
            answered = following is not None and following not in bracketed and following not in marked
            found.append(Heading(block.start, block.end, index, groups=False, answered=answered))
            continue
        line = folded[block.start : block.end]
        head = series.get(index) or _formula_heading(folded, block, inside.get(index, ()))
        if head is not None and (following is not None or head < block.end):
            groups = next_marker_of(firsts, following) is not None and names_aspect(folded[block.start : head])
            answered = len(folded[head : block.end].strip(_BLANK)) >= _SHORTEST_ANSWER
            found.append(Heading(block.start, head, index, groups=groups, answered=answered))
            continue
        next_label = opening.get(following) if following is not None else None
        next_marker = next_marker_of(firsts, following)
        if next_label is not None and next_label.kind in {ANSWER, STATUS} and len(line) <= _MAX_FORMULA:
            closes_answer = next_label.kind == STATUS and line[-1] in "。;"  # its last sentence, above the state
            if names_issue(line) > 0 or (len(line) <= _MAX_HEADING and not closes_answer):
                found.append(Heading(block.start, block.end, index, groups=False))
        elif len(line) <= _MAX_HEADING and line[-1] not in "。;,:!?" and next_marker is not None and index != first:
            found.append(Heading(block.start, block.end, index, groups=True))
    heads = {heading.paragraph for heading in found}
    plain = {index for index in numbers if index not in marked and index not in opening and index not in heads}
    after = dict(pairwise(numbers))
    return sorted(
        (
            heading._replace(answered=True) if not heading.groups and after.get(heading.paragraph) in plain else heading
            for heading in found
        ),
        key=lambda heading: heading.start,
    )


def _bracketed(folded: str, blocks: Sequence[Paragraph], unmarked: Sequence[int]) -> frozenset[int]:
    """Paragraphs that are faults in brackets, at least two in the notice: 【林长制巡护流于形式】."""
    found = frozenset(
        index
        for index in unmarked
        if folded[blocks[index].start] == "["
        and folded[blocks[index].end - 1] == "]"
        and names_issue(folded[blocks[index].start + 1 : blocks[index].end - 1]) > 0
    )
    return found if len(found) > 1 else frozenset()


def _series(folded: str, blocks: Sequence[Paragraph], unmarked: Sequence[int]) -> dict[int, int]:
    """Paragraphs 针对…问题,… that follow one another without numbers: index and end of the title of each.

    One such paragraph may be a sentence of an answer; a series of them is the list of problems.
    """
    found = {}
    for index in unmarked:
        match = _HANDS_OVER.match(folded, blocks[index].start, blocks[index].end)
        if match is not None and blocks[index].end - match.end() >= _SHORTEST_SERIES_ANSWER:
            found[index] = match.end("title")
    return found if len(found) >= _SERIES else {}


def _formula_heading(folded: str, block: Paragraph, labels: Sequence[Label]) -> int | None:
    """End of a heading 关于“…”的问题 that opens the paragraph, its answer behind it or below; None without one."""
    if not folded.startswith(("关于", "针对", "“"), block.start, block.end):
        return None
    inner = next((label.start for label in labels if block.start < label.start < block.end), block.end)
    end = title_end(folded, block.start, block.end, inner, labelled=inner < block.end)
    title = folded[block.start : end]
    quoted = title.startswith(("关于“", "针对“", "“"))
    whole = not folded[end : block.end].strip(" 。;:") or inner < block.end
    if names_issue(title) < 2 or len(title) > _MAX_QUOTED or (title.startswith("“") and inner == block.end):
        return None
    return end if quoted or whole else None


def next_marker_of(firsts: dict[int, Marker], following: int | None) -> Marker | None:
    """The first item of a list that opens the next paragraph."""
    marker = firsts.get(following) if following is not None else None
    return marker if marker is not None and marker.ordinal == 1 else None


def _fields(
    folded: str, blocks: Sequence[Paragraph], markers: Sequence[Marker], labels: Sequence[Label]
) -> list[Heading]:
    """Problems printed only as fields: 整改任务:… 整改目标:… 整改完成情况:… , one after the other."""
    found: list[Heading] = []
    kinds = {label.kind for label in labels}
    opening = [marker.start for marker in markers if marker.opens_paragraph]
    ends = [marker.end for marker in markers if marker.opens_paragraph]
    starts = [block.start for block in blocks]
    candidates = [
        label for label in labels if label.opens_paragraph and label.kind in ({TASK} if TASK in kinds else {ISSUE})
    ]
    if not kinds & {ANSWER, STATUS, GOAL}:
        return found
    introduced = [_introduced(folded, label, labels, opening, ends) for label in candidates]
    shared = None in introduced  # a heading that stands over several fields groups them
    for label, title in zip(candidates, introduced, strict=True):
        if title is not None and not (shared and title):
            continue  # an enumerator introduces it
        start = label.end
        while start < len(folded) and folded[start] in " \n\t":
            start += 1
        number = bisect_right(starts, start) - 1
        if number >= 0 and start < blocks[number].end:
            found.append(Heading(label.start, blocks[number].end, number, groups=False))
    return found


def _introduced(
    folded: str, label: Label, labels: Sequence[Label], opening: Sequence[int], ends: Sequence[int]
) -> bool | None:
    """Whether the enumerator above a field has a heading of its own; None when no enumerator introduces the field."""
    rank = bisect_left(opening, label.start)
    above = bisect_left(labels, label.start, key=lambda other: other.start)
    if not rank or (above and labels[above - 1].start >= opening[rank - 1]):
        return None
    return bool(folded[ends[rank - 1] : label.start].strip(_BLANK))
