"""Law: as many problems are listed as claimed. Three cases each: it holds, it is broken, the text does not settle it."""

from __future__ import annotations

import pytest

from support.desk import ANSWER, listed, marked, notice, only, verdict

CHECK = "problems_claimed_vs_enumerated"
CLAIM = "县委巡察组反馈了{%d个问题|problems_claimed}。"


def claims(number: int, body: str, **parts: str) -> object:
    return only(marked(notice(CLAIM % number, body, **parts)), CHECK)


def test_as_many_as_claimed() -> None:
    row = claims(6, listed(6))
    assert (row.verdict, row.claimed, row.observed) == ("consistent", 6, 6)
    assert row.explanation == "通报称问题6个，正文逐条列出6个，两者相符。"
    assert [piece.text for piece in row.evidence][1:] == [
        "1.关于“理论学习抓得不紧”的问题",
        "6.关于“往来款长期挂账”的问题",
    ]


@pytest.mark.parametrize(("claimed", "printed"), [(12, 11), (12, 13), (6, 5), (8, 5), (14, 12), (20, 17)])
def test_whole_numbering_contradicts_the_claim(claimed: int, printed: int) -> None:
    row = claims(claimed, listed(printed))
    assert (row.verdict, row.claimed, row.observed) == ("inconsistent", claimed, printed)
    assert "两者不符" in row.explanation


def test_headings_of_a_longer_list() -> None:
    assert claims(38, listed(12)).verdict == "unverifiable"


@pytest.mark.parametrize(
    "words",
    [
        "其余问题整改情况详见附件。",
        "涉密问题按规定不予公开。",
        "限于篇幅，不再一一列出。",
    ],
)
def test_the_notice_points_elsewhere(words: str) -> None:
    assert claims(12, listed(11), organisation=words).verdict == "unverifiable"


def test_main_problems_only() -> None:
    assert claims(12, listed(11), section="二、主要问题整改情况").verdict == "unverifiable"


def test_main_problems_as_the_noun_of_the_claim_choose_nothing() -> None:
    found = marked(
        notice("反馈了{12个主要问题|problems_claimed}。", listed(11), organisation="12个主要问题整改情况逐项通报如下。")
    )
    assert verdict(found, CHECK) == "inconsistent"


def test_a_heading_that_stands_for_several() -> None:
    body = listed(10) + "\n11.关于“编外人员管理松散”等问题\n整改情况：" + ANSWER
    assert claims(12, body).verdict == "unverifiable"


def test_a_gap_in_the_numbering() -> None:
    body = listed(5) + "\n" + listed(4, first=7)
    found = marked(notice(CLAIM % 10, body))
    assert verdict(found, CHECK) == "unverifiable"
    assert only(found, "numbering_gap").observed == 6


HELD = (
    "（1）针对“台账不全”的问题。对照资产清单逐项核对，补齐台账资料。"
    "（2）针对“登记不及时”的问题。建立登记制度，明确专人按月登记。"
)


def test_sub_problems_leave_two_ways_of_counting() -> None:
    held = HELD
    body = listed(8, answers={3: held, 5: held})
    row = claims(10, body)
    assert row.verdict == "unverifiable"
    assert {(reading.unit, reading.value) for reading in row.readings} >= {("子问题", 4)}
    assert claims(8, body).verdict == "consistent"


def test_sub_problems_that_no_way_of_counting_makes_fit() -> None:
    held = HELD + "（3）针对“处置不规范”的问题。严格执行资产处置审批程序。"
    assert claims(9, listed(8, answers={3: held})).verdict == "inconsistent"
    assert claims(10, listed(8, answers={3: held})).verdict == "unverifiable"


def test_measures_that_read_like_sub_problems() -> None:
    held = "（1）针对“台账不全”的问题。补齐台账。（2）针对“登记不及时”的问题。建立登记制度。"
    assert claims(10, listed(8, answers={3: held, 5: held})).verdict == "unverifiable"


def test_sub_problems_that_another_claim_explains() -> None:
    held = HELD
    organisation = "局党组将反馈问题细化为{10个具体问题|problems_decomposed}，逐项抓好落实。"
    found = marked(notice(CLAIM % 9, listed(8, answers={3: held, 5: held}), organisation=organisation))
    assert verdict(found, CHECK) == "inconsistent"


def test_the_list_follows_another_printed_number() -> None:
    organisation = "局党组将反馈问题细化为{12个具体问题|problems_decomposed}，逐项抓好落实。"
    found = marked(notice(CLAIM % 10, listed(12), organisation=organisation))
    assert verdict(found, CHECK) == "unverifiable"


def test_two_lists_put_together_in_one_number() -> None:
    body = listed(9) + "\n三、选人用人专项检查反馈问题整改情况\n" + listed(3)
    opening = "反馈了{12个问题|problems_claimed}，其中选人用人专项检查{3个|problems_claimed:special_check,subset}。"
    assert verdict(marked(notice(opening, body)), CHECK, "main") == "unverifiable"


def test_a_heading_that_was_not_read() -> None:
    body = listed(5) + "\n关于“工程变更随意”的问题\n" + ANSWER + "\n" + listed(5, first=6)
    assert claims(12, body).verdict != "inconsistent"


def test_an_unanswered_heading() -> None:
    body = listed(5) + "\n6.关于“往来款长期挂账”的问题\n" + listed(5, first=7)
    assert claims(12, body).verdict == "unverifiable"


def test_aspects_that_were_taken_for_problems() -> None:
    body = listed(5, mark="（{}）", title="关于{}方面的问题")
    assert claims(7, body).verdict == "unverifiable"


def test_as_many_headings_as_aspects_claimed() -> None:
    found = marked(notice("反馈了{5个方面|aspects_claimed}{7个问题|problems_claimed}。", listed(5)))
    assert verdict(found, CHECK) == "unverifiable"


def test_a_side_list_of_its_own_is_held_against_its_own_claim() -> None:
    body = listed(6) + "\n三、选人用人专项检查反馈问题整改情况\n" + listed(3)
    opening = "巡察反馈{6个问题|problems_claimed}，选人用人专项检查反馈{4个问题|problems_claimed:special_check}。"
    found = marked(notice(opening, body))
    assert verdict(found, CHECK, "main") == "consistent"
    assert verdict(found, CHECK, "special_check") == "inconsistent"


def test_a_side_list_that_is_not_itemised_has_no_row() -> None:
    found = marked(notice("反馈{6个问题|problems_claimed}，移交信访件{9件|problems_claimed:petitions}。", listed(6)))
    assert verdict(found, CHECK, "petitions") is None


def test_nothing_claimed_nothing_held_against_it() -> None:
    assert verdict(marked(notice("县委巡察组反馈了巡察意见。", listed(6))), CHECK) is None


def test_approximate_claims_are_no_claims() -> None:
    assert verdict(marked(notice("反馈了{20个问题|problems_claimed,approx}。", listed(6))), CHECK) is None
