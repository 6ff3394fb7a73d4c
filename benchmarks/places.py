"""Does the original show the characters of a cell at the place that its row records?

    python benchmarks/places.py FOLDER DATASET [--cells 500]

`DATASET` is a run of the corpus `FOLDER`. For each format that many cells (titles of problems, measures, counts, dates,
contacts, citations) are drawn, and each is looked up in the file by `texts.origin` and by other programs than ours:

- a web page, plain text or JSONL row: the characters from the recorded offset of the file as Python decodes it from
  the encoding in `documents`, behind a byte-order mark (JSONL: of the row that `member` names), entities as
  `html.unescape` reads them;
- a PDF: the recorded page as `pdftotext` (poppler) or pdfminer prints it has the characters, white space aside;
- a Word file: the paragraph of that number as python-docx shows it has them, from the recorded offset on.

A cell counts as shown when every stretch of it is; characters that the reader put in (numbers of automatic lists, line
ends) have no offset and are not looked up, but a cell of nothing else is not drawn.
"""

from __future__ import annotations

import argparse
import html
import io
import json
import random
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from corpus import Item, read_truth
from corpus_rows import key_of, ledgers_of, outcomes
from generated import machine

from taizhang.ingest.content import Place, locate
from taizhang.records import Ledger
from taizhang.text import squeeze

TABLES = ("problems", "measures", "counts", "dates", "contacts", "citations")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row: its document and its encoding, its table, and where the original has it."""

    item: Item
    encoding: str | None  # as `documents` names it
    table: str
    surface: str
    places: tuple[Place, ...]
    stretches: tuple[str, ...]
    page: int | None


def cells_of(item: Item, encoding: str | None, ledger: Ledger) -> Iterator[Cell]:
    """All cells of a notice that have characters of the original in them."""
    text, origin = ledger.text.text, ledger.text.origin
    for table in TABLES:
        for row in getattr(ledger, table):
            places = locate(origin, row.char_start, row.char_end)
            kept = tuple(place for place in places if place.offset is not None)
            if kept:
                stretches = tuple(text[place.char_start : place.char_end] for place in kept)
                yield Cell(item, encoding, table, text[row.char_start : row.char_end], kept, stretches, row.page)


def bytes_of(pages: Path, item: Item) -> bytes:
    """The original, out of its archive where it is in one."""
    path = pages / item.path
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            return archive.read(str(item.member))
    if path.suffix == ".gz":
        with tarfile.open(path) as archive:
            return archive.extractfile(str(item.member)).read()
    return path.read_bytes()


def _decoded(data: bytes, cell: Cell) -> str:
    return data.decode(str(cell.encoding)).removeprefix("\ufeff")


def in_page(data: bytes, cell: Cell, stretch: str, place: Place) -> bool:
    """In a web page, entity by entity: one of them is one character of the text."""
    page = _decoded(data, cell)
    at = place.offset
    if page[at : at + len(stretch)] == stretch:
        return True
    shown = html.unescape(page[at : at + 12]) if len(stretch) == 1 else ""
    return shown[:1] == stretch


def in_text(data: bytes, cell: Cell, stretch: str, place: Place) -> bool:
    """In a plain text; Python's newline rules are not applied, an offset counts every code point of the file."""
    return _decoded(data, cell)[place.offset : place.offset + len(stretch)] == stretch


def in_row(data: bytes, cell: Cell, stretch: str, place: Place) -> bool:
    """In the text of a row of a collection."""
    text = json.loads(data.split(b"\n")[int(str(cell.item.member)) - 1])["text"]
    return text[place.offset : place.offset + len(stretch)] == stretch


def in_paper(data: bytes, cell: Cell, stretch: str, place: Place) -> bool:
    """On a page of a PDF, read by another program."""
    pages = _printed(data)
    return 1 <= place.page <= len(pages) and squeeze(stretch) in pages[place.page - 1]


