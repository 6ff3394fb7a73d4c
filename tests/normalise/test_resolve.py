"""Agencies resolved: what name and context settle, and what they leave open."""

from __future__ import annotations

import time

import pytest

from taizhang.normalise.evidence import Evidence, read_evidence
from taizhang.normalise.resolve import resolve


def code(printed: str, context: str = "", inspector: str | None = None) -> str | None:
    return resolve([printed], read_evidence(context, inspector)).region_code


def test_every_part_of_a_name() -> None:
    found = resolve(["中共沁源县文旅局党组"], Evidence())
    assert (found.name, found.organisation, found.organ) == ("沁源县文旅局", "沁源县文化和旅游局", "党组")
    assert (found.function, found.level, found.region_code) == ("文化和旅游", "county", "140431")
    assert (found.region_name, found.basis, found.candidates) == ("山西省长治市沁源县", "name", ())
    assert not found.ambiguous


def test_without_a_name_there_is_nothing_to_resolve() -> None:
    with pytest.raises(ValueError, match="printed name"):
        resolve([], Evidence())


@pytest.mark.parametrize(
    ("printed", "context", "expected"),
    [
        ("鼓楼区市场监管局", "", None),
        ("鼓楼区市场监管局", "电话:0591-87654321", "350102"),
        ("鼓楼区市场监管局", "glscjg@xuzhou.gov.cn", "320302"),
        ("鼓楼区市场监管局", "来源:南京市鼓楼区人民政府网站", "320106"),
        ("鼓楼区市场监管局", "江苏南京", "320106"),
        ("鼓楼区市场监管局", "地址:开封市鼓楼区中山路1号", "410204"),
        # a hint that fits two settles nothing, nor do places that are visited
        ("鼓楼区市场监管局", "江苏省", None),
        ("鼓楼区市场监管局", "南京、福州均有鼓楼区", None),
        ("鼓楼区市场监管局", "赴南京市学习", None),
        ("鼓楼区市场监管局", "赴南京学习", None),
        # the surest hint goes first
        ("鼓楼区市场监管局", "电话:025-83201234,参加福州市会议", "320106"),
        ("市中区财政局", "sz@ly.shandong.cn,电话0632-3311000", "370402"),
        ("市中区财政局", "四川省", None),
        ("城区财政局", "", None),
        ("城区财政局", "电话:0356-2021234", "140502"),
        ("东区住建局", "", None),
        ("东区住建局", "攀枝花市", "510402"),
        # the telephones know that this is the former district of 广州
        ("东山区水利局", "020-83333333", "440102"),
        ("东山区水利局", "", "230406"),
    ],
)
def test_names_that_several_regions_bear(printed: str, context: str, expected: str | None) -> None:
    assert code(printed, context) == expected


def test_the_rank_of_an_office_tells_whose_it_is() -> None:
    assert code("吉林财政局") is None
    assert code("吉林财政厅") == "220000"
    assert code("吉林中级人民法院") == "220200"


def test_who_inspects_tells_whose_district_or_level_it_is() -> None:
    # 朝阳 may be the city or two districts
    inspected = resolve(["朝阳教育局党组"], read_evidence("电话:0431-88880000", "区委第二巡察组"))
    assert inspected.region_code == "220104"
    assert 211300 not in [r.code for r in resolve(["朝阳教育局"], read_evidence("", "区委第二巡察组")).candidates]
    assert resolve(["水务局党组"], read_evidence("", "区委第二巡察组", "county")).level == "county"
    assert resolve(["水务局党组"], Evidence()).level is None


def test_what_stays_open_keeps_its_candidates() -> None:
    found = resolve(["市中区财政局"], read_evidence("四川省"))
    assert found.ambiguous
    assert [region.code for region in found.candidates] == [511002, 511102]
    assert found.level == "county"


@pytest.mark.parametrize(
    ("printed", "context", "inspector", "expected"),
    [
        ("县水利局党组", "", None, None),
        ("县水利局党组", "会泽县委书记到会,会泽县委全会", None, "530326"),
        ("县水利局党组", "福建省龙岩市上杭县", None, "350823"),
        ("县水利局党组", "沁源县、武乡县", None, None),
        ("县水利局党组", "", "沁源县委第一巡察组", "140431"),
        ("市财政局党组", "", "长治市委第五巡察组", "140400"),
        ("市财政局党组", "", "诸城市委第五巡察组", "370782"),
        ("省科技厅党组", "", "福建省委第八巡视组", "350000"),
        ("省科技厅党组", "电话:0355-2012345", None, "140000"),
        ("中峪乡党委", "", "沁源县委第一巡察组", "140431"),
        ("人民医院党委", "山西省长治市沁源县", None, "140431"),
        ("县医院党委", "qyyy@qinyuan.gov.cn", None, "140431"),
        ("水务集团有限公司党委", "", "芜湖市委第三巡察组", "340200"),
        ("自治区财政厅党组", "宁夏", None, "640000"),
        ("自治州教育局党组", "湖北省恩施土家族苗族自治州", None, "422800"),
        ("市教委党组", "", "重庆市委第三巡察组", "500000"),
        ("地区教育局党组", "西藏阿里地区", None, "542500"),
        # the city alone says nothing about the county
        ("县水利局党组", "电话:0355-2012345", "长治市委第五巡察组", None),
        ("城关镇党委", "安徽省", None, None),
        ("第一小学党支部", "沁源县、武乡县", None, None),
    ],
)
def test_agencies_without_their_place(printed: str, context: str, inspector: str | None, expected: str | None) -> None:
    assert code(printed, context, inspector) == expected


