"""Whose findings a number of problems is: those of the inspection the notice is about, or another body's.

督导组指出的4个问题 in a notice on a 巡察, 省委巡视反馈的9个问题 in one on the county's inspection, 2019年反馈的 in one on 2023, and
原老龄办巡察反馈的 are lists of others: no claim of this notice. What the notice is about is read from its title and
opening; where these name no body at all, every list may be its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from taizhang import lexicon
from taizhang.lexicon.words import either
from taizhang.outline import unit as roles
from taizhang.outline.unit import Outline

_OPENING = 500  # code points in which a notice says who inspected whom and when
_NAMED = 300  # code points read for a body where the title names none
_NUMBER = r"第?[一二三四五六七八九十\d]{1,3}"
_LEVEL = re.compile(
    r"(?P<level>自治区|中央|省|市|县|区|旗|州|盟|集团|总局)(?:党委|委|公司党委|党组)?"
    rf"(?:{_NUMBER}轮?|专项|常规|联合)?巡[察视]"
)
# 省委巡视组2022年反馈的9个问题 refers to a list; the inspection of the notice is told, not referred to
_TOLD = r"(?![^,。;\d]{0,4}(?:20\d\d年)?(?:反馈|指出|发现)的)"
_OWN_LEVEL = re.compile(_LEVEL.pattern + rf"(?:[一二三四五六七八九十\d]{{1,3}})?组{_TOLD}")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!年?度?(?:巡[察视]组?)?(?:反馈|指出|发现)的)")
_FOUND = r"(?:反馈|指出|发现|提出|移交|交办|通报|查出|反映|点出)"
_FINDS = re.compile(_FOUND)
_YEAR_OF_FINDING = re.compile(rf"(?<!\d)(?P<year>20\d\d)年(?:度|底|初)?(?:[^,。;\d]{{0,10}}巡[察视]组?)?{_FOUND}")
_BELOW = re.compile(
    r"(?:村|社区|嘎查|居民区|居委会|连队|[一二三四五六七八九十\d]连|分场)(?:党委|党总支|党支部|党组织|委员会|总支部|总支|支部)"
)
_SEVERAL = re.compile(
    r"等|各|所属|[\d一二三四五六七八九十两]个"
)  # 关于白石畈等7个村党组织: the notice of those above them
_FIRST = re.compile(
    r"(?:开展|进行|实施|接受)了?(?:的)?首[次轮](?:常规|专项)?巡[察视]|首[次轮](?:常规|专项)?巡[察视](?:集中)?整改"
)
_ABOVE_IT = re.compile(r"(?:镇|乡|街道|苏木|团|农场|林场|牧场|县|区|旗|市)(?:党委|党工委|工委|委员会|工作委员会)")
_JOINS = frozenset({"", "、", "和", "及", "与"})
_FORMER = re.compile(r"(?:^|[对将把就与和、中]|[前后])原[\u4e00-\u9fff]{2,10}?(?:被)?巡[察视]组?(?:反馈|指出|发现)")
_TOLD_ABOVE = re.compile(r"上级[^,。;的]{0,10}(?:反馈|指出|提出)(?!的)")
_ABOVE = re.compile(rf"上级(?!党委|巡[察视])[^,。;巡]{{0,8}}?{_FOUND}")


@dataclass(frozen=True, slots=True)
class Sources:
    """What the title and the opening of a notice name: bodies, levels of party committees, years."""

    bodies: frozenset[str]
    levels: frozenset[str]
    years: frozenset[str]
    above: bool  # 上级 itself gives the list
    self_examined: bool  # a list the agency made of itself: 主题教育查摆问题清单
    below: bool = False  # the body inspected is itself a village or community
    first: bool = False  # the notice is about a first inspection: 首次巡察 is no earlier round


def own_sources(folded: str, outline: Outline) -> Sources:
    """The bodies, levels and years that the notice is about."""
    titles = [unit for unit in outline.units if unit.role == roles.TITLE]
    title = "".join(folded[unit.char_start : unit.char_end] for unit in titles)
    start = max((unit.char_end for unit in titles), default=0)
    opening = folded[start : start + _OPENING].replace("\n", "")
    bodies = _words("sources", "bodies").findall(title) or _words("sources", "bodies").findall(opening[:_NAMED])
    return Sources(
        frozenset(map(_kind, bodies)),
        frozenset(match["level"] for match in (*_LEVEL.finditer(title), *_OWN_LEVEL.finditer(opening))),
        frozenset(_YEAR.findall(opening)),
        "上级" in title or _TOLD_ABOVE.search(opening) is not None,
        not _words("sources", "bodies").search(title) and _words("sources", "self_examined").search(title) is not None,
        _BELOW.search(title) is not None and _ABOVE_IT.search(title) is None and _SEVERAL.search(title) is None,
        _FIRST.search(title + "\n" + opening) is not None,
    )


def by_subordinates(clause: str, left: str) -> bool:
    """Whether a number is what many units below the agency found themselves: 全县各级党组织…自查发现问题62个."""
    return "自查" in clause[-14:] and _words("claims", "subordinates").search(left) is not None


def planned(clause: str) -> bool:
    """Whether a number is hoped for: 力争年底前完成9个问题销号."""
    return _words("claims", "planned").search(clause) is not None


def of_another_body(clause: str, own: Sources | None) -> bool:
    """Whether the words before a number say that another body found what it counts."""
    if own is None or _FINDS.search(clause) is None:
        return False
    if _FORMER.search(clause) is not None or (not own.above and _ABOVE.search(clause) is not None):
        return True
    bodies, levels = list(_words("sources", "bodies").finditer(clause)), list(_LEVEL.finditer(clause))
    if not bodies:
        return _of_another_year(clause, own)
    body = bodies[-1]  # the last one named is meant; 巡察、审计 are one source
    if _FINDS.search(clause, body.end()) is None:
        return False
    joined = len(bodies) > 1 and clause[bodies[-2].end() : body.start()] in _JOINS
    meant = {_kind(other.group()) for other in (bodies[-2:] if joined else bodies[-1:])}
    if own.bodies and not meant & own.bodies:
        return True
    level = levels[-1] if levels and levels[-1].end() >= body.end() else None
    if level is not None and own.levels and level["level"] not in own.levels:
        return True
    return _of_another_year(clause, own)


def _of_another_year(clause: str, own: Sources) -> bool:
    found = _YEAR_OF_FINDING.search(clause)
    return found is not None and bool(own.years) and found["year"] < min(own.years)


def _kind(body: str) -> str:
    """巡察 and 巡视 are one kind: the words are mixed, the level tells them apart."""
    return "巡" if body.startswith("巡") else body


@cache
def _words(section: str, key: str) -> re.Pattern[str]:
    return re.compile(either(lexicon.load("count_roles")[section][key]))
