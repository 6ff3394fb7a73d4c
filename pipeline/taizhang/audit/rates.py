"""Law `completion_rate`: a printed rate is done ÷ total, to the decimals printed.

Rounding and truncation both hold. The alternative numerator (done and basically done) is tried before anything is
flagged, and named. A rate that neither explains is inconsistent only when its numbers stand beside it and its total is
beyond doubt; where another numerator (long-term items) or another total of the notice would explain it, it is
unverifiable. A rate without numbers beside it is unverifiable.
A rate of money (资金整改率) is held against sums of money only, a rate whose basis is printed (按措施计) against nothing, and
one behind another number of finished items than that of the split is never inconsistent.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from taizhang.audit.case import ITEM_UNITS, Case
from taizhang.audit.caveats import basis_printed, of_money, own_total
from taizhang.audit.claims import STATUSES, TOTALS, claims, exact
from taizhang.audit.lists import ClaimList
from taizhang.audit.quantities import kind_of, plain
from taizhang.audit.remainders import DONE, clause_between
from taizhang.audit.splits import Split
from taizhang.audit.status import nearer_whole, owner
from taizhang.audit.verdict import CONSISTENT, INCONSISTENT, SCOPE_NAMES, UNVERIFIABLE, finding, number
from taizhang.audit.witness import unread_quantities
from taizhang.outline.status import status_kinds
from taizhang.records import Count, Finding, Reading

_RATE_NAME = re.compile(r"(?:整改|完成|办结|销号|处置|整治|清理|化解|办理|落实|任务)?(?:完成)?率(?:为|达|达到)?")
_FINISHED = re.compile(r"(?:(?<!未)(?<!基本)(?:完成|销号|办结|整改到位)(?:整改)?(?:问题|了)?)$")
_TIGHT = 6  # code points between a number and its share: 3个,占25%
_MOST = 100  # rates of one notice; more are no notice
_BASIS_BACK = 40  # code points before a rate in which a bracket names what it counts
_NAMED_BASIS = re.compile(
    r"率(?:\((?:包?含|包括|计入|连同)(?P<added>[^(),;。]{2,12}?)(?:的?(?:问题|事项|任务|项))?\)|\([^()]{1,20}\))(?:为|达到?|已达|是)?[ ]?\Z"
)
_DECIMALS = re.compile(r"\d\.(\d{1,6})[ ]?%")


def completion_rate(case: Case, lists: Sequence[ClaimList], splits: Sequence[Split]) -> tuple[Finding, ...]:
    """One row for each rate printed of a list, then those of things done inside the answers, in text order."""
    printed = [(split, rate) for split in splits for rate in split.rates]
    rows = [_row(case, lists, split, rate) for split, rate in printed[:_MOST]]
    rows += _rates_in_answers(case)
    return tuple(row for _, row in sorted(rows, key=lambda entry: entry[0]))


def _rates_in_answers(case: Case) -> list[tuple[int, Finding]]:
    """排查隐患120处，已整改98处，整改率81.7%: total, done and rate follow each other in one sentence of an answer."""
    rows = []
    for place, rate in enumerate(case.counts):
        if rate.unit != "%" or rate.value is None or rate.qualifier or case.item(rate.char_start) is None:
            continue
        clause = case.clause_before(rate.char_start)
        if _RATE_NAME.fullmatch(clause) is None or place < 2 or basis_printed(case, rate):
            continue
        total, done = case.counts[place - 2], case.counts[place - 1]
        sentence = case.sentence(rate.char_start)
        together = all(
            case.sentence(count.char_start) == sentence and count.qualifier is None for count in (total, done)
        )
        if not together or total.unit != done.unit or not total.value or done.value is None or done.value > total.value:
            continue
        between = clause_between(case, total, done)
        if DONE.fullmatch(between) is None or not between or done.char_end + len(clause) + 2 < rate.char_start:
            continue
        rows.append((rate.char_start, _rate_in_answer(case, total, done, rate)))
    return rows


def _rate_in_answer(case: Case, total: Count, done: Count, rate: Count) -> Finding:
    whole, finished, value = total.value or 0, done.value or 0, rate.value or 0
    decimals = _printed_decimals(case.folded[rate.char_start : rate.char_end])
    division = f"{number(finished)}÷{number(whole)}={number(round(100 * finished / whole, 2))}%"
    right = fits(value, decimals, finished, whole)
    observed = value if right else round(100 * finished / whole, max(decimals, 1))
    text = f"所列完成率{rate.surface}，而{division}，" + (
        "两者相符。" if right else "四舍五入或截尾均不得此数，两者不符。"
    )
    return finding(
        case,
        "completion_rate",
        CONSISTENT if right else INCONSISTENT,
        text.replace("而", "", right),
        (total.char_start, done.char_start, rate.char_start),
        claimed=value,
        observed=observed,
    )


def fits(rate: float, decimals: int, done: float, total: float) -> bool:
    """Whether `rate` percent is done ÷ total, rounded or cut off at `decimals`."""
    if total <= 0:
        return False
    scale = 10**decimals
    exactly = done * 100 * scale / total
    printed = round(rate * scale)
    return printed in (math.floor(exactly + 0.5 + 1e-9), math.floor(exactly + 1e-9))


def _row(case: Case, lists: Sequence[ClaimList], split: Split, rate: Count) -> tuple[int, Finding]:
    value = rate.value or 0
    total, sure = owner(case, lists, split) if split.states else (None, False)
    done = split.states.get("status_completed")
    name = f"{SCOPE_NAMES[split.scope]}整改完成率"
    positions = [rate.char_start, *(count.char_start for count in split.counts)]
    if total is not None:
        positions.append(total.char_start)

    def row(verdict: str, text: str, observed: float | None, readings: Sequence[Reading] = ()) -> tuple[int, Finding]:
        return rate.char_start, finding(
            case,
            "completion_rate",
            verdict,
            f"通报称{name}{rate.surface}，{text}。",
            positions,
            scope=split.scope,
            claimed=value,
            observed=observed,
            readings=readings,
        )

    decimals = _printed_decimals(case.folded[rate.char_start : rate.char_end])
    if of_money(case, rate):
        pair = _money_pair(case, rate, decimals)
        if pair is None:
            return row(UNVERIFIABLE, "该比率按金额计算，正文没有可对应的金额，无法核实", None)
        positions += [count.char_start for count in pair]
        return row(CONSISTENT, f"已整改金额与应整改金额之比为{rate.surface}，两者相符", value)
    if total is None or done is None or not total.value or done.value is None:
        return row(UNVERIFIABLE, "正文没有列出计算所需的完成数与总数，无法核实", None)
    whole = total.value
    sure = sure and not nearer_whole(case, total, split)
    if done.value > whole:
        return row(UNVERIFIABLE, f"所列完成数{number(done.value)}大于总数{number(whole)}，不属同一清单，无法核实", None)
    observed = round(100 * done.value / whole, max(decimals, 1))
    division = f"{number(done.value)}÷{number(whole)}={number(round(100 * done.value / whole, 2))}%"
    if basis_printed(case, rate):
        return row(UNVERIFIABLE, f"按已完成数计算为{division}，而通报另写明计算口径，无法核实", observed)
    if rate.qualifier not in (None, "subset"):
        return row(*_bounded(rate, observed, division))
    if fits(value, decimals, done.value, whole):
        return row(CONSISTENT, f"{division}，两者相符", value)
    named = _numerator(case, split, rate)
    if named is not None:
        part, whole_counted = named
        shown = f"{number(part)}÷{number(whole)}={number(round(100 * part / whole, 2))}%"
        if whole_counted and fits(value, decimals, part, whole):
            return row(CONSISTENT, f"按所注口径{shown}，两者相符", value)
        if not whole_counted:
            return row(UNVERIFIABLE, f"按已完成数计算为{division}，而通报另注明口径，无法核实", observed)
    share = _share_of_state(case, split, rate)
    if share is not None:
        part = share.value or 0
        shown = f"{number(part)}÷{number(whole)}={number(round(100 * part / whole, 2))}%"
        if fits(value, decimals, part, whole):
            return row(CONSISTENT, f"{shown}，两者相符", value)
        tight = rate.char_start - share.char_end <= _TIGHT and sure and share in split.states.values()
        if tight and not _otherwise(case, lists, split, value, decimals, whole):
            return row(
                INCONSISTENT,
                f"而{shown}，四舍五入或截尾均不得此数，两者不符",
                round(100 * part / whole, max(decimals, 1)),
            )
        return row(UNVERIFIABLE, f"按紧邻的数字计算为{shown}，口径不明，无法核实", observed)
    nearer = _nearer_done(case, done, rate)
    if nearer is not None:
        positions.append(nearer.char_start)
        part = nearer.value or 0
        if part > whole:
            return row(
                UNVERIFIABLE, f"紧邻的完成数{number(part)}大于总数{number(whole)}，不属同一清单，无法核实", observed
            )
        shown = f"{number(part)}÷{number(whole)}={number(round(100 * part / whole, 2))}%"
        if fits(value, decimals, part, whole):
            return row(CONSISTENT, f"{shown}，两者相符", value)
        if nearer not in split.nested:  # a part of those finished (销号) has no total of its own
            return row(UNVERIFIABLE, f"按紧邻的完成数计算为{shown}，口径不明，无法核实", observed)
    basic = split.states.get("status_basically_completed")
    readings = []
    if basic is not None:
        both = done.value + (basic.value or 0)
        readings.append(Reading("已完成与基本完成合计的比率", round(100 * both / whole, max(decimals, 1))))
        if fits(value, decimals, both, whole):
            text = f"已完成与基本完成合计{number(both)}÷{number(whole)}={number(round(100 * both / whole, 2))}%，按此口径两者相符"
            return row(CONSISTENT, text, value, readings)
    spans = {case.sentence_span(case.sentence(position)) for position in positions}
    missed = any(unread_quantities(case, *span, "个", "项", "条", "件", "类") for span in spans)
    apart = own_total(case, rate, [whole, done.value, done.value + (basic.value or 0) if basic else None])
    if not sure or missed or apart or _otherwise(case, lists, split, value, decimals, whole):
        return row(UNVERIFIABLE, f"按已完成数计算为{division}，口径不明，无法核实", observed, readings)
    also = f"，计入基本完成为{number(readings[0].value or 0)}%" if readings else ""
    return row(
        INCONSISTENT, f"而按已完成数计算为{division}{also}，四舍五入或截尾均不得此数，两者不符", observed, readings
    )


def _money_pair(case: Case, rate: Count, decimals: int) -> tuple[Count, Count] | None:
    """Two neighbouring sums of money before a rate of money, in its sentence, of which it is the quotient."""
    start, _ = case.sentence_span(case.sentence(rate.char_start))
    sums = [count for count in case.counts_between(start, rate.char_start) if kind_of(count) == "money"]
    for one, two in reversed(list(pairwise(sums))):
        total, done = (one, two) if (one.value or 0) >= (two.value or 0) else (two, one)
        if (
            total.qualifier is None
            and plain(done)
            and fits(rate.value or 0, decimals, done.value or 0, total.value or 0)
        ):
            return total, done
    return None


def _numerator(case: Case, split: Split, rate: Count) -> tuple[float, bool] | None:
    """What a bracket behind the name of a rate counts as finished (完成率（含阶段性完成）), and whether all of it was read.

    None without such a bracket. One that leaves something out (不含长期坚持) names another total.
    """
    found = _NAMED_BASIS.search(case.folded, max(0, rate.char_start - _BASIS_BACK), rate.char_start)
    if found is None:
        return None
    added = found["added"]
    roles = {f"status_{kind}" for phrase, kind in status_kinds().items() if added is not None and phrase == added}
    counted = [split.states[role] for role in roles if role in split.states]
    if added is None or not counted:
        return 0.0, False
    return sum(count.value or 0 for count in [split.states["status_completed"], *counted]), True


def _share_of_state(case: Case, split: Split, rate: Count) -> Count | None:
    """What a rate behind 占 speaks of, where it is not the finished items: 申请延期1个,占8.33%; 1个因故暂未完成,占16.67%."""
    if not case.clause_before(rate.char_start).startswith("占"):
        return None
    start, _ = case.sentence_span(case.sentence(rate.char_start))
    counted = [
        count for count in case.counts_between(start, rate.char_start) if count.unit in ITEM_UNITS and plain(count)
    ]
    before = [*counted, *(state for state in split.states.values() if state.char_end <= rate.char_start)]
    last = max(before, key=lambda count: count.char_end, default=None)
    return None if last is None or last.role == "status_completed" else last


def _nearer_done(case: Case, done: Count, rate: Count) -> Count | None:
    """Another number of finished items between the one of the split and the rate: it is nearer, the rate may be its own."""
    if case.sentence(done.char_start) != case.sentence(rate.char_start):
        return None
    for count in reversed(case.counts_between(done.char_end, rate.char_start)):
        other = (
            count.role in STATUSES and count.role != "status_completed"
        )  # 阶段性完成2个 is no number of finished items
        named = not other and (
            count.role == "status_completed" or _FINISHED.search(case.clause_before(count.char_start)) is not None
        )
        if named and count.unit == done.unit and plain(count) and count.value is not None:
            return count
    return None


def _printed_decimals(folded: str) -> int:
    match = _DECIMALS.search("".join(folded.split()))
    return len(match.group(1)) if match else 0


def _bounded(rate: Count, observed: float, division: str) -> tuple[str, str, float]:
    """A rate with a bound (90%以上, 近90%): only a bound that holds is confirmed, nothing is refuted."""
    value = rate.value or 0
    holds = {"at_least": observed >= value, "at_most": observed <= value, "approx": abs(observed - value) <= 3}
    if holds.get(rate.qualifier or "", False):
        return CONSISTENT, f"{division}，与之相符", observed
    return UNVERIFIABLE, f"按已完成数计算为{division}，所称为概数，无法核实", observed


def _otherwise(case: Case, lists: Sequence[ClaimList], split: Split, value: float, decimals: int, whole: float) -> bool:
    """Whether another numerator or another total that the notice prints explains the rate."""
    states = {role: count.value or 0 for role, count in split.states.items()}
    numerators = set(_sums(states))
    if any(fits(value, decimals, top, whole) for top in numerators):
        return True
    totals = {claim.value or 0 for role in TOTALS for claim in claims(case, lists, role, split.scope)} | {split.sum}
    totals |= {count.value or 0 for count in case.counts if count.role in TOTALS and exact(count)}
    return any(fits(value, decimals, top, total) for top in numerators for total in totals if total)


def _sums(states: dict[str, float]) -> Iterable[float]:
    """Sums of the finished items with those that may pass for finished: basically completed, long-term."""
    done = states.get("status_completed", 0)
    basic, lasting = states.get("status_basically_completed", 0), states.get("status_long_term", 0)
    return done, done + basic, done + lasting, done + basic + lasting
