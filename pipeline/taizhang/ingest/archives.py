"""Archives read in memory, a member at a time: zip, tar, and files packed alone (gz, bz2, xz); archives inside archives.

Nothing is ever unpacked to disk and names are labels only. A member that can not be had is a document that can not be
had: it goes on as a `Source` with the reason.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, BinaryIO

from taizhang.errors import DocumentError
from taizhang.ingest.columns import failed
from taizhang.ingest.sniff import BZIP2, GZIP
from taizhang.ingest.source import Source
from taizhang.settings import limit

DAMAGED = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, OSError, EOFError, NotImplementedError,
    RuntimeError, ValueError, IndexError,
)  # fmt: skip
_FREE_RATIO_BYTES = 1_000_000
_NAMED_IN_UTF8 = 0x800
_SUFFIXES = {".gz": "", ".tgz": ".tar", ".bz2": "", ".tbz": ".tar", ".xz": "", ".txz": ".tar", ".z": ""}
_BLOCK = 1 << 20


def zip_members(source: Source, stream: BinaryIO) -> Iterator[Source]:
    """The members of a zip file in their order. Raises `DocumentError` and the errors in `DAMAGED`."""
    with zipfile.ZipFile(stream) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        if len(entries) > limit("archive_members"):
            raise _too_many(source, len(entries))
        for entry in entries:
            name = _zip_name(entry)
            if not is_junk(name):
                yield _zip_member(source, archive, entry, name)


def tar_members(source: Source, stream: BinaryIO) -> Iterator[Source]:
    """The members of a tar file, packed or not, in their order, the file read once from its beginning to its end."""
    with tarfile.open(fileobj=stream, mode="r|*", encoding="utf-8", errors="surrogateescape") as archive:
        for count, entry in enumerate(archive, start=1):
            if count > limit("archive_members"):
                raise _too_many(source, count)
            name = _tar_name(entry.name)
            if not entry.isfile() or is_junk(name):
                continue  # links and devices are no documents, and are never followed
            label = _label(source, name)
            if entry.size > limit("file_bytes"):
                yield failed(source, label, "too_large", "解压后超过单份文档上限（too large）", "请拆分")
                continue
            content = archive.extractfile(entry)
            data = content.read(entry.size + 1) if content is not None else b""
            if len(data) < entry.size:
                yield failed(source, label, "truncated", "压缩包不完整（truncated archive）", "请重新下载")
                return
            yield Source(source.source_uri, label, data=data)


def unpacked(source: Source, stream: IO[bytes], kind: str) -> tuple[bytes, str]:
    """The bytes of a file packed alone, and the name it had. Raises `DocumentError` when they are too many."""
    name = inner_name(source)
    size = 0
    blocks: list[bytes] = []
    with packed_stream(stream, kind) as packed:
        while block := packed.read(_BLOCK):
            size += len(block)
            blocks.append(block)
            if size > limit("file_bytes"):
                raise DocumentError(
                    "too_large",
                    "解压后超过单份文档上限，疑为解压炸弹（too large when expanded）",
                    subject=source.name,
                    remedy="若确为文档，请解压后拆分",
                )
            if size > _FREE_RATIO_BYTES and size > limit("archive_ratio") * max(stream.tell(), 1):
                raise _bomb(source, size / max(stream.tell(), 1))
    return b"".join(blocks), name


def packed_stream(stream: IO[bytes], kind: str) -> gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile:
    """The expanded bytes of a file packed alone, as they are read."""
    if kind == GZIP:
        return gzip.GzipFile(fileobj=stream)
    return bz2.BZ2File(stream) if kind == BZIP2 else lzma.LZMAFile(stream)


def inner_name(source: Source) -> str:
    """The name of what is packed in `source`: its own, without the suffix of the packer."""
    name = (source.member or source.source_uri).rpartition("/")[2]
    for suffix, instead in _SUFFIXES.items():
        if name.lower().endswith(suffix):
            return name[: -len(suffix)] + instead
    return name


def is_junk(name: str) -> bool:
    """Whether a member is what operating systems put into archives by themselves."""
    last = name.rpartition("/")[2]
    return name.startswith("__MACOSX/") or last.startswith(".") or last.lower() in {"thumbs.db", "desktop.ini"}


def _zip_member(source: Source, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> Source:
    label = _label(source, name)
    if entry.flag_bits & 1:
        return failed(source, label, "encrypted", "加密，无法读取（encrypted）", "请解密后重试")
    if entry.file_size > limit("file_bytes"):
        return failed(source, label, "too_large", "解压后超过单份文档上限（too large）", "请拆分")
    ratio = entry.file_size / max(entry.compress_size, 1)
    if entry.file_size > _FREE_RATIO_BYTES and ratio > limit("archive_ratio"):
        return Source(source.source_uri, label, failure=_bomb(source, ratio))
    try:
        with archive.open(entry) as stream:
            data = stream.read(entry.file_size + 1)
    except DAMAGED as error:
        return failed(source, label, "malformed", f"成员已损坏（damaged member）：{error}", "请重新下载")
    return Source(source.source_uri, label, data=data)


def _label(source: Source, name: str) -> str:
    return f"{source.member}/{name}" if source.member is not None else name


def _zip_name(entry: zipfile.ZipInfo) -> str:
    """The name of a member. Chinese Windows writes GBK where the format says code page 437."""
    if entry.flag_bits & _NAMED_IN_UTF8:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return entry.filename


def _tar_name(name: str) -> str:
    try:
        raw = name.encode("utf-8", "surrogateescape")
        return raw.decode("utf-8") if max(name, default="") < "\udc80" else raw.decode("gb18030")
    except UnicodeError:
        return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _too_many(source: Source, count: int) -> DocumentError:
    return DocumentError(
        "archive_members",
        f"压缩包内至少有 {count:,} 个文件，超过上限（too many members）",
        subject=source.name,
        remedy="请分成几个压缩包",
    )


def _bomb(source: Source, ratio: float) -> DocumentError:
    return DocumentError(
        "archive_ratio",
        f"解压比达 {ratio:.0f} 倍，疑为解压炸弹（expands too much）",
        subject=source.name,
        remedy="若确为文档，请解压后给出",
    )
