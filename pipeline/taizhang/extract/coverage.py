"""How much of the text the outline accounts for, and what in the text is doubtful."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from taizhang.outline import unit as roles
from taizhang.outline.several import NextNotice
from taizhang.outline.unit import Outline
from taizhang.records import Count, Text
from taizhang.text import Canonical

_GAP_LIMIT = 200  # a longer stretch that no unit accounts for is worth a warning
_HOLDERS = frozenset({roles.ASPECT, roles.PROBLEM})
_TELLING = frozenset({roles.OPENING, roles.ORGANISATION, roles.SECTION, roles.NEXT_STEPS, roles.OUTCOME})
_LONGEST_NAMED = 30  # code points of a heading in a warning
# begun with its bracket, which is rare
_PINYIN = re.compile(r"\((?<=[\u4e00-\u9fff]\()[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}\)")


def _spans(outline: Outline) -> list[tuple[int, int]]:
    """Spans of recognised units; a section counts with its heading only, its parts count for themselves.

    A heading that was left out of the list of problems without anything that says what it is counts as unread.
    """
    doubtful = sorted((unit.char_start, unit.char_end) for unit in outline.units if unit.unsure)
    if not doubtful:
        read = [
            (unit.char_start, unit.title_end if unit.role == roles.SECTION else unit.char_end) for unit in outline.units
        ]
        return sorted(span for span in read if span[0] < span[1])
    spans = []
    for unit in outline.units:
        start = unit.char_start
        low = bisect_left(doubtful, (start,)) if unit.role in _HOLDERS or unit.unsure else len(doubtful)
        for first, last in doubtful[low : bisect_left(doubtful, (unit.char_end,), low)]:
            spans.append((start, first))
            start = last
        spans.append((start, unit.title_end if unit.role == roles.SECTION else unit.char_end))
    return sorted(span for span in spans if span[0] < span[1])


def _printed(folded: str) -> int:
    """Number of characters that are no white space."""
    return len("".join(folded.split()))


def read_share(doc: Canonical, outline: Outline, lost: Count | None = None) -> tuple[float, list[tuple[int, int]]]:
    """Share of the printed characters that lie in a recognised unit, and the stretches that lie in none.

    `lost` is the claim of a list that was not found (`lost_list`): somewhere in the parts that tell of the work the
    list stands, so of each only the first paragraph counts as read, and of that with the claim what leads up to it.
    """
    spans = _spans(outline) if lost is None else _before_the_list(doc.folded, outline, lost)
    position, unread = 0, []
    for start, end in [*spans, (len(doc.text), len(doc.text))]:
        if start > position:
            unread.append((position, start))
        position = max(position, end)
    total = _printed(doc.folded)
    missing = sum(_printed(doc.folded[start:end]) for start, end in unread)
    gaps = [(start, end) for start, end in unread if doc.folded[start:end].strip()]
    return (1.0 - missing / total if total else 0.0), gaps


def lost_list(counts: Sequence[Count], problems: int | None) -> Count | None:
    """The claim of a number of problems where the notice claims one and none of the problems was found."""
    if problems:
        return None
    claims = (row for row in counts if row.role == "problems_claimed" and row.scope == "main" and row.value)
    return min(claims, key=lambda row: row.char_start, default=None)


def lost_warning(lost: Count | None) -> tuple[str, ...]:
    """What the reader is told of a list that was not found."""
    return () if lost is None else (f"通报称反馈问题{lost.value:.0f}个，正文中没有读到问题清单，请核对原文",)


def _before_the_list(folded: str, outline: Outline, lost: Count) -> list[tuple[int, int]]:
    spans = []
    for unit in outline.units:
        end = unit.char_end
        if unit.role in _TELLING:
            line = folded.find("\n", max(unit.title_end, unit.char_start), end)
            end = line if line >= 0 else end
            if unit.char_start <= lost.char_start < end:
                stop = folded.find("。", lost.char_end, end)
                end = stop + 1 if stop >= 0 else end
        spans.append((unit.char_start, end))
    return sorted(span for span in spans if span[0] < span[1])


def text_warnings(doc: Canonical, outline: Outline, gaps: list[tuple[int, int]]) -> tuple[str, ...]:
    """Doubts about the text: unbalanced quotation marks, lost characters, injected pinyin, long unread stretches."""
    warnings = list(outline.warnings)
    opened, closed = doc.folded.count("“"), doc.folded.count("”")
    if opened != closed:
        warnings.append(f"引号不配对：左{opened}个、右{closed}个")
    if doc.folded.count("《") != doc.folded.count("》"):
        warnings.append(f"书名号不配对：左{doc.folded.count('《')}个、右{doc.folded.count('》')}个")
    if lost := doc.text.count("\ufffd"):
        warnings.append(f"含无法识别的替代字符{lost}个")
    if len(_PINYIN.findall(doc.folded)) >= 3:
        warnings.append("正文夹有拼音注音，疑为转码镜像页")
    for unit in outline.units:
        if unit.unsure:
            heading = doc.text[unit.char_start : max(unit.title_end, unit.char_start)][:_LONGEST_NAMED].strip()
            warnings.append(f"未归入问题清单的标题：{heading}（第{unit.char_start}至{unit.char_end}字）")
    for start, end in gaps:
        if end - start > _GAP_LIMIT:
            warnings.append(f"未归入任何单元的文字：第{start}至{end}字")
    return tuple(warnings)


def first_of_several(text: Text, whole: Canonical, following: NextNotice) -> Text:
    """`text`, read from the first notice of a page, with the share of the whole page and a warning that says so."""
    share = text.read_share * _printed(whole.folded[: following.start]) / max(1, _printed(whole.folded))
    title = whole.text[following.start : following.start + _LONGEST_NAMED].partition("\n")[0]
    told = f"本页载有{following.notices}份不同单位的通报，只读取第一份，其余请拆分后处理：{title}…（第{following.start}字起）"
    return replace(text, read_share=share, warnings=(*text.warnings, told))
