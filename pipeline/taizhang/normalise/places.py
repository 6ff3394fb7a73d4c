"""Names of regions read from text: the place an agency's name opens with or holds inside, and those a text mentions.

A name in full (沁源县) is read wherever it leads; a name without its suffix (沁源) only where an organisation's name goes
on behind it, and words that are names as well (公安, 新华) never alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from taizhang import lexicon
from taizhang.normalise.regions import (
    LONGEST_NAME,
    Candidates,
    Region,
    in_year,
    latest,
    outermost,
    present,
    table,
    within,
)

NAME_ENDS = "省市县区旗州盟"
_LONGEST_STEM = 8
# 河阳市场监管局: the 市 belongs to 市场; 市政协, 市政府, 市政法委 are the city's
_MARKET = re.compile(
    r"场|容(?=貌|环|管|卫|和)|政(?=工程|园林|公用|管理|建设|设施|集团|公司|养护)|民(?=服务|中心|之家|热线)"
)
# 宁夏路街道 is named after a street, 朝阳镇 after the sun
_NO_PLACE = re.compile(
    r"(?:[东西南北中新老]?[大小]?(?:路|街|村|镇|乡|巷)|社区|大道|大厦|桥|里|庄|屯|寨|门|山|河|湖|口)"
)
# 泰山医学院, 长治职业技术学院: a university's name may say anything behind its city
_CAMPUS = re.compile(r"[一-鿿]{0,12}(?:大学|学院|高等专科学校)")
_BORROWING = frozenset({"township", "village"})
_DIVISION = re.compile(r"[范部傅资生]")
_MAX_DEPTH = 4


@dataclass(frozen=True, slots=True)
class Place:
    """The place that a name holds.

    `candidates` are the regions its innermost name can be, `start` and `end` where the names stand; `full` tells that
    the innermost is printed with its suffix or behind a place it lies in; `weak` that its name is a word as well (城区),
    so that it wants a hint even when one region only bears it.
    """

    candidates: Candidates
    start: int
    end: int
    full: bool
    weak: bool = False

    @property
    def codes(self) -> frozenset[int]:
        """Codes of the candidates."""
        return frozenset(region.code for region in self.candidates)


@dataclass(frozen=True, slots=True)
class _Words:
    """The word lists, compiled."""

    weak_names: frozenset[str]
    weak_stems: frozenset[str]
    follows: re.Pattern[str]
    branches: re.Pattern[str]
    joints: re.Pattern[str]


@cache
def _words() -> _Words:
    places = lexicon.load("places")
    zones = places["zones"]["words"]
    functions = [word for entry in lexicon.load("functions")["function"] for word in entry["words"]]
    return _Words(
        frozenset(places["weak"]["names"]),
        frozenset(places["weak"]["stems"]),
        re.compile(f"{_choice((*places['follows']['words'], *functions))}|[一-鿿]{{0,6}}(?:{_choice(zones)})"),
        re.compile(f"[一-鿿]{{0,3}}?(?:{_choice(places['follows']['branches'])})"),
        re.compile(_choice(places["joints"]["words"])),
    )


def _choice(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def read_place(text: str, *, start: int = 0, kind: str | None = None, year: int | None = None) -> Place | None:
    """The place whose names `text` has at `start`, outermost first: 临沂市罗庄区…, 湖北应城市…, 沁源文旅局.

    `kind` is that of the body (`agencies.body_kind`): schools, firms, towns and villages borrow the names of districts.
    """
    return _read(text, start, start, None, kind, year)


def _read(
    text: str, start: int, position: int, outer: Candidates | None, kind: str | None, year: int | None, depth: int = 0
) -> Place | None:
    """The reading that reaches furthest; of two the one with fewer names."""
    best: Place | None = None
    weak_names = _words().weak_names
    if depth == _MAX_DEPTH:
        return None
    for end, candidates, full in _names_at(text, position, outer, kind, year):
        weak = outer is None and text[position:end] in weak_names
        place = Place(candidates, start, end, full or outer is not None, weak)
        inner = _read(text, start, end, candidates, kind, year, depth + 1)
        for found in (place, inner):
            if found is not None and (best is None or found.end > best.end):
                best = found
    return best


def _names_at(
    text: str, position: int, outer: Candidates | None, kind: str | None, year: int | None
) -> Iterator[tuple[int, Candidates, bool]]:
    """(end, candidates, printed in full) of the names at `position` that lie in `outer`, longest first."""
    known = table()
    rest = len(text) - position
    codes = None if outer is None else {region.code for region in outer}
    for size in range(min(LONGEST_NAME, rest), 1, -1):
        name = text[position : position + size]
        if name in known.ever and _ends_well(name, text, position + size):
            for candidates in _choices(name, codes, year, kind, stem=False):
                yield position + size, candidates, True
    for size in range(min(_LONGEST_STEM, rest), 1, -1):
        stem = text[position : position + size]
        if stem in known.by_stem and not _NO_PLACE.match(text, position + size):
            for candidates in _choices(stem, codes, year, kind, stem=True):
                if _stem_counts(stem, candidates, text, position + size, codes is not None, kind):
                    yield position + size, candidates, False


def _ends_well(name: str, text: str, end: int) -> bool:
    if name[-1] == "市":
        return not _MARKET.match(text, end)
    if name[-1] == "师":
        return not _DIVISION.match(text, end)
    return not (name[-1] == "区" and text.startswith(("域", "块"), end)) and not (
        name[-1] not in NAME_ENDS and _NO_PLACE.match(text, end) is not None
    )


def _choices(
    name: str, codes: set[int] | None, year: int | None, kind: str | None, *, stem: bool
) -> Iterator[Candidates]:
    """Regions of that name, those in `codes` only: in force in the year, in force today, former ones."""
    known = table()
    every = known.by_stem[name] if stem else known.ever[name]
    today = every if stem else known.by_name[name]
    tiers = (in_year(every, year) if year is not None else (), today, every)
    for candidates in dict.fromkeys(tiers):
        found = latest(candidates if codes is None else within(candidates, codes))
        if found:
            yield _bare(name, found, kind) if stem else found


def _bare(stem: str, candidates: Candidates, kind: str | None) -> Candidates:
    """Whom a name without suffix means: a province before others, a city before districts elsewhere, 朝阳 excepted.

    An office of 吉林 or 恩施 may be the province's or the city's, the prefecture's or its seat's.
    """
    provinces = tuple(region for region in candidates if region.level == "province")
    cities = tuple(region for region in candidates if region.level == "city")
    outer = provinces or cities
    seats = within(tuple(r for r in candidates if r.name[-1] == "市"), (region.code for region in outer))
    open_ = tuple(dict.fromkeys((*outer, *seats))) if kind is None else outer
    if provinces:
        return open_
    if cities and stem not in lexicon.load("places")["weak"]["contested"]:
        elsewhere = tuple(r for r in outermost(candidates) if r.level == "county" and r.name[-1] != "区")
        return (*open_, *elsewhere)
    return outermost(candidates)


def _stem_counts(stem: str, candidates: Candidates, text: str, end: int, inner: bool, kind: str | None) -> bool:
    """Whether a name without its suffix is a place here."""
    words = _words()
    if any(region.level == "province" for region in candidates):
        return True
    if words.branches.match(text, end):
        return True
    if stem in words.weak_stems or (kind in _BORROWING and not inner):
        return False
    if kind is not None and not all(_has_seat(stem, region) for region in candidates):
        return False
    if kind == "enterprise" and not inner and any(region.level == "city" for region in candidates):
        return True
    return (
        words.follows.match(text, end) is not None
        or _CAMPUS.match(text, end) is not None
        or _names_any(text, end, candidates)
    )


def _has_seat(stem: str, region: Region) -> bool:
    """Whether schools and firms bear the name as a town's: not a district's, unless it was a county (江津, 番禺)."""
    if region.level != "county" or region.name[-1] != "区":
        return True
    former = (other for ending in "县市" for other in table().ever.get(stem + ending, ()))
    return any(other.until is not None and region in present(other.code) for other in former)


def _names_any(text: str, position: int, candidates: Candidates) -> bool:
    """Whether the name of a region in one of the candidates follows: 湖北黄冈蕲春县."""
    ever, codes = table().ever, {region.code for region in candidates}
    names = (text[position : position + size] for size in range(2, LONGEST_NAME))
    return any(name in ever and within(ever[name], codes) for name in names)


# 团山西省委, 原襄樊市规划局
_JOINT_AT_HEAD = re.compile(r"团(?=[一-鿿]{2,10}委$)|原(?=[一-鿿]{3})")
_BRACKET = re.compile(r"[（(]")


@lru_cache(maxsize=1024)  # one notice asks for the same name several times
def find_place(name: str, *, kind: str | None = None, year: int | None = None) -> Place | None:
    """The place of an organisation's name: where it begins, or behind a word like 总局, 公司, 公安局.

    国家税务总局沁源县税务局, 长治市公安局潞州分局, 国网湖北省电力有限公司应城市供电公司: a later place counts when it lies
    in the first.
    """
    place = read_place(name, kind=kind, year=year)
    for joint in _JOINT_AT_HEAD.match(name), *_words().joints.finditer(name):
        if joint is None or (place is not None and joint.end() < place.end):
            continue
        outer = place.candidates if place is not None else None
        # 华润电力(沧州)有限公司, 中粮(昌吉)粮油
        at = joint.end() + (_BRACKET.match(name, joint.end()) is not None)
        found = _read(name, at, at, outer, kind, year)
        if found is None:
            continue
        # a branch bears the name of its seat; a bare word behind a place is no place
        if outer is None or found.full:
            place = Place(found.candidates, place.start if place else found.start, found.end, found.full)
    return place


def leading_stem(text: str) -> tuple[Candidates, int]:
    """Regions whose name without its suffix opens `text` (沁源文旅局), and where it ends."""
    stems = table().by_stem
    for size in range(min(_LONGEST_STEM, len(text)), 1, -1):
        if candidates := stems.get(text[:size]):
            return candidates, size
    return (), 0


_NAME_END = re.compile(rf"[{NAME_ENDS}]")
# 赴徐州市学习, 对口支援昌都市: where others are
_ELSEWHERE = re.compile(r"(?:赴|前往|去往|考察|支援|援助|参观|来自|帮扶|借鉴)[一-鿿、]{0,24}$")


def names_here(name: str, text: str) -> bool:
    """Whether the text prints the name other than as a place that is visited."""
    position = text.find(name)
    while position >= 0:
        if not _ELSEWHERE.search(text, max(0, position - 26), position):
            return True
        position = text.find(name, position + 1)
    return False


def mentions(text: str) -> Counter[str]:
    """Full names of regions in running text with how often each stands there; the longest name at a place counts.

    Names of two characters count behind the place they lie in only (安阳市滑县): 市和县 and 主城区 are no regions. Places
    that are visited are left out.
    """
    known = table()
    names, tails = known.ever, known.tails
    found: Counter[str] = Counter()
    for match in _NAME_END.finditer(text):
        end = match.end()
        if text[end - 2 : end] not in tails:
            continue
        for size in range(min(LONGEST_NAME, end), 2, -1):
            name = text[end - size : end]
            if name in names:
                if not _ELSEWHERE.search(text, max(0, end - size - 26), end - size):
                    found[name] += 1
                break
        else:
            if _behind_its_place(text, end):
                found[text[end - 2 : end]] += 1
    return found


_CHINESE = re.compile(r"[一-鿿、]")
_ACTS = re.compile(r"(?:县|市|区)?(?:委|人民|政府|纪委|人大|政协)")


def _behind_its_place(text: str, end: int) -> bool:
    """Whether the two characters before `end` name a region: in the one named right before them, or one that acts."""
    ever, name = table().ever, text[end - 2 : end]
    if name not in ever:
        return False
    before = text[end - 3 : end - 2]
    if name[0] != "和" and not _CHINESE.match(before) and _ACTS.match(text, end):
        return True  # 来源:滑县人民政府
    if before not in tuple(NAME_ENDS):
        return False
    outer = (text[end - 2 - size : end - 2] for size in range(2, min(LONGEST_NAME, end - 2) + 1))
    return any(place in ever and within(ever[name], (region.code for region in ever[place])) for place in outer)
