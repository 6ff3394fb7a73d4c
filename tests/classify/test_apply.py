import pytest

from support.ledgers import SHARED
from taizhang.classify.model import shipped_model
from taizhang.reading import read_notice
from taizhang.text import canonicalise

TEXT = """县民政局党组关于巡察整改情况的通报
2022年3月1日至4月30日，县委第一巡察组对县民政局党组开展了巡察。
一、聚焦党中央决策部署在基层落实情况方面
1.关于“理论学习不深入，‘第一议题’落实不到位”的问题
整改情况：一是3月5日召开党组会议，制定《学习制度》。二是下一步将继续加强学习。
二、聚焦群众身边腐败问题和不正之风方面
1.关于“违规发放津贴补贴”的问题
整改情况：一是清退违规资金3.2万元。
三、聚焦基层党组织建设方面
1.关于“党费收缴不规范”的问题
整改情况：一是补缴党费1200元。
"""


def test_every_row_is_filled():
    ledger = read_notice(canonicalise(TEXT))
    named = {problem.statement: problem for problem in ledger.problems}
    assert named["违规发放津贴补贴"].category == "25" and named["党费收缴不规范"].category == "31"
    assert all(measure.kinds and measure.tense and measure.specificity is not None for measure in ledger.measures)
    assert ledger.notice.model_version == shipped_model().version


def test_problems_stand_under_the_item_of_their_aspect():
    problems = read_notice(canonicalise(TEXT)).problems
    frameworks = {problem.title: problem.framework for problem in problems}
    assert {framework.split("·")[0] for framework in frameworks.values() if framework} == {"三个聚焦"}
    assert frameworks["关于“党费收缴不规范”的问题"] == frameworks["聚焦基层党组织建设方面"]


def test_without_a_model_its_columns_are_empty_and_the_rest_is_the_same():
    doc = canonicalise(TEXT)
    bare, full = read_notice(doc, model=None), read_notice(doc)
    assert bare.notice.model_version is None
    assert all(problem.category is None and problem.categories == () for problem in bare.problems)
    assert all(measure.kinds == () and measure.tense is None and measure.specificity for measure in bare.measures)
    assert [problem.framework for problem in bare.problems] == [problem.framework for problem in full.problems]
    assert (bare.counts, bare.dates, bare.audits, bare.text) == (full.counts, full.dates, full.audits, full.text)


@pytest.mark.skipif(not SHARED.exists(), reason="../shared is not beside this checkout")
def test_the_shared_notices_get_the_categories_of_their_annotation():
    import json

    right = total = 0
    for path in sorted((SHARED / "gold").glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        found = read_notice(canonicalise((SHARED / gold["text"]).read_text("utf-8")))
        by_span = {(problem.char_start, problem.level): problem for problem in found.problems}
        for wanted in gold["problems"]:
            problem = by_span.get((wanted["char_start"], wanted["level"]))
            if problem is not None and problem.categories:
                total += 1
                right += problem.categories[0].id in wanted["categories"]
    assert total >= 30
    assert right / total >= 0.75
