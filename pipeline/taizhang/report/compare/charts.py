"""The kinds of chart: bars against a mark, stacked bars, ranges, dots with quartiles, columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log10

from markupsafe import Markup

from taizhang.report.compare.draw import (
    BLUE,
    FAINT,
    GRID,
    INK,
    ORANGE,
    PALE,
    SIZE,
    Drawing,
    fitted,
    ink_on,
    width_of,
)

WIDTH, _LINE, _GAP = 900, 24, 12


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar from 0 to `value`, or from `low` to `value`; `mark` is what it is held against; `said` stands behind it."""

    label: str
    value: float | None
    said: str
    href: str | None = None
    mark: float | None = None
    low: float = 0.0


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a stacked bar."""

    name: str
    value: float
    colour: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Dot:
    """A value of one notice. A vague one is drawn hollow."""

    value: float
    title: str
    href: str
    vague: bool = False


@dataclass(frozen=True, slots=True)
class Strip:
    """Dots on a line, with the quartiles of what they are held against (`box`: first quartile, median, third)."""

    label: str
    dots: tuple[Dot, ...]
    box: tuple[float, float, float] | None = None


def bars(title: str, summary: str, rows: Sequence[Bar], *, own: str = "", mark: str = "", unit: str = "") -> Markup:
    """Horizontal bars. `own` names them, `mark` the orange stroke that some of them are held against."""
    drawing, left = Drawing(WIDTH, title, summary), _label_width([row.label for row in rows])
    right = (
        max((width_of(row.said, 12) for row in rows), default=0.0) + 40
    )  # the longest may stand behind the longest bar
    top = _legend(drawing, [(BLUE, own), (ORANGE, mark)]) if mark else 4
    values = [value for row in rows for value in (row.value or 0, row.mark or 0)]
    scale = _axis(drawing, left, WIDTH - right, top, len(rows) * _LINE, values, unit)
    for at, row in enumerate(rows):
        y = top + at * _LINE
        drawing.text(left - _GAP, y + 16, fitted(row.label, left - _GAP), anchor="end")
        with drawing.link(row.href):
            if row.value is not None:
                start, end = left + row.low * scale, left + row.value * scale
                drawing.rect(start, y + 4, max(end - start, 2 if row.value else 0), _LINE - 8, BLUE, title=row.said)
            if row.mark is not None:
                x = left + row.mark * scale
                drawing.line(x, y + 1, x, y + _LINE - 1, ORANGE, width=3)
            behind = left + max(row.value or 0, row.mark or 0) * scale + 8
            drawing.text(behind, y + 16, row.said, colour=BLUE if row.href else FAINT, size=12)
    return drawing.done()


def stacked(
    title: str, summary: str, rows: Sequence[tuple[str, Sequence[Piece]]], *, unit: str = "", shares: bool = False
) -> Markup:
    """Stacked bars, a piece with its number where it is wide enough. With `shares` all are of one length.

    That is for rows whose lengths must not be compared: other units, other numbers of notices.
    """
    drawing, left = Drawing(WIDTH, title, summary), _label_width([label for label, _ in rows])
    names: dict[str, str] = {}
    for _, pieces in rows:
        names.update({piece.name: piece.colour for piece in pieces})
    top = _legend(drawing, [(colour, name) for name, colour in names.items()])
    totals = [sum(piece.value for piece in pieces) or 1 for _, pieces in rows]
    axis = _axis(
        drawing, left, WIDTH - 40, top, len(rows) * _LINE, [100] if shares else totals, "%" if shares else unit
    )
    for at, (label, pieces) in enumerate(rows):
        y, x = top + at * _LINE, float(left)
        scale = axis * 100 / totals[at] if shares else axis
        drawing.text(left - _GAP, y + 16, fitted(label, left - _GAP), anchor="end")
        for piece in pieces:
            if not piece.value:
                continue
            width = piece.value * scale
            said = f"{piece.value:g}"
            with drawing.link(piece.href):
                drawing.rect(x, y + 3, width, _LINE - 6, piece.colour, title=f"{label}：{piece.name} {said}{unit}")
                if width > width_of(said, 12) + 4:
                    drawing.text(x + width / 2, y + 16, said, anchor="middle", colour=ink_on(piece.colour), size=12)
            x += width
    return drawing.done()


def strips(title: str, summary: str, rows: Sequence[Strip], *, box: str, unit: str = "天") -> Markup:
    """Dots by value; where `box` is given, a pale box from quartile to quartile with the median in it."""
    drawing, left = Drawing(WIDTH, title, summary), _label_width([row.label for row in rows])
    boxed = any(row.box for row in rows)
    top = _legend(drawing, [(BLUE, "一份通报"), *([(PALE, box)] if boxed else [])])
    values = [value for row in rows for value in (*(dot.value for dot in row.dots), *(row.box or ()))]
    height = 36
    scale = _axis(drawing, left, WIDTH - 40, top, len(rows) * height, values, unit)
    for at, row in enumerate(rows):
        y = top + at * height + height / 2
        drawing.text(left - _GAP, y + 5, fitted(row.label, left - _GAP), anchor="end")
        if row.box:
            low, middle, high = (left + value * scale for value in row.box)
            drawing.rect(low, y - 11, max(high - low, 2), 22, PALE, title=f"{box}：{row.box[0]:g}—{row.box[2]:g}{unit}")
            drawing.line(middle, y - 13, middle, y + 13, INK, width=2)
        for dot in row.dots:
            with drawing.link(dot.href):
                drawing.dot(left + dot.value * scale, y, 5, BLUE, hollow=dot.vague, title=dot.title)
    return drawing.done()


def columns(title: str, summary: str, rows: Sequence[Bar]) -> Markup:
    """Upright columns over their labels, the number on top of each."""
    drawing, height = Drawing(WIDTH, title, summary), 150
    most = max((row.value or 0 for row in rows), default=0) or 1
    step = min(110.0, (WIDTH - 20) / max(len(rows), 1))
    for at, row in enumerate(rows):
        tall, x = (row.value or 0) / most * height, 10 + at * step
        with drawing.link(row.href):
            drawing.rect(x + 4, 20 + height - tall, step - 8, tall, BLUE, title=f"{row.label}：{row.said}")
            drawing.text(
                x + step / 2, 14 + height - tall, row.said, anchor="middle", colour=BLUE if row.href else FAINT, size=12
            )
        drawing.text(x + step / 2, 38 + height, fitted(row.label, step), anchor="middle", size=12)
    drawing.line(10, 20 + height, 10 + len(rows) * step, 20 + height, FAINT)
    return drawing.done()


def _label_width(labels: Sequence[str]) -> float:
    return min(max((width_of(label) for label in labels), default=0) + _GAP + 6, WIDTH * 0.34)


def _legend(drawing: Drawing, entries: Sequence[tuple[str, str]]) -> float:
    """A line of colours and names; the height that it takes."""
    x, y = 4.0, 6.0
    for colour, name in entries:
        if x + width_of(name) + 30 > WIDTH:
            x, y = 4.0, y + 20
        drawing.rect(x, y, 14, 12, colour)
        drawing.text(x + 20, y + 11, name, size=12, colour=FAINT)
        x += width_of(name, 12) + 40
    return y + 24


def _axis(
    drawing: Drawing, left: float, right: float, top: float, height: float, values: Sequence[float], unit: str
) -> float:
    """Grid lines with their numbers below; pixels a unit. Whole numbers have no lines between them."""
    most = max(values, default=0.0)
    step = _step(most)
    if all(float(value).is_integer() for value in values):
        step = max(1.0, float(-int(-step // 1)))
    ticks = max(1, -int(-most // step))
    scale = (right - left) / (ticks * step)
    for tick in range(ticks + 1):
        x = left + tick * step * scale
        drawing.line(x, top, x, top + height, GRID)
        said = f"{tick * step:,.10g}"
        drawing.text(
            x, top + height + 16, said + (unit if tick == ticks else ""), anchor="middle", colour=FAINT, size=SIZE - 2
        )
    return scale


def _step(most: float) -> float:
    """A round distance of grid lines: about five of them."""
    if most <= 0:
        return 1.0
    rough = most / 5
    size: float = 10.0 ** floor(log10(rough))
    return next(factor * size for factor in (1, 2, 2.5, 5, 10) if factor * size >= rough * 0.999)
