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
_TEXT_CHARS = 60_000  # what kind of page it is shows long before


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
    parts = {"title": _title_lines(text, page_title), "head": text[: rules["head_chars"]], "text": text}
    points: dict[str, int] = defaultdict(int)
    structure = 0
    for clue in _clues():
        if _occurs(clue, parts[clue.where]):
            points[clue.kind] += clue.points
            structure += clue.points if clue.structural else 0
    if _is_template(text, parts["title"]):
        return PageKind("template", 0.9)
    if is_plan(canonical, page_title):
        return PageKind("other", 0.9)
    notice = points.pop(NOTICE, 0)
    other = max(sorted(points), key=points.__getitem__, default="other")
    rival = points.get(other, 0)
    if structure >= rules["structure_at"] or notice >= max(rules["notice_at"], rival):
        return PageKind(NOTICE, (notice + 1) / (notice + rival + 2))
    return PageKind(other, (rival + 1) / (rival + notice + 2))


def is_plan(canonical: Canonical, page_title: str | None = None) -> bool:
    """Whether the title is that of a plan of rectification, which answers problem by problem with what is to be done."""
    return (
        re.search(load("gate")["plan"]["title"], _title_lines(canonical.folded[:_TEXT_CHARS], page_title)) is not None
    )


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
def _template_patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    template = load("gate")["template"]
    return re.compile(template["named"]), re.compile(template["slot"]), re.compile(template["filled"])


def _title_lines(text: str, page_title: str | None) -> str:
    """The title of the page and the lines before the first sentence."""
    rules = load("gate")
    found = [fold(page_title)] if page_title else []
    for line in text.lstrip()[: rules["title_lines"] * rules["title_chars"]].split("\n")[: rules["title_lines"]]:
        if len(line) > rules["title_chars"] or "。" in line:
            break
        found.append(line.strip())
    return "\n".join(found)


def _occurs(clue: _Clue, text: str) -> bool:
    found = 0
    for pattern in clue.patterns:
        for _ in pattern.finditer(text):
            found += 1
            if found >= clue.times:
                return True
    return False


def _is_template(text: str, title: str) -> bool:
    template = load("gate")["template"]
    named, slot, filled = _template_patterns()
    if named.search(title) or named.search(text[: template["named_chars"]]):
        return True
    slots = len(slot.findall(text))
    return bool(slots >= template["at_least"] and slots >= template["share"] * (slots + len(filled.findall(text))))
