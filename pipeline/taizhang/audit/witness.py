"""Witnesses against the reader: signs in the text that a heading of the list was not read.

An accusation rests on a list that was read whole. Lines that are worded and placed like headings but belong to no unit,
and answer labels beyond the number of items, say that it was not; then the auditor abstains.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from taizhang import lexicon
from taizhang.audit.case import Case, style
from taizhang.lexicon.words import either
from taizhang.outline import unit as roles
from taizhang.outline.headings import names_aspect, names_issue, sentence_end
from taizhang.outline.unit import Unit

ANSWER_LABEL = re.compile(
    r"(?:^|[。;\n])[ ]{0,8}[\[(]?(?:已采取的)?(?:整改|落实|完成|进展|办理)(?:整改)?(?:落实|进展|完成|措施|工作|状态)?"
    r"(?:情况|措施|进展|成效|结果)?(?:及成效)?[\])]?:",
    re.MULTILINE,
)
_OPENS_LABEL = re.compile(
    r"[\[(]?[\u4e00-\u9fff]{2,10}(?:情况|措施|进展|状态|成效|结果|任务)[\])]?(?::|$)", re.MULTILINE
)
_FIELD = re.compile(r"[\[(]?[\u4e00-\u9fff]{2,10}[\])]?:")  # 整改目标:…
_ENUMERATOR = re.compile(
    r"(?P<mark>\([ ]?(?:[一二三四五六七八九十]{1,3}|\d{1,3})[ ]?\)|[㈠-㈩⑴-⒇⒈-⒛]|(?:[一二三四五六七八九十]{1,3}|\d{1,3})[、.](?!\d)|"
    r"(?:反馈)?问题(?:[一二三四五六七八九十]{1,3}|\d{1,3})[:、.])"
)
_STATE_BEHIND = re.compile(r"\([^()]{2,16}\)$")
_LONGEST = 220
_SHORT = 60


def stray_headings(case: Case, begin: int, end: int) -> int:
    """Paragraphs in `begin:end` that look like headings of problems or aspects but open no unit of the outline."""
    headed = [unit for unit in case.outline.units if unit.role not in (roles.ANSWER, roles.MEASURE)]
    opened = {unit.char_start for unit in headed} | {unit.title_start for unit in headed}
    starts = [start for start in case.paragraph_starts if begin <= start < end]
    found = 0
    for place, start in enumerate(starts):
        if start in opened or case.outline.role_at(start) in (roles.TITLE, roles.NOISE, roles.OPENING, roles.CLOSING):
            continue
        stop = starts[place + 1] if place + 1 < len(starts) else end
        found += _looks_like_heading(case, start, stop)
    return found


def _looks_like_heading(case: Case, start: int, stop: int) -> bool:
    paragraph = case.folded[start:stop].rstrip()
    first = case.folded[start : sentence_end(case.folded, start, start + len(paragraph))].strip()
    if not first or len(first) > _LONGEST or _FIELD.match(paragraph):
        return False
    if names_issue(first) == 2 and first.startswith(("关于", "针对", "“", "问题", "反馈问题")):
        return True
    alone = len(first) == len(paragraph)
    if alone and len(first) <= _SHORT and first[-1] not in "。;,:" and names_aspect(first):
        return True
    return (
        alone and len(first) <= _SHORT and names_issue(first) >= 1 and _OPENS_LABEL.match(case.folded, stop) is not None
    )


def unread_markers(case: Case) -> bool:
    """Whether a paragraph among the problems opens with an enumerator in their dress but opens no item."""
    dresses = {
        style(unit.marker) for unit in case.outline.units if unit.role in (roles.PROBLEM, roles.ASPECT) and unit.marker
    }
    opened = {unit.char_start for unit in case.outline.units}
    begin, end = body_span(case)
    return any(start not in opened and dress in dresses for start, dress in paragraph_marks(case, begin, end))


def paragraph_marks(case: Case, begin: int, end: int) -> Iterator[tuple[int, str]]:
    """Where paragraphs in `begin:end` open with an enumerator, and how it is dressed."""
    for start in case.paragraph_starts[
        bisect_left(case.paragraph_starts, begin) : bisect_left(case.paragraph_starts, end)
    ]:
        mark = _ENUMERATOR.match(case.folded, start)
        if mark is not None:
            yield start, style(mark.group("mark"))


_NUMERAL = r"[\d一二两三四五六七八九十百千][\d一二三四五六七八九十百千,. ]{0,14}\s{0,2}[余多]?[万亿]?\s{0,2}"


def unread_quantities(case: Case, begin: int, end: int, *units: str) -> bool:
    """Whether a number with one of these counters stands in `begin:end` that no count covers: the reader missed it."""
    covered = [(count.char_start, count.char_end) for count in case.counts_between(begin - 20, end)]
    pattern = re.compile(_NUMERAL + either(units))
    return any(
        not any(start < match.end() and match.start() < stop for start, stop in covered)
        for match in pattern.finditer(case.folded, max(begin, 0), end)
    )


def misplaced_headings(case: Case) -> bool:
    """Whether a heading that continues the numbers of problems or aspects was taken for another kind of section, while
    its words say nothing of next steps, results or organisation."""
    listed = {roles.PROBLEM, roles.ASPECT}
    last: dict[int | None, Unit] = {}
    for unit in case.outline.units:
        if unit.role in listed:
            last[unit.parent] = unit
        elif unit.role in (roles.NEXT_STEPS, roles.OUTCOME, roles.ORGANISATION) and unit.parent in last:
            before = last[unit.parent]
            follows = unit.ordinal is not None and before.ordinal is not None and unit.ordinal == before.ordinal + 1
            title = _STATE_BEHIND.sub("", case.folded[unit.title_start : unit.title_end])  # X不强(持续推进)
            if follows and not _section_words().search(title):
                return True
    return False


@cache
def _section_words() -> re.Pattern[str]:
    sections = lexicon.load("headings")["sections"]
    listed = [word for key in ("next_steps", "outcome", "organisation") for word in sections[key]]
    return re.compile(either(listed))


def labels_left_over(case: Case) -> bool:
    """Whether more answers carry one label than there are items to answer."""
    items = sum(row.level != "aspect" for row in case.problems)
    kinds: dict[str, int] = {}
    for match in ANSWER_LABEL.finditer(case.folded):
        word = match.group().strip(" \n。;[]():")
        if case.item(match.end() - 1) is not None:
            kinds[word] = kinds.get(word, 0) + 1
    return max(kinds.values(), default=0) > items


def body_span(case: Case) -> tuple[int, int]:
    """From the first heading of the list of problems to the end of its last item."""
    units = [unit for unit in case.outline.units if unit.role in (roles.ASPECT, roles.PROBLEM, roles.SUBPROBLEM)]
    return (units[0].char_start, max(unit.char_end for unit in units)) if units else (0, 0)
