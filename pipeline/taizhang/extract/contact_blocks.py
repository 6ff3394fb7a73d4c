"""Where contacts stand: the closing words and the contact block of the notice, never the footer of the site."""

from __future__ import annotations

import re

from taizhang.extract import contact_forms as forms
from taizhang.extract.zones import Zones
from taizhang.outline import unit as roles
from taizhang.outline.unit import Outline
from taizhang.text import Canonical

_BLOCK_ROLES = frozenset({roles.CONTACTS, roles.CLOSING})
# a contact may also close the plans or the opening; an account of the work only where nothing follows it
_LOOSE_ROLES = frozenset({roles.NEXT_STEPS, roles.OPENING, *_BLOCK_ROLES})
_TAIL_ROLES = frozenset({roles.ORGANISATION, roles.OUTCOME, roles.SECTION})
_CUE = re.compile(
    r"欢迎[^。\n]{0,40}(?:监督|评议|意见)|如有[^。\n]{0,12}(?:意见|异议|问题)|联系(?:方式|电话|人)[\s:]|(?:监督|举报|反映|受理|咨询)电话"
    r"|通[讯信]地址|邮寄地址|电子邮[箱件][\s:]|邮政信箱|^电话:",
    re.MULTILINE,
)
_DATE_LINE = re.compile(
    r"^[ (]{0,80}(?:\d{4}|[一二][〇零oO0一二三四五六七八九]{3})[ ]?[年./-][^\n。,]{3,12}[ )]{0,8}$", re.MULTILINE
)
_EVIDENCE = re.compile(r"电[ ]{0,4}话|邮|地[ ]{0,4}址|信箱|热线|联系|@")
_CUE_REACH = 200  # code points behind a cue in which a label must stand
_FOOTER_REACH = 600


def contact_blocks(doc: Canonical, outline: Outline) -> list[tuple[int, int]]:
    """Spans that may hold contacts, in order, without overlap, footers cut away."""
    folded = doc.folded
    zones = Zones.of(doc, outline)
    units = [unit for unit in outline.units if unit.parent is None]
    spans: list[tuple[int, int]] = []
    for index, unit in enumerate(units):
        if unit.role not in _BLOCK_ROLES:
            continue
        # chrome between contact lines may be a broken e-mail or a lone number: the block runs to the next real unit
        following = next((u for u in units[index + 1 :] if u.role not in (*_BLOCK_ROLES, roles.NOISE)), None)
        spans.append((unit.char_start, following.char_start if following else len(folded)))
    first = min((start for start, _ in spans), default=len(folded))
    loose = _loose(folded, outline, zones, first)
    if loose is None and not any(forms.VALUE.search(folded, *span) for span in spans):
        loose = _tail(folded, zones)
    if loose is not None:
        spans.append((loose, max(first, _paragraph_end(folded, loose))))
    if not any(forms.VALUE.search(folded, *span) for span in spans):
        spans.extend(
            (_sentence_start(folded, match.start()), _paragraph_end(folded, match.end()))
            for match in forms.TOLD.finditer(folded, zones.body_start)
            if not zones.in_answer(match.start()) and not zones.in_heading(match.start())
        )
    signed = _signed(folded, outline)
    chrome = _chrome(folded, signed)
    kept = [(start, min(end, chrome)) for start, end in spans if start < chrome]
    kept = [span for span in kept if not _in_footer(folded, span[0], signed, chrome)]
    return _merged([(start, _footer_start(folded, start, end)) for start, end in kept])


def _loose(folded: str, outline: Outline, zones: Zones, limit: int) -> int | None:
    """Where contacts open inside another part: at the end of the plans, or in the opening."""
    for start, end in _loose_parts(outline, zones, limit):
        if _EVIDENCE.search(folded, start, end) is None:
            continue
        for match in forms.LABEL.finditer(folded, start, end):
            if match.lastgroup in ("hours", "web", "person") or zones.in_answer(match.start()):
                continue
            if forms.VALUE.match(folded, match.end()) or (
                match.lastgroup == "address" and folded.startswith(":", match.end())
            ):
                return _sentence_start(folded, match.start())
        for cue in _CUE.finditer(folded, start, end):
            if not zones.in_answer(cue.start()) and forms.LABEL.search(folded, cue.start(), cue.start() + _CUE_REACH):
                return cue.start()
    return None


def _loose_parts(outline: Outline, zones: Zones, limit: int) -> list[tuple[int, int]]:
    """Spans before `limit` in which contacts may stand outside their block."""
    if not outline.units:
        return [(0, limit)]
    return [
        (unit.char_start, min(unit.char_end, limit))
        for unit in outline.units
        if unit.parent is None
        and unit.char_start < limit
        and (unit.role in _LOOSE_ROLES or (unit.role in _TAIL_ROLES and not zones.items_follow(unit.char_start)))
    ]


def _tail(folded: str, zones: Zones) -> int | None:
    """A paragraph of contacts that the outline took for the end of the last answer."""
    for evidence in _EVIDENCE.finditer(folded, len(folded) // 2):
        match = forms.LABEL.match(folded, evidence.start())
        if match is None:
            continue
        line = folded.rfind("\n", 0, match.start()) + 1
        if (
            forms.VALUE.match(folded, match.end())
            and not zones.items_follow(line + 1)
            and forms.INVITES.match(folded, line)
        ):
            return line
    return None


def _sentence_start(folded: str, position: int) -> int:
    return max(folded.rfind(mark, 0, position) for mark in "。;\n") + 1


def _paragraph_end(folded: str, position: int) -> int:
    end = folded.find("\n", position)
    return end if end >= 0 else len(folded)


def _signed(folded: str, outline: Outline) -> int:
    """End of the signature: of its unit, else of the last line that is a date and nothing else."""
    signed = max((unit.char_end for unit in outline.units if unit.role == roles.SIGNATURE), default=-1)
    if signed >= 0:
        return signed
    lines = [match.end() for match in _DATE_LINE.finditer(folded, len(folded) // 2)]
    return lines[-1] if lines else len(folded)


def _chrome(folded: str, signed: int) -> int:
    """Where the page's chrome begins behind the signature: share bar, neighbouring articles, footer."""
    found = forms.CHROME.search(folded, signed)
    return folded.rfind("\n", 0, found.start()) + 1 if found else len(folded)


def _in_footer(folded: str, start: int, signed: int, chrome: int) -> bool:
    """Whether what stands at `start` behind the signature belongs to the footer that follows without a blank line."""
    if start < signed:
        return False
    blank = folded.find("\n\n", start)
    limit = blank if blank >= 0 else min(start + _FOOTER_REACH, len(folded))
    return chrome < limit or forms.FOOTER.search(folded, signed, limit) is not None


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        elif end > start:
            merged.append((start, end))
    return merged


def _footer_start(folded: str, start: int, end: int) -> int:
    """`end`, or where the site's footer begins: its line, and address lines right above it behind a blank line."""
    footer = forms.FOOTER.search(folded, start, end)
    if footer is None:
        return end
    line = folded.rfind("\n", start, footer.start()) + 1 or start
    above = folded.rfind("\n\n", start, line)
    if above >= 0 and forms.LABEL.search(folded, above, line) and line - above < 200 and folded[start:above].strip():
        return above
    return line
