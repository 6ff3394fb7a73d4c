"""Honest notices that an eager auditor would accuse. Read by the whole program; not one may be called inconsistent.

Each says what makes it look wrong. The houses, people and numbers are invented.
"""

from __future__ import annotations

import pytest

from support.desk import ANSWER, FAULTS, accused, audit_text, listed, notice
from support.notices import honest

PERIOD = "2022年6月22日至9月22日，县委第二巡察组对县水利局党组开展了巡察。10月25日，巡察组反馈了巡察意见，"
A, B, C, D = (
    "聚焦贯彻落实党中央决策部署方面",
    "聚焦群众身边腐败问题和不正之风方面",
    "聚焦基层党组织建设方面",
    "聚焦巡察整改落实方面",
)


def tree(*groups: tuple[str, int], restart: bool = True) -> str:
    parts, first = [], 1
    for place, (name, size) in enumerate(groups):
        parts.append(f"（{'一二三四五六'[place]}）{name}\n" + listed(size, first=1 if restart else first))
        first += size
    return "\n".join(parts)


def with_answer(text: str, size: int = 6, at: int = 2) -> str:
    return listed(size, answers={at: text})


CASES: dict[str, str] = {
    # the list
    "headings of a longer list": notice(PERIOD + "指出38个问题。", listed(12)),
    "the rest in an annex": notice(PERIOD + "指出14个问题。", listed(12), organisation="其余问题整改情况详见附件。"),
    "main problems only": notice(PERIOD + "指出14个问题。", listed(12), section="二、重点问题整改落实情况"),
    "secret problems left out": notice(
        PERIOD + "指出13个问题。", listed(12), organisation="除涉密问题外，逐项公开如下。"
    ),
    "a heading for several problems": notice(PERIOD + "指出13个问题。", listed(12, title="关于“{}”等问题")),
    "sub-problems counted": notice(
        PERIOD + "指出8个具体问题。",
        listed(
            6,
            answers={
                2: "（1）针对“台账不全”的问题。对照清单逐项核对，补齐台账。（2）针对“登记不及时”的问题。建立登记制度，专人负责。",
                5: "（1）针对“底数不清”的问题。委托中介机构全面清查。（2）针对“权责不明”的问题。修订管理办法，明确责任。",
            },
        ),
    ),
    "listed as broken down": notice(
        PERIOD + "指出9个问题。", listed(12), organisation="局党组将反馈意见细化为12个具体问题，逐项整改。"
    ),
    "two lists in one number": notice(
        PERIOD + "共反馈问题9个，其中巡察反馈6个、选人用人专项检查反馈3个。",
        listed(6) + "\n三、选人用人专项检查反馈问题整改情况\n" + listed(3),
    ),
    "a heading without number": notice(
        PERIOD + "指出11个问题。", listed(5) + f"\n关于“{FAULTS[17]}”的问题\n整改情况：{ANSWER}\n" + listed(5, first=6)
    ),
    "a number printed twice": notice(PERIOD + "指出6个问题。", listed(3) + "\n" + listed(3, first=3)),
    "numbers that run on": notice(PERIOD + "指出3个方面9个问题。", tree((A, 3), (B, 4), (C, 2), restart=False)),
    "numbers that restart": notice(PERIOD + "指出3个方面9个问题。", tree((A, 3), (B, 4), (C, 2))),
    "a number in another dress": notice(
        PERIOD + "指出6个问题。", listed(3) + f"\n⑷关于“{FAULTS[3]}”的问题\n整改情况：{ANSWER}\n" + listed(2, first=5)
    ),
    "suggestions among the headings": notice(PERIOD + "指出6个问题，提出2条意见建议。", listed(8)),
    "problems of another body": notice("县委巡察组向局党组反馈问题6个，向下属水管站反馈问题4个。", listed(6)),
    "numbers inside the statements": notice(
        PERIOD + "指出6个问题。",
        listed(5) + f"\n6.关于“对照3个方面12项任务要求，8个项目推进缓慢”的问题\n整改情况：{ANSWER}",
    ),
    "a whole round": notice(
        "县委对32个单位开展了巡察，指出4个方面486个问题。"
        "截至目前，486个问题已完成整改438个，基本完成31个，正在推进17个，完成率90.1%。",
        "\n".join(
            f"（{n}）{name}\n一是{FAULTS[0]}问题得到整改，复垦撂荒地230亩。二是清理合同14份，规范管理。"
            for n, name in zip("一二三四", (A, B, C, D), strict=True)
        ),
    ),
    "approximate claims": notice(PERIOD + "指出近20个问题。", listed(12)),
    "a joint answer": notice(
        PERIOD + "指出7个问题。",
        listed(5) + f"\n6.关于“{FAULTS[5]}”的问题\n7.关于“{FAULTS[6]}”的问题\n整改情况：{ANSWER}",
    ),
    "states and pointers for answers": notice(
        PERIOD + "指出6个问题。", listed(6, answers={2: "已完成。", 4: "详见附件2。"})
    ),
    # aspects
    "aspects that are no headings": notice(PERIOD + "指出3个方面12个问题。", listed(12)),
    "a fourth group of another list": notice(
        PERIOD + "指出3个方面6个问题。", tree((A, 2), (B, 2), (C, 2), ("选人用人专项检查反馈问题", 2))
    ),
    "a manner of speaking": notice(
        PERIOD + "指出6个问题。",
        tree((A, 2), (B, 1), (C, 2), (D, 1)),
        organisation="从思想、作风、制度三个方面查找原因。",
    ),
    "fewer aspects than claimed": notice(PERIOD + "指出了四个方面存在的突出问题。", tree((A, 2), (B, 2), (C, 2))),
    "grouped by unit": notice(
        PERIOD + "指出3个方面6个问题。", tree(("局机关", 2), ("灌区管理所", 2), ("河道站", 1), ("水政大队", 1))
    ),
    # states and rates
    "some without a state": notice(
        PERIOD + "指出12个问题。", listed(12), organisation="截至4月底，12个问题已完成9个，正在推进1个。"
    ),
    "states of the measures": notice(
        PERIOD + "指出12个问题。", listed(12), organisation="制定整改措施52条，52条整改措施已完成50条，正在推进2条。"
    ),
    "states of the tasks": notice(
        PERIOD + "指出12个问题。",
        listed(12),
        organisation="细化为26项整改任务。截至4月底，26项任务已完成24项，正在推进2项，完成率92.3%。",
    ),
    "done at once among the done": notice(
        PERIOD + "指出12个问题。",
        listed(12),
        organisation="截至4月底，12个问题已完成10个（其中立行立改4个），正在推进2个。",
    ),
    "done and long-term": notice(
        PERIOD + "指出12个问题。", listed(12), organisation="12个问题已全部完成整改，其中需长期坚持的3个。"
    ),
    "one task for several offices": notice(
        PERIOD + "指出12个问题。",
        listed(12),
        organisation="部分任务一件多派。截至4月底，12个问题已完成10个，正在推进4个。",
    ),
    "a rate with what is nearly done": notice(
        PERIOD + "指出17个问题。",
        listed(17),
        organisation="截至4月底，17个问题已完成14个，基本完成2个，正在推进1个，整改完成率94.1%。",
    ),
    "a rate cut off": notice(
        PERIOD + "指出11个问题。",
        listed(11),
        organisation="截至4月底，11个问题已完成9个，正在推进2个，整改完成率81.8%。",
    ),
    "a rate of tasks": notice(
        PERIOD + "指出12个问题。", listed(12), organisation="12个问题已完成10个。分解为25项任务，任务完成率88%。"
    ),
    "a bound for a rate": notice(
        PERIOD + "指出12个问题。", listed(12), organisation="截至4月底，12个问题已完成10个，整改完成率达到80%以上。"
    ),
    # the same again
    "the leader's share": notice(
        PERIOD + "指出12个问题。", listed(12), organisation="对照反馈的12个问题，党组书记领办10个重点难点问题。"
    ),
    "what is left": notice(
        PERIOD + "指出12个问题。", listed(12), tail="对剩余的2个问题倒排工期，对已完成的10个问题开展“回头看”。"
    ),
    "put together": notice(PERIOD + "指出12个问题。", listed(12), organisation="经梳理合并为10个问题，逐项明确责任。"),
    "found by themselves": notice(
        PERIOD + "指出12个问题。", listed(12), organisation="专题民主生活会查摆问题14个，逐条制定措施。"
    ),
    "the round before": notice(
        PERIOD + "指出12个问题，并检查了上轮反馈的10个问题。",
        listed(12),
        organisation="上轮反馈的10个问题已完成9个，正在推进1个。",
    ),
    "villages": notice(
        "巡察组反馈镇党委6个问题，另有村级问题24个（甲河村9个、乙岭村8个、丙店村7个）。",
        listed(6),
        organisation="村级24个问题已完成20个。",
    ),
    # sums
    "some of them": notice(PERIOD, with_answer("一是引进企业19家，其中规上企业4家、高新技术企业17家。二是完善制度。")),
    "properties overlap": notice(PERIOD, with_answer("一是核查干部104人，其中党员80人、女干部44人。二是完善制度。")),
    "two sanctions for one person": notice(
        PERIOD, with_answer("一是共处理17人，其中党纪处分8人、政务处分6人、诫勉6人。二是完善制度。")
    ),
    "rounded money": notice(PERIOD, with_answer("一是清理借出款项2.4亿元，收回1.63亿元，剩余7800万元。二是完善制度。")),
    "another total before": notice(
        PERIOD, with_answer("一是投入资金218万元，收回欠款58万元，剩余22万元正在追缴。二是完善制度。")
    ),
    "this year's part": notice(
        PERIOD, with_answer("一是排查隐患74处，今年已整改52处，剩余2处正在整改。二是完善制度。")
    ),
    "three money items": notice(
        PERIOD, with_answer("一是追缴违规资金12.5万元，清退津补贴3.2万元，挽回经济损失86.4万元。二是完善制度。")
    ),
    "a change, no division": notice(
        PERIOD, with_answer("一是审批事项由30项精简到22项，办理时限由15天压缩到6天。二是完善制度。")
    ),
    "a list with 等": notice(
        PERIOD, with_answer("一是追回补贴30万元，其中稻谷补贴12.5万元、耕地补贴10万元等。二是完善制度。")
    ),
    # dates
    "an inspection over New Year": notice(
        "2021年12月10日至2月1日，县委巡察组开展了巡察。3月9日，反馈了意见。",
        listed(3),
        end="中共清河县水利局党组\n2022年10月24日",
    ),
    "feedback known to the month": notice(
        "2022年6月22日至8月30日，县委巡察组开展了巡察。2022年8月，反馈了意见。", listed(3)
    ),
    "two stages": notice(
        "2022年3月6日至4月14日、4月24日至5月19日，县委巡察组开展了巡察。7月12日，反馈了意见。", listed(3)
    ),
    "an action that goes on": notice(
        PERIOD, with_answer("一是自2020年3月起实行议题预审制度。二是2021年以来组织学习12次。")
    ),
    "dates of what was examined": notice(
        PERIOD, with_answer("一是对2019年1月至2021年12月签订的合同逐份清理。二是对2020年10月发现的隐患逐一整改。")
    ),
    "works begun before": notice(
        PERIOD, with_answer("一是供水工程于2021年10月开工，2022年12月全部建成。二是完善制度。")
    ),
    "an answer to an earlier round": notice(
        PERIOD,
        listed(3, title="关于“上轮巡察指出的{}”的问题", answers={2: "一是2021年10月已拆除违建3处。二是完善制度。"}),
    ),
    # what is not the list of the inspection
    "only the leader's share is counted": notice(
        "县委巡察组反馈了意见，", listed(6), organisation="党组书记领办5个重点难点问题。"
    ),
    "only what they found themselves": notice(
        "县委巡察组反馈了意见，", listed(6), organisation="班子成员对照反馈意见查摆问题7个。"
    ),
    "only what is left": notice("县委巡察组反馈了意见，", listed(6), tail="对剩余的5个问题倒排工期。"),
    # looks
    "wrapped lines": "\n".join(
        line[i : i + 38]
        for line in notice(PERIOD + "指出12个问题。", listed(12)).split("\n")
        for i in range(0, max(1, len(line)), 38)
    ),
    "full-width numbers": notice(PERIOD + "指出３个方面９个问题。", tree((A, 3), (B, 4), (C, 2))),
    "Chinese numbers": notice(
        PERIOD + "指出三个方面九个问题。",
        tree((A, 3), (B, 4), (C, 2)),
        organisation="九个问题已整改完成八个，正在推进一个。",
    ),
    "no labels": notice(
        PERIOD + "指出9个问题。", "\n".join(f"{n}.关于“{FAULTS[n]}”的问题\n{ANSWER}" for n in range(1, 10))
    ),
    "one line each": notice(
        PERIOD + "指出9个问题。", "\n".join(f"{n}.关于{FAULTS[n]}的问题。{ANSWER}" for n in range(1, 10))
    ),
    "two levels dressed alike": notice(
        PERIOD + "指出3个方面7个问题。",
        "\n".join(
            f"{'一二三'[k]}、{name}\n"
            + "\n".join(f"{'一二三'[j]}、关于“{FAULTS[3 * k + j]}”的问题\n整改情况：{ANSWER}" for j in range(size))
            for k, (name, size) in enumerate(((A, 3), (B, 2), (C, 2)))
        ),
    ),
    "grouped by state": notice(
        PERIOD + "指出6个问题。",
        "（一）已完成的整改事项（4个）\n" + listed(4) + "\n（二）正在推进的整改事项（2个）\n" + listed(2),
        organisation="截至4月底，6个问题已完成4个，正在推进2个。",
    ),
    "long-term matters named again": notice(
        PERIOD + "指出6个问题。",
        listed(6)
        + "\n三、需长期坚持的事项\n（一）理论学习\n1.坚持第一议题制度。\n2.坚持中心组学习。\n（二）队伍建设\n1.坚持引进人才。",
    ),
    "nothing claimed": notice("根据安排，县委巡察组反馈了意见。", tree((A, 3), (B, 4), (C, 2))),
}


@pytest.mark.parametrize("name", CASES)
def test_an_honest_notice_is_not_accused(name: str) -> None:
    assert accused(audit_text(CASES[name])) == []


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= 60


@pytest.mark.parametrize("seed", range(40))
def test_generated_honest_notices(seed: int) -> None:
    grown = honest(900_000 + seed)
    assert accused(audit_text(grown.raw)) == [], grown.describe()
