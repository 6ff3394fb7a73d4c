"""The reliability diagram of the model card, as a small SVG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from taizhang.classify.train.metrics import Point

_SIDE, _LEFT, _TOP = 280, 56, 24
_COLOURS = ("#1f6f8b", "#c8553d", "#5b8c3a")


def reliability_svg(series: Mapping[str, Sequence[Point]]) -> str:
    """Chance said (across) against share right (up), one line a series; points as large as their rows are many."""
    width, height = _LEFT + _SIDE + 150, _TOP + _SIDE + 52
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'font-family="sans-serif" font-size="12" role="img" aria-label="可靠性图 reliability diagram">',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
    ]
    for step in range(6):
        share = step / 5
        x, y = _at(share, share)
        out += [
            f'<line x1="{x}" y1="{_TOP}" x2="{x}" y2="{_TOP + _SIDE}" stroke="#e3e3e3"/>',
            f'<line x1="{_LEFT}" y1="{y}" x2="{_LEFT + _SIDE}" y2="{y}" stroke="#e3e3e3"/>',
            f'<text x="{x}" y="{_TOP + _SIDE + 16}" text-anchor="middle">{share:.1f}</text>',
            f'<text x="{_LEFT - 8}" y="{y + 4}" text-anchor="end">{share:.1f}</text>',
        ]
    (x0, y0), (x1, y1) = _at(0, 0), _at(1, 1)
    out.append(f'<line x1="{x0}" y1="{y0}" x2="{x1}" y2="{y1}" stroke="#999999" stroke-dasharray="4 4"/>')
    for number, (name, points) in enumerate(series.items()):
        colour = _COLOURS[number % len(_COLOURS)]
        places = [(*_at(point.said, point.true), point.rows) for point in points]
        path = " ".join(f"{x},{y}" for x, y, _ in places)
        out.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="1.5"/>')
        most = max((rows for *_, rows in places), default=1)
        for x, y, rows in places:
            out.append(
                f'<circle cx="{x}" cy="{y}" r="{2 + 5 * (rows / most) ** 0.5:.1f}" fill="{colour}" fill-opacity="0.75"/>'
            )
        legend = _TOP + 14 + 20 * number
        out += [
            f'<circle cx="{_LEFT + _SIDE + 18}" cy="{legend - 4}" r="5" fill="{colour}"/>',
            f'<text x="{_LEFT + _SIDE + 28}" y="{legend}">{escape(name)}</text>',
        ]
    out += [
        f'<text x="{_LEFT + _SIDE / 2}" y="{_TOP + _SIDE + 38}" text-anchor="middle">模型给出的把握 chance said</text>',
        f'<text transform="translate(14 {_TOP + _SIDE / 2}) rotate(-90)" text-anchor="middle">实际正确率 share right</text>',
        "</svg>",
    ]
    return "\n".join(out) + "\n"


def _at(across: float, up: float) -> tuple[float, float]:
    return round(_LEFT + _SIDE * across, 1), round(_TOP + _SIDE * (1 - up), 1)
