"""Headers, footers and page numbers: what is printed on every page and belongs to none of its sentences.

They are left out of the running text, and a warning of the text says which and on how many pages.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from taizhang.flow import GLUED_NUMBER, OPENS_PARAGRAPH, PAGE_NUMBER
from taizhang.ingest.printed import PrintedLine
from taizhang.text import fold

_EDGE_LINES = 3  # lines from the top and from the bottom of a page that may be furniture
_FEW_PAGES = 3
_NUMBER = re.compile(r"\d+|(?<![一二三四五六七八九十百])[一二三四五六七八九十百]++(?=页)")
_OF = re.compile(r"第?\d{1,4}页?[,/、共\s]{1,3}\d{1,4}页?")


def without_furniture(pages: Sequence[Sequence[PrintedLine]]) -> tuple[list[PrintedLine], tuple[str, ...]]:
    """The lines of all pages without headers, footers and page numbers, and a warning for each kind left out."""
    pages, glued = _without_glued(pages)
    places: dict[str, list[PrintedLine]] = defaultdict(list)
    numbers: list[PrintedLine] = []
    body = _body_size(pages)
    apart: set[int] = set()
    for lines in pages:
        ordered = sorted(lines, key=lambda line: line.top)
        for line in _edges(ordered):
            if _is_number(line, ordered):
                numbers.append(line)
            else:
                places[_key(line)].append(line)
                if line.size < 0.9 * body or _stands_apart(line, ordered):
                    apart.add(id(line))
    repeated = {key: same for key, found in places.items() if (same := _furniture(found, len(pages), body, apart))}
    gone = {id(line) for found in repeated.values() for line in found} | {id(line) for line in numbers}
    kept = [line for lines in pages for line in lines if id(line) not in gone]
    warnings = [
        f"页眉页脚未计入正文：{found[0].text[:60]}（{len(found)}页）"
        for found in sorted(repeated.values(), key=lambda found: (found[0].page, found[0].top))
    ]
    if numbers or glued:
        warnings.append(f"页码未计入正文：{len(numbers) + glued}页")
    return kept, tuple(warnings)


def _without_glued(pages: Sequence[Sequence[PrintedLine]]) -> tuple[list[list[PrintedLine]], int]:
    """The pages without the numbers glued to their last lines, and how many these were.

    A number is that of the page where it counts like the pages: on a page of its own number, or at one distance from
    it on two pages or more.
    """
    found: dict[int, tuple[PrintedLine, re.Match[str]]] = {}
    for place, lines in enumerate(pages):
        last = max(lines, key=lambda line: (line.top, line.x1), default=None)
        match = GLUED_NUMBER.search(fold(last.text)) if last is not None else None
        if last is not None and match is not None:
            found[place] = (last, match)
    distances = Counter(int(match["number"]) - last.page for last, match in found.values())
    cut: dict[int, PrintedLine] = {}
    for last, match in found.values():
        distance = int(match["number"]) - last.page
        if distance == 0 or distances[distance] > 1:
            stop = match.start()
            x1 = last.x0 + (last.x1 - last.x0) * _width(last.text[:stop]) / _width(last.text)
            cut[id(last)] = replace(last, text=last.text[:stop], offsets=last.offsets[:stop], x1=x1)
    return [[cut.get(id(line), line) for line in lines] for lines in pages], len(cut)


def _width(text: str) -> float:
    """Width in ems."""
    return sum(0.55 if char < "\x80" else 1.0 for char in text)


def _furniture(found: list[PrintedLine], pages: int, body: float, apart: set[int]) -> list[PrintedLine]:
    """Those of equal lines that are furniture: at one height on enough pages, small or apart from the text.

    Pages may begin with the same short line by chance, a label or a status; what opens a paragraph is furniture only
    where every page has it.
    """
    at = found[0].top
    same = [line for line in found if abs(line.top - at) <= line.size]
    on = len({line.page for line in same})
    small = found[0].size < 0.9 * body
    needed = (2 if small else pages) if pages <= _FEW_PAGES else max(3, round(0.4 * pages))
    if OPENS_PARAGRAPH.match(fold(found[0].text)) and not small:
        needed = pages
    enough = pages > 1 and on >= max(2, needed) and sum(id(line) in apart for line in same) * 2 > len(same)
    return same if enough else []


def _body_size(pages: Sequence[Sequence[PrintedLine]]) -> float:
    """The usual size of the characters."""
    sizes: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 1.0


def _edges(ordered: list[PrintedLine]) -> list[PrintedLine]:
    if len(ordered) <= 2 * _EDGE_LINES:
        return ordered
    return [*ordered[:_EDGE_LINES], *ordered[-_EDGE_LINES:]]


def _key(line: PrintedLine) -> str:
    return _NUMBER.sub("#", re.sub(r"\s", "", fold(line.text)))


def _stands_apart(line: PrintedLine, ordered: list[PrintedLine]) -> bool:
    """Whether more room than between lines of text parts the line from the text."""
    at = ordered.index(line)
    distances = sorted(after.top - above.top for above, after in pairwise(ordered))
    usual = distances[len(distances) // 2] if distances else 0.0
    below = ordered[at + 1].top - line.top if at + 1 < len(ordered) else 0.0
    above = line.top - ordered[at - 1].top if at else 0.0
    return (below if at < len(ordered) / 2 else above) > 1.3 * usual


def _is_number(line: PrintedLine, ordered: list[PrintedLine]) -> bool:
    """Whether the line is the number of the page: alone at the foot or head, apart from the text."""
    text = fold(line.text).strip()
    if not (PAGE_NUMBER.fullmatch(text) or _OF.fullmatch(text)):
        return False
    if line is ordered[-1]:
        return len(ordered) == 1 or line.top - ordered[-2].top > 1.2 * line.size
    return line is ordered[0] and ordered[1].top - line.top > 1.2 * line.size
