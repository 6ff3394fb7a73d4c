"""Honest fragments that a naive auditor would accuse: the ways in which offices really print their numbers.

Every one is read by the whole program. Where the text settles a law the law must also say so.
"""

from __future__ import annotations

import pytest

from support.desk import ANSWER, PERIOD, TWELVE, accused, answered, audit_text, listed, notice, told, verdict
from taizhang import extract

TWICE = (
    "（一）已完成的整改事项\n"
    + listed(6)
    + f"\n（二）需长期坚持的整改事项\n1.关于“公务接待审批不规范”的问题\n整改情况：{ANSWER}\n"
    + f"2.关于“主体责任压得不实”的问题\n整改情况：{ANSWER}"
)

# name → text, check that must be told (None: any row but an accusation), its verdict
HONEST: dict[str, tuple[str, str | None, str | None]] = {
    "the last step of what is done": (
        told("12个问题，截至目前，已完成整改8个，销号5个，未完成但达到序时进度4个。"),
        "status_sum",
        "consistent",
    ),
    "the last step, of tasks": (
        notice("督察组反馈整改任务41项，截至目前，已完成整改25项，销号13项，达到序时进度16项。", listed(6)),
        "status_sum",
        "consistent",
    ),
    "shares of two states": (
        told("12个问题中已整改销号11个，占整改问题总数的91.67%；申请延期整改1个，占8.33%。"),
        None,
        None,
    ),
    "the share of what is not done": (
        told("12个问题中，已整改完成10个，占83.33%，2个因客观原因暂未完成整改，占16.67%。"),
        None,
        None,
    ),
    "a rounded total broken by the line": (
        answered("压减支出９.１６\n万元,其中会议费５.８０４万元、培训费３.３６０万元"),
        None,
        None,
    ),
    "kinds of deadline before the states": (
        told("12个问题中，立行立改5个，限期整改4个，长期坚持3个。目前已完成9个，正在推进3个。"),
        "status_sum",
        "consistent",
    ),
    "two days of one state": (
        told("截至2022年12月底，已完成整改7个；截至2023年3月底，已完成整改10个，其余2个正在推进。"),
        "status_sum",
        "consistent",
    ),
    "month by month": (told("集中整改期满完成8个，2023年3月完成10个，4月全部完成。"), None, None),
    "a plan among the states": (
        told("截至目前完成整改9个，力争6月底前再完成2个，其余1个长期坚持。"),
        "status_sum",
        "unverifiable",
    ),
    "by plan, not planned": (
        told("12个问题已完成整改10个，按计划推进2个。"),
        "status_sum",
        "consistent",
    ),
    "tasks nearer than the problems": (told("12个问题分解为30项任务，完成28项，2项长期坚持。"), None, None),
    "a rate of the tasks": (told("12个问题分解为30项任务，完成10项，完成率33.3%。"), None, None),
    "finer problems divided": (
        told("12个问题细化为15个具体问题，已完成13个，正在推进2个，完成率86.7%。"),
        "completion_rate",
        "consistent",
    ),
    "two rates side by side": (
        told("12个问题已完成11个，完成率91.7%；36条措施已完成34条，完成率94.4%。"),
        None,
        None,
    ),
    "units by their rate": (
        told("对30个所属单位评估，整改完成率达到100%的21个，80%以下的2个。"),
        "completion_rate",
        "unverifiable",
    ),
    "in time is another rate": (told("12个问题已完成10个，按期完成率100%。"), "completion_rate", "unverifiable"),
    "matters of another kind": (told("移交问题线索5件，办结4件，立案2件，1件正在核查。"), "status_sum", None),
    "one letter for several offices": (
        told("交办信访件20件，涉及责任单位23个（一件多派），已办结20件。"),
        "status_sum",
        "unverifiable",
    ),
    "what the leaders see to": (told("党组书记领办重点问题4个，督促完成整改14个。"), "status_sum", None),
    "shared by two offices": (
        told("12个问题中办公室牵头5个、财务科牵头4个、业务科牵头6个（部分问题由两个科室共同牵头）。"),
        None,
        None,
    ),
    "several bodies, each its number": (
        notice("县委巡察组向局党组反馈问题6个，向下属林场党支部反馈问题4个，向苗圃党支部反馈问题3个。", listed(6)),
        None,
        None,
    ),
    "the town's list and the villages'": (
        notice("县委巡察组反馈镇党委问题6个，村级问题15个，其中东村6个、西村5个、南村4个。", listed(6)),
        "parts_sum",
        "consistent",
    ),
    "heads and times": (
        answered("处理18人（20人次），其中党纪处分3人次、政务处分2人次、诫勉5人次、批评教育10人次"),
        "persons_sum",
        "consistent",
    ),
    "heads with two measures": (answered("处理9人，其中党纪处分4人、政务处分4人、诫勉3人"), "persons_sum", None),
    "three purses": (
        answered("清退违规资金66.5万元，追回应由个人承担的资金14.6万元，挽回经济损失136.9万元"),
        "money_sum",
        None,
    ),
    "rounded to two places": (
        answered("压减支出12.35万元，其中会议费8.234万元、培训费4.12万元"),
        "money_sum",
        "consistent",
    ),
    "a part of a part": (
        answered("应收欠款215.6万元，已收回180万元，其中通过诉讼收回60万元，剩余35.6万元已签还款协议"),
        "money_sum",
        "consistent",
    ),
    "abolished on top": (answered("建立健全制度15项，其中新建6项、修订9项、废止4项"), "parts_sum", "consistent"),
    "partly done among the rest": (
        told("12个问题已整改10个，正在整改2个（含部分整改1个）。"),
        "status_sum",
        "consistent",
    ),
    "a work older than the inspection told on": (
        answered("该项目2019年10月完工，2023年1月组织竣工验收，同年2月完成决算"),
        "action_before_inspection",
        None,
    ),
    "an answer to an earlier finding": (
        notice(
            TWELVE,
            listed(11) + "\n12.关于“上轮巡察反馈问题整改不彻底”的问题\n整改情况：2021年3月，对照清单完成了补充整改。",
        ),
        "action_before_inspection",
        None,
    ),
    "seven days, both ends counted": (
        notice(TWELVE, listed(12), tail="公示期自2023年5月11日至2023年5月17日，共7天。"),
        "dates_in_order",
        "consistent",
    ),
    "five working days": (
        notice(TWELVE, listed(12), tail="公示期自2023年5月11日至2023年5月17日，共5个工作日。"),
        "dates_in_order",
        "consistent",
    ),
    "one problem in two sections": (
        notice(PERIOD + "指出7个问题。", TWICE),
        "problems_claimed_vs_enumerated",
        "unverifiable",
    ),
    "all but an annex at the last item": (
        notice(PERIOD + "指出9个问题。", listed(8, answers={8: "详见附件。"})),
        "problems_claimed_vs_enumerated",
        "unverifiable",
    ),
    "two bodies in one list": (
        notice("县委第二巡察组向局党组反馈问题10个，向下属林场党支部反馈问题2个。", listed(12)),
        "problems_claimed_vs_enumerated",
        "unverifiable",
    ),
    "issues named in a row inside one answer": (
        notice(
            PERIOD + "指出8个问题。",
            listed(
                6,
                answers={
                    4: "针对台账不全的问题，补齐台账。针对登记不及时的问题，建立登记制度。针对处置不规范的问题，完善审批。"
                },
            ),
        ),
        "problems_claimed_vs_enumerated",
        "unverifiable",
    ),
    "a bare label of the result": (
        notice(
            PERIOD + "指出3个问题，已完成2个，正在推进1个。",
            "\n".join(
                f"{place}.关于“{fault}”的问题\n整改措施：{ANSWER}\n结果：{state}"
                for place, (fault, state) in enumerate(
                    (("台账不全", "已完成"), ("登记不及时", "已完成"), ("处置不规范", "正在推进")), 1
                )
            ),
        ),
        "status_sum",
        "consistent",
    ),
    "manifestations beside the problems": (
        notice(PERIOD + "指出3个方面12个问题36项具体表现。", listed(12)),
        "problems_claimed_vs_enumerated",
        "consistent",
    ),
    "next steps that number on from two": (
        notice(TWELVE, listed(12), tail="二、持续压实责任。坚持常抓不懈。\n三、持续完善制度。巩固整改成果。"),
        "numbering_gap",
        None,
    ),
    "a stage told after the whole": (
        told("截至目前，12个问题已完成11个，正在推进1个，完成率91.7%；其中集中整改期内完成8个，完成率66.7%。"),
        None,
        None,
    ),
    "a last heading with its state in brackets": (
        notice(
            PERIOD + "指出7个问题。",
            listed(6, title="{}（已完成）") + "\n7.警示教育针对性不强（持续推进）\n整改情况：" + ANSWER,
        ),
        "problems_claimed_vs_enumerated",
        "consistent",
    ),
    "a last heading with its state in brackets and nothing more": (
        notice(PERIOD + "指出7个问题。", listed(6, title="{}（已完成）") + "\n7.警示教育针对性不强（持续推进）"),
        None,
        None,
    ),
    "suggestions printed in the list": (
        notice(PERIOD + "指出10个问题和2条意见建议。", listed(12)),
        "problems_claimed_vs_enumerated",
        "unverifiable",
    ),
}


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_fragment_is_not_accused(name: str) -> None:
    text, check, wanted = HONEST[name]
    found = audit_text(text)
    assert accused(found) == []
    if check is not None:
        assert verdict(found, check) == wanted


def test_there_are_at_least_thirty() -> None:
    assert len(HONEST) >= 30


def test_one_problem_with_and_without_quotation_marks_is_one():
    said = "中共青山县水利局党组关于巡察整改情况的通报\n2022年3月1日至5月10日，县委第一巡察组对县水利局党组开展了巡察，反馈问题3个。\n"
    done = "一、已完成的问题\n（一）关于“文山会海问题依然存在”的问题\n整改情况：精简会议12个。\n（二）关于“台账不全”的问题\n整改情况：补齐台账9本。\n"
    kept = "二、长期坚持的问题\n（一）关于“巡库不到位”的问题\n整改情况：每月巡查4次。\n（二）关于文山会海问题依然存在的问题\n整改情况：每季检查1次。\n"
    ledger = extract(said + done + kept, model=None)
    assert len(ledger.problems) == 4
    assert {row.check: row.verdict for row in ledger.audits}["problems_claimed_vs_enumerated"] == "unverifiable"
