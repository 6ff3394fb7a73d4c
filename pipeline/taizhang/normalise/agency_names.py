"""Printed names of agencies taken apart: the organisation without its party organ, and the organ.

The rules for names are those of gold/GUIDELINES.md: 中共X县委员会 is X县委, towns and sub-districts drop 委员会,
everything else loses 党组, 党委 and the like.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from taizhang import lexicon
from taizhang.normalise.places import read_place
from taizhang.text import fold, squeeze

_STAMP = re.compile(r"\((?:盖章|公章|章|代章|印章?)\)$")
_PARTY = re.compile(r"^(?:中国共产党|中共)")
_ORGAN = re.compile(
    r"(?P<organ>(?:直属)?机关党委|机关党组|机关党总支|机关党支部|临时党委|临时党支部|临时党组|联合党委|联合党支部|分党组|党组|党委|党工委|党总支|党支部)"
    r"(?:委员会|部)?(?:[、和及](?:[镇乡区县市]?(?:人民)?政府|村(?:民)?委员?会|居(?:民)?委员?会|街道办事处|办事处|管委会|管理委员会|董事会|行政)|管委会|管理委员会)?"
    r"(?:及?领导班子|班子)?(?:\(扩大\)|\(党(?:组|委)\))?$"
)
_SPELLED_OUT = (
    (re.compile(r"(?P<name>.{2,40}?直?属?机关)(?:工作委员会|工委)$"), None),
    # 县委教育工作委员会 is an organ of the committee, with a name of its own
    (re.compile(r"(?P<name>.{0,20}?(?:[省市县区旗州盟]委|党委)[一-鿿]{2,14})(?:工作委员会|工委)$"), None),
    (re.compile(r"(?P<name>.{2,60}?)直?属?机关(?:工作)?委员会$"), "机关党委"),
    (re.compile(r"(?P<name>.{2,60}?)机关总支部委员会$"), "机关党总支"),
    (re.compile(r"(?P<name>.{2,60}?)机关支部委员会$"), "机关党支部"),
    (re.compile(r"(?P<name>.{2,60}?)(?:党的)?总支部委员会$"), "党总支"),
    (re.compile(r"(?P<name>.{2,60}?)(?:党的)?支部委员会$"), "党支部"),
    (re.compile(r"(?P<name>.{2,60}?)(?:工作委员会|党的工作委员会)$"), "党工委"),
    (re.compile(r"(?P<name>.{2,60}?)党组织$"), "党组织"),
)
_BRANCHES = tuple(entry for entry in _SPELLED_OUT if entry[1] in ("党总支", "党支部"))
# 县委常委会 is the committee
_STANDING = re.compile(r"(?P<name>(?P<organ>[省市县区旗州盟])委)(?:常委会|常务委员会|常委|领导班子)$")
# 县委宣传部部务会, 卫健委委务会: a meeting that leads its organ
_MEETING = re.compile(r"(?P<name>[一-鿿]{2,40}?)(?P<organ>(?P<kind>[部局院委厅办室校行社馆])务会)(?:议|委员会)?$")
# 沁源县委、县政府 sign together: the first is the agency
_TOGETHER = re.compile(r"(?P<name>[一-鿿]{0,14}?(?P<organ>[省市县区旗州盟]委))(?:员会)?[、和]?[一-鿿]{0,14}政府$")
# organisations that are themselves called 委员会
_COMMITTEE = re.compile(
    r"(?:发展和?改革|卫生健康|卫生和计划生育|计划生育|国有资产监督管理|管理|体育运动|民族(?:宗教)?事务|城乡建设|经济和信息化|科学技术|教育|"
    r"农业|农村工作|交通|体制改革|常务|纪律检查|监察|政法|村民|居民|社区居民|机构编制|仲裁|监督管理|经济贸易|商务|城市管理|建设|军民融合发展)委员会$"
)
_TERRITORY = re.compile(r"(?:[省市县区旗州盟]|自治区|地区|兵团|师)$")
_SEAT = re.compile(
    r"(?:街道|街道办事处|开发区|新区|园区|高新区|经开区|管理区|度假区|风景区|示范区|试验区|农场|林场|矿区|港区)$"
)
_YOUTH_LEAGUE = re.compile(
    r"^共青团|^中国共产主义青年团|^[一-鿿]{0,12}团[省市县区旗州]?委$|^团[一-鿿]{2,10}[省市县区旗州]委$"
)
# parties beside the Communist one have committees too
_OTHER_PARTY = re.compile(
    r"^(?:中国)?(?:民盟|民革|民建|民进|农工党|农工民主党|致公党|九三学社|台盟|民主同盟|国民党革命委员会)"
)
_COMMITTEE_SHORT = re.compile(r"(?:省|市|县|区|旗|州|盟|自治区|地)委$")
_SHORT_NAME = re.compile(r"[局委厅办]$")


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency as printed, taken apart: the organisation, and the party organ that signs for it."""

    name: str
    organ: str | None


