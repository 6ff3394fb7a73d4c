"""The title of a notice: its title lines without the page's chrome, in whatever place the page prints them."""

from __future__ import annotations

import re

from taizhang.outline import unit as roles
from taizhang.outline.unit import Outline
from taizhang.text import Canonical, fold, squeeze

_LONGEST_TITLE = 160
_LONGEST_LINE = 90
_HEAD = 2000  # code points in which a page prints its title
_END = r"(?:通报|公告|公示|报告|情况|公开|汇报|说明|进展|通知|函|公布|公开表|公示表|情况表|一览表|公示清单|整改清单|整改台账)"
_TITLE_END = re.compile(rf"{_END}(?:书|稿)?(?:\([^()]{{1,10}}\))?[)\]”》。]{{0,2}}$")
_SUBJECT = re.compile(r"巡察|巡视|整改|督察|督查|审计|反馈")
# 文号:, 发布机构:, [时间:…]: a line of the index box, whatever stands behind the colon
_BOX = re.compile(
    r"[\[(【]?(?P<label>[一-鿿]{0,6}(?:标题|名称|号|性|日期|时间|机构|机关|单位|部门|类别?|分类|方式|形式|范围|来源|作者|次数|量|数|目录|词|状态|栏目|标识|对象|编辑|期限|字体|位置|概述|概要|体裁)):"
)
_TITLE_LABELS = ("标题", "名称", "信息名称", "文件名称", "公文名称", "信息标题", "文件标题")
_MASTHEAD = re.compile(r"第?[A-Z]?\d{1,3}版")
_BULLET = "·*-"
_SECTION = re.compile(r"[一二三四五六七八九十]{1,2}[、.]|\([一二三四五六七八九十\d]{1,2}\)|\d{1,2}[、.]")
_ORGAN_END = re.compile(r"(?:党组|党委|党工委|委员会|党总支|党支部|支部|局|厅|公司|院|校|县委|市委|区委)$")
# a title that runs into the opening: …整改情况的通报根据县委统一部署
_GLUED = re.compile(
    r"[ ]{0,8}(?P<title>[^。,;:\n]{6,80}?(?:情况|进展|结果|落实|整改)的?(?:公开)?(?:通报|公告|公示|报告))[ ]{0,8}(?=[\u4e00-\u9fff\d])(?![的后中会])"
)
# behind a title: its day, a page number, a note in brackets
_BEHIND = re.compile(r"[\[(【]?\d{4}[年./-]\d{1,2}[月./-]\d{1,2}日?(?:\d{1,2}:\d{2}(?::\d{2})?)?[\])】]?$")


def notice_title(doc: Canonical, outline: Outline) -> str | None:
    """The title, white space removed; None when the page prints none.

    Sought in the title units of the outline, else among the lines above the opening, in the index box (标题:…), and at
    last at the head of a first paragraph that swallowed it.
    """
    units = [
        doc.text[unit.title_start : unit.title_end] or doc.text[unit.char_start : unit.char_end]
        for unit in outline.units
        if unit.role == roles.TITLE
    ]
    lines = [squeeze(line) for text in units for line in text.split("\n")]
    boxed = [value for line in lines if (value := _boxed(line))]
    kept = _unboxed(lines)
    if not kept:
        head = [squeeze(line) for line in doc.text[:_HEAD].split("\n")]
        boxed = boxed or [value for line in head if (value := _boxed(line)) and _SUBJECT.search(fold(value))]
        kept = _from_lines(head) or boxed[:1] or _glued(doc)
    # a page that prints its title twice has one title
    return "".join(dict.fromkeys(kept))[:_LONGEST_TITLE] or None


def _boxed(line: str) -> str | None:
    """The value of a box line that holds the title: 标题:中共… → 中共…."""
    label = _BOX.match(fold(line))
    return line[label.end() :] or None if label and label["label"] in _TITLE_LABELS else None


def _unboxed(lines: list[str]) -> list[str]:
    return [line for line in lines if line and not _is_box(fold(line))]


def _is_box(folded: str) -> bool:
    """Whether a line is of the index box or the masthead of a newspaper."""
    return _BOX.match(folded) is not None or _MASTHEAD.match(folded) is not None


def _from_lines(lines: list[str]) -> list[str]:
    """The last line that ends like a title, with the line of its agency above; none below the first sentence."""
    found: list[str] = []
    previous = ""
    for printed in lines:
        line = printed[: found_day.start()] if (found_day := _BEHIND.search(fold(printed))) else printed
        line = line[len(fold(line)) - len(fold(line).lstrip(_BULLET)) :]
        folded = fold(line)
        if (
            _SECTION.match(folded)
            or len(line) > _LONGEST_LINE
            or (len(line) > 40 and folded.endswith(("。", ",", ";")))
        ):
            break
        if _is_box(folded) or not line:
            continue
        if _TITLE_END.search(folded) and _SUBJECT.search(folded) and len(line) >= 8:
            led = folded.startswith(("关于", "巡察", "巡视", "落实")) and _ORGAN_END.search(fold(previous))
            found = [previous, line] if led else [line]
        previous = line
    return found


def _glued(doc: Canonical) -> list[str]:
    match = _GLUED.match(doc.folded)
    if match is None or not _SUBJECT.search(match["title"]):
        return []
    return [squeeze(doc.text[match.start("title") : match.end("title")])]
