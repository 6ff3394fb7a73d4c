"""Names of regions read from text: the place an agency's name opens with or holds inside, and those a text mentions.

A name in full (沁源县) is read wherever it leads; a name without its suffix (沁源) only where an organisation's name goes
on behind it, and words that are names as well (公安, 新华) never alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from taizhang import lexicon
from taizhang.normalise.regions import (
    LONGEST_NAME,
    Candidates,
    in_year,
    outermost,
    table,
    within,
)

NAME_ENDS = "省市县区旗州盟"
_LONGEST_STEM = 8
# 河阳市场监管局: the 市 belongs to 市场; 市政协, 市政府, 市政法委 are the city's
_MARKET = re.compile(r"场|容|政(?![协府法务研])|民(?!政|族|宗|营|间|兵)")
# 宁夏路街道 is named after a street, 朝阳镇 after the sun
_NO_PLACE = re.compile(r"(?:路|街|村|镇|乡|社区|大道|大厦|桥|巷|里|庄|屯|寨)")
_DIVISION = re.compile(r"[范部傅资生]")
_MAX_DEPTH = 4


@dataclass(frozen=True, slots=True)
class Place:
    """The place that a name holds.

    `candidates` are the regions its innermost name can be, `start` and `end` where the names stand; `full` tells that
    the innermost is printed with its suffix or behind a place it lies in.
    """

    candidates: Candidates
    start: int
    end: int
    full: bool

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
    functions = [word for entry in lexicon.load("functions")["function"] for word in entry["words"]]
    return _Words(
        frozenset(places["weak"]["names"]),
        frozenset(places["weak"]["stems"]),
        _any((*places["follows"]["words"], *functions)),
        _any(places["follows"]["branches"]),
        _any(places["joints"]["words"]),
    )


def _any(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))


def read_place(text: str, *, start: int = 0, official: bool = True, year: int | None = None) -> Place | None:
    """The place whose names `text` has at `start`, outermost first: 临沂市罗庄区…, 湖北应城市…, 沁源文旅局.

    `official` is False for schools, firms, towns and villages, whose names borrow those of districts.
    """
    return _read(text, start, start, None, official, year)


def _read(
    text: str, start: int, position: int, outer: Candidates | None, official: bool, year: int | None, depth: int = 0
) -> Place | None:
    """The reading that reaches furthest; of two the one with fewer names."""
    best: Place | None = None
    if depth == _MAX_DEPTH:
        return None
    for end, candidates, full in _names_at(text, position, outer, official, year):
        place = Place(candidates, start, end, full or outer is not None)
        inner = _read(text, start, end, candidates, official, year, depth + 1)
        for found in (place, inner):
            if found is not None and (best is None or found.end > best.end):
                best = found
    return best


def _names_at(
    text: str, position: int, outer: Candidates | None, official: bool, year: int | None
) -> Iterator[tuple[int, Candidates, bool]]:
    """(end, candidates, printed in full) of the names at `position` that lie in `outer`, longest first."""
    known, words = table(), _words()
    rest = len(text) - position
    codes = None if outer is None else {region.code for region in outer}
    for size in range(min(LONGEST_NAME, rest), 1, -1):
        name = text[position : position + size]
        if (
            name in known.ever
            and _ends_well(name, text, position + size)
            and not (codes is None and name in words.weak_names)
        ):
            candidates = _choose(name, codes, year, stem=False)
            if candidates and codes != {region.code for region in candidates}:
                yield position + size, candidates, True
    for size in range(min(_LONGEST_STEM, rest), 1, -1):
        stem = text[position : position + size]
        if stem in known.by_stem and not _NO_PLACE.match(text, position + size):
            candidates = _choose(stem, codes, year, stem=True)
            if candidates and _stem_counts(stem, candidates, text, position + size, codes is not None, official):
                yield position + size, candidates, False


def _ends_well(name: str, text: str, end: int) -> bool:
    if name[-1] == "市":
        return not _MARKET.match(text, end) or text.startswith("民政", end)
    if name[-1] == "师":
        return not _DIVISION.match(text, end)
    return not (name[-1] == "区" and text.startswith(("域", "块"), end)) and not (
        name[-1] not in NAME_ENDS and _NO_PLACE.match(text, end) is not None
    )


def _choose(name: str, codes: set[int] | None, year: int | None, *, stem: bool) -> Candidates:
    """Regions of that name, those in `codes` only; in force in the year, else in force today, else former ones."""
    known = table()
    every = known.by_stem[name] if stem else known.ever[name]
    today = every if stem else known.by_name[name]
    for candidates in (in_year(every, year) if year is not None else (), today, every):
        found = candidates if codes is None else within(candidates, codes)
        if found:
            return outermost(found) if stem else found
    return ()


def _stem_counts(stem: str, candidates: Candidates, text: str, end: int, inner: bool, official: bool) -> bool:
    """Whether a name without its suffix is a place here."""
    words = _words()
    if any(region.level == "province" for region in candidates):
        return True
    if words.branches.match(text, end):
        return True
    if stem in words.weak_stems:
        return False
    if not official and any(region.level == "county" and region.name[-1] == "区" for region in candidates):
        return False
    follows = words.follows.match(text, end) is not None
    return follows or (inner and _names_any(text, end))


def _names_any(text: str, position: int) -> bool:
    """Whether another name of a region follows: 湖北黄冈蕲春县."""
    known = table()
    return any(text[position : position + size] in known.ever for size in range(2, LONGEST_NAME))


def find_place(name: str, *, official: bool = True, year: int | None = None) -> Place | None:
    """The place of an organisation's name: where it begins, or behind a word like 总局, 公司, 公安局.

    国家税务总局沁源县税务局, 长治市公安局潞州分局, 国网湖北省电力有限公司应城市供电公司: a later place counts when it lies
    in the first.
    """
    place = read_place(name, official=official, year=year)
    for joint in _words().joints.finditer(name):
        if place is not None and joint.end() < place.end:
            continue
        outer = place.candidates if place is not None else None
        found = _read(name, joint.end(), joint.end(), outer, official, year)
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


def mentions(text: str) -> Counter[str]:
    """Full names of regions in running text with how often each stands there; the longest name at a place counts.

    Names of two characters (和县, 城区) are left out: 市和县 and 主城区 are no regions. So are places that are visited.
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
                if not _ELSEWHERE.search(text[max(0, end - size - 26) : end - size]):
                    found[name] += 1
                break
    return found
