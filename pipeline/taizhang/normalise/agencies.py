"""What an organisation is for and how high it stands, from its name.

Functions with their historic and short names stand in `lexicon/functions.toml`; bodies that are known by the end of
their name (schools, hospitals, enterprises, towns, villages, zones) here.
"""

from __future__ import annotations

import re
from functools import cache

from taizhang import lexicon
from taizhang.normalise.agency_names import Agency, is_committee, is_youth_league, organisation, parse_agency
from taizhang.normalise.places import Place, find_place
from taizhang.normalise.regions import Region
from taizhang.normalise.zones import is_new_area, is_zone, zone_of

__all__ = ["Agency", "agency_function", "agency_level", "body_kind", "function_names", "organisation", "parse_agency"]

_CENTRAL = re.compile(
    r"^(?:中央|国家(?!级)|全国|新华(?:通讯)?社|最高人民|中华人民共和国|国务院|中国(?:科学院|工程院|社会科学院|气象局|地震局|民用航空局|证券监督|证监会|银保监会|文联|科协|作协|残联|人民银行(?=总行|$)))"
    r"|^(?!县|市|区|省)(?:外交|国防|教育|科学技术|工业和信息化|公安|民政|司法|财政|人力资源和社会保障|自然资源|生态环境|住房和城乡建设|交通运输|水利|"
    r"农业农村|商务|文化和旅游|退役军人事务|应急管理)部$|^(?:长江|黄河|淮河|海河|珠江|松辽)水利委员会$|^太湖流域管理局$"
)
_KINDS = (
    (
        "hospital",
        re.compile(
            r"(?:医院|卫生院|保健院|疗养院|卫生服务中心|卫生服务站|保健(?:计划生育)?(?:服务)?中心|医疗(?:健康)?(?:集团|共同体|中心)|医共体|医联体|卫生所|防治院|病院|护理院|门诊部|妇幼保健所)"
            r"(?:\([^()]{2,24}\))?$"
        ),
    ),
    (
        "school",
        re.compile(
            r"(?:学校|(?<!党)(?<!少)(?<!分党)校|大学|(?<!行政)(?<!主义)(?<!干部)(?<!科)学院|中学|小学|附[中小]|幼儿园|职教中心|职业教育中心|电大|职高|职中|"
            r"(?<![一二三四五六七八九十]初)[一二三四五六七八九十]中|中专|高中|[一二三四五六七八九十]小|教育集团|师范|学区|校区)(?:\([^()]{2,24}\))?$"
        ),
    ),
    (
        "enterprise",
        re.compile(
            r"(?:公司|集团|(?<!人民)银行|(?<!人民银行)(?<!中心)[支分]行|信用社|信用联社|信用合作联社|厂|农商行|农信联社|酒店|宾馆|书店|煤矿|矿务局|油田|"
            r"供电所|水泥|粮库|储备库|营业部|分理处|供电局|电业局|供电段|车务段|机务段|工务段|机场|盐场|城投|交投|国投|水投|建投|文投|农投|产投)"
            r"(?:\([^()]{2,24}\)|机关|本部)?$"
        ),
    ),
    (
        "village",
        re.compile(
            r"(?:(?<!农)(?<!乡)村|社区|村民委员会|村民?委会|居委会|居民委员会|嘎查|行政村|林场村|村两委|经济联合社|经济合作社)$"
        ),
    ),
    (
        "township",
        re.compile(
            r"(?:(?<!城)镇|(?<!城)(?<!下)乡|苏木|街道|街道办|街道办事处|[镇乡]人民政府|[镇乡]政府|街道[一-鿿]{0,3}工委|[镇乡街]人大(?:主席团)?|地区办事处|(?<!驻京)(?<!北京)(?<!上海)(?<!广州)(?<!移民)办事处)$"
        ),
    ),
)
_UNIVERSITY = re.compile(
    r"(?:(?<!老年)大学|(?<!技师)学院|高等专科学校|电大|高专|师专|职业学院|大学[一-鿿]{1,10}(?:学院|校区))(?:\([^()]*\))?$"
)
_COMMUNITY = re.compile(r"(?:社区|居委会|居民委员会)$")
_SUPPLY = re.compile(r"供销")
# enterprises that the list names apart from the others
_TRADES = (
    (
        "金融",
        re.compile(
            r"银行|信用社|信用联社|农商行|农信|联社|保险|人寿|财险|证券|期货|融资担保|信托|小额贷款|金融控股|金控|担保|[支分]行$"
        ),
    ),
    ("烟草", re.compile(r"烟草|卷烟|中烟")),
    ("邮政", re.compile(r"邮政(?!储蓄)")),
    ("供销", _SUPPLY),
    ("粮食和物资储备", re.compile(r"粮食储备|粮库|储备粮|储备库")),
)
# whatever stands before them: 海事法院, 铁路运输检察院, 机场公安局
_DECIDED = {"法院": "法院", "检察院": "检察", "公安局": "公安", "公安分局": "公安", "工会": "工会", "党校": "党校"}
_DECISIVE = re.compile(f"(?:{'|'.join(_DECIDED)})$")
_IN_TOWNSHIP = re.compile(
    r"(?:(?<!城)(?<!城乡)[镇乡]|街道)(?:纪委|[一-鿿]{2,8}(?:办公室|办|所|站|中队)|便民服务中心|退役军人服务站)$"
)
_OFFICES_OF_COMMITTEE = re.compile(r"[省市县区旗州盟]委员会机关$")
_ORGANISATION = re.compile(
    r"(?:局|办|办公室|中心|会|委|部|站|所|处|院|厅|队|社|馆|台|团|场|工委|署|组|室|园|公署|学会|党|库|段|岛|军|狱|关)(?:\([^()]{2,30}\))?$"
)
# 市水利局, 县委宣传部: an office that names its level and not its place
_OFFICE = re.compile(
    r"^(?P<level>省|自治区|自治州|自治县|自治旗|市(?!场|政(?!府|协|务|法)|容)|州|盟|地区|县|区|旗)"
    r"(?=[一-鿿]{1,30}(?:局|委|办|部|院|厅|会|中心|政府|政协|人大|队|站|社|校|所|馆|台|处|室)|委$|政协|政府|人大)"
)
# a place that the tables do not know still shows its level, but a 市 may be either
_UNKNOWN_PLACE = re.compile(r"^[一-鿿]{1,8}?(?P<level>省|自治区|州|盟|县|(?<!小)(?<!园)(?<!发)(?<!新)区|旗)(?=[一-鿿])")
_VERTICAL = re.compile(r"^国家[一-鿿]{2,8}总?局(?=[一-鿿]{2,})|^国家金融监督管理总局(?=[一-鿿]{2,})")
_CORPS = re.compile(r"(?:新疆)?(?:生产建设)?兵团(?:$|(?!第?[一二三四五六七八九十]{1,3}师))")
_DIVISION = re.compile(r"^(?:新疆)?(?:生产建设)?(?:兵团)?第?[一二三四五六七八九十]{1,3}师(?![范部傅资生])")
_REGIMENT = re.compile(r"(?:\d{1,3}|[一二三四五六七八九十〇零]{1,5})团(?:场|$|(?=[一-鿿]))")
_HIGH = re.compile(r"(?:厅|高级人民法院|高院|总队|监狱管理局|警官学院)$")
_MIDDLE = re.compile(r"(?:中级(?:人民)?法院|中院|地区行政公署|军分区)$|地委|行署|地直")
_OFFICE_LEVELS = {
    "省": "province",
    "自治区": "province",
    "自治州": "city",
    "自治县": "county",
    "自治旗": "county",
    "市": "city",
    "州": "city",
    "盟": "city",
    "地区": "city",
    "县": "county",
    "区": "county",
    "旗": "county",
}


