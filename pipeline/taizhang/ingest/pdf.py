"""PDF to canonical text; pages that are pictures go to text recognition.

The characters of each page are put into lines by their place, lines into paragraphs (`printed`), ruled tables into
rows (`ruled`); headers, footers and page numbers are left out with a warning (`furniture`). The place of a character
is its number on its page, as PDFium counts them.
"""

from __future__ import annotations

from typing import Any

from taizhang.errors import DocumentError
from taizhang.ingest.content import Content
from taizhang.ingest.glyphs import Glyph, lines_of_glyphs
from taizhang.ingest.ocr import read_picture_pages
from taizhang.ingest.paper import PaperPage, assemble
from taizhang.ingest.pdf_page import glyphs_of, picture_of, rules_of
from taizhang.ingest.ruled import rows_of, table_of
from taizhang.settings import limit

_TAIL = 4096
_FEW = 8  # characters: a page with fewer shows its text as a picture, or has none
_PASSWORD = 4  # FPDF_ERR_PASSWORD
_UNMAPPED_SHARE = 0.3


def read_pdf(data: bytes, *, name: str) -> Content:
    """The document in `data`.

    Raises `DocumentError`: `encrypted`, `truncated`, `malformed`, `too_many_pages`, `no_text` when it is a scan and
    text recognition is not installed.
    """
    try:
        import pypdfium2 as pdfium  # type: ignore[import-untyped]
    except ImportError as error:
        raise DocumentError(
            "no_reader",
            "读取 PDF 需要 pypdfium2（not installed）",
            subject=name,
            remedy="请安装：pip install pypdfium2",
        ) from error
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise _refused(data, name, error) from error
    try:
        if not _is_whole(data):
            raise _truncated(name)
        return _read(document, name)
    except pdfium.PdfiumError as error:
        raise _refused(data, name, error) from error
    finally:
        document.close()


def _read(document: Any, name: str) -> Content:  # noqa: ANN401  pypdfium2 publishes no types
    count = len(document)
    bound = limit("pdf_pages")
    if count > bound:
        raise DocumentError(
            "too_many_pages",
            f"共 {count:,} 页，超过上限 {bound:,} 页（too many pages）",
            subject=name,
            remedy="请按通报拆分后重试",
        )
    if count == 0:
        raise DocumentError("empty", "PDF 没有页（no pages）", subject=name, remedy="请重新下载")
    pages: list[PaperPage] = []
    pictures: list[int] = []
    unmapped = total = 0
    for number in range(1, count + 1):
        page = document[number - 1]
        try:
            glyphs, odd = glyphs_of(page, name)
            if sum(not glyph.char.isspace() for glyph in glyphs) < _FEW:
                pictures.append(number)
            total += len(glyphs)
            unmapped += odd
            pages.append(_laid_out(page, glyphs, number))
        finally:
            page.close()
    if total and unmapped > _UNMAPPED_SHARE * total:  # fonts without a table of characters: only the picture is right
        pictures = list(range(1, count + 1))
        pages = [PaperPage(number) for number in pictures]
    warnings: tuple[str, ...] = ()
    if pictures:
        warnings = read_picture_pages(
            {number: pages[number - 1] for number in pictures},
            lambda number: picture_of(document, number),
            all_pages=len(pictures) == count,
            name=name,
        )
    return assemble(pages, count, warnings, name)


def _laid_out(page: Any, glyphs: list[Glyph], number: int) -> PaperPage:  # noqa: ANN401
    table = table_of(rules_of(page))
    if table is None:
        return PaperPage(number, lines_of_glyphs(glyphs, number))
    inside = [glyph for glyph in glyphs if table.holds(glyph)]
    rows = rows_of(table, inside, number)
    if rows is None:
        return PaperPage(number, lines_of_glyphs(glyphs, number))
    held = set(map(id, inside))
    outside = lines_of_glyphs([glyph for glyph in glyphs if id(glyph) not in held], number)
    return PaperPage(number, outside, rows, table.rows[0])


def _is_whole(data: bytes) -> bool:
    """Whether the file reaches its end: PDFium reads what is there of a broken one without a word."""
    tail = data[-_TAIL:].rstrip(b"\0\r\n \t")
    return b"%%EOF" in tail or b"startxref" in tail


def _truncated(name: str) -> DocumentError:
    return DocumentError(
        "truncated", "PDF 不完整，缺少文件尾（truncated file）", subject=name, remedy="下载中断所致；请重新下载"
    )


def _refused(data: bytes, name: str, error: Exception) -> DocumentError:
    if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
        return DocumentError(
            "encrypted", "PDF 有打开密码，无法读取（password needed）", subject=name, remedy="请取得无密码的版本"
        )
    if not _is_whole(data):
        return _truncated(name)
    return DocumentError(
        "malformed", f"PDF 已损坏，无法打开（can not be opened）：{error}", subject=name, remedy="请重新下载"
    )
