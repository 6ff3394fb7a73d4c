"""Lines of annotated notices with their roles: most follow from the annotation, the others were read by a person.

A line that opens with an annotated heading, answer or contact has its role from it; so have title, signature and the
lines inside an answer. What annotations do not tell (opening, organisation, plans, chrome, states on a line of their
own) stands in `lines.tsv` beside them: notice, number of the line, role.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from taizhang.classify.train.line_corpus import LineNotice
from taizhang.errors import UsageError
from taizhang.flow import SENTENCE_END, lines_of
from taizhang.text import canonicalise, fold, squeeze

READ = "lines.tsv"
_LONGEST_ENUMERATOR = 16  # code points before a heading: enumerator, label, opening quote
_LONGEST_NAME = 14  # code points before a contact: 联系电话:
_LONGEST_CONTACT = 80  # a longer line is a paragraph that ends in contacts
_DATE = re.compile(r"[\d〇零一二三四五六七八九十 ]{4,10}年.{1,9}日?")
_MOST_TITLE_LINES = 4


class _Event(NamedTuple):
    start: int
    end: int
    role: str


def gold_notices(folder: Path) -> dict[str, list[LineNotice]]:
    """The annotated notices in `folder` by split, every line with its role.

    Raises `UsageError` when a line has a role neither from the annotation nor from `lines.tsv`; without that file the
    folder gives no lines.
    """
    path = folder / READ
    found: dict[str, list[LineNotice]] = {}
    if not path.is_file():
        return found
    read: dict[str, dict[int, str]] = {}
    for line in path.read_text("utf-8").splitlines():
        name, number, role = line.split("\t")
        read.setdefault(name, {})[int(number)] = role
    for source in sorted(folder.glob("*.json")):
        notice = json.loads(source.read_text("utf-8"))
        text = (folder.parent / notice["text"]).read_text("utf-8")
        texts, roles = annotated_lines(notice, text, read.get(source.stem, {}))
        open_lines = [number for number, role in enumerate(roles, start=1) if role is None]
        if open_lines:
            raise UsageError(
                f"第 {open_lines} 行没有角色（lines without role）", subject=source.stem, remedy=f"请补入 {path}"
            )
        known = tuple(role for role in roles if role is not None)
        found.setdefault(notice["split"], []).append(LineNotice("gold", notice["agency_key"], "whole", texts, known))
    return found


def annotated_lines(
    notice: Mapping[str, Any], text: str, read: Mapping[int, str]
) -> tuple[tuple[str, ...], list[str | None]]:
    """The lines of a notice that are not blank, and their roles; `read` gives those that the annotation leaves open."""
    canonical = canonicalise(text)
    spans = lines_of(canonical.folded)
    texts = tuple(canonical.text[start:end] for start, end in spans)
    roles = _from_annotation(notice, canonical.folded, spans)
    _frame(notice, texts, spans, roles)
    return texts, [read.get(number, role) for number, role in enumerate(roles, start=1)]


def _events(notice: Mapping[str, Any]) -> tuple[list[_Event], list[_Event]]:
    """Headings (of an aspect that is also a problem the aspect) and measures, in the order of the text."""
    heads: dict[tuple[int, int], str] = {}
    for row in notice["problems"]:
        span = row["char_start"], row["char_end"]
        if span not in heads or row["level"] == "aspect":
            heads[span] = row["level"]
    measures = [_Event(row["char_start"], row["char_end"], "answer") for row in notice["measures"]]
    return sorted(_Event(*span, level) for span, level in heads.items()), sorted(measures)


def _from_annotation(notice: Mapping[str, Any], folded: str, spans: Sequence[tuple[int, int]]) -> list[str | None]:
    heads, measures = _events(notice)
    contacts = [row["char_start"] for row in notice["contacts"]]
    roles: list[str | None] = []
    for index, (start, end) in enumerate(spans):
        inside = next((event for event in (*measures, *heads) if event.start < start < event.end), None)
        opened = min((event for event in (*heads, *measures) if start <= event.start < end), default=None)
        if inside is not None:
            broken = folded[spans[index - 1][1] - 1] not in SENTENCE_END
            roles.append("continuation" if inside.role != "answer" or broken else "answer")
        elif opened is not None and (opened.role == "answer" or opened.start - start <= _LONGEST_ENUMERATOR):
            roles.append(opened.role)
        elif end - start < _LONGEST_CONTACT and any(start <= at < start + _LONGEST_NAME for at in contacts):
            roles.append("contacts")
        else:
            roles.append(None)
    return roles


def _frame(
    notice: Mapping[str, Any], texts: Sequence[str], spans: Sequence[tuple[int, int]], roles: list[str | None]
) -> None:
    """Title and signature, by the annotated title and agency."""
    title, agency = notice["notice"].get("title"), notice["notice"].get("agency_raw")
    last = max((row["char_end"] for row in (*notice["problems"], *notice["measures"])), default=0)
    for first in range(len(texts)):
        for stop in range(first + 1, min(first + _MOST_TITLE_LINES, len(texts)) + 1):
            if title and roles[first] is None and "".join(map(squeeze, texts[first:stop])) == title:
                roles[first:stop] = ["title"] * (stop - first)
    for index, (start, _) in enumerate(spans):
        signs = agency is not None and squeeze(texts[index]) == squeeze(agency)
        if roles[index] is None and start >= last and (signs or _DATE.fullmatch(fold(texts[index]))):
            roles[index] = "signature"


def by_agency(notices: Iterable[LineNotice]) -> tuple[LineNotice, ...]:
    """The notices in the order of their agencies."""
    return tuple(sorted(notices, key=lambda notice: notice.agency))
