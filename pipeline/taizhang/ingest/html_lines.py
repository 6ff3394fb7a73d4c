"""A page as lines: what a reader sees, one line a block, with the elements that hold the lines.

The tree is walked once, without recursion. White space is as a browser shows it, except that a line break of the
source beside a Chinese character is nothing. What is not shown (scripts, hidden elements) gives no line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from taizhang.errors import DocumentError
from taizhang.ingest.content import Piece, TextBuilder
from taizhang.ingest.grid import GridCell, add_row, is_data, joined_rows
from taizhang.ingest.html_source import SourceText
from taizhang.ingest.html_tables import cells_of, is_innermost
from taizhang.lexicon import load
from taizhang.settings import limit

_WORDS = load("html")
_BLOCKS = frozenset(_WORDS["blocks"])
_SKIPPED = frozenset(_WORDS["skipped"])
_FLAT = frozenset(_WORDS["flat"])
_UNREAD = frozenset({"script", "style", "textarea", "title", "noscript", "iframe", "template"})  # as in html_source
_TAGS = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,15})\b")
_MANY_TAGS = 20_000
_SPACE = re.compile(r"[ \t\r\n\f]+")
_WIDE = re.compile(r"[\u2014-\u206f\u2460-\u24ff\u3000-\u9fff\uf900-\ufaff\uff00-\uffef]")
_EDGES = " \t\r\n\f\xa0\u3000\u200b\ufeff\u2002\u2003\u2009"
_COMMA = re.compile(r"[，。；,;]")


@dataclass(slots=True)
class Line:
    """A line of the page. `link_chars` of its characters are inside links; `pieces` say where it stands in the source."""

    text: str
    link_chars: int
    pieces: tuple[Piece, ...] = ()


@dataclass(slots=True)
class Element:
    """A block element: the lines `first_line:end_line` are inside it. `commas` counts marks of prose outside links."""

    tag: str
    marks: str
    parent: int | None
    first_line: int
    end_line: int = 0
    commas: int = 0


@dataclass(slots=True)
class Lines:
    """All lines of a page and all its block elements, parents before children; the first is the body."""

    lines: list[Line] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)


def parse(text: str, name: str) -> LexborHTMLParser:
    """The tree of a page. Raises `DocumentError` for nesting that no page has and that takes the parser forever."""
    _check_depth(text, name)
    return LexborHTMLParser(text)


def lines_of(tree: LexborHTMLParser, source: str, name: str, *, hidden: bool = False) -> Lines:
    """What the page shows; with `hidden`, what it hides as well. Raises `DocumentError` for too many nodes."""
    body = tree.body
    walk = _Walk(hidden, SourceText(source))
    if body is not None:
        walk.run(body, name)
    return walk.found


class _Walk:
    """State of one pass over the tree."""

    def __init__(self, hidden: bool, source: SourceText) -> None:
        self.found = Lines()
        self._hidden = hidden
        self._source = source
        self._buffer: list[str] = []
        self._places: list[int] = []
        self._link_chars = 0
        self._links = 0
        self._pre = 0

    def run(self, body: LexborNode, name: str) -> None:
        stack: list[tuple[LexborNode | None, str, int | None]] = [(body, "", None)]
        bound = limit("html_nodes")
        nodes = 0
        while stack:
            node, closing, owner = stack.pop()
            if node is None:
                self._close(closing, owner)
                continue
            nodes += 1
            if nodes > bound:
                raise DocumentError(
                    "too_many_nodes",
                    f"网页节点超过 {bound:,} 个（too many nodes）",
                    subject=name,
                    remedy="请从来源重新保存，或另存为纯文本",
                )
            if node.is_text_node:
                self._text(node.text_content or "", owner)
            elif node.is_element_node and self._unseen(node):
                self._pass_over(node)
            elif node.is_element_node and node.tag == "table" and self._table(node, owner, name):
                continue
            elif node.is_element_node:
                inside = self._open(node, owner)
                stack.append((None, node.tag or "", inside if inside != owner else owner))
                children = list(node.iter(include_text=True))
                stack.extend((child, "", inside) for child in reversed(children))

    def _unseen(self, node: LexborNode) -> bool:
        if node.tag in _SKIPPED:
            return True
        if self._hidden:
            return False
        style = node.attributes.get("style")
        return "hidden" in node.attributes or bool(style and "display:none" in style.replace(" ", "").lower())

    def _pass_over(self, node: LexborNode) -> None:
        """Go on in the source behind an element that is not shown."""
        if node.tag not in _UNREAD:
            for inner in node.traverse(include_text=True):
                if inner.is_text_node:
                    self._source.positions(inner.text_content or "")

    def _table(self, node: LexborNode, owner: int | None, name: str) -> bool:
        """Add a table of data, a line for each row; whether it was one."""
        if not is_innermost(node) or not _may_hold_data(node.text(deep=True)):
            return False
        cells = cells_of(node)
        if cells is None or len(cells) < 2 or max(map(len, cells)) < 2:
            return False
        before = self._source.cursor
        rows = [[self._cell(cell, span, name) for cell, span in row] for row in cells]
        if not is_data(rows):
            self._source.cursor = before
            return False
        self._flush()
        for row in joined_rows(rows):
            builder = TextBuilder()
            add_row(row, builder)
            if len(builder):
                text, pieces = builder.pieces()
                self.found.lines.append(Line(text, 0, pieces))
                if owner is not None:
                    self.found.elements[owner].commas += len(_COMMA.findall(text))
        return True

    def _cell(self, cell: LexborNode | None, span: int, name: str) -> GridCell:
        if cell is None:
            return GridCell(continued=True)
        inside = _Walk(self._hidden, self._source)
        inside.run(cell, name)
        return GridCell([list(line.pieces) for line in inside.found.lines], span)

    def _open(self, node: LexborNode, owner: int | None) -> int | None:
        tag = node.tag or ""
        if tag == "a":
            self._links += 1
        if tag == "br":
            self._flush()
        if tag not in _BLOCKS:
            return owner
        self._flush()
        self._pre += tag == "pre"
        attributes = node.attributes
        marks = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower()
        self.found.elements.append(Element(tag, marks, owner, len(self.found.lines)))
        return len(self.found.elements) - 1

    def _close(self, tag: str, inside: int | None) -> None:
        if tag == "a":
            self._links -= 1
        if tag not in _BLOCKS or inside is None:
            return
        self._flush()
        self._pre -= tag == "pre"
        element = self.found.elements[inside]
        element.end_line = len(self.found.lines)
        if element.parent is not None:
            self.found.elements[element.parent].commas += element.commas

    def _text(self, text: str, owner: int | None) -> None:
        if self._pre:
            *whole, text = text.split("\n")
            for part in whole:
                self._keep(part)
                self._flush()
        self._keep(text)
        if self._links:
            self._link_chars += len(text.strip())
        elif owner is not None:
            self.found.elements[owner].commas += len(_COMMA.findall(text))

    def _keep(self, text: str) -> None:
        self._buffer.append(text)
        self._places.extend(self._source.positions(text))

    def _flush(self) -> None:
        if self._buffer:
            pieces = tuple(_shown("".join(self._buffer), self._places))
            if pieces:
                self.found.lines.append(Line("".join(piece.text for piece in pieces), self._link_chars, pieces))
            self._buffer.clear()
            self._places.clear()
        self._link_chars = 0


def _shown(raw: str, places: list[int]) -> Iterable[Piece]:
    """The text as a browser shows it, in pieces that stand together in the source."""
    start = len(raw) - len(raw.lstrip(_EDGES))
    end = len(raw.rstrip(_EDGES))
    at = start
    while at < end:
        gap = _SPACE.search(raw, at, end)
        stop = gap.start() if gap else end
        yield from _placed(raw, places, at, stop)
        if gap is None:
            return
        before, after = raw[gap.start() - 1], raw[gap.end()]
        if not ("\n" in gap[0] and (_WIDE.match(before) or _WIDE.match(after))):
            yield Piece(" ")
        at = gap.end()


def _placed(raw: str, places: list[int], start: int, stop: int) -> Iterable[Piece]:
    at = start
    for index in range(start + 1, stop + 1):
        if index < stop and (places[index] == places[index - 1] + 1 if places[index] >= 0 else places[index - 1] < 0):
            continue
        yield Piece(raw[at:index], places[at] if places[at] >= 0 else None)
        at = index


def _may_hold_data(text: str) -> bool:
    """Whether a table is neither empty nor the box of index numbers over a document."""
    squeezed = "".join(text.split())
    return len(squeezed) >= 20 and sum(label in squeezed for label in _WORDS["box_labels"]) < 2


def _check_depth(text: str, name: str) -> None:
    """Count open tags, roughly, where there are many; an exact count would be the parser's own work."""
    bound = limit("html_depth")
    depth = 0
    if text.count("<") < min(_MANY_TAGS, bound):
        return
    for closing, tag in _TAGS.findall(text):
        if tag.lower() in _FLAT:
            continue
        depth = max(depth - 1, 0) if closing else depth + 1
        if depth > bound:
            raise DocumentError(
                "too_deep",
                f"网页标签嵌套超过 {bound:,} 层（tags nested too deeply）",
                subject=name,
                remedy="请从来源重新保存，或另存为纯文本",
            )
