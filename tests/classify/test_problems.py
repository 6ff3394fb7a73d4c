from dataclasses import replace

import pytest

from taizhang.classify.features import Issue, statement_text
from taizhang.classify.model import shipped_model
from taizhang.classify.problems import MODEL, RULE, classify_problems, rule_answers


@pytest.fixture(scope="module")
def part():
    return shipped_model().categories


def verdict(text, part, function=None):
    return classify_problems([Issue(statement_text(text), function)], part)[0]


@pytest.mark.parametrize(
    ("heading", "category"),
    [
        ("关于“‘第一议题’制度落实不到位，理论学习不深入”的问题", "01"),
        ("落实意识形态工作责任制不到位", "07"),
        ("“三重一大”决策制度执行不严格，会议记录不规范", "26"),
        ("针对“违规发放津贴补贴12.4万元”问题", "25"),
        ("（ａ）关于落实中央八项规定精神不严，超标准接待的问题", "18"),
        ("群众来信来访办理不及时，信访积案化解不力", "14"),
    ],
)
def test_plain_headings_are_answered(part, heading, category):
    found = verdict(heading, part)
    assert found.category == category == found.candidates[0].id
    assert found.candidates[0].source == MODEL and found.candidates[0].score > part.threshold


def test_words_that_say_nothing_stay_unanswered_with_candidates(part):
    found = verdict("其他方面存在一些不足", part)
    assert found.category is None
    assert found.candidates and all(0 <= candidate.score <= 1 for candidate in found.candidates)


def test_disagreement_keeps_both_voices(part):
    statements = ["占道停车收费监管缺位", "审计发现的固定资产账实不符问题屡审屡犯", "党支部设置不规范、党费收缴不及时"]
    kept = [verdict(text, part) for text in statements]
    voices = [{(c.id, c.source) for c in found.candidates} for found in kept]
    assert any(
        {source for _, source in voice} == {RULE, MODEL}
        and len({i for i, s in voice if s == RULE} - {found.candidates[0].id})
        for voice, found in zip(voices, kept, strict=True)
    )


def test_a_statement_is_judged_by_itself(part):
    texts = [statement_text(text) for text in ("理论学习不深入", "工程招标不规范", "")]
    together = classify_problems([Issue(text, "水利") for text in texts], part)
    assert together == [classify_problems([Issue(text, "水利")], part)[0] for text in texts]
    assert classify_problems([], part) == []


def test_width_and_wrapping_do_not_matter(part):
    assert verdict("关于“党费收缴不规范，２０２１年少缴”的问题", part) == verdict(
        "关于“党费收缴不规范,2021年少缴”问题", part
    )


def test_above_every_threshold_nothing_is_answered(part):
    shy = replace(part, threshold=1.1, agreed_threshold=1.1)
    found = classify_problems([Issue("党费收缴不规范", None)], shy)[0]
    assert found.category is None and found.candidates[0].id == "31"


def test_rules_answer_without_any_model():
    assert rule_answers([Issue("党费收缴不规范,发展党员程序不严", None), Issue("存在不足", None)]) == ["31", None]
