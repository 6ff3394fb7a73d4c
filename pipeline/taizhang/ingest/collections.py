"""Files that hold many documents: archives (zip, tar, packed files, WARC), mails with attachments, and JSONL, JSON, CSV
and Parquet with a column of text or HTML.

What a file is shows by its content; only rows of text (JSONL, CSV) are told by their names. Members are read one at a
time. `member` is the path inside an archive or the number of the row or record, from 1; archives inside archives give
paths of both. A row that can not be read is a document that can not be read: it goes on with the reason.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from taizhang.errors import DocumentError
from taizhang.ingest.archives import DAMAGED, inner_name, packed_stream, tar_members, unpacked, zip_members
from taizhang.ingest.columns import Columns, failed, source_of_row
from taizhang.ingest.decode import decode
from taizhang.ingest.message import is_attachment, parse_message, payload_of
from taizhang.ingest.sniff import (
    ARCHIVES,
    BZIP2,
    GZIP,
    HEAD,
    MESSAGE,
    PARQUET,
    TAR,
    WARC,
    XZ,
    ZIP,
    kind_of_head,
    kind_of_zip,
)
from taizhang.ingest.source import Source
from taizhang.ingest.warc import warc_members
from taizhang.settings import limit

ROWS = "application/x-ndjson"
CSV = "text/csv"
JSON = "application/json"
_TEXT_SUFFIXES = {".jsonl": ROWS, ".ndjson": ROWS, ".csv": CSV, ".tsv": CSV, ".json": JSON}
_PACKED = frozenset({GZIP, BZIP2, XZ})
_ATTACHED = re.compile(rb"content-disposition:\s{0,9}attachment", re.IGNORECASE)
_DEFAULT = Columns()


class Bytes(Protocol):
    """A file open for reading bytes, packed or not."""

    def read(self, size: int = -1, /) -> bytes:
        """The next `size` bytes, or all."""

    def readline(self, size: int = -1, /) -> bytes:
        """The next line, or `size` bytes of it."""


def is_collection(source: Source) -> bool:
    """Whether `source` holds many documents: by the first bytes of its content, for rows of text by its name."""
    if source.failure is not None:
        return False
    return _kind(source) is not None


def expand(source: Source, columns: Columns = _DEFAULT, depth: int = 1) -> Iterator[Source]:
    """The documents inside `source`, in their order; at least one `Source`, even if only to say what is wrong."""
    empty = True
    try:
        for document in _documents(source, columns, depth):
            empty = False
            yield document
    except DocumentError as error:
        yield Source(source.source_uri, source.member, failure=error)
        return
    except (csv.Error, UnicodeDecodeError, *DAMAGED) as error:
        message = f"文件已损坏或格式不符（damaged or not of this format）：{error}"
        yield failed(source, source.member, "malformed", message, "请重新下载或改正格式")
        return
    if empty:
        yield failed(source, source.member, "no_documents", "其中没有文档（nothing in it）", "请检查文件内容")


def _kind(source: Source) -> str | None:
    """The kind of collection that `source` is; None for a document."""
    head = _head(source)
    kind = kind_of_head(head)
    if kind == ZIP:
        with _open(source) as stream:
            return ZIP if kind_of_zip(stream) == ZIP else None
    if kind in {TAR, WARC, PARQUET} or kind in _PACKED:
        return kind
    if kind == MESSAGE:
        with _open(source) as stream:
            return MESSAGE if _ATTACHED.search(stream.read(limit("file_bytes"))) else None
    return _TEXT_SUFFIXES.get(source.suffix) if kind is None else None


def _head(source: Source) -> bytes:
    if source.data is not None:
        return source.data[:HEAD]
    try:
        with _open(source) as stream:
            return stream.read(HEAD)
    except OSError:
        return b""


def _open(source: Source) -> BinaryIO:
    return io.BytesIO(source.data) if source.data is not None else Path(source.path or source.source_uri).open("rb")


def _documents(source: Source, columns: Columns, depth: int) -> Iterator[Source]:
    kind = _kind(source)
    if depth > limit("archive_depth") and kind in ARCHIVES | {WARC}:
        raise DocumentError(
            "too_deep",
            f"压缩包套了 {limit('archive_depth')} 层以上（archives nested too deeply）",
            subject=source.name,
            remedy="请解开外层后重试",
        )
    with _open(source) as stream:
        if kind in _PACKED:
            yield from _from_packed(source, stream, str(kind), columns, depth)
        elif kind in {ZIP, TAR}:
            members = zip_members(source, stream) if kind == ZIP else tar_members(source, stream)
            yield from _bounded(source, members, columns, depth)
        elif kind == WARC:
            yield from warc_members(source, stream)
        elif kind == MESSAGE:
            yield from _from_message(source, stream.read(), columns, depth)
        elif kind == PARQUET:
            yield from _from_parquet(source, stream, columns)
        elif kind in {ROWS, CSV, JSON}:
            yield from _from_rows(source, stream, str(kind), columns)
        else:
            yield source


def _bounded(source: Source, members: Iterator[Source], columns: Columns, depth: int) -> Iterator[Source]:
    """The members, those that are collections opened; an inner archive may expand only so far."""
    total = 0
    for member in members:
        total += len(member.data or b"")
        if depth > 1 and total > limit("nested_bytes"):
            raise DocumentError(
                "archive_ratio",
                "内层压缩包解压后过大，疑为解压炸弹（nested archive expands too much）",
                subject=source.name,
                remedy="若确为文档，请解压后给出",
            )
        yield from expand(member, columns, depth + 1) if is_collection(member) else (member,)


def _from_packed(source: Source, stream: BinaryIO, kind: str, columns: Columns, depth: int) -> Iterator[Source]:
    """What is packed alone: a tar file, a web archive, rows, or one document."""
    with packed_stream(stream, kind) as inside:
        inner = kind_of_head(inside.read1(HEAD))  # not further: the rest may be damaged
    stream.seek(0)
    label = inner_name(source)
    suffix = Path(label).suffix.lower()
    if inner == TAR:
        yield from _bounded(source, tar_members(source, stream), columns, depth)
    elif inner == WARC:
        yield from warc_members(source, stream)
    elif inner is None and _TEXT_SUFFIXES.get(suffix) in {ROWS, CSV}:
        with packed_stream(stream, kind) as inside:
            yield from _from_rows(source, inside, _TEXT_SUFFIXES[suffix], columns)
    else:
        data, _ = unpacked(source, stream, kind)
        member = Source(source.source_uri, f"{source.member}/{label}" if source.member else label, data=data)
        yield from expand(member, columns, depth + 1) if is_collection(member) else (member,)


def _from_message(source: Source, data: bytes, columns: Columns, depth: int) -> Iterator[Source]:
    """A mail and the files sent along, each a document."""
    message = parse_message(data, source.name)
    prefix = f"{source.member}/" if source.member is not None else ""
    yield Source(source.source_uri, f"{prefix}正文.eml", data=data)
    for number, part in enumerate(message.walk(), start=1):
        if not part.is_multipart() and is_attachment(part):
            label = f"{prefix}{part.get_filename() or number}"
            attached = Source(source.source_uri, label, data=payload_of(part, source.name))
            if is_collection(attached) and depth < limit("archive_depth"):
                yield from expand(attached, columns, depth + 1)
            else:
                yield attached


def _from_rows(source: Source, stream: Bytes, kind: str, columns: Columns) -> Iterator[Source]:
    if kind == ROWS:
        yield from _from_jsonl(source, stream, columns)
        return
    data = stream.read(limit("file_bytes") + 1)
    if len(data) > limit("file_bytes"):
        raise DocumentError(
            "too_large",
            "集合文件过大（collection too large）",
            subject=source.name,
            remedy="请拆分，或存为 JSONL、Parquet",
        )
    text = decode(data, name=source.name).text
    if kind == JSON:
        yield from _from_json(source, text, columns)
        return
    csv.field_size_limit(limit("text_bytes"))
    delimiter = "\t" if "\t" in text.partition("\n")[0] and "," not in text.partition("\n")[0] else ","
    for row, value in enumerate(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter), start=1):
        yield source_of_row(source, row, value, columns)


def _from_jsonl(source: Source, stream: Bytes, columns: Columns) -> Iterator[Source]:
    bound = limit("text_bytes")
    row = 0
    while line := stream.readline(bound + 1):
        row += 1
        if not line.strip():
            continue
        member = f"{source.member}/{row}" if source.member is not None else str(row)
        if len(line) > bound:
            while line and not line.endswith(b"\n"):
                line = stream.readline(bound)
            yield failed(source, member, "too_large", "该行超过单份文档上限（row too large）", "请拆分")
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield failed(source, member, "malformed", f"该行不是 JSON（not JSON）：{error}", "请改正该行")
            continue
        yield source_of_row(source, row, value, columns)


def _from_json(source: Source, text: str, columns: Columns) -> Iterator[Source]:
    """A file of one JSON value: a list of rows, an object that holds one, or one row."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DocumentError(
            "malformed", f"不是有效的 JSON（not JSON）：{error}", subject=source.name, remedy="请改正格式"
        ) from error
    if isinstance(value, dict):
        lists = [item for item in value.values() if isinstance(item, list) and item and isinstance(item[0], dict)]
        value = max(lists, key=len) if lists else [value]
    for row, item in enumerate(value if isinstance(value, list) else [value], start=1):
        yield source_of_row(source, row, item, columns)


def _from_parquet(source: Source, stream: BinaryIO, columns: Columns) -> Iterator[Source]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(stream) as file:
            row = 0
            for batch in file.iter_batches(batch_size=200):
                for value in batch.to_pylist():
                    row += 1
                    yield source_of_row(source, row, value, columns)
    except pa.ArrowException as error:
        raise DocumentError(
            "malformed",
            f"不是有效的 Parquet 文件（not valid Parquet）：{error}",
            subject=source.name,
            remedy="请重新下载",
        ) from error
