"""Labels: the words before a colon that tell what a part of an item is (整改情况：, 责任单位：, 整改状态：)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from typing import NamedTuple

from taizhang import lexicon
from taizhang.lexicon.words import either
from taizhang.outline.paragraphs import Paragraph

ANSWER = "answer"
STATUS = "status"
ISSUE = "issue"
TASK = "task"
GOAL = "goal"
RESPONSIBLE = "responsible"
DEADLINE = "deadline"
PLAN = "plan"
OTHER = "other"
_KINDS = (ANSWER, STATUS, ISSUE, TASK, GOAL, RESPONSIBLE, DEADLINE, PLAN, OTHER)


class Label(NamedTuple):
    """A label: `start:end` with its colon and brackets, `name` as printed without them."""

    start: int
    end: int
    kind: str
    name: str
    paragraph: int
    opens_paragraph: bool


@cache
def _vocabulary() -> tuple[dict[str, str], re.Pattern[str], re.Pattern[str], frozenset[str]]:
    """Kind of every word, the pattern of a label, the places behind which one may start, its first characters."""
    words = lexicon.load("labels")
    kinds: dict[str, str] = {}
    for kind in reversed(_KINDS):  # the first kind listed wins where a word stands in two
        for word in words[kind]:
            kinds[word] = kind
    for word in words[TASK]:
        kinds[word] = TASK
    for word in words["bracketed"]:
        kinds.setdefault(word, ANSWER)
    alternatives = either(kinds)
    before = either(words["before"])
    after = either(words["after"])
    name = rf"(?P<name>{before}{{0,2}}(?P<word>{alternatives}){after}{{0,2}})"
    # with a colon; in brackets; alone on its line; or glued to the first enumerator of the answer
    pattern = re.compile(
        rf"(?P<open>[\[(<“]?)[ ]{{0,4}}{name}[ ]{{0,4}}"
        rf"(?:[\])>”][ ]?[:.]?|:[ ]?[\])>”]?|(?<=[改样的了步度何么什有好])\?(?=[\u4e00-\u9fff“\d])|(?=\n)|(?=$)|(?=(?:一是|1[.、](?!\d)|\(1\)|\(一\)|①|⑴)))"
    )
    first = re.escape("".join(sorted({word[0] for word in (*kinds, *words["before"])})))
    boundary = re.compile(rf"[。;!?”)\]>\n\t |](?=[\[(<“]?[ ]{{0,4}}[{first}])")
    return kinds, pattern, boundary, frozenset(first) | frozenset("[(<“ ")


@cache
def _in_brackets() -> frozenset[str]:
    """Words of an answer that need nothing but heavy brackets: 【整改】."""
    return frozenset(lexicon.load("labels")["bracketed"])


@cache
def _only_in_brackets() -> frozenset[str]:
    """Those of them that are no label without: 处理, 落实, 改."""
    words = lexicon.load("labels")
    return _in_brackets() - {word for kind in _KINDS for word in words[kind]}


_BARE = "整改"  # a label only with its colon, beside 问题:
_GLUED = re.compile(r"一是|1[.、]|\(1\)|\(一\)|①|⑴")
_BRACKETS = {"[": "]", "(": ")", "<": ">", "“": "”"}


def find_labels(
    folded: str, blocks: list[Paragraph], marker_ends: frozenset[int], marker_starts: frozenset[int] = frozenset()
) -> list[Label]:
    """Every label that opens a paragraph, follows an enumerator, or follows a finished sentence."""
    kinds, pattern, boundary, first = _vocabulary()
    found: list[Label] = []
    ends = sorted(marker_ends)
    for number, block in enumerate(blocks):
        if block.page_number:
            continue
        if " " in folded[block.start + 1 : block.start + 3]:
            spaced = _spaced(folded, block, number)
            if spaced is not None:
                found.append(spaced)
                continue
        starts = {match.end() for match in boundary.finditer(folded, block.start, block.end - 1)}
        starts.update(ends[bisect_right(ends, block.start) : bisect_left(ends, block.end)])
        starts.add(block.start)
        reached = block.start
        for start in sorted(starts - marker_starts):
            if start < reached or folded[start] not in first:
                continue
            match = pattern.match(folded, start, block.end)
            if match is None or not _well_formed(
                folded, match, alone=start == block.start and match.end() == block.end
            ):
                continue
            if kinds[match["word"]] in {RESPONSIBLE, DEADLINE} and in_bracket(folded, block.start, start, block.end):
                continue  # (责任领导:某某;完成时限:8月底) behind a heading
            if (
                kinds[match["word"]] in {ISSUE, TASK}
                and start not in {block.start, *marker_ends}
                and folded[start - 1] in "”)"
            ):
                continue  # “…”问题: is a heading
            reached = match.end()
            found.append(Label(start, reached, kinds[match["word"]], match["name"], number, start == block.start))
    return found


_LETTERS_APART = re.compile(r"[\[(]?(?P<name>(?:[\u4e00-\u9fff][ ]{1,3}){2,10}[\u4e00-\u9fff])[ ]{0,3}(?:[\])]:?|:|$)")


def _spaced(folded: str, block: Paragraph, number: int) -> Label | None:
    """A label printed with its letters apart, as in a form: 整 改 情 况:."""
    match = _LETTERS_APART.match(folded, block.start, block.end)
    if match is None:
        return None
    name = match["name"].replace(" ", "")
    kinds, pattern, _, _ = _vocabulary()
    word = pattern.fullmatch(name)
    return None if word is None else Label(block.start, match.end(), kinds[word["word"]], name, number, True)


_LONGEST_BRACKET = 240  # code points


def in_bracket(folded: str, first: int, position: int, end: int) -> bool:
    """Whether `position` stands inside a bracket that opens behind `first` and closes before `end`."""
    near, far = max(first, position - _LONGEST_BRACKET), min(end, position + _LONGEST_BRACKET)
    opened = folded.rfind("(", near, position)
    return opened > first and folded.find(")", opened, position) < 0 <= folded.find(")", position, far)


_OWNERS = re.compile(r"\((?P<fields>[^()\n]{2,120}:[^()\n]{1,120})\)[。;:]?$")


def owner_bracket(folded: str, start: int, end: int) -> tuple[int, list[tuple[str, str, str]]]:
    """Where a title ends before its bracket of owners, and the fields in it as (kind, name, value)."""
    match = _OWNERS.search(folded, start, end) if folded.rfind("(", start, end) > start else None
    if match is None:
        return end, []
    kinds, pattern, _, _ = _vocabulary()
    found = []
    for part in re.split("[;,]", match["fields"]):
        name, _, value = part.strip().partition(":")
        word = pattern.fullmatch(name)
        if word is None or kinds[word["word"]] not in {RESPONSIBLE, DEADLINE}:
            return end, []
        found.append((kinds[word["word"]], name, value.strip()))
    return match.start(), found


def label_at(folded: str, start: int, end: int) -> Label | None:
    """The label that starts at `start` and either has a colon or fills the paragraph to `end`; None without one."""
    kinds, pattern, _, first = _vocabulary()
    if folded[start : start + 1] not in first:
        return None
    match = pattern.match(folded, start, end)
    if match is None or not _well_formed(folded, match, alone=match.end() == end):
        return None
    return Label(start, match.end(), kinds[match["word"]], match["name"], -1, False)


def _well_formed(folded: str, match: re.Match[str], *, alone: bool) -> bool:
    """Whether what stands around the word makes it a label: a colon, both brackets, a line of its own, or 一是."""
    opened, closes = match["open"], folded[match.end("name") : match.end()].strip()
    if match["word"] in _in_brackets() and match["name"] == match["word"] and opened == "[" and closes[:1] == "]":
        return True
    if match["word"] in _only_in_brackets():
        return False
    if match["word"] == _BARE and (match["name"] != _BARE or not closes.endswith(":")):
        return False  # 已完成整改 is a state
    if opened and _BRACKETS[opened] not in closes:
        return False
    if closes == "?":
        return not opened  # 怎么改的?补招网格员6名
    if not opened and closes.strip(":."):
        return False  # a closing bracket that was never opened: the word ends a quotation
    return bool(closes) or alone or bool(_GLUED.match(folded, match.end()))
