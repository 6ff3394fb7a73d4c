"""Numbers glued to a quantity where a line or sentence opens: `2.3家企业…` behind `1.…` is the second item, not 2.3."""

from __future__ import annotations

import re
from collections.abc import Sequence

from taizhang.outline.enumerators import AR, Marker
from taizhang.outline.paragraphs import Paragraph

# the number, its point, and a quantity with its word behind it: 3.6月底, 2.1,150人, 4.2.5公里
_GLUED = re.compile(r"(?P<number>\d{1,2})(?P<sign>[.、])(?=[\d,]{1,9}(?:\.\d{1,4})?[\u4e00-\u9fff%])")
_INLINE = re.compile(rf"(?<=[。;]){_GLUED.pattern}")
_FINISHED = "。;:!?)"
_DEEPEST = 9  # lists open at once


def with_glued(folded: str, blocks: Sequence[Paragraph], markers: list[Marker]) -> list[Marker]:
    """`markers` with those glued to a quantity: each continues an open list and stands behind a finished paragraph."""
    opening = {marker.paragraph: marker for marker in reversed(markers) if marker.opens_paragraph}
    candidates = {
        index: match
        for index, block in enumerate(blocks)
        if index not in opening
        and not block.page_number
        and (match := _GLUED.match(folded, block.start, block.end))
        and index
        and folded[blocks[index - 1].end - 1] in _FINISHED
    }
    added = _in_running_text(folded, blocks, markers)
    if not candidates:
        return sorted([*markers, *added], key=lambda marker: marker.start) if added else markers
    lists: list[tuple[int, str]] = []  # the last ordinal and the sign of every open list, outermost first
    numbered = sorted((index, marker) for index, marker in opening.items() if marker.family == AR)
    waiting = [*numbered, (len(blocks), None)]
    position = 0
    for index in sorted({*candidates, *(index for index, _ in numbered)}):
        while waiting[position][0] < index:
            position += 1
        upcoming = waiting[position][1]
        if index not in candidates:
            marker = opening[index]
            _step(lists, marker.ordinal, marker.style[-1:])
            continue
        match = candidates[index]
        number, sign = int(match["number"]), match["sign"]
        if number < 2 or not lists or lists[-1] != (number - 1, sign):
            continue
        outer = any(last == number - 1 for last, _ in lists[:-1])
        if upcoming is not None and upcoming.ordinal == number and not outer:
            continue  # the real item follows: this line is its neighbour's decimal
        lists[-1] = (number, sign)
        added.append(Marker(match.start(), match.end(), AR, number, sign, True, index))
    return sorted([*markers, *added], key=lambda marker: marker.start) if added else markers


def _in_running_text(folded: str, blocks: Sequence[Paragraph], markers: Sequence[Marker]) -> list[Marker]:
    """Those behind a finished sentence of a paragraph that numbers its sentences: 1.….2.3处…."""
    numbered: dict[int, list[Marker]] = {}
    for marker in markers:
        if marker.family == AR:
            numbered.setdefault(marker.paragraph, []).append(marker)
    added: list[Marker] = []
    for index, own in numbered.items():
        final = {marker.ordinal: marker.start for marker in own}  # where each number stands last
        position, last = 0, own[0]
        for match in _INLINE.finditer(folded, own[0].end, blocks[index].end):
            while position < len(own) and own[position].start < match.start():
                last = max(last, own[position], key=lambda marker: marker.start)
                position += 1
            number, sign = int(match["number"]), match["sign"]
            follows = last.ordinal == number - 1 and last.style[-1:] == sign
            if follows and final.get(number, 0) < match.start():
                last = Marker(match.start(), match.end(), AR, number, sign, False, index)
                added.append(last)
    return added


def _step(lists: list[tuple[int, str]], ordinal: int, sign: str) -> None:
    """Let the next number continue the innermost list that waits for it, or open a list."""
    depth = next((at for at in range(len(lists) - 1, -1, -1) if lists[at][0] == ordinal - 1), None)
    if ordinal == 1 or depth is None:
        lists.append((ordinal, sign))
        del lists[:-_DEEPEST]
        return
    del lists[depth + 1 :]
    lists[depth] = (ordinal, sign)
