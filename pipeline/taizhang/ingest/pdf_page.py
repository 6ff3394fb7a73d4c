"""One page of a PDF: its characters, its rules, its picture. The only module that speaks to PDFium's own functions."""

from __future__ import annotations

import ctypes
import math
from typing import Any

from taizhang.errors import DocumentError
from taizhang.ingest.glyphs import Glyph, plain_glyph
from taizhang.ingest.ruled import Rules
from taizhang.settings import limit

_PATH = 2  # FPDF_PAGEOBJ_PATH
_ASCENT = 0.86  # of an em above the baseline, in Chinese fonts
_MOST_OBJECTS = 20_000
_DPI = 200  # print of ten points has letters some thirty dots high, which recognition reads best


def glyphs_of(page: Any, name: str) -> tuple[list[Glyph], int]:  # noqa: ANN401  pypdfium2 publishes no types
    """The characters of a page in the order in which they were written, and how many of them no font explains.

    Raises `DocumentError` when there are more than any page holds.
    """
    import pypdfium2.raw as raw  # type: ignore[import-untyped]

    textpage = page.get_textpage()
    height = page.get_height()
    count = textpage.count_chars()
    if count > limit("page_chars"):
        raise DocumentError(
            "too_large",
            f"一页有 {count:,} 个字符，超过上限（too many characters on a page）",
            subject=name,
            remedy="这不是一份公文的页面；请检查文件",
        )
    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    glyphs: list[Glyph] = []
    unmapped = 0
    handle = textpage.raw
    for index in range(count):
        code = raw.FPDFText_GetUnicode(handle, index)
        if code == 0 or 0xE000 <= code <= 0xF8FF or code == 0xFFFD or raw.FPDFText_HasUnicodeMapError(handle, index):
            unmapped += 1
        char = plain_glyph(chr(code)) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
        if not char:
            continue
        generated = raw.FPDFText_IsGenerated(handle, index) == 1
        if char == " " and generated and code != 0x20:
            continue  # the line ends that PDFium puts in
        raw.FPDFText_GetLooseCharBox(handle, index, ctypes.byref(box))
        top, bottom = height - box.top, height - box.bottom
        if not generated and raw.FPDFText_GetMatrix(handle, index, ctypes.byref(matrix)):
            # fonts claim heights of up to one and a half ems, so that lines would overlap
            em = raw.FPDFText_GetFontSize(handle, index) * math.hypot(matrix.c, matrix.d)
            if em > 0 and raw.FPDFText_GetCharOrigin(handle, index, x, y):
                top, bottom = height - y.value - _ASCENT * em, height - y.value + (1 - _ASCENT) * em
        glyphs.append(Glyph(char, index, box.left, box.right, top, bottom, generated))
    textpage.close()
    return glyphs, unmapped


def rules_of(page: Any) -> Rules:  # noqa: ANN401
    """The straight lines and frames drawn on a page."""
    import pypdfium2.raw as raw

    rules = Rules()
    height = page.get_height()
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for index in range(min(raw.FPDFPage_CountObjects(page.raw), _MOST_OBJECTS)):
        item = raw.FPDFPage_GetObject(page.raw, index)
        if raw.FPDFPageObj_GetType(item) != _PATH:
            continue
        if raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
            rules.add_box(left.value, height - top.value, right.value, height - bottom.value)
    return rules


def picture_of(document: Any, number: int) -> Any:  # noqa: ANN401  an array of pixels
    """Page `number` (from 1) as an array of pixels, grey, small enough for the limit."""
    page = document[number - 1]
    try:
        width, height = page.get_size()
        bound = limit("picture_pixels")
        scale = min(_DPI / 72, (bound / max(width * height, 1.0)) ** 0.5)
        return page.render(scale=scale).to_numpy()
    finally:
        page.close()
