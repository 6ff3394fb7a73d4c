"""Headers, footers and page numbers: what is printed on every page and belongs to none of its sentences.

They are left out of the running text, and a warning of the text says which and on how many pages.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from taizhang.flow import PAGE_NUMBER
from taizhang.ingest.printed import PrintedLine
from taizhang.text import fold

_SURE_PAGES = 4
_EDGE_LINES = 3  # lines from the top and from the bottom of a page that may be furniture
_NUMBER = re.compile(r"\d+|[一二三四五六七八九十百]+(?=页)")
_OF = re.compile(r"第?\d{1,4}页?[,/、共\s]{1,3}\d{1,4}页?")


def without_furniture(pages: Sequence[Sequence[PrintedLine]]) -> tuple[list[PrintedLine], tuple[str, ...]]:
    """The lines of all pages without headers, footers and page numbers, and a warning for each kind left out."""
    places: dict[str, list[PrintedLine]] = defaultdict(list)
    numbers: list[PrintedLine] = []
    for lines in pages:
        ordered = sorted(lines, key=lambda line: line.top)
        for line in _edges(ordered):
            if _is_number(line, ordered):
                numbers.append(line)
            elif len(pages) >= _SURE_PAGES or _stands_apart(line, ordered):
                places[_key(line)].append(line)
    needed = max(2, round(0.4 * len(pages)))
    repeated = {}
    for key, found in places.items():
        at = found[0].top
        same = [line for line in found if abs(line.top - at) <= line.size]
        if len({line.page for line in same}) >= needed and len(pages) > 1:
            repeated[key] = same
    gone = {id(line) for found in repeated.values() for line in found} | {id(line) for line in numbers}
    kept = [line for lines in pages for line in lines if id(line) not in gone]
    warnings = [
        f"页眉页脚未计入正文：{found[0].text[:60]}（{len(found)}页）"
        for found in sorted(repeated.values(), key=lambda found: (found[0].page, found[0].top))
    ]
    if numbers:
        warnings.append(f"页码未计入正文：{len(numbers)}页")
    return kept, tuple(warnings)


def _edges(ordered: list[PrintedLine]) -> list[PrintedLine]:
    if len(ordered) <= 2 * _EDGE_LINES:
        return ordered
    return [*ordered[:_EDGE_LINES], *ordered[-_EDGE_LINES:]]


def _key(line: PrintedLine) -> str:
    return _NUMBER.sub("#", re.sub(r"\s", "", fold(line.text)))


def _stands_apart(line: PrintedLine, ordered: list[PrintedLine]) -> bool:
    """Whether more room than between lines of text parts the line from the text; two pages may begin alike by chance."""
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
