"""Web archives (WARC): each answer of a site that is a page or a document file is a document.

Requests, pictures, scripts and answers that report an error are no documents and are passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from email.message import Message
from typing import Any, BinaryIO

from taizhang.errors import DocumentError
from taizhang.ingest.columns import failed
from taizhang.ingest.source import Source
from taizhang.settings import limit

_KINDS = frozenset({
    "text/html", "application/xhtml+xml", "text/plain", "application/pdf", "application/msword", "application/rtf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "application/kswps",
    "application/vnd.ms-works", "application/ofd", "application/octet-stream",
})  # fmt: skip
_RECORDS = frozenset({"response", "resource", "conversion"})


def warc_members(source: Source, stream: BinaryIO) -> Iterator[Source]:
    """The documents of a web archive. `member` is the number of the record, from 1. Raises `DocumentError`."""
    try:
        from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
        from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]
    except ImportError as error:
        raise DocumentError(
            "no_reader",
            "读取 WARC 需要 warcio（not installed）",
            subject=source.name,
            remedy="请安装：pip install warcio",
        ) from error
    number = 0
    try:
        for record in ArchiveIterator(stream):
            number += 1
            if record.rec_type in _RECORDS:
                document = _document(source, record, number)
                if document is not None:
                    yield document
    except (ArchiveLoadFailed, ValueError, OSError, EOFError, AttributeError) as error:
        yield failed(
            source, str(number + 1), "malformed", f"存档自此损坏（damaged from here on）：{error}", "请重新取得存档"
        )


def _document(source: Source, record: Any, number: int) -> Source | None:  # noqa: ANN401  warcio publishes no types
    http = record.http_headers
    if http is not None and http.get_statuscode() != "200":
        return None
    kind, charset = _content_type((http or record.rec_headers).get_header("Content-Type") or "")
    if kind not in _KINDS:
        return None
    label = f"{source.member}/{number}" if source.member is not None else str(number)
    data = record.content_stream().read(limit("file_bytes") + 1)
    if len(data) > limit("file_bytes"):
        return failed(source, label, "too_large", "超过单份文档上限（too large）", "请单独给出该页")
    return Source(
        source.source_uri,
        label,
        data=data,
        encoding=charset,
        url=record.rec_headers.get_header("WARC-Target-URI"),
    )


def _content_type(text: str) -> tuple[str, str | None]:
    message = Message()
    message["Content-Type"] = text
    return message.get_content_type(), message.get_content_charset()
