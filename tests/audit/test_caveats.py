"""Words that forbid adding or dividing two numbers: an honest notice that prints them is not accused; one without is."""

from __future__ import annotations

import pytest

from support.desk import accused, audit_text, listed, notice, verdict

PERIOD = "2022年6月22日至9月22日，县委第二巡察组对县水利局党组开展了巡察。10月25日，巡察组反馈了巡察意见，"
TWELVE = PERIOD + "指出12个问题。"


def told(text: str) -> str:
    return notice(TWELVE, listed(12), organisation=text)


def answered(text: str) -> str:
    return notice(TWELVE, listed(12, answers={3: f"一是{text}。二是完善制度。"}))


HONEST: dict[str, str] = {
    "two divisions in one row": answered("排查管网隐患86处，其中重大隐患4处，已消除80处，6处正在消除"),
    "sources and payments": answered("工程总投资2.4亿元，其中省级资金9000万元，已支付1.5亿元，剩余9000万元下年支付"),
    "an overlap with its number": answered("修订制度7项，其中财务类4项、人事类4项（1项由两个科室会签）"),
    "parts of a nearer number": answered("受理诉求30件，已办结27件，其中供水类12件、河道类13件、其他4件"),
    "rates of two halves": told("12个问题已完成9个，正在推进3个；机关7个问题完成率85.7%，所属单位5个问题完成率60%。"),
    "a larger sum behind the total": told(
        "局党组认领问题12个，另自查问题6个，共18个，其中一个月内整改的10个、长期整改的3个。一个月期满时完成11个。"
    ),
    "told as done before": answered("2022年3月，县水利局已对该问题立案1件，反馈后又于2022年11月修订制度1项"),
    "a rate of money beside items": told(
        "12个问题已完成9个、正在推进3个，涉及问题资金80万元，已整改76万元，资金整改率95%。"
    ),
    "a rate of money without a pair": told("12个问题已完成9个、正在推进3个，金额整改率97.3%。"),
    "money due and money settled": told(
        "12个问题已整改到位9个，正在整改3个，应整改金额3120.5万元，已整改3089.3万元，金额整改率99%。"
    ),
    "a rate of an earlier stage": told(
        "12个问题整改完成11个，整改完成率达到91.7%，其中集中整改期完成8个，完成率66.7%。"
    ),
    "found by themselves": told("12个问题已完成12个，正在推进的4个问题为自查发现，不在反馈之列。"),
    "not among those of the inspection": told("12个问题已完成12个，正在推进3个，不计入巡察反馈问题总数。"),
    "a note in brackets behind the fields": notice(
        PERIOD + "反馈问题12个，其中党建类5个、业务类4个、作风类5个（2个问题兼具两类）。", listed(12)
    ),
    "a note of several kinds": answered(
        "排查发现问题31个，其中台账类12个、资金类11个、程序类10个（部分问题涉及多种类型）"
    ),
    "shared between offices": told("12个问题涉及办公室5个、财务股4个、工程股5个，有的问题由两个股室共同负责。"),
    "things on top": answered("清理办公用房16间，其中超标9间、闲置5间，另腾退仓库4间"),
    "things found later": answered("发现问题图斑42个，其中已整改37个，5个正在整改，另有3个新增图斑一并纳入整改"),
    "divided twice": notice(
        PERIOD + "共3个方面12个问题，其中5个为共性问题、7个为个性问题，涉及违规资金类4个。", listed(12)
    ),
    "a share of a share": answered("检查砂石企业26家，其中合格21家、整改5家，关停2家"),
    "parts of the total before the last": answered("排查发现隐患35个，整改34个，其中立行立改16个、限期整改19个"),
    "abolished beside made": answered("制定完善制度15项，其中新建6项、修订9项、废止4项"),
    "a year in somebody's career": answered("对时任站长（2021年4月调离）谈话提醒"),
    "a year of retirement": answered("对原副局长张某（已于2020年12月退休）批评教育"),
    "problems beside measures": told(
        "12个问题制定整改措施46条，截至2023年4月底，已完成整改问题9个，完成率75%，未完成但达到序时进度3个。"
    ),
    "a basis behind the rate": told("12个问题已完成9个，整改完成率达96%（按措施计），其余措施正在推进。"),
    "a basis before the rate": told("12个问题已完成9个，正在推进3个，按措施口径测算整改完成率96%。"),
    "a basis in an answer": answered("排查隐患120处，已整改98处，整改率90%（按面积测算）"),
}


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_notice_is_not_accused(name: str) -> None:
    assert accused(audit_text(HONEST[name])) == []


@pytest.mark.parametrize(
    ("name", "check"),
    [
        ("a rate of money beside items", "completion_rate"),
        ("money due and money settled", "completion_rate"),
        ("problems beside measures", "completion_rate"),
        ("problems beside measures", "status_sum"),
        ("found by themselves", "status_sum"),
        ("a share of a share", "parts_sum"),
        ("abolished beside made", "parts_sum"),
        ("things found later", "parts_sum"),
    ],
)
def test_and_what_fits_is_confirmed(name: str, check: str) -> None:
    assert verdict(audit_text(HONEST[name]), check) == "consistent"


FALSE: dict[str, tuple[str, str]] = {
    "a rate of items": (told("12个问题已完成9个、正在推进3个，整改完成率95%。"), "completion_rate"),
    "a rate beside measures": (
        told("12个问题制定整改措施46条，截至2023年4月底，已完成整改问题9个，完成率91.7%，正在推进3个。"),
        "completion_rate",
    ),
    "states too many": (told("12个问题已完成12个，正在推进4个。"), "status_sum"),
    "fields too many": (
        notice(PERIOD + "反馈问题12个，其中党建类5个、业务类4个、作风类5个。", listed(12)),
        "parts_sum",
    ),
    "too many before what comes on top": (answered("清理库房16间，其中超标9间、闲置8间，另腾退车位4间"), "parts_sum"),
    "an old action": (answered("2021年4月对站长谈话提醒（已通报）"), "action_before_inspection"),
}


@pytest.mark.parametrize("name", FALSE)
def test_without_such_words_it_is(name: str) -> None:
    text, check = FALSE[name]
    assert verdict(audit_text(text), check) == "inconsistent"
