"""Which part of the notice a position lies in, with a plain fallback where the outline has no unit."""

from __future__ import annotations

import re
from dataclasses import dataclass

from taizhang.outline import unit as roles
from taizhang.outline.unit import Outline
from taizhang.text import Canonical

_FIRST_SECTION = re.compile(r"^[ ]{0,8}(?:[一1][、.]|\(一\))", re.MULTILINE)
_CLOSING = re.compile(
    r"^[ ]{0,8}(?:欢迎|如有(?:意见|异议|任何)|联系(?:方式|电话|人)|监督电话|通[讯信]地址|电话:)", re.MULTILINE
)
_C = "[一二三四五六七八九十]"
_DATE_AT_END = re.compile(
    r"(?:\d{4}[年./-][ ]?\d{1,2}[月./-][ ]?\d{1,2}日?"
    rf"|[一二][〇零oO0一二三四五六七八九]{{3}}年{_C}{{1,3}}月{_C}{{1,3}}日)[ )]{{0,4}}$",
    re.MULTILINE,
)
_FRAME = frozenset({roles.TITLE, roles.NOISE, roles.CONTACTS, roles.CLOSING, roles.SIGNATURE})
_ANSWER_ROLES = frozenset({roles.ANSWER, roles.MEASURE})
_ITEM_ROLES = frozenset({roles.ASPECT, roles.PROBLEM, roles.SUBPROBLEM})


@dataclass(frozen=True, slots=True)
class Zones:
    """Roles by position. Without units: opening before the first 一、, then answers, then closing and signature."""

    outline: Outline
    body_start: int
    body_end: int
    text_end: int
    signature: tuple[int, int] | None

    @classmethod
    def of(cls, doc: Canonical, outline: Outline) -> Zones:
        """The zones of a notice."""
        folded = doc.folded
        if outline.units:
            body = [unit for unit in outline.units if unit.role not in _FRAME]
            start = body[0].char_start if body else len(folded)
            end = max([unit.char_end for unit in body], default=len(folded))
            return cls(outline, start, end, len(folded), None)
        first = _FIRST_SECTION.search(folded)
        start = first.start() if first else len(folded)
        closing = next((m.start() for m in _CLOSING.finditer(folded, start)), len(folded))
        dated = list(_DATE_AT_END.finditer(folded, min(start, closing)))
        signature = None
        if dated and len(folded) - dated[-1].end() < 400:
            line = folded.rfind("\n", 0, dated[-1].start()) + 1
            above = folded.rfind("\n", 0, max(0, line - 1)) + 1
            alone = not folded[line : dated[-1].start()].strip(" (")
            signature = (above if alone and line - above <= 45 else line, dated[-1].end())
        return cls(outline, start, min(closing, signature[0] if signature else closing), len(folded), signature)

    def role(self, position: int) -> str:
        """Role of the part that `position` lies in."""
        if self.outline.units:
            role = self.outline.role_at(position)
            if role is not None:
                return role
            return roles.NOISE if position < self.body_start or position >= self.body_end else roles.ORGANISATION
        if self.signature and self.signature[0] <= position < self.signature[1]:
            return roles.SIGNATURE
        if position < self.body_start:
            return roles.OPENING
        return roles.ANSWER if position < self.body_end else roles.CONTACTS

    def in_answer(self, position: int) -> bool:
        """Whether `position` lies in the answer to a problem: there an action is a measure."""
        if not self.outline.units:
            return self.role(position) == roles.ANSWER
        for index in self.outline.path(position):
            unit = self.outline.units[index]
            if unit.role in _ANSWER_ROLES:
                return True
            if unit.role in _ITEM_ROLES:
                return not unit.char_start <= position < max(unit.title_end, unit.title_start)
        return False

    def in_heading(self, position: int) -> bool:
        """Whether `position` lies in the heading of an aspect, problem or sub-problem."""
        index = self.outline.innermost(position)
        if index is None:
            return False
        unit = self.outline.units[index]
        return unit.role in _ITEM_ROLES and unit.char_start <= position < unit.title_end

    def unit_key(self, position: int) -> int:
        """A number that is the same for two positions of the same smallest unit."""
        index = self.outline.innermost(position)
        return -1 if index is None else index

    def items_follow(self, position: int) -> bool:
        """Whether a problem, an answer or a measure begins behind `position`."""
        return any(
            unit.char_start >= position and unit.role in _ITEM_ROLES | _ANSWER_ROLES
            for unit in reversed(self.outline.units)
        )

    def behind_answers(self, position: int) -> bool:
        """Whether `position` is in the signature or behind the body."""
        return self.role(position) == roles.SIGNATURE or self.after_body(position)

    def after_body(self, position: int) -> bool:
        """Whether `position` lies behind the last unit of the body."""
        return position >= self.body_end
