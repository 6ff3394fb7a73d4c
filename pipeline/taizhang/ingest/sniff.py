"""What kind of file the bytes are, whatever the name says."""

from __future__ import annotations

import io
import re
import zipfile
from typing import BinaryIO

from taizhang.errors import DocumentError
from taizhang.ingest.message import is_message

TEXT = "text/plain"
MESSAGE = "message/rfc822"
HTML = "text/html"
PDF = "application/pdf"
OLE = "application/x-ole-storage"
RTF = "application/rtf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OFD = "application/ofd"
ZIP = "application/zip"
TAR = "application/x-tar"
GZIP, BZIP2, XZ = "application/gzip", "application/x-bzip2", "application/x-xz"
WARC = "application/warc"
PARQUET = "application/vnd.apache.parquet"
ARCHIVES = frozenset({ZIP, TAR, GZIP, BZIP2, XZ})
HEAD = 1_024  # bytes that tell all kinds apart, but for what is in a zip file

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
    (b"PK\x07\x08", ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"\x1f\x8b", GZIP),
    (b"BZh", BZIP2),
    (b"\xfd7zXZ\x00", XZ),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"PAR1", PARQUET),
    (b"{\\rtf", RTF),
    (b"WARC/1.", WARC),
    (b"SQLite format 3\x00", "application/vnd.sqlite3"),
)
_OFFICE = (
    ("word/document", DOCX),
    ("xl/workbook", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("ppt/presentation", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ("ofd.xml", OFD),
    ("content.xml", "application/vnd.oasis.opendocument"),
)
_NAMES = {
    RTF: "RTF",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel 表格（.xlsx）",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "演示文稿（.pptx）",
    "application/vnd.oasis.opendocument": "OpenDocument（.odt 等）",
    "application/x-7z-compressed": "7z 压缩包",
    "application/vnd.rar": "RAR 压缩包",
    "application/vnd.sqlite3": "SQLite 数据库",
    ZIP: "压缩包",
    TAR: "tar 包",
    GZIP: "gzip 压缩包",
    BZIP2: "bzip2 压缩包",
    XZ: "xz 压缩包",
    WARC: "WARC 网页存档",
    PARQUET: "Parquet 表",
}
_OPENS_AS_HTML = re.compile(
    r"\s{0,2000}(?:<\?xml[^>]{0,200}>\s{0,200})?(?:<!--.{0,5000}?-->\s{0,2000}){0,5}"
    r"<(?:!doctype\s{1,9}html|html|head|body|meta|title|div|table|script|style|link)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<(?:p|br|div|span|table|td|h[1-6]|strong|font)\b[^<>]{0,2000}>", re.IGNORECASE)
_PDF_HEAD = 1_024


def media_type(data: bytes) -> str | None:
    """Media type by the bytes; None for what may be text. A zip file is told by what is in it."""
    kind = kind_of_head(data[: HEAD + 16])
    return kind_of_zip(io.BytesIO(data)) if kind == ZIP else kind


def kind_of_head(head: bytes) -> str | None:
    """Media type by the first `HEAD` bytes of a file; any zip file is a zip file."""
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head.startswith(b"BM") and len(head) > 14 and head[6:10] == b"\0\0\0\0":
        return "image/bmp"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image/webp"
    if head[257:262] == b"ustar":
        return TAR
    if b"%PDF-" in head[:_PDF_HEAD] and not head.lstrip().startswith(b"<"):
        return PDF  # some servers put a few bytes before the document
    return MESSAGE if is_message(head) else None


def kind_of_zip(stream: BinaryIO) -> str:
    """The kind of a zip file: an office document, or an archive. Only its directory is read."""
    try:
        with zipfile.ZipFile(stream) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        # without its directory, which is at the end: the first names still say what it was meant to be
        stream.seek(0)
        head = stream.read(4096).lower()
        return next((kind for part, kind in _OFFICE if part.encode() in head), ZIP)
    lowered = [name.replace("\\", "/").lower() for name in names[:2_000]]
    for part, kind in _OFFICE:
        if any(name.startswith(part) for name in lowered):
            return kind
    return ZIP


def text_type(text: str, suffix: str) -> str:
    """`text/html` or `text/plain` for decoded text: by how it opens, or by its tags when it is named as a page."""
    if _OPENS_AS_HTML.match(text):
        return HTML
    if suffix in {".html", ".htm", ".shtml", ".xhtml", ".asp", ".aspx", ".jsp", ".php"} and _TAG.search(text):
        return HTML
    if suffix != ".txt" and len(_TAG.findall(text[:20_000])) >= 3:
        return HTML
    return TEXT


def unsupported(kind: str, name: str) -> DocumentError:
    """The refusal of a kind of file that is not read, or that is many documents where one is wanted."""
    called = _NAMES.get(kind) or kind
    if kind in ARCHIVES | {WARC, PARQUET, "application/x-7z-compressed", "application/vnd.rar"}:
        remedy = "请解压后给出其中的文件"
    else:
        remedy = "请另存为 .docx、纯文本（.txt）或网页（.html）后重试"
    return DocumentError(
        "unsupported", f"不能读取{called}（kind of file that is not read）", subject=name, remedy=remedy
    )
