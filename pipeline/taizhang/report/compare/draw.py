"""Drawing SVG: shapes with links and titles, text that stays text, every string escaped, every number rounded.

Colours and fonts are attributes, so a chart copied out of its page looks the same. The width of a label is taken from
its characters (a Chinese one is as wide as the font is high); a label too long for its place ends in `…`, and the
table beneath has it in full.
"""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager

from markupsafe import Markup

from taizhang.query.terminal import visible

FONTS = "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC',SimHei,sans-serif"
SIZE = 13
INK, FAINT, GRID = "#1f2933", "#52606d", "#d9dee4"
BLUE, PALE, ORANGE, GREEN, RED, AMBER, GREY = (
    "#2f6690",
    "#9fc0d8",
    "#b45309",
    "#3a7d44",
    "#b3261e",
    "#e0a526",
    "#b8c0c8",
)
_NARROW = 0.56  # of the height of the font, for a letter or digit that is not full width


def ink_on(fill: str) -> str:
    """The colour in which text is read on `fill`."""
    return INK if fill in (PALE, AMBER, GREY) else "#ffffff"


def width_of(text: str, size: float = SIZE) -> float:
    """About how wide `text` is in pixels."""
    wide = sum(unicodedata.east_asian_width(character) in "WFA" for character in text)
    return size * (wide + _NARROW * (len(text) - wide))


def fitted(text: str, width: float, size: float = SIZE) -> str:
    """`text` on one line, cut with `…` where it is wider than `width`."""
    text = _line(text)
    if width_of(text, size) <= width:
        return text
    while text and width_of(text + "…", size) > width:
        text = text[:-1]
    return text + "…"


class Drawing:
    """A chart being drawn, `width` pixels wide. `title` and `summary` are read out by screen readers."""

    def __init__(self, width: float, title: str, summary: str) -> None:
        """The height is that of what is drawn."""
        self.width, self.height = width, 0.0
        self._title, self._summary = title, summary
        self._parts: list[str] = []

    def rect(self, x: float, y: float, width: float, height: float, fill: str, *, title: str = "") -> None:
        """A filled rectangle; `title` shows when it is pointed at."""
        size = f'width="{_n(max(width, 0))}" height="{_n(height)}"'
        self._parts.append(f'<rect x="{_n(x)}" y="{_n(y)}" {size} fill="{_safe(fill)}">{_title(title)}</rect>')
        self._reach(y + height)

    def line(self, x1: float, y1: float, x2: float, y2: float, colour: str = GRID, *, width: float = 1) -> None:
        """A straight line."""
        ends = f'x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}"'
        self._parts.append(f'<line {ends} stroke="{_safe(colour)}" stroke-width="{_n(width)}"/>')
        self._reach(max(y1, y2))

    def dot(self, x: float, y: float, radius: float, colour: str, *, hollow: bool = False, title: str = "") -> None:
        """A dot; a hollow one stands for a value that is not exact."""
        look = f'fill="{"#ffffff" if hollow else _safe(colour)}" stroke="{_safe(colour)}" stroke-width="1.5"'
        self._parts.append(f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}" {look}>{_title(title)}</circle>')
        self._reach(y + radius)

    def text(
        self, x: float, y: float, text: str, *, anchor: str = "start", colour: str = INK, size: float = SIZE
    ) -> None:
        """Text on the base line `y`; `anchor` is `start`, `middle` or `end`."""
        look = f'text-anchor="{_safe(anchor)}" fill="{_safe(colour)}" font-size="{_n(size)}"'
        self._parts.append(f'<text x="{_n(x)}" y="{_n(y)}" {look}>{_safe(_line(text))}</text>')
        self._reach(y + size * 0.3)

    @contextmanager
    def link(self, href: str | None) -> Iterator[None]:
        """What is drawn inside leads to `href`, a page of the folder."""
        if href:
            self._parts.append(f'<a href="{_safe(href)}">')
        yield
        if href:
            self._parts.append("</a>")

    def done(self) -> Markup:
        """The whole chart."""
        width, height, title = _n(self.width), _n(self.height + 6), _safe(_line(self._title))
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{title}" viewBox="0 0 {width} {height}" '
            f'width="{width}" height="{height}" font-family="{_safe(FONTS)}" font-size="{SIZE}">'
            f"<title>{title}</title><desc>{_safe(_line(self._summary))}</desc>"
        )
        return Markup(head + "".join(self._parts) + "</svg>")  # every value in it went through _n or _safe

    def _reach(self, y: float) -> None:
        self.height = max(self.height, y)


def _line(text: str) -> str:
    return " ".join(visible(text).split())


def _n(value: float) -> str:
    """A number with at most two decimals, the same everywhere."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def _safe(text: str) -> str:
    return html.escape(text, quote=True)


def _title(text: str) -> str:
    return f"<title>{_safe(_line(text))}</title>" if text else ""
