"""Who published the notice and where: title, agency, region, inspection; the attributes of the `notices` row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from taizhang.extract.inspectors import read_inspection
from taizhang.extract.notice_region import notice_evidence
from taizhang.extract.notice_title import notice_title
from taizhang.normalise import agencies, regions
from taizhang.normalise.places import read_place
from taizhang.normalise.resolve import resolve
from taizhang.outline import unit as roles
from taizhang.outline.unit import Outline
from taizhang.records import Contact, Date
from taizhang.text import Canonical, fold

_MOST_NAMED = 4  # candidates that a warning spells out
_HEAD_ROLES = frozenset({roles.TITLE, roles.OPENING, roles.ORGANISATION})
_DATE_TAIL = re.compile(r"[\s(]{0,4}(?:\d{4}|[一二][〇零oO0一二三四五六七八九]{3})\s?[年./-][^\n]{0,16}$")
_TITLE_AGENCY = re.compile(r"^(?!关于)(?P<name>[^\s,。;:]{3,40}?)(?:关于|对|落实|贯彻|(?:巡察|巡视)(?:反馈|整改)|巩固)")
_ORGAN_WORD = r"(?:党组|党委|党工委|工委|党总支|党支部|委员会)"
_TITLE_ABOUT = re.compile(
    rf"关于(?P<name>(?:中共)?[^\s,。;:]{{2,36}}?{_ORGAN_WORD})[^,。;]{{0,12}}(?:巡察|巡视|整改|反馈|落实)"
)
_INSPECTED_BODY = re.compile(rf"对(?P<name>(?:中共)?[一-鿿]{{2,36}}?{_ORGAN_WORD})(?:进行|开展|实施|及|领导|班子|\(|,)")


# an audit report is a speech: ——…在宁溪县第十七届人大常委会第八次会议上; 县审计局局长 方某
_CONGRESS = re.compile(
    r"在(?P<place>[一-鿿]{2,12}?(?P<kind>[省市县区旗州盟]))第?[〇零一二三四五六七八九十百\d]{1,4}届(?:人大|人民代表大会)"
)
_SPEAKER = re.compile(
    r"(?:受|代表)[^。\n]{0,10}政府|(?P<office>审计[局厅])(?:党组书记|党组成员|、){0,3}(?:副?[局厅]长|主任)"
)
_SPEECH_HEAD = 1200  # code points in which a speech names its assembly and its speaker


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
    zone: str | None = None
    region_candidates: tuple[str, ...] = ()
    region_basis: str | None = None
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
    title = notice_title(doc, outline)
    agency_raw = _signature(doc, outline, dates)
    from_title = _from_title(title)
    head = [(unit.char_start, unit.char_end) for unit in outline.units if unit.role in _HEAD_ROLES]
    inspected = _inspected(doc.folded, head)
    printed = agency_raw or from_title or inspected or _speaker(doc.folded)
    inspection = read_inspection(doc.folded, head, doc.text)
    inspected_by = NoticeAttributes(
        title=title,
        agency_raw=agency_raw or from_title,
        inspector=inspection.inspector,
        inspection_level=inspection.level,
        inspection_kind=inspection.kind,
        inspection_round=inspection.round,
    )
    if printed is None:
        return inspected_by
    evidence = notice_evidence(doc, contacts, inspection, _year(dates))
    name = _longer_name(agencies.parse_agency(printed).name, doc.folded)
    found = resolve([raw for raw in (printed, from_title, inspected) if raw], evidence, name)
    seat = found.region or found.city
    province, city, county = regions.parts(seat) if seat else (None, None, None)
    return replace(
        inspected_by,
        agency=found.name,
        agency_function=found.function,
        agency_level=found.level,
        organ=found.organ,
        region_code=found.region_code,
        region=found.region_name,
        province=province,
        city=city,
        county=county,
        zone=found.zone,
        region_candidates=tuple(str(region.code) for region in found.candidates),
        region_basis=found.basis,
    )


def region_warnings(attributes: NoticeAttributes) -> tuple[str, ...]:
    """The doubt about the region as a sentence; nothing where there is none."""
    if not attributes.region_candidates:
        return ()
    by_code = regions.table().by_code
    names = [regions.full_name(by_code[int(code)]) for code in attributes.region_candidates[:_MOST_NAMED]]
    more = "等" if len(attributes.region_candidates) > _MOST_NAMED else ""
    return (f"地区不明：{attributes.agency}可能属于{'、'.join(names)}{more}，正文未说明",)


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


def _speaker(folded: str) -> str | None:
    """Who reports to an assembly of a region: its audit office where the speaker is of it, else its government."""
    assembly = _CONGRESS.search(folded, 0, _SPEECH_HEAD)
    if assembly is None or "审计" not in folded[:_SPEECH_HEAD]:
        return None
    spoken = {match["office"] for match in _SPEAKER.finditer(folded, 0, _SPEECH_HEAD)}
    office = next((name for name in spoken if name), None)
    return assembly["place"] + (office or "人民政府") if spoken else None


def _longer_name(name: str, folded: str) -> str:
    """The full name where the notice prints it for the same place and function: 沁源县文旅局 → 沁源县文化和旅游局.

    A full name begins with the same character as the short one: neither 宜章县玉溪镇文明南路林业局 (an address) nor
    沁源县原水务局 is one, and what begins with the whole short name is a sentence about it.
    """
    function = agencies.agency_function(name)
    leading = read_place(name)
    end = leading.end if leading is not None else 0
    if end == 0 or function in (None, "其他") or len(name) - end > 6 or agencies.body_kind(name):
        return name
    place, first, last = re.escape(name[:end]), re.escape(name[end]), re.escape(name[-1])
    for found in re.finditer(rf"{place}{first}(?:(?!{place})[一-鿿]){{1,16}}?{last}", folded):
        longer = found.group()
        if (
            len(longer) > len(name)
            and not longer.startswith(name)
            and agencies.agency_function(longer) == function
            and _abbreviates(name, longer, end)
        ):
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
