"""Who inspected: the inspecting body as printed, its level, the kind of inspection and the round."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from taizhang.normalise.regions import LONGEST_NAME, table

_N = r"[一二三四五六七八九十\d]{1,3}"
_CORE = re.compile(rf"(?:巡察|巡视|(?:生态环境保护|环境保护|环保)?督察)(?:第?{_N})?组(?!长|员|织)")
_KIND_WORDS = r"(?:常规|专项|机动|上下联动|联动|提级|交叉|异地|延伸|“回头看”|回头看|直接|整体|集中|全覆盖)"
# what may stand between the owner and 巡察组: 第一, 机动, 第二联动, 第一轮
_BETWEEN = re.compile(
    rf"(?P<owner>[省市县区旗州盟地团]委|自治区党?委|党工委|工委|党委|党组|中央|国务院|总公司|集团)"
    rf"(?:第{_N}轮)?(?:第(?:{_N})?)?{_KIND_WORDS}{{0,3}}(?:第(?:{_N})?)?(?:巡察|巡视)?$"
)
_BARE = re.compile(rf"(?:委?第(?:{_N})?|委)?{_KIND_WORDS}{{0,3}}$")
_BOUNDARY = re.compile(r"[,。;:、()\s“”《》\d年月日]")
_LEAD = re.compile(
    r"^(?:接受了?|经过?|由|在|根据|按照|对|被|全力配合|配合|自|至|到|于|和|与|及|向|是|将|关于|以来|期间|以及|了|为|针对|迎接|结合|通过|"
    r"今年|去年|本次|此次|的){1,6}"
)
# 省生态环境保护督察三组, 湖南省第二生态环境保护督察组
_DUCHA_OWNER = re.compile(rf"(?P<owner>国家|自治区|[省市])(?:第{_N})?(?:生态环境保护|环境保护|环保)?$")
_OWNERS_OF_PLACES = {"省": "省委", "市": "市委"}
_AUDITOR = re.compile(r"(?P<name>[一-鿿]{0,10}审计(?:局|厅|署))(?=派出|派驻|组织|成立|依法|依据|审计组|对|自|于|在|,)")
_ANY_AUDITOR = re.compile(r"(?P<name>[一-鿿]{0,8}审计(?:局|厅|署))")
_OWNER_LEVELS = {
    "中央": "central",
    "国务院": "central",
    "省委": "province",
    "自治区委": "province",
    "自治区党委": "province",
    "市委": "city",
    "州委": "city",
    "盟委": "city",
    "地委": "city",
    "县委": "county",
    "区委": "county",
    "旗委": "county",
}
_DEPLOYED = re.compile(
    r"(?:根据|按照|经)[^,。;]{0,12}?(?P<owner>中央|[省市县区旗州盟]委|自治区党委)(?:的|关于|统一|巡[察视]|工作|部署|安排)"
)

_KIND = re.compile(
    rf"(?P<kind>{_KIND_WORDS}|点穴式?|巡[察视]“?回头看)[”式、和]{{0,2}}[^,。;、]{{0,8}}?(?:巡察|巡视)(?!工作领导|办|机构)"
    r"|(?:巡察|巡视)(?P<again>“?回头看)"
)
_KIND_NAMES = {"上下联动": "联动", "点穴": "机动", "点穴式": "机动", "“回头看”": "回头看", "“回头看": "回头看"}
_NOT_KINDS = frozenset({"直接", "整体", "集中", "全覆盖"})
_TERM = r"第?[一二三四五六七八九十]{1,3}届"
_ROUND = re.compile(
    rf"(?:(?:{_TERM}(?:中共)?[一-鿿]{{0,8}}?(?:[省市县区旗州盟]委|党委|党组|委员会)?|[省市县区旗州盟]委{_TERM})?第?{_N}轮)"
    r"(?=[^,。;]{0,14}?(?:巡察|巡视))"
)
_ROUND_MARK = re.compile(rf"{_N}轮(?=[^,。;]{{0,14}}?(?:巡察|巡视))")
_LONGEST_ROUND = 28
_ROUND_OWNER = re.compile(rf"(?P<owner>[省市县区旗州盟]委)第?{_N}轮[^,。;]{{0,14}}?(?:巡察|巡视)")


@dataclass(frozen=True, slots=True)
class Inspection:
    """The inspecting body and its inspection as printed; None where the notice does not say."""

    inspector: str | None = None
    level: str | None = None
    kind: str | None = None
    round: str | None = None


def read_inspection(folded: str, head: Iterable[tuple[int, int]], text: str) -> Inspection:
    """Read the inspection from the spans `head` (title and opening), else from the whole notice.

    `folded` is matched on, `text` printed from.
    """
    spans = [*head, (0, len(folded))]
    found = next((hit for span in spans if (hit := _inspector(folded, *span))), None)
    if found is None:
        found = next((hit for span in spans if (hit := _inspector(folded, *span, owned=False))), None)
    if found is None and not re.search(r"巡察|巡视", folded):
        found = _auditor(folded, spans)
    level = _level(folded, found)
    printed = text[found[0] : found[1]] if found else None
    return Inspection(printed, level, _kind(folded, spans), _round(folded, spans, text))


def _inspector(folded: str, start: int, end: int, owned: bool = True) -> tuple[int, int, str | None] | None:
    """Span of the first inspecting body in the span, with the word for its owner (县委)."""
    for core in _CORE.finditer(folded, start, end):
        left_start = max(start, core.start() - 40)
        left = folded[left_start : core.start()]
        between = _BETWEEN.search(left)
        if owned and between:
            begin = _owner_start(left, between.start("owner"), between["owner"])
            return left_start + begin, core.end(), between["owner"]
        if "督察" in core.group() and (owner := _DUCHA_OWNER.search(left)):
            begin = owner.start()
            if owner["owner"] in _OWNERS_OF_PLACES:
                begin = min(begin, _more_places(left, owner.end("owner")))
            return left_start + begin, core.end(), _OWNERS_OF_PLACES.get(owner["owner"])
        if not owned and (bare := _BARE.search(left)) and (bare.group() or core.group()[-2] not in "察视"):
            return left_start + bare.start(), core.end(), None
    return None


def _auditor(folded: str, spans: list[tuple[int, int]]) -> tuple[int, int, str | None] | None:
    """The audit office that audited; the one of the page's head (来源:全椒县审计局) only when no other is named."""
    for pattern in (_AUDITOR, _ANY_AUDITOR):
        for span in spans:
            if found := pattern.search(folded, *span):
                lead = _LEAD.match(found["name"])
                return found.start() + (lead.end() if lead else 0), found.end("name"), None
    return None


