import pytest

from taizhang.classify.frameworks import framework_items, frameworks

THREE = [
    "聚焦党中央决策部署在基层落实情况方面",
    "聚焦群众身边腐败问题和不正之风方面",
    "聚焦基层党组织建设方面",
]
FOUR = [
    "在贯彻落实党的理论和路线方针政策以及党中央重大决策部署方面",
    "在落实全面从严治党主体责任和监督责任方面",
    "在落实新时代党的组织路线方面",
    "在落实巡视、审计等监督发现问题整改方面",
]


def codes(headings, year=None):
    return [None if item is None else item.split("·")[0] for item in framework_items(headings, year)]


def test_the_frameworks_have_distinct_codes_and_periods():
    assert len({framework.code for framework in frameworks()}) == len(frameworks()) >= 7
    assert all(framework.first <= framework.last and framework.items for framework in frameworks())


@pytest.mark.parametrize(
    ("headings", "year", "code"),
    [
        (THREE, 2022, "三个聚焦"),
        ([*THREE, "聚焦巡察整改和成果运用方面"], 2024, "四个聚焦"),
        (FOUR, 2021, "四个落实"),
        (["党的领导弱化", "党的建设缺失", "全面从严治党不力"], 2016, "三大问题"),
        (
            ["党的政治建设方面", "党的思想建设方面", "党的组织建设方面", "党的作风建设方面", "党的纪律建设方面"],
            2018,
            "六个围绕一个加强",
        ),
        (
            ["党风廉政建设和反腐败工作方面", "落实中央八项规定精神方面", "执行民主集中制和干部选拔任用方面"],
            2014,
            "四个着力",
        ),
    ],
)
def test_a_notice_is_told_by_its_aspects_and_its_year(headings, year, code):
    assert codes(headings, year) == [code] * len(headings)


def test_the_same_aspects_without_the_fourth_are_three():
    assert codes(THREE, 2024) == ["三个聚焦"] * 3


def test_full_width_and_half_width_are_one():
    assert codes([heading.replace("、", "､") for heading in FOUR], 2022) == ["四个落实"] * 4


def test_aspects_of_no_framework_are_null():
    assert framework_items(["旅游产业谋划不足", "财务管理松散", "服务意识不强"], 2022) == [None] * 3
    assert framework_items([], 2022) == []


def test_one_item_alone_decides_nothing():
    assert framework_items(["群众身边腐败问题和不正之风方面", "旅游产业谋划不足"], 2022) == [None, None]


def test_a_foreign_aspect_among_them_stays_null():
    found = framework_items([*THREE, "选人用人专项检查"], 2022)
    assert found[3] is None and all(found[:3])


def test_words_of_a_later_time_are_not_read_back():
    assert framework_items(["党的领导弱化", "党的建设缺失", "全面从严治党不力"], 2024) == [None] * 3
