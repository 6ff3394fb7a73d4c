"""Rules and model over the structure of a notice: who reads which notice, and what stays with the rules."""

import pytest

from taizhang.classify.model import shipped_model
from taizhang.classify.outlines import outline_by_model
from taizhang.flow import running_text
from taizhang.outline.build import build_outline
from taizhang.reading import read_notice
from taizhang.text import canonicalise

BARE = """中共青浦某某区档案馆党组关于巡察反馈意见整改情况的通报
2023年3月6日至4月28日，区委第四巡察组对区档案馆党组开展了巡察，6月15日反馈了3个方面6个问题。现将整改情况通报如下。
馆党组多次召开会议专题研究，成立整改领导小组，逐条明确责任人和时限。
落实决策部署方面
学习贯彻档案法不够深入
组织全馆干部逐条学习，开展交流研讨3次，形成调研报告2篇。
邀请省馆专家授课1次，参训46人次。
数字化进度滞后
增加扫描设备4台，倒排工期，完成数字化档案21万页，占计划的92%。
全面从严治党方面
库房采购程序不规范
重新组织招标2项，对1名经办人员提醒谈话。
违规发放值班补贴
清退补贴1.36万元，已全部上缴财政。
整改状态：已完成
队伍建设方面
干部交流轮岗推进不力
调整中层干部5名，选派2名干部到乡镇锻炼。
支部活动形式单一
开展主题党日8次，与社区支部结对共建。
下一步，馆党组将继续抓好后续整改，防止问题反弹。
联系电话：021-59720000
中共青浦某某区档案馆党组
2023年11月20日
"""
PROBLEMS = [
    "学习贯彻档案法不够深入",
    "数字化进度滞后",
    "库房采购程序不规范",
    "违规发放值班补贴",
    "干部交流轮岗推进不力",
    "支部活动形式单一",
]
NEWS = """区档案馆召开巡察整改动员会
6月20日上午，区档案馆召开巡察整改动员部署会，馆领导班子成员和各科室负责人参加会议。
会议传达了区委巡察工作领导小组会议精神，通报了巡察反馈意见。
会议强调，要提高政治站位，正视存在问题，扎实抓好整改。
会议要求，各科室要对照问题清单，逐项制定措施，明确时限，确保整改到位。
馆党组书记表示，将带头认领问题，带头整改落实。
"""


@pytest.fixture(scope="module")
def with_model():
    return read_notice(canonicalise(BARE), model=shipped_model())


@pytest.fixture(scope="module")
def by_rules():
    return read_notice(canonicalise(BARE), model=None)


def test_problems_without_any_mark_are_found_by_the_model_alone(with_model, by_rules):
    found = [row.title for row in with_model.problems if row.level != "aspect"]
    assert not {row.title for row in by_rules.problems} & set(PROBLEMS)
    assert len(set(found) & set(PROBLEMS)) >= 5 and len(found) <= 7
    assert {row.source for row in with_model.problems} == {"model"}
    assert any("模型" in warning for warning in with_model.text.warnings)


def test_what_was_done_is_tied_to_its_problem(with_model):
    titles = {row.problem_id: row.title for row in with_model.problems}
    owners = {titles[row.problem_id]: row.surface for row in with_model.measures}
    assert "清退补贴1.36万元" in owners["违规发放值班补贴"] and "调整中层干部5名" in owners["干部交流轮岗推进不力"]
    text = with_model.text.text
    assert all(text[row.char_start : row.char_end] == row.surface for row in with_model.measures)
    assert all(text[row.char_start : row.char_end] == row.title for row in with_model.problems)


def test_no_audit_rests_on_the_model(with_model, by_rules):
    assert with_model.audits == by_rules.audits
    assert with_model.notice.audit_verdict == by_rules.notice.audit_verdict != "inconsistent"


def test_the_same_text_gives_the_same_rows(with_model):
    assert read_notice(canonicalise(BARE), model=shipped_model()) == with_model


def test_a_notice_in_which_rules_find_problems_stays_theirs():
    numbered = BARE
    for number, title in enumerate(PROBLEMS, start=1):
        numbered = numbered.replace(f"\n{title}\n", f"\n{number}.{title}\n")
    ledger = read_notice(canonicalise(numbered), model=shipped_model())
    assert {row.source for row in ledger.problems} == {"rule"}


@pytest.mark.parametrize("text", [NEWS, "", "关于整改情况的通报\n", "整改\n" * 40, "\n".join(PROBLEMS)])
def test_texts_without_answered_problems_are_left_to_the_rules(text):
    doc = running_text(canonicalise(text)).doc
    assert outline_by_model(doc, build_outline(doc), shipped_model().lines) is None
