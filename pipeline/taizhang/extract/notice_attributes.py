"""Who published the notice and where: title, agency, region, inspection; the attributes of the `notices` row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from taizhang.extract.inspectors import read_inspection
from taizhang.normalise import agencies, regions
from taizhang.normalise.phones import area_code
from taizhang.normalise.regions import Region
from taizhang.outline import unit as roles
from taizhang.outline.unit import Outline
from taizhang.records import Contact, Date
from taizhang.text import Canonical, fold, squeeze

_HEAD_ROLES = frozenset({roles.TITLE, roles.OPENING, roles.ORGANISATION})
_LONGEST_TITLE = 160
_DATE_TAIL = re.compile(r"[\s(]{0,4}(?:\d{4}|[一二][〇零oO0一二三四五六七八九]{3})\s?[年./-][^\n]{0,16}$")
_TITLE_END = re.compile(r"(?:通报|公告|公示|报告|情况|公开|汇报|说明|进展|通知|函)[)\]”》]{0,2}$")
_TITLE_AGENCY = re.compile(r"^(?!关于)(?P<name>[^\s,。;:]{3,40}?)(?:关于|对|落实|贯彻|(?:巡察|巡视)(?:反馈|整改)|巩固)")
_ORGAN_WORD = r"(?:党组|党委|党工委|工委|党总支|党支部|委员会)"
_TITLE_ABOUT = re.compile(
    rf"关于(?P<name>(?:中共)?[^\s,。;:]{{2,36}}?{_ORGAN_WORD})[^,。;]{{0,12}}(?:巡察|巡视|整改|反馈|落实)")
_INSPECTED_BODY = re.compile(
    rf"对(?P<name>(?:中共)?[一-鿿]{{2,36}}?{_ORGAN_WORD})(?:进行|开展|实施|及|领导|班子|\(|,)")
# provinces whose pinyin stands as a label of an e-mail domain: ly.shandong.cn
_PINYIN = {
    "beijing": 11, "tianjin": 12, "hebei": 13, "shanxi": 14, "neimenggu": 15, "nmg": 15, "liaoning": 21, "jilin": 22,
    "hlj": 23, "heilongjiang": 23, "shanghai": 31, "jiangsu": 32, "zhejiang": 33, "anhui": 34, "fujian": 35,
    "jiangxi": 36, "shandong": 37, "henan": 41, "hubei": 42, "hunan": 43, "guangdong": 44, "guangxi": 45, "gx": 45,
    "hainan": 46, "chongqing": 50, "sichuan": 51, "guizhou": 52, "yunnan": 53, "xizang": 54, "shaanxi": 61,
    "gansu": 62, "qinghai": 63, "ningxia": 64, "xinjiang": 65,
}
# editions after this year list no region of regions.tsv as abolished
_TABLE_YEAR = 2024


@dataclass(frozen=True, slots=True)
class NoticeAttributes:
    """The attributes of a notice that its text states; None where it does not. Fields as in `records.Notice`."""

    title: str | None = None
    agency_raw: str | None = None
    agency: str | None = None
    agency_function: str | None = None
    agency_level: str | None = None
    organ: str | None = None
    region_code: str | None = None
    region: str | None = None
    province: str | None = None
    city: str | None = None
    county: str | None = None
    inspector: str | None = None
    inspection_level: str | None = None
    inspection_kind: str | None = None
    inspection_round: str | None = None


def read_attributes(
    doc: Canonical, outline: Outline, dates: Sequence[Date], contacts: Sequence[Contact]
) -> NoticeAttributes:
    """Title, agency, region and inspection of a notice.

    The agency is that of the signature, else of the title, else the body that the opening says was inspected. The
    region is settled by names and by hints of the notice itself (area code, e-mail, places mentioned) or left open.
    """
    title = _title(doc, outline)
    agency_raw = _signature(doc, outline, dates)
    from_title = _from_title(title)
    head = [(unit.char_start, unit.char_end) for unit in outline.units if unit.role in _HEAD_ROLES]
    inspected = _inspected(doc.folded, head)
    printed = agency_raw or from_title or inspected
    agency = agencies.parse_agency(printed) if printed else None
    name = _longer_name(agency.name, doc.folded) if agency else None
    sources = [agencies.parse_agency(raw) for raw in (printed, from_title, inspected) if raw]
    region, hint = _region(doc, [source.name for source in sources], contacts, _year(dates))
    inspection = read_inspection(doc.folded, head, doc.text)
    province, city, county = regions.parts(region) if region else regions.parts(hint) if hint else (None, None, None)
    return NoticeAttributes(
        title=title, agency_raw=agency_raw or from_title, agency=name,
        agency_function=agencies.agency_function(name) if name else None,
        agency_level=_level(name, region), organ=next((source.organ for source in sources if source.organ), None),
        region_code=str(region.code) if region else None, region=regions.full_name(region) if region else None,
        province=province, city=city, county=county, inspector=inspection.inspector,
        inspection_level=inspection.level, inspection_kind=inspection.kind, inspection_round=inspection.round,
    )


def _title(doc: Canonical, outline: Outline) -> str | None:
    lines = [squeeze(doc.text[unit.title_start : unit.title_end] or doc.text[unit.char_start : unit.char_end])
             for unit in outline.units if unit.role == roles.TITLE]
    if not outline.units:
        lines = _title_lines(doc)
    # a page that prints its title twice has one title
    kept: list[str] = []
    for line in filter(None, lines):
        if line not in kept:
            kept.append(line)
    title = "".join(kept)
    return title[:_LONGEST_TITLE] or None


def _title_lines(doc: Canonical) -> list[str]:
    """Without an outline: the short lines at the top up to one that ends like a title."""
    lines: list[str] = []
    for line in doc.text[:400].split("\n")[:8]:
        plain = squeeze(line)
        if len(plain) > 60 or fold(plain).endswith(("。", ",", ":", ";")):
            return []
        lines.append(plain)
        if _TITLE_END.search(fold(plain)):
            return lines
    return []


def _signature(doc: Canonical, outline: Outline, dates: Sequence[Date]) -> str | None:
    """The signing agency as printed; of several that sign together the first."""
    signed = [unit for unit in outline.units if unit.role == roles.SIGNATURE]
    # 责任单位 or a second list may look like a signature further up: the last run of lines signs
    first = len(signed) - 1
    while first > 0 and not doc.folded[signed[first - 1].char_end : signed[first].char_start].strip():
        first -= 1
    for unit in (*signed[max(0, first) :], *signed):
        if name := _signer(doc, unit.char_start, unit.char_end):
            return name
    for date in reversed(dates):
        if date.role != "publication" or date.char_start < len(doc) // 2:
            continue
        line = doc.folded.rfind("\n", 0, date.char_start) + 1
        above = doc.folded.rfind("\n", 0, max(0, line - 1)) + 1
        if name := _signer(doc, line, date.char_start) or _signer(doc, above, line):
            return name
    return None


def _signer(doc: Canonical, start: int, end: int) -> str | None:
    for line in doc.folded[start:end].split("\n"):
        plain = re.split(r"[。;]", _DATE_TAIL.sub("", line))[-1].strip()
        if 3 <= len(plain) <= 45 and not re.search(r"[,:?!\d]", plain):
            first = doc.folded.index(plain, start)
            return doc.text[first : first + len(plain)]
    return None


def _from_title(title: str | None) -> str | None:
    if title is None:
        return None
    folded = fold(title)
    for pattern in (_TITLE_AGENCY, _TITLE_ABOUT):
        if (found := pattern.search(folded)) and not re.search(r"整改|通报|巡察|巡视", found["name"]):
            return title[found.start("name") : found.end("name")]
    return None


def _inspected(folded: str, head: list[tuple[int, int]]) -> str | None:
    spans = head or [(0, min(len(folded), 600))]
    return next((match["name"] for span in spans for match in _INSPECTED_BODY.finditer(folded, *span)), None)


def _longer_name(name: str, folded: str) -> str:
    """The full name where the notice prints it for the same place and function: 沁源县文旅局 → 沁源县文化和旅游局.

    A full name begins with the same character as the short one: neither 宜章县玉溪镇文明南路林业局 (an address) nor
    沁源县原水务局 is one, and what begins with the whole short name is a sentence about it.
    """
    function = agencies.agency_function(name)
    _, end = regions.leading_regions(name)
    if end == 0 or function in (None, "其他") or len(name) - end > 6 or agencies.body_kind(name):
        return name
    place, first, last = re.escape(name[:end]), re.escape(name[end]), re.escape(name[-1])
    for found in re.finditer(rf"{place}{first}(?:(?!{place})[一-鿿]){{1,16}}?{last}", folded):
        longer = found.group()
        if len(longer) > len(name) and not longer.startswith(name) and agencies.agency_function(longer) == function and _abbreviates(name, longer, end):
            return longer
    return name


def _abbreviates(short: str, longer: str, start: int) -> bool:
    """Whether the characters of `short` stand in `longer` in their order."""
    position = start
    for char in short[start:]:
        position = longer.find(char, position) + 1
        if position == 0:
            return False
    return True


def _year(dates: Sequence[Date]) -> int | None:
    years = [date.date_to.year for date in dates if date.role == "publication" and date.date_to is not None]
    return max(years, default=None)


def _region(
    doc: Canonical, names: list[str], contacts: Sequence[Contact], year: int | None
) -> tuple[Region | None, Region | None]:
    """The region of the agency, and failing that the city that the area code fixes."""
    mentioned = regions.mentions(doc.folded)
    addresses = [fold(contact.surface) for contact in contacts if contact.kind == "address"]
    phones = [fold(contact.surface) for contact in contacts if contact.kind in ("phone", "fax")]
    areas = [area for phone in phones if (area := area_code(phone))]
    hints = [_codes(source) for source in names] + list(_hints(areas, contacts, addresses, mentioned))
    candidates: tuple[Region, ...] = ()
    for source in (*names, *addresses):
        candidates = _in_time(regions.narrow(_places(source)), year)
        if candidates:
            break
    if not candidates and names:
        candidates = _in_time(_mentioned(names[0], mentioned) or _by_stem(names[0], mentioned), year)
    region = regions.settle(candidates, hints)
    if region is not None:
        return region, None
    cities = regions.area_hint(areas)
    return None, regions.table().by_code[next(iter(cities))] if len(cities) == 1 else None


def _places(name: str) -> tuple[tuple[Region, ...], ...]:
    """Regions that the name opens with, or that stand behind a prefix (国家税务总局沁源县税务局, 共青团沁源县委)."""
    chain, _ = regions.leading_regions(name)
    if chain:
        return chain
    for prefix in re.finditer(r"(?:总局|总行|银行|公司|共青团|烟草专卖局|分局|中共)", name):
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
    labels = {label for contact in contacts if contact.kind == "email" and contact.normalised
              for label in contact.normalised.partition("@")[2].split(".")}
    yield frozenset(_PINYIN[label] * 10000 for label in labels if label in _PINYIN)
    names = regions.table().by_name
    for level in ("city", "province"):
        yield frozenset(region.code for name in mentioned for region in names[name] if region.level == level)


def _mentioned(name: str, mentioned: dict[str, int]) -> tuple[Region, ...]:
    """For an agency without its place (县水利局): the one region of its level that the notice names repeatedly."""
    office = re.match(r"(?:县|区|旗|市|州|省)(?!场|政)", name)
    if office is None:
        return ()
    names = regions.table().by_name
    fitting = [place for place, times in mentioned.items() if place.endswith(office.group()) and times >= 2]
    if office.group() == "区":
        fitting = [place for place in fitting if not place.endswith("自治区")]
    return names[fitting[0]] if len(fitting) == 1 else ()


def _by_stem(name: str, mentioned: dict[str, int]) -> tuple[Region, ...]:
    """沁源文旅局: a place without its suffix counts when the notice prints its full name somewhere."""
    candidates, _ = regions.leading_stem(name)
    return tuple(region for region in candidates if region.name in mentioned)


def _level(name: str | None, region: Region | None) -> str | None:
    if name is None:
        return None
    return agencies.agency_level(name, region.level if region else None) or (region.level if region else None)
