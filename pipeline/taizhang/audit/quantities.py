"""Quantities that can be added: counts of one kind in one sentence, with how they are introduced.

Two counts are of one kind when they are both money, both measures taken against persons, or have the same counter.
Bounds and approximations (余, 以上, 约) are quantities of no exact sum and stop every accusation around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from taizhang.audit.case import Case
from taizhang.audit.claims import LISTED, STATUSES
from taizhang.records import Count

_EXCLUDED = frozenset(
    {*LISTED, *STATUSES, "measures_claimed", "suggestions_claimed", "completion_rate", "frequency", "duration"}
)
_RATIOS = frozenset({"%", "％", "个百分点", "百分点", "倍", "岁", "分", "元/月", "毫克/升"})
_MONEY = ("money_recovered", "money_refunded", "loss_recovered", "money_other")
_DECIMALS = re.compile(r"\.(\d{1,8})")
_SCALE = {"万": 1e4, "亿": 1e8, "千": 1e3, "百": 1e2}
_CASES = frozenset({"件", "起", "宗", "案"})
_LONGEST = 40
PERSON_ROLES = (
    "persons_disciplined",
    "persons_organisational",
    "persons_admonished",
    "persons_reminded",
    "persons_criticised",
    "persons_self_criticism",
    "persons_interviewed",
    "persons_transferred",
    "persons_accountable",
)


Tied = tuple[Count, tuple[Count, ...], str]  # a total, its parts, the verdict on them


@dataclass(frozen=True, slots=True)
class Run:
    """The counts of one kind in one sentence, in text order."""

    kind: str
    sentence: int
    counts: tuple[Count, ...]


def kind_of(count: Count) -> str | None:
    """`money`, `persons`, or the counter; None for what is never added."""
    if count.value is None or count.role in _EXCLUDED or count.unit in _RATIOS:
        return None
    if count.role in _MONEY or count.unit == "元":
        return "money"
    if count.role in PERSON_ROLES:
        return "persons"
    return "名" if count.unit in ("人", "名", "位") else count.unit


def runs(case: Case) -> Iterator[Run]:
    """Counts of one kind by sentence and measure, two at least; a sentence with very many of them is a table, not a sum."""
    found: dict[tuple[int, str, int | None], list[Count]] = {}
    previous: Count | None = None
    for count in case.counts:
        kind = kind_of(count)
        if (
            previous is not None
            and count.unit == "人次"
            and kind_of(previous) == "persons"
            and count.char_start - previous.char_end <= 1
        ):
            kind = "persons"  # 17名23人次, 16名(19人次)
        if previous is not None and previous.unit in _CASES and count.char_start == previous.char_end and kind == "名":
            kind = "persons"  # 查处违规用车5起7人,其中党内警告1人…
        if kind is not None:
            sentence, measure = case.sentence(count.char_start), case.measure(count.char_start)
            treated = found.get((sentence, "persons", measure))
            if treated and kind in ("名", "人次") and count.unit == treated[0].unit:
                treated.append(count)  # 谈话40人次,其中书记12人次,其他成员28人次: the verb speaks for those behind it
            found.setdefault((sentence, kind, measure), []).append(count)
        previous = count
    for (sentence, kind, _), counts in found.items():
        if 1 < len(counts) <= _LONGEST:
            yield Run(kind, sentence, tuple(counts))


def check_of(kind: str) -> str:
    """The check that sums of this kind belong to."""
    return {"money": "money_sum", "persons": "persons_sum"}.get(kind, "parts_sum")


def own_noun(count: Count) -> str:
    """The noun printed behind the counter (7个项目 → 项目); what stands before a number may be a verb and is not taken."""
    unit = count.unit or ""
    at = count.surface.find(unit) if unit else -1
    return count.surface[at + len(unit) :].strip() if at >= 0 else ""


def plain(count: Count) -> bool:
    """Whether the number is exact as printed (其中 allowed)."""
    return count.qualifier in (None, "subset")


def grain(count: Count, folded: str) -> float:
    """The size of the last printed digit, in the unit of `value`: 0.01万元 → 100."""
    surface = "".join(folded[count.char_start : count.char_end].split())  # 9.16 | 万元 over the end of a line
    decimals = _DECIMALS.search(surface)
    scale = next(
        (size for mark, size in _SCALE.items() if re.search(rf"[\d.一二三四五六七八九十两]{mark}", surface)), 1.0
    )
    digits = len(decimals.group(1)) if decimals else 0
    return float(scale / 10**digits)


def adds_up(case: Case, total: Count, parts: Sequence[Count]) -> bool:
    """Whether the parts sum to the total, allowing for numbers rounded to different digits."""
    gap = abs(sum(part.value or 0 for part in parts) - (total.value or 0))
    if gap < 1e-6 * max(1.0, abs(total.value or 0)):
        return True
    grains = [grain(count, case.folded) for count in (total, *parts)]
    if max(grains) <= 1 and all(float(count.value or 0).is_integer() for count in (total, *parts)):
        return False
    if len(set(grains)) == 1:
        return False  # printed to the same digit, a sum must be exact
    return gap <= max(grains) / 2 + 1e-6
