"""Regions of GB/T 2260, present and former: codes, names, years of validity, successors.

A name that several regions bear (鼓楼区) stands for all of them; reading names in text is `places`, settling what they
leave open is `evidence` and `resolve`. Former names count only where no region in force bears them, unless a year says
otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from taizhang import lexicon

_DATA = files("taizhang.normalise") / "data"
LONGEST_NAME = 15
SUFFIX = re.compile(r"(?:特别行政区|自治区|自治州|自治县|自治旗|地区|林区|特区|新区|[省市县区旗盟])$")
_PEOPLES = re.compile(
    r"(?:蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|"
    r"布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|各)族|"
    r"(?:维吾尔|哈萨克|蒙古|柯尔克孜|塔吉克|锡伯)(?=自治)"
)
# names without suffix live on in schools and firms, but not for ever
_OLDEST_STEM = 2000
_NEVER = 9999


@dataclass(frozen=True, slots=True)
class Region:
    """One region of GB/T 2260.

    `since` and `until` are the first and the last year that an edition lists it under this name (1980 is the first
    edition known); `until` is None while it is in force. `successors` are the codes that took it over.
    """

    code: int
    name: str
    since: int = 1980
    until: int | None = None
    successors: tuple[int, ...] = ()

    @property
    def level(self) -> str:
        """province, city or county."""
        return "province" if self.code % 10000 == 0 else "city" if self.code % 100 == 0 else "county"

    def valid_in(self, year: int) -> bool:
        """Whether the name was in use in `year`; lists and signs follow a change with a year's delay."""
        return self.since <= year + 1 and (self.until is None or year <= self.until + 1)


