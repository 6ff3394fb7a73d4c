"""Is this page a rectification notice? By the words of `lexicon/gate.toml` alone, for now.

Conservative in one direction: a page with problems and answers to them is a notice, whatever else it looks like. The
opposite error costs a row in `documents` with its reason; a notice refused would be lost to every table.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from taizhang.lexicon import load
from taizhang.text import Canonical, fold

NOTICE = "rectification_notice"
_TEXT_CHARS = 60_000


@dataclass(frozen=True, slots=True)
class PageKind:
    """The kind of a page, one of `records.PAGE_KINDS`, and how sure that is, 0-1."""

    kind: str
    score: float

    @property
    def is_notice(self) -> bool:
        """Whether it goes on to be read."""
        return self.kind == NOTICE


@dataclass(frozen=True, slots=True)
class _Clue:
    kind: str
    where: str
    points: int
    times: int
    structural: bool
    patterns: tuple[re.Pattern[str], ...]


def page_kind(canonical: Canonical, page_title: str | None = None) -> PageKind:
    """The kind of the page whose text this is; long texts are judged by their first 60,000 characters."""
    rules = load("gate")
    text = canonical.folded[:_TEXT_CHARS]
    parts = {
        "title": f"{fold(page_title or '')}\n{text.lstrip()[: rules['title_chars']]}",
        "head": text[: rules["head_chars"]],
        "text": text,
    }
    points: dict[str, int] = defaultdict(int)
    structural = False
    for clue in _clues():
        if _occurs(clue, parts[clue.where]):
            points[clue.kind] += clue.points
            structural |= clue.structural
    if _is_template(text):
        return PageKind("template", 0.9)
    notice = points.pop(NOTICE, 0)
    other = max(sorted(points), key=points.__getitem__, default="other")
    if structural and notice >= rules["notice_at"]:
        return PageKind(NOTICE, notice / (notice + points.get(other, 0) / 2 + 1))
    return PageKind(other, (points[other] / (points[other] + notice + 1)) if points else 0.5)


@cache
def _clues() -> tuple[_Clue, ...]:
    return tuple(
        _Clue(
            item["kind"],
            item["where"],
            item["points"],
            item.get("times", 1),
            item.get("structural", False),
            tuple(map(re.compile, item["any"])),
        )
        for item in load("gate")["clues"]
    )


@cache
def _slots() -> tuple[re.Pattern[str], re.Pattern[str]]:
    template = load("gate")["template"]
    return re.compile(template["slot"]), re.compile(template["filled"])


def _occurs(clue: _Clue, text: str) -> bool:
    found = 0
    for pattern in clue.patterns:
        for _ in pattern.finditer(text):
            found += 1
            if found >= clue.times:
                return True
    return False


def _is_template(text: str) -> bool:
    template = load("gate")["template"]
    slot, filled = _slots()
    slots = len(slot.findall(text))
    return bool(slots >= template["at_least"] and slots >= template["share"] * (slots + len(filled.findall(text))))
