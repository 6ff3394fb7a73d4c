"""Zones, which have no code."""

from __future__ import annotations

import pytest

from taizhang.normalise.places import find_place
from taizhang.normalise.zones import is_new_area, is_zone, zone_of


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("长治高新区财政局", "长治高新区"),
        ("济南高新技术产业开发区管委会", "济南高新技术产业开发区"),
        ("郑州航空港经济综合实验区", "郑州航空港经济综合实验区"),
        ("天津市滨海新区财政局", None),
        ("沁源县财政局", None),
        ("沁源县区域合作局", None),
    ],
)
def test_the_zone_in_a_name(name: str, zone: str | None) -> None:
    place = find_place(name)
    assert place is not None
    assert zone_of(name, place) == zone


def test_committees_of_zones_and_new_areas() -> None:
    assert is_zone("某某工业园区管理委员会")
    assert not is_zone("某某工业园区财政局")
    assert is_new_area("雄安新区")
    assert not is_new_area("长治高新区")
