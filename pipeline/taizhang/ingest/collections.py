"""Files that hold many documents: zip archives, and JSONL, CSV and Parquet with a column of text or HTML.

Members are read in memory, one at a time, never unpacked to disk; their names are labels only. `member` is the path
inside an archive or the number of the row, from 1. A row that can not be read is a document that can not be read: it
goes on as a `Source` with the reason.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from taizhang.errors import DocumentError
from taizhang.ingest.decode import decode
from taizhang.ingest.page_dates import parse_page_date
from taizhang.ingest.source import Source
from taizhang.settings import limit

_READERS = (".zip", ".jsonl", ".ndjson", ".csv", ".parquet")
# Names of columns, the first that a row has is taken.
TEXT_COLUMNS = ("text", "content", "body", "正文", "内容", "全文")
HTML_COLUMNS = ("html", "raw_html", "page", "网页")
URL_COLUMNS = ("url", "uri", "link", "source_uri", "网址", "链接")
TITLE_COLUMNS = ("title", "page_title", "标题")
DATE_COLUMNS = ("published_at", "publish_date", "pub_date", "date", "发布日期", "发布时间", "日期")
_FREE_RATIO_BYTES = 1_000_000
_NAMED_IN_UTF8 = 0x800


def is_collection(source: Source) -> bool:
    """Whether `source` is a file that holds many documents, by its name."""
    return source.failure is None and source.path is not None and source.member is None and source.suffix in _READERS


def expand(source: Source) -> Iterator[Source]:
    """The documents inside `source`, in their order; at least one `Source`, even if only to say what is wrong."""
    path = Path(source.path or source.source_uri)
    empty = True
    try:
        for document in _members(source, path):
            empty = False
            yield document
    except DocumentError as error:
        yield Source(source.source_uri, failure=error)
        return
    except (OSError, zipfile.BadZipFile, csv.Error, UnicodeDecodeError, NotImplementedError) as error:
        yield _failed(
            source,
            None,
            "malformed",
            f"文件已损坏或格式不符（damaged or not of this format）：{error}",
            "请重新下载或改正格式",
        )
        return
    if empty:
        yield _failed(source, None, "no_documents", "其中没有文档（nothing in it）", "请检查文件内容")


def _members(source: Source, path: Path) -> Iterator[Source]:
    if source.suffix == ".zip":
        return _from_zip(source, path)
    if source.suffix == ".csv":
        return _from_csv(source, path)
    if source.suffix == ".parquet":
        return _from_parquet(source, path)
    return _from_jsonl(source, path)


def _from_zip(source: Source, path: Path) -> Iterator[Source]:
    with zipfile.ZipFile(path) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        if len(entries) > limit("archive_members"):
            raise DocumentError(
                "archive_members",
                f"压缩包内有 {len(entries):,} 个文件，超过上限（too many members）",
                subject=source.name,
                remedy="请分成几个压缩包",
            )
        for entry in entries:
            name = _name(entry)
            if not name.startswith("__MACOSX/") and not name.rpartition("/")[2].startswith("."):
                yield _zip_member(source, archive, entry, name)


def _name(entry: zipfile.ZipInfo) -> str:
    """The name of a member. Chinese Windows writes GBK where the format says code page 437."""
    if entry.flag_bits & _NAMED_IN_UTF8:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return entry.filename


def _zip_member(source: Source, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> Source:
    if entry.flag_bits & 1:
        return _failed(source, name, "encrypted", "加密，无法读取（encrypted）", "请解密后重试")
    if entry.file_size > limit("file_bytes"):
        return _failed(source, name, "too_large", "解压后超过单份文档上限（too large）", "请拆分")
    ratio = entry.file_size / max(entry.compress_size, 1)
    if entry.file_size > _FREE_RATIO_BYTES and ratio > limit("archive_ratio"):
        return _failed(
            source,
            name,
            "archive_ratio",
            f"解压比达 {ratio:.0f} 倍，疑为解压炸弹（expands too much）",
            "若确为文档，请解压后给出",
        )
    try:
        with archive.open(entry) as stream:
            data = stream.read(entry.file_size + 1)
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        return _failed(source, name, "malformed", f"成员已损坏（damaged member）：{error}", "请重新下载")
    return Source(source.source_uri, name, data=data)


def _from_jsonl(source: Source, path: Path) -> Iterator[Source]:
    with path.open("rb") as stream:
        row = 0
        while line := stream.readline(limit("text_bytes") + 1):
            row += 1
            if not line.strip():
                continue
            if len(line) > limit("text_bytes"):
                while line and not line.endswith(b"\n"):
                    line = stream.readline(limit("text_bytes"))
                yield _failed(source, str(row), "too_large", "该行超过单份文档上限（row too large）", "请拆分")
                continue
            try:
                value = json.loads(line)
            except (ValueError, RecursionError) as error:
                yield _failed(source, str(row), "malformed", f"该行不是 JSON（not JSON）：{error}", "请改正该行")
                continue
            yield _from_row(source, row, value)


def _from_csv(source: Source, path: Path) -> Iterator[Source]:
    text = decode(path.read_bytes(), name=source.name).text
    csv.field_size_limit(limit("text_bytes"))
    for row, value in enumerate(csv.DictReader(io.StringIO(text, newline="")), start=1):
        yield _from_row(source, row, value)


def _from_parquet(source: Source, path: Path) -> Iterator[Source]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            row = 0
            for batch in file.iter_batches(batch_size=200):
                for value in batch.to_pylist():
                    row += 1
                    yield _from_row(source, row, value)
    except pa.ArrowException as error:
        raise DocumentError(
            "malformed",
            f"不是有效的 Parquet 文件（not valid Parquet）：{error}",
            subject=source.name,
            remedy="请重新下载",
        ) from error


def _from_row(source: Source, row: int, value: object) -> Source:
    member = str(row)
    if not isinstance(value, Mapping):
        return _failed(source, member, "malformed", "该行不是一组字段（not an object）", "每行应为一个 JSON 对象")
    content = _first(value, TEXT_COLUMNS) or _first(value, HTML_COLUMNS)
    if content is None:
        given = "、".join(map(str, list(value)[:12]))
        return _failed(
            source,
            member,
            "no_text_column",
            f"没有正文列（no text or html column）；现有列：{given}",
            f"请把正文列命名为 {TEXT_COLUMNS[0]} 或 {HTML_COLUMNS[0]}",
        )
    try:
        data = content if isinstance(content, bytes) else str(content).encode("utf-8")
    except UnicodeEncodeError:
        return _failed(source, member, "undecodable", "正文含有残缺的字符（lone surrogates）", "请从来源重新保存")
    url = _first(value, URL_COLUMNS)
    title = _first(value, TITLE_COLUMNS)
    return Source(
        source.source_uri,
        member,
        data=data,
        encoding=None if isinstance(content, bytes) else "utf-8",
        published_at=_date(_first(value, DATE_COLUMNS)),
        url=None if url is None else str(url),
        page_title=None if title is None else str(title).strip() or None,
    )


def _first(row: Mapping[str, Any], names: tuple[str, ...]) -> object:
    lowered = {str(name).strip().lower(): value for name, value in row.items()}
    return next((lowered[name] for name in names if lowered.get(name) not in (None, "", b"")), None)


def _date(value: object) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    return parse_page_date(value) if isinstance(value, str) else None


def _failed(source: Source, member: str | None, code: str, message: str, remedy: str) -> Source:
    name = source.source_uri if member is None else f"{source.source_uri}#{member}"
    return Source(source.source_uri, member, failure=DocumentError(code, message, subject=name, remedy=remedy))
