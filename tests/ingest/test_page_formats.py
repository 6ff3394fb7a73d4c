"""One notice in many formats gives one set of rows, each with its place in the original."""

import random
import re
from functools import cache

import pytest

from support.formats import SUFFIXES, TABLES, page_date, render, rows, same
from support.ledgers import REPOSITORY
from support.word import W
from taizhang.api import extract
from taizhang.flow import running_text
from taizhang.ingest.content import locate
from taizhang.ingest.decode import decode
from taizhang.ingest.package import Package
from taizhang.ingest.read import read_page
from taizhang.ingest.source import Source
from taizhang.reading import read_ledger
from taizhang.text import canonicalise

NOTICES = (
    "a05-district-civil-by-status", "a08-county-water-flat", "a12-county-finance-money", "b03-wuhan-urban-mgmt-fields",
    "b04-county-medins-aspect-tree", "b06-county-market-double-marker", "c03-county-hospital-long",
    "c06-chinese-numerals-no-claim", "c10-veterans-lost-digits", "d04-table-tab-rows", "d07-town-odd-enumerators",
    "d12-county-committee-provincial",
)  # fmt: skip


def text_of(name: str) -> str:
    text = (REPOSITORY / "corpora" / "samples" / f"{name}.txt").read_text("utf-8")
    return running_text(canonicalise(text)).doc.text


@cache
def wanted_rows(name: str):
    return rows(extract(text_of(name), model=None))


def page_of(name: str, kind: str, seed: int = 0):
    data = render(text_of(name), kind, seed)
    return data, read_page(Source(f"{name}{SUFFIXES[kind]}", data=data), data)


@pytest.mark.parametrize("kind", ["txt", "html", "pdf", "docx", "mhtml", "eml"])
def test_the_rows_of_a_notice_do_not_depend_on_its_format(kind):
    totals = {table: [0, 0] for table in TABLES}
    for seed, name in enumerate(NOTICES):
        _, page = page_of(name, kind, seed)
        found = rows(read_ledger(page, model=None))
        day = page_date(text_of(name))
        for row in [row for row in found["dates"] if str(row[1]) == day and row[3] in {"publication", "mention"}]:
            found["dates"][row] = min(found["dates"][row], wanted_rows(name)["dates"][row])  # the header of a page
        for table in TABLES:
            common, both = same(wanted_rows(name)[table], found[table])
            totals[table][0] += 2 * common
            totals[table][1] += both
    shares = {table: common / both for table, (common, both) in totals.items() if both}
    assert {table: share for table, share in shares.items() if share < 0.99} == {}


def spans(text: str, count: int = 60):
    chance = random.Random(7)
    for _ in range(count):
        start = chance.randrange(len(text) - 12)
        yield start, start + chance.randrange(1, 12)


def check(content, original) -> int:
    """Characters of random spans that the original shows at their recorded place; all must be."""
    checked = 0
    text = content.canonical.text
    for start, end in spans(text):
        for place in locate(content.origin, start, end):
            if place.offset is not None:
                shown = text[place.char_start : place.char_end]
                assert original(place, len(shown)) == shown
                checked += len(shown)
    return checked


@pytest.mark.parametrize("seed", range(4))
def test_places_in_a_page_show_the_same_characters(seed):
    data, page = page_of(NOTICES[seed], "html", seed)
    source = decode(data, name="x").text
    escaped = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}

    def original(place, length):
        found = source[place.offset : place.offset + length]
        return escaped.get(source[place.offset : source.find(";", place.offset) + 1], found) if length == 1 else found

    assert check(page.content, original) > 200


def test_places_in_a_pdf_show_the_same_characters():
    import pypdfium2

    for seed, name in enumerate(NOTICES[:3]):
        data, page = page_of(name, "pdf", seed)
        with pypdfium2.PdfDocument(data) as document:
            assert page.content.pages == len(document)
            pages = [item.get_textpage() for item in document]

            def original(place, length, pages=pages):
                return pages[place.page - 1].get_text_range(place.offset, length)

            assert check(page.content, original) > 150
            for item in pages:
                item.close()


def test_places_in_a_word_file_show_the_same_characters():
    name_space = W.partition('"')[2].rstrip('"')
    for seed, name in enumerate(NOTICES[:4]):
        data, page = page_of(name, "docx", seed)
        paragraphs = list(Package(data, "x").xml("word/document.xml").iter(f"{{{name_space}}}p"))

        def original(place, length, paragraphs=paragraphs):
            text = "".join(item.text or "" for item in paragraphs[place.paragraph - 1].iter(f"{{{name_space}}}t"))
            return text[place.offset : place.offset + length]

        assert check(page.content, original) > 200


def test_rows_of_a_pdf_know_their_page():
    _, page = page_of("c03-county-hospital-long", "pdf", 2)
    ledger = read_ledger(page, model=None)
    assert ledger.text.pages is not None
    assert ledger.text.pages > 2
    pages = [problem.page for problem in ledger.problems]
    assert pages[0] == 1 and pages == sorted(pages) and pages[-1] > 1
    assert {count.page for count in ledger.counts} == set(range(1, ledger.text.pages + 1))


def test_what_is_left_out_of_the_text_is_named_in_its_warnings():
    _, page = page_of("c03-county-hospital-long", "pdf", 2)
    warnings = "\n".join(page.content.warnings)
    assert re.search(r"页码未计入正文：\d+页", warnings)


def test_no_format_is_read_differently_the_second_time():
    for kind in ("html", "pdf", "docx"):
        data = render(text_of(NOTICES[0]), kind, 5)
        first, second = (read_page(Source("x", data=data), data).content for _ in range(2))
        assert first == second
