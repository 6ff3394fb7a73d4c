import numpy as np
import pytest

from taizhang.classify.features import Issue, category_features, open_places, page_features, page_text, statement_text
from taizhang.classify.triggers import BLOCKS, lexicon_words
from taizhang.text import fold


@pytest.mark.parametrize(
    ("heading", "statement"),
    [
        ("关于“学习不深入”的问题", "学习不深入"),
        ("针对“2021年少缴党费１２００元”问题", "0年少缴党费0元"),
        ("理论学习\n 不深入", "理论学习不深入"),
        ("", ""),
    ],
)
def test_a_statement_is_the_issue_itself(heading, statement):
    assert statement_text(heading) == statement


def test_the_function_is_a_feature_of_its_own():
    words, functions = lexicon_words(), ("水利", "教育")
    issues = [Issue("学习", "教育"), Issue("学习", None), Issue("学习", "别的")]
    rows = category_features([words.found(issue.text) for issue in issues], issues, words, functions)
    assert rows.shape == (3, BLOCKS * words.size + 2)
    assert rows[0, -1] > 0 and rows[0, -2] == 0
    assert np.array_equal(rows[1], rows[2]) and not rows[1, -2:].any()


def test_a_page_is_its_title_and_its_opening():
    text = fold("县水利局整改通报\n根据县委部署" + "，开展巡察" * 400)
    assert _plain(page_text(text, None)).startswith("县水利局整改通报根据")
    assert _plain(page_text(text, "整改通报")) == _plain(page_text(text, None)), (
        "a title that is printed is not read twice"
    )
    assert _plain(page_text(text, "公示")).startswith("公示县水利局")
    assert len(_plain(page_text(text, None))) == 600


def test_the_title_of_a_page_has_characters_of_its_own():
    boxed = fold("索引号：0001\n发布机构：县水利局\n关于整改情况的通报\n根据县委部署，开展巡察。")
    title = page_text(boxed, None).removesuffix(_plain(page_text(boxed, None)))
    assert title == page_text(fold("关于整改情况的通报"), None)[: len("关于整改情况的通报")]
    assert title and not set(title) & set(boxed)


def _plain(text):
    return "".join(char for char in text if ord(char) < 0xF0000)


def test_open_places_are_counted():
    assert open_places("**1. 日常养护巡查不到位**") == 0 < open_places("**县**局党组")
    few, many, none = page_features(["XX局", "XX局__年__月□□××", "水利局"])
    assert none[0] == 0 < few[0] < many[0]
