"""Dates in annotated sentences: 【surface|role|from|to|precision】, each set into a whole notice."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from taizhang.extract.dates import extract_dates
from taizhang.outline.build import build_outline
from taizhang.reading import read_notice
from taizhang.records import Date
from taizhang.text import canonicalise

FOLDER = Path(__file__).parent.parent / "cases" / "dates"
MARK = re.compile(r"【([^】|]*)\|?([^】]*)】")
TITLE = "河阳县水利局党组关于巡察整改进展情况的通报\n"
OPENING = (
    "【2022年6月22日至9月22日】，县委第二巡察组对局党组进行了巡察。【2022年10月25日】，巡察组向局党组反馈了巡察意见。"
)
BODY = "一、整改工作组织情况\n局党组高度重视，召开专题会议研究部署。\n二、巡察反馈问题整改情况\n{items}\n三、下一步工作\n{plans}\n{closing}\n"
ITEMS = "（一）关于“制度执行不严”的问题\n整改情况：{answer}\n（二）关于“预算执行不够”的问题\n整改情况：一是加强管理。二是加强学习。"
SIGNED = "河阳县水利局党组\n【2023年5月11日】"


def cases(name: str) -> list[str]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def notice(
    opening: str = OPENING,
    answer: str = "一是加强学习。二是完善制度。",
    plans: str = "持续抓好整改。",
    closing: str = "欢迎广大干部群众监督。",
    items: str = ITEMS,
) -> str:
    body = BODY.format(items=items.replace("{answer}", answer), plans=plans, closing=closing)
    return f"{TITLE}{opening}\n{body}{SIGNED}"


def read(marked: str) -> tuple[list[list[str]], tuple[Date, ...]]:
    """The rows that the marks ask for, and the dates read from the text without them."""
    doc = canonicalise(MARK.sub(lambda match: match[1], marked))
    wanted = [[match[1], *match[2].split("|")] for match in MARK.finditer(marked)]
    return wanted, extract_dates(doc, build_outline(doc))


def check(marked: str) -> None:
    compare(*read(marked))


def compare(wanted: list[list[str]], dates: tuple[Date, ...]) -> None:
    assert [date.surface for date in dates] == [row[0] for row in wanted]
    for date, row in zip(dates, wanted, strict=True):
        printed = (date.role, str(date.date_from), str(date.date_to), date.precision)
        for name, value, expected in zip(("role", "from", "to", "precision"), printed, row[1:], strict=False):
            assert not expected or value == expected, f"{date.surface}: {name}"


@pytest.mark.parametrize("line", cases("opening.txt"))
def test_openings(line: str) -> None:
    check(notice(opening=line))


@pytest.mark.parametrize("line", cases("answers.txt"))
def test_answers(line: str) -> None:
    check(notice(answer=line))


@pytest.mark.parametrize("line", cases("plans.txt"))
def test_plans_and_closings(line: str) -> None:
    plans, closing = line.split("¶")
    check(notice(plans=plans, closing=closing))


@pytest.mark.parametrize("line", cases("fields.txt"))
def test_fields_and_headings(line: str) -> None:
    check(notice(items=line.replace("¶", "\n")))


@pytest.mark.parametrize("line", cases("whole.txt"))
def test_whole_notices(line: str) -> None:
    marked = line.replace("¶", "\n")
    dates = read_notice(canonicalise(MARK.sub(lambda match: match[1], marked))).dates
    compare([[match[1], *match[2].split("|")] for match in MARK.finditer(marked)], dates)


@pytest.mark.parametrize("line", cases("nothing.txt"))
def test_numbers_that_are_no_dates(line: str) -> None:
    check(notice(answer=line))


@pytest.mark.parametrize("line", cases("answers.txt") + cases("nothing.txt"))
def test_full_width_digits_read_alike(line: str) -> None:
    plain = MARK.sub(lambda match: match[1], notice(answer=line))
    wide = plain.translate({code: chr(code + 0xFEE0) for code in range(ord("0"), ord("9") + 1)})
    rows = [
        [(d.char_start, d.char_end, d.role, d.date_from) for d in extract_dates(doc, build_outline(doc))]
        for doc in map(canonicalise, (plain, wide))
    ]
    assert rows[0] == rows[1]
