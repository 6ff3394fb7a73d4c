"""A web page to canonical text: the document without the shell of the site, its title, its day of publication.

The document is the deepest element that holds nearly all prose of the page, widened to its surroundings as long as
these are no navigation and no footer: title lines, the header box and the signature often stand beside the prose.
Title and date come from the metadata and the header first; a date that nothing labels is never taken.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from itertools import pairwise

from selectolax.lexbor import LexborHTMLParser

from taizhang.errors import DocumentError
from taizhang.ingest.content import Content, TextBuilder
from taizhang.ingest.footer import is_footer
from taizhang.ingest.grid import add_paragraph
from taizhang.ingest.html_lines import Line, Lines, lines_of, parse
from taizhang.ingest.page_dates import parse_page_date
from taizhang.lexicon import load
from taizhang.text import fold, squeeze

_PROSE_SHARE = 0.85  # of all commas of the page: sidebars and comments have a few
_LINK_SHARE = 0.4  # above, lines beside the document are navigation
_BESIDE_LINES = 25  # a header box and a signature have fewer lines
_DATE_LINE = re.compile(r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}")


def read_html(text: str, *, name: str) -> Content:
    """The document of the page `text`. Raises `DocumentError` when the page shows no text or is not a page."""
    try:
        tree = parse(text, name)
    except (ValueError, UnicodeEncodeError) as error:
        raise DocumentError(
            "malformed", f"网页无法解析（can not be parsed）：{error}", subject=name, remedy="请从来源重新保存"
        ) from error
    shown = lines_of(tree, text, name)
    if not _has_prose(shown):
        hidden = lines_of(tree, text, name, hidden=True)  # some pages show the document by script only
        shown = hidden if _has_prose(hidden) else shown
    if not shown.lines:
        raise DocumentError(
            "empty",
            "网页没有正文（page without text）",
            subject=name,
            remedy="页面可能靠脚本加载；请用浏览器另存为完整网页，或复制为纯文本",
        )
    start, end = _extent(shown)
    title = _title(tree, shown.lines[:end])
    kept = [line for line in shown.lines[start:end] if not _is_chrome(line)]
    if title is not None and not _opens_with([line.text for line in kept], title):
        above = next((line for line in shown.lines[:start] if squeeze(line.text) == squeeze(title)), None)
        kept = kept if above is None else [above, *kept]
    builder = TextBuilder()
    for line in kept:
        add_paragraph(list(line.pieces), builder)
    canonical, origin = builder.build()
    return Content(canonical, origin, title, _published(tree, shown.lines[:end], title))


def _has_prose(found: Lines) -> bool:
    return bool(found.elements) and found.elements[0].commas >= 3


def _extent(found: Lines) -> tuple[int, int]:
    """First and end line of the document."""
    if not _has_prose(found):
        return 0, len(found.lines)
    needed = found.elements[0].commas * _PROSE_SHARE
    # children come after their parents, so the last element with enough commas is the deepest
    index = max(i for i, element in enumerate(found.elements) if element.commas >= needed)
    start, end = found.elements[index].first_line, found.elements[index].end_line
    parent = found.elements[index].parent
    while parent is not None:
        outer = found.elements[parent]
        if not _belongs([*found.lines[outer.first_line : start], *found.lines[end : outer.end_line]]):
            return _with_heading(found, parent, start), end
        start, end, parent = outer.first_line, outer.end_line, outer.parent
    return start, end


def _with_heading(found: Lines, parent: int, start: int) -> int:
    """The start moved up over the blocks right before the document that belong to it, such as title and header box."""
    for element in reversed(found.elements):
        if element.parent == parent and element.end_line == start and element.first_line < start:
            if any(mark in element.marks for mark in load("html")["chrome_marks"]):
                break
            if not _belongs(found.lines[element.first_line : start]):
                break
            start = element.first_line
    return start


def _belongs(beside: list[Line]) -> bool:
    """Whether lines beside the prose are part of the document rather than navigation or footer."""
    rest = [line for line in beside if not _is_chrome(line)]
    if len(rest) > _BESIDE_LINES or any(is_footer(fold(line.text)) for line in beside):
        return False
    characters = sum(len(line.text) for line in rest)
    return sum(line.link_chars for line in rest) <= _LINK_SHARE * characters


_MASTHEAD = re.compile(
    r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?\s{0,3}[,(]?\s{0,3}星期[一二三四五六日天]\)?"
)


@cache
def _chrome() -> re.Pattern[str]:
    return re.compile("|".join(load("html")["chrome_lines"]))


def _is_chrome(line: Line) -> bool:
    if len(line.text) > 200:
        return False
    folded = fold(line.text)
    return is_footer(folded.strip()) or bool(_chrome().fullmatch(squeeze(folded)))


def _title(tree: LexborHTMLParser, before: list[Line]) -> str | None:
    metas = _metas(tree)
    headings = [squeeze(node.text(deep=True)) for node in tree.css("h1")]
    window = tree.css_first("title")
    candidates = [metas.get(name) for name in load("html")["title_meta"][:1]]
    candidates += [heading for heading in headings if len(heading) >= 6][:1]
    candidates += [metas.get(name) for name in load("html")["title_meta"][1:]]
    candidates.append(_without_site(window.text(deep=True)) if window is not None else None)
    chosen = next((squeeze(item) for item in candidates if item and squeeze(item)), None)
    if chosen is None or any(word in chosen for word in load("html")["title_words"]):
        return chosen
    # metadata that only name the site: a line of the page that reads like the title is better
    lines = (squeeze(line.text) for line in before[:60] if line.link_chars == 0)
    endings = tuple(load("html")["title_endings"])
    return next((line for line in lines if 8 <= len(line) <= 80 and line.endswith(endings)), chosen)


def _without_site(title: str) -> str:
    words = load("html")["title_words"]
    for separator in load("html")["title_separators"]:
        parts = [part.strip() for part in title.split(separator) if part.strip()]
        if len(parts) > 1:
            return next((part for part in parts if any(word in part for word in words)), parts[0])
    return title


def _opens_with(lines: list[str], title: str) -> bool:
    return squeeze(title) in squeeze("".join(lines[:12]))


def _metas(tree: LexborHTMLParser) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in tree.css("meta"):
        name = (node.attributes.get("name") or node.attributes.get("property") or "").strip().lower()
        content = (node.attributes.get("content") or "").strip()
        if name and content:
            found.setdefault(name, content)
    return found


def _published(tree: LexborHTMLParser, lines: list[Line], title: str | None) -> dt.date | None:
    metas = _metas(tree)
    for name in load("html")["date_meta"]:
        date = parse_page_date(metas.get(name, ""))
        if date is not None:
            return date
    plain = [fold(line.text) for line in lines if line.link_chars * 2 <= len(line.text)]
    for label in load("html")["date_labels"]:
        date = next(
            (found for text, below in pairwise([*plain, ""]) if (found := _labelled(text, below, label)) is not None),
            None,
        )
        if date is not None:
            return date
    return _marked(tree) or _beside_title(plain, title) or _masthead(plain)


def _marked(tree: LexborHTMLParser) -> dt.date | None:
    """The date in a short element whose id or class says that it is the day of publication."""
    marks = load("html")["date_marks"]
    for node in tree.css(",".join(f'[id*="{mark}" i],[class*="{mark}" i]' for mark in marks))[:20]:
        text = fold(node.text(deep=True)).strip()
        date = parse_page_date(text) if len(text) < 60 else None
        if date is not None:
            return date
    return None


def _masthead(lines: list[str]) -> dt.date | None:
    """The date of a newspaper: a line of its own with the day of the week, near the top."""
    return next((parse_page_date(line) for line in lines[:20] if _MASTHEAD.fullmatch(line.strip())), None)


def _labelled(text: str, below: str, label: str) -> dt.date | None:
    """The date right after `label` at the head of a field, or in the next cell; not in the middle of a sentence."""
    at = text.find(label)
    if at < 0 or len(text) > 300 or (at > 0 and "一" <= text[at - 1] <= "鿿"):
        return None
    value = text[at + len(label) :].lstrip(" :]")
    return parse_page_date(value[:12] if value else below[:12] if len(below) < 30 else "")


def _beside_title(lines: list[str], title: str | None) -> dt.date | None:
    """The date that opens a short line right below the title: a header box without labels."""
    if title is None:
        return None
    at = next((i for i, line in enumerate(lines) if squeeze(line) == squeeze(fold(title))), None)
    if at is None:
        return None
    below = (line for line in lines[at + 1 : at + 4] if len(line) < 60 and _DATE_LINE.match(line))
    return next(map(parse_page_date, below), None)
