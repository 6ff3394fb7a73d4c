"""Law: the states of a list add up to its total."""

from __future__ import annotations

import pytest

from support.desk import ANSWER, listed, marked, notice, only, verdict

CHECK = "status_sum"
OPENING = "反馈了{12个问题|problems_claimed}。"


def split(text: str, *, body: str | None = None, opening: str = OPENING) -> object:
    return only(marked(notice(opening, body or listed(12), organisation=text)), CHECK)


def test_the_states_add_up() -> None:
    row = split(
        "截至4月底，{12个问题|problems_claimed}已完成{9个|status_completed}，基本完成{2个|status_basically_completed}，"
        "正在推进{1个|status_in_progress}。"
    )
    assert (row.verdict, row.claimed, row.observed) == ("consistent", 12, 12)
    assert "已完成9个、基本完成2个、正在推进1个，合计12" in row.explanation


def test_more_than_there_are() -> None:
    row = split(
        "截至4月底，{12个问题|problems_claimed}已完成{10个|status_completed}，正在推进{3个|status_in_progress}。"
    )
    assert (row.verdict, row.observed) == ("inconsistent", 13)


def test_a_shortfall_is_only_unaccounted_for() -> None:
    row = split(
        "截至4月底，{12个问题|problems_claimed}已完成{9个|status_completed}，正在推进{1个|status_in_progress}。"
    )
    assert (row.verdict, row.observed) == ("unverifiable", 10)
    assert "尚有2个未说明状态" in row.explanation


def test_the_total_stands_elsewhere() -> None:
    row = split(
        "制定整改措施{52条|measures_claimed}。截至4月底，已完成{11个|status_completed}，长期坚持{2个|status_long_term}。"
    )
    assert (row.verdict, row.claimed, row.observed) == ("inconsistent", 12, 13)


def test_states_of_the_tasks_are_not_states_of_the_problems() -> None:
    row = split(
        "分解为{26项整改任务|tasks_claimed}，{26项整改任务|tasks_claimed}完成{24项|status_completed}，正在推进{2项|status_in_progress}。"
    )
    assert (row.verdict, row.claimed) == ("consistent", 26)


def test_states_that_may_belong_to_either_of_two_totals() -> None:
    text = "细化为{26个具体问题|problems_decomposed}，逐项抓好落实。截至目前，已完成{24个|status_completed}，正在推进{3个|status_in_progress}。"
    assert split(text).verdict == "unverifiable"


def test_a_total_that_was_not_read() -> None:
    text = "上轮反馈的18个问题，已完成整改{16个|status_completed}，正在推进{2个|status_in_progress}。"
    assert split(text).verdict == "unverifiable"


def test_a_number_of_other_things() -> None:
    assert split("计划改造老旧小区，目前已完成{44个|status_completed}，年内再完成一批。").verdict == "unverifiable"


@pytest.mark.parametrize(
    "text",
    [
        "{12个问题|problems_claimed}已完成{12个|status_completed}（其中立行立改{5个|status_completed:immediate,subset}）。",
        "{12个问题|problems_claimed}已完成{12个|status_completed}，其中需长期坚持{3个|status_long_term,subset}。",
        "{12个问题|problems_claimed}已完成{10个|status_completed}（含基本完成{4个|status_basically_completed}），正在推进{2个|status_in_progress}。",
    ],
)
def test_a_state_within_a_state_is_not_added(text: str) -> None:
    row = split(text)
    assert (row.verdict, row.observed) == ("consistent", 12)


@pytest.mark.parametrize(
    "text",
    [
        "{12个问题|problems_claimed}已完成并长期坚持{10个|status_completed}，长期坚持{4个|status_long_term}。",
        "{12个问题|problems_claimed}已完成{10个|status_completed}，正在推进{4个|status_in_progress}（部分问题一件多派）。",
    ],
)
def test_one_item_counted_twice(text: str) -> None:
    assert split(text).verdict == "unverifiable"


def test_items_that_print_two_states() -> None:
    dual = {2: "已完成，长期坚持。" + ANSWER, 4: "已完成，长期坚持。" + ANSWER}
    text = "{12个问题|problems_claimed}已完成{11个|status_completed}，长期坚持{2个|status_long_term}。"
    assert split(text, body=listed(12, answers=dual)).verdict == "unverifiable"


def test_side_lists_have_states_of_their_own() -> None:
    text = (
        "{12个问题|problems_claimed}已完成{12个|status_completed}；移交的{23件信访件|problems_claimed:petitions}办结"
        "{19件|status_completed:petitions}，正在办理{5件|status_in_progress:petitions}。"
    )
    found = marked(notice(OPENING, listed(12), organisation=text))
    assert verdict(found, CHECK, "main") == "consistent"
    assert verdict(found, CHECK, "petitions") == "inconsistent"


def stated(done: int, running: int) -> str:
    states = dict.fromkeys(range(1, done + 1), "已完成。" + ANSWER)
    states |= dict.fromkeys(range(done + 1, done + running + 1), "正在推进。" + ANSWER)
    return listed(done + running, answers=states)


def test_the_items_print_other_states() -> None:
    text = "{12个问题|problems_claimed}已完成{10个|status_completed}，正在推进{2个|status_in_progress}。"
    assert split(text, body=stated(10, 2)).verdict == "consistent"
    row = split(text, body=stated(8, 4))
    assert (row.verdict, row.claimed, row.observed) == ("inconsistent", 10, 8)


def test_items_further_than_an_earlier_count() -> None:
    text = "截至3月底，{12个问题|problems_claimed}已完成{8个|status_completed}，正在推进{4个|status_in_progress}。"
    assert split(text, body=stated(10, 2)).verdict == "consistent"


def test_items_that_print_no_state_are_no_witness() -> None:
    text = "{12个问题|problems_claimed}已完成{10个|status_completed}，正在推进{2个|status_in_progress}。"
    body = stated(8, 3) + "\n12.关于“组织生活质量不高”的问题\n整改情况：" + ANSWER
    assert split(text, body=body).verdict == "consistent"
