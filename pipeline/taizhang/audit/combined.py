"""Sums over several lists: 常规巡察反馈2个问题，选人用人专项检查反馈1个问题，两项合计3个问题.

The sum is a number of its own: it is compared with what it sums up, and never with one of the lists. Two special
checks named in one sentence are two lists.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from taizhang.audit.case import Case
from taizhang.audit.lists import ClaimList
from taizhang.audit.witness import unread_quantities
from taizhang.records import Count

_SUM = re.compile(
    r"(?:以上|上述)?(?:(?P<lists>[两二三四五六七八九\d]{1,2})[项类者个份方](?:清单)?)?(?P<word>合计|共计|总计|共)(?:反馈|指出|领办|认领|牵头|交办|移交)?"
)
_UNITS = frozenset({"个", "项", "条"})
_NOT_WHOLE = re.compile(r"其中|另|此外|同时|等|余|约|包括|包含|不含|重复|合并|交叉")
_LARGEST = 8  # lists summed up in one sentence
_DIGIT = re.compile(r"\d")
_NUMBERS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}


def combined_totals(case: Case) -> tuple[ClaimList, ...]:
    """Every sum over lists with what it sums up, in text order; those that do not fit only where nothing excuses it."""
    found = []
    for total in case.by_role.get("problems_claimed", ()):
        form = _SUM.fullmatch(case.clause_before(total.char_start))
        if form is None or total.qualifier is not None or case.is_part(total) or total.value is None:
            continue
        parts = _before(case, total)
        if len(parts) < 2 or len({_name(case, part) for part in parts}) < len(parts):
            continue
        fits = next(
            (
                parts[-size:]
                for size in range(len(parts), 1, -1)
                if sum(part.value or 0 for part in parts[-size:]) == total.value
            ),
            (),
        )
        if fits:
            found.append(ClaimList(total, tuple(fits), "summed"))
        elif _whole(case, total, parts, form):
            found.append(ClaimList(total, tuple(parts), "summed"))
    return tuple(found)


def _before(case: Case, total: Count) -> list[Count]:
    """The claims of the sentence before its sum, each of a whole list; none where there are too many."""
    begin, _ = case.sentence_span(case.sentence(total.char_start))
    begin = max(begin, case.folded.rfind(";", begin, total.char_start) + 1)
    parts = [
        count
        for count in case.counts_between(begin, total.char_start)
        if count.role == "problems_claimed"
        and (count.unit in _UNITS or count.unit == total.unit)  # 分两批交办: no list
        and (count.scope == "leader_share") == (total.scope == "leader_share")
        and not case.is_part(count)
    ]
    sound = all(part.qualifier is None and part.value is not None for part in parts)
    return parts if sound and len(parts) <= _LARGEST else []


def _name(case: Case, part: Count) -> tuple[str | None, str]:
    return part.scope, case.clause_before(part.char_start)


def _whole(case: Case, total: Count, parts: Sequence[Count], form: re.Match[str]) -> bool:
    """Whether the sentence sums up all lists it names and nothing else."""
    said = form["lists"]
    number = None if said is None else _NUMBERS.get(said) or (int(said) if said.isdigit() else 0)
    between = case.folded[parts[0].char_end : total.char_start]
    gaps = [case.folded[one.char_end : two.char_start] for one, two in pairwise([*parts, total])]
    return (
        form["word"] != "共"
        and number in (None, len(parts))
        and {count.unit for count in (total, *parts)} <= _UNITS
        and _NOT_WHOLE.search(between + case.folded[total.char_end : total.char_end + 8]) is None
        and not any(_DIGIT.search(gap) for gap in gaps)
        and not unread_quantities(case, parts[0].char_start - 20, parts[-1].char_end, "个", "项", "条")
    )


def side_sums(case: Case, scope: str | None) -> set[float]:
    """Sums of the lists beside one, as far as one sentence names them: 选人用人1个、意识形态1个 → 2."""
    by_sentence: dict[int, list[float]] = {}
    for count in case.by_role.get("problems_claimed", ()):
        if count.scope not in (scope, "leader_share", None) and count.qualifier is None and count.value is not None:
            by_sentence.setdefault(case.sentence(count.char_start), []).append(count.value)
    return {sum(values) for values in by_sentence.values() if 1 < len(values) <= _LARGEST}
