"""Whose list a number speaks of, and what a state is said of: problems, measures, tasks, plans, another body's findings."""

from __future__ import annotations

import pytest

from taizhang.extract.counts import extract_counts
from taizhang.outline.build import build_outline
from taizhang.records import Count
from taizhang.text import canonicalise

TITLE = "中共云和县林业局党组关于巡察整改情况的通报\n"
OPENING = (
    "2022年5月9日至7月15日，县委第四巡察组对县林业局党组进行了巡察。9月2日，巡察组反馈了巡察意见，指出问题12个。\n"
)
SELF = "云和县林业局党组主题教育检视问题整改情况公示\n"


def read(line: str, *, title: str = TITLE, opening: str = OPENING) -> dict[str, Count]:
    """The counts of one paragraph under the heading on organisation, by their printed number and counter."""
    before = title + opening + "一、组织情况\n"
    doc = canonicalise(before + line + "\n二、整改情况\n1.苗木采购不规范。\n整改情况：完善制度。\n")
    found = extract_counts(doc, build_outline(doc))
    return {row.surface: row for row in found if len(before) <= row.char_start < len(before) + len(line)}


def described(line: str, **parts: str) -> list[tuple[str, str, str | None]]:
    return [(surface, row.role, row.scope) for surface, row in read(line, **parts).items()]


OTHERS = [
    "省林长办督导组指出的8个问题，已同步整改。",
    "县财政监督与审计局审计发现的7个问题，均已整改。",
    "对照市委巡察组2020年反馈的15个问题，逐条开展“回头看”。",
    "机构改革前，对原林科所巡察反馈的6个问题逐条复核。",
    "县委督查室督查发现11个问题，已反馈相关站所。",
    "举一反三，对2019年巡察反馈的9个问题再次核对。",
    "上级部门指出的3个问题，一并整改。",
]


@pytest.mark.parametrize("line", OTHERS)
def test_the_findings_of_others_are_no_claim_of_the_notice(line: str) -> None:
    assert all(row.role in ("other", "frequency") for row in read(line).values())


OWN = [
    "县委巡察组反馈的12个问题，已完成整改10个。",
    "对照巡察反馈的12个问题，逐条建立台账，已完成10个。",
    "针对巡视巡察反馈的12个问题，已完成10个。",
    "巡察组指出的12个问题，目前已完成10个。",
]


@pytest.mark.parametrize("line", OWN)
def test_the_findings_of_the_inspection_stay_the_claim(line: str) -> None:
    found = [row for row in described(line) if row[1] != "other"]
    assert [(role, scope) for _, role, scope in found] == [("problems_claimed", "main"), ("status_completed", "main")]


def test_a_notice_on_an_audit_claims_what_the_audit_found() -> None:
    title = "关于2021年度预算执行审计查出问题整改情况的报告\n"
    found = described("审计指出的14个问题，已整改13个。", title=title, opening="县审计局依法开展了审计。\n")
    assert found == [("14个问题", "problems_claimed", "main"), ("13个", "status_completed", "main")]


def test_a_notice_on_what_the_agency_found_wrong_with_itself() -> None:
    line = "现将局党组检视问题9个（班子5个、个人4个）的整改情况公示如下。"
    found = described(line, title=SELF, opening="为接受监督，现予公示。\n")
    assert found == [(surface, "problems_claimed", "main") for surface in ("9个", "5个", "4个")]
    assert described("召开民主生活会，检视问题21个。")[0][1] == "other"  # in a notice on an inspection


def test_states_of_what_others_found_are_theirs() -> None:
    found = described("县审计局反馈的7个问题，已整改6个，正在整改1个。")
    assert {role for _, role, _ in found} == {"other"}


DONE = [
    ("局党组制定整改措施36条，均已完成。", ("36条", "measures_claimed")),
    ("列出29条整改措施，全部完成整改。", ("29条整改措施", "measures_claimed")),
    ("细化整改任务15项，全部整改到位。", ("15项", "tasks_claimed")),
    ("12个问题全部整改到位。", ("12个问题", "status_completed")),
]


