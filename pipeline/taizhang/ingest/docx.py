"""Word files (.docx, .docm, WPS's .wps of the new kind) to canonical text, read from their XML.

Paragraphs in order with their automatic numbers, tables in place, text boxes after the paragraph they hang on,
footnotes at the end. Deleted and hidden text, headers and comments are left out with a warning. The place of a
character is the paragraph (from 1, tables included) and its number in it.
"""

from __future__ import annotations

from collections import Counter
from xml.etree import ElementTree as ET

from taizhang.errors import DocumentError
from taizhang.ingest.content import Content, Piece, TextBuilder
from taizhang.ingest.docx_text import Inline, read_paragraph
from taizhang.ingest.grid import GridCell, Row, add_paragraph, add_table
from taizhang.ingest.numbering import Numbering, numbering_of
from taizhang.ingest.ocr import is_available, read_images
from taizhang.ingest.package import Package, attribute, child, children, damaged, local, value
from taizhang.settings import limit

_MAIN = "word/document.xml"
_INSIDE = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "Choice"})
_WARNINGS = {
    "deleted": "修订中删去的文字未计入正文：{}处",
    "hidden": "隐藏文字未计入正文：{}处",
    "box": "文本框中的文字放在其所在段之后：{}处",
    "note": "脚注、尾注放在文末：{}条",
    "comment": "批注未计入正文：{}条",
    "embedded": "嵌入的外部文档未读：{}个",
    "picture": "图片中的文字未识别：{}张",
}


def read_docx(data: bytes, *, name: str, part: str | None = None) -> Content:
    """The document in `data`; `part` labels the places of a file that a converter made.

    Raises `DocumentError`: `malformed`, `encrypted`, `xml_entities`, `too_deep`, `archive_ratio`, `empty`, `no_text`.
    """
    package = Package(data, name)
    main = _main_part(package)
    reader = _Reader(package, part or main)
    body = child(package.xml(main), "body")
    if body is None:
        raise damaged(name, "没有正文部件")
    reader.blocks(body)
    reader.end_notes()
    canonical, origin = reader.builder.build()
    if not canonical.text.strip():
        return _pictures_only(package, reader, name)
    return Content(canonical, origin, warnings=(*reader.warnings(), *_furniture(package)))


def _main_part(package: Package) -> str:
    if _MAIN in package:
        return _MAIN
    found = [part for part in package.parts("word/") if part.lower().startswith("word/document")]
    if not found:
        raise damaged(package.name, "没有正文部件")
    return found[0]


class _Reader:
    """One pass over the body."""

    def __init__(self, package: Package, part: str) -> None:
        self.builder = TextBuilder()
        self.pictures: list[str] = []
        self._package, self._part = package, part
        self._number = 0
        self._notes: list[tuple[str, str]] = []
        self._seen: Counter[str] = Counter()
        numbering = package.xml("word/numbering.xml") if "word/numbering.xml" in package else None
        self._numbering: Numbering = numbering_of(numbering)
        self._styles = _style_numbers(package)

    def blocks(self, parent: ET.Element) -> None:
        """Add paragraphs and tables in their order."""
        for element in parent:
            name = local(element)
            if name == "p":
                for paragraph in self._paragraph(element):
                    add_paragraph(paragraph, self.builder)
            elif name == "tbl":
                add_table(self._rows(element), self.builder)
            elif name == "altChunk":
                self._seen["embedded"] += 1
            elif name in _INSIDE:
                self.blocks(element)
            elif name == "AlternateContent":
                choice = child(element, "Choice")
                chosen = choice if choice is not None else child(element, "Fallback")
                if chosen is not None:
                    self.blocks(chosen)

    def _paragraph(self, element: ET.Element) -> list[list[Piece]]:
        """The paragraph, split at its line breaks, then the paragraphs of its text boxes."""
        self._number += 1
        inline = read_paragraph(element, self._part, self._number)
        self._take(inline)
        lines = [line for line in inline.lines if any(piece.text.strip() for piece in line)]
        if lines:
            label = self._label(element)
            if label:
                if label[-1] == "." and lines[0][0].text[:1].isdigit():
                    label += " "
                lines[0].insert(0, Piece(label, None, self._part, None, self._number))
        for box in inline.boxes:
            self._seen["box"] += 1
            for inner in box.iter():
                if local(inner) == "p" and inner is not element:
                    lines.extend(self._paragraph(inner))
        return lines

    def _take(self, inline: Inline) -> None:
        self._seen.update(inline.seen)
        self._notes.extend(inline.notes)
        self.pictures.extend(inline.pictures)

    def _label(self, element: ET.Element) -> str:
        properties = child(element, "pPr")
        number = value(properties, "numPr", "numId")
        depth = value(properties, "numPr", "ilvl")
        if number is None or depth is None:
            styled = self._styles.get(value(properties, "pStyle") or "", (None, None))
            number = styled[0] if number is None else number
            depth = (styled[1] if depth is None else depth) or "0"
        if number in {None, "0"} or not depth.isdigit():
            return ""
        return self._numbering.next(number or "", int(depth))

    def _rows(self, table: ET.Element) -> list[Row]:
        rows: list[Row] = []
        for row in _inside(table, "tr"):
            if child(row, "trPr", "del") is not None:
                self._seen["deleted"] += 1
                continue
            rows.append([self._cell(cell) for cell in _inside(row, "tc")])
        return rows

    def _cell(self, cell: ET.Element) -> GridCell:
        paragraphs: list[list[Piece]] = []
        self._cell_blocks(cell, paragraphs)
        merge = child(cell, "tcPr", "vMerge")
        span = value(cell, "tcPr", "gridSpan") or "1"
        return GridCell(
            paragraphs,
            int(span) if span.isdigit() and len(span) < 4 else 1,
            merge is not None and attribute(merge, "val") in {None, "continue"},
        )

    def _cell_blocks(self, parent: ET.Element, paragraphs: list[list[Piece]]) -> None:
        for element in parent:
            name = local(element)
            if name == "p":
                paragraphs.extend(self._paragraph(element))
            elif name == "tbl":  # a table inside a cell: each row a paragraph of the cell
                for row in self._rows(element):
                    joined = [piece for cell in row for paragraph in cell.paragraphs for piece in paragraph]
                    if joined:
                        paragraphs.append(joined)
            elif name in _INSIDE:
                self._cell_blocks(element, paragraphs)

    def end_notes(self) -> None:
        """Add the notes that the text refers to."""
        for kind in ("footnote", "endnote"):
            wanted = [identity for sort, identity in self._notes if sort == kind]
            part = f"word/{kind}s.xml"
            if not wanted or part not in self._package:
                continue
            notes = {attribute(item, "id"): item for item in children(self._package.xml(part), kind)}
            self._part, self._number = part, 0
            for identity in wanted:
                if identity in notes:
                    self._seen["note"] += 1
                    self.blocks(notes[identity])

    def warnings(self) -> tuple[str, ...]:
        """What is in the file and not, or not in its place, in the text."""
        seen = Counter(self._seen)
        if "word/comments.xml" in self._package:
            seen["comment"] = sum(1 for _ in children(self._package.xml("word/comments.xml"), "comment"))
        if len(self.pictures) and len(self.builder) < 200:
            seen["picture"] = len(self.pictures)
        return tuple(sentence.format(seen[key]) for key, sentence in _WARNINGS.items() if seen[key])


