"""All laws over one notice, in a fixed order: `run_audits` is the door to this room.

Pure: it reads rows, units and text, and never a model. The same rows give the same findings in the same order.
"""

from __future__ import annotations

from taizhang.audit.answers import problem_without_measure
from taizhang.audit.case import build_case
from taizhang.audit.compilation import hold_back
from taizhang.audit.dates import action_before_inspection, dates_in_order
from taizhang.audit.durations import stated_days
from taizhang.audit.groupings import aspects_claimed_vs_enumerated, categories_claimed_vs_enumerated
from taizhang.audit.lists import claim_lists
from taizhang.audit.numbering import numbering_gap
from taizhang.audit.parts import sums
from taizhang.audit.rates import completion_rate
from taizhang.audit.recount import problems_claimed_vs_enumerated
from taizhang.audit.repeats import repeated_claims_agree
from taizhang.audit.splits import status_splits
from taizhang.audit.status import status_sum
from taizhang.outline.unit import Outline
from taizhang.records import Count, Date, Finding, Measure, Notice, Problem
from taizhang.text import Canonical
from taizhang.vocabulary import CHECKS


def run_audits(
    doc: Canonical,
    outline: Outline,
    notice: Notice,
    problems: tuple[Problem, ...],
    measures: tuple[Measure, ...],
    counts: tuple[Count, ...],
    dates: tuple[Date, ...],
) -> tuple[Finding, ...]:
    """Every check that the notice gives cause for, ordered by check and, within one, by place in the text.

    `notice` must carry the dates of inspection, feedback and publication; its other fields are not read.
    """
    case = build_case(doc, outline, notice, problems, measures, counts, dates)
    lists = claim_lists(case)
    splits = status_splits(case, frozenset(part.char_start for entry in lists for part in entry.parts))
    recounted = problems_claimed_vs_enumerated(case, lists)
    found = [
        *recounted,
        *aspects_claimed_vs_enumerated(case, lists, recounted),
        *categories_claimed_vs_enumerated(case, lists, recounted),
        *status_sum(case, lists, splits),
        *completion_rate(case, lists, splits),
        *repeated_claims_agree(case, lists),
        *sums(case, lists),
        *dates_in_order(case),
        *stated_days(case),
        *action_before_inspection(case),
        *numbering_gap(case),
        *problem_without_measure(case),
    ]
    order = {check: place for place, check in enumerate(CHECKS)}
    return tuple(sorted(hold_back(case, found), key=lambda row: order[row.check]))
