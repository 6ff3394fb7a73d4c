"""Paragraphs, labels, headings and states: the pieces that the tree is made of."""

from __future__ import annotations

import pytest

from taizhang.flow import running_text
from taizhang.outline.headings import names_aspect, names_issue, trim_title
from taizhang.outline.labels import find_labels
from taizhang.outline.paragraphs import paragraphs
from taizhang.outline.status import is_only_status, read_status
from taizhang.text import canonicalise


def lines(text: str) -> list[str]:
    doc = running_text(canonicalise(text)).doc
    return [doc.text[p.start : p.end] for p in paragraphs(doc) if not p.page_number]


def test_lines_are_paragraphs_unless_the_page_is_wrapped() -> None:
    assert lines("一、总体情况\n　　召开会议。\n\n二、整改情况") == ["一、总体情况", "召开会议。", "二、整改情况"]


def test_wrapped_lines_are_joined_over_page_numbers() -> None:
    width = 30
    body = "局党组认真学习领会上级精神逐条研究整改措施并明确责任分工压实工作责任" * 9
    wrapped = "\n".join(body[i : i + width] for i in range(0, len(body), width))
    pieces = wrapped.split("\n")
    text = "\n".join([*pieces[:5], "— 1 —", *pieces[5:]]) + "。\n整改情况：已完成。"
    got = lines(text)
    assert len(got) == 2
    assert got[1] == "整改情况：已完成。"


def test_a_quotation_over_two_paragraphs_is_one_heading() -> None:
    assert (
        lines("1.关于“学习不深入。\n落实不到位”的问题。\n整改情况：学习。")[0]
        == "1.关于“学习不深入。\n落实不到位”的问题。"
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("整改情况：召开会议", "整改情况"), ("已采取的整改措施:召开会议", "已采取的整改措施"), ("【整改成效】召开会议", "整改成效"),
        ("整改落实情况\n召开会议", "整改落实情况"), ("整改情况一是召开会议", "整改情况"), ("（整改状态：已完成）", None),
        ("责任单位：办公室", "责任单位"), ("关于整改情况的报告", None), ("通报整改情况，接受监督", None),
    ],
)  # fmt: skip
def test_labels(text: str, name: str | None) -> None:
    doc = canonicalise(text)
    found = find_labels(doc.folded, paragraphs(doc), frozenset())
    assert [label.name for label in found][:1] == ([name] if name else [])


@pytest.mark.parametrize(
    ("title", "value"),
    [
        ("关于“学习不深入”的问题", 2), ("学习贯彻有差距的问题", 2), ("“三会一课”不规范", 1), ("工业旅游推进缓慢", 1), ("加强组织领导", -1),
        ("打造后花园存在短板", 1), ("落实责任不到位", 1), ("着力解决作风不实的问题", 1), ("整改工作情况", 0),
        ("专项资金滞留2,360万元", 1), ("自查发现问题31个", 0), ("固定资产未登记入账", 1), ("提高政治站位,压实责任", -1),
    ],
)  # fmt: skip
def test_what_a_heading_names(title: str, value: int) -> None:
    got = names_issue(title)
    assert got == value if value != 1 else got >= 1


@pytest.mark.parametrize(
    "title",
    ["在党的建设方面", "聚焦群众身边腐败问题和不正之风", "关于“政治建设”方面的问题", "落实全面从严治党责任情况"],
)
def test_headings_that_name_an_aspect(title: str) -> None:
    assert names_aspect(title)


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("关于学习不深入问题的整改。", "关于学习不深入问题"),
        ("学习不深入的问题；", "学习不深入的问题"),
        ("作风不实的整改情况", "作风不实"),
    ],
)
def test_titles_lose_full_stop_and_suffix(title: str, kept: str) -> None:
    folded = canonicalise(title).folded
    assert title[: trim_title(folded, 0, len(folded))] == kept


@pytest.mark.parametrize(
    ("text", "status", "long_term"),
    [
        ("已完成", "completed", False), ("已完成，长期坚持", "completed", True), ("基本完成", "basically_completed", False),
        ("未完成，达到序时进度", "in_progress", False), ("长期坚持", "long_term", False), ("尚未完成", "not_completed", False),
        ("正在推进", "in_progress", False), ("取得阶段性成效", "basically_completed", False), ("召开会议", None, False),
    ],
)  # fmt: skip
def test_states(text: str, status: str | None, long_term: bool) -> None:
    doc = canonicalise(text)
    got = read_status(doc.folded, 0, len(doc))
    assert (got.status if got else None, got.long_term if got else False) == (status, long_term)


def test_a_sentence_that_only_states_the_status() -> None:
    for text, only in [
        ("已完成。", True),
        ("该问题已整改完成。", True),
        ("已完成制度修订。", False),
        ("目前，正在推进。", True),
    ]:
        doc = canonicalise(text)
        assert is_only_status(doc.folded, 0, len(doc)) is only
