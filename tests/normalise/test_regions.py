"""The compiled table of regions: editions, successors, short names."""

from __future__ import annotations

import pytest

from taizhang import lexicon
from taizhang.normalise import regions

TABLE = regions.table()
CURRENT = [region for region in TABLE.by_code.values() if region.until is None]


def test_the_table_is_whole() -> None:
    assert sum(region.level == "province" for region in CURRENT) == 34
    assert sum(region.level == "city" for region in CURRENT) > 330
    assert sum(region.level == "county" for region in CURRENT) > 2800
    assert not any(name in TABLE.by_name for name in ("市辖区", "县", "省直辖县级行政区划"))
    assert all(code in TABLE.by_code for codes in TABLE.areas.values() for code in codes)
    # every prefecture outside the islands has an area code
    served = {code for codes in TABLE.areas.values() for code in codes}
    assert not [region for region in CURRENT if region.level == "city" and region.code not in served]


def test_regions_of_the_last_edition_are_in_force() -> None:
    for name, code in (("和安县", 653229), ("和康县", 653228), ("白杨市", 659012), ("钱塘区", 330114)):
        assert [region.code for region in TABLE.by_name[name]] == [code]
        assert TABLE.by_code[code].until is None


@pytest.mark.parametrize(
    ("name", "code", "until", "today"),
    [
        ("襄樊市", 420600, 2010, (420600,)),
        ("江宁县", 320121, 1999, (320115,)),
        ("章丘市", 370181, 2016, (370114,)),
        ("潞城市", 140481, 2018, (140406,)),
        ("崇文区", 110103, 2009, (110101,)),
        ("下关区", 320107, 2012, (320106,)),
        ("邢台县", 130521, 2019, (130502, 130503)),
        ("吴县市", 320586, 1999, (320506, 320507)),
        ("遵义县", 520321, 2016, (520304,)),
        ("莱城区", 371202, 2019, (370116,)),
        ("下城区", 330103, 2020, (330105,)),
    ],
)
def test_former_regions_with_their_last_year_and_what_took_them_over(
    name: str, code: int, until: int, today: tuple[int, ...]
) -> None:
    (region,) = (found for found in TABLE.ever[name] if found.code == code)
    assert region.until == until
    assert tuple(found.code for found in regions.present(code)) == today


def test_successors_lead_to_regions_in_force_and_never_in_circles() -> None:
    former = {region for every in TABLE.ever.values() for region in every if region.until is not None}
    recent = [region for region in former if region.until is not None and region.until >= 2013]
    assert len(recent) > 200
    for region in recent:
        assert all(found.until is None for found in regions.present(region.code))
        assert regions.present(region.code), region


def test_abolished_names_count_only_where_none_in_force_bears_them() -> None:
    assert [region.until for region in TABLE.by_name["潞城市"]] == [2018]
    assert all(region.until is None for region in TABLE.by_name["崇川区"])
    # the county-level 淮安市 is gone, the prefecture bears its name
    assert [region.code for region in TABLE.by_name["淮安市"]] == [320800]
    assert {region.code for region in TABLE.ever["淮安市"]} >= {320800, 320882}


def test_the_same_region_under_an_older_code_is_one_candidate() -> None:
    assert [region.code for region in regions.latest(TABLE.ever["璧山县"])] == [500227]
    assert len(regions.latest(TABLE.by_name["鼓楼区"])) == 4


def test_a_name_is_valid_from_its_first_to_the_year_after_its_last_edition() -> None:
    (region,) = TABLE.by_name["潞城市"]
    assert region.valid_in(2016)
    assert region.valid_in(2019)
    assert not region.valid_in(2023)
    assert regions.in_year((region,), 2023) == ()
    assert regions.in_year((region,), None) == (region,)


@pytest.mark.parametrize(
    ("short", "code"),
    [
        ("恩施州", 422800), ("大厂县", 131028), ("科右前旗", 152221), ("巴州", 652800), ("积石山县", 622927),
        ("前郭县", 220721), ("东乡县", 622926), ("广西", 450000), ("宁夏", 640000), ("兵团第八师", 659001),
        ("新疆生产建设兵团", 650000), ("西双版纳州", 532800),
    ],
)  # fmt: skip
def test_short_names(short: str, code: int) -> None:
    assert [region.code for region in TABLE.by_name[short]] == [code]


def test_pinyin_of_names_that_are_read_in_an_unusual_way() -> None:
    for spelled, code in (("changzhi", 140400), ("xiamen", 350200), ("yueqing", 330382), ("shifang", 510682)):
        assert code in TABLE.pinyin[spelled]


def test_parts_of_a_municipal_district_and_of_a_county_under_a_province() -> None:
    assert regions.parts(TABLE.by_code[110105]) == ("北京市", None, "朝阳区")
    assert regions.parts(TABLE.by_code[429004]) == ("湖北省", None, "仙桃市")
    assert regions.parts(TABLE.by_code[140400]) == ("山西省", "长治市", None)


def test_the_city_of_a_bare_name_goes_before_its_county() -> None:
    both = (TABLE.by_code[430100], TABLE.by_code[430121])
    assert [region.name for region in regions.outermost(both)] == ["长沙市"]


def test_every_alias_of_the_lexicon_means_a_region_in_force() -> None:
    places = lexicon.load("places")
    for name, code in {**places["aliases"], **places["divisions"]}.items():
        assert code in TABLE.by_code, name
        assert TABLE.by_code[code].until is None, name
