"""What goes in and what comes out of this room: a `Source` is a document before it is read, a `Page` after."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from pathlib import Path

from taizhang.errors import DocumentError
from taizhang.ingest.content import Content
from taizhang.ingest.limits import check_file_size
from taizhang.records import Document
from taizhang.text import Canonical


@dataclass(frozen=True, slots=True)
class Source:
    """One input document. Its bytes are in `data`, or in the file at `path`, or could not be had (`failure`).

    `member` tells documents of one archive or collection apart. `encoding` is given when the bytes were made from
    text that was already decoded; `published_at`, `page_title` and `url` when a collection has columns for them.
    """

    source_uri: str
    member: str | None = None
    path: str | None = None
    data: bytes | None = None
    encoding: str | None = None
    published_at: dt.date | None = None
    page_title: str | None = None
    url: str | None = None
    failure: DocumentError | None = None

    @property
    def name(self) -> str:
        """How messages call it."""
        return f"{self.source_uri}#{self.member}" if self.member is not None else self.source_uri

    @property
    def suffix(self) -> str:
        """File name extension in lower case with its dot, of the member where there is one; may be empty."""
        return Path(self.member or self.source_uri).suffix.lower()

    def read(self) -> bytes:
        """The bytes. Raises `DocumentError` when they can not be had or are too many to be one document."""
        if self.failure is not None:
            raise self.failure
        if self.data is not None:
            check_file_size(len(self.data), self.name)
            return self.data
        path = Path(self.path or self.source_uri)
        try:
            check_file_size(path.stat().st_size, self.name)
            return path.read_bytes()
        except FileNotFoundError:
            raise DocumentError(
                "missing", "路径不存在（no such path）", subject=self.name, remedy="请检查路径"
            ) from None
        except OSError as error:
            raise DocumentError(
                "unreadable",
                f"无法读取（can not be read）：{error.strerror}",
                subject=self.name,
                remedy="请检查权限和磁盘",
            ) from error

    def identity(self) -> tuple[str, int]:
        """`document_id` and size in bytes, without reading the whole file into memory.

        Where there are no bytes at all (no such file, damaged member), those of the empty string.
        """
        if self.data is not None:
            return document_id(self.data), len(self.data)
        path = Path(self.path or self.source_uri)
        try:
            if self.member is None and path.is_file():
                with path.open("rb") as stream:
                    return hashlib.file_digest(stream, "sha256").hexdigest(), path.stat().st_size
        except OSError:
            pass
        return document_id(b""), 0


@dataclass(frozen=True, slots=True)
class Page:
    """One document read: its row so far, and its text with the way back to the original."""

    document: Document
    content: Content

    @property
    def canonical(self) -> Canonical:
        """Its canonical text."""
        return self.content.canonical


def document_id(data: bytes) -> str:
    """SHA-256 of the bytes, hex."""
    return hashlib.sha256(data).hexdigest()
