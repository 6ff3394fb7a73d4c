"""What a notice says about where it comes from: area codes, addresses, domains, the inspecting body, places named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from taizhang import lexicon
from taizhang.normalise import regions
from taizhang.normalise.phones import area_code
from taizhang.normalise.places import find_place, mentions, names_here, read_place
from taizhang.normalise.regions import SUFFIX, Candidates, Region
from taizhang.text import fold

_PHONE = re.compile(r"(?<![\d-])\(?(?:\+?86[- ]?)?0(?:10|2\d|[3-9]\d\d)\)?[- ]{0,3}\d{7,8}(?!\d)")
_ADDRESS = re.compile(r"(?:地址|地点|住址|邮寄至)[^:,。\n]{0,6}:[ ]?(?P<address>[^\n。;,:]{4,60})")
_DOMAIN = re.compile(r"(?:@|https?://|www\.)(?P<domain>[a-z\d.-]{4,60})", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)20[012]\d(?=年|[./-]\d)")
# 沁源县委, 中共沁源县委员会, 沁源县纪委监委: the county acts in the notice
_ACTING = re.compile(r"(?<=[县区旗市州盟])(?:委(?!托|派|员(?!会)|任)|党委|纪委|政府|人民政府)")
_OWNER = re.compile(r"([县区旗])委(?!员会)")
_LONGEST_CONTEXT_NAME = 15


@dataclass(frozen=True)
class Evidence:
    """Hints of one notice, as folded text.

    `mentioned`: full names of regions with how often each stands in the text; `areas`: telephone area codes; `domains`
    of e-mail addresses and sites; `inspector`: the inspecting body as printed, `inspecting_level` its level; `year` of
    publication; `text`: the whole.
    """

    mentioned: Mapping[str, int] = field(default_factory=dict)
    areas: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    inspector: str | None = None
    inspecting_level: str | None = None
    year: int | None = None
    text: str = ""

    @cached_property
    def cities(self) -> frozenset[int]:
        """Codes of the cities that the area codes belong to."""
        return regions.area_codes(self.areas)

    @cached_property
    def inspecting(self) -> Candidates:
        """The place of the inspecting committee: 徐州市 for 徐州市委第三巡察组."""
        place = read_place(self.inspector.removeprefix("中共")) if self.inspector else None
        return place.candidates if place is not None and place.full else ()

    def inspected(self, candidates: Candidates) -> Candidates:
        """Those that the inspecting committee may stand over: 区委第二巡察组 inspects in a 区."""
        owner = _OWNER.search(self.inspector) if self.inspector else None
        return tuple(region for region in candidates if region.name.endswith(owner[1])) if owner else ()

    @cached_property
    def acting(self) -> dict[str, Candidates]:
        """Places whose committee or government the text names, by name."""
        known = regions.table()
        found: dict[str, Candidates] = {}
        for match in _ACTING.finditer(self.text):
            for size in range(min(_LONGEST_CONTEXT_NAME, match.start()), 1, -1):
                name = self.text[match.start() - size : match.start()]
                if name in self.mentioned:
                    found[name] = known.by_name[name]
                    break
        return found

    def hints(self) -> Iterator[frozenset[int]]:
        """Sets of codes that narrow what a name leaves open, the surest first."""
        yield _codes(self.inspecting)
        yield self.cities
        for address in self.addresses:
            place = find_place(address)
            yield _codes(place.candidates if place is not None else ())
        yield from self._domain_hints()
        names = regions.table().by_name
        for level in ("county", "city", "province"):
            yield frozenset(region.code for name in self.mentioned for region in names[name] if region.level == level)

    def _domain_hints(self) -> Iterator[frozenset[int]]:
        """qinyuan.gov.cn, ly.shandong.cn: a label is the pinyin of a place, else of a province."""
        labels = {label.lower() for domain in self.domains for label in domain.split(".")}
        provinces = lexicon.load("places")["domains"]
        yield _codes(self.spelled())
        yield frozenset(provinces[label] * 10000 for label in labels if label in provinces)

    def spelled(self) -> Candidates:
        """Regions whose pinyin a label of a domain is: 沁源县 for qinyuan.gov.cn."""
        known = regions.table()
        labels = {label.lower() for domain in self.domains for label in domain.split(".")}
        return tuple(known.by_code[code] for label in sorted(labels) for code in sorted(known.pinyin.get(label, ())))

    def named(self, candidates: Candidates) -> Candidates:
        """Those whose city or province the text names at least without its suffix: 江苏南京 settles 鼓楼区."""
        for level in ("city", "province"):
            found = tuple(region for region in candidates if self._names_parent(region, level))
            if found:
                return found
        return ()

    def _names_parent(self, region: Region, level: str) -> bool:
        by_code = regions.table().by_code
        parents = [by_code[code] for code in regions.parent_codes(region.code)]
        stems = (SUFFIX.sub("", parent.name) for parent in parents if parent.level == level)
        return any(len(stem) >= 2 and stem not in region.name and names_here(stem, self.text) for stem in stems)


def read_evidence(text: str, inspector: str | None = None, inspecting_level: str | None = None) -> Evidence:
    """The hints of a running text, for a name that comes with some words around it; who inspects is read elsewhere."""
    folded = fold(text)
    phones = (area_code(match.group()) for match in _PHONE.finditer(folded))
    years = [int(match.group()) for match in _YEAR.finditer(folded)]
    return Evidence(
        mentions(folded),
        tuple(area for area in phones if area is not None),
        tuple(match["address"] for match in _ADDRESS.finditer(folded)),
        tuple(match["domain"] for match in _DOMAIN.finditer(folded)),
        inspector,
        inspecting_level,
        max(years, default=None),
        folded,
    )


def _codes(candidates: Candidates) -> frozenset[int]:
    return frozenset(region.code for region in candidates)
