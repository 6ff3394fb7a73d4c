"""Where the book-title brackets of a text open and close, with nesting, loss and mixture of bracket kinds."""

from __future__ import annotations

import re

# Titles of real documents stay below this; a 《 that has not closed by then has lost its 》.
LONGEST_TITLE = 160
_MARK = re.compile(r"[《》<>。;\n]")
_INNER_TITLE = re.compile(r"(?:关于|印发|转发|执行|贯彻|落实|修订|修改|实施|公布|发布|废止|学习|宣传|下发)$")
_TAIL = re.compile(r"(?:的|等)?[^《》。;\n]{0,12}(?:通知|意见|办法|决定|函|方案|公告|规定|批复|报告)》")


def book_titles(folded: str) -> tuple[tuple[int, int], ...]:
    """Spans of the outermost 《…》, brackets included, left to right.

    《关于执行<A>的通知》, 《关于印发〈A》的通知》 and 《关于印发《A》的通知》 are one title each. A lost 》 costs its
    own title and no other; nothing longer than `LONGEST_TITLE` is taken.
    """
    found: list[tuple[int, int]] = []
    position, mark = folded.find("《"), -1
    while position >= 0:
        if mark < position:
            mark = folded.find("》", position)
            if mark < 0:
                break
        if mark - position >= LONGEST_TITLE:  # nothing closes it: go on where something may close
            position = folded.find("《", max(position + 1, mark - LONGEST_TITLE + 1))
            continue
        end = _close(folded, position)
        if end is None:
            position = folded.find("《", position + 1)
            continue
        found.append((position, end))
        position = folded.find("《", end)
    return tuple(found)


def _close(folded: str, start: int) -> int | None:
    """End of the title that opens at `start`, or None when it never closes."""
    depth, angle, last_inner, last_close = 0, 0, -1, -1
    limit = min(len(folded), start + LONGEST_TITLE)
    for mark in _MARK.finditer(folded, start, limit):
        char = mark.group()
        if char == "《":
            depth += 1
            last_inner = mark.start() if depth > 1 else last_inner
        elif char == "<":
            angle += 1
        elif char == ">":
            angle = max(0, angle - 1)
        elif char == "》":
            if angle and depth == 1 and (tail := _TAIL.match(folded, mark.end(), limit)):
                return tail.end()  # <A》的通知》: the inner bracket closed as an outer one
            depth -= 1
            last_close = mark.end()
            if depth == 0:
                return mark.end()
        elif char != "\n" or folded[mark.start() + 1 : mark.start() + 2] in ("", "\n", " "):
            # a sentence ends inside: some bracket was lost (a wrapped line alone does not end one)
            break
    # 《关于印发《A的通知》: one 》 closes both when the inner title is named by the outer one
    if (
        depth == 1
        and last_inner > start
        and last_close > last_inner
        and _INNER_TITLE.search(folded, start + 1, last_inner)
        and folded[last_close - 3 : last_close - 1] in ("通知", "意见", "决定", "办法", "方案", "公告", "批复")
    ):
        return last_close
    return None


def inside(spans: tuple[tuple[int, int], ...], position: int) -> bool:
    """Whether `position` lies in one of the sorted, disjoint spans."""
    low, high = 0, len(spans)
    while low < high:
        middle = (low + high) // 2
        if spans[middle][1] <= position:
            low = middle + 1
        else:
            high = middle
    return low < len(spans) and spans[low][0] <= position
