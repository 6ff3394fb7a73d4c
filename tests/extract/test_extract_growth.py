"""Time of the extractors on hostile text: it grows with the length and no faster."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from taizhang.extract.brackets import book_titles
from taizhang.extract.citations import extract_citations
from taizhang.extract.contacts import extract_contacts
from taizhang.extract.counts import extract_counts
from taizhang.extract.dates import extract_dates
from taizhang.outline.unit import Outline
from taizhang.text import Canonical, canonicalise

HOSTILE = (
    "一二三四五六", "1、2、3、", "（（（（", "万万万", "3个", "其中1个、2个，", "由3个为4个", "不少于", "的", "“", "收回收回", "1亿2万",
    "3名、4人", "上一", "1,", "等2项", "2024年", "3月2日、", "10月", "《", "0355-", "地址：", "12345", "每月1次",
)  # fmt: skip
WORK: dict[str, Callable[[Canonical], object]] = {
    "counts": lambda doc: extract_counts(doc, Outline(())),
    "dates": lambda doc: extract_dates(doc, Outline(())),
    "contacts": lambda doc: extract_contacts(doc, Outline(())),
    "citations": lambda doc: extract_citations(doc, Outline(())),
}
SHORT, TIMES = 2_000, 4


def seconds(work: Callable[[Canonical], object], text: str) -> float:
    """Processor time of the faster of two runs."""
    doc = canonicalise(text)
    best = float("inf")
    for _ in range(2):
        start = time.process_time()
        work(doc)
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("name", list(WORK))
def test_time_grows_with_the_length_of_hostile_text(name: str) -> None:
    slow = []
    for piece in HOSTILE:
        text = piece * (SHORT * TIMES // len(piece))
        short, long = seconds(WORK[name], text[:SHORT]), seconds(WORK[name], text)
        # twice the linear growth and a little for the clock: quadratic growth is four times the linear
        if long > 2 * TIMES * short + 0.05:
            slow.append((piece, short, long))
    assert slow == []


def test_two_million_brackets_that_never_close_cost_little() -> None:
    start = time.process_time()
    assert book_titles("《" * 2_000_000) == ()
    assert time.process_time() - start < 2


def test_a_title_behind_many_that_never_close_is_found() -> None:
    text = "《" * 1_000 + "。关于落实《整改方案》的安排"
    assert [text[start:end] for start, end in book_titles(text)] == ["《整改方案》"]
