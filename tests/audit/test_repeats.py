"""Law: what the notice says about one list is the same wherever it says it."""

from __future__ import annotations

import pytest

from support.desk import listed, marked, notice, only, verdict

CHECK = "repeated_claims_agree"
OPENING = "县委巡察组指出了{3个方面|aspects_claimed}{12个问题|problems_claimed}。"


def said(organisation: str, *, opening: str = OPENING, tail: str = "持续抓好整改。") -> tuple[object, ...]:
    return marked(notice(opening, listed(12), organisation=organisation, tail=tail))


def test_the_same_number_twice() -> None:
    row = only(said("针对反馈的{12个问题|problems_claimed}，逐项明确责任人。"), CHECK)
    assert row.verdict == "consistent"
    assert "12个问题（2处）" in row.explanation


@pytest.mark.parametrize(
    "text",
    [
        "针对反馈的{13个问题|problems_claimed}，逐项明确责任人。",
        "对照{3个方面|aspects_claimed}{11个问题|problems_claimed}，逐项整改。",
        "截至4月底，{13个问题|problems_claimed}已完成{12个|status_completed}。",
        "将{13个问题|problems_claimed}逐一分工到人。",
        "对应{4个方面|aspects_claimed}{12个问题|problems_claimed}，列出清单。",
    ],
)
def test_two_statements_about_the_whole_list(text: str) -> None:
    row = only(said(text), CHECK)
    assert row.verdict == "inconsistent"
    assert row.claimed != row.observed


def test_a_contradiction_at_the_end() -> None:
    found = said("认真抓好整改。", tail="对照巡察反馈的{10个问题|problems_claimed}，持续跟踪问效。")
    assert verdict(found, CHECK) == "inconsistent"


@pytest.mark.parametrize(
    "text",
    [
        "党组书记领办{11个重点问题|problems_claimed}，督促整改。",
        "对剩余的{11个问题|problems_claimed}倒排工期。",
        "班子成员查摆{13个问题|problems_claimed}，逐条整改。",
        "对{10个问题|problems_claimed}立行立改，对{2个问题|problems_claimed}限期整改。",
        "合并同类项后梳理为{10个问题|problems_claimed}，逐项整改。",
        "对自查发现的{13个问题|problems_claimed}一并整改。",
        "针对反馈的{40个问题|problems_claimed}，逐项明确责任人。",
    ],
)
def test_another_list_or_a_part_of_this_one(text: str) -> None:
    assert verdict(said(text), CHECK) != "inconsistent"


def test_the_difference_is_a_side_list() -> None:
    opening = "指出了{12个问题|problems_claimed}，提出{2条意见建议|suggestions_claimed}。"
    assert (
        verdict(said("针对反馈的{14个问题|problems_claimed}，逐项明确责任人。", opening=opening), CHECK)
        != "inconsistent"
    )


def test_a_part_that_the_notice_introduced() -> None:
    text = "集中整改期内应完成{11个|other}。截至目前，{11个问题|problems_claimed}已完成{11个|status_completed}。"
    assert verdict(said(text), CHECK) != "inconsistent"


def test_states_may_move_on() -> None:
    found = said(
        "{12个问题|problems_claimed}已完成{10个|status_completed}，正在推进{2个|status_in_progress}。",
        tail="对正在推进的{1个问题|status_in_progress}加快进度。",
    )
    assert verdict(found, CHECK) == "consistent"


def test_said_once() -> None:
    assert verdict(said("认真抓好整改。"), CHECK) is None


def test_wholly_done_says_how_many_there_are() -> None:
    found = said(
        "{5个立行立改问题|status_completed:immediate}已全部办结。",
        opening="指出{12个问题|problems_claimed}，移交立行立改问题{5个|problems_claimed:immediate}。",
    )
    assert verdict(found, CHECK, "immediate") == "consistent"


def test_lists_do_not_meet() -> None:
    found = said(
        "上轮反馈的{6个问题|problems_claimed:previous_round}已完成{5个|status_completed:previous_round}。",
        opening="反馈了{8个问题|problems_claimed}，并检查了上轮{6个问题|problems_claimed:previous_round}的整改情况。",
    )
    assert verdict(found, CHECK, "previous_round") == "consistent"
    assert verdict(found, CHECK, "main") is None
