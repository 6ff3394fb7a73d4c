"""The spans of a notice as nested elements: what a reader sees marked in the text, each with its anchor.

Spans mostly lie one in another (a count in a measure in an answer). One that crosses the end of another is divided
there: its first piece keeps the anchor.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

from taizhang.query.terminal import visible
from taizhang.records import Ledger
from taizhang.report.compare.model import place


@dataclass(frozen=True, slots=True)
class Mark:
    """A span and what it is: `p` problem, `m` measure, `c` count, `d` date, `a` evidence of an audit."""

    start: int
    end: int
    kind: str


def marks_of(ledger: Ledger) -> list[Mark]:
    """Every span of the rows of a notice that pages link to."""
    found = [Mark(row.char_start, row.char_end, "p") for row in ledger.problems]
    found += [Mark(row.char_start, row.char_end, "m") for row in ledger.measures]
    found += [Mark(row.char_start, row.char_end, "c") for row in ledger.counts]
    found += [Mark(row.char_start, row.char_end, "d") for row in ledger.dates]
    found += [Mark(piece.char_start, piece.char_end, "a") for row in ledger.audits for piece in row.evidence]
    return found


def marked(text: str, marks: Iterable[Mark]) -> Markup:
    """`text` escaped, with an element per span; all spans of one extent are one element.

    An empty span becomes an empty element, so that its anchor exists too.
    """
    kinds: dict[tuple[int, int], set[str]] = {}
    for mark in marks:
        kinds.setdefault((mark.start, mark.end), set()).add(mark.kind)
    waiting = sorted(kinds, key=lambda span: (span[0], -span[1]), reverse=True)
    pieces: list[str] = []
    ends: list[int] = []
    at = 0

    def upto(position: int) -> None:
        nonlocal at
        while ends and ends[-1] <= position:
            pieces.append(str(escape(visible(text[at : ends[-1]]))) + "</span>")
            at = ends.pop()
        pieces.append(str(escape(visible(text[at:position]))))
        at = position

    rest: dict[tuple[int, int], set[str]] = {}
    while waiting or rest:
        span, continued = _next(waiting, rest)
        start, end = span
        words = rest.pop(span) if continued else kinds[span]
        upto(start)
        if ends and end > ends[-1]:  # it crosses the end of the one around it
            rest.setdefault((ends[-1], end), set()).update(words)
            end = ends[-1]
        anchor = "" if continued else f' id="{place(*span)}"'
        pieces.append(f'<span class="{" ".join(sorted(words))}"{anchor}>')
        ends.append(end)
    upto(len(text))
    while ends:  # spans that end with the text
        pieces.append("</span>")
        ends.pop()
    return Markup("".join(pieces))


def _next(waiting: list[tuple[int, int]], rest: dict[tuple[int, int], set[str]]) -> tuple[tuple[int, int], bool]:
    """The span that begins first, the longer one of two; and whether it is the rest of a divided one."""
    first = min(rest, key=lambda span: (span[0], -span[1])) if rest else None
    if first is not None and (not waiting or (first[0], -first[1]) <= (waiting[-1][0], -waiting[-1][1])):
        return first, True
    return waiting.pop(), False
