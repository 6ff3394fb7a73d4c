"""Law: a rate is done ÷ total to the printed decimals, rounded or cut off."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.desk import listed, marked, notice, only, verdict
from taizhang.audit.rates import fits

CHECK = "completion_rate"


def rate(printed: str, *, total: int = 17, done: int = 14, basic: int | None = 2, more: str = "") -> object:
    states = f"已完成{{{done}个|status_completed}}" + (
        f"，基本完成{{{basic}个|status_basically_completed}}" if basic else ""
    )
    text = f"截至目前，{{{total}个问题|problems_claimed}}{states}{more}，整改完成率{{{printed}%|completion_rate}}。"
    return only(marked(notice(f"反馈了{{{total}个问题|problems_claimed}}。", listed(total), organisation=text)), CHECK)


@pytest.mark.parametrize("printed", ["82.4", "82.35", "82.3", "82"])
def test_rounded_or_cut_off(printed: str) -> None:
    assert rate(printed).verdict == "consistent"


def test_done_and_basically_done() -> None:
    row = rate("94.1")
    assert row.verdict == "consistent"
    assert "已完成与基本完成合计16÷17" in row.explanation


def test_neither() -> None:
    row = rate("88.2")
    assert (row.verdict, row.observed) == ("inconsistent", 82.4)
    assert [(reading.unit, reading.value) for reading in row.readings] == [("已完成与基本完成合计的比率", 94.1)]


def test_a_rate_that_counts_long_term_items() -> None:
    row = rate("94.1", done=14, basic=None, more="，长期坚持{2个|status_long_term}")
    assert row.verdict == "unverifiable"


def test_a_rate_of_another_total() -> None:
    text = (
        "细化为{20项整改任务|tasks_claimed}。截至目前，已完成{14个|status_completed}，整改完成率{70%|completion_rate}。"
    )
    found = marked(notice("反馈了{17个问题|problems_claimed}。", listed(17), organisation=text))
    assert verdict(found, CHECK) == "unverifiable"


def test_a_rate_without_numbers() -> None:
    found = marked(
        notice("反馈了{6个问题|problems_claimed}。", listed(6), organisation="整改完成率{95%|completion_rate}。")
    )
    assert verdict(found, CHECK) == "unverifiable"


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        ("近{85%|completion_rate,approx}", "consistent"),
        ("{80%|completion_rate,at_least}以上", "consistent"),
        ("{90%|completion_rate,at_least}以上", "unverifiable"),
    ],
)
def test_bounds_are_never_refuted(mark: str, expected: str) -> None:
    text = f"{{17个问题|problems_claimed}}已完成{{14个|status_completed}}，正在推进{{3个|status_in_progress}}，完成率{mark}。"
    found = marked(notice("反馈了{17个问题|problems_claimed}。", listed(17), organisation=text))
    assert verdict(found, CHECK) == expected


def test_a_number_that_was_not_read_stops_the_accusation() -> None:
    text = "{17个问题|problems_claimed}已完成{14个|status_completed}，基本完成一个，完成率{88.2%|completion_rate}。"
    found = marked(notice("反馈了{17个问题|problems_claimed}。", listed(17), organisation=text))
    assert verdict(found, CHECK) == "unverifiable"


@pytest.mark.parametrize(
    ("printed", "expected"), [("81.7", "consistent"), ("81.6", "consistent"), ("85.2", "inconsistent")]
)
def test_rates_of_things_in_an_answer(printed: str, expected: str) -> None:
    answer = f"一是排查隐患{{120处|other|隐患}}，已整改{{98处|other}}，整改率{{{printed}%|other}}。二是完善制度。"
    found = marked(notice("反馈了巡察意见。", listed(3, answers={2: answer})))
    assert verdict(found, CHECK) == expected


def test_a_rate_of_something_else_in_an_answer() -> None:
    answer = "一是走访企业{120家|other|企业}，收集意见{98条|other|意见}，群众满意率{99.1%|other}。二是完善制度。"
    assert verdict(marked(notice("反馈了巡察意见。", listed(3, answers={2: answer}))), CHECK) is None


@settings(max_examples=200, derandomize=True, deadline=None)
@given(total=st.integers(1, 500), share=st.floats(0, 1), decimals=st.integers(0, 3), cut=st.booleans())
def test_every_honest_rate_fits(total: int, share: float, decimals: int, cut: bool) -> None:
    done = int(total * share)
    scaled = done * 100 * 10**decimals
    printed = (scaled // total if cut else (2 * scaled + total) // (2 * total)) / 10**decimals
    assert fits(printed, decimals, done, total)
    assert not fits(printed + 2.5 / 10**decimals, decimals, done, total)
    assert math.isclose(printed, 100 * done / total, abs_tol=10**-decimals)


def noted(
    note: str, printed: str, *, done: int = 11, more: str = "，阶段性完成{2个|status_basically_completed}"
) -> str:
    text = f"{{15个问题|problems_claimed}}中，已办结{{{done}个|status_completed}}{more}，完成率（{note}）{{{printed}%|completion_rate}}。"
    return verdict(marked(notice("反馈了{15个问题|problems_claimed}。", listed(15), organisation=text)), CHECK)


@pytest.mark.parametrize("note", ["含阶段性完成", "包括阶段性完成的问题", "含基本完成", "计入阶段性完成事项"])
def test_a_bracket_that_names_what_is_counted_as_finished(note: str) -> None:
    assert noted(note, "86.7") == "consistent"


def test_a_bracket_that_counts_long_term_items() -> None:
    more = "，长期坚持{3个|status_long_term}"
    assert noted("含长期坚持", "93.3", more=more) == "consistent"
    assert noted("含长期坚持", "73.3", more=more) == "consistent"  # of those done: the law's own reading


@pytest.mark.parametrize("note", ["不含长期坚持", "按责任单位数计算", "剔除延期事项", "含已启动事项"])
def test_a_bracket_that_names_another_basis_settles_nothing(note: str) -> None:
    assert noted(note, "91.7") == "unverifiable"


def test_a_rate_that_its_own_bracket_does_not_explain() -> None:
    assert noted("含阶段性完成", "94.1") == "inconsistent"
