"""Enumerators of every family, and what only looks like one."""

from __future__ import annotations

import pytest

from taizhang.outline import enumerators as en
from taizhang.outline.enumerators import chinese_ordinal, find_markers
from taizhang.outline.paragraphs import paragraphs
from taizhang.text import canonicalise


def found(text: str) -> list[tuple[str, int, bool]]:
    doc = canonicalise(text)
    return [(m.family, m.ordinal, m.opens_paragraph) for m in find_markers(doc.folded, paragraphs(doc))]


@pytest.mark.parametrize(
    ("text", "family", "ordinal"),
    [
        ("一、总体情况", en.CN, 1), ("十二、总体情况", en.CN, 12), ("（三）加强领导", en.CN_PAREN, 3), ("㈡加强领导", en.CN_PAREN, 2),
        ("(十一)加强领导", en.CN_PAREN, 11), ("1、学习不深入", en.AR, 1), ("１２．学习不深入", en.AR, 12), ("⒊学习不深入", en.AR, 3),
        ("4.2022年工作滞后", en.AR, 4), ("（5）修订办法", en.AR_PAREN, 5), ("6)修订办法", en.AR_PAREN, 6), ("⑺修订办法", en.AR_PAREN, 7),
        ("⑧修订办法", en.CIRCLED, 8), ("第一，提高认识", en.NTH, 1), ("其二，提高认识", en.OF_THEM, 2), ("三是提高认识", en.IS, 3),
        ("问题4：学习不深入", en.NAMED, 4), ("反馈问题五：学习不深入", en.NAMED, 5), ("序号6", en.NAMED, 6), ("第二部分 专项检查", en.PART, 2),
    ],
)  # fmt: skip
def test_every_family_opens_a_paragraph(text: str, family: str, ordinal: int) -> None:
    assert found(text)[0] == (family, ordinal, True)


def test_two_enumerators_on_one_line_open_two_levels() -> None:
    assert found("1.（1）学习不深入。")[:2] == [(en.AR, 1, True), (en.AR_PAREN, 1, True)]


def test_enumerators_in_running_text_follow_a_finished_sentence() -> None:
    assert found("整改情况：一是学习，二是检查；三是整改。") == [
        (en.IS, 1, False),
        (en.IS, 2, False),
        (en.IS, 3, False),
    ]
    assert (en.AR, 2, False) in found("1.学习不深入。整改情况：学习三次。2.作风不实。")


@pytest.mark.parametrize(
    "text",
    [
        "2021年12月工作",
        "3.5万元已清退",
        "统一是指标准一致",
        "12345热线",
        "302室",
        "第三批项目",
        "万一是这样",
        "一般情况",
        "二、三产业融合",
    ],
)
def test_numbers_that_enumerate_nothing(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("一", 1), ("十", 10), ("十一", 11), ("二十", 20), ("三十六", 36), ("一百零三", 103), ("甲", None)],
)
def test_chinese_ordinals(numeral: str, value: int | None) -> None:
    assert chinese_ordinal(numeral) == value
