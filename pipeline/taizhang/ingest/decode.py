"""Bytes to text, once, without ever dropping a character.

Order: byte-order mark; the charset that the page declares, with gb2312, gbk and cp936 read as gb18030, their
superset; UTF-8; gb18030; UTF-16. Each is strict: bytes that do not fit refuse the encoding, and a document that fits
none is refused as a whole. What decided is recorded, since a wrong charset damages names and areas without a trace.

A declaration is believed unless the bytes contradict it: scraped pages are often saved again as UTF-8 with the old
`gb2312` left in the page. Bytes that are valid UTF-8 *and* read as Chinese are UTF-8: GB text is practically never
both.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cache

from taizhang.errors import DocumentError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_ALIASES = {
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gb_2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "ms936": "gb18030",
    "windows-936": "gb18030",
    "euc-cn": "gb18030",
    "gb18030": "gb18030",
    "utf8": "utf-8",
    "utf-8": "utf-8",
    "unicode-1-1-utf-8": "utf-8",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "utf-16": "utf-16-le",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
}
_DECLARED = re.compile(
    rb"""<meta[^>]{0,300}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_:.\-]{2,40})"""
    rb"""|<\?xml[^>]{0,100}?encoding\s{0,9}=\s{0,9}["']([A-Za-z0-9_:.\-]{2,40})""",
    re.IGNORECASE,
)
_HEAD = 16_384
_SAMPLE = 4_000
_USUAL = re.compile(r"[\xa0\xb7\u2000-\u9fff\uff00-\uffef]")
_HAN = re.compile(r"[\u3400-\u9fff]")
# Control characters that no text file holds; tab, line ends, form feed, Ctrl-Z and escape may occur.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text with the encoding that gave it and what decided: `bom`, `declared`, `utf-8`, `gb18030`, `utf-16`."""

    text: str
    encoding: str
    source: str


def decode(data: bytes, *, name: str, declared: str | None = None) -> Decoded:
    """The text of `data`. `declared` is a charset from outside the bytes; one inside an HTML head is found here.

    Raises `DocumentError`: `empty`, `binary`, or `undecodable` when no encoding fits every byte.
    """
    if not data.strip():
        raise DocumentError("empty", "文件为空（empty file）", subject=name, remedy="请重新下载或从清单中去掉")
    found = _decode(data, _known(declared) or declared_in(data))
    if found is None:
        raise _refused(data, name)
    if _is_binary(found.text):
        raise _binary(name)
    if not found.text.strip("\ufeff \t\r\n\u3000\xa0"):
        raise DocumentError("empty", "文件没有文字（no text in it）", subject=name, remedy="请重新下载或从清单中去掉")
    return found


def declared_in(data: bytes) -> str | None:
    """The charset that the head of an HTML or XML document declares, as a Python codec; None when none is known."""
    match = _DECLARED.search(data, 0, _HEAD)
    return _known((match[1] or match[2]).decode("ascii")) if match else None


def _decode(data: bytes, declared: str | None) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _strict(data[len(mark) :], encoding)
            return None if text is None else Decoded(text, encoding, "bom")
    as_utf8 = _strict(data, "utf-8")
    if declared is not None and declared != "utf-8" and not (as_utf8 and _reads_as_chinese(as_utf8)):
        text = _strict(data, declared)
        if text is not None:
            return Decoded(text, declared, "declared")
    if as_utf8 is not None:
        return Decoded(as_utf8, "utf-8", "declared" if declared == "utf-8" else "utf-8")
    if b"\0" not in data[:_HEAD]:
        text = _strict(data, "gb18030")
        return Decoded(text, "gb18030", "gb18030") if text is not None and _reads_as_chinese(text) else None
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _strict(data, encoding)
        if text is not None and _reads_as_chinese(text):
            return Decoded(text, encoding, "utf-16")
    return None


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _known(declared: str | None) -> str | None:
    return _ALIASES.get(declared.strip().lower()) if declared else None


@cache
def _common() -> frozenset[str]:
    """The 3,755 level-1 characters of GB 2312: nearly all of any official text, few of a wrongly decoded one."""
    return frozenset(
        bytes((row, cell)).decode("gb2312")
        for row in range(0xB0, 0xD8)
        for cell in range(0xA1, 0xFF)
        if (row, cell) < (0xD7, 0xFA)
    )


def _reads_as_chinese(text: str) -> bool:
    """Whether most Han characters are common ones and most characters beyond ASCII are Han or its punctuation."""
    beyond = [char for char in text[:_SAMPLE] if char > "\x7f"]
    han = [char for char in beyond if _HAN.match(char)]
    if not han:
        return not beyond
    common = sum(map(_common().__contains__, han))
    usual = sum(1 for char in beyond if _USUAL.match(char))
    return common >= 0.6 * len(han) and usual >= 0.6 * len(beyond)


def _is_binary(text: str) -> bool:
    controls = len(_CONTROL.findall(text[:200_000]))
    return controls > 2 and controls * 500 > min(len(text), 200_000)


def _refused(data: bytes, name: str) -> DocumentError:
    head = data[:_HEAD]
    if b"\0" in head or sum(byte < 9 or 14 <= byte < 27 for byte in head) * 100 > len(head):
        return _binary(name)
    return DocumentError(
        "undecodable",
        "编码不明：按 UTF-8、GB18030、UTF-16 都不能完整解码（no encoding fits every byte）",
        subject=name,
        remedy="文件可能已损坏或混用编码；请从来源重新保存",
    )


def _binary(name: str) -> DocumentError:
    return DocumentError(
        "binary", "二进制文件，不是文本（binary file）", subject=name, remedy="请给出文本或网页文件，或先转换为文本"
    )
