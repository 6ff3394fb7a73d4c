"""What a sum of money is: recovered, refunded, loss averted, or other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from taizhang.extract.count_roles import Context, tagged

OTHER_MONEY = "money_other"
_MONEY_BACK = frozenset({"money_recovered", "money_refunded", "loss_recovered"})


def money_role(context: Context, noun: str, *, threshold: bool) -> str:
    """What a sum of money is: recovered, refunded, loss averted, or other.

    The verb that governs the sum decides, not one inside its noun (追缴|罚没款), nor one of a relative clause
    (超进度拨付的310.5万元全额追回).
    """
    if threshold:
        return "money_other"
    pattern, kinds = tagged("money")
    if _MIXED_SUM.search(context.clause):
        return "money_other"
    clause = context.clause.rstrip()
    verbs = clause[: len(clause) - len(noun)] if noun and clause.endswith(noun) else clause
    relative = verbs.rfind("的")
    match = next(_done(pattern, verbs[:relative]), None) if relative > 0 else None
    match = match or _last_done(pattern, verbs) or (_last_done(pattern, clause) if relative < 0 else None)
    role = kinds[match.group()] if match is not None and len(clause) - match.end() <= 30 else None
    if role is not None and (relative < 0 or role != OTHER_MONEY):
        return role
    ahead = _SETTLED_AHEAD.match(context.right) or _SETTLED_NEXT.match(context.right)
    if ahead is not None and "正在" not in ahead.group():
        verb = pattern.search(ahead.group("verb"))
        if verb is not None:
            return kinds[verb.group()]
    goes_on = clause.endswith(("、", "和", "及")) or (context.in_subset and role is None)
    goes_on = goes_on or (role is None and _PART_IN_BRACKET.search(context.left) is not None)
    if context.previous_role in _MONEY_BACK and goes_on and (match is not None or pattern.search(clause) is None):
        return str(context.previous_role)
    return OTHER_MONEY


def _done(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The verbs of money in a text that are not denied (不予|退还, 尚未全部|追回)."""
    return (match for match in pattern.finditer(text) if _DENIED.search(text, 0, match.start()) is None)


def _last_done(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = None
    for found in _done(pattern, text):  # noqa: B007 - the last match is wanted
        pass
    return found


_DENIED = re.compile(
    r"(?:不予|不再|不得|不应|不能|未予|尚未|还未|暂未|未能|未曾|未|没有|没能|无法|拒绝|拒不)"
    r"(?:全部|全额|足额|及时|按时|按期|按规定|按约定|如数|依法|主动|再|予以|能|曾){0,2}\Z"
)
# 退款6350元(报账员2150元: a part of the sum before the bracket, unless it is another measure of it
_PART_IN_BRACKET = re.compile(
    r"元[^()。;\d]{0,4}\((?![^()]*(?:应[收退缴付]|账面|总额|总价|欠|标准|上限|每|共|合计|此前|截至))[^()]*\Z"
)

_MIXED_SUM = re.compile(
    r"(?:追缴|追回|收缴|收回)(?:、|和|及)?(?:清退|退还|退回|退赔)|(?:清退|退还|退回)(?:、|和|及)(?:追缴|追回|收缴|收回)|(?:核销|盘活)、?(?:收回|追回)"
)
# 已全部清退, 退还县医保局, 全部收回统筹; the other parts of a list may stand between
_SETTLED_AHEAD = re.compile(
    r"(?:(?:、|和|及)[^,。;]{1,16}?[\d.]+[万亿]?元){0,4}(?:由[^,。;]{1,10}?人)?[^,。;\d]{0,4}?(?:已|已经|均已|予以|现已)?(?:全部|全额|悉数|如数|按规定|主动|依规|及时|足额)?(?:予以|并)?(?P<verb>追缴|追回|收缴|收回|清退|退还|退赔|退缴|退回|返还|上缴|缴入|核销|拨付|兑付|盘活)"
)


# 应退押金38.41万元,全部退还: what follows the comma settles the whole sum
_SETTLED_NEXT = re.compile(
    r",(?:现|目前)?(?:均|全部|全额|悉数|如数|已全部|均已|已全额|已悉数|已如数)(?:已)?(?:予以)?"
    r"(?P<verb>追缴|追回|收缴|收回|清退|退还|退赔|退缴|退回|返还)(?:到位|完毕|完成)?(?=[,;]|$|至|给|原)"
)
