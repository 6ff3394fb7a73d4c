"""The text of one paragraph of a Word file: runs, breaks, fields, and what hangs on it (text boxes, notes)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from taizhang.ingest.content import Piece
from taizhang.ingest.grid import Paragraph
from taizhang.ingest.package import attribute, child, local

_GONE = frozenset({"del", "moveFrom", "pPr", "rPr", "instrText", "delText", "delInstrText", "sdtPr", "sdtEndPr"})
_TEXT_BOX = frozenset({"txbxContent"})
_PICTURES = frozenset({"blip", "imagedata"})


@dataclass(slots=True)
class Inline:
    """What a paragraph holds: its text, in lines, the text boxes anchored in it, the notes it refers to."""

    lines: list[Paragraph] = field(default_factory=lambda: [[]])
    boxes: list[ET.Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)
    length: int = 0


def read_paragraph(paragraph: ET.Element, part: str, number: int) -> Inline:
    """The content of a `w:p`, paragraph `number` of `part`. Deleted and hidden text is counted in `seen`, not read."""
    inline = Inline()
    _walk(paragraph, part, number, inline, [False])
    return inline


def _walk(element: ET.Element, part: str, number: int, inline: Inline, field_code: list[bool]) -> None:
    for inner in element:
        name = local(inner)
        if name in _GONE:
            if name in {"del", "moveFrom"} and any(local(item) == "delText" for item in inner.iter()):
                inline.seen["deleted"] += 1
        elif name == "r":
            if _is_hidden(inner):
                inline.seen["hidden"] += any(local(item) == "t" for item in inner)
            else:
                _walk(inner, part, number, inline, field_code)
        elif name == "AlternateContent":
            choice = child(inner, "Choice")
            chosen = choice if choice is not None else child(inner, "Fallback")
            if chosen is not None:
                _walk(chosen, part, number, inline, field_code)
        elif name in _TEXT_BOX:
            inline.boxes.append(inner)
        elif name == "fldChar":
            kind = attribute(inner, "fldCharType")
            field_code[-1] = kind == "begin" if kind in {"begin", "separate", "end"} else field_code[-1]
        elif name in {"footnoteReference", "endnoteReference"}:
            inline.notes.append((name.removesuffix("Reference"), attribute(inner, "id") or ""))
        elif name in _PICTURES:
            inline.pictures.append(attribute(inner, "embed") or attribute(inner, "id") or "")
        elif not _add_text(name, inner, part, number, inline, field_code[-1]):
            _walk(inner, part, number, inline, field_code)


def _add_text(name: str, element: ET.Element, part: str, number: int, inline: Inline, in_code: bool) -> bool:
    """Add what the element prints; whether it is of a kind that prints something."""
    if name == "t":
        text = element.text or ""
    elif name in {"tab", "ptab"}:
        text = "\t"
    elif name in {"br", "cr"}:
        if attribute(element, "type") in {None, "textWrapping"}:
            inline.length += 1
            inline.lines.append([])
        return True
    elif name == "noBreakHyphen":
        text = "-"
    elif name == "sym":
        text = _symbol(attribute(element, "char"))
    else:
        return name == "softHyphen"
    if text and not in_code:
        inline.lines[-1].append(Piece(text.replace("\n", " "), inline.length, part, None, number))
        inline.length += len(text)
    return True


def _symbol(code: str | None) -> str:
    try:
        char = chr(int(code or "", 16))
    except (ValueError, OverflowError):
        return ""
    return "" if "\ue000" <= char <= "\uf8ff" or not char.isprintable() else char


def _is_hidden(run: ET.Element) -> bool:
    mark = child(run, "rPr", "vanish")
    return mark is not None and attribute(mark, "val") not in {"0", "false"}
