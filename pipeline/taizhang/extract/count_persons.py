"""What was done to the persons that a number counts."""

from __future__ import annotations

import re

from taizhang.extract.count_roles import OTHER, Context, last_match, tagged

_NEAR_RIGHT = re.compile(r"[^,。;]{0,24}")
_INTERRUPTED = re.compile(r"\d|[、]")
_DIGIT = re.compile(r"\d")
_COUNT_BEFORE = re.compile(r"\d[名人次件]+$|\d[名人次件]+[、和]?$")


def person_role(context: Context) -> str:
    """What was done to the persons counted."""
    pattern, kinds = tagged("persons")
    if _SAME_PERSON.match(context.right):
        return OTHER  # (1人同时受到两种处理)
    left = last_match(pattern, context.clause)
    if left is not None and _NO_SANCTION.search(context.clause, left.start()):
        return OTHER  # 调整岗位人员4名: the posts were changed, nobody punished
    if left is not None and left.group() == "降级" and not _SANCTIONS.search(context.clause + context.right[:6]):
        return OTHER  # 实行等级管理,降级4人
    settled = _SETTLED_PERSONS.match(context.right) if left is None else None
    if settled is not None:
        verb = pattern.match(context.right, settled.end())
        if verb is not None:
            return kinds[verb.group()]  # 涂改履历2人,均已作出组织处理
    right = pattern.search(_NEAR_RIGHT.match(context.right).group())  # type: ignore[union-attr]
    if right is not None and (
        left is None
        or len(context.clause) - left.end() > 12
        or context.clause[: left.start()].endswith("对")
        or context.clause.endswith("对")
    ):
        gap = context.right[: right.start()]
        if gap.startswith(("和", "、", "及", "与")) or not _INTERRUPTED.search(gap):
            return kinds[right.group()]
    if left is not None and len(context.clause) - left.end() <= 22 and not _DIGIT.search(context.clause[left.end() :]):
        return kinds[left.group()]
    if left is not None and _COUNT_BEFORE.search(context.clause.rstrip()):
        return kinds[left.group()]  # 共处理17名23人次, 立案2件2人
    if context.in_subset and context.previous_role in kinds.values():
        return str(context.previous_role)
    return OTHER


_SAME_PERSON = re.compile(r"(?:同时|既)(?:受|被|给予|有|获)")
_NO_SANCTION = re.compile(r"调整(?:充实)?岗位(?:工作)?人员$")
_SANCTIONS = re.compile(r"处分|给予|政务|行政|党纪")
_SETTLED_PERSONS = re.compile(
    r",(?:现)?(?:均|全部|已|都)(?:已)?(?:全部)?(?:依规|依纪)?(?:作出|给予|予以|进行|受到)?(?:了)?"
)
