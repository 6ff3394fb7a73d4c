"""Law `problem_without_measure`: every problem is answered by what was done about it.

An item that only prints its state, or points to an annex, has no measure in the text: unverifiable, the annex may hold
it. An item with nothing at all under its heading is inconsistent only where no following item of its list can be
meant to answer for both; two headings over one answer are common. Nothing is said where most items look unanswered:
then the answers stand elsewhere or the reader missed them.
"""

from __future__ import annotations

import re

from taizhang.audit.case import Case, words
from taizhang.audit.verdict import INCONSISTENT, UNVERIFIABLE, finding
from taizhang.audit.wording import short
from taizhang.outline import unit as roles
from taizhang.outline.headings import names_aspect
from taizhang.outline.status import is_only_status
from taizhang.records import Finding, Problem

_LABEL = re.compile(r"[\[(]?[\u4e00-\u9fff]{2,12}(?:情况|措施|进展|状态|成效|结果|领导|单位|时限)[\])]?:")
_FILLER = re.compile(r"[\s。;,:、“”\"'()\[\]的问题整改]+")
_LONGEST_TITLE = 120
EMPTY, ELSEWHERE, STATED = "empty", "elsewhere", "stated"


def problem_without_measure(case: Case) -> tuple[Finding, ...]:
    """At most one row for the notice: how many problems print no measure."""
    holding = {row.parent_id for row in case.problems if row.level == "subproblem"}
    items = [row for row in case.problems if row.level == "problem" and row.problem_id not in holding]
    answered = {row.problem_id for row in case.measures}
    bare = [(row, kind) for row in items if row.problem_id not in answered and (kind := what_is_there(case, row))]
    if not bare or len(items) < 2:
        return ()
    missing = [row for row, kind in bare if kind == EMPTY]
    if len(missing) * 3 > len(items) or (
        len(bare) * 3 > len(items) * 2 and not any(kind == ELSEWHERE for _, kind in bare)
    ):
        return ()
    names = "、".join(f"“{short(row.statement or row.title)}”" for row, _ in bare[:3]) + ("等" if len(bare) > 3 else "")
    verdict = UNVERIFIABLE
    if missing and all(_stands_alone(case, items, row) for row in missing):
        verdict = INCONSISTENT
    if verdict == INCONSISTENT:
        text = f"{names}共{len(bare)}个问题只有标题，其下没有任何整改内容，所列问题未逐一作答。"
    elif missing:
        text = f"{names}共{len(bare)}个问题之下没有读到整改措施，可能与相邻问题合并作答或另见他处，无法核实。"
    else:
        text = f"{names}共{len(bare)}个问题在正文中只写明状态或指向附件等处，没有列出整改措施，无法核实。"
    return (
        finding(
            case,
            "problem_without_measure",
            verdict,
            text,
            [row.char_start for row, _ in bare],
            scope=None,
            observed=float(len(bare)),
        ),
    )


def what_is_there(case: Case, row: Problem) -> str | None:
    """What stands under a heading without measures: nothing, a state, a pointer; None: a text that was not read."""
    unit = case.unit(row)
    if unit is None:
        return None
    start, end = row.char_end, unit.char_end
    if len(row.title) > _LONGEST_TITLE or _LABEL.search(case.folded[row.char_start : row.char_end]):
        return None  # the title was read over its answer
    body = case.folded[start:end]
    bare = _FILLER.sub("", _LABEL.sub("", body))
    if not bare:
        return EMPTY
    if len(bare) <= 60 and words("answers", "elsewhere").search(body):
        return ELSEWHERE
    stated = _LABEL.sub("", body).strip(" \n。;:,、的问题”")
    if row.status is not None and (len(bare) <= 16 or is_only_status(stated, 0, len(stated))):
        return STATED
    return None


def _stands_alone(case: Case, items: list[Problem], row: Problem) -> bool:
    """Whether no item behind `row` can answer for both: it is the last of its list, and what follows is a heading of a
    higher kind, not a list that the reader may have taken for one."""
    place, unit = items.index(row), case.unit(row)
    following = items[place + 1] if place + 1 < len(items) else None
    if unit is None:
        return False
    if following is not None and (following.parent_id, case.scope(following)) == (row.parent_id, case.scope(row)):
        return False
    after = next((other for other in case.outline.units if other.char_start >= unit.char_end), None)
    if after is None or after.role == roles.ASPECT:
        return after is None or names_aspect(case.folded[after.title_start : after.title_end])
    return after.role in (
        roles.SECTION,
        roles.NEXT_STEPS,
        roles.OUTCOME,
        roles.CLOSING,
        roles.CONTACTS,
        roles.SIGNATURE,
    )
