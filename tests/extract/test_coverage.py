"""How much of a page is read, and the warnings that name what was not."""

from __future__ import annotations

import pytest

import taizhang

HEAD = """{agency}关于巡察整改进展情况的通报
2022年6月22日至9月22日，县委第二巡察组对{agency}进行了巡察，10月25日反馈问题2个，现将整改情况通报如下。
（一）台账登记不规范
整改情况：补登台账{n}份，清理重复登记的事项，逐件核对并由分管领导签字确认，形成定期抽查的办法。
（二）窗口服务态度生硬
整改情况：开展服务礼仪培训2期，公开投诉渠道，对受到投诉的3名工作人员批评教育，安排轮岗学习。
{rest}{agency}
2023年2月{day}日
"""


def notice(agency: str, n: int = 12, day: int = 3, rest: str = "") -> str:
    return HEAD.format(agency=agency, n=n, day=day, rest=rest)


def test_a_heading_without_a_place_is_named_and_not_counted_as_read() -> None:
    plain = taizhang.extract(notice("宁溪县民政局党组"))
    assert plain.text.read_share == 1.0
    assert not plain.text.warnings
    lost = "五、其他需要报告的事项\n反馈意见另附的两件群众来信由信访部门答复，结果不在此列。\n"
    found = taizhang.extract(notice("宁溪县民政局党组", rest=lost))
    assert [problem.title for problem in found.problems] == [problem.title for problem in plain.problems]
    assert found.text.read_share < 0.95
    named = [warning for warning in found.text.warnings if "五、其他需要报告的事项" in warning]
    assert len(named) == 1


def test_plans_are_no_lost_heading() -> None:
    found = taizhang.extract(notice("宁溪县民政局党组", rest="三、下一步安排\n局党组将继续抓好整改。\n"))
    assert found.text.read_share == 1.0
    assert not found.text.warnings


def test_of_several_notices_on_one_page_the_first_is_read_and_the_rest_named() -> None:
    first = notice("宁溪县民政局党组")
    page = first + notice("宁溪县林业局党组", 40, 9) + notice("宁溪县文化馆党支部", 7, 11)
    alone, found = taizhang.extract(first), taizhang.extract(page)
    assert found.text.text == page
    assert (found.notice.agency, found.notice.publication_date) == (alone.notice.agency, alone.notice.publication_date)
    assert [row.title for row in found.problems] == [row.title for row in alone.problems]
    assert found.text.read_share < 0.4
    assert any("3份" in warning and "宁溪县林业局党组" in warning for warning in found.text.warnings)


def test_a_list_of_other_notices_below_is_no_second_notice() -> None:
    links = "\n相关信息\n" + "\n".join(
        f"宁溪县{name}局党组关于巡察整改进展情况的通报" for name in ("林业", "水利", "财政")
    )
    found = taizhang.extract(notice("宁溪县民政局党组") + links)
    assert not any("份不同单位" in warning for warning in found.text.warnings)


def test_a_second_title_of_the_same_agency_is_a_part() -> None:
    again = notice("宁溪县民政局党组") + notice("宁溪县民政局党组主要负责人", 6, 3)
    found = taizhang.extract(again)
    assert not any("份不同单位" in warning for warning in found.text.warnings)


OPENING = "2022年6月22日至9月22日，县委第二巡察组对县供销社党组进行了巡察，10月25日反馈问题{n}，现将整改情况通报如下。"


def unread(body: str, n: str = "6个") -> taizhang.Ledger:
    page = (
        f"宁溪县供销社党组关于巡察整改进展情况的通报\n{OPENING.format(n=n)}\n{body}\n宁溪县供销社党组\n2023年2月3日\n"
    )
    return taizhang.extract(page)


@pytest.mark.parametrize(
    "body",
    [
        "甲 社有资产底数\n经过盘点，已经登记造册。\n乙 农资仓储\n仓库四座已经整修，专人看管。",
        "一、整改工作情况\n（一）提高站位。召开党组会4次。\n（二）压实责任。明确责任科室。\n二、下一步打算\n继续抓好整改。",
        "关于社有资产，盘点后登记造册；关于农资仓储，整修仓库四座；关于干部作风，开展谈话。",
    ],
)
def test_a_claim_without_a_list_is_not_read_in_full(body: str) -> None:
    found = unread(body)
    assert (found.notice.problems_claimed, found.notice.problems_enumerated) == (6, 0)
    assert 0.2 < found.text.read_share < 0.95
    assert sum("6个" in warning and "没有读到" in warning for warning in found.text.warnings) == 1


def test_without_a_claim_or_with_a_list_nothing_is_held_back() -> None:
    silent = unread("县社党组将继续抓好整改，巩固成果。", n="，要求立行立改")
    listed = unread("1.社有资产底数不清\n整改情况：登记造册。\n2.农资仓储不规范\n整改情况：整修仓库四座。", n="2个")
    for found in (silent, listed):
        assert found.text.read_share == 1.0
        assert not any("没有读到" in warning for warning in found.text.warnings)
