"""Pictures of text: scanned pages and images, by an optional program for text recognition.

The rows of a scan are read like print: recognised lines in reading order, then paragraphs by their place. A place in
the original is the page, the number of the line on it and the character in that line.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from taizhang.errors import DocumentError
from taizhang.ingest.content import Content
from taizhang.ingest.paper import PaperPage, assemble
from taizhang.ingest.printed import PrintedLine
from taizhang.settings import limit

_DOUBTFUL = 0.8
_INSTALL = "请安装文字识别：pip install 'taizhang[ocr]'；或给出有文字的版本"


def read_picture_pages(
    pages: Mapping[int, PaperPage], picture: Callable[[int], Any], *, all_pages: bool, name: str
) -> tuple[str, ...]:
    """Fill `pages` with the lines of their pictures; the warnings that go with them.

    Without a program for it: pages that stay unread are named in a warning when the document has others. Raises
    `DocumentError` `no_text` when it has none, `too_many_pages` when it would take too long.
    """
    numbers = sorted(pages)
    if not is_available():
        listed = "、".join(map(str, numbers[:20]))
        if all_pages:
            raise _no_program(name)
        return (f"第{listed}页是图片，未识别其中文字（未安装文字识别）",)
    bound = limit("ocr_pages")
    if len(numbers) > bound:
        raise DocumentError(
            "too_many_pages",
            f"有 {len(numbers)} 页是扫描图片，超过上限 {bound} 页（too many scanned pages）",
            subject=name,
            remedy="请拆分，或先用文字识别软件转为文本",
        )
    doubtful = read = 0
    for number in numbers:
        lines, unsure = _recognise(picture(number), number)
        pages[number].lines = lines
        read += len(lines)
        doubtful += unsure
    return _warnings(read, doubtful, len(numbers))


def read_image(data: bytes, *, name: str) -> Content:
    """The text of an image file, each frame a page. Raises `DocumentError` as `read_picture_pages` does."""
    return read_images([data], name=name)


def read_images(files: list[bytes], *, name: str) -> Content:
    """The text of image files in their order, each frame of each a page."""
    if not is_available():
        raise _no_program(name)
    frames = [frame for data in files for frame in _frames(data, name)]
    pages = {number: PaperPage(number) for number in range(1, len(frames) + 1)}
    notes = read_picture_pages(pages, lambda number: frames[number - 1](), all_pages=True, name=name)
    return assemble(list(pages.values()), len(pages), notes, name)


@cache
def is_available() -> bool:
    """Whether the program for text recognition is installed."""
    from importlib.util import find_spec

    return all(find_spec(module) is not None for module in ("rapidocr", "onnxruntime", "PIL"))


def _no_program(name: str) -> DocumentError:
    return DocumentError("no_text", "是扫描图片，没有文字层（a scan without text）", subject=name, remedy=_INSTALL)


def _frames(data: bytes, name: str) -> list[Callable[[], Any]]:
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit follows
            image = Image.open(io.BytesIO(data))
        count = getattr(image, "n_frames", 1)
        width, height = image.size
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise DocumentError(
            "malformed", f"图片已损坏（damaged picture）：{error}", subject=name, remedy="请重新下载"
        ) from error
    bound = limit("image_pixels")
    if width * height > bound:
        raise DocumentError(
            "too_many_pixels",
            f"图片 {width}×{height}，超过 {bound:,} 像素（too many pixels）",
            subject=name,
            remedy="请缩小后重试",
        )

    def frame(index: int) -> Callable[[], Any]:
        def pixels() -> Any:  # noqa: ANN401
            import numpy as np

            try:
                image.seek(index)
                upright = ImageOps.exif_transpose(image).convert("RGB")
            except (OSError, ValueError, EOFError) as error:
                raise DocumentError(
                    "malformed", f"图片不完整（damaged picture）：{error}", subject=name, remedy="请重新下载"
                ) from error
            fit = (limit("picture_pixels") / (width * height)) ** 0.5
            if fit < 1:
                upright = upright.resize((max(1, int(width * fit)), max(1, int(height * fit))))
            return np.asarray(upright)

        return pixels

    return [frame(index) for index in range(count)]


@cache
def _engine() -> Any:  # noqa: ANN401  the program publishes no types; loading it takes a second
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "critical", "Global.use_cls": False})


def _recognise(pixels: Any, page: int) -> tuple[list[PrintedLine], int]:  # noqa: ANN401
    found = _engine()(pixels, use_cls=False)  # turned lines do not occur, and the check garbles skewed ones
    if found.boxes is None or found.txts is None:
        return [], 0
    cells = []
    unsure = 0
    for box, text, score in zip(found.boxes, found.txts, found.scores, strict=True):
        stripped = str(text).strip()
        if stripped:
            xs, ys = [float(point[0]) for point in box], [float(point[1]) for point in box]
            cells.append((min(ys), max(ys), min(xs), max(xs), stripped))
            unsure += float(score) < _DOUBTFUL
    return _lines(cells, page), unsure


def _lines(cells: list[tuple[float, float, float, float, str]], page: int) -> list[PrintedLine]:
    """Pieces at one height are one line, from left to right; lines from the top down."""
    rows: list[list[tuple[float, float, float, float, str]]] = []
    for cell in sorted(cells, key=lambda cell: (cell[0] + cell[1]) / 2):
        middle = (cell[0] + cell[1]) / 2
        row = rows[-1] if rows else None
        if row and row[0][0] < middle < row[0][1] and all(c[3] <= cell[2] + 4 or cell[3] <= c[2] + 4 for c in row):
            row.append(cell)
        else:
            rows.append([cell])
    lines = []
    for number, row in enumerate(rows, start=1):
        row.sort(key=lambda cell: cell[2])
        text = " ".join(cell[4] for cell in row)
        x0, x1 = row[0][2], row[-1][3]
        columns = sum(0.5 if char < "\x80" else 1.0 for char in text)
        size = max(1.0, min((x1 - x0) / max(columns, 1.0), max(cell[1] - cell[0] for cell in row)))
        offsets: list[int | None] = list(range(len(text)))
        top, bottom = min(cell[0] for cell in row), max(cell[1] for cell in row)
        lines.append(PrintedLine(page, text, offsets, x0, x1, top, bottom, size, number))
    return lines


def _warnings(lines: int, doubtful: int, pages: int) -> tuple[str, ...]:
    notes = [f"文字由识别得到，未经核对：{pages}页，{lines}行"]
    if doubtful:
        notes.append(f"识别把握不足 {_DOUBTFUL} 的行：{doubtful}行")
    return tuple(notes)
