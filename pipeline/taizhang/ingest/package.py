"""Office packages (DOCX, OFD): zip files of XML parts, opened with every door shut.

A part is read only up to a limit, declarations of document types are refused before any entity exists, and nothing is
ever fetched: relations that point outside are not followed.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from taizhang.errors import DocumentError
from taizhang.settings import limit

_FREE_RATIO_BYTES = 1_000_000


class Package:
    """A package in memory. Raises `DocumentError`: `malformed`, `encrypted`, `archive_members`."""

    def __init__(self, data: bytes, name: str) -> None:
        """Read the directory of `data`; no part yet."""
        self.name = name
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise damaged(name, error) from error
        entries = self._archive.infolist()
        if len(entries) > limit("archive_members"):
            raise DocumentError(
                "archive_members", "部件过多（too many parts）", subject=name, remedy="请另存为普通文件后重试"
            )
        self._entries = {entry.filename.replace("\\", "/").lstrip("/").lower(): entry for entry in entries}

    def __contains__(self, part: str) -> bool:
        """Whether there is such a part."""
        return part.lstrip("/").lower() in self._entries

    def parts(self, prefix: str = "") -> list[str]:
        """Names of the parts below `prefix`, in the order of the directory."""
        return [entry.filename for name, entry in self._entries.items() if name.startswith(prefix.lower())]

    def read(self, part: str) -> bytes:
        """The bytes of a part. Raises `DocumentError` when it is missing, damaged, too large or a bomb."""
        entry = self._entries.get(part.lstrip("/").lower())
        if entry is None:
            raise damaged(self.name, f"缺少 {part}")
        if entry.flag_bits & 1:
            raise DocumentError("encrypted", "文件已加密（encrypted）", subject=self.name, remedy="请解密后重试")
        bound = limit("xml_bytes")
        ratio = entry.file_size / max(entry.compress_size, 1)
        if entry.file_size > bound or (entry.file_size > _FREE_RATIO_BYTES and ratio > limit("archive_ratio")):
            raise DocumentError(
                "archive_ratio" if entry.file_size <= bound else "too_large",
                f"部件 {part} 解压后 {entry.file_size:,} 字节，疑为解压炸弹（expands too much）",
                subject=self.name,
                remedy="若确为文档，请另存为纯文本",
            )
        try:
            with self._archive.open(entry) as stream:
                return stream.read(entry.file_size + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            OSError,
            NotImplementedError,
            RuntimeError,
            EOFError,
            ValueError,
        ) as error:
            raise damaged(self.name, error) from error

    def xml(self, part: str) -> ET.Element:
        """The root of an XML part. Raises `DocumentError`: also `xml_entities`, `too_deep`."""
        return parse_xml(self.read(part), f"{self.name}#{part}")


class _Guarded(ET.TreeBuilder):
    """A tree that refuses what no office document has."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name, self._depth = name, 0

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        raise DocumentError(
            "xml_entities",
            "XML 中有文档类型声明，可能用于实体攻击，已拒绝（document type refused）",
            subject=self._name,
            remedy="正常的 Word、OFD 文件没有这种声明；请从来源重新取得",
        )

    def start(self, tag: str, attrs: dict[str, str], /) -> ET.Element:
        self._depth += 1
        if self._depth > limit("xml_depth"):
            raise DocumentError(
                "too_deep",
                f"XML 嵌套超过 {limit('xml_depth')} 层（nested too deeply）",
                subject=self._name,
                remedy="请另存为纯文本后重试",
            )
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> ET.Element:
        self._depth -= 1
        return super().end(tag)


def parse_xml(data: bytes, name: str) -> ET.Element:
    """The root of an XML document; entities and document types are refused. Raises `DocumentError`."""
    parser = ET.XMLParser(target=_Guarded(name))
    try:
        parser.feed(data)
        root: ET.Element = parser.close()
    except (ET.ParseError, ValueError, LookupError) as error:
        raise damaged(name, error) from error
    return root


def local(element: ET.Element) -> str:
    """The name of an element without its name space."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: ET.Element, name: str) -> str | None:
    """The attribute `name`, in whatever name space."""
    direct = element.get(name)
    if direct is not None:
        return direct
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def child(element: ET.Element | None, *names: str) -> ET.Element | None:
    """The first child of `element` called so, then its child, and so on."""
    for name in names:
        if element is None:
            return None
        element = next((inner for inner in element if local(inner) == name), None)
    return element


def children(element: ET.Element | None, name: str) -> Iterator[ET.Element]:
    """The children called `name`."""
    if element is not None:
        yield from (inner for inner in element if local(inner) == name)


def value(element: ET.Element | None, *names: str) -> str | None:
    """The attribute `val` of the descendant reached by `names`."""
    found = child(element, *names)
    return None if found is None else attribute(found, "val")


def damaged(name: str, error: object) -> DocumentError:
    """The refusal of a package or part that can not be read."""
    return DocumentError(
        "malformed", f"文件已损坏（damaged file）：{error}", subject=name, remedy="请重新下载，或用 Word/WPS 打开后另存"
    )