@cache
def _functions() -> tuple[re.Pattern[str], dict[str, str]]:
    words = {word: entry["name"] for entry in lexicon.load("functions")["function"] for word in entry["words"]}
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True))), words


def function_names() -> tuple[str, ...]:
    """The closed list of functions, in the order of the lexicon."""
    return tuple(entry["name"] for entry in lexicon.load("functions")["function"])


def agency_function(name: str, place: Place | None = None) -> str | None:
    """What the organisation is for, from the closed list; None for what is no organisation's name.

    The kind of body goes before its field: 县第一中学 is a school, 交通投资集团 an enterprise, 文化路街道 a
    sub-district. An organisation that the list does not know is 其他. `place` saves reading the name again.
    """
    kind = body_kind(name)
    if kind is not None:
        return _function_of_kind(name, kind)
    if is_committee(name) or _OFFICES_OF_COMMITTEE.search(name):
        return "党委"
    if is_youth_league(name):
        return "共青团"
    if is_zone(name):
        return "开发区"
    place = place if place is not None else find_place(name, kind=kind)
    office = _OFFICE.match(name) if place is None else None
    end = place.end if place is not None else office.end("level") if office else 0
    if name.endswith("党委") and end == len(name) - 2:
        return "党委"
    # 长治高新区财政局: the office decides, not the zone it serves
    if place is not None and (zone := zone_of(name, place)):
        end = name.index(zone) + len(zone)
    if place is not None and place.start == 0 and end == len(name):
        return None  # a region, no office of it
    if ending := _DECISIVE.search(name):
        return _DECIDED[ending.group()]
    pattern, words = _functions()
    yielding = lexicon.load("functions")["yielding"]["words"]
    for start in dict.fromkeys((end, place.start if place else 0, 0)):
        if found := pattern.search(name, start):
            behind = pattern.search(name, found.end()) if found.group() in yielding else None
            return words[(behind or found).group()]
    return "其他" if _ORGANISATION.search(name) else None


