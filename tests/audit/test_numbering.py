"""Law: no number is missing among the headings of a list."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.desk import ANSWER, FAULTS, listed, marked, notice, verdict
from taizhang.audit.case import style

CHECK = "numbering_gap"
OPENING = "县委巡察组反馈了巡察意见。"
GROUPS = ("聚焦贯彻落实党中央决策部署方面", "聚焦群众身边腐败问题和不正之风方面", "聚焦基层党组织建设方面")


def missing(body: str) -> list[float | None]:
    return [row.observed for row in marked(notice(OPENING, body)) if row.check == CHECK]


def numbered(ordinals: list[int], mark: str = "{}.") -> str:
    lines = []
    for place, ordinal in enumerate(ordinals):
        lines += [f"{mark.format(ordinal)}关于“{FAULTS[place % len(FAULTS)]}”的问题", f"整改情况：{ANSWER}"]
    return "\n".join(lines)


def test_whole() -> None:
    assert missing(listed(8)) == []


@settings(max_examples=25, derandomize=True, deadline=None)
@given(size=st.integers(5, 14), data=st.data(), mark=st.sampled_from(["{}.", "{}、", "{}．"]))
def test_every_missing_number_is_named(size: int, data: st.DataObject, mark: str) -> None:
    lost = data.draw(st.integers(3, size - 1))
    assert missing(numbered([number for number in range(1, size + 1) if number != lost], mark)) == [lost]


def test_two_missing_numbers_are_two_rows() -> None:
    assert missing(numbered([1, 2, 3, 6, 7, 8])) == [4, 5]


def test_a_gap_over_a_heading() -> None:
    body = f"（一）{GROUPS[0]}\n{listed(4)}\n（二）{GROUPS[1]}\n{listed(3, first=6)}\n（三）{GROUPS[2]}\n{listed(3, first=9)}"
    assert missing(body) == [5]


def test_aspects_may_lack_a_number_too() -> None:
    body = f"（一）{GROUPS[0]}\n{listed(3)}\n（二）{GROUPS[1]}\n{listed(3)}\n（四）{GROUPS[2]}\n{listed(2)}"
    assert missing(body) == [3]


@pytest.mark.parametrize(
    "body",
    [
        f"（一）{GROUPS[0]}\n{listed(4)}\n（二）{GROUPS[1]}\n{listed(3, first=5)}",
        f"（一）{GROUPS[0]}\n{listed(4)}\n（二）{GROUPS[1]}\n{listed(3)}",
    ],
    ids=["numbers that run on", "numbers that restart"],
)
def test_numbering_over_headings(body: str) -> None:
    assert missing(body) == []


def test_a_number_printed_twice_is_a_slip() -> None:
    assert missing(numbered([1, 2, 3, 3, 5, 6])) == []


def test_the_number_in_another_dress() -> None:
    body = numbered([1, 2, 3]) + f"\n⑷关于“会议记录不完整”的问题\n整改情况：{ANSWER}\n" + numbered([5, 6])
    assert missing(body) == []


def test_a_heading_that_lost_its_number() -> None:
    body = numbered([1, 2, 3]) + f"\n关于“会议记录不完整”的问题\n整改情况：{ANSWER}\n" + numbered([5, 6])
    assert missing(body) == []


def test_many_missing_numbers_are_the_readers_doing() -> None:
    assert missing(numbered([1, 2, 8, 9, 10])) == []


def test_numbers_of_measures_are_not_headings() -> None:
    answers = {2: "1.加强学习，提高认识。3.完善制度，压实责任。4.严格考核，兑现奖惩。"}
    assert missing(listed(3, answers=answers, mark="（{}）")) == []


@pytest.mark.parametrize(
    ("one", "two"),
    [("㈢", "（一）"), ("⑶", "(12)"), ("⒊", "4."), ("１．", "2."), ("问题三：", "问题一:"), ("三、", "十二、")],
)
def test_dresses_that_are_alike(one: str, two: str) -> None:
    assert style(one) == style(two)


def test_verdict_and_sentence() -> None:
    found = marked(notice(OPENING, numbered([1, 2, 3, 5, 6])))
    assert verdict(found, CHECK) == "inconsistent"
    row = next(row for row in found if row.check == CHECK)
    assert row.explanation == "标题编号由“3.”跳至“5.”，缺第4项，编号不连续。"
    assert len(row.evidence) == 2