def test_a_county_named_once_in_a_long_notice_is_not_yet_its_own() -> None:
    assert code("县水利局党组", "与沁源县水利局对接。" + "认真落实各项整改措施。" * 40) is None


@pytest.mark.parametrize(
    ("printed", "context", "expected", "basis"),
    [
        ("潞城市水利局", "2016年5月11日", "140481", "name"),
        ("潞城市水利局", "2025年5月11日", "140406", "successor"),
        ("襄樊市规划局", "2009年3月", "420600", "name"),
        ("襄樊市规划局", "2024年3月", "420600", "successor"),
        ("邢台县水利局", "2025年5月11日", None, None),
        ("桥东区教育局", "2013年5月", None, None),
        ("桥东区教育局", "2023年5月", "130702", "name"),
    ],
)
def test_former_names(printed: str, context: str, expected: str | None, basis: str | None) -> None:
    found = resolve([printed], read_evidence(context))
    assert (found.region_code, found.basis) == (expected, basis)


def test_an_abolished_region_names_what_took_it_over() -> None:
    found = resolve(["江宁县水利局"], Evidence())
    assert (found.region_code, [region.code for region in found.successors]) == ("320121", [320115])
    assert resolve(["江宁区水利局"], Evidence()).successors == ()


def test_signature_and_title_help_each_other() -> None:
    found = resolve(["鼓楼区水务局党组", "南京市鼓楼区水务局党组"], Evidence())
    assert (found.region_code, found.basis) == ("320106", "context")


@pytest.mark.parametrize(
    ("printed", "region", "level", "zone"),
    [
        ("长治经济技术开发区党工委", "140400", "county", "长治经济技术开发区"),
        ("昆山经济技术开发区管委会", "320583", "county", "昆山经济技术开发区"),
        ("苏州工业园区教育局", "320500", "county", "苏州工业园区"),
        ("德清莫干山高新区", "330521", "county", "德清莫干山高新区"),
        ("雄安新区管委会", "130000", "city", "雄安新区"),
        ("上海市浦东新区财政局", "310115", "county", None),
        ("高新区财政局", None, None, None),
    ],
)
def test_zones(printed: str, region: str | None, level: str | None, zone: str | None) -> None:
    found = resolve([printed], Evidence())
    assert (found.region_code, found.level, found.zone) == (region, level, zone)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("第八师石河子市财政局", "659001"),
        ("新疆生产建设兵团教育局", "650000"),
        ("中共和田地区委员会", "653200"),
        ("阿勒泰地委组织部", "654300"),
        ("原襄樊市规划局", "420600"),
        ("原平市财政局", "140981"),
        ("华润电力（沧州）有限公司", "130900"),
        ("兵团第三师图木舒克市人社局", "659003"),
        ("海南州公安局", "632500"),
        ("海南文旅厅", "460000"),
        ("济源市财政局", "419001"),
        ("神农架林区民政局", "429021"),
        ("科右前旗农牧局", "152221"),
        ("阿里地区教育局", "542500"),
        ("和安县财政局", "653229"),
        ("张掖市民乐县财政局", "620722"),
        ("重庆市江北区教委", "500105"),
    ],
)
def test_every_kind_of_region(printed: str, expected: str) -> None:
    assert code(printed) == expected


def test_hints_of_a_running_text() -> None:
    found = read_evidence("电话：（0355）7844596；邮箱：A@QinYuan.gov.cn；地址：长治市沁源县胜利路1号，2023年5月")
    assert (found.areas, found.domains, found.year) == (("0355",), ("QinYuan.gov.cn",), 2023)
    assert found.addresses == ("长治市沁源县胜利路1号",)
    assert found.mentioned == {"长治市": 1, "沁源县": 1}
    assert [region.code for region in found.spelled()] == [140431]


def test_of_acting_places_only_those_whose_committee_is_named() -> None:
    found = read_evidence("沁源县委高度重视,武乡县委托第三方,沁县人民政府")
    assert set(found.acting) == {"沁源县", "沁县"}


@pytest.mark.parametrize(
    "hostile", ["沁源县", "滑县", "赴南京", "中国石油湖北", "@qinyuan.gov.cn", "电话0355-1234567,"]
)
def test_linear_on_hostile_strings(hostile: str) -> None:
    def seconds(size: int) -> float:
        start = time.process_time()
        resolve(["鼓楼区水利局"], read_evidence(hostile * size))
        resolve([hostile * (size // 8)], Evidence())
        return time.process_time() - start

    seconds(100)
    assert seconds(3200) < 0.5 + 12 * seconds(800)
