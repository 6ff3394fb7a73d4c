"""Fields that carry an enumerator: 一、整改任务 … 二、整改目标 … 三、整改完成情况 …

Single-task notices (environment, audit) number their fields like sections. Where a list of headings consists of field
names of different kinds, the enumerators belong to the labels and open no items.
"""

from __future__ import annotations

from collections.abc import Sequence

from taizhang.outline.enumerators import RANK, Marker
from taizhang.outline.labels import ANSWER, DEADLINE, GOAL, ISSUE, RESPONSIBLE, STATUS, TASK, Label, label_at
from taizhang.outline.paragraphs import Paragraph

_FIELD_KINDS = frozenset({ANSWER, GOAL, ISSUE, TASK, RESPONSIBLE, DEADLINE, STATUS})
_MIN_FIELDS = 3


def numbered_fields(
    folded: str, blocks: Sequence[Paragraph], markers: Sequence[Marker]
) -> tuple[list[Marker], list[Label]]:
    """The markers that open items, and the labels made of those that open fields."""
    candidates: dict[int, Label] = {}
    for index, marker in enumerate(markers):
        if marker.opens_paragraph:
            start = marker.end
            while start < len(folded) and folded[start] == " ":
                start += 1
            found = label_at(folded, start, blocks[marker.paragraph].end)
            if found is not None and found.kind in _FIELD_KINDS:
                candidates[index] = Label(marker.start, found.end, found.kind, found.name, marker.paragraph, True)
    chosen: set[int] = set()
    run: list[int] = []
    for index, marker in enumerate(markers):
        if not run or (
            index in candidates
            and marker.family == markers[run[0]].family
            and marker.ordinal == markers[run[-1]].ordinal + 1
        ):
            if index in candidates:
                run.append(index)
            continue
        if marker.family == markers[run[0]].family:
            chosen |= _fields_of(run, candidates, markers)
            run = [index] if index in candidates else []
    chosen |= _fields_of(run, candidates, markers)
    return [m for i, m in enumerate(markers) if i not in chosen], [candidates[i] for i in sorted(chosen)]


def _fields_of(run: list[int], candidates: dict[int, Label], markers: Sequence[Marker]) -> set[int]:
    """The run of headings, when they are fields of one task: its statement, and a report of what was done."""
    kinds = {candidates[index].kind for index in run}
    if len(run) > 1 and run[0] > 0:
        # 1.X不强。(1)问题表现:…(2)整改措施:…: fields below an item with a title of its own
        above, first = markers[run[0] - 1], markers[run[0]]
        below_item = above.opens_paragraph and RANK[above.family] < RANK[first.family] and first.ordinal == 1
        if below_item and candidates[run[0]].kind == ISSUE and kinds <= {ISSUE, ANSWER, STATUS} and ANSWER in kinds:
            return set(run)
    is_task = (
        len(run) >= _MIN_FIELDS
        and kinds & {TASK, ISSUE}
        and ANSWER in kinds
        and kinds & {GOAL, RESPONSIBLE, DEADLINE, TASK}
    )
    return set(run) if is_task else set()
