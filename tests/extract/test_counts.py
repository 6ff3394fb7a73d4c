"""Counts, from sentences with the expected rows marked inside: 【surface|role|scope|qualifier|value】."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from taizhang.extract.counts import extract_counts
from taizhang.outline.build import build_outline
from taizhang.records import Count
from taizhang.text import canonicalise

FOLDER = Path(__file__).parent.parent / "cases" / "counts"
MARK = re.compile(r"【([^】]*)】")
OPENING = "根据县委统一部署，县委第一巡察组开展了巡察。\n"
ANSWER = "一、反馈问题整改情况\n1.关于“制度执行不到位”的问题。\n整改情况："
EXPECTED_FIELDS = ("surface", "role", "scope", "qualifier", "value")


def cases(name: str) -> list[str]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def read(before: str, line: str) -> tuple[str, tuple[Count, ...]]:
    plain = MARK.sub(lambda match: match.group(1).split("|")[0], line)
    doc = canonicalise(before + plain)
    return plain, extract_counts(doc, build_outline(doc))


def check(line: str, counts: tuple[Count, ...]) -> None:
    wanted = [(mark.split("|") + [""] * 5)[:5] for mark in MARK.findall(line)]
    assert [count.surface for count in counts] == [row[0] for row in wanted]
    for count, row in zip(counts, wanted, strict=True):
        for field, value in zip(EXPECTED_FIELDS[1:4], row[1:4], strict=True):
            if value:
                assert getattr(count, field) == value, f"{count.surface}: {field}"
        if row[4]:
            assert count.value == float(row[4])


@pytest.mark.parametrize("line", cases("opening.txt"))
def test_counts_of_an_opening(line: str) -> None:
    check(line, read(OPENING, line)[1])


@pytest.mark.parametrize("line", cases("answers.txt"))
def test_counts_of_an_answer_are_no_claims(line: str) -> None:
    check(line, read(ANSWER, line)[1])


@pytest.mark.parametrize("line", cases("lists.txt"))
def test_whose_list_a_number_is(line: str) -> None:
    check(line, read(OPENING, line)[1])


@pytest.mark.parametrize("line", cases("roles.txt"))
def test_what_was_done(line: str) -> None:
    check(line, read(ANSWER, line)[1])


@pytest.mark.parametrize("line", cases("nothing.txt"))
def test_fixed_terms_ordinals_and_idioms_count_nothing(line: str) -> None:
    assert read(OPENING, line)[1] == ()


@pytest.mark.parametrize("line", cases("opening.txt") + cases("answers.txt"))
def test_full_width_digits_read_alike(line: str) -> None:
    wide = re.sub(
        r"\d", lambda match: chr(ord(match.group()) + 0xFEE0), MARK.sub(lambda m: m.group(1).split("|")[0], line)
    )
    doc = canonicalise(OPENING + wide)
    plain = canonicalise(OPENING + MARK.sub(lambda m: m.group(1).split("|")[0], line))
    rows = [(c.char_start, c.char_end, c.value, c.role) for c in extract_counts(doc, build_outline(doc))]
    assert rows == [(c.char_start, c.char_end, c.value, c.role) for c in extract_counts(plain, build_outline(plain))]


def test_every_surface_stands_at_its_place() -> None:
    doc = canonicalise(OPENING + "指出3个方面12个问题，其中立行立改问题2个。")
    for count in extract_counts(doc, build_outline(doc)):
        assert doc.text[count.char_start : count.char_end] == count.surface
