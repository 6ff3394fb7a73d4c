"""How much of the text the outline accounts for, and what in the text is doubtful."""

from __future__ import annotations

import re

from taizhang.outline import unit as roles
from taizhang.outline.unit import Outline
from taizhang.text import Canonical

_GAP_LIMIT = 200  # a longer stretch that no unit accounts for is worth a warning
# begun with its bracket, which is rare
_PINYIN = re.compile(r"\((?<=[\u4e00-\u9fff]\()[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}\)")


def _spans(outline: Outline) -> list[tuple[int, int]]:
    """Spans of recognised units; a section counts with its heading only, its parts count for themselves."""
    spans = [
        (unit.char_start, unit.title_end) if unit.role == roles.SECTION else (unit.char_start, unit.char_end)
        for unit in outline.units
    ]
    return sorted(span for span in spans if span[0] < span[1])


def _printed(folded: str) -> int:
    """Number of characters that are no white space."""
    return len("".join(folded.split()))


def read_share(doc: Canonical, outline: Outline) -> tuple[float, list[tuple[int, int]]]:
    """Share of the printed characters that lie in a recognised unit, and the stretches that lie in none."""
    position, unread = 0, []
    for start, end in [*_spans(outline), (len(doc.text), len(doc.text))]:
        if start > position:
            unread.append((position, start))
        position = max(position, end)
    total = _printed(doc.folded)
    missing = sum(_printed(doc.folded[start:end]) for start, end in unread)
    gaps = [(start, end) for start, end in unread if doc.folded[start:end].strip()]
    return (1.0 - missing / total if total else 0.0), gaps


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
    for start, end in gaps:
        if end - start > _GAP_LIMIT:
            warnings.append(f"未归入任何单元的文字：第{start}至{end}字")
    return tuple(warnings)
