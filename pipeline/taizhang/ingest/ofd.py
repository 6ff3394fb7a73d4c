"""OFD (GB/T 33190), the page format of Chinese offices, to canonical text: the text objects of its pages, laid out.

Characters have their place on the page (millimetres), so lines and paragraphs are found as in a PDF. The place of a
character is its number among those of its page. Seals, annotations and templates are not read; what is drawn as a
picture goes unread with a warning.
"""

from __future__ import annotations

import posixpath
from xml.etree import ElementTree as ET

from taizhang.errors import DocumentError
from taizhang.ingest.content import Content
from taizhang.ingest.glyphs import Glyph, lines_of_glyphs, plain_glyph
from taizhang.ingest.package import Package, attribute, child, children, damaged, local
from taizhang.ingest.paper import PaperPage, assemble
from taizhang.ingest.ruled import Rules, rows_of, table_of
from taizhang.settings import limit

_POINTS = 72 / 25.4  # in a millimetre
_ASCENT = 0.86
_MOST_DELTAS = 100_000


def read_ofd(data: bytes, *, name: str) -> Content:
    """The document in `data`. Raises `DocumentError`: `malformed`, `empty`, `too_many_pages` and those of packages."""
    package = Package(data, name)
    body = child(package.xml("OFD.xml"), "DocBody")
    root = _text(child(body, "DocRoot"))
    if not root:
        raise damaged(name, "没有文档根")
    folder = posixpath.dirname(root.lstrip("/"))
    places = [_join(folder, attribute(page, "BaseLoc")) for page in children(child(package.xml(root), "Pages"), "Page")]
    if len(places) > limit("pdf_pages"):
        raise DocumentError(
            "too_many_pages", f"共 {len(places):,} 页，超过上限（too many pages）", subject=name, remedy="请拆分后重试"
        )
    pages, pictures = [], 0
    for number, part in enumerate(places, start=1):
        page = _Page(number, name)
        page.read(package.xml(part))
        pictures += page.pictures
        pages.append(page.laid_out())
    warnings = (f"图片中的文字未识别：{pictures}张",) if pictures else ()
    return assemble(pages, len(pages), warnings, name)


class _Page:
    """The characters and rules of one page."""

    def __init__(self, number: int, name: str) -> None:
        self.pictures = 0
        self._number, self._name = number, name
        self._glyphs: list[Glyph] = []
        self._rules = Rules()
        self._count = 0

    def read(self, root: ET.Element) -> None:
        """Take what the page draws, in the order in which it does."""
        content = child(root, "Content")
        for item in content.iter() if content is not None else ():
            name = local(item)
            if name == "TextObject":
                self._text_object(item)
            elif name == "PathObject":
                x, y, wide, high = (value * _POINTS for value in _numbers(attribute(item, "Boundary"), 4))
                self._rules.add_box(x, y, x + wide, y + high)
            elif name == "ImageObject":
                self.pictures += 1

    def laid_out(self) -> PaperPage:
        """The lines and the table of the page."""
        table = table_of(self._rules)
        inside = [glyph for glyph in self._glyphs if table is not None and table.holds(glyph)]
        rows = rows_of(table, inside, self._number) if table is not None else None
        if table is None or rows is None:
            return PaperPage(self._number, lines_of_glyphs(self._glyphs, self._number))
        held = set(map(id, inside))
        outside = [glyph for glyph in self._glyphs if id(glyph) not in held]
        return PaperPage(self._number, lines_of_glyphs(outside, self._number), rows, table.rows[0])

    def _text_object(self, item: ET.Element) -> None:
        left, top, _, _ = _numbers(attribute(item, "Boundary"), 4)
        across, _, _, down, move_x, move_y = _numbers(attribute(item, "CTM") or "1 0 0 1 0 0", 6)
        size = _numbers(attribute(item, "Size"), 1)[0] or 1.0
        wide = size * (_numbers(attribute(item, "HScale") or "1", 1)[0] or 1.0)
        x = y = 0.0
        for code in children(item, "TextCode"):
            x = _number(attribute(code, "X"), x)
            y = _number(attribute(code, "Y"), y)
            steps, rises = _deltas(attribute(code, "DeltaX")), _deltas(attribute(code, "DeltaY"))
            at_x, at_y = x, y
            text = _text(code)
            for index, char in enumerate(text):
                step = steps[index] if index < len(steps) else (wide if char > "\xff" else wide / 2)
                self._add(
                    char,
                    left + move_x + across * at_x,
                    left + move_x + across * (at_x + min(step, wide) if step > 0 else at_x + wide),
                    top + move_y + down * at_y,
                    abs(down) * size,
                )
                at_x += step if index < len(steps) or not rises else 0.0
                at_y += rises[index] if index < len(rises) else 0.0

    def _add(self, char: str, x0: float, x1: float, base: float, size: float) -> None:
        shown = plain_glyph(char)
        if self._count >= limit("page_chars"):
            raise DocumentError(
                "too_large", "一页字符过多（too many characters on a page）", subject=self._name, remedy="请检查文件"
            )
        if shown:
            top, bottom = base - _ASCENT * size, base + (1 - _ASCENT) * size
            self._glyphs.append(Glyph(shown, self._count, x0 * _POINTS, x1 * _POINTS, top * _POINTS, bottom * _POINTS))
        self._count += 1


def _text(element: ET.Element | None) -> str:
    return (element.text or "").strip("\r\n\t") if element is not None else ""


def _join(folder: str, place: str | None) -> str:
    """The name of a part; one that climbs out of the package is simply not there."""
    text = (place or "").strip()
    return posixpath.normpath(text if text.startswith("/") else posixpath.join(folder, text)).lstrip("/")


def _number(text: str | None, default: float) -> float:
    try:
        value = float(text or "")
    except ValueError:
        return default
    return value if abs(value) < 1e6 else default


def _numbers(text: str | None, count: int) -> list[float]:
    values = [_number(item, 0.0) for item in (text or "").split()[:count]]
    return values + [0.0] * (count - len(values))


def _deltas(text: str | None) -> list[float]:
    """Distances; `g 5 3.5` stands for five times 3.5."""
    found: list[float] = []
    items = iter((text or "").split())
    for item in items:
        if item == "g":
            count, value = int(_number(next(items, None), 0.0)), _number(next(items, None), 0.0)
            found.extend([value] * max(0, min(count, _MOST_DELTAS - len(found))))
        else:
            found.append(_number(item, 0.0))
        if len(found) >= _MOST_DELTAS:
            break
    return found
