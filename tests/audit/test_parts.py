"""Laws: parts of one total add up to it — things, persons, money; in answers and among the claims."""

from __future__ import annotations

import pytest

from support.desk import accused, listed, marked, notice, only, verdict
from taizhang.audit.quantities import grain
from taizhang.records import Count

OPENING = "县委巡察组反馈了巡察意见。"


def answer(text: str) -> tuple[object, ...]:
    return marked(notice(OPENING, listed(3, answers={2: f"一是{text}。二是完善制度。"})))


HOLDS = [
    ("parts_sum", "清退护林员{11名|other|护林员}，其中已死亡的{2名|other,subset}、有固定工作的{9名|other,subset}"),
    ("parts_sum", "申报招聘岗位{5个|other|岗位}（林学类{3个|other}、森林保护类{2个|other}）"),
    ("parts_sum", "共清理往来款{37笔|other|往来款}：已核销{21笔|other}、已收回{12笔|other}、正在追偿{4笔|other}"),
    (
        "parts_sum",
        "修订制度{14项|institutions_established|制度}，新建制度{8项|institutions_established|制度}，合计{22项|institutions_established}",
    ),
    ("parts_sum", "发现隐患{362处|other|隐患}，已整改{359处|other}，其余{3处|other}落实管控措施"),
    ("parts_sum", "{11个水利项目|other|水利项目}已完工{8个|other}，在建{3个|other}"),
    ("parts_sum", "农村公路{53条|other|农村公路}，列入大中修{36条|other}，纳入日常保洁{17条|other}"),
    (
        "money_sum",
        "追缴资金{1268.4万元|money_recovered|资金}，其中：专项资金{845.9万元|money_recovered,subset}、工程款"
        "{310.5万元|money_recovered,subset}、津补贴{112万元|money_recovered,subset}",
    ),
    (
        "money_sum",
        "应收款项{5163万元|money_other|应收款项}，收回{1988万元|money_recovered}，剩余{3175万元|money_other}",
    ),
    (
        "money_sum",
        "清退教辅材料费{4.27万元|money_refunded}、课后服务费{1.92万元|money_refunded}，共清退{6.19万元|money_refunded}",
    ),
    ("money_sum", "借出款项{2.41亿元|money_other}，收回{1.63亿元|money_recovered}，剩余{7800万元|money_other}"),
    (
        "persons_sum",
        "共处理{13人次|persons_accountable}，其中诫勉{2人次|persons_admonished,subset}、提醒谈话{5人次|persons_reminded,subset}、"
        "批评教育{6人次|persons_criticised,subset}、移送{0人次|persons_transferred,subset}",
    ),
    (
        "persons_sum",
        "处理{17名|persons_accountable}{23人次|persons_accountable}，其中党纪处分{8人次|persons_disciplined,subset}、"
        "批评教育{15人次|persons_criticised,subset}",
    ),
]


@pytest.mark.parametrize(("check", "text"), HOLDS)
def test_parts_that_add_up(check: str, text: str) -> None:
    row = only(answer(text), check)
    assert (row.verdict, row.claimed) == ("consistent", row.observed)


BROKEN = [
    ("parts_sum", "共排查隐患{42处|other|隐患}，其中消防隐患{23处|other,subset}、用电隐患{21处|other,subset}", 44),
    ("parts_sum", "申报招聘岗位{5个|other|岗位}（林学类{4个|other}、森林保护类{2个|other}）", 6),
    ("parts_sum", "共清理往来款{37笔|other|往来款}：已核销{21笔|other}、已收回{12笔|other}、正在追偿{3笔|other}", 36),
    (
        "parts_sum",
        "修订制度{14项|institutions_established|制度}，新建制度{8项|institutions_established|制度}，合计{21项|institutions_established}",
        22,
    ),
    ("parts_sum", "发现隐患{362处|other|隐患}，已整改{350处|other}，其余{3处|other}落实管控措施", 353),
    ("parts_sum", "{11个水利项目|other|水利项目}已完工{9个|other}，在建{3个|other}", 12),
    ("parts_sum", "共受理诉求{30件|other|诉求}，分别为来信{12件|other}、来访{15件|other}", 27),
    (
        "money_sum",
        "追缴、清退资金合计{146.78万元|money_other|资金}，其中追缴{118.5万元|money_recovered,subset}、清退"
        "{26.28万元|money_refunded,subset}",
        1447800,
    ),
    (
        "money_sum",
        "追缴资金{100万元|money_recovered|资金}，其中专项资金{60万元|money_recovered,subset}、津补贴{50万元|money_recovered,subset}",
        1100000,
    ),
    (
        "money_sum",
        "应收款项{5163万元|money_other|应收款项}，已收回{1988万元|money_recovered}，剩余{3075万元|money_other}",
        50630000,
    ),
    (
        "persons_sum",
        "共处理{27人次|persons_accountable}，其中处分{4人次|persons_disciplined,subset}、诫勉{6人次|persons_admonished,subset}、"
        "批评教育{12人次|persons_criticised,subset}、提醒谈话{7人次|persons_reminded,subset}",
        29,
    ),
]


@pytest.mark.parametrize(("check", "text", "observed"), BROKEN)
def test_parts_that_do_not(check: str, text: str, observed: float) -> None:
    row = only(answer(text), check)
    assert (row.verdict, row.observed) == ("inconsistent", observed)


