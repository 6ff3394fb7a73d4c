"""Writes a text and remembers where each thing stands."""

from __future__ import annotations

from support.numerals import chinese, counted
from support.plan import Claim, Clause
from support.style import FULL_DIGITS, PUNCTUATION, Style
from support.truth import TrueClaim

_CHINESE_UNITS = frozenset({"个", "项", "条", "件", "个大", ""})


class Scribe:
    """A text in the making; lengths never change behind its back, so that spans stay true."""

    def __init__(self, style: Style) -> None:
        """Starts empty."""
        self.style = style
        self.parts: list[str] = []
        self.length = 0
        self.claims: list[TrueClaim] = []
        self.fresh = -1  # length right after a paragraph began: nothing stands in it yet

    def put(self, text: str) -> tuple[int, int]:
        """Append `text`; its span."""
        start = self.length
        self.parts.append(text)
        self.length += len(text)
        return start, self.length

    def paragraph(self) -> None:
        """Begin a new paragraph; does nothing where one has just begun."""
        if self.length == self.fresh:
            return
        if self.length:
            self.put((" " if self.style.trailing_space else "") + "\n" + ("\n" if self.style.blank_lines else ""))
        self.put(self.style.indent)
        self.fresh = self.length

    def clause(self, clause: Clause) -> None:
        """Append a clause, its claims in the numerals of the style."""
        for piece in clause:
            if isinstance(piece, str):
                self.put(piece)
            else:
                self._claim(piece)

    def _claim(self, claim: Claim) -> None:
        numeral = claim.printed or f"{claim.value:g}"
        wants = self.style.numerals == "chinese" or (
            self.style.numerals == "mixed" and claim.role in {"aspects_claimed", "categories_claimed"}
        )
        if wants and claim.unit in _CHINESE_UNITS and float(claim.value).is_integer() and claim.value < 1000:
            value = int(claim.value)
            numeral = counted(value) if claim.unit else chinese(value)
        start, end = self.put(numeral + claim.unit)
        self.claims.append(TrueClaim(claim.role, claim.scope, claim.value, start, end, claim.qualifier))

    def text(self) -> str:
        """The canonical text: widths by style, one character for one."""
        text = "".join(self.parts)
        if self.style.half_width:
            text = text.translate(PUNCTUATION)
        if self.style.full_digits:
            text = text.translate(FULL_DIGITS)
        return text
