"""Verdicts in words: how numbers are printed in a sentence, how a finding is made, which verdict is the worst."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from taizhang.audit.case import Case
from taizhang.records import Count, Finding, Reading
from taizhang.vocabulary import VERDICTS

CONSISTENT, INCONSISTENT, UNVERIFIABLE = VERDICTS
_ORDER = {CONSISTENT: 0, UNVERIFIABLE: 1, INCONSISTENT: 2}
SCOPE_NAMES = {
    "main": "",
    "immediate": "立行立改",
    "petitions": "信访件",
    "individual_cases": "个案",
    "special_check": "专项检查",
    "previous_round": "上轮",
    "villages": "村级",
    "leader_share": "领办",
    "system_wide": "全系统",
}


def worst(verdicts: Iterable[str]) -> str | None:
    """The worst of several verdicts: inconsistent before unverifiable before consistent; None of none."""
    return max(verdicts, key=_ORDER.__getitem__, default=None)


def number(value: float) -> str:
    """A number as a sentence prints it: 12, 84.6, 0.05; never 12.0."""
    if float(value).is_integer():
        return str(int(value))
    return f"{value:.4f}".rstrip("0").rstrip(".")


def money(value: float) -> str:
    """An amount of yuan in the unit an official would choose: 11.5万元, 2.41亿元, 3260元."""
    for size, name in ((1e8, "亿元"), (1e4, "万元")):
        if abs(value) >= size and abs(round(value / size, 4) * size - value) < 0.005:
            return number(round(value / size, 4)) + name
    return number(round(value, 2)) + "元"


def amount(count: Count, value: float | None = None) -> str:
    """`value` (by default the count's own) with the unit of the count."""
    shown = count.value if value is None else value
    if shown is None:
        return count.surface
    if count.unit == "元":
        return money(shown)
    return number(shown) + (count.unit or "")


def finding(
    case: Case,
    check: str,
    verdict: str,
    explanation: str,
    positions: Iterable[int],
    *,
    scope: str | None = None,
    claimed: float | None = None,
    observed: float | None = None,
    readings: Sequence[Reading] = (),
) -> Finding:
    """One row of `audits`; `positions` tell the sentences it rests on."""
    return Finding(
        case.notice.notice_id,
        check,
        scope,
        claimed,
        observed,
        tuple(readings),
        verdict,
        explanation,
        case.evidence(*positions),
    )
