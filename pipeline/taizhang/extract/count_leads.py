"""What is settled of leads, cases and disputes: no state of a list of problems (移送问题线索14件，办结9件，5件正在核查)."""

from __future__ import annotations

import re
from dataclasses import replace

from taizhang.extract.count_roles import OTHER, names_leads
from taizhang.records import Count

_OF_PROBLEMS_ONLY = re.compile(r"整改|销号|长期坚持|问题(?!线索)")
_BEFORE, _BEHIND = 8, 10  # code points around a number in which these words stand
_MARKS = re.compile(r"[,;。、:()\n]")
_PARAGRAPH = re.compile(r"[。;:!?)”][ ]*\n")  # the other breaks are those of hard-wrapped lines


def _clause(folded: str, count: Count) -> str:
    """The words right before and behind a number, up to the next marks."""
    before = _MARKS.split(folded[max(0, count.char_start - _BEFORE) : count.char_start])[-1]
    return before + _MARKS.split(folded[count.char_start : count.char_end + _BEHIND])[0]


def without_leads(found: list[Count], folded: str) -> list[Count]:
    """The counts in which what is settled of leads, cases and disputes (线索14件，办结9件) is no state of the main list.

    They go by the last number of their paragraph in the same unit that names its things; a problem or task counted in
    between takes the states back, and so does what is said of problems only (整改, 销号).
    """
    leads: Count | None = None
    settled = []
    for original in found:
        count = original
        if count.noun is not None and names_leads(count.noun):
            leads = count if count.role == OTHER or count.role.startswith("status_") else None
            if leads is not None and count.role.startswith("status_"):
                count = replace(count, role=OTHER, scope=None)
        elif count.role.endswith("_claimed") or (count.noun is not None and count.unit == (leads and leads.unit)):
            leads = None
        elif leads is not None and count.role.startswith("status_") and count.scope == "main":
            between = folded[leads.char_end : count.char_start]
            theirs = count.unit == leads.unit and (count.value or 0) <= (leads.value or 0)
            if not theirs or _PARAGRAPH.search(between) is not None or _OF_PROBLEMS_ONLY.search(_clause(folded, count)):
                leads = None
            else:
                count = replace(count, role=OTHER, scope=None)
        settled.append(count)
    return settled
