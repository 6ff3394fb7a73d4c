"""What the model sees of a line: its own words, the words beside it, its shape, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from taizhang.classify.ngrams import squash
from taizhang.outline.frame import is_chrome
from taizhang.outline.headings import heads_plans, names_aspect, names_fault_inside, names_framework, names_issue
from taizhang.outline.labels import ANSWER, DEADLINE, GOAL, ISSUE, RESPONSIBLE, STATUS, TASK, label_at
from taizhang.outline.status import is_only_status

Dense = NDArray[np.float32]

HEAD, TAIL, BESIDE = 48, 16, 10  # characters of a line, of its end, of a neighbour that become n-grams
# Neighbours' characters are moved to planes without characters, so that their n-grams are features of their own.
_ABOVE, _BELOW = 0x60000, 0x90000
_STARTS, _STOPS = "\x02", "\x03"

_SIZES = (6, 12, 20, 30, 45, 80, 160)  # code points: where the classes of length end
_NEAR = (1, 2, 3, 5, 9, 20)  # lines: where the classes of distance from the first and last line end
_ENDINGS = ("。", ";", ":", ",", "”", ")", "、")
_ENUMERATORS = (
    r"[一二三四五六七八九十]{1,3}[、.]",
    r"\([一二三四五六七八九十]{1,3}\)",
    r"\d{1,3}[、.](?!\d)",
    r"\(\d{1,3}\)|[①-⒛]",
    r"(?:第)?[一二三四五六七八九十]{1,2}(?:是|,|、)",
)
_NUMBERED = tuple(re.compile(pattern) for pattern in _ENUMERATORS)
_WORDS = re.compile(r"[\u4e00-\u9fff]")
_DATE = re.compile(r"(?:\d{4}|[〇零一二三四五六七八九]{4})年\d{0,2}")
_AMOUNT = re.compile(r"\d[\d,.]{0,20}(?:余|多)?(?:万|亿)?[元个项件人名次份户家条期亩%]")
_LABELS = (ANSWER, STATUS, ISSUE, TASK, RESPONSIBLE, DEADLINE, GOAL)
_SHAPES = 7  # features of a neighbour


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of one text in order: folded, without the space around them; and which ends of the notice they reach."""

    folded: tuple[str, ...]
    opens: bool = True
    closes: bool = True


def line_texts(lines: Lines) -> list[str]:
    """The n-gram text of every line: the line between its ends, then the near ends of its neighbours."""
    squashed = [squash(line[: 4 * HEAD]) for line in lines.folded]
    ends = [squash(line[-4 * TAIL :]) for line in lines.folded]
    texts = []
    for index, line in enumerate(squashed):
        own = f"{_STARTS}{line[:HEAD]}"
        own += _STOPS if len(line) <= HEAD else f"\n{ends[index][-TAIL:]}{_STOPS}"
        above = ends[index - 1][-BESIDE:] if index else _STARTS
        opening = squashed[index - 1][:BESIDE] if index else ""
        below = squashed[index + 1][:BESIDE] if index + 1 < len(squashed) else _STOPS
        texts.append(f"{own}\n{_moved(opening, _ABOVE)}\n{_moved(above, _ABOVE)}\n{_moved(below, _BELOW)}")
    return texts


def _moved(text: str, by: int) -> str:
    return "".join(chr(ord(char) + by) if ord(char) < 0x20000 else char for char in text)


def line_features(lines: Lines) -> Dense:
    """Shape, formulae and place of every line, and the shape of the lines beside it."""
    own = [_shape(line) for line in lines.folded]
    none = [0.0] * _SHAPES
    beside = [_beside(line) for line in lines.folded]
    last = len(own) - 1
    rows = []
    for index, shape in enumerate(own):
        before = [0.0, *beside[index - 1]] if index else [1.0, *none]
        after = [0.0, *beside[index + 1]] if index < last else [1.0, *none]
        rows.append([*shape, *_place(index, last - index, lines), *before, *after])
    return np.array(rows, np.float32).reshape(len(own), -1) * np.float32(0.5)


def _shape(line: str) -> list[float]:
    size, end = len(line), line[-1:]
    issue = names_issue(line) if size <= 250 else 0
    label = label_at(line, 0, size)
    amounts = sum(1 for _ in _AMOUNT.finditer(line[:400]))
    return [
        *_class(size, _SIZES),
        *(float(end == sign) for sign in _ENDINGS),
        float(end not in _ENDINGS),
        *(float(pattern.match(line) is not None) for pattern in _NUMBERED),
        *(float(issue == value) for value in (-1, 1, 2)),
        *(float(label is not None and label.kind == kind) for kind in _LABELS),
        float(size <= 60 and names_aspect(line)),
        float(size <= 60 and names_framework(line)),
        float(names_fault_inside(line)),
        float(heads_plans(line)),
        float(is_only_status(line, 0, size)),
        float(is_chrome(line)),
        float("“" in line[:30]),
        float("”" in line[-4:]),
        float("“" in line and "”" not in line),
        float("。" in line[:-1]),
        float(_DATE.search(line[:40]) is not None),
        float(amounts == 1),
        float(amounts > 1),
        float(size <= 12 and _WORDS.search(line) is None),
        float(line.startswith("[") or line.endswith("]")),
    ]


def _beside(line: str) -> list[float]:
    size = len(line)
    issue = names_issue(line) if size <= 120 else 0
    return [
        float(size <= 30),
        float(size > 80),
        float(line[-1:] in "。;!?"),
        float(issue > 0),
        float(any(pattern.match(line) for pattern in _NUMBERED)),
        float(is_only_status(line, 0, size)),
        float(":" in line[:14]),
    ]


def _place(above: int, below: int, lines: Lines) -> list[float]:
    """How far from the first and the last line, in classes; unknown where the text is cut."""
    classes = len(_NEAR) + 1
    return [
        *(_class(above + 1, _NEAR) if lines.opens else [0.0] * classes),
        *(_class(below + 1, _NEAR) if lines.closes else [0.0] * classes),
    ]


def _class(value: int, ends: Sequence[int]) -> list[float]:
    place = sum(value > end for end in ends)
    return [float(place == index) for index in range(len(ends) + 1)]
