"""Where the agency of a notice sits: the one region that its name, its contacts and the text agree on, or none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from taizhang.normalise import regions
from taizhang.normalise.phones import area_code
from taizhang.normalise.regions import Region
from taizhang.records import Contact
from taizhang.text import Canonical, fold

# provinces whose pinyin stands as a label of an e-mail domain: ly.shandong.cn
_PINYIN = {
    "beijing": 11, "tianjin": 12, "hebei": 13, "shanxi": 14, "neimenggu": 15, "nmg": 15, "liaoning": 21, "jilin": 22,
    "hlj": 23, "heilongjiang": 23, "shanghai": 31, "jiangsu": 32, "zhejiang": 33, "anhui": 34, "fujian": 35,
    "jiangxi": 36, "shandong": 37, "henan": 41, "hubei": 42, "hunan": 43, "guangdong": 44, "guangxi": 45, "gx": 45,
    "hainan": 46, "chongqing": 50, "sichuan": 51, "guizhou": 52, "yunnan": 53, "xizang": 54, "shaanxi": 61,
    "gansu": 62, "qinghai": 63, "ningxia": 64, "xinjiang": 65,
}  # fmt: skip
# editions after this year list no region of regions.tsv as abolished
_TABLE_YEAR = 2024
_PREFIX = re.compile(r"(?:总局|总行|银行|公司|共青团|烟草专卖局|分局|中共)")
# the word for its level that an agency without its place opens with: 县水利局, not 市场监管局
_OFFICE = re.compile(r"(?:县|区|旗|市|州|省)(?!场|政)")


def notice_region(
    doc: Canonical, names: list[str], contacts: Sequence[Contact], year: int | None
) -> tuple[Region | None, Region | None]:
    """The region of the agency, and failing that the city that the area code fixes.

    `names` are the agency as signed, as titled and as inspected; `year` that of publication.
    """
    mentioned = regions.mentions(doc.folded)
    addresses = [fold(contact.surface) for contact in contacts if contact.kind == "address"]
    phones = [fold(contact.surface) for contact in contacts if contact.kind in ("phone", "fax")]
    areas = [area for phone in phones if (area := area_code(phone))]
    hints = [_codes(source) for source in names] + list(_hints(areas, contacts, addresses, mentioned))
    region = regions.settle(_candidates(names, addresses, mentioned, regions.area_hint(areas), year), hints)
    if region is not None:
        return region, None
    cities = regions.area_hint(areas)
    return None, regions.table().by_code[next(iter(cities))] if len(cities) == 1 else None


def _candidates(
    names: list[str], addresses: list[str], mentioned: dict[str, int], cities: frozenset[int], year: int | None
) -> tuple[Region, ...]:
    """What the name says, in full or without 市 and 县; then the addresses; then what the text keeps naming."""
    for name in names:
        if found := _in_time(regions.narrow(_places(name)), year):
            return found
    for name in names:
        if found := _in_time(_by_stem(name, mentioned, cities), year):
            return found
    for address in addresses:
        if found := _in_time(regions.narrow(_places(address)), year):
            return found
    return _in_time(_mentioned(names[0], mentioned), year) if names else ()


def _places(name: str) -> tuple[tuple[Region, ...], ...]:
    """Regions that the name opens with, or that stand behind a prefix (国家税务总局沁源县税务局, 共青团沁源县委)."""
    chain, _ = regions.leading_regions(name)
    if chain:
        return chain
    for prefix in _PREFIX.finditer(name):
        chain, _ = regions.leading_regions(name[prefix.end() :])
        if chain:
            return chain
    return ()


def _codes(name: str) -> frozenset[int]:
    return frozenset(region.code for region in regions.narrow(_places(name)))


def _in_time(candidates: tuple[Region, ...], year: int | None) -> tuple[Region, ...]:
    """A notice of today is not signed by an abolished region."""
    if year is None or year < _TABLE_YEAR:
        return candidates
    return tuple(region for region in candidates if region.until is None)


def _hints(
    areas: list[str], contacts: Sequence[Contact], addresses: list[str], mentioned: dict[str, int]
) -> Iterator[frozenset[int]]:
    """Where the notice comes from, the surest hint first."""
    yield regions.area_hint(areas)
    for address in addresses:
        yield _codes(address)
    labels = {
        label
        for contact in contacts
        if contact.kind == "email" and contact.normalised
        for label in contact.normalised.partition("@")[2].split(".")
    }
    yield frozenset(_PINYIN[label] * 10000 for label in labels if label in _PINYIN)
    names = regions.table().by_name
    for level in ("city", "province"):
        yield frozenset(region.code for name in mentioned for region in names[name] if region.level == level)


def _mentioned(name: str, mentioned: dict[str, int]) -> tuple[Region, ...]:
    """For an agency without its place (县水利局): the one region of its level that the notice names repeatedly."""
    office = _OFFICE.match(name)
    if office is None:
        return ()
    names = regions.table().by_name
    fitting = [place for place, times in mentioned.items() if place.endswith(office.group()) and times >= 2]
    if office.group() == "区":
        fitting = [place for place in fitting if not place.endswith("自治区")]
    return names[fitting[0]] if len(fitting) == 1 else ()


def _by_stem(name: str, mentioned: dict[str, int], cities: frozenset[int]) -> tuple[Region, ...]:
    """沁源文旅局, 华能长治热电公司: a place without its suffix, anywhere in the name.

    It counts when the notice prints its full name somewhere, or its telephones ring there.
    """
    for position in range(len(name) - 1):
        candidates, _ = regions.leading_stem(name[position:])
        found = tuple(region for region in candidates if region.name in mentioned or region.code in cities)
        if found:
            return found
    return ()
