"""What may be compared with what: lists, sums over lists, measures and tasks, other bodies' findings; both sides of each."""

from __future__ import annotations

import pytest

from support.desk import ANSWER, PERIOD, accused, audit_text, listed, notice, only, verdict

SPECIAL = (
    "\n（一）选人用人方面\n1.关于“竞争上岗程序缺失”的问题\n整改情况："
    + ANSWER
    + "\n（二）意识形态方面\n1.关于“网站更新滞后”的问题\n整改情况："
    + ANSWER
)


def told(claims: str, problems: int = 6, organisation: str = "局党组召开会议研究。") -> tuple[object, ...]:
    return audit_text(notice(PERIOD + claims, listed(problems), organisation=organisation))


HONEST = [
    "指出6个问题。制定整改措施28条，全部完成整改。",
    "指出6个问题，制定28条措施，均已完成。",
    "指出6个问题。整改措施28条全部完成，6个问题全部整改到位。",
    "指出6个问题。细化整改任务11项，全部完成整改。",
    "指出6个问题。目前已落实整改措施28条。",
    "指出6个问题。6个问题分解为11项具体任务，11项任务已完成9项，需长期坚持2项。",
    "指出6个问题。目前已完成6个，2个需长期坚持。",
    "指出6个问题，选人用人专项检查反馈2个问题，意识形态专项检查反馈1个问题，三项合计9个问题。"
    "截至10月底，9个问题中已完成8个、基本完成1个。",
    "指出6个问题，选人用人专项检查反馈2个问题，意识形态专项检查反馈1个问题。截至10月底，9个问题已全部完成整改。",
]


@pytest.mark.parametrize("claims", HONEST)
def test_numbers_of_different_things_are_not_held_against_each_other(claims: str) -> None:
    assert accused(told(claims)) == []


ASIDE = [
    "市委督导组指出的8个问题已同步整改。",
    "根据省委巡视组2019年反馈的4个方面8个问题，我局一并整改。",
    "对机构改革前原移民办巡察反馈的7个问题逐条复查。",
    "市审计局反馈的8个问题，已整改7个。",
    "下属单位自查问题42个，已整改41个，整改率97.6%。",
]


@pytest.mark.parametrize("aside", ASIDE)
def test_what_others_found_contradicts_nothing(aside: str) -> None:
    assert accused(told("指出6个问题。", organisation=aside)) == []


@pytest.mark.parametrize("plan", ["对上级反馈的8个问题一体整改。", "力争明年6月底前完成8个问题销号。"])
def test_plans_contradict_nothing(plan: str) -> None:
    text = notice(PERIOD + "指出6个问题。", listed(6) + "\n三、下一步打算\n（一）抓落实。" + plan)
    assert accused(audit_text(text)) == []


def test_a_lone_state_among_the_plans() -> None:
    def found(plan: str) -> tuple[object, ...]:
        return audit_text(notice(PERIOD + "指出6个问题。", listed(6) + "\n三、下一步打算\n" + plan))

    assert verdict(found("盯紧2个基本完成的问题，按期清零。"), "status_sum") is None
    assert verdict(found("集中整改期内，已完成6个。"), "status_sum") == "consistent"


def test_a_gap_as_large_as_the_shortfall_is_told_once() -> None:
    found = audit_text(notice(PERIOD + "指出6个问题。", listed(3) + "\n" + listed(2, first=5)))
    assert verdict(found, "numbering_gap") == "inconsistent"
    assert verdict(found, "problems_claimed_vs_enumerated") == "unverifiable"


BROKEN = [
    ("指出6个问题。目前已完成5个，基本完成2个。", "status_sum"),
    ("指出6个问题。截至10月底，6个问题中已完成整改5个，正在整改1个，需长期坚持1个。", "status_sum"),
    ("指出6个问题。制定整改措施28条，已完成26条，正在推进4条。", "status_sum"),
    (
        "指出6个问题，选人用人专项检查反馈2个问题，意识形态专项检查反馈1个问题，三项合计10个问题。",
        "parts_sum",
    ),
]


@pytest.mark.parametrize(("claims", "check"), BROKEN)
def test_numbers_of_the_same_things_still_are(claims: str, check: str) -> None:
    assert only(told(claims), check).verdict == "inconsistent"


