import importlib.util

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.classify.segment import domain_words, segmenter
from taizhang.errors import UsageError

HERE = [
    "characters",
    "jieba",
    pytest.param("pkuseg", marks=pytest.mark.skipif(not importlib.util.find_spec("pkuseg"), reason="make pkuseg")),
]


@pytest.mark.parametrize("name", HERE)
def test_nothing_is_lost(name):
    text = "2022年6月22日，县委第三巡察组 进驻\n县文旅局，清退１２．５万元。"
    assert "".join(segmenter(name)(text)) == text
    assert segmenter(name)("") == []


@pytest.mark.parametrize("name", HERE[1:])
def test_words_of_the_genre_and_dates_stay_whole(name):
    tokens = segmenter(name)("2021年3月5日巡察组指出县文旅局三会一课不规范，清退12.5万元")
    assert {"2021年3月5日", "巡察组", "文旅局", "三会一课", "12.5万元"} <= set(tokens)


@given(st.text(alphabet="党建2年 月\n，𠮷a", max_size=30))
@settings(derandomize=True, deadline=None)
def test_jieba_keeps_every_character(text):
    assert "".join(segmenter("jieba")(text)) == text


def test_another_name_is_refused():
    with pytest.raises(UsageError, match="可用：characters、jieba、pkuseg"):
        segmenter("hanlp")


def test_the_dictionary_comes_from_the_lexicon():
    assert {"巡察组", "退役军人事务局", "纪检监察"} <= set(domain_words())