def _function_of_kind(name: str, kind: str) -> str:
    if kind == "school":
        return "高等学校" if _UNIVERSITY.search(name) else "学校"
    if kind == "enterprise":
        return next((function for function, pattern in _TRADES if pattern.search(name)), "国有企业")
    if kind == "village":
        return "社区" if _COMMUNITY.search(name) else "村"
    if kind == "township":
        return "街道" if re.search(r"街道|办事处$", name) else "乡镇"
    return "医院"


def body_kind(name: str) -> str | None:
    """hospital, school, enterprise, village or township when the name ends in such a body, else None."""
    for kind, pattern in _KINDS:
        if pattern.search(name):
            # 供销合作社联合社 is no village, though 联合社 may be one's
            other = (kind == "village" and _SUPPLY.search(name)) or (name.endswith("办事处") and "驻" in name)
            return None if other else kind
    return None


def agency_level(name: str, region_level: str | None = None, place: Place | None = None) -> str | None:
    """Level of the organisation from its own name; `region_level` is that of the region it stands for, if known.

    A zone and its offices stand where counties do, a new area of the state where cities do.
    """
    if kind := body_kind(name):
        return kind
    if _IN_TOWNSHIP.search(name):
        return "township"
    if vertical := _VERTICAL.match(name):
        name = name[vertical.end() :]  # 国家税务总局沁源县税务局 stands in its county
        place = None
    place = place if place is not None else find_place(name)
    if _CENTRAL.search(name) and place is None:
        return "central"
    if (division := _DIVISION.match(name)) and not _CORPS.match(name):
        return "county" if _REGIMENT.search(name, division.end()) else "city"
    if place is not None and (zone := zone_of(name, place)):
        return "city" if is_new_area(zone) else "county"
    if place is None and is_zone(name):
        return "county" if region_level is not None else None
    if (office := _OFFICE.match(name)) and (place is None or place.start > 0):
        # 市水利局 of a county-level city, 市教委 of 重庆
        if office["level"] == "市" and region_level is not None:
            return region_level
        return _OFFICE_LEVELS[office["level"]]
    if (level := own_level(name)) and (place is None or place.start == 0):
        return level
    if place is not None:
        return _level_of_place(place.candidates, region_level)
    if unknown := _UNKNOWN_PLACE.match(name):
        return _OFFICE_LEVELS[unknown["level"]]
    return region_level if re.search(r"(?:局|委|办|部|院|会|中心|政府)$", name) else None


def own_level(name: str) -> str | None:
    """Level that the end of the name tells whatever its place: 厅 province, 中级人民法院 city."""
    return "province" if _HIGH.search(name) else "city" if _MIDDLE.search(name) else None


def _level_of_place(candidates: tuple[Region, ...], region_level: str | None) -> str | None:
    levels = {region.level for region in candidates}
    if region_level in levels:
        return region_level
    return levels.pop() if len(levels) == 1 else None
