"""True contradictions that a good inspector finds: each close to one of the honest forms, and broken all the same."""

from __future__ import annotations

import pytest

from support.desk import PERIOD, TWELVE, answered, audit_text, listed, notice, told
from taizhang.records import Finding

A, B, C = "聚焦贯彻落实党中央决策部署方面", "聚焦群众身边腐败问题和不正之风方面", "聚焦基层党组织建设方面"

# name → text, check, the words of arithmetic that the explanation must hold
BROKEN: dict[str, tuple[str, str, str]] = {
    "one more claimed": (
        notice(PERIOD + "指出9个问题。", listed(8)),
        "problems_claimed_vs_enumerated",
        "问题9个，正文逐条列出8个",
    ),
    "two fewer claimed": (
        notice(PERIOD + "指出10个问题。", listed(12)),
        "problems_claimed_vs_enumerated",
        "多列2个",
    ),
    "suggestions do not explain fewer": (
        notice(PERIOD + "指出14个问题和2条意见建议。", listed(12)),
        "problems_claimed_vs_enumerated",
        "少列2个",
    ),
    "an annex of one answer explains no missing heading": (
        notice(PERIOD + "指出9个问题。", listed(8, answers={3: "详见附件。"})),
        "problems_claimed_vs_enumerated",
        "少列1个",
    ),
    "等问题 explains no heading too many": (
        notice(PERIOD + "指出10个问题。", listed(12, title="关于“{}”等问题")),
        "problems_claimed_vs_enumerated",
        "多列2个",
    ),
    "the special list": (
        notice(
            PERIOD + "指出6个问题；选人用人专项检查反馈4个问题。",
            listed(6) + "\n三、选人用人专项检查反馈问题整改情况\n" + listed(3),
        ),
        "problems_claimed_vs_enumerated",
        "专项检查问题4个",
    ),
    "an aspect too many": (
        notice(
            PERIOD + "指出4个方面9个问题。",
            f"（一）{A}\n{listed(3)}\n（二）{B}\n{listed(4)}\n（三）{C}\n{listed(2)}",
        ),
        "aspects_claimed_vs_enumerated",
        "4个方面",
    ),
    "said twice, differently": (
        notice(TWELVE, listed(12), organisation="针对反馈的13个问题，逐项建立台账。"),
        "repeated_claims_agree",
        "先称12个，后称13个",
    ),
    "states too many": (
        told("12个问题中，已完成10个，基本完成2个，正在推进1个。"),
        "status_sum",
        "合计13，超出总数1个",
    ),
    "states too many behind 其中": (
        told("细化为26项整改任务，其中已完成24项、正在推进3项。"),
        "status_sum",
        "合计27，超出总数1项",
    ),
    "letters too many": (told("移交信访件15件，已办结14件，正在办理2件。"), "status_sum", "合计16"),
    "a rate that nothing gives": (
        told("12个问题已完成10个，正在推进2个，整改完成率93.3%。"),
        "completion_rate",
        "10÷12=83.33%",
    ),
    "all of it, but one": (told("12个问题已完成11个，正在推进1个，完成率100%。"), "completion_rate", "11÷12=91.67%"),
    "a share that does not divide": (
        told("12个问题已整改9个，占75%；申请延期3个，占35%。"),
        "completion_rate",
        "3÷12=25%",
    ),
    "a rate of an answer": (answered("应清理合同120份，已清理98份，清理率85%"), "completion_rate", "98÷120=81.67%"),
    "parts of an amount": (
        answered("清退违规资金15.8万元，其中津补贴9.2万元、加班费7.6万元"),
        "money_sum",
        "16.8万元",
    ),
    "amounts summed up": (
        answered("追缴甲公司12万元、乙公司8.5万元、丙公司3.2万元，合计24.7万元"),
        "money_sum",
        "23.7万元",
    ),
    "yuan beside ten thousands": (
        answered("收回违规报销1.2万元，其中办公室8600元、工会4400元"),
        "money_sum",
        "1.3万元",
    ),
    "thousands separators": (
        answered("上缴财政251,023.54元，其中办公室215,587.84元、工会45,435.70元"),
        "money_sum",
        "261023.54元",
    ),
    "times, not heads": (
        answered("处理干部12名（15人次），其中诫勉4人次、提醒谈话6人次、批评教育7人次"),
        "persons_sum",
        "17人次",
    ),
    "the rest is one too many": (answered("排查隐患74处，已整改70处，剩余5处正在整改"), "parts_sum", "75处"),
    "the rest is one short": (answered("排查隐患74处，已整改68处，剩余5处正在整改"), "parts_sum", "73处"),
    "respectively": (answered("修订制度12项，分别为财务类4项、人事类3项、业务类6项"), "parts_sum", "13项"),
    "the list by fields": (
        told("反馈的12个问题中，政治建设类3个、组织建设类4个、作风建设类6个。"),
        "parts_sum",
        "13个",
    ),
    "village by village": (
        notice("县委巡察组指出镇党委问题6个。共反馈村级问题18个（东村6个、西村5个、南村4个）。", listed(6)),
        "parts_sum",
        "15个",
    ),
    "fed back before the inspection": (
        notice(
            "2022年6月22日至9月22日，县委第二巡察组对县水利局党组开展了巡察。2022年5月25日，巡察组反馈了巡察意见。",
            listed(6),
        ),
        "dates_in_order",
        "反馈2022年5月25日",
    ),
    "signed before the feedback": (
        notice(TWELVE, listed(12), end="中共清河县水利局党组\n2022年5月11日"),
        "dates_in_order",
        "公布2022年5月11日",
    ),
    "ten days that are seven": (
        notice(TWELVE, listed(12), tail="公示期自2023年5月11日至2023年5月17日，共10天。"),
        "dates_in_order",
        "首尾均计为7天",
    ),
    "done a year before the inspection": (
        notice(TWELVE, listed(12, answers={3: "2021年3月，组织专班完成了渠道清淤。"})),
        "action_before_inspection",
        "2021年3月",
    ),
    "a number left out": (
        notice(PERIOD + "指出9个问题。", listed(5) + "\n" + listed(3, first=7)),
        "numbering_gap",
        "缺第6项",
    ),
    "a heading and nothing more": (
        notice(PERIOD + "指出7个问题。", listed(6) + "\n7.关于“档案管理不规范”的问题"),
        "problem_without_measure",
        "档案管理不规范",
    ),
}


def found(text: str, check: str) -> list[Finding]:
    """The rows of a check that accuse."""
    return [row for row in audit_text(text) if row.check == check and row.verdict == "inconsistent"]


@pytest.mark.parametrize("name", BROKEN)
def test_a_contradiction_is_found_and_its_arithmetic_shown(name: str) -> None:
    text, check, words = BROKEN[name]
    rows = found(text, check)
    assert len(rows) == 1
    assert words in rows[0].explanation


@pytest.mark.parametrize("name", BROKEN)
def test_and_nothing_else_is_accused_for_it(name: str) -> None:
    text, check, _ = BROKEN[name]
    others = {row.check for row in audit_text(text) if row.verdict == "inconsistent"} - {check}
    assert others <= {"problems_claimed_vs_enumerated"} if check == "numbering_gap" else not others
