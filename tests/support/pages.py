"""Reading a folder of pages as a browser would: elements, attributes, anchors, links, text."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

# all that pages of ours may have: nothing that runs or loads
TAGS = {
    "html",
    "head",
    "meta",
    "title",
    "link",
    "style",
    "body",
    "header",
    "nav",
    "main",
    "footer",
    "h1",
    "h2",
    "h3",
    "p",
    "a",
    "b",
    "small",
    "section",
    "div",
    "figure",
    "span",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "svg",
    "desc",
    "rect",
    "line",
    "circle",
    "text",
}
ATTRIBUTES = {
    "lang",
    "charset",
    "http-equiv",
    "content",
    "name",
    "rel",
    "href",
    "class",
    "id",
    "aria-label",
    "scope",
    "role",
    "viewbox",
    "width",
    "height",
    "xmlns",
    "font-family",
    "font-size",
    "x",
    "y",
    "x1",
    "y1",
    "x2",
    "y2",
    "cx",
    "cy",
    "r",
    "fill",
    "stroke",
    "stroke-width",
    "text-anchor",
}
_VOID = {"meta", "link", "br", "hr", "img", "input", "rect", "line", "circle"}


@dataclass
class Element:
    """An element with its attributes and what is in it."""

    tag: str
    attributes: dict[str, str]
    parent: Element | None = None
    content: list[Element | str] = field(default_factory=list)
    inside: list[Element] = field(default_factory=list)  # of the whole page: every element in order

    @property
    def text(self) -> str:
        return "".join(part if isinstance(part, str) else part.text for part in self.content)

    def all(self, tag: str = "", kind: str = "") -> list[Element]:
        """Elements inside of a tag and class, in order."""
        elements = self.inside or self._inside()
        return [
            one
            for one in elements
            if tag in ("", one.tag) and (not kind or kind in one.attributes.get("class", "").split())
        ]

    def _inside(self) -> list[Element]:
        found = []
        for part in self.content:
            if isinstance(part, Element):
                found.append(part)
                found += part._inside()
        return found

    def by_id(self, name: str) -> Element:
        (found,) = (one for one in self.all() if one.attributes.get("id") == name)
        return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.at = Element("", {})

    def handle_starttag(self, tag, attributes):
        element = Element(tag, {name: value or "" for name, value in attributes}, self.at)
        assert len(attributes) == len(element.attributes), "an attribute twice"
        self.at.content.append(element)
        if tag not in _VOID:
            self.at = element

    def handle_startendtag(self, tag, attributes):
        self.at.content.append(Element(tag, {name: value or "" for name, value in attributes}, self.at))

    def handle_endtag(self, tag):
        if tag in _VOID:
            return
        assert self.at.tag == tag, f"</{tag}> closes <{self.at.tag}>"
        assert self.at.parent is not None
        self.at = self.at.parent

    def handle_data(self, data):
        self.at.content.append(data)


def read(path: Path) -> Element:
    """The page at `path`. Asserts that its elements are closed in order."""
    reader = _Reader()
    reader.feed(path.read_text("utf-8"))
    reader.close()
    reader.root.inside = reader.root._inside()
    assert reader.at is reader.root, f"{path.name}: <{reader.at.tag}> is not closed"
    return reader.root


class Folder:
    """All pages of a folder, each read once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._ids: dict[str, dict[str, Element]] = {}
        self.pages = {page.relative_to(path).as_posix(): read(page) for page in sorted(path.rglob("*.html"))}

    def ids(self, page: str) -> dict[str, Element]:
        """The anchors of a page."""
        if page not in self._ids:
            found = [one for one in self.pages[page].all() if "id" in one.attributes]
            self._ids[page] = {one.attributes["id"]: one for one in found}
            assert len(found) == len(self._ids[page]), f"{page}: an anchor twice"
        return self._ids[page]

    def resolve(self, page: str, href: str) -> tuple[str, str]:
        """The page of the folder and the anchor that a link leads to."""
        file, _, anchor = href.partition("#")
        name = posixpath.normpath(posixpath.join(posixpath.dirname(page), file)) if file else page
        return name, anchor

    def follow(self, page: str, href: str) -> tuple[str, Element]:
        """Where a link on `page` leads: the page, and the element of its anchor or the whole page."""
        name, anchor = self.resolve(page, href)
        return name, self.ids(name)[anchor] if anchor else self.pages[name]

    def rows(self, page: str, href: str) -> list[Element]:
        """The rows of the list that a number leads to, over as many pages as it goes on."""
        name, section = self.follow(page, href)
        found = next(one for one in section.content if isinstance(one, Element) and one.tag == "ol").all("li")
        total = int(section.all("small")[-1].text.split()[0])
        while len(found) < total:
            following = next(link for link in self.pages[name].all("a") if link.text == "下一页")
            name, page_ = self.follow(name, following.attributes["href"])
            found += next(one for one in page_.all("section")).all("ol")[0].all("li")
        assert len(found) == total
        return found

    def group(self, title: str) -> tuple[str, Element]:
        """The page of a group by its heading."""
        ((name, page),) = (
            (name, page)
            for name, page in self.pages.items()
            if name.startswith("g/") and page.all("h1")[0].text == title
        )
        return name, page


def table(element: Element, at: int = 0) -> list[list[Element]]:
    """The body rows of a table inside of `element`, as cells."""
    body = element.all("table")[at].all("tbody")[0]
    return [[cell for cell in row.content if isinstance(cell, Element)] for row in body.all("tr")]
