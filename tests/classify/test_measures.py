import pytest

from taizhang.classify.measures import classify_measures, measure_text
from taizhang.classify.model import shipped_model


@pytest.fixture(scope="module")
def part():
    return shipped_model().measures


@pytest.mark.parametrize(
    ("surface", "kind", "tense"),
    [
        ("修订《财务管理办法》，明确5万元以上支出须经党组会研究。", "制度建设", "done"),
        ("对2名责任人给予党内警告处分，对3人进行诫勉谈话。", "追责问责", "done"),
        ("违规发放的补贴12.6万元已全部清退并上缴国库。", "资金清退", "done"),
        ("下一步，将继续组织党员干部开展专题学习。", "学习教育", "planned"),
        ("每季度开展一次专项监督检查，发现问题立即督促整改。", "督查检查", "ongoing"),
        ("在门户网站公示低保名单，接受群众监督。", "公开公示", "done"),
    ],
)
def test_plain_measures(part, surface, kind, tense):
    (reading,) = classify_measures([measure_text(surface)], part)
    assert kind in reading.kinds
    assert reading.tense == tense


def test_every_measure_has_one_to_three_kinds_and_a_tense(part):
    texts = [
        measure_text(text)
        for text in ("", "切实加强领导。", "召开党组会研究，制定办法，公示结果，清退资金，约谈责任人。" * 9)
    ]
    for reading in classify_measures(texts, part):
        assert 1 <= len(reading.kinds) <= 3 and set(reading.kinds) <= set(part.kinds)
        assert reading.tense in part.tenses
    assert classify_measures([], part) == []