@lru_cache(4)
def _printed(data: bytes) -> list[str]:
    if shutil.which("pdftotext"):
        with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            file.write(data)
            file.flush()
            command = ["pdftotext", "-raw", "-enc", "UTF-8", file.name, "-"]
            out = subprocess.run(command, check=True, capture_output=True).stdout.decode()
        return [squeeze(page) for page in out.split("\f")]
    from pdfminer.high_level import extract_text
    from pdfminer.pdfpage import PDFPage

    number = sum(1 for _ in PDFPage.get_pages(io.BytesIO(data)))
    return [squeeze(extract_text(io.BytesIO(data), page_numbers=[page])) for page in range(number)]


def in_word(data: bytes, cell: Cell, stretch: str, place: Place) -> bool:
    """In a paragraph of a Word file, read by python-docx."""
    paragraphs = _written(data)
    if not 1 <= place.paragraph <= len(paragraphs):
        return False
    return paragraphs[place.paragraph - 1][place.offset : place.offset + len(stretch)] == stretch


@lru_cache(4)
def _written(data: bytes) -> list[str]:
    from docx import Document
    from docx.oxml.ns import qn
    from docx.text.paragraph import Paragraph

    document = Document(io.BytesIO(data))
    return [Paragraph(element, document).text for element in document.element.body.iter(qn("w:p"))]


SHOWN: dict[str, Callable[[bytes, Cell, str, Place], bool]] = {
    "html": in_page,
    "txt": in_text,
    "jsonl": in_row,
    "pdf": in_paper,
    "docx": in_word,
}


def draw(folder: Path, dataset: Path, number: int, seed: int = 6, pages: str = "pages") -> dict[str, list[Cell]]:
    """`number` random cells of each format; of documents drawn too, so that one long notice does not give them all.

    `pages` is the folder of the corpus that was run.
    """
    rng = random.Random(seed)
    found = outcomes(dataset)
    by_format: dict[str, list[tuple[str, tuple[Item, str | None]]]] = defaultdict(list)
    for item in read_truth(folder):
        row = found.get(key_of(folder / pages, item))
        if row is not None and row["outcome"] == "extracted":
            by_format[item.format].append((row["notice_id"], (item, row["encoding"])))
    chosen: dict[str, tuple[Item, str | None]] = {}
    for kind in sorted(by_format):
        chosen.update(rng.sample(by_format[kind], min(len(by_format[kind]), max(number // 5, 1))))
    cells: dict[str, list[Cell]] = defaultdict(list)
    for notice, ledger in ledgers_of(dataset, chosen):
        item, encoding = chosen[notice]
        cells[item.format].extend(cells_of(item, encoding, ledger))
    return {kind: rng.sample(of_kind, min(number, len(of_kind))) for kind, of_kind in sorted(cells.items())}


def main() -> int:
    """Draw, look up, print; 1 when a cell is not shown where its row says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("dataset", type=Path)
    parser.add_argument("--cells", type=int, default=500)
    options = parser.parse_args()
    print(machine())
    wrong = 0
    for kind, cells in draw(options.folder, options.dataset, options.cells).items():
        missed, tables = [], Counter(cell.table for cell in cells)
        for cell in sorted(cells, key=lambda cell: (cell.item.path, str(cell.item.member))):
            data = bytes_of(options.folder / "pages", cell.item)
            shown = all(SHOWN[kind](data, cell, text, at) for text, at in zip(cell.stretches, cell.places, strict=True))
            page = cell.page == cell.places[0].page
            if not shown or not page:
                missed.append(cell)
        wrong += len(missed)
        print(
            f"{kind:6}{len(cells) - len(missed):>5} of {len(cells)} cells shown where their rows say   {dict(tables)}"
        )
        for cell in missed[:10]:
            print(f"    {cell.item.path} {cell.item.member or ''} {cell.table} {cell.surface[:40]!r} {cell.places[:3]}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
