"""An agency resolved: organisation, organ, function, level, and the one region that name and notice agree on.

A name that several regions bear is settled by hints of the notice itself, or left open with its candidates; nothing is
guessed. One mechanism for notices and for analysts (`taizhang.agency`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain

from taizhang.normalise import agencies, regions
from taizhang.normalise.agency_names import Agency, organisation, parse_agency
from taizhang.normalise.evidence import Evidence
from taizhang.normalise.places import Place, find_place, leading_stem, names_here
from taizhang.normalise.regions import Candidates, Region, in_year, present, within
from taizhang.normalise.zones import is_zone, zone_of

# the word for its level that an agency without its place opens with: 县水利局, not 市场监管局
_OFFICE = re.compile(r"(?:自治区|省|地区|(?:自治)?(?P<end>[县州旗])|[区市盟])(?!场|容|政(?![协府法务]))")
_ENOUGH = 2  # times that a notice names the place of an agency without one
_SHORT_TEXT = 200  # characters: some words around a name, where one mention says enough
_LOCAL = frozenset({"县", "区", "旗", "school", "hospital", "township", "village"})
_TERRITORIAL = frozenset({"province", "city", "county"})
_BODIES = frozenset({"village", "township", "school", "hospital", "enterprise"})


@dataclass(frozen=True, slots=True)
class ResolvedAgency:
    """An agency, resolved.

    `printed` as it came; `name` without party words; `organisation` with short names spelled out; `organ` (党组, 党委 …);
    `function` of the closed list; `level` as in the tables; `region` None when the text does not settle it, then
    `candidates` are the regions it may be (empty: the text names none). `basis` says what settled it: `name`, `context`
    or `successor` (the name is a former one). `city` is what the area codes fix at least. `zone` is the development zone.
    """

    printed: str
    name: str
    organisation: str
    organ: str | None
    function: str | None
    level: str | None
    region: Region | None
    candidates: tuple[Region, ...]
    basis: str | None
    city: Region | None
    zone: str | None

    @property
    def region_code(self) -> str | None:
        """GB/T 2260 code, six digits."""
        return str(self.region.code) if self.region else None

    @property
    def region_name(self) -> str | None:
        """省市县 in full."""
        return regions.full_name(self.region) if self.region else None

    @property
    def successors(self) -> tuple[Region, ...]:
        """Regions in force that stand for an abolished region today; empty for one in force."""
        return present(self.region.code) if self.region and self.region.until is not None else ()

    @property
    def ambiguous(self) -> bool:
        """Whether the name may be of several regions and nothing settles of which."""
        return self.region is None and len(self.candidates) > 1


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of the region: settled or not, the candidates left, and why."""

    region: Region | None = None
    candidates: Candidates = ()
    basis: str | None = None


def resolve(printed: Sequence[str], evidence: Evidence, name: str | None = None) -> ResolvedAgency:
    """Resolve the agency that a notice prints as `printed` (signature, title, opening; the first is the agency).

    `name` replaces the name of the first where the notice prints a longer one. Raises `ValueError` without any name.
    """
    if not printed:
        raise ValueError("an agency needs a printed name")
    sources = [parse_agency(raw) for raw in printed]
    own = name if name is not None else sources[0].name
    place = _place(own, evidence)
    settled = settle([source.name for source in sources], evidence)
    level = _level(own, settled.region, place, evidence)
    zone = zone_of(own, place) if place else own if is_zone(own) else None
    city = _city(evidence) if settled.region is None else None
    return ResolvedAgency(
        printed[0],
        own,
        organisation(own, place.end if place is not None and place.start == 0 else 0),
        _organ(sources),
        agencies.agency_function(own, place),
        level,
        settled.region,
        settled.candidates if settled.region is None else (),
        settled.basis,
        city,
        zone,
    )


def _organ(sources: Iterable[Agency]) -> str | None:
    return next((source.organ for source in sources if source.organ), None)


def _city(evidence: Evidence) -> Region | None:
    cities = evidence.cities
    return regions.table().by_code[next(iter(cities))] if len(cities) == 1 else None


