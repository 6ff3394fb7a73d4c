"""Zones: development zones, parks, new areas and the like, which have no code and belong to the place they lie in."""

from __future__ import annotations

import re
from functools import cache

from taizhang import lexicon
from taizhang.normalise.places import Place

_MANAGED = r"(?:管理委员会|管委会|管理局|管理处|管理办公室)?"
# 国家级新区 and the like stand above counties
_NEW_AREA = re.compile(
    r"(?:雄安|西咸|贵安|赣江|两江|天府|湘江|西海岸|滇中|金普|兰州|福州|哈尔滨|长春|舟山群岛|南沙|江北)新区"
)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = "|".join(sorted(map(re.escape, lexicon.load("places")["zones"]["words"]), key=len, reverse=True))
    return re.compile(rf"(?:{words}){_MANAGED}$"), re.compile(rf"[一-鿿]{{0,14}}?(?:{words})(?!域)")


def is_zone(name: str) -> bool:
    """Whether the name is that of a zone or of its committee: 长治经济技术开发区管理委员会."""
    return _patterns()[0].search(name) is not None


def zone_of(name: str, place: Place) -> str | None:
    """The zone that an agency's name holds behind its place, or that is its place: 长治高新区 in 长治高新区财政局.

    A district that is a region of its own (浦东新区) is no zone.
    """
    ending, behind = _patterns()
    found = behind.match(name, place.end)
    if found:
        return name[place.start : found.end()]
    printed = name[place.start : place.end]
    own = ending.search(printed) and not any(printed.endswith(region.name) for region in place.candidates)
    return printed if own else None


def is_new_area(zone: str) -> bool:
    """Whether the zone is one of the new areas of the state, which stand as high as a city."""
    return _NEW_AREA.search(zone) is not None
