"""Headings without a number above a label: which line above a state is one, and which closes the answer before it."""

from taizhang.outline.build import build_outline
from taizhang.text import canonicalise


def problems(text):
    doc = canonicalise(text)
    found = [unit for unit in build_outline(doc).units if unit.role == "problem"]
    return [(doc.text[unit.title_start : unit.title_end], unit.status) for unit in found]


def test_the_last_sentence_of_an_answer_above_its_state_is_no_heading():
    text = (
        "一、整改落实情况\n1.关于“学习不深入”的问题。\n一是开展专题学习4次。\n二是交流心得2次。\n班子成员带头交流。\n整改状态：已完成\n"
        "2.关于“拨付迟缓”的问题。\n清退补贴1.36万元，已全部上缴财政。\n整改状态：持续推进\n"
    )
    assert problems(text) == [("关于“学习不深入”的问题", "completed"), ("关于“拨付迟缓”的问题", "in_progress")]


def test_a_fault_above_its_state_is_a_heading_with_or_without_a_full_stop():
    for stop in ("", "。"):
        text = (
            "县委巡察组对我局开展了巡察，现将情况通报如下。\n"
            f"学习教育不深入{stop}\n整改状态：已完成\n开展学习4次。\n"
            f"资金拨付不及时{stop}\n整改状态：已完成\n拨付86万元。\n"
        )
        assert [title for title, _ in problems(text)] == ["学习教育不深入", "资金拨付不及时"]
