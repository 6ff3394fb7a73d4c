"""Doubts about where a text comes from: mirrors in traditional characters, spun pages, templates. Nothing is dropped.

The words are those of `lexicon/quality.toml`. (Injected pinyin and lost characters are found with the text itself, in
`extract.coverage`.)
"""

from __future__ import annotations

import re
from functools import cache

from taizhang.lexicon import load
from taizhang.text import Canonical

_HAN = re.compile("[\u4e00-\u9fff]")
_SAMPLE = 20_000
_TRADITIONAL_SHARE = 0.08  # traditional text has some 30 %; names and quotations stay far below


def quality_warnings(canonical: Canonical) -> tuple[str, ...]:
    """A sentence for each doubt."""
    text = canonical.text
    found = []
    han = _HAN.findall(text[:_SAMPLE])
    traditional = sum(map(_is_traditional, han))
    if han and traditional >= max(5, _TRADITIONAL_SHARE * len(han)):
        found.append(f"正文为繁体字，疑为转码镜像页：每百字约{100 * traditional / len(han):.0f}个")
    spun = sorted({word for word in load("quality")["spun"] if word in text})
    if len(spun) >= load("quality")["spun_at_least"]:
        found.append(f"疑为伪原创改写页，文字不可信：{'、'.join(spun[:6])}")
    slots = _slots().findall(canonical.folded)
    if len(slots) >= load("quality")["slots_at_least"]:
        found.append(f"含未填写的占位{len(slots)}处，疑为模板或隐去数字：{'、'.join(sorted(set(slots))[:4])}")
    return tuple(found)


@cache
def _is_traditional(char: str) -> bool:
    """Whether the character is of the traditional script only: in Big5 and not in GB 2312."""
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        try:
            return bool(char.encode("big5"))
        except UnicodeEncodeError:
            return False
    return False


@cache
def _slots() -> re.Pattern[str]:
    return re.compile(load("quality")["slot"])
