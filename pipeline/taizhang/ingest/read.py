"""One document from bytes to canonical text, whatever kind of file it is."""

from __future__ import annotations

from dataclasses import replace

from taizhang.ingest.decode import Decoded, decode
from taizhang.ingest.html import read_html
from taizhang.ingest.limits import check_lines, check_text_size
from taizhang.ingest.plain import read_plain
from taizhang.ingest.sniff import HTML, media_type, text_type, unsupported
from taizhang.ingest.source import Page, Source, document_id
from taizhang.records import Document


def read_page(source: Source, data: bytes) -> Page:
    """The page made of `data`, the bytes of `source`.

    Raises `DocumentError` with a code and a remedy when it can not be read whole; no part is ever dropped instead.
    """
    kind = media_type(data)
    if kind is not None:
        raise unsupported(kind, source.name)
    check_text_size(len(data), source.name)
    decoded = _decoded(source, data)
    kind = text_type(decoded.text, source.suffix)
    document = Document(
        document_id(data),
        source.source_uri,
        source.member,
        kind,
        decoded.encoding,
        decoded.source,
        len(data),
        published_at=source.published_at,
        page_title=source.page_title,
        url=source.url,
    )
    if kind != HTML:
        check_lines(decoded.text, source.name)
        return Page(document, read_plain(decoded.text))
    content = read_html(decoded.text, name=source.name)
    document = replace(
        document,
        page_title=source.page_title or content.title,
        published_at=source.published_at or content.published_at,
    )
    return Page(document, content.canonical)


def _decoded(source: Source, data: bytes) -> Decoded:
    if source.encoding is not None:
        found = decode(data, name=source.name, declared=source.encoding)
        return Decoded(found.text, found.encoding, "collection")
    return decode(data, name=source.name)
