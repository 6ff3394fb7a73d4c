"""Laws: the proceedings are in order; no action older than the inspection is offered as its rectification."""

from __future__ import annotations

import time

import pytest

from support.desk import listed, marked, notice, only, verdict
from taizhang.api import extract

ORDER, EARLY = "dates_in_order", "action_before_inspection"
PERIOD = "{@2022年6月22日至9月22日|inspection_period|2022-06-22/2022-09-22}，县委巡察组开展了巡察。"


def proceedings(
    feedback: str, published: str = "{@2023年5月11日|publication|2023-05-11}", *, period: str = PERIOD
) -> tuple[object, ...]:
    return marked(
        notice(f"{period}{feedback}，巡察组反馈了意见。", listed(3), end=f"中共清河县水利局党组\n{published}")
    )


def test_in_order() -> None:
    row = only(proceedings("{@10月25日|feedback|2022-10-25?}"), ORDER)
    assert row.verdict == "consistent"
    assert "巡察结束2022年9月22日、反馈2022年10月25日、公布2023年5月11日，先后相符" in row.explanation


@pytest.mark.parametrize(
    ("feedback", "published"),
    [
        ("{@2022年9月12日|feedback|2022-09-12}", "{@2023年5月11日|publication|2023-05-11}"),
        ("{@2022年4月12日|feedback|2022-04-12}", "{@2023年5月11日|publication|2023-05-11}"),
        ("{@2022年10月25日|feedback|2022-10-25}", "{@2022年8月11日|publication|2022-08-11}"),
        ("{@2022年10月25日|feedback|2022-10-25}", "{@2022年10月11日|publication|2022-10-11}"),
        ("{@9月12日|feedback|2023-09-12?}", "{@2023年5月11日|publication|2023-05-11}"),
    ],
)
def test_out_of_order(feedback: str, published: str) -> None:
    assert verdict(proceedings(feedback, published), ORDER) == "inconsistent"


def test_a_year_that_was_inferred_wrongly() -> None:
    assert verdict(proceedings("{@10月25日|feedback|2023-10-25?}"), ORDER) == "unverifiable"


def test_a_signature_in_order_beside_a_page_date_that_is_not() -> None:
    found = marked(
        "发布日期：{@2021年3月1日|publication|2021-03-01}\n"
        + notice(
            f"{PERIOD}{{@2022年10月25日|feedback|2022-10-25}}，巡察组反馈了意见。",
            listed(3),
            end="中共清河县水利局党组\n{@2023年5月11日|publication|2023-05-11}",
        )
    )
    assert verdict(found, ORDER) == "unverifiable"


def test_two_visits_with_an_interim_report() -> None:
    period = "{@2021年12月1日至12月20日|inspection_period|2021-12-01/2021-12-20}、{@2022年8月1日至8月20日|inspection_period|2022-08-01/2022-08-20}开展了巡察。"
    assert verdict(proceedings("{@2022年1月15日|feedback|2022-01-15}", period=period), ORDER) == "unverifiable"


def test_one_date_alone() -> None:
    found = marked(
        notice("县委巡察组开展了巡察。", listed(3), end="中共清河县水利局党组\n{@2023年5月11日|publication|2023-05-11}")
    )
    assert verdict(found, ORDER) is None


def action(text: str, *, title: str = "关于“{}”的问题", begin: str = PERIOD) -> tuple[object, ...]:
    body = listed(3, answers={2: f"一是{text}。二是完善制度，明确责任。"}, title=title)
    return marked(notice(f"{begin}{{@2022年10月25日|feedback|2022-10-25}}反馈了意见。", body))


@pytest.mark.parametrize(
    "text",
    [
        "于{@2021年11月|measure|2021-11-01/2021-11-30}对江口供水管网进行了全面维修改造",
        "{@2021年10月8日|measure|2021-10-08}召开专题会议，修订完善相关制度",
        "{@2022年5月|measure|2022-05-01/2022-05-31}，对破损路段实施了集中修补，修复坑槽",
    ],
)
def test_an_action_older_than_the_inspection(text: str) -> None:
    row = only(action(text), EARLY)
    assert (row.verdict, row.observed) == ("inconsistent", 1)
    assert len(row.evidence) == 2


@pytest.mark.parametrize(
    "text",
    [
        "{@2022年11月|measure|2022-11-01/2022-11-30}召开专题会议",
        "{@2022年7月|measure|2022-07-01/2022-07-31}立行立改，修复坑槽",
        "自{@2020年3月|measure|2020-03-01/2020-03-31}起实行议题预审制度",
        "{@2020年3月|measure|2020-03-01/2020-03-31}以来组织学习",
        "对{@2020年10月|measure|2020-10-01/2020-10-31}签订的合同逐份清理",
        "曾于{@2021年10月|measure|2021-10-01/2021-10-31}开展过排查，现重新排查",
        "{@2021年10月|measure|2021-10-01/2021-10-31}启动改造，{@2022年12月|measure|2022-12-01/2022-12-31}全部完工",
        "{@2021年10月|measure|2021-10-01/2021-10-31}开工建设。该工程已于{@2022年12月|measure|2022-12-01/2022-12-31}竣工",
        "对{@2021年10月|mention|2021-10-01/2021-10-31}发现的隐患逐一整改",
        "{@10月|measure|2021-10-01/2021-10-31?}召开专题会议",
    ],
)
def test_honest_dates_in_an_answer(text: str) -> None:
    assert verdict(action(text), EARLY) is None


def test_an_item_about_an_earlier_finding() -> None:
    text = "{@2021年10月|measure|2021-10-01/2021-10-31}已拆除违建"
    assert verdict(action(text, title="关于“上轮巡察指出的{}”的问题"), EARLY) is None


def test_no_inspection_no_law() -> None:
    found = marked(
        notice(
            "县委巡察组反馈了意见。",
            listed(3, answers={2: "一是{@2021年10月|measure|2021-10-01/2021-10-31}召开会议。二是完善制度。"}),
        )
    )
    assert verdict(found, EARLY) is None


def test_organisation_and_plans_are_no_answers() -> None:
    found = marked(
        notice(
            f"{PERIOD}反馈了意见。", listed(3), organisation="{@2021年10月|measure|2021-10-01/2021-10-31}成立领导小组。"
        )
    )
    assert verdict(found, EARLY) is None


@pytest.mark.parametrize("stop", "，。")
def test_time_grows_with_the_number_of_periods_of_public_notice_and_no_faster(stop):
    def seconds(times):
        text = "某县水利局党组关于巡察整改情况的通报\n一、关于学习不深入的问题\n整改情况："
        text += f"公示期2024年5月11日至17日{stop}" * times
        started = time.process_time()
        extract(text, model=None)
        return time.process_time() - started

    assert seconds(4_000) < 8 * min(seconds(1_000), seconds(1_000)) + 0.1