@pytest.mark.parametrize(("line", "wanted"), DONE)
def test_what_all_done_is_said_of(line: str, wanted: tuple[str, str]) -> None:
    surface, role = wanted
    assert read(line)[surface].role == role


def test_bare_tasks_that_the_problems_were_divided_into() -> None:
    found = described("12个问题分解为27项具体任务。27项任务已完成25项，需长期坚持2项。")
    roles = [(surface, role) for surface, role, _ in found]
    assert roles[1:3] == [("27项具体任务", "tasks_claimed"), ("27项任务", "tasks_claimed")]
    assert read("全年承担国土绿化重点任务27项，已完成25项。")["27项"].role == "other"


def test_what_is_hoped_for_is_no_state() -> None:
    assert read("力争明年3月底前完成4个问题销号。")["4个问题"].role == "other"
    assert read("按计划推进4个，已完成8个。")["8个"].role == "status_completed"


def test_problems_that_many_units_found_themselves() -> None:
    found = described("下属林场举一反三，自查发现问题53个，已整改51个，整改率96.2%。")
    assert found == [
        ("53个", "problems_claimed", "system_wide"),
        ("51个", "status_completed", "system_wide"),
        ("96.2%", "completion_rate", "system_wide"),
    ]
    assert described("局党组自查发现问题53个。")[0][1] == "other"


def test_lists_beside_the_main_one() -> None:
    earlier = described("上轮巡察尚未整改到位问题3个，一并纳入。")
    assert earlier == [("3个", "problems_claimed", "previous_round")]
    assert described("反馈问题12个，未完成整改问题3个。")[1][1:] == ("status_not_completed", "main")
    petitions = read("移交信访件76件（重复件8件），已办结74件。")
    assert (petitions["76件"].role, petitions["8件"].role) == ("problems_claimed", "other")
    assert petitions["74件"].scope == "petitions"
    several = read("移交信访件4件、立行立改事项3项，共7件。")
    assert several["7件"].role == "other"  # a sum over two side lists is neither's


def test_a_sum_over_the_lists_is_not_the_last_list() -> None:
    found = described("巡察反馈12个问题，选人用人专项检查反馈4个问题，两项合计16个问题。")
    assert [scope for _, _, scope in found] == ["main", "special_check", "main"]


def test_kinds_of_problems_and_notes_on_them() -> None:
    kinds = read("反馈问题12个，其中共性问题5个、个性问题7个。")
    assert {row.scope for row in kinds.values()} == {"main"}
    assert read("反馈个性问题7个。")["7个"].scope == "individual_cases"
    assert read("反馈问题12个，其中立行立改3个，完成整改11个。")["11个"].scope == "main"
    assert read("反馈问题12个，其中立行立改3个，完成整改3个。")["3个"].scope == "immediate"
    assert read("注：即知即改问题已计入12个问题之内。")["12个问题"].scope == "main"


def test_the_rest_of_the_list_is_in_the_state_behind_it() -> None:
    assert read("12个问题中，整改完成11个，完成率为91.7%；剩余1个正在抓紧整改。")["1个"].role == "status_in_progress"


PERSONS = [
    ("调整岗位人员6名，重新签订承诺书。", "6名", "other"),
    ("对责任人调整岗位2人。", "2人", "persons_organisational"),
    ("护林员实行星级管理，降级5人。", "5人", "other"),
    ("给予政务降级处分1人。", "1人", "persons_disciplined"),
    ("查明违规借调3人，均已作出组织处理。", "3人", "persons_organisational"),
    ("谈心谈话记录缺失，对3名支部书记批评教育。", "3名支部书记", "persons_criticised"),
    ("诫勉2人次、批评教育5人次（1人同时受到两种处理）。", "1人", "other"),
]


@pytest.mark.parametrize(("line", "surface", "role"), PERSONS)
def test_what_was_done_to_persons(line: str, surface: str, role: str) -> None:
    assert read(line)[surface].role == role


def test_a_sum_settled_behind_the_comma() -> None:
    assert read("核对应退质保金83笔27.6万元，均已退还。")["27.6万元"].role == "money_refunded"
    assert read("核对应收租金27.6万元，已收回20万元。")["27.6万元"].role == "money_other"