def parse_agency(raw: str) -> Agency:
    """Take a printed name apart: 中共临沂市罗庄区文化和旅游局党组 → 临沂市罗庄区文化和旅游局, 党组.

    The name keeps its characters as printed: 某某集团（控股）有限公司.
    """
    plain = squeeze(raw)
    agency = _parse(_STAMP.sub("", fold(plain)).strip(':,。;、"“”'))
    start = fold(plain).find(agency.name)
    return Agency(plain[start : start + len(agency.name)], agency.organ) if start >= 0 else agency


def _parse(text: str) -> Agency:
    party = _PARTY.match(text)
    if party:
        text = text[party.end() :]
    if together := _TOGETHER.fullmatch(text):
        return Agency(together["name"], together["organ"])
    if standing := _STANDING.search(text):
        return Agency(text[: standing.end("name")], standing["organ"] + "委")
    if meeting := _MEETING.fullmatch(text):
        name = meeting["name"]
        return Agency(name if name.endswith(meeting["kind"]) else name + meeting["kind"], meeting["organ"])
    if organ := _ORGAN.search(text):
        name = text[: organ.start()]
        if name and organ["organ"] == "党委" and is_territory(name):
            return Agency(text, "党委")  # 内蒙古自治区党委, 第八师石河子市党委
        if name:
            return Agency(name, organ["organ"].removeprefix("直属"))
    if is_youth_league(text) or _OTHER_PARTY.match(text):
        return Agency(text, None)
    for pattern, word in _SPELLED_OUT if party else _BRANCHES:
        if spelled := pattern.fullmatch(text):
            if word is None:
                return Agency(text, None)
            return Agency(spelled["name"], word)
    if text.endswith("工委") and _SEAT.search(text[:-2]):
        return Agency(text[:-2], "党工委")
    if text.endswith("委员会") and (party or is_territory(text.removesuffix("委员会"))):
        return _committee(text)
    if short := _COMMITTEE_SHORT.search(text):
        return Agency(text, short.group())
    if re.search(r"[村社区厂校园司院所站]总?支部?$", text) and text.endswith(("支部", "总支")):
        return Agency(re.sub(r"总支部?$|支部$", "", text), "党总支" if "总支" in text[-3:] else "党支部")
    return Agency(text, None)


def is_youth_league(name: str) -> bool:
    """Whether the name is that of a committee of the youth league: 共青团沁源县委, 团市委."""
    return _YOUTH_LEAGUE.search(name) is not None


def is_committee(name: str) -> bool:
    """Whether the name is that of the party committee of a region: 沁源县委, 县委."""
    return _COMMITTEE_SHORT.search(name) is not None and not is_youth_league(name) and not _OTHER_PARTY.match(name)


def is_territory(name: str) -> bool:
    """Whether the name is that of a province, city or county and nothing else."""
    place = read_place(name)
    return place is not None and place.end == len(name) and bool(_TERRITORY.search(name)) and not _SEAT.search(name)


def _committee(text: str) -> Agency:
    """中共…委员会: of a territory X县委; of any other body the body, its organ 党委."""
    if _COMMITTEE.search(text):
        return Agency(text, None)
    name = text.removesuffix("委员会")
    if name.endswith("地区") and is_territory(name):
        return Agency(name[:-1] + "委", "地委")
    bare = re.fullmatch(r"(?:省|自治区|市|县|区|旗|州|盟)", name) is not None
    if _TERRITORY.search(name) and not _SEAT.search(name) and (bare or name[-1] in "县旗州盟市" or is_territory(name)):
        return Agency(name + "委", ("自治区" if name.endswith("自治区") else name[-1]) + "委")
    return Agency(name, "党委")


@cache
def _expansions() -> dict[str, str]:
    return dict(lexicon.load("functions")["full_names"])


def organisation(name: str, start: int = 0) -> str:
    """The organisation's name in full: 沁源县文旅局 → 沁源县文化和旅游局; `start` is where its place ends.

    Only a short name that stands alone behind the place is spelled out, and only one that has a single full form.
    """
    rest = name[start:]
    if not _SHORT_NAME.search(rest):
        return name
    # 县文旅局: the word for its level stays
    level = re.match(r"(?:省|市|县|区|旗|州|盟|自治区|地区)(?=[一-鿿]{3,6}$)(?!场)", rest)
    cut = level.end() if level else 0
    full = _expansions().get(rest[cut:])
    return name if full is None else name[:start] + rest[:cut] + full
