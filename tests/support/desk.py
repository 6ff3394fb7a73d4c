"""The auditor's desk: small notices with their rows, so that a law can be tried apart from the extractors.

`marked` reads a text with marks: `{12个问题|problems_claimed}`, `{11件|status_completed:petitions}`,
`{3人|persons_reminded,subset}`, `{64家|other|培训机构}` (noun third), `{@2022年3月9日|feedback|2022-03-09}`,
`{@6月22日至9月22日|inspection_period|2022-06-22/2022-09-22}`; a `?` behind the days means that the year is inferred.
`audit_text` reads a text with the real extractors instead.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from taizhang.audit import run_audits
from taizhang.extract.counts import extract_counts
from taizhang.extract.dates import extract_dates, notice_dates
from taizhang.extract.problems import read_problems
from taizhang.normalise.numerals import parse_number
from taizhang.outline.build import build_outline
from taizhang.records import Count, Date, Finding, Notice
from taizhang.text import canonicalise

_MARK = re.compile(r"\{(?P<date>@)?(?P<surface>[^|{}]+)\|(?P<rest>[^{}]+)\}")
_NUMBER = re.compile(
    r"(?P<number>[\d,.]+|[零〇一二两三四五六七八九十百]+)(?P<scale>[万亿])?(?P<unit>人次|大类|个百分点|[^\d])"
)
_SCALE = {None: 1, "万": 10**4, "亿": 10**8}
_LISTED = (
    "aspects_claimed",
    "categories_claimed",
    "problems_claimed",
    "suggestions_claimed",
    "problems_decomposed",
    "tasks_claimed",
    "measures_claimed",
    "status_completed",
    "status_basically_completed",
    "status_in_progress",
    "status_long_term",
    "status_not_completed",
    "completion_rate",
)
_DEFAULTS = dict.fromkeys(_LISTED, "main")


def _count(surface: str, rest: str, start: int, number: int) -> Count:
    described, _, noun = rest.partition("|")
    role, _, qualifier = described.partition(",")
    role, _, scope = role.partition(":")
    match = _NUMBER.match(surface)
    assert match is not None, surface
    value = parse_number(match["number"])
    assert value is not None, surface
    return Count(
        "n",
        f"c{number}",
        surface=surface,
        value=value * _SCALE[match["scale"]],
        unit=match["unit"],
        noun=noun or None,
        role=role,
        scope=scope or _DEFAULTS.get(role),
        qualifier=qualifier or None,
        char_start=start,
        char_end=start + len(surface),
    )


def _date(surface: str, rest: str, start: int) -> Date:
    role, days = rest.split("|")
    first, _, last = days.rstrip("?").partition("/")
    return Date(
        "n",
        "d",
        surface=surface,
        date_from=dt.date.fromisoformat(first),
        date_to=dt.date.fromisoformat(last or first),
        precision="day" if "日" in surface else "month",
        role=role,
        year_inferred=days.endswith("?"),
        char_start=start,
        char_end=start + len(surface),
    )


def marked(source: str) -> tuple[Finding, ...]:
    """The findings on a marked text. Problems and measures are read from the text; counts and dates are as marked."""
    text, counts, dates = "", list[Count](), list[Date]()
    position = 0
    for match in _MARK.finditer(source):
        text += source[position : match.start()]
        if match["date"]:
            dates.append(_date(match["surface"], match["rest"], len(text)))
        else:
            counts.append(_count(match["surface"], match["rest"], len(text), len(counts)))
        text += match["surface"]
        position = match.end()
    text += source[position:]
    doc = canonicalise(text)
    outline = build_outline(doc)
    rows = read_problems(doc, outline, "n")
    found = run_audits(doc, outline, _notice(dates), rows.problems, rows.measures, tuple(counts), tuple(dates))
    for row in found:
        check_row(row, doc.text)
    return found


def _notice(dates: Iterable[Date]) -> Notice:
    known = {
        role: [date for date in dates if date.role == role] for role in ("inspection_period", "feedback", "publication")
    }
    periods = known["inspection_period"]
    return Notice(
        "n",
        inspection_start=min((date.date_from for date in periods if date.date_from), default=None),
        inspection_end=max((date.date_to for date in periods if date.date_to), default=None),
        feedback_date=known["feedback"][0].date_from if known["feedback"] else None,
        publication_date=known["publication"][0].date_from if known["publication"] else None,
    )


def audit_text(text: str) -> tuple[Finding, ...]:
    """The findings on a plain text, everything read by the program."""
    doc = canonicalise(text)
    outline = build_outline(doc)
    rows = read_problems(doc, outline, "n")
    dates = extract_dates(doc, outline)
    days = notice_dates(dates, doc, outline)
    counts = extract_counts(doc, outline, tuple((date.char_start, date.char_end) for date in dates))
    notice = Notice(
        "n",
        inspection_start=days.inspection_start,
        inspection_end=days.inspection_end,
        feedback_date=days.feedback_date,
        publication_date=days.publication_date,
    )
    found = run_audits(doc, outline, notice, rows.problems, rows.measures, counts, dates)
    for row in found:
        check_row(row, doc.text)
    return found


def check_row(row: Finding, text: str) -> None:
    """What holds of every finding: its evidence is the text, its sentence one sentence, its verdict explained."""
    assert row.evidence, row
    for piece in row.evidence:
        assert text[piece.char_start : piece.char_end] == piece.text
        assert piece.text.strip() == piece.text != ""
    assert row.explanation.endswith("。")
    assert row.explanation.count("。") == 1
    assert "\n" not in row.explanation


def verdict(found: Iterable[Finding], check: str, scope: str | None = None) -> str | None:
    """The verdict of a check; None when there is no row. Fails when there are several."""
    rows = [row for row in found if row.check == check and (scope is None or row.scope == scope)]
    assert len(rows) < 2, [row.explanation for row in rows]
    return rows[0].verdict if rows else None


def only(found: Iterable[Finding], check: str, scope: str | None = None) -> Finding:
    """The one row of a check."""
    rows = [row for row in found if row.check == check and (scope is None or row.scope == scope)]
    assert len(rows) == 1, [row.explanation for row in rows]
    return rows[0]


def accused(found: Iterable[Finding]) -> list[str]:
    """What is called inconsistent."""
    return [f"{row.check}: {row.explanation}" for row in found if row.verdict == "inconsistent"]


FAULTS = (
    "理论学习抓得不紧",
    "耕地保护责任落实不到位",
    "项目推进缓慢",
    "公务接待审批不规范",
    "固定资产底数不清",
    "往来款长期挂账",
    "执法程序不严谨",
    "主体责任压得不实",
    "廉政风险防控不深入",
    "干部轮岗交流不及时",
    "组织生活质量不高",
    "发展党员程序不规范",
    "信访化解不力",
    "档案管理不规范",
    "编外人员管理松散",
    "会议记录不完整",
    "补贴发放不精准",
    "工程变更随意",
    "窗口服务不规范",
    "督查检查流于形式",
)
ANSWER = "一是修订完善有关制度，明确责任分工。二是组织专题培训，抓好问题整改。"


def listed(
    number: int,
    *,
    first: int = 1,
    mark: str = "{}.",
    answers: dict[int, str] | None = None,
    title: str = "关于“{}”的问题",
) -> str:
    """`number` problems with answers, numbered from `first`; `answers` replaces the answer of an ordinal."""
    lines = []
    for ordinal in range(first, first + number):
        lines.append(mark.format(ordinal) + title.format(FAULTS[(ordinal - 1) % len(FAULTS)]))
        lines.append("整改情况：" + (answers or {}).get(ordinal, ANSWER))
    return "\n".join(lines)


def notice(
    opening: str,
    body: str,
    *,
    organisation: str = "成立整改工作领导小组，逐项抓好落实。",
    tail: str = "坚持常抓不懈，巩固整改成果。",
    section: str = "二、巡察反馈问题整改情况",
    end: str = "中共清河县水利局党组\n2023年5月11日",
) -> str:
    """A notice with three sections; marks may stand anywhere."""
    return (
        f"中共清河县水利局党组关于巡察整改情况的通报\n根据县委统一部署，{opening}现将整改情况通报如下。\n"
        f"一、整改工作组织情况\n{organisation}\n{section}\n{body}\n三、下一步工作打算\n{tail}\n欢迎广大干部群众监督。\n{end}"
    )


PERIOD = "2022年6月22日至9月22日，县委第二巡察组对县水利局党组开展了巡察。2022年10月25日，巡察组反馈了巡察意见，"
TWELVE = PERIOD + "指出12个问题。"


def told(text: str) -> str:
    """A notice of twelve problems that says `text` where it tells how the work was organised."""
    return notice(TWELVE, listed(12), organisation=text)


def answered(text: str) -> str:
    """A notice of twelve problems with `text` as the first measure of one answer."""
    return notice(TWELVE, listed(12, answers={5: f"一是{text}。二是完善相关制度。"}))
