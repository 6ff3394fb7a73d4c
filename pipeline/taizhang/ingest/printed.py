"""Printed lines back to paragraphs: what PDF, OFD and recognised scans have in common.

A page is lines with their place on the paper. Paragraphs are found as a reader finds them: a line that stops short of
the right margin ends one, an indented line opens one, and so do a change of size and a gap. A line counts as full when
what stands first on the next one would not have fitted into the room left.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from taizhang.flow import OPENS_LABEL, OPENS_PARAGRAPH
from taizhang.ingest.content import TextBuilder
from taizhang.text import fold

_UNIT = re.compile(r"[(\[<“‘《]*(?:[!-~]+|.)[)\]>”’》。,、;:!?%.!-~]*(?:(?<=[(\[<“‘《]).[)\]>”’》。,、;:!?%.]*)?")
_STOPS = "。!?;”)"
_CODE = re.compile(r"\d{1,2}-\d{1,2}(?:[ 、.“<(]|$)")  # 3-2“…”: numbers of an earlier list
_GOES_ON = tuple(",、(“《到对")  # behind these a bracket is part of the sentence
# 地址:柞水县人 | 民路184号
_OPEN_ADDRESS = re.compile(r"(?:地址|[邮请]寄)[^。;\n]{2,40}(?<![号室楼层院厦栋幢座\d])$")
_STREET = re.compile(r"[\u4e00-\u9fff]{0,6}?[路街巷道弄][\u4e00-\u9fff]{0,4}?\d{1,5}号")
_CENTRED = 0.75  # of an em: how far the middle of a line may be from the middle of the column
_INDENT = 0.8  # of an em: less is no indent
_GAP = 1.55  # of the usual distance between lines: more is a gap
_SIZE = 0.15
_WIDE_LINE = 12  # characters: shorter lines say little about the margins
_ENOUGH_LINES = 6


@dataclass(slots=True)
class PrintedLine:
    """A line on paper. Lengths in points, `top` counted downwards; `offsets[i]` is the place of `text[i]`.

    `paragraph` is the number of the line where places are counted by line (recognised pages), else None.
    """

    page: int
    text: str
    offsets: list[int | None]
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """The column of text of a document: margins, an em, the usual distance of lines, whether paragraphs indent.

    `shifts`: how far the column of a page stands to the right of the usual one: books have inner and outer margins.
    """

    left: float
    right: float
    em: float
    pitch: float
    indents: bool
    shifts: dict[int, float]


def join_lines(lines: Sequence[PrintedLine], layout: Layout, builder: TextBuilder) -> None:
    """Add `lines`, in reading order, to `builder`, one line of text for each paragraph."""
    before: PrintedLine | None = None
    for line in lines:
        if before is not None:
            if _runs_on(before, line, layout):
                if _needs_space(before.text, line.text):
                    builder.insert(" ")
            else:
                builder.newline()
        add_line(line, builder)
        before = line


def add_line(line: PrintedLine, builder: TextBuilder) -> None:
    """Add the characters of one line."""
    start = 0
    for index in range(1, len(line.text) + 1):
        last = line.offsets[index - 1]
        here = line.offsets[index] if index < len(line.text) else None
        if index < len(line.text) and (here == last if last is None or here is None else here == last + 1):
            continue
        builder.add(line.text[start:index], line.offsets[start], page=line.page, paragraph=line.paragraph)
        start = index


def layout_of(lines: Sequence[PrintedLine]) -> Layout:
    """The layout that the lines of a document show."""
    if not lines:
        return Layout(0.0, 0.0, 1.0, 1.5, False, {})
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    em = sizes.most_common(1)[0][0] or 1.0
    body = [line for line in lines if abs(line.size - em) <= em * _SIZE] or list(lines)
    pages: dict[int, list[PrintedLine]] = defaultdict(list)
    for line in body:
        if len(line.text) >= _WIDE_LINE:
            pages[line.page].append(line)
    if not pages:
        pages[body[0].page] = body
    left, right, shifts = _margins(pages, em)
    distances = [
        after.top - line.top
        for line, after in pairwise(body)
        if line.page == after.page and 0 < after.top - line.top < 4 * em
    ]
    pitch = _low(distances) if distances else 1.5 * em
    opening = sum(_is_indented(line, left + shifts.get(line.page, 0.0), right, em) for line in body)
    return Layout(left, right, em, pitch, opening >= max(2, 0.06 * len(body)), shifts)


def _low(distances: list[float]) -> float:
    """The usual distance of lines inside paragraphs: many short paragraphs with room between them must not hide it."""
    return sorted(distances)[round(0.3 * (len(distances) - 1))]


def _margins(pages: dict[int, list[PrintedLine]], em: float) -> tuple[float, float, dict[int, float]]:
    """Left and right margin of the usual page, and how far the others stand to the right of it.

    The usual page is that with most lines; others are shifted when both their margins are. A page with too few lines to
    say is shifted as those of its side are: odd and even pages of a book differ.
    """
    edges = {
        page: (_edge(sorted(line.x0 for line in found), em), -_edge(sorted(-line.x1 for line in found), em))
        for page, found in pages.items()
    }
    usual = max(pages, key=lambda page: (len(pages[page]), -page))
    left, right = edges[usual]
    shifts: dict[int, float] = {}
    sides: dict[int, float] = {usual % 2: 0.0}
    for page, (own_left, own_right) in edges.items():
        move = own_left - left
        if len(pages[page]) >= _ENOUGH_LINES and abs(move - (own_right - right)) < em:
            shifts[page] = move if abs(move) > 0.5 * em else 0.0
            sides.setdefault(page % 2, shifts[page])
    for page, (own_left, own_right) in edges.items():
        if page not in shifts:  # nothing is printed outside the margins, so what stands there shows a shift
            outside = min(own_left - left, 0.0) or max(own_right - right, 0.0)
            shifts[page] = sides.get(page % 2, outside if abs(outside) > 0.5 * em else 0.0)
    right = max(edges[page][1] - shifts[page] for page in edges if len(pages[page]) >= _ENOUGH_LINES or page == usual)
    return left, right, shifts


def _is_indented(line: PrintedLine, left: float, right: float, em: float) -> bool:
    return 1.2 * em <= line.x0 - left <= 3.5 * em and not _centred(line, left, right, em)


def _edge(ordered: list[float], em: float) -> float:
    """The outermost position at which a fair share of the lines begins; ends when given negated."""
    enough = max(2, round(0.05 * len(ordered)))
    for position in ordered:
        near = [other for other in ordered if abs(other - position) <= 0.6 * em]
        if len(near) >= min(enough, len(ordered)):
            return min(near)
    return ordered[0]


def _centred(line: PrintedLine, left: float, right: float, em: float) -> bool:
    middle = (line.x0 + line.x1) / 2 - (left + right) / 2
    return abs(middle) <= _CENTRED * em and line.x0 - left > 1.5 * em and right - line.x1 > 1.5 * em


def _runs_on(before: PrintedLine, line: PrintedLine, column: Layout) -> bool:
    """Whether `line` goes on where `before` stopped."""
    em = column.em
    if abs(before.size - line.size) > _SIZE * max(before.size, line.size):
        return False
    own = max(before.size, em)
    if before.page == line.page:
        distance = line.top - before.top
        if distance > _GAP * max(column.pitch, column.pitch * own / em) or distance < -0.5 * em:
            return False
    elif line.page != before.page + 1:
        return False
    opening, above = fold(line.text), fold(before.text)
    if OPENS_LABEL.match(opening) and above.rstrip()[-1:] not in _GOES_ON:
        return False
    if _STREET.match(opening) and _OPEN_ADDRESS.search(above):
        return True
    ends = before.x1 - column.shifts.get(before.page, 0.0)
    starts = line.x0 - column.shifts.get(line.page, 0.0)
    if before.size > em * (1 + _SIZE):  # a title over several lines: each as wide as it can be, or broken by the author
        return _room(before, column) < _first_unit(line.text) * before.size
    if starts - column.left > _INDENT * em:
        return False
    if column.right - ends > (_first_unit(line.text) + 0.35) * em:
        return False
    opens = OPENS_PARAGRAPH.match(fold(line.text)) or _CODE.match(fold(line.text))
    if not opens or fold(before.text)[-1] not in _STOPS:
        return True  # a full line that stops inside a sentence goes on, whatever the next one looks like
    return column.indents and not (before.x0 - column.left > _INDENT * em and _short_heading(before.text))


def _room(line: PrintedLine, column: Layout) -> float:
    width = column.right - column.left
    shift = column.shifts.get(line.page, 0.0)
    if abs((line.x0 + line.x1) / 2 - shift - (column.left + column.right) / 2) <= _CENTRED * line.size:
        return width - (line.x1 - line.x0)
    return column.right + shift - line.x1


def _short_heading(text: str) -> bool:
    return len(text) < 30 and fold(text)[-1] not in ",、"


def _first_unit(text: str) -> float:
    """Width in ems of what can not be parted from the first character of a line."""
    match = _UNIT.match(fold(text))
    unit = text[: match.end()] if match else text[:1]
    if not unit:
        return 1.0
    return sum(0.55 if char < "\x80" else 1.0 for char in unit[:40])


def _needs_space(before: str, after: str) -> bool:
    """Between two Latin words; not inside an address or a number that was broken."""
    left = re.search(r"[!-~]+$", before)
    right = re.match(r"[!-~]+", after)
    return bool(left and right and left[0].isalpha() and right[0].isalpha() and len(left[0]) > 1 and len(right[0]) > 1)
