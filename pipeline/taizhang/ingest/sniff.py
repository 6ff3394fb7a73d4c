"""What kind of file the bytes are, whatever the name says."""

from __future__ import annotations

import re

from taizhang.errors import DocumentError

TEXT = "text/plain"
HTML = "text/html"

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"PAR1", "application/vnd.apache.parquet"),
    (b"{\\rtf", "application/rtf"),
)
_OFFICE = (
    (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    (b"OFD.xml", "application/ofd"),
)
_NAMES = {
    "application/pdf": "PDF",
    "application/x-ole-storage": "旧版 Word/WPS（.doc、.wps）",
    "application/rtf": "RTF",
    "application/ofd": "OFD",
    "application/zip": "压缩包",
    "application/gzip": "gzip 压缩包",
    "application/x-7z-compressed": "7z 压缩包",
    "application/vnd.rar": "RAR 压缩包",
    "application/vnd.apache.parquet": "Parquet 表",
}
_OPENS_AS_HTML = re.compile(
    r"\s{0,2000}(?:<\?xml[^>]{0,200}>\s{0,200})?(?:<!--.{0,5000}?-->\s{0,2000}){0,5}"
    r"<(?:!doctype\s{1,9}html|html|head|body|meta|title|div|table|script|style|link)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<(?:p|br|div|span|table|td|h[1-6]|strong|font)\b[^<>]{0,2000}>", re.IGNORECASE)


def media_type(data: bytes) -> str | None:
    """Media type by the first bytes; None for what may be text."""
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            if kind == "application/zip":
                return next((office for part, office in _OFFICE if part in data[:4096]), kind)
            return kind
    return None


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
    """The refusal of a kind of file that this version does not read."""
    called = _NAMES.get(kind) or ("图片" if kind.startswith("image/") else kind)
    if kind.endswith("document"):
        called = "Word（.docx）"
    if kind.startswith("image/"):
        remedy = "请先用文字识别软件转为文本"
    elif kind in {"application/zip", "application/gzip", "application/x-7z-compressed", "application/vnd.rar"}:
        remedy = "请解压后给出其中的文件"
    else:
        remedy = "请另存为纯文本（.txt）或网页（.html）后重试"
    return DocumentError(
        "unsupported", f"本版本尚不能读取{called}（kind of file not read yet）", subject=name, remedy=remedy
    )