def _owner_start(left: str, position: int, owner: str) -> int:
    """Where the name of the owner begins: 沁源县委, 中共临沂市委, 水务集团党委; not 接受县委."""
    if owner in ("中央", "国务院"):
        return position - 2 if left.endswith("中共", 0, position) else position
    if owner[-1] == "委" and owner not in ("党委", "工委", "党工委"):
        unit = position + len(owner) - 1  # end of the place whose last character is 县
        names = table().by_name
        for size in range(min(LONGEST_NAME, unit), 1, -1):
            if left[unit - size : unit] in names:
                begin = _more_places(left, unit - size)
                return begin - 2 if left.endswith("中共", 0, begin) else begin
    boundary = max((match.end() for match in _BOUNDARY.finditer(left, 0, position)), default=0)
    lead = _LEAD.match(left[boundary:position])
    begin = boundary + (lead.end() if lead else 0)
    if owner[-1] == "委" and owner[0] in "省市县区旗州盟" and position - begin > 6:
        return position
    return begin


def _more_places(left: str, begin: int) -> int:
    """Extend over a place in front: 临沂市 before 罗庄区."""
    names = table().by_name
    for size in range(min(LONGEST_NAME, begin), 2, -1):
        if left[begin - size : begin] in names:
            return begin - size
    return begin


def _level(folded: str, found: tuple[int, int, str | None] | None) -> str | None:
    owner = found[2] if found else None
    if found is not None and owner is not None:
        if owner in _OWNER_LEVELS:
            return _place_level(folded[found[0] : found[1]], owner)
        printed = folded[found[0] : found[1]]
        # 省委教育工委, 区教育党工委: the committee that the working committee belongs to
        if owner in ("工委", "党工委") and (
            above := re.search(r"[省市县区旗州盟](?=委|教育|[一-鿿]{0,6}工委)", printed)
        ):
            return _OWNER_LEVELS[above.group() + "委"]
        if re.search(r"大学|学院|学校", printed):
            return "school"
        if re.search(r"公司|集团|银行|厂", printed):
            return "enterprise"
        if re.search(r"[镇乡]党委|街道", printed):
            return "township"
        return "central" if re.match(r"国家|[一-鿿]{2,8}部党组|中国", printed) else "other"
    told = _DEPLOYED.search(folded) or _ROUND_OWNER.search(folded)
    return _OWNER_LEVELS.get(told["owner"]) if told else None


def _place_level(printed: str, owner: str) -> str:
    """诸城市委 is the committee of a county-level city."""
    place = printed[: printed.find(owner) + len(owner) - 1].removeprefix("中共")
    names = table().by_name
    for size in range(min(LONGEST_NAME, len(place)), 1, -1):
        if regions := names.get(place[-size:]):
            levels = {region.level for region in regions}
            return levels.pop() if len(levels) == 1 else _OWNER_LEVELS[owner]
    return _OWNER_LEVELS[owner]


def _kind(folded: str, spans: list[tuple[int, int]]) -> str | None:
    """The kind named in title or opening, else the only one named anywhere."""
    for number, span in enumerate(spans):
        kinds = [
            _KIND_NAMES.get(word, word)
            for match in _KIND.finditer(folded, *span)
            if (word := (match["kind"] or match["again"])) not in _NOT_KINDS
        ]
        kinds = ["回头看" if "回头看" in kind else kind for kind in kinds]
        if kinds and (number < len(spans) - 1 or len(set(kinds)) == 1):
            return kinds[0]
    return None


def _round(folded: str, spans: list[tuple[int, int]], text: str) -> str | None:
    for start, end in spans:
        # 轮 is rare, the term in front of it is not: the search begins close to it
        for mark in _ROUND_MARK.finditer(folded, start, end):
            if best := _ROUND.search(folded, max(start, mark.start() - _LONGEST_ROUND), end):
                return text[best.start() : best.end()]
    return None
