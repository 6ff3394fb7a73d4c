"""The limits of `taizhang.settings` as checks: each refuses one document, naming the number and what to do."""

from __future__ import annotations

from taizhang.errors import DocumentError
from taizhang.settings import limit

_MB = 1_000_000


def check_file_size(size: int, name: str) -> None:
    """Refuse a file that can not be one document of any kind."""
    _check_bytes(size, limit("file_bytes"), name)


def check_text_size(size: int, name: str) -> None:
    """Refuse plain text or a web page that is too large to be one notice."""
    _check_bytes(size, limit("text_bytes"), name)


def check_length(text: str, name: str) -> None:
    """Refuse a document, of any kind, whose text is too long to be one notice."""
    bound = limit("text_chars")
    if len(text) > bound:
        raise DocumentError(
            "too_long",
            f"正文 {len(text):,} 字，超过单份文档上限 {bound:,} 字（too long for one document）",
            subject=name,
            remedy="若其中有多份通报，请拆成每份一个文件，或存为 JSONL 每行一份",
        )


def check_lines(text: str, name: str) -> None:
    """Refuse a text with a line that no official document has."""
    bound = limit("line_chars")
    if len(text) <= bound:
        return
    longest = max(map(len, text.split("\n")))
    if longest > bound:
        raise DocumentError(
            "line_too_long",
            f"有一行长达 {longest:,} 字，上限 {bound:,} 字（a line too long to be a document）",
            subject=name,
            remedy="这像是数据转储；请按通报拆分、每段一行后重试",
        )


def _check_bytes(size: int, bound: int, name: str) -> None:
    if size > bound:
        raise DocumentError(
            "too_large",
            f"大小 {size / _MB:.1f} MB，超过单份文档上限 {bound / _MB:.0f} MB（too large for one document）",
            subject=name,
            remedy="若其中有多份通报，请拆成每份一个文件，或存为 JSONL 每行一份",
        )
