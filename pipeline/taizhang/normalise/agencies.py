"""Names of agencies: the organisation without its party organ, the organ, what it is for, and how high it stands.

The rules for names are those of gold/GUIDELINES.md: 中共X县委员会 is X县委, towns and sub-districts drop 委员会,
everything else loses 党组, 党委 and the like. Functions with their historic and short names stand in
`lexicon/functions.toml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from taizhang import lexicon
from taizhang.normalise.regions import leading_regions
from taizhang.text import fold, squeeze

_STAMP = re.compile(r"\((?:盖章|公章|章|代章|印章?)\)$")
_PARTY = re.compile(r"^(?:中国共产党|中共)")
_ORGAN = re.compile(
    r"(?P<organ>机关党委|机关党组|机关党总支|机关党支部|临时党委|临时党支部|联合党委|联合党支部|分党组|党组|党委|党工委|党总支|党支部)"
    r"(?:委员会|部)?(?:[、和及]?[镇乡区县市]?(?:人民)?政府)?(?:\(扩大\))?$"
)
_SPELLED_OUT = (
    (re.compile(r"(?P<name>.{2,40}?直属?机关)(?:工作委员会|工委)$"), None),
    (re.compile(r"(?P<name>.{2,60}?)(?:党的)?总支部委员会$"), "党总支"),
    (re.compile(r"(?P<name>.{2,60}?)(?:党的)?支部委员会$"), "党支部"),
    (re.compile(r"(?P<name>.{2,60}?)(?:工作委员会|党的工作委员会)$"), "党工委"),
    (re.compile(r"(?P<name>.{2,60}?)党组织$"), "党组织"),
)
_BRANCHES = tuple(entry for entry in _SPELLED_OUT if entry[1] in ("党总支", "党支部"))
# 县委常委会 is the committee
_STANDING = re.compile(r"(?P<name>(?P<organ>[省市县区旗州盟])委)(?:常委会|常务委员会|常委)$")
# organisations that are themselves called 委员会
_COMMITTEE = re.compile(
    r"(?:发展和?改革|卫生健康|卫生和计划生育|计划生育|国有资产监督管理|管理|体育运动|民族(?:宗教)?事务|城乡建设|经济和信息化|科学技术|教育|"
    r"农业|交通|体制改革|常务|纪律检查|监察|政法|村民|居民|社区居民|机构编制|仲裁|监督管理|经济贸易|商务|城市管理|建设)委员会$"
)
_TERRITORY = re.compile(r"(?:[省市县区旗州盟]|自治区|地区)$")
_SEAT = re.compile(
    r"(?:街道|街道办事处|开发区|新区|园区|高新区|经开区|管理区|度假区|风景区|示范区|试验区|农场|林场|矿区|港区)$"
)
_YOUTH_LEAGUE = re.compile(r"^共青团|^[一-鿿]{0,12}团[省市县区旗州]?委$")
_COMMITTEE_SHORT = re.compile(r"(?:省|市|县|区|旗|州|盟|自治区|地)委$")

_CENTRAL = re.compile(
    r"^(?:中央|国家|全国|最高人民|中华人民共和国|国务院|中国(?:科学院|工程院|社会科学院|气象局|地震局))"
)
_KINDS = (
    ("hospital", re.compile(r"(?:医院|卫生院|保健院|卫生服务中心|保健(?:计划生育)?(?:服务)?中心)$")),
    (
        "school",
        re.compile(
            r"(?:学校|(?<!党)(?<!少)校|大学|(?<!行政)(?<!主义)学院|中学|小学|附[中小]|幼儿园|职教中心|职业教育中心|"
            r"[一二三四五六七八九十]中|高中)$"
        ),
    ),
    ("enterprise", re.compile(r"(?:公司|集团|银行|[支分]行|信用社|联社|厂|农商行|酒店|宾馆|书店)$")),
    ("village", re.compile(r"(?:村|社区|村民委员会|村委会|居委会|居民委员会|嘎查|行政村|林场村)$")),
    ("township", re.compile(r"(?:(?<!城)镇|(?<!城)乡|苏木|街道|街道办事处|[镇乡]人民政府|[镇乡]政府)$")),
)
_UNIVERSITY = re.compile(r"(?:大学|(?<!技师)学院|高等专科学校)$")
_COMMUNITY = re.compile(r"(?:社区|居委会|居民委员会)$")
_ZONE = re.compile(
    r"(?:开发区|高新区|经开区|工业园区?|产业园区?|园区|新区|示范区|试验区|度假区|风景名胜区|风景区|保税区|合作区|集聚区|管理区)"
    r"(?:管理委员会|管委会|管理局|管理处)?$"
)
# enterprises that the list names apart from the others
_TRADES = (
    ("金融", re.compile(r"银行|信用社|信用联社|农商行|保险|证券|融资担保|小额贷款|金融控股|[支分]行$")),
    ("烟草", re.compile(r"烟草")),
    ("邮政", re.compile(r"邮政(?!储蓄)")),
)
_ORGANISATION = re.compile(r"(?:局|办|办公室|中心|会|委|部|站|所|处|院|厅|队|社|馆|台)$")
# 市水利局, 县委宣传部: an office that names its level and not its place
_OFFICE = re.compile(
    r"^(?P<level>省|自治区|市(?!场|政|容)|州|盟|地区|县|区|旗)"
    r"(?=[一-鿿]{1,30}(?:局|委|办|部|院|厅|会|中心|政府|政协|人大|队|站|社|校|所|馆|台|处)|委$)"
)
# a place that the tables do not know still shows its level, but a 市 may be either
_UNKNOWN_PLACE = re.compile(r"^[一-鿿]{1,8}?(?P<level>省|自治区|州|盟|县|区|旗)(?=[一-鿿])")
_VERTICAL = re.compile(r"^国家[一-鿿]{2,6}总?局(?=[一-鿿]{2,})")
_OFFICE_LEVELS = {
    "省": "province",
    "自治区": "province",
    "市": "city",
    "州": "city",
    "盟": "city",
    "地区": "city",
    "县": "county",
    "区": "county",
    "旗": "county",
}


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
    if organ := _ORGAN.search(text):
        name = text[: organ.start()]
        if name:
            return Agency(name, organ["organ"])
    for pattern, word in _SPELLED_OUT if party else _BRANCHES:
        if spelled := pattern.fullmatch(text):
            if word is None:
                return Agency(text, None)
            return Agency(spelled["name"], word)
    if text.endswith("工委") and _SEAT.search(text[:-2]):
        return Agency(text[:-2], "党工委")
    if standing := _STANDING.search(text):
        return Agency(text[: standing.end("name")], standing["organ"] + "委")
    if text.endswith("委员会") and (party or _is_territory(text.removesuffix("委员会"))):
        return _committee(text)
    if _YOUTH_LEAGUE.search(text):
        return Agency(text, None)
    if short := _COMMITTEE_SHORT.search(text):
        return Agency(text, short.group())
    if re.search(r"[村社区厂校园司院所站]总?支部?$", text) and text.endswith(("支部", "总支")):
        return Agency(re.sub(r"总支部?$|支部$", "", text), "党总支" if "总支" in text[-3:] else "党支部")
    return Agency(text, None)


def _is_territory(name: str) -> bool:
    """Whether the name is that of a province, city or county and nothing else."""
    chain, end = leading_regions(name)
    return bool(chain) and end == len(name) and _TERRITORY.search(name) is not None and not _SEAT.search(name)


def _committee(text: str) -> Agency:
    """中共…委员会: of a territory X县委; of any other body the body, its organ 党委."""
    if _COMMITTEE.search(text):
        return Agency(text, None)
    name = text.removesuffix("委员会")
    bare = re.fullmatch(r"(?:省|自治区|市|县|区|旗|州|盟)", name) is not None
    if _TERRITORY.search(name) and not _SEAT.search(name) and (bare or name[-1] in "县旗州盟市" or _is_territory(name)):
        return Agency(name + "委", ("自治区" if name.endswith("自治区") else name[-1]) + "委")
    return Agency(name, "党委")


@cache
def _functions() -> tuple[re.Pattern[str], dict[str, str]]:
    words = {word: entry["name"] for entry in lexicon.load("functions")["function"] for word in entry["words"]}
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True))), words


def function_names() -> tuple[str, ...]:
    """The closed list of functions, in the order of the lexicon."""
    return tuple(entry["name"] for entry in lexicon.load("functions")["function"])


def agency_function(name: str) -> str | None:
    """What the organisation is for, from the closed list; None for what is no organisation's name.

    The kind of body goes before its field: 县第一中学 is a school, 交通投资集团 an enterprise, 文化路街道 a
    sub-district. An organisation that the list does not know is 其他.
    """
    kind = body_kind(name)
    if kind is not None:
        return _function_of_kind(name, kind)
    if (_COMMITTEE_SHORT.search(name) and not _YOUTH_LEAGUE.search(name)) or name.endswith("委员会机关"):
        return "党委"
    if _ZONE.search(name):
        return "开发区"
    pattern, words = _functions()
    _, end = leading_regions(name)
    found = pattern.search(name, end) or pattern.search(name)
    if found:
        return words[found.group()]
    return "其他" if _ORGANISATION.search(name) else None


def _function_of_kind(name: str, kind: str) -> str:
    if kind == "school":
        return "高等学校" if _UNIVERSITY.search(name) else "学校"
    if kind == "enterprise":
        return next((function for function, pattern in _TRADES if pattern.search(name)), "国有企业")
    if kind == "village":
        return "社区" if _COMMUNITY.search(name) else "村"
    if kind == "township":
        return "街道" if "街道" in name else "乡镇"
    return "医院"


def body_kind(name: str) -> str | None:
    """hospital, school, enterprise, village or township when the name ends in such a body, else None."""
    return next((kind for kind, pattern in _KINDS if pattern.search(name)), None)


def agency_level(name: str, region_level: str | None = None) -> str | None:
    """Level of the organisation from its own name; `region_level` is that of the region it stands for, if known."""
    if kind := body_kind(name):
        return kind
    if _ZONE.search(name):
        return region_level
    if vertical := _VERTICAL.match(name):
        name = name[vertical.end() :]  # 国家税务总局沁源县税务局 stands in its county
    if _CENTRAL.match(name):
        return "central"
    if office := _OFFICE.match(name):
        # 市水利局 of a county-level city
        county_city = office["level"] == "市" and region_level == "county"
        return "county" if county_city else _OFFICE_LEVELS[office["level"]]
    chain, _ = leading_regions(name)
    if chain:
        levels = {region.level for region in chain[-1]}
        if region_level in levels:
            return region_level
        return levels.pop() if len(levels) == 1 else None
    if name.endswith("厅"):
        return "province"
    if place := _UNKNOWN_PLACE.match(name):
        return _OFFICE_LEVELS[place["level"]]
    return region_level if re.search(r"(?:局|委|办|部|院|会|中心|政府)$", name) else None
