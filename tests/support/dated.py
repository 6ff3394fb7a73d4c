"""A notice whose dates are asked for; its house is invented."""

from __future__ import annotations

from taizhang.extract.dates import NoticeDates, extract_dates, notice_dates
from taizhang.outline.build import build_outline
from taizhang.records import Date
from taizhang.text import canonicalise

NOTICE = """{head}河阳县水利局党组关于巡察整改进展情况的通报
{meta}{opening}
一、整改工作组织情况
局党组高度重视,召开专题会议研究部署。
二、巡察反馈问题整改情况
(一)关于“制度执行不严”的问题
整改情况:{answer}
(二)关于“{title}”的问题
整改情况:一是加强管理。二是加强学习。
三、下一步工作
{plans}
欢迎广大干部群众对巡察整改落实情况进行监督。
{end}"""
OPENING = "2022年6月22日至9月22日,县委第二巡察组对局党组进行了巡察。10月25日,巡察组向局党组反馈了巡察意见。"
END = "河阳县水利局党组\n2023年5月11日"
FRAME = {"2022年6月22日至9月22日", "10月25日", "2023年5月11日"}


def notice(**parts: str) -> str:
    defaults = {
        "head": "",
        "meta": "",
        "opening": OPENING,
        "answer": "一是加强学习。二是完善制度。",
        "title": "预算执行率偏低",
        "plans": "持续抓好整改。",
        "end": END,
    }
    return NOTICE.format(**{**defaults, **parts})


def read(text: str) -> tuple[Date, ...]:
    doc = canonicalise(text)
    dates = extract_dates(doc, build_outline(doc))
    for date in dates:
        assert doc.text[date.char_start : date.char_end] == date.surface
    return dates


def whole(text: str) -> NoticeDates:
    doc = canonicalise(text)
    outline = build_outline(doc)
    return notice_dates(extract_dates(doc, outline), doc, outline)


def line(date: Date) -> str:
    days = f"{date.date_from}/{date.date_to}" if date.date_from != date.date_to else str(date.date_from)
    return f"{date.surface} {date.role} {days} {date.precision}{' ~' if date.year_inferred else ''}"


def in_answer(answer: str, **parts: str) -> list[str]:
    return [line(date) for date in read(notice(answer=answer, **parts)) if date.surface not in FRAME]


def in_opening(opening: str, **parts: str) -> list[str]:
    return [line(date) for date in read(notice(opening=opening, **parts)) if date.surface not in {"2023年5月11日"}]
