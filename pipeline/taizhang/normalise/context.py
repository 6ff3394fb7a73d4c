"""Where an agency sits whose name does not say it: 县水利局, 中峪乡, 第一中学, 华能长治热电公司."""

from __future__ import annotations

import re
from functools import cache

from taizhang.normalise import agencies, regions
from taizhang.normalise.evidence import Evidence
from taizhang.normalise.places import find_place, leading_stem, names_here
from taizhang.normalise.regions import Candidates, Region, within

# the word for its level that an agency without its place opens with: 县水利局, not 市场监管局
_OFFICE = re.compile(r"(?:自治区|省|地区|(?:自治)?(?P<end>[县州旗])|[区市盟])(?!场|容|政(?![协府法务]))")
_ENOUGH = 2  # times that a notice names the place of an agency without one
_SHORT_TEXT = 200  # characters: some words around a name, where one mention says enough
_LOCAL = frozenset({"县", "区", "旗", "school", "hospital", "township", "village"})
_BODIES = frozenset({"village", "township", "school", "hospital", "enterprise"})


def by_stem(name: str, evidence: Evidence) -> Candidates:
    """华能长治热电公司: a place without its suffix, anywhere in the name.

    It counts when the notice prints its full name somewhere, or its telephones ring there.
    """
    for position in range(len(name) - 1):
        candidates, _ = leading_stem(name[position:])
        found = tuple(r for r in candidates if r.name in evidence.mentioned or r.code in evidence.cities)
        if found:
            return found
    return ()


def of_address(address: str) -> Candidates:
    """The place of an address that the notice gives for its agency."""
    place = find_place(address)
    return place.candidates if place is not None else ()


def of_context(name: str, evidence: Evidence) -> Candidates:
    """For an agency without its place (县水利局, 中峪乡): the one place of its level that acts in the notice."""
    office = _OFFICE.match(name)
    ending = (office["end"] or office.group()) if office else None
    if ending in ("省", "自治区"):
        return _province(evidence)
    fitting = _named_often(evidence, ending)
    if len(fitting) == 1:
        return fitting[0]
    level = agencies.agency_level(name)
    if fitting or (office is None and level not in (*_BODIES, None)):
        return ()
    inspecting = tuple(region for region in evidence.inspecting if ending is None or region.name.endswith(ending))
    if inspecting:
        return inspecting
    local = (ending or level) in _LOCAL or (ending is not None and len(evidence.text) <= _SHORT_TEXT)
    if local and (near := _named_near(evidence, ending)):
        return near
    if ending is not None and (spelled := tuple(r for r in evidence.spelled() if r.name.endswith(ending))):
        return within(spelled, evidence.cities) if evidence.cities else spelled
    return _city_office(evidence) if ending == "市" else ()


def _named_often(evidence: Evidence, ending: str | None) -> list[Candidates]:
    """Places that the notice names repeatedly or whose committee acts in it, of the level that `ending` tells."""
    names = regions.table().by_name
    acting = evidence.acting
    fitting = [
        place
        for place, times in evidence.mentioned.items()
        if (times >= _ENOUGH or place in acting)
        and (
            place.endswith(ending) and not place.endswith("自治区")
            if ending
            else all(region.level == "county" for region in names[place])
        )
    ]
    if ending is None:
        fitting = [place for place in fitting if place in acting]
    return [names[place] for place in fitting]


def _named_near(evidence: Evidence, ending: str | None) -> Candidates:
    """The one county that the notice names at all, if telephones do not ring elsewhere; 县水利局 wants them to ring there.

    A school, hospital, town or village that names a single county names its own.
    """
    names = regions.table().by_name
    fitting = [
        place
        for place in evidence.mentioned
        if (place.endswith(ending) if ending else any(region.level == "county" for region in names[place]))
        and not place.endswith("自治区")
    ]
    if len(fitting) != 1 or (ending and not evidence.cities and len(evidence.text) > _SHORT_TEXT):
        return ()
    return within(names[fitting[0]], evidence.cities) if evidence.cities else names[fitting[0]]


def _city_office(evidence: Evidence) -> Candidates:
    """市水利局 whose telephones ring in one city that the notice names, and in no county-level city of it."""
    city = city_of(evidence)
    if city is None or city.name not in evidence.mentioned:
        return ()
    names = regions.table().by_name
    inside = [name for name in evidence.mentioned if name.endswith("市") and name != city.name]
    return () if any(within(names[name], (city.code,)) for name in inside) else (city,)


def _province(evidence: Evidence) -> Candidates:
    """省财政厅: the one province that area codes, inspectors or the text point to."""
    by_code = regions.table().by_code
    named = [region.code for name in evidence.mentioned for region in regions.table().by_name[name]]
    bare = [code for code, stem in _provinces() if names_here(stem, evidence.text)]
    for codes in (evidence.cities, [region.code for region in evidence.inspecting], named, bare):
        provinces = {code // 10000 * 10000 for code in codes}
        if len(provinces) == 1:
            return (by_code[provinces.pop()],)
    return ()


@cache
def _provinces() -> tuple[tuple[int, str], ...]:
    """Codes and bare names of the provinces."""
    known = regions.table()
    provinces = ((stem, region) for stem, every in known.by_stem.items() for region in every)
    return tuple((region.code, stem) for stem, region in provinces if region.level == "province")


def city_of(evidence: Evidence) -> Region | None:
    """The one city that the area codes fix."""
    cities = evidence.cities
    return regions.table().by_code[next(iter(cities))] if len(cities) == 1 else None
