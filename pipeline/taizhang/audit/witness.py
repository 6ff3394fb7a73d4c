"""Witnesses against the reader: signs in the text that a heading of the list was not read.

An accusation rests on a list that was read whole. Lines that are worded and placed like headings but belong to no unit,
and answer labels beyond the number of items, say that it was not; then the auditor abstains.
"""

from __future__ import annotations

import re

from taizhang.audit.case import Case
from taizhang.outline import unit as roles
from taizhang.outline.headings import names_aspect, names_issue, sentence_end

ANSWER_LABEL = re.compile(
    r"(?:^|[。;\n])[ ]{0,8}[\[(]?(?:已采取的)?(?:整改|落实|完成|进展|办理)(?:整改)?(?:落实|进展|完成|措施|工作|状态)?(?:情况|措施|进展|成效|结果)?(?:及成效)?[\])]?:",
    re.MULTILINE,
)
_OPENS_LABEL = re.compile(r"[\[(]?[\u4e00-\u9fff]{2,10}(?:情况|措施|进展|状态|成效|结果|任务)[\])]?(?::|$)", re.MULTILINE)
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
    if not first or len(first) > _LONGEST:
        return False
    if names_issue(first) == 2 and first.startswith(("关于", "针对", "“", "问题", "反馈问题")):
        return True
    alone = len(first) == len(paragraph)
    if alone and len(first) <= _SHORT and first[-1] not in "。;,:" and names_aspect(first):
        return True
    return alone and len(first) <= _SHORT and names_issue(first) >= 1 and _OPENS_LABEL.match(case.folded, stop) is not None


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
