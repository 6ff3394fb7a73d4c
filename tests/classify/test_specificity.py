import re
import time
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from taizhang.classify.specificity import _names, _rules, specificity

EMPTY = "进一步提高政治站位，切实增强责任意识，持续推进各项工作落到实处。"
CONCRETE = (
    "3月12日，局党组会研究修订《财务报销管理办法》，由财务科牵头追回违规发放的补贴12.6万元，对2名责任人给予诫勉。"
)


def test_facts_rate_above_phrases():
    assert specificity(EMPTY) <= 0.15
    assert specificity(CONCRETE) >= 0.8
    assert specificity("") <= 0.3


def test_every_added_fact_raises_the_score():
    steps = [
        "完善了制度。",
        "制定《巡查办法》。",
        "6月3日制定《巡查办法》。",
        "6月3日制定《巡查办法》，清退资金3.2万元。",
    ]
    scores = [specificity(text) for text in steps]
    assert all(low < high for low, high in pairwise(scores))


def test_phrases_lower_it():
    fact = "6月底前完成3个站点改造。"
    assert specificity("切实高度重视，不断强化领导，" + fact) < specificity(fact)


def test_it_stays_between_zero_and_one():
    for text in (EMPTY * 9, CONCRETE * 9, "1" * 700, "《" * 700):
        assert 0 <= specificity(text) <= 1


def test_time_is_bounded_on_hostile_text():
    start = time.perf_counter()
    for text in ("1" * 10**6, "《甲" * 10**5, "由" + "甲" * 10**6, "进一步" * 10**5):
        specificity(text)
    assert time.perf_counter() - start < 1


@given(st.text("镇乡村社区街道小学校河公司科股项目，a 12三的", max_size=40))
def test_names_are_those_of_the_plain_pattern(text):
    named = next(solid for solid in _rules().solid if solid.stem)
    plain = re.compile(f"[一-鿿]{{1,{named.stem}}}{named.pattern.pattern}")
    assert _names(named, text) == min(len(plain.findall(text)), named.most)