def test_the_list_named_anew_with_another_number() -> None:
    found = told("指出6个问题。", organisation="对照巡察反馈的7个问题，逐条制定措施。")
    assert verdict(found, "repeated_claims_agree") == "inconsistent"


def test_a_sum_over_lists_that_names_no_number_of_them_or_leaves_some_out() -> None:
    claims = "指出6个问题，选人用人专项检查反馈2个问题，另有移交事项若干，合计10个问题。"
    assert accused(told(claims)) == []
    fits = told("指出6个问题，选人用人专项检查反馈2个问题，共计8个问题。")
    assert verdict(fits, "parts_sum") == "consistent"


def test_done_and_long_term_beside_a_whole_that_is_done() -> None:
    assert verdict(told("指出6个问题。目前已完成6个，2个需长期坚持。"), "status_sum") == "unverifiable"
    assert verdict(told("指出6个问题。目前已完成4个，2个需长期坚持。"), "status_sum") == "consistent"
    assert verdict(told("指出6个问题。目前已完成5个，2个需长期坚持。"), "status_sum") == "inconsistent"


def by_status(done: int, left: int) -> str:
    faults = listed(5, mark="({})").replace("(1)", "（一）").replace("(2)", "（二）").replace("(3)", "（三）")
    first, second = faults.split("(4)")
    second = "（一）" + second.replace("(5)", "（二）")
    return notice(
        PERIOD + "指出5个问题。",
        f"一、已完成整改的问题（{done}个）\n{first}二、需长期坚持的问题（{left}个）\n{second}",
    )


def test_states_that_section_headings_count() -> None:
    row = only(audit_text(by_status(3, 2)), "status_sum")
    assert (row.verdict, row.observed) == ("consistent", 5)
    assert verdict(audit_text(by_status(4, 2)), "status_sum") == "inconsistent"


def answer(text: str) -> tuple[object, ...]:
    return audit_text(notice(PERIOD + "指出3个问题。", listed(3, answers={2: text})))


MIXED = "共追缴、退赔款项{}万元，其中追回多付材料费31.4万元，退赔个人话费8.2万元，收回职工欠款12.7万元。"


def test_a_sum_of_money_got_back_in_several_ways() -> None:
    assert verdict(answer(MIXED.format("52.3")), "money_sum") == "consistent"
    assert verdict(answer(MIXED.format("49.1")), "money_sum") == "inconsistent"
    assert verdict(answer(MIXED.format("60")), "money_sum") == "unverifiable"  # the rest may be named elsewhere
    separate = "共追缴资金50万元，其中专项资金30万元、工程款20万元，清退补贴12万元。"
    assert accused(answer(separate)) == []


PARTS = [
    "约谈干部22人，分别为中层8人、职工14人。",
    "开展谈心谈话58人次，其中班子成员之间10人次，与站所负责人48人次。",
    "全年开支会议费7.6万元，比上年减少1.4万元，其中系统会议5.1万元、专题会议2.5万元。",
    "提醒谈话11人，其中站所7人，机关4人。",
    "核查水窖83口，其中完好64口、待修19口。",
]


@pytest.mark.parametrize("text", PARTS)
def test_parts_of_persons_and_money_that_add_up(text: str) -> None:
    rows = [row for row in answer(text) if row.check in ("parts_sum", "persons_sum", "money_sum")]
    assert [row.verdict for row in rows] == ["consistent"]


CLAIMED = [
    "制定整改措施37条，其中立行立改10条、限期整改19条、长期坚持8条。",
    "细化为11项整改任务，其中牵头任务7项、配合任务4项。",
    "书记领办问题2个，班子成员领办3个，共5个。",
]


@pytest.mark.parametrize("organisation", CLAIMED)
def test_parts_of_measures_tasks_and_shares(organisation: str) -> None:
    found = told("指出6个问题。", organisation=organisation)
    assert verdict(found, "parts_sum") == "consistent"
    assert accused(found) == []


LOOSE = [
    "提醒谈话11人，其中站所7人，机关6人。",
    "培训干部30人次、提醒谈话12人次，合计谈话15人次。",
    "约谈干部22人，其中党员15人、中层9人。",
    "制定制度9项，其中财务类4项、人事类3项。",
]


@pytest.mark.parametrize("text", LOOSE)
def test_parts_that_need_not_be_the_whole(text: str) -> None:
    assert accused(answer(text)) == []
