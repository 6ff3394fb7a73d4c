"""Documents cited between 《 and 》, and what was done with each: studied, made, revised or merely cited."""

from __future__ import annotations

import re
from functools import cache

from taizhang import lexicon
from taizhang.extract.brackets import book_titles
from taizhang.extract.zones import Zones
from taizhang.lexicon.words import either
from taizhang.outline import unit as roles
from taizhang.outline.unit import Outline
from taizhang.records import Citation
from taizhang.text import Canonical
from taizhang.vocabulary import CITATION_ACTS

_REACH = 70
# between two titles of one list: 《A》、《B》和《C》, 《A》《B》
_LIST_GAP = re.compile(r"(?:[\s、,和及与或]|以及|还有|等){0,4}")
_SENTENCE = re.compile(r"[。;!?\n]")
# 学习了有关法规,主要是《A》: the verb stands one clause before
_OPENS_LIST = re.compile(r"^(?:如|包括|主要|分别|其中|即|例如|像|含|重点|涉及|先后|并|等)")
_AFTER = re.compile(
    r"等?[^,。;《]{0,10}?(?:进行|开展|作|加以|予以|组织)了?[^,。;《]{0,6}?(?P<verb>学习|研讨|宣传|培训|修订|修改|完善|传达)"
    r"|等?[^,。;《]{0,8}?(?P<direct>修订完善|修改完善|修订|重新修订|印发|下发|出台)(?:到|至|给|并)?(?=[^的]|$)"
)


@cache
def _verbs() -> tuple[re.Pattern[str], dict[str, str], re.Pattern[str]]:
    words = lexicon.load("citations")
    acts = {word: act for act in CITATION_ACTS for word in words[act]}
    pattern = re.compile(either(acts))
    forwards = re.compile(rf"(?:^|[,、\s了是])(?:{'|'.join(words['forwards'])})[^,。;]{{0,12}}$")
    return pattern, acts, forwards


def extract_citations(doc: Canonical, outline: Outline) -> tuple[Citation, ...]:
    """Every outermost 《…》 of the notice with its brackets, in text order; ids are left to the assembler.

    A list (《A》、《B》) shares one verb. Where no verb of the lexicon governs it, a document is merely cited.
    """
    folded = doc.folded
    zones = Zones.of(doc, outline)
    titles = [span for span in book_titles(folded) if zones.role(span[0]) != roles.NOISE]
    found: list[Citation] = []
    for group in _groups(folded, titles):
        act = _act(folded, group[0][0], group[-1][1])
        found += [Citation("", None, None, doc.text[start:end], act, start, end) for start, end in group]
    return tuple(found)


def _groups(folded: str, titles: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    groups: list[list[tuple[int, int]]] = []
    for span in titles:
        if groups and _LIST_GAP.fullmatch(folded, groups[-1][-1][1], span[0]):
            groups[-1].append(span)
        else:
            groups.append([span])
    return groups


def _act(folded: str, start: int, end: int) -> str:
    left = _SENTENCE.split(folded[max(0, start - _REACH) : start])[-1]
    right = _SENTENCE.split(folded[end : end + _REACH])[0]
    clause, _, before = left[::-1].partition(",")
    clause, before = clause[::-1], before[::-1]
    verbs, acts, forwards = _verbs()
    after = _AFTER.match(right)
    if after and ((after["verb"] and not _last_act(clause, verbs, acts)) or forwards.search(clause)):
        return acts.get(after["verb"] or after["direct"], "cited")
    act = _last_act(clause, verbs, acts)
    if act is None and before and (_OPENS_LIST.match(clause) or len(clause) <= 2):
        act = _last_act(before.rpartition(",")[2], verbs, acts)
    if act is None and after:
        act = acts.get(after["verb"] or after["direct"])
    return act or "cited"


def _last_act(clause: str, verbs: re.Pattern[str], acts: dict[str, str]) -> str | None:
    """Act of the verb nearest to the title; one in an attribute (县里出台的《X》) or another title governs nothing."""
    clause = clause.rpartition("》")[2]
    found = [match.group() for match in verbs.finditer(clause) if not clause.startswith("的", match.end())]
    return acts[found[-1]] if found else None
