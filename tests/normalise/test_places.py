"""Names of regions read from text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.normalise import places, regions
from taizhang.normalise.places import find_place, read_place

TABLE = regions.table()
COUNTIES = sorted(code for code, region in TABLE.by_code.items() if region.until is None and region.level == "county")


def codes(text: str, **how: str | int | None) -> list[int]:
    place = read_place(text, **how)  # type: ignore[arg-type]
    return [] if place is None else sorted(place.codes)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("沁源县文化和旅游局", [140431]),
        ("临沂市罗庄区", [371311]),
        ("沁源县委", [140431]),
        ("北京市朝阳区教育局", [110105]),
        ("济源市财政局", [419001]),
        ("恩施州财政局", [422800]),
        ("大厂县", [131028]),
        ("吉林市公安局", [220200]),
        ("吉林省公安厅", [220000]),
        ("吉林省吉林市教育局", [220200]),
        ("朝阳市朝阳县", [211321]),
        ("内蒙古呼和浩特市新城区", [150102]),
        ("临沂市场监管局", [371300]),
        ("临沂市民政局", [371300]),
        ("临沂市政协", [371300]),
        ("南京市鼓楼区水务局", [320106]),
        ("县水利局", []),
        # former names, alone and in a chain
        ("潞城市水利局", [140481]),
        ("长治市城区财政局", [140402]),
        ("莱芜市莱城区民政局", [371202]),
        # a name behind which the sentence goes on in another way
        ("宁夏路街道", []),
        ("南京东路街道", []),
        ("朝阳镇政府", []),
        ("第一师范学校", []),
        # several bear it
        ("鼓楼区水务局", [320106, 320302, 350102, 410204]),
        ("朝阳区", [110105, 220104]),
    ],
)
def test_leading_names(text: str, expected: list[int]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("沁源文旅局", None, [140431]),
        ("湖北应城市教育局", None, [420981]),
        ("山西沁源县委", None, [140431]),
        ("广西桂林市临桂区", None, [450312]),
        ("长春朝阳区教育局", None, [220104]),
        ("长沙文旅局", None, [430100]),
        # the province before others of its name
        ("海南文旅厅", None, [460000]),
        ("河南大学", "school", [410000]),
        # the city before districts elsewhere; 朝阳 may be either
        ("西安交通大学", "school", [610100]),
        ("朝阳教育局", None, [110105, 211300, 220104]),
        # an office may be the prefecture's or its seat's; a university lies in both
        ("恩施文旅局", None, [422800, 422801]),
        ("吉林财政局", None, [220000, 220200]),
        ("大理大学", "school", [532900]),
        ("吉林大学", "school", [220000]),
        ("邵阳检察院", None, [430500]),
        # words that are names as well
        ("公安局", None, []),
        ("湖北省公安厅", None, [420000]),
        ("平安保险公司", "enterprise", []),
        ("东方电气集团", "enterprise", []),
        ("新华书店", "enterprise", []),
        # a school, a town borrow the names of districts
        ("石家庄市新华中学", "school", [130100]),
        ("通海口镇", "township", []),
        ("沙河镇", "township", []),
        # a district that was a county keeps a town's name
        ("重庆市江津中学", "school", [500116]),
        ("长春市朝阳中学", "school", [220100]),
        ("平遥中学", "school", [140728]),
        ("沁源一中", "school", [140431]),
    ],
)
def test_names_without_their_suffix(text: str, kind: str | None, expected: list[int]) -> None:
    assert codes(text, kind=kind) == expected


def test_the_year_decides_between_former_and_present_bearers() -> None:
    assert codes("淮安市水利局", year=2023) == [320800]
    assert codes("通州市水利局", year=2005) == [320683]
    # 邢台 and 石家庄 had one too
    assert len(codes("桥东区水利局", year=2013)) == 3
    assert codes("桥东区水利局", year=2023) == [130702]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("国家税务总局沁源县税务局", 140431),
        ("共青团沁源县委", 140431),
        ("长治市公安局潞州分局", 140403),
        ("北京市公安局朝阳分局", 110105),
        ("国网湖北省电力有限公司应城市供电公司", 420981),
        ("中国石化股份有限公司江苏盐城石油分公司", 320900),
        ("国家统计局桐乡调查队", 330483),
        ("国家金融监督管理总局嘉兴监管分局", 330400),
        ("中国电信股份有限公司沁源分公司", 140431),
        ("中国人民财产保险股份有限公司平江支公司", 430626),
        ("政协广水市委员会", 421381),
        ("中国铁路太原局集团有限公司", 140100),
    ],
)
def test_the_place_inside_a_name(text: str, expected: int) -> None:
    place = find_place(text, kind="enterprise" if "公司" in text else None)
    assert place is not None
    assert place.codes == {expected}


def test_a_place_inside_that_is_elsewhere_is_not_read() -> None:
    place = find_place("山西省地质局长江勘查队")
    assert place is not None
    assert place.codes == {140000}
    assert find_place("中国交通建设集团有限公司", kind="enterprise") is None


def test_weak_names_say_so() -> None:
    for name in ("城区财政局", "郊区水利局"):
        place = read_place(name)
        assert place is not None
        assert place.weak
    behind = read_place("晋城市城区财政局")
    assert behind is not None
    assert (behind.codes, behind.weak) == ({140502}, False)


def test_mentions_take_the_longest_name() -> None:
    found = places.mentions("山西省长治市沁源县和县委,长治市和主城区,我县农业县市场")
    assert found == {"山西省": 1, "长治市": 2, "沁源县": 1}


def test_a_name_of_two_characters_counts_behind_its_place() -> None:
    assert places.mentions("河南省安阳市滑县,晋城市城区") == {
        "河南省": 1,
        "安阳市": 1,
        "滑县": 1,
        "晋城市": 1,
        "城区": 1,
    }
    assert places.mentions("来源:滑县人民政府") == {"滑县": 1}
    # 和县 lies elsewhere
    assert places.mentions("县委、和县政府") == {}
    assert places.mentions("长治市和县委,主城区") == {"长治市": 1}


@pytest.mark.parametrize("year", [2014, 2019])
def test_every_name_in_use_in_a_year_is_read_in_that_year(year: int) -> None:
    every = {region for found in TABLE.ever.values() for region in found}
    wrong = []
    for region in every:
        if region.since <= year <= (region.until or year):
            place = read_place(regions.full_name(region) + "财政局", year=year)
            today = {regions.present(found.code) for found in place.candidates} if place else set()
            if today != {regions.present(region.code)}:
                wrong.append(region)
    assert wrong == []


def test_places_that_are_visited_are_no_hints() -> None:
    assert places.mentions("组织赴徐州市、福州市学习,前往沁源县考察,对口支援昌都市") == {}
    assert places.mentions("印发《徐州市河道条例》") == {"徐州市": 1}
    assert not places.names_here("南京", "赴南京学习")
    assert places.names_here("南京", "赴南京学习。江苏南京")


def test_every_full_name_leads_back_to_its_region() -> None:
    wrong = [code for code in COUNTIES if codes(regions.full_name(TABLE.by_code[code]) + "财政局") != [code]]
    assert wrong == []


@settings(derandomize=True, max_examples=60)
@given(st.text(alphabet="北京市朝阳区县沁源省湖公安局中国石油", max_size=40))
def test_any_text_is_read_without_error(text: str) -> None:
    place = find_place(text)
    assert place is None or 0 <= place.start < place.end <= len(text)
