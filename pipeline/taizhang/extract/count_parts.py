"""Which counts are parts of one before them, from what 其中 opens and from the sums.

其中 makes every part of its clause `subset`. Where its clause ends the words do not say (其中上缴236万元，调整用途
179万元；拨付…); the numbers do: parts go on as long as they have not yet made the whole.
"""

from __future__ import annotations

from dataclasses import replace

from taizhang.records import Count

_WHOLE_BEFORE = 6  # the whole is one of so many counts before its first part
_LONGEST = 400  # code points from the whole to its last part


def mark_parts(counts: list[Count], folded: str) -> list[Count]:
    """The counts with `subset` on every part of a whole whose parts make exactly its sum."""
    settled = list(counts)
    for index in range(1, len(settled)):
        first = settled[index]
        if first.qualifier != "subset" or settled[index - 1].qualifier == "subset":
            continue
        last = -1
        for back in range(index - 1, max(-1, index - 1 - _WHOLE_BEFORE), -1):
            whole = settled[back]
            if whole.qualifier != "subset" and _alike(whole, first, same_role=back < index - 1):
                last = _last_part(settled, index, whole, folded)
            if last >= index:
                break
        for position in range(index, last + 1):
            if settled[position].qualifier is None and settled[position].role not in ("duration", "frequency"):
                settled[position] = replace(settled[position], qualifier="subset")
    return settled


def _last_part(counts: list[Count], index: int, whole: Count, folded: str) -> int:
    """Position of the last count that belongs to the parts; before `index` when they do not make the whole."""
    first = counts[index]
    opened = folded[whole.char_end : first.char_start]
    listed = "其中:" in opened or "其中," in opened  # opens a list that may hold ;
    total, parts = 0.0, 0
    previous = index
    stride = 0  # counts about the part before (完成196个) that each part carries with it
    for position in range(index, len(counts)):
        count = counts[position]
        between = folded[first.char_end : count.char_start]
        if count.char_end - whole.char_end > _LONGEST or "。" in between:
            break
        if ";" in between and not listed:
            break  # the clause of 其中 is over: 其中处级1名；从基层遴选2名
        if not _alike(first, count, same_role=True):
            continue
        stride = position - previous - 1 if parts == 1 else stride
        previous = position
        parts += 1
        total += count.value or 0.0
        if parts > 1 and abs(total - (whole.value or 0.0)) < 0.005:
            end = position
            while (
                end < position + stride
                and end + 1 < len(counts)
                and "。" not in folded[counts[end].char_end : counts[end + 1].char_start]
            ):
                end += 1
            return end
        if total > (whole.value or 0.0):
            break
    return index - 1


def _alike(one: Count, other: Count, *, same_role: bool) -> bool:
    """Whether two counts may be added: one unit, and one role unless they are sums of money."""
    if one.unit != other.unit or other.role in ("duration", "frequency", "completion_rate"):
        return False
    return not same_role or one.unit == "元" or one.role == other.role
