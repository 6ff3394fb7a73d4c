"""One document from bytes to canonical text, whatever kind of file it is."""

from __future__ import annotations

from dataclasses import replace

from taizhang.ingest.content import Content
from taizhang.ingest.convert import read_legacy
from taizhang.ingest.decode import Decoded, decode
from taizhang.ingest.docx import read_docx
from taizhang.ingest.html import read_html
from taizhang.ingest.limits import check_length, check_lines, check_text_size
from taizhang.ingest.message import read_message
from taizhang.ingest.ocr import read_image
from taizhang.ingest.ofd import read_ofd
from taizhang.ingest.pdf import read_pdf
from taizhang.ingest.plain import read_plain
from taizhang.ingest.quality import quality_warnings
from taizhang.ingest.sniff import DOCX, HTML, MESSAGE, OFD, OLE, PDF, RTF, media_type, text_type, unsupported
from taizhang.ingest.source import Page, Source, document_id
from taizhang.records import Document


def read_page(source: Source, data: bytes) -> Page:
    """The page made of `data`, the bytes of `source`.

    Raises `DocumentError` with a code and a remedy when it can not be read whole; no part is ever dropped instead.
    """
    kind = media_type(data)
    decoded: Decoded | None = None
    if kind is None:
        kind, decoded, content = _read_text(source, data)
    elif kind == MESSAGE:
        content, decoded = read_message(data, name=source.name)
    else:
        content = _read_binary(kind, data, source.name)
    check_length(content.canonical.text, source.name)
    document = Document(
        document_id(data),
        source.source_uri,
        source.member,
        kind,
        decoded.encoding if decoded else None,
        decoded.source if decoded else None,
        len(data),
        published_at=source.published_at or content.published_at,
        page_title=source.page_title or content.title,
        url=source.url,
    )
    content = replace(content, warnings=(*content.warnings, *quality_warnings(content.canonical)))
    return Page(document, content)


def _read_binary(kind: str, data: bytes, name: str) -> Content:
    if kind == PDF:
        return read_pdf(data, name=name)
    if kind == OFD:
        return read_ofd(data, name=name)
    if kind == DOCX:
        return read_docx(data, name=name)
    if kind in {OLE, RTF}:
        return read_legacy(data, kind, name=name)
    if kind.startswith("image/"):
        return read_image(data, name=name)
    raise unsupported(kind, name)


def _read_text(source: Source, data: bytes) -> tuple[str, Decoded, Content]:
    check_text_size(len(data), source.name)
    decoded = _decoded(source, data)
    kind = text_type(decoded.text, source.suffix)
    if kind == HTML:
        return kind, decoded, read_html(decoded.text, name=source.name)
    check_lines(decoded.text, source.name)
    return kind, decoded, read_plain(decoded.text)


def _decoded(source: Source, data: bytes) -> Decoded:
    if source.encoding is not None:
        found = decode(data, name=source.name, declared=source.encoding)
        return Decoded(found.text, found.encoding, "collection")
    return decode(data, name=source.name)
