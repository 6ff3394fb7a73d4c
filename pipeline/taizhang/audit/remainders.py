"""Parts introduced as done and left: 74处，已整改72处，剩余2处.

A contradiction is called only in the tight form: total, done and rest are three counts of one kind that follow each
other in one sentence, the done part stands right behind 已…, the rest right behind 剩余/其余/余下, neither has a noun of
its own, and no word says that the done part is this year's or that the rest comes on top (另有, 新增). Everything else
that adds up is consistent, and what does not is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from taizhang.audit.case import Case, words
from taizhang.audit.quantities import Tied, adds_up, kind_of, own_noun, plain
from taizhang.audit.verdict import CONSISTENT, INCONSISTENT
from taizhang.audit.witness import unread_quantities
from taizhang.outline import unit as roles
from taizhang.records import Count

_FAR = 600  # code points within which a total may stand before its rest
DONE = re.compile(
    r"(?:目前|现|截至目前|至今|其中|中)?(?:已有?|现已|均已|已经|已全部|全部)?(?:按期|按时|依法|组织|顺利|分别)?"
    r"(?:完成整改|整改到位|整改完成|完成|整改|办结|化解|收回|追回|支付|拨付|审结|拆除|复耕|销号|交流|清退|完工|竣工|建成|"
    r"整治|治理|处置|核销|清收|兑付|验收|清理|核查|修复|更换|改造|归还|上缴|退还|发放|安置|办理|登记|确权|开工|交付|解决|处理|移交|"
    r"调整|轮岗|关停)?(?:了|完成|到位)?"
)
_DONE_BEHIND = re.compile(r"(?:现已|均已|已)(?=[\u4e00-\u9fff])")
_REST = re.compile(r"(?:但|目前|现)?(?:剩余|其余|余下|尚余|尚剩)的?")
_PENDING = re.compile(
    r"(?:现|目前|仍)?(?:在建|正在(?:整改|推进|办理|建设|实施|整治|处置|施工)|尚在(?:整改|办理|建设)|尚?未(?:完成|完工|整改|办结)|"
    r"暂缓(?:整改|拆除)?|待整改)"
)


def remainder(case: Case, counts: Sequence[Count]) -> list[Tied]:
    """T，已 A，剩余 B within one sentence."""
    found: list[Tied] = []
    for index, rest in enumerate(counts):
        before = list(counts[:index])
        if len(before) < 2 or not plain(rest):
            continue
        clause = case.clause_before(rest.char_start)
        strong = words("parts", "remainder").search(clause) is not None
        weak = strong or words("parts", "remainder_weak").search(clause) is not None
        pending = words("parts", "pending").search(clause) is not None
        if not (weak or pending):
            continue
        fit = _fit(case, before, rest)
        if fit is not None:
            found.append((fit[0], fit[1:], CONSISTENT))
            continue
        if len(counts) == index + 1 and _tight(case, before, rest, strong=strong, pending=pending):
            total, done = before[-2], before[-1]
            excess = (done.value or 0) + (rest.value or 0) > (total.value or 0)
            if (strong or excess) and not unread_quantities(case, total.char_start, rest.char_end, total.unit or ""):
                found.append((total, (done, rest), INCONSISTENT))
    return found


def _fit(case: Case, before: Sequence[Count], rest: Count) -> tuple[Count, ...] | None:
    """A total and the parts behind it that add up with the rest; all parts behind it first (29个,竣工21个,待验收4个,在建3个,
    未开工1个: the farthest total, 4 being 3 and 1 by chance), then a single one."""
    for place in range(len(before) - 1):
        total, parts = before[place], [*before[place + 1 :], rest]
        if (
            total.qualifier is None
            and not case.is_part(total)
            and all(map(plain, parts))
            and adds_up(case, total, parts)
        ):
            return total, *parts
    for place in range(len(before) - 2, -1, -1):
        for done in reversed(before[place + 1 :]):
            if (
                before[place].qualifier is None
                and not case.is_part(before[place])
                and plain(done)
                and adds_up(case, before[place], (done, rest))
            ):
                return before[place], done, rest
    return None


def _tight(case: Case, before: Sequence[Count], rest: Count, *, strong: bool, pending: bool) -> bool:
    """Whether the three counts stand in the form that leaves no other reading."""
    if len(before) != 2:
        return False
    total, done = before
    if any(count.qualifier is not None for count in (total, done, rest)):
        return False
    if any(own_noun(count) not in ("", own_noun(total), total.noun) for count in (done, rest)):
        return False
    if len({count.unit for count in (total, done, rest)}) > 1:
        return False
    if (done.value or 0) > (total.value or 0) or (rest.value or 0) > (total.value or 0):
        return False
    done_clause, rest_clause = clause_between(case, total, done), clause_between(case, done, rest)
    told_behind = not done_clause and _DONE_BEHIND.match(case.folded, done.char_end) is not None
    if not told_behind and (not done_clause or DONE.fullmatch(done_clause) is None):
        return False
    if not (strong and _REST.fullmatch(rest_clause)) and not (pending and _PENDING.fullmatch(rest_clause)):
        return False
    begin, end = total.char_end, rest.char_end
    return not words("parts", "loose").search(case.folded[begin : end + 12])


def clause_between(case: Case, before: Count, count: Count) -> str:
    """The words between the last punctuation mark, or the count before, and this count."""
    clause = case.clause_before(count.char_start)
    between = re.sub(r"\s+", "", case.folded[before.char_end : count.char_start])
    return clause if len(clause) <= len(between) else between


def far_remainder(case: Case, spent: set[int]) -> Iterator[tuple[Count, tuple[Count, ...]]]:
    """T … 。… 已 A，其余 B: a rest whose total stands in an earlier sentence of the same measure, answer or paragraph.

    Only a sum that fits is reported: over a distance nothing ties the numbers together for certain.
    """
    for rest in case.counts:
        kind = kind_of(rest)
        if kind is None or rest.char_start in spent or not plain(rest):
            continue
        clause = case.clause_before(rest.char_start)
        if not (words("parts", "remainder").search(clause) or words("parts", "remainder_weak").search(clause)):
            continue
        near = [
            count
            for count in case.counts_between(rest.char_start - _FAR, rest.char_start)
            if kind_of(count) == kind
            and count.qualifier is None
            and not case.is_part(count)
            and _together(case, count, rest)
        ]
        if len(near) < 2:
            continue
        done = near[-1]
        total = next((count for count in reversed(near[:-1]) if adds_up(case, count, (done, rest))), None)
        if total is not None and (total.value or 0) >= 3:
            spent |= {done.char_start, rest.char_start}
            yield total, (done, rest)


def _together(case: Case, one: Count, two: Count) -> bool:
    """Whether two counts stand in one paragraph or in one answer."""
    if case.paragraph(one.char_start) == case.paragraph(two.char_start):
        first, second = case.item(one.char_start), case.item(two.char_start)
        return first == second
    answer = case.outline.enclosing(one.char_start, roles.ANSWER)
    return answer is not None and answer == case.outline.enclosing(two.char_start, roles.ANSWER)
