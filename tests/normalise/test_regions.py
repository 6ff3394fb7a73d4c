"""Regions: the compiled table, names in text, and settling by hints."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.normalise import regions
from taizhang.normalise.regions import Region

TABLE = regions.table()
COUNTIES = sorted(code for code, region in TABLE.by_code.items() if region.until is None and region.level == "county")


def one(text: str) -> Region | None:
    return regions.settle(regions.narrow(regions.leading_regions(text)[0]), ())


def test_the_table_is_whole() -> None:
    current = [region for region in TABLE.by_code.values() if region.until is None]
    assert sum(region.level == "province" for region in current) == 34
    assert sum(region.level == "city" for region in current) > 330
    assert sum(region.level == "county" for region in current) > 2800
    assert not any(name in TABLE.by_name for name in ("市辖区", "县", "省直辖县级行政区划"))
    assert all(code in TABLE.by_code for codes in TABLE.areas.values() for code in codes)
    # every prefecture outside the islands has an area code
    served = {code for codes in TABLE.areas.values() for code in codes}
    assert not [region for region in current if region.level == "city" and region.code not in served]


@pytest.mark.parametrize(
    ("text", "code", "full"),
    [
        ("沁源县文化和旅游局", 140431, "山西省长治市沁源县"),
        ("临沂市罗庄区", 371311, "山东省临沂市罗庄区"),
        ("沁源县委", 140431, "山西省长治市沁源县"),
        ("北京市朝阳区教育局", 110105, "北京市朝阳区"),
        ("济源市财政局", 419001, "河南省济源市"),
        ("恩施州财政局", 422800, "湖北省恩施土家族苗族自治州"),
        ("大厂县", 131028, "河北省廊坊市大厂回族自治县"),
        ("潞城市水利局", 140481, "山西省长治市潞城市"),
        ("吉林市公安局", 220200, "吉林省吉林市"),
        ("吉林省公安厅", 220000, "吉林省"),
        ("内蒙古呼和浩特市新城区", 150102, "内蒙古自治区呼和浩特市新城区"),
        ("临沂市场监管局", None, None),
        ("宁夏路街道", None, None),
        ("鼓楼区水务局", None, None),
        ("南京市鼓楼区水务局", 320106, "江苏省南京市鼓楼区"),
        ("县水利局", None, None),
        ("朝阳区", None, None),
    ],
)
def test_leading_names(text: str, code: int | None, full: str | None) -> None:
    region = one(text)
    assert (region.code if region else None, regions.full_name(region) if region else None) == (code, full)


def test_abolished_names_count_only_where_none_in_force_bears_them() -> None:
    assert [region.until for region in TABLE.by_name["潞城市"]] == [2013]
    assert all(region.until is None for region in TABLE.by_name["崇川区"])


def test_hints_settle_what_a_name_leaves_open() -> None:
    candidates = TABLE.by_name["鼓楼区"]
    assert len(candidates) == 4
    assert regions.settle(candidates, [regions.area_hint(["025"])]) == TABLE.by_code[320106]
    # a hint that fits none is passed over, one that fits two settles nothing
    assert regions.settle(candidates, [frozenset({110000}), frozenset({320300})]) == TABLE.by_code[320302]
    assert regions.settle(candidates, [frozenset({320000})]) is None
    assert regions.settle((), [frozenset({320000})]) is None


def test_mentions_take_the_longest_name() -> None:
    found = regions.mentions("山西省长治市沁源县和县委,长治市和主城区,我县农业县市场")
    assert found == {"山西省": 1, "长治市": 2, "沁源县": 1}


def test_parts_of_a_municipal_district_and_of_a_county_under_a_province() -> None:
    assert regions.parts(TABLE.by_code[110105]) == ("北京市", None, "朝阳区")
    assert regions.parts(TABLE.by_code[429004]) == ("湖北省", None, "仙桃市")
    assert regions.parts(TABLE.by_code[140400]) == ("山西省", "长治市", None)


@settings(derandomize=True, max_examples=200)
@given(st.sampled_from(COUNTIES))
def test_every_full_name_leads_back_to_its_region(code: int) -> None:
    full = regions.full_name(TABLE.by_code[code])
    region = one(full + "财政局")
    assert region is not None
    assert region.code == code
