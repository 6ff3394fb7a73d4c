"""The frame around the body: page chrome and title above, closing formula, contacts and signature below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from taizhang import lexicon
from taizhang.ingest.footer import is_footer
from taizhang.lexicon.words import either
from taizhang.outline import unit as roles
from taizhang.outline.paragraphs import Paragraph

_DATE = r"(?:\d{4}[年./-][ ]?\d{1,2}[月./-][ ]?\d{1,2}日?|[〇零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日)"
_DATE_LINE = re.compile(rf"[(（]?{_DATE}[)）]?(?:[ ]{{0,6}}(?:印发|发布|星期.))?")
_SIGNED_DATE = re.compile(rf"[^。,;:]{{3,40}}[ ]{{1,12}}{_DATE}")
_CONTACT = re.compile(
    r"(?:电话|邮箱|信箱|邮件|E-?mail|传真|地址|邮编|邮政编码|联系人|联系方式|受理时间|接听时间|公示时间|监督方式)[^。]{0,30}:"
    r"|[A-Za-z0-9_.+-]{2,64}@[A-Za-z0-9-]{1,64}\.|\d{3,4}-+\d{7,8}",
    re.IGNORECASE,
)
_OPENS_SECTION = re.compile(r"[一二三四五六七八九十]{1,2}[、.]|\(一\)|1[、.]")
_SENTENCE = re.compile(r"[。;]")
# the first line of a hard-wrapped opening, below the title
_RUNS_ON = re.compile(r"。|^(?:根据|按照|依据|为|自|经|\d{4}年|今年|去年|\d{1,2}月)[^,]{1,40},")
_ATTACHED = re.compile(
    r"(?:附件?|附表)[ ]?[一二三四五六七八九十\d]{0,2}[ ]?[:.、]|.{2,80}\.(?:xlsx?|docx?|pdf|wps|et|zip|rar|jpg|png)$|(?:附件|附表)$"
)
_ATTACHMENT_LIST = re.compile(r"附(?:件|表)?[ ]?[:：]?(?:[ ]{0,4}1[.、][^。;]{2,80})?$")
_ATTACHMENT_NAME = re.compile(r"\d{1,2}[.、][^。;:]{2,80}")
_MAX_ATTACHED = 24
_LABELLED = re.compile(r"[\u4e00-\u9fff ]{2,16}:")
_NOTE = re.compile(r"[(\[]?(?:附|备)?注[ ]?\d{0,2}[\])]?[ ]?[:.]")  # 注:… below the last answer
_TRIVIAL = re.compile(r"[\s\d\W_]{0,40}")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    words = lexicon.load("page")

    def listed(key: str) -> str:
        return either(words[key])

    return {
        "box": re.compile(rf"[\[【]?[ ]?{listed('box')}[ ]?[\]】]?[ ]{{0,4}}(?:[:|>\t ]|$)"),
        "closing": re.compile(rf"[(]?{listed('closing')}"),
        "future": re.compile(listed("future")),
        "title": re.compile(rf"{listed('title')}[)）\]]?$"),
        "signature": re.compile(rf"{listed('signature')}(?:\(章\)|\(盖章\)|\(代章\))?$"),
    }


@dataclass(frozen=True, slots=True)
class Frame:
    """Role of every paragraph that is not body (index -> role), and the span of the body."""

    roles: dict[int, str]
    body_start: int
    body_end: int
    first: int  # index of the first body paragraph
    last: int  # index of the last body paragraph


def is_chrome(line: str) -> bool:
    """Whether a line is page chrome: an index box, a breadcrumb, a share bar, a footer."""
    patterns = _patterns()
    line = line.lstrip("· ")
    if is_footer(line) or (line.count(">") >= 2 and len(line) < 120):
        return True
    if len(line) > 80 or _SENTENCE.search(line):
        return False
    return patterns["box"].match(line) is not None or (len(line) <= 12 and _TRIVIAL.fullmatch(line) is not None)


def _front(folded: str, blocks: Sequence[Paragraph], limit: int, found: dict[int, str]) -> int:
    """Mark chrome and title lines above paragraph `limit`; the index of the first body paragraph."""
    patterns = _patterns()
    lines: list[int] = []
    titled = False
    index = 0
    for index, block in enumerate(blocks):
        line = folded[block.start : block.end]
        if index == limit:
            break
        if block.page_number or is_chrome(line) or _DATE_LINE.fullmatch(line.strip("()[] ")):
            found[index] = roles.NOISE
        elif (
            len(line) > 90
            or line[-1] in "。;,:"
            or (_OPENS_SECTION.match(line) and not patterns["title"].search(line))
            or (titled and _RUNS_ON.search(line))
        ):
            break
        else:
            lines.append(index)
            titled = titled or patterns["title"].search(line.rstrip(" ”》")) is not None
    else:
        index = len(blocks)
    _title(folded, blocks, lines, found)
    return index


def _title(folded: str, blocks: Sequence[Paragraph], lines: list[int], found: dict[int, str]) -> None:
    """Of the short lines above the body, the last run that ends in a title word is the title; others are chrome."""
    ends = [i for i in lines if _patterns()["title"].search(folded[blocks[i].start : blocks[i].end].rstrip(" ”》"))]
    for index in lines:
        found[index] = roles.NOISE
    if not ends:
        return
    last = ends[-1]
    found[last] = roles.TITLE
    previous = last - 1
    taken = blocks[last].end - blocks[last].start
    while previous in lines and previous not in ends and taken < 80:
        found[previous] = roles.TITLE
        taken += blocks[previous].end - blocks[previous].start
        previous -= 1


def _back(folded: str, blocks: Sequence[Paragraph], first: int, found: dict[int, str]) -> int:
    """Mark chrome, signature, contacts and closing from the end upwards; index after the last body paragraph."""
    patterns = _patterns()
    signed = False
    attached = _attachments(folded, blocks, first)
    for index in range(len(blocks) - 1, first - 1, -1):
        block = blocks[index]
        line = folded[block.start : block.end]
        opens_item = _OPENS_SECTION.match(line) is not None
        if index in attached:
            found[index] = roles.CLOSING
        elif block.page_number or (is_chrome(line) and not opens_item):
            contact = _CONTACT.search(line) is not None and not is_footer(line)
            found[index] = roles.CONTACTS if contact and not line.startswith(("发布", "来源")) else roles.NOISE
        elif _DATE_LINE.fullmatch(line.strip("() ")) or (_SIGNED_DATE.fullmatch(line) and not opens_item):
            found[index], signed = roles.SIGNATURE, True
        elif patterns["closing"].match(line):
            found[index] = roles.CONTACTS if _CONTACT.search(line) and len(line) < 80 else roles.CLOSING
        elif len(line) <= 120 and _CONTACT.search(line) and not opens_item:
            found[index] = roles.CONTACTS
        elif (
            len(line) <= 45
            and not opens_item
            and not _SENTENCE.search(line)
            and patterns["signature"].search(line)
            and ":" not in line
        ):
            found[index], signed = roles.SIGNATURE, True
        elif (len(line) < 120 and _ATTACHED.match(line)) or _NOTE.match(line):
            found[index] = roles.CLOSING
        elif (
            signed is False
            and index >= len(blocks) - 3
            and len(line) <= 30
            and not _SENTENCE.search(line)
            and not opens_item
            and not _LABELLED.match(line)
        ):
            found[index] = roles.NOISE if not line.startswith("中共") else roles.SIGNATURE
        else:
            return index + 1
    return first


def _attachments(folded: str, blocks: Sequence[Paragraph], first: int) -> frozenset[int]:
    """Indices of the lines below the last 附件: that name the attachments: 1.…办法 2.…台账."""
    for index in range(len(blocks) - 1, max(first, len(blocks) - 1 - _MAX_ATTACHED), -1):
        block = blocks[index]
        if _ATTACHMENT_LIST.match(folded, block.start, block.end):
            stop = index + 1
            while stop < len(blocks) and _ATTACHMENT_NAME.fullmatch(folded, blocks[stop].start, blocks[stop].end):
                stop += 1
            return frozenset(range(index, stop))
    return frozenset()


def find_frame(folded: str, blocks: Sequence[Paragraph], tables: tuple[int, int] | None = None) -> Frame:
    """Split the paragraphs of a page into frame and body; `tables`: the first and last paragraph of its tables."""
    found: dict[int, str] = {}
    if not blocks:
        return Frame(found, 0, 0, 0, 0)
    first = _front(folded, blocks, tables[0] if tables else len(blocks), found)
    after = _back(folded, blocks, max(first, tables[1] + 1) if tables else first, found)
    if first >= after:
        return Frame(found, len(folded), len(folded), first, first)
    return Frame(found, blocks[first].start, blocks[after - 1].end, first, after)


# a sum over the whole notice: 截至7月底,反馈的11个问题中,已完成9个
_SUMS_UP = re.compile(
    r"(?:截至|截止|目前|至此|总体|综上|以上|上述|以来)?[^。\n]{0,20}(?:反馈|指出|移交|全部|上述|以上)的?[^。\n]{0,10}?[\d一二三四五六七八九十]{1,4}[个项条](?:具体)?(?:问题|事项|整改任务)"
)

# the same without the inspectors: 截至目前,已完成5个,基本完成4个
_STATES_TOTALS = re.compile(
    r"(?:截[至止][^,。\n]{0,16}|目前|至今|至此|集中整改期[内间]?|总体上?看|综上|整改以来)[,:][^。\n]{0,30}?(?:完成|整改到位|推进|办结|销号)[^,。\n]{0,8}?[\d一二三四五六七八九十两]{1,4}[个项条件](?![^,。\n])"
    r"|[^。\n]{0,24}?\d{1,4}[个项条](?:具体|反馈|主要)?(?:问题|事项|任务)[^。\n]{0,10}?(?:已完成|完成整改|整改到位|全部完成|已整改)"
)
# what the organ will do with the rectification as a whole: 局党组将不折不扣抓好后续整改
_PLEDGES = re.compile(
    r"(?:我[局院校镇县乡委厅市区省办司]|我单位|我公司|我们|[\u4e00-\u9fff]{0,8}(?:党组|党委|党支部|支部|党工委|党总支|县委|市委|区委))(?:将|要|还将|也将)[^。\n]{0,80}(?:整改|成果|成效)"
)


def opens_future(folded: str, block: Paragraph) -> bool:
    """Whether a paragraph speaks of what comes next (下一步, 今后) or sums up the whole notice."""
    return (
        _patterns()["future"].match(folded, block.start, block.end) is not None
        or _SUMS_UP.match(folded, block.start, block.end) is not None
        or _STATES_TOTALS.match(folded, block.start, block.end) is not None
        or _PLEDGES.match(folded, block.start, block.end) is not None
    )


def opens_closing(folded: str, block: Paragraph) -> bool:
    """Whether a paragraph opens the closing formula (欢迎广大干部群众…)."""
    return _patterns()["closing"].match(folded, block.start, block.end) is not None
