"""An agency resolved: organisation, organ, function, level, and the one region that name and notice agree on.

A name that several regions bear is settled by hints of the notice itself, or left open with its candidates; nothing is
guessed. One mechanism for notices and for analysts (`taizhang.agency`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from taizhang.normalise import agencies, regions
from taizhang.normalise.agency_names import Agency, organisation, parse_agency
from taizhang.normalise.context import by_stem, city_of, of_address, of_context
from taizhang.normalise.evidence import Evidence
from taizhang.normalise.places import Place, find_place, leading_stem
from taizhang.normalise.regions import Candidates, Region, in_year, present, within
from taizhang.normalise.zones import is_zone, zone_of

_TERRITORIAL = frozenset({"province", "city", "county"})


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
    city = city_of(evidence) if settled.region is None else None
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
            settled = _settle(place.candidates, others, evidence, "weak" if place.weak else "name")
            return _district(settled, name[place.end :], name, evidence)
    for candidates in (
        *(by_stem(name, evidence) for name in names),
        *(of_address(address) for address in evidence.addresses),
        *((of_context(names[0], evidence),) if names else ()),
    ):
        if candidates:
            return _settle(candidates, [], evidence, "context")
    return Settled()


def _district(settled: Settled, behind: str, name: str, evidence: Evidence) -> Settled:
    """宁波北仑某公司: the district that an enterprise names behind its city, where the notice prints it in full."""
    city = settled.region
    if city is None or city.level != "city" or agencies.body_kind(name) != "enterprise":
        return settled
    candidates, _ = leading_stem(behind)
    inside = within(tuple(region for region in candidates if region.name in evidence.mentioned), (city.code,))
    return Settled(inside[0], (), "context") if len(inside) == 1 and inside[0].level == "county" else settled


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