Candidates = tuple[Region, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The compiled tables: regions by code and by name (with and without suffix), cities by area code.

    `by_name` and `by_stem` hold those in force, else the former ones; `ever` all of them.
    """

    by_code: MappingProxyType[int, Region]
    by_name: MappingProxyType[str, Candidates]
    by_stem: MappingProxyType[str, Candidates]
    ever: MappingProxyType[str, Candidates]
    areas: MappingProxyType[str, tuple[int, ...]]
    pinyin: MappingProxyType[str, frozenset[int]]
    tails: frozenset[str]


@cache
def table() -> Table:
    """Read the tables; once per process."""
    by_code: dict[int, Region] = {}
    names: dict[str, list[Region]] = {}
    stems: dict[str, list[Region]] = {}
    pinyin: dict[str, set[int]] = {}
    for line in (_DATA / "regions.tsv").read_text("utf-8").splitlines():
        code, name, since, until, taken, spelled = line.split("\t")
        successors = tuple(map(int, taken.split(","))) if taken else ()
        region = Region(int(code), name, int(since), int(until) if until else None, successors)
        if region.until is None or region.until > (by_code.get(region.code, region).until or _NEVER):
            by_code[region.code] = region
        else:
            by_code.setdefault(region.code, region)
        for alias in dict.fromkeys((name, *_short_forms(name))):
            names.setdefault(alias, []).append(region)
        stem = _PEOPLES.sub("", SUFFIX.sub("", name))
        if len(stem) >= 2 and (region.until is None or region.until >= _OLDEST_STEM):
            stems.setdefault(stem, []).append(region)
        if spelled:
            pinyin.setdefault(spelled, set()).add(region.code)
    places = lexicon.load("places")
    for alias, alias_code in (*places["aliases"].items(), *_divisions(places["divisions"])):
        # an alias means this region and no other: 白旗 is no stem, 兵团 no name of a region
        names[alias] = [by_code[alias_code]]
    areas = dict(_area(line) for line in (_DATA / "areas.tsv").read_text("utf-8").splitlines())
    return Table(
        MappingProxyType(by_code),
        _in_force(names),
        _in_force(stems),
        MappingProxyType({name: tuple(regions) for name, regions in names.items()}),
        MappingProxyType(areas),
        MappingProxyType({spelled: frozenset(codes) for spelled, codes in pinyin.items()}),
        frozenset(name[-2:] for name in names),
    )


def _area(line: str) -> tuple[str, tuple[int, ...]]:
    area, codes = line.split("\t")
    return area, tuple(map(int, codes.split(",")))


def _divisions(words: dict[str, int]) -> Iterator[tuple[str, int]]:
    """第八师, 兵团第八师, 新疆生产建设兵团第八师, 八师 behind 兵团."""
    for name, code in words.items():
        yield name, code
        yield "兵团" + name, code
        yield "兵团" + name.removeprefix("第"), code
        yield "新疆生产建设兵团" + name, code
        yield "新疆兵团" + name, code


def _short_forms(name: str) -> Iterator[str]:
    """恩施州 for 恩施土家族苗族自治州, 大厂县 for 大厂回族自治县, 广西 and 内蒙古 for their regions."""
    if "自治" in name:
        plain = _PEOPLES.sub("", name.removesuffix("自治区").removesuffix("维吾尔")).replace("自治", "")
        # 东乡族自治县 is named after its people alone
        yield plain if len(plain) > 1 else name.replace("族自治", "")
        if name.endswith("自治区"):
            yield plain + "自治区"


def _in_force(names: dict[str, list[Region]]) -> MappingProxyType[str, Candidates]:
    """Regions in force before abolished ones."""
    found: dict[str, Candidates] = {}
    for name, regions in names.items():
        current = [region for region in regions if region.until is None]
        found[name] = tuple(current or regions)
    return MappingProxyType(found)


def parent_codes(code: int) -> tuple[int, ...]:
    """Codes of the prefecture and province above a region, nearest first; a county under a province has one."""
    above = [code // 100 * 100, code // 10000 * 10000]
    return tuple(parent for parent in dict.fromkeys(above) if parent != code and parent in table().by_code)


def _with_parents(region: Region) -> Candidates:
    return (*(table().by_code[code] for code in reversed(parent_codes(region.code))), region)


def full_name(region: Region) -> str:
    """省市县 in one string: 山西省长治市沁源县; 北京市朝阳区."""
    return "".join(part.name for part in _with_parents(region))


def parts(region: Region) -> tuple[str | None, str | None, str | None]:
    """Names of province, prefecture and county; None for the levels it has not."""
    by_level = {part.level: part.name for part in _with_parents(region)}
    return by_level.get("province"), by_level.get("city"), by_level.get("county")


def present(code: int) -> tuple[Region, ...]:
    """The regions in force that a code stands for today: itself, else its successors, theirs and so on."""
    by_code = table().by_code
    found: dict[int, Region] = {}
    seen: set[int] = set()
    waiting = [code]
    while waiting:
        current = waiting.pop()
        region = by_code.get(current)
        if region is None or current in seen:
            continue
        seen.add(current)
        if region.until is None:
            found[current] = region
        else:
            waiting += region.successors
    return tuple(found[key] for key in sorted(found))


def within(candidates: Iterable[Region], codes: Iterable[int]) -> Candidates:
    """Candidates that lie in one of the regions `codes`, or are one."""
    wanted = set(codes)
    return tuple(r for r in candidates if r.code in wanted or wanted.intersection(parent_codes(r.code)))


def outermost(candidates: Candidates) -> Candidates:
    """Without those that lie in another candidate: the bare name 长沙 is the city's, not 长沙县's."""
    codes = {region.code for region in candidates}
    return tuple(region for region in candidates if not codes.intersection(parent_codes(region.code)))


def latest(candidates: Candidates) -> Candidates:
    """One entry for each region of today: of 四川省璧山县 and 重庆市璧山县 the later."""
    if len(candidates) < 2 or all(region.until is None for region in candidates):
        return candidates
    best: dict[object, Region] = {}
    for region in candidates:
        today = tuple(successor.code for successor in present(region.code)) or region.code
        known = best.get(today)
        if known is None or (known.until or _NEVER) < (region.until or _NEVER):
            best[today] = region
    return tuple(best.values())


def in_year(candidates: Candidates, year: int | None) -> Candidates:
    """Those whose name was in use in `year`; all of them when no year is known."""
    return candidates if year is None else tuple(region for region in candidates if region.valid_in(year))


def area_codes(areas: Iterable[str]) -> frozenset[int]:
    """Codes of the cities that telephone area codes belong to."""
    known = table().areas
    return frozenset(code for area in areas for code in known.get(area, ()))
