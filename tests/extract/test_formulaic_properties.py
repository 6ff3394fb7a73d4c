"""What holds for every text: spans fit, order is kept, nothing is raised, the width of characters does not matter."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.extract.citations import extract_citations
from taizhang.extract.contacts import extract_contacts
from taizhang.extract.dates import extract_dates, notice_dates
from taizhang.extract.notice_attributes import read_attributes
from taizhang.outline.build import build_outline
from taizhang.outline.unit import Outline
from taizhang.text import Canonical, canonicalise
from taizhang.vocabulary import DATE_ROLES, PRECISIONS

SAMPLES = Path(__file__).parents[2] / "corpora" / "samples"
NAMES = [path.stem for path in sorted(SAMPLES.glob("*.txt"))[::8]]

PIECES = [
    "2022年",
    "3月",
    "9日",
    "至",
    "—",
    "、",
    "2024717日",
    "二〇二二年",
    "今年",
    "上半年",
    "截至",
    "前完成",
    "县委第一巡察组",
    "对我局进行巡察",
    "反馈",
    "《",
    "》",
    "<",
    ">",
    "一、",
    "(一)",
    "1.",
    "整改情况:",
    "一是",
    "。",
    ",",
    "\n",
    "联系电话:",
    "0355—7844596",
    "a@163",
    ".com",
    "地址:",
    "鼓楼区",
    "市",
    "邮编:",
    "12345",
    "8:30-12:00",
    "中共",
    "党组",
    "*",
    "𠮷",
    "２０２２",
    "年度",
    "公示期:",
    "发布日期:",
    " ",
    "\u3000",
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


def facts(doc: Canonical, outline: Outline) -> tuple[object, ...]:
    dates = extract_dates(doc, outline)
    contacts = extract_contacts(doc, outline)
    attributes = read_attributes(doc, outline, dates, contacts)
    return dates, contacts, extract_citations(doc, outline), attributes, notice_dates(dates, doc, outline)


@settings(derandomize=True, max_examples=250, deadline=None)
@given(TEXTS, st.booleans())
def test_spans_fit_and_rows_are_in_order(text: str, with_outline: bool) -> None:
    doc = canonicalise(text)
    outline = build_outline(doc) if with_outline else Outline(())
    dates = extract_dates(doc, outline)
    contacts = extract_contacts(doc, outline)
    citations = extract_citations(doc, outline)
    for rows in (dates, contacts, citations):
        position = 0
        for row in rows:
            assert doc.text[row.char_start : row.char_end] == row.surface != ""
            assert row.char_start >= position
            position = row.char_end
    for date in dates:
        assert date.role in DATE_ROLES
        assert date.precision in PRECISIONS
        assert (date.date_from is None) == (date.date_to is None)
        assert date.date_from is None or date.date_to is None or date.date_from <= date.date_to
    read_attributes(doc, outline, dates, contacts)
    notice_dates(dates, doc, outline)


@pytest.mark.parametrize("name", NAMES)
def test_full_width_punctuation_and_digits_change_nothing(name: str) -> None:
    text = (SAMPLES / f"{name}.txt").read_text("utf-8")
    wide = text.translate({ord(char): chr(ord(char) + 0xFEE0) for char in ",;:()0123456789"})
    plain, broad = canonicalise(text), canonicalise(wide)
    outline = build_outline(plain)
    dates, contacts, citations, attributes, days = facts(plain, outline)
    wide_dates, wide_contacts, wide_citations, wide_attributes, wide_days = facts(broad, outline)

    def shape(rows: object, *fields: str) -> list[tuple[object, ...]]:
        return [tuple(getattr(row, field) for field in fields) for row in rows]  # type: ignore[attr-defined]

    assert shape(dates, "char_start", "char_end", "date_from", "date_to", "role") == shape(
        wide_dates, "char_start", "char_end", "date_from", "date_to", "role"
    )
    assert shape(contacts, "char_start", "char_end", "kind", "valid") == shape(
        wide_contacts, "char_start", "char_end", "kind", "valid"
    )
    assert shape(citations, "char_start", "char_end", "act") == shape(wide_citations, "char_start", "char_end", "act")
    assert days == wide_days
    assert shape([attributes], "region_code", "agency_level") == shape([wide_attributes], "region_code", "agency_level")


@pytest.mark.parametrize("name", NAMES)
def test_the_order_of_calls_does_not_matter(name: str) -> None:
    doc = canonicalise((SAMPLES / f"{name}.txt").read_text("utf-8"))
    outline = build_outline(doc)
    assert facts(doc, outline) == facts(doc, outline)