def _level(name: str, region: Region | None, place: Place | None, evidence: Evidence) -> str | None:
    level = agencies.agency_level(name, region.level if region else None, place)
    if level is None and region is not None:
        level = region.level
    if level is None and evidence.inspecting:
        levels = {found.level for found in evidence.inspecting}
        level = levels.pop() if len(levels) == 1 else None
    # 水务局 that 区委第二巡察组 inspected
    return evidence.inspecting_level if level is None and evidence.inspecting_level in _TERRITORIAL else level


def settle(names: Sequence[str], evidence: Evidence) -> Settled:
    """The region of an agency under these names, the surest source first."""
    distinct = list(dict.fromkeys(names))
    for index, name in enumerate(distinct):
        if place := _place(name, evidence):
            others = (other.codes for name in distinct[index + 1 :] if (other := _place(name, evidence)))
            return _settle(place.candidates, others, evidence, "weak" if place.weak else "name")
    for candidates in (
        *(_by_stem(name, evidence) for name in names),
        *(_of_address(address) for address in evidence.addresses),
        *((_of_context(names[0], evidence),) if names else ()),
    ):
        if candidates:
            return _settle(candidates, [], evidence, "context")
    return Settled()


def _place(name: str, evidence: Evidence) -> Place | None:
    place = find_place(name, kind=agencies.body_kind(name), year=evidence.year)
    if place is None or len(place.candidates) < 2:
        return place
    # 吉林财政厅 is the province's, 吉林中级人民法院 the city's
    level = agencies.own_level(name)
    fitting = tuple(region for region in place.candidates if region.level == level)
    return replace(place, candidates=fitting) if fitting else place


def _settle(candidates: Candidates, others: Iterable[frozenset[int]], evidence: Evidence, basis: str) -> Settled:
    """The one candidate that the hints leave.

    A hint that no candidate fits is passed over: a notice of one place may mention others.
    """
    left = candidates
    confirmed = basis != "weak"
    for hint in chain(others, evidence.hints()):
        if len(left) <= 1 and confirmed:
            break
        narrowed = within(left, hint)
        confirmed = confirmed or bool(narrowed)
        if narrowed and len(narrowed) < len(left):
            left, basis = narrowed, "context"
    if len(left) > 1 and (narrowed := evidence.inspected(left)):
        left, basis = narrowed, "context" if len(narrowed) < len(left) else basis
    if (len(left) > 1 or not confirmed) and (narrowed := evidence.named(left)):
        left, basis, confirmed = narrowed, "context" if len(narrowed) < len(left) else basis, True
    left = _former(left, evidence)
    if len(left) != 1 or not confirmed:
        return Settled(None, left if len(left) > 1 else ())
    basis = "context" if basis == "weak" else basis
    return _in_time(left[0], evidence.year, basis)


def _former(left: Candidates, evidence: Evidence) -> Candidates:
    """A former region of the same name where the telephones ring: 广州's 东山区, not 鹤岗's."""
    if len(left) != 1 or not evidence.cities or within(left, evidence.cities):
        return left
    return within(regions.table().ever.get(left[0].name, ()), evidence.cities) or left


def _in_time(region: Region, year: int | None, basis: str) -> Settled:
    """A notice of today that signs by a former name means what took the region over."""
    if region.until is None or in_year((region,), year):
        return Settled(region, (), basis)
    successors = present(region.code)
    if len(successors) == 1:
        return Settled(successors[0], (), "successor")
    return Settled(None, successors or (region,))


def _by_stem(name: str, evidence: Evidence) -> Candidates:
    """华能长治热电公司: a place without its suffix, anywhere in the name.

    It counts when the notice prints its full name somewhere, or its telephones ring there.
    """
    for position in range(len(name) - 1):
        candidates, _ = leading_stem(name[position:])
        found = tuple(r for r in candidates if r.name in evidence.mentioned or r.code in evidence.cities)
        if found:
            return found
    return ()


def _of_address(address: str) -> Candidates:
    place = find_place(address)
    return place.candidates if place is not None else ()


def _of_context(name: str, evidence: Evidence) -> Candidates:
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
    city = _city(evidence)
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
