"""Dates: forms, roles, elided years. The notices are written for the tests."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from support.dated import in_answer, in_opening, read, whole

SHARED = Path(__file__).parents[2].parent / "shared"


@pytest.mark.skipif(not SHARED.exists(), reason="../shared is not beside this checkout")
@pytest.mark.parametrize("name", ["000_839d8c5da8a0b6bc", "001_6f4ddce8411ae7cb"])
def test_the_annotated_notices(name: str) -> None:
    gold = json.loads((SHARED / "gold" / f"{name}.json").read_text("utf-8"))
    text = (SHARED / gold["text"]).read_text("utf-8")
    wanted = {
        (d["char_start"], d["char_end"], d["role"], d["from"], d["to"], d["precision"], d["year_inferred"])
        for d in gold["dates"]
    }
    found = {
        (d.char_start, d.char_end, d.role, str(d.date_from), str(d.date_to), d.precision, d.year_inferred)
        for d in read(text)
    }
    assert found == wanted
    days = whole(text)
    for key in ("inspection_start", "inspection_end", "feedback_date", "publication_date"):
        assert str(getattr(days, key)) == gold["notice"][key]


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        (
            "2022年6月22日至9月22日,县委第二巡察组对局党组进行了巡察。10月25日,巡察组向局党组反馈了意见。",
            [
                "2022年6月22日至9月22日 inspection_period 2022-06-22/2022-09-22 day",
                "10月25日 feedback 2022-10-25 day ~",
            ],
        ),
        # the feedback month lies before the last month of the inspection: the next year
        (
            "2022年6月22日至9月22日,县委第二巡察组对局党组进行了巡察。3月14日,巡察组向局党组反馈了意见。",
            ["2022年6月22日至9月22日 inspection_period 2022-06-22/2022-09-22 day", "3月14日 feedback 2023-03-14 day ~"],
        ),
        (
            "2021年10月16日至11月30日、12月11日至2022年1月16日,市委第五巡察组对局党组开展巡察。4月11日,向局党组反馈。",
            [
                "2021年10月16日至11月30日 inspection_period 2021-10-16/2021-11-30 day",
                "12月11日至2022年1月16日 inspection_period 2021-12-11/2022-01-16 day ~",
                "4月11日 feedback 2022-04-11 day ~",
            ],
        ),
        (
            "2021年12月10日至次年2月1日,县委巡察组对我局开展巡察，并于3月9日反馈意见。",
            [
                "2021年12月10日至次年2月1日 inspection_period 2021-12-10/2022-02-01 day",
                "3月9日 feedback 2022-03-09 day ~",
            ],
        ),
        (
            "2021年12月10日—2月1日,县委巡察组进驻我局开展巡察。",
            ["2021年12月10日—2月1日 inspection_period 2021-12-10/2022-02-01 day"],
        ),
        (
            "2022年4月上旬至7月上旬,省委巡视三组对我局开展巡视。2022年8月分别反馈。",
            [
                "2022年4月上旬至7月上旬 inspection_period 2022-04-01/2022-07-10 part_of_month",
                "2022年8月 feedback 2022-08-01/2022-08-31 month",
            ],
        ),
        # fed back within the last month of an imprecise period
        (
            "2022年3—5月,县委巡察组对我局开展巡察。5月20日,召开巡察反馈会。",
            ["2022年3—5月 inspection_period 2022-03-01/2022-05-31 month", "5月20日 feedback 2022-05-20 day ~"],
        ),
        (
            "2022年8月下旬至9月底,县委巡察组对我局开展巡察。",
            ["2022年8月下旬至9月底 inspection_period 2022-08-21/2022-09-30 part_of_month"],
        ),
        (
            "县委第一巡察组于2022717日至930日对我局进行巡察,20221021日反馈意见。",
            ["2022717日至930日 inspection_period 2022-07-17/2022-09-30 day", "20221021日 feedback 2022-10-21 day"],
        ),
        (
            "2022年42日至820日,县委巡察组对我局进行巡察,2022112日反馈意见。",
            ["2022年42日至820日 inspection_period 2022-04-02/2022-08-20 day", "2022112日 feedback None day"],
        ),
        (
            "二○二二年三月九日至六月九日，市委巡察三组对公司党委进行了巡察。七月二十日，巡察组向公司党委反馈了意见。",
            [
                "二○二二年三月九日至六月九日 inspection_period 2022-03-09/2022-06-09 day",
                "七月二十日 feedback 2022-07-20 day ~",
            ],
        ),
        (
            "２０２２年３月９日～６月９日,县委巡察组对我局进行巡察。",
            ["２０２２年３月９日～６月９日 inspection_period 2022-03-09/2022-06-09 day"],
        ),
        (
            "2022.3.9-5.10,县委巡察组对我局进行巡察;2022/6/1,向局党组反馈。",
            ["2022.3.9-5.10 inspection_period 2022-03-09/2022-05-10 day", "2022/6/1 feedback 2022-06-01 day"],
        ),
        # without any printed year in the opening, publication bounds the inspection
        (
            "6月22日至9月22日,县委第二巡察组对局党组进行了巡察。10月25日,巡察组反馈了意见。",
            ["6月22日至9月22日 inspection_period 2022-06-22/2022-09-22 day ~", "10月25日 feedback 2022-10-25 day ~"],
        ),
        (
            "去年11月6日至今年1月5日,县委巡察组对我局开展巡察。",
            ["去年11月6日至今年1月5日 inspection_period 2022-11-06/2023-01-05 day ~"],
        ),
        # an earlier round is no part of this inspection
        (
            "2019年5月,县委巡察组曾对我局开展首轮巡察。2022年6月22日至9月22日,县委第二巡察组对局党组开展巡察“回头看”。",
            [
                "2019年5月 mention 2019-05-01/2019-05-31 month",
                "2022年6月22日至9月22日 inspection_period 2022-06-22/2022-09-22 day",
            ],
        ),
        # studying the findings is not receiving them
        (
            "2022年10月25日,巡察组向局党组反馈了意见。2022年10月28日,局党组召开会议,专题研究巡察组反馈意见整改工作。",
            ["2022年10月25日 feedback 2022-10-25 day", "2022年10月28日 mention 2022-10-28 day"],
        ),
        (
            "从2021年9月6日开始,至10月30日结束,县委巡察组对我局进行巡察。",
            ["2021年9月6日开始,至10月30日 inspection_period 2021-09-06/2021-10-30 day"],
        ),
        ("2022年10月25日,收到区委第一巡察组反馈意见。", ["2022年10月25日 feedback 2022-10-25 day"]),
        (
            "巡察时间:2022年3月9日至5月9日。反馈时间:2022年6月1日。",
            [
                "2022年3月9日至5月9日 inspection_period 2022-03-09/2022-05-09 day",
                "2022年6月1日 feedback 2022-06-01 day",
            ],
        ),
        (
            "截至2023年4月底,已完成8个。截止4月中旬,完成7个。截至目前,完成率95%。",
            [
                "2023年4月底 as_of 2023-04-21/2023-04-30 part_of_month",
                "4月中旬 as_of 2023-04-11/2023-04-20 part_of_month ~",
            ],
        ),
    ],
)
def test_opening(opening: str, expected: list[str]) -> None:
    assert in_opening(opening) == expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (
            "一是2022年11月15日召开党组会议,3月组织培训,4月初印发通知。",
            [
                "2022年11月15日 measure 2022-11-15 day",
                "3月 measure 2023-03-01/2023-03-31 month ~",
                "4月初 measure 2023-04-01/2023-04-10 part_of_month ~",
            ],
        ),
        ("一是从12月到2月,开展普查。", ["12月到2月 measure 2022-12-01/2023-02-28 month ~"]),
        # before the feedback when a later reading would fall behind publication
        ("一是9月组织自查。", ["9月 measure 2022-09-01/2022-09-30 month ~"]),
        (
            "一是2023年1月5日、8日分别学习;12日,开展检查。",
            ["2023年1月5日 measure 2023-01-05 day", "8日 measure 2023-01-08 day ~", "12日 measure 2023-01-12 day ~"],
        ),
        (
            "一是2023年1月9-15日、4、5月份开展检查。",
            ["2023年1月9-15日 measure 2023-01-09/2023-01-15 day", "5月份 measure 2023-05-01/2023-05-31 month ~"],
        ),
        (
            "一是去年12月开展检查,今年3月再次检查。",
            ["去年12月 measure 2022-12-01/2022-12-31 month ~", "今年3月 measure 2023-03-01/2023-03-31 month ~"],
        ),
        ("一是今年以来,召开会议3次;去年至今开展检查。", []),
        (
            "一是2022年上半年完成;2023年一季度、2023年前三季度、2022年第四季度开展督查。",
            [
                "2022年上半年 measure 2022-01-01/2022-06-30 month",
                "2023年一季度 measure 2023-01-01/2023-03-31 month",
                "2023年前三季度 measure 2023-01-01/2023-09-30 month",
                "2022年第四季度 measure 2022-10-01/2022-12-31 month",
            ],
        ),
        # by a day before publication it was done, by a later one it is due
        (
            "一是2022年底前完成清理。二是计划于2023年6月完成建设。三是2023年12月31日之前报送材料。",
            [
                "2022年底 measure 2022-12-01/2022-12-31 month",
                "2023年6月 deadline 2023-06-01/2023-06-30 month",
                "2023年12月31日 deadline 2023-12-31 day",
            ],
        ),
        (
            "一是对2021年以来的工程项目进行排查。二是自2022年11月以来,开展督查4次。三是梳理2019年至2021年账目。",
            [
                "2021年 mention 2021-01-01/2021-12-31 year",
                "2022年11月 measure 2022-11-01/2022-11-30 month",
                "2019年至2021年 mention 2019-01-01/2021-12-31 year",
            ],
        ),
        (
            "一是2022年召开党组会议12次。二是在2022年全县水利工作会议上部署。三是列入2023年度预算。四是做好2022年年审工作。",
            [
                "2022年 measure 2022-01-01/2022-12-31 year",
                "2022年 mention 2022-01-01/2022-12-31 year",
                "2023年 mention 2023-01-01/2023-12-31 year",
                "2022年 measure 2022-01-01/2022-12-31 year",
            ],
        ),
        ("一是开展“2022年清河行动”。", ["2022年 mention 2022-01-01/2022-12-31 year"]),
        (
            "一是2018-2022年、2019、2020年台账已补齐。",
            [
                "2018-2022年 mention 2018-01-01/2022-12-31 year",
                "2019 mention 2019-01-01/2019-12-31 year",
                "2020年 mention 2020-01-01/2020-12-31 year",
            ],
        ),
        (
            "一是收回2018年违规发放的补贴。二是落实“十四五”期间(2021-2025年)项目,1-3月完成2项。",
            [
                "2018年 mention 2018-01-01/2018-12-31 year",
                "2021-2025年 mention 2021-01-01/2025-12-31 year",
                "1-3月 measure 2023-01-01/2023-03-31 month ~",
            ],
        ),
        # the history of the matter is no rectification, an action before the inspection is claimed to be one
        (
            "一是该项目于2019年6月立项,2020年10月开工。二是2020年10月,进行了积极整改。",
            [
                "2019年6月 mention 2019-06-01/2019-06-30 month",
                "2020年10月 mention 2020-10-01/2020-10-31 month",
                "2020年10月 measure 2020-10-01/2020-10-31 month",
            ],
        ),
        (
            "一是学习习近平总书记2022年1月26日在山西考察时的讲话。二是已于2022年11月30日前清退到位。",
            ["2022年1月26日 mention 2022-01-26 day", "2022年11月30日 measure 2022-11-30 day"],
        ),
        ("一是2023年2月30日完成。", ["2023年2月30日 measure None day"]),
        ("2022年10月25日巡察反馈后,立即整改。", ["2022年10月25日 feedback 2022-10-25 day"]),
    ],
)
def test_answer(answer: str, expected: list[str]) -> None:
    assert in_answer(answer) == expected


@pytest.mark.parametrize(
    "answer",
    [
        "一是学习《2021-2025年水利规划》和《关于做好2022年3月工作的通知》。",
        "一是利用4.23世界读书日和“5.18”开展宣传。",
        "一是利用3月22日世界水日、12月4日国家宪法日宣传。",
        "一是每年3月、9月开展检查,每月5日前上报,每季度通报。",
        "一是根据县发〔2022〕15号、县办〔2023〕3号执行。",
        "一是启动拾光1946项目,升级V2.0.1系统,单价3.5万元,8:30-12:00接待。",
        "一是上半年、下半年各检查一次,为期3月。",
        "一是30日内完成,5日前上报,第3日报告。",
        "一是落实2022年第15号文件。",
        "一是网址www.slj.gov.cn/art/2022/8/28/a.html公开。",
        "一是面积1999.5亩,编号2022-10-245,电话0355-7844596。",
        "一是今年扩大覆盖面,去年的问题已解决。",
        "一是“七一”前走访。",
        "一是1990年代的房屋,2022级学生。",
    ],
)
def test_what_is_no_date(answer: str) -> None:
    assert in_answer(answer) == []