def _inside(parent: ET.Element, name: str) -> list[ET.Element]:
    """Children called `name`, also those inside content controls and tracked insertions."""
    found: list[ET.Element] = []
    for element in parent:
        if local(element) == name:
            found.append(element)
        elif local(element) in _INSIDE:
            found.extend(_inside(element, name))
    return found


def _style_numbers(package: Package) -> dict[str, tuple[str | None, str | None]]:
    """Paragraph style -> list and level that it numbers its paragraphs by, its own or that of the style it extends."""
    if "word/styles.xml" not in package:
        return {}
    own: dict[str, tuple[str | None, str | None]] = {}
    based: dict[str, str] = {}
    for style in children(package.xml("word/styles.xml"), "style"):
        identity = attribute(style, "styleId") or ""
        own[identity] = (value(style, "pPr", "numPr", "numId"), value(style, "pPr", "numPr", "ilvl"))
        based[identity] = value(style, "basedOn") or ""
    found: dict[str, tuple[str | None, str | None]] = {}
    for identity in own:
        number, depth, at, steps = None, None, identity, 0
        while at in own and steps < 20 and number is None:
            number, own_depth = own[at]
            depth = depth if depth is not None else own_depth
            at, steps = based[at], steps + 1
        if number is not None:
            found[identity] = (number, depth)
    return found


def _furniture(package: Package) -> tuple[str, ...]:
    """Headers and footers that say more than a page number."""
    texts = []
    for part in package.parts("word/"):
        if part.lower().startswith(("word/header", "word/footer")) and part.lower().endswith(".xml"):
            text = "".join(item.text or "" for item in package.xml(part).iter() if local(item) == "t").strip()
            if len(text) > 4 and any("\u4e00" <= char <= "\u9fff" for char in text) and text not in texts:
                texts.append(text)
    return tuple(f"页眉页脚未计入正文：{text[:60]}" for text in texts if not text.startswith("第"))


def _pictures_only(package: Package, reader: _Reader, name: str) -> Content:
    """A file whose pages are pictures pasted in: recognised in their order."""
    media = [part for part in package.parts("word/media/") if part.lower().endswith((".png", ".jpg", ".jpeg", ".bmp"))]
    if not media:
        raise DocumentError("empty", "文档没有文字（no text in it）", subject=name, remedy="请检查文件")
    targets = {}
    if "word/_rels/document.xml.rels" in package:
        for relation in package.xml("word/_rels/document.xml.rels"):
            targets[relation.get("Id")] = "word/" + (relation.get("Target") or "")
    ordered = [targets[key] for key in reader.pictures if targets.get(key) in media] or media
    if len(ordered) > limit("ocr_pages") or not is_available():
        return read_images([b""] * 0, name=name) if not is_available() else _too_many(len(ordered), name)
    return read_images([package.read(part) for part in ordered], name=name)


def _too_many(count: int, name: str) -> Content:
    raise DocumentError(
        "too_many_pages",
        f"有 {count} 张图片，超过上限 {limit('ocr_pages')}（too many pictures）",
        subject=name,
        remedy="请拆分，或先转为文本",
    )