HONEST = [
    "引进企业{19家|other|企业}，其中规上企业{4家|other,subset}、高新技术企业{17家|other,subset}",
    "核查干部{104人|other|干部}，其中党员{80人|other,subset}、女干部{44人|other,subset}",
    "共处理{17人|persons_accountable}，其中党纪处分{5人|persons_disciplined,subset}、政务处分{4人|persons_disciplined,subset}、"
    "诫勉{10人|persons_admonished,subset}",
    "检查企业{115家|other|企业}，其中城区{31家|other,subset}、乡镇{26家|other,subset}",
    "投入资金{218万元|money_other|资金}，收回欠款{58万元|money_recovered|欠款}，剩余{22万元|money_other}正在追缴",
    "排查隐患{74处|other|隐患}，今年已整改{52处|other}，剩余{2处|other}正在整改",
    "清理合同{7412份|other|合同}，规范问题合同{1065份|other|问题合同}，剩余历史遗留合同{38份|other|历史遗留合同}",
    "新建充电桩{20个|other|充电桩}、维修路灯{12个|other|路灯}、撤并站点{3个|other|站点}",
    "审批事项由{30项|other|审批事项}精简到{22项|other}，减少{7项|other}",
    "发放资料{9000份|other,approx|资料}，其中社区{5000份|other,subset}、学校{4800份|other,subset}",
    "追缴资金{3.5万元|money_recovered}，清退{1.2万元|money_refunded}，挽回损失{30.6万元|loss_recovered}",
    "共处理干部{20人次|persons_accountable}，其中党纪处分{9人次|persons_disciplined,subset}（其中警告{7人次|persons_disciplined,subset}）、"
    "诫勉{11人次|persons_admonished,subset}",
    "排查隐患{10处|other|隐患}（其中重大隐患{8处|other,subset}），整改{4处|other}、{3处|other}正在整改",
    "巡河{23次|other|巡河}，已审结案件{21件|other|案件}，另有{2件|other}尚在审理",
    "拨付资金{2.4亿元|money_other|资金}，其中道路{1.63亿元|money_other,subset}、管网{7800万元|money_other,subset}",
    "追回补贴{30万元|money_recovered|补贴}，其中稻谷补贴{12.5万元|money_recovered,subset}、耕地补贴{10万元|money_recovered,subset}等",
]


@pytest.mark.parametrize("text", HONEST)
def test_honest_wordings_that_look_like_sums(text: str) -> None:
    assert accused(answer(text)) == []


def test_a_number_that_was_not_read_stops_the_accusation() -> None:
    text = "收回办公室{35.5万元|money_recovered}、工会46.08万元、财务科{44.03万元|money_recovered}，合计{125.61万元|money_recovered}"
    assert accused(answer(text)) == []


def test_a_note_of_double_counting_stops_the_accusation() -> None:
    organisation = "部分任务一件多派，各部门台账数相加大于任务总数。"
    text = "共排查隐患{42处|other|隐患}，其中消防隐患{23处|other,subset}、用电隐患{21处|other,subset}"
    found = marked(notice(OPENING, listed(3, answers={2: f"一是{text}。二是完善制度。"}), organisation=organisation))
    assert accused(found) == []


def test_a_rest_whose_total_stands_two_sentences_before() -> None:
    text = "一是摸清撂荒地{132.6亩|other|撂荒地}，比原台账多出{47亩|other}。二是分类复耕，已复耕{118亩|other}，其余{14.6亩|other}改种油茶。"
    row = only(marked(notice(OPENING, listed(3, answers={2: text}))), "parts_sum")
    assert (row.verdict, row.claimed) == ("consistent", 132.6)


def test_parts_among_the_claims() -> None:
    def found(last: int) -> tuple[object, ...]:
        parts = "、".join(
            f"{name}村{{{size}个|problems_claimed:villages}}"
            for name, size in (("甲河", 9), ("乙岭", 8), ("丙店", last))
        )
        return marked(
            notice(
                f"反馈镇级{{6个问题|problems_claimed}}，另有村级问题{{24个|problems_claimed:villages}}（{parts}）。",
                listed(6),
            )
        )

    assert only(found(7), "parts_sum", "villages").verdict == "consistent"
    assert only(found(9), "parts_sum", "villages").verdict == "inconsistent"
    assert verdict(found(7), "repeated_claims_agree", "villages") is None


def test_a_claim_divided_by_as_many_units_as_were_announced() -> None:
    def found(last: int) -> tuple[object, ...]:
        text = (
            "{3个社区|other|社区}反馈问题{29个|problems_claimed:villages}，具体为：\n营坊社区：反馈问题{9个|problems_claimed:villages}；\n"
            f"沿河社区：反馈问题{{12个|problems_claimed:villages}}；\n广货社区：反馈问题{{{last}个|problems_claimed:villages}}。"
        )
        return marked(notice(OPENING, listed(3), organisation=text))

    assert only(found(8), "parts_sum", "villages").verdict == "consistent"
    assert only(found(7), "parts_sum", "villages").verdict == "inconsistent"


def test_two_totals_are_never_added() -> None:
    found = marked(
        notice(
            "反馈{16个问题|problems_claimed}，选人用人专项检查反馈{6个问题|problems_claimed:special_check}，"
            "移交信访件{9件|problems_claimed:petitions}。",
            listed(16),
        )
    )
    assert [row for row in found if row.check == "parts_sum"] == []


@pytest.mark.parametrize("surface", ["9.16万元", "9.16 万元", "9.16\n万元", "9.16\n    万元"])
def test_the_last_digit_of_an_amount_is_what_it_is_wherever_the_line_ends(surface: str) -> None:
    count = Count(
        "n", "c", surface=surface, value=91600.0, unit="元", role="money_other", char_start=0, char_end=len(surface)
    )
    assert grain(count, surface) == 100
