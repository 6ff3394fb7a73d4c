"""Regions of GB/T 2260: names read from text, and the one region that all hints of a notice agree on.

A name that several regions bear (鼓楼区) is settled by hints of the notice itself or stays unsettled; nothing is
guessed. Abolished names count only where no region in force bears them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_DATA = files("taizhang.normalise") / "data"
LONGEST_NAME = 15
_MUNICIPALITIES = (11, 12, 31, 50)
_NAME_ENDS = "省市县区旗州盟"
_SUFFIX = re.compile(r"(?:特别行政区|自治区|自治州|自治县|自治旗|地区|林区|特区|新区|[省市县区旗盟])$")
_PEOPLES = re.compile(
    r"(?:蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|"
    r"布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|各)族|"
    r"(?:维吾尔|哈萨克|蒙古|柯尔克孜|塔吉克|锡伯)(?=自治)"
)
_ALIASES = {"巴州": 652800, "博州": 652700, "克州": 653000, "伊州": 654000, "德宏州": 533100, "西双版纳州": 532800}


@dataclass(frozen=True, slots=True)
class Region:
    """One region: its code, its own name, and the last edition that lists it when it is abolished."""

    code: int
    name: str
    until: int | None = None

    @property
    def level(self) -> str:
        """province, city or county."""
        return "province" if self.code % 10000 == 0 else "city" if self.code % 100 == 0 else "county"


@dataclass(frozen=True, slots=True)
class Table:
    """The compiled tables: regions by code and by name (with and without suffix), cities by area code."""

    by_code: dict[int, Region]
    by_name: dict[str, tuple[Region, ...]]
    by_stem: dict[str, tuple[Region, ...]]
    areas: dict[str, tuple[int, ...]]


@cache
def table() -> Table:
    """Read the tables; once per process."""
    by_code: dict[int, Region] = {}
    names: dict[str, list[Region]] = {}
    stems: dict[str, list[Region]] = {}
    for line in (_DATA / "regions.tsv").read_text("utf-8").splitlines():
        code, name, until = line.split("\t")
        region = Region(int(code), name, int(until) if until else None)
        if region.until is None:
            by_code[region.code] = region
        else:
            by_code.setdefault(region.code, region)
        for alias in dict.fromkeys((name, *_short_forms(name))):
            names.setdefault(alias, []).append(region)
        stem = _PEOPLES.sub("", _SUFFIX.sub("", name))
        if len(stem) >= 2:
            stems.setdefault(stem, []).append(region)
    for alias, alias_code in _ALIASES.items():
        names.setdefault(alias, []).append(by_code[alias_code])
    areas = dict(_area(line) for line in (_DATA / "areas.tsv").read_text("utf-8").splitlines())
    return Table(by_code, _in_force(names), _in_force(stems), areas)


def _area(line: str) -> tuple[str, tuple[int, ...]]:
    area, codes = line.split("\t")
    return area, tuple(map(int, codes.split(",")))


def _short_forms(name: str) -> Iterator[str]:
    """恩施州 for 恩施土家族苗族自治州, 大厂县 for 大厂回族自治县, 广西 and 内蒙古 for their regions."""
    if "自治" in name:
        plain = _PEOPLES.sub("", name.removesuffix("自治区").removesuffix("维吾尔")).replace("自治", "")
        # 东乡族自治县 is named after its people alone
        yield plain if len(plain) > 1 else name.replace("族自治", "")


def _in_force(names: dict[str, list[Region]]) -> dict[str, tuple[Region, ...]]:
    """Regions in force before abolished ones; of the latter the last edition only."""
    found: dict[str, tuple[Region, ...]] = {}
    for name, regions in names.items():
        current = [region for region in regions if region.until is None]
        found[name] = tuple(current or regions)
    return found


def parent_codes(code: int) -> tuple[int, ...]:
    """Codes of the prefecture and province above a region, nearest first; a county under a province has one."""
    above = [code // 100 * 100, code // 10000 * 10000]
    return tuple(parent for parent in dict.fromkeys(above) if parent != code and parent in table().by_code)


def _with_parents(region: Region) -> tuple[Region, ...]:
    return (*(table().by_code[code] for code in reversed(parent_codes(region.code))), region)


def full_name(region: Region) -> str:
    """省市县 in one string: 山西省长治市沁源县; 北京市朝阳区."""
    return "".join(part.name for part in _with_parents(region))


def parts(region: Region) -> tuple[str | None, str | None, str | None]:
    """Names of province, prefecture and county; None for the levels it has not."""
    by_level = {part.level: part.name for part in _with_parents(region)}
    return by_level.get("province"), by_level.get("city"), by_level.get("county")


def leading_regions(text: str) -> tuple[tuple[tuple[Region, ...], ...], int]:
    """Names of regions that `text` opens with, outermost first, each with its candidates, and where they end.

    临沂市罗庄区文化和旅游局 → 临沂市, 罗庄区. In 沁源县委 the 县 belongs to both.
    """
    names = table().by_name
    found: list[tuple[Region, ...]] = []
    position = 0
    while len(found) < 4:
        for size in range(min(LONGEST_NAME, len(text) - position), 1, -1):
            name = text[position : position + size]
            candidates = names.get(name)
            # 河阳市场监管局: the 市 belongs to 市场; 宁夏路街道 is named after a street
            if (
                candidates
                and not text.startswith("场监", position + size)
                and not (
                    name[-1] not in _NAME_ENDS
                    and text[position + size : position + size + 1] in tuple("路街村镇乡社大")
                )
            ):
                found.append(candidates)
                position += size
                break
        else:
            break
    return tuple(found), position


def leading_stem(text: str) -> tuple[tuple[Region, ...], int]:
    """Regions whose name without its suffix opens `text` (沁源文旅局), and where it ends."""
    stems = table().by_stem
    for size in range(min(8, len(text)), 1, -1):
        if candidates := stems.get(text[:size]):
            return candidates, size
    return (), 0


_NAME_END = re.compile(rf"[{_NAME_ENDS}]")


def mentions(text: str) -> Counter[str]:
    """Full names of regions in running text with how often each stands there; the longest name at a place counts.

    Names of two characters (和县, 城区) are left out: 市和县 and 主城区 are no regions.
    """
    names, sizes = table().by_name, _sizes_by_ending()
    found: Counter[str] = Counter()
    for match in _NAME_END.finditer(text):
        end = match.end()
        for size in sizes.get(text[max(0, end - 2) : end], ()):
            name = text[end - size : end] if size <= end else ""
            if name in names:
                found[name] += 1
                break
    return found


@cache
def _sizes_by_ending() -> dict[str, tuple[int, ...]]:
    """Lengths of the names of more than two characters that end with two characters, the longest first."""
    sizes: dict[str, set[int]] = {}
    for name in table().by_name:
        if 2 < len(name) <= LONGEST_NAME:
            sizes.setdefault(name[-2:], set()).add(len(name))
    return {ending: tuple(sorted(lengths, reverse=True)) for ending, lengths in sizes.items()}


def within(candidates: Iterable[Region], codes: Iterable[int]) -> tuple[Region, ...]:
    """Candidates that lie in one of the regions `codes`, or are one."""
    wanted = set(codes)
    return tuple(r for r in candidates if r.code in wanted or wanted.intersection(parent_codes(r.code)))


def narrow(chain: tuple[tuple[Region, ...], ...]) -> tuple[Region, ...]:
    """Candidates for the innermost name of a chain that lie in the regions named before it."""
    if not chain:
        return ()
    inner = chain[-1]
    for outer in chain[:-1]:
        inner = within(inner, (region.code for region in outer)) or inner
    return inner


def settle(candidates: tuple[Region, ...], hints: Iterable[frozenset[int]]) -> Region | None:
    """The one candidate that the hints leave, or None.

    Each hint is a set of codes, the surest first. A hint that no candidate fits is passed over: a notice of one place
    may mention others.
    """
    for hint in hints:
        if len(candidates) <= 1:
            break
        candidates = within(candidates, hint) or candidates
    return candidates[0] if len(candidates) == 1 else None


def area_hint(areas: Iterable[str]) -> frozenset[int]:
    """Codes of the cities that telephone area codes belong to."""
    known = table().areas
    return frozenset(code for area in areas for code in known.get(area, ()))
