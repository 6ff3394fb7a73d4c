"""Dates of a whole notice: signature, page, period, rounds, columns; any date of any inspection; hostile strings."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.dated import END, FRAME, OPENING, line, notice, read, whole
from taizhang.extract.dates import extract_dates
from taizhang.outline.unit import Outline
from taizhang.text import canonicalise


def test_a_title_looks_back_and_plans_look_ahead() -> None:
    dates = read(
        notice(title="2021年预算执行率偏低", plans="12月底前完成剩余问题。2025年底全面完成。下一步落实2024年改造计划。")
    )
    assert [line(date) for date in dates if date.surface not in FRAME] == [
        "2021年 mention 2021-01-01/2021-12-31 year",
        "12月底 deadline 2023-12-21/2023-12-31 part_of_month ~",
        "2025年底 deadline 2025-12-01/2025-12-31 month",
        "2024年 mention 2024-01-01/2024-12-31 year",
    ]


HEADS = {
    "box": ("索引号:  0001/2022-001\n成文日期:  2023-05-02\n发布日期:  2023-05-04\n", "", "page", dt.date(2023, 5, 4)),
    "bar": ("", "发布时间:2023-05-04 15:30  来源:县水利局  浏览次数:12\n", "page", dt.date(2023, 5, 4)),
    "no label": ("", "2023-05-04 15:30 来源:县水利局 字号:大 中 小\n", "page", dt.date(2023, 5, 4)),
    "bracketed": ("", "(2023年5月4日)\n", "page", dt.date(2023, 5, 4)),
    "compact": ("发布日期:20230504\n", "", "page", dt.date(2023, 5, 4)),
    "far label": ("·发布日期:\n\n      2023-05-04\n\n", "", "page", dt.date(2023, 5, 4)),
    "published on": ("", "来源:县水利局 发布于 2023-05-04\n", "page", dt.date(2023, 5, 4)),
    "bars": ("", "信息来源:县水利局 | 更新时间:2023/05/04 | 阅读:123\n", "page", dt.date(2023, 5, 4)),
    "none": ("", "", "signature", dt.date(2023, 5, 11)),
}


@pytest.mark.parametrize("kind", HEADS)
def test_the_date_of_the_page_goes_before_the_signature(kind: str) -> None:
    head, meta, source, day = HEADS[kind]
    text = notice(head=head, meta=meta)
    days = whole(text)
    assert (days.publication_date, days.publication_date_source) == (day, source)
    published = [date for date in read(text) if date.role == "publication"]
    assert published[-1].surface == "2023年5月11日"
    assert len(published) == {"box": 3, "none": 1}.get(kind, 2)


@pytest.mark.parametrize(
    "end",
    [
        "河阳县水利局党组\n2023年5月11日",
        "河阳县水利局党组 2023年5月11日",
        "河阳县水利局党组2023年5月11日",
        "中共河阳县水利局党组\n二〇二三年五月十一日",
        "河阳县水利局党组\n2023.5.11",
        "  河阳县水利局党组\n   2023 年 5 月 11 日  ",
        END + "\n上一篇:2023-01-02 某事\n版权所有 河阳县水利局 ICP备1号",
        END + "\n(此件公开发布)",
        END + "(此件公开发布)",
        END + "\n扫一扫在手机打开当前页面\n上一篇:没有了\n地址:河阳县1号 电话:0355-9999999\n晋ICP备1号",
    ],
)
def test_signatures(end: str) -> None:
    days = whole(notice(end=end))
    assert (days.publication_date, days.publication_date_source) == (dt.date(2023, 5, 11), "signature")


def test_a_signature_that_the_plans_run_into() -> None:
    text = notice(plans="持续抓好整改,推动水利高质量发展。" + END.replace("\n", ""), end="").replace(
        "欢迎广大干部群众对巡察整改落实情况进行监督。\n", ""
    )
    assert whole(text).publication_date == dt.date(2023, 5, 11)


def test_a_title_with_its_day_behind_it() -> None:
    text = notice().replace("整改进展情况的通报\n", "整改进展情况的通报 [2023-05-04]\n", 1)
    assert (whole(text).publication_date, whole(text).publication_date_source) == (dt.date(2023, 5, 4), "page")


def test_a_day_alone_in_the_last_cell_of_a_column_signs_nothing() -> None:
    rows = "".join(f"{n}\n问题{n}不到位\n完善制度{n}项\n河阳县水利局\n2023年{n}月28日\n已完成\n" for n in range(1, 4))
    found = read(notice().replace("(一)关于", rows + "(一)关于", 1))
    assert [date.role for date in found].count("publication") == 1


def test_the_period_for_objections() -> None:
    dates = read(notice(end="公示期:5月11日至5月17日。\n" + END))
    assert "5月11日至5月17日 notice_period 2023-05-11/2023-05-17 day ~" in [line(date) for date in dates]


def test_a_title_does_not_make_the_first_date_a_period_for_objections() -> None:
    text = "关于巡察反馈意见整改落实情况的公示\n" + notice().split("\n", 1)[1]
    assert [date.role for date in read(text)][:2] == ["inspection_period", "feedback"]


def test_a_column_of_deadlines() -> None:
    rows = "".join(f"{n} | 问题{n}不到位 | 完善制度{n}项 | 办公室 | 2023年{n}月底 | 已完成\n" for n in range(1, 6))
    text = (
        "河阳县水利局党组关于巡察整改情况的通报\n" + OPENING + "\n"
        "序号 | 反馈问题 | 整改措施 | 责任部门 | 整改时限 | 整改状态\n" + rows + END
    )
    roles = [date.role for date in read(text)]
    assert roles == ["inspection_period", "feedback", *["deadline"] * 5, "publication"]


def test_rounds_far_apart_do_not_widen_the_period() -> None:
    text = notice(
        opening="2019年3月1日至4月1日,县委巡察组对我局开展巡察。2022年6月22日至9月22日,县委巡察组再次开展巡察。"
    )
    assert (whole(text).inspection_start, whole(text).inspection_end) == (dt.date(2022, 6, 22), dt.date(2022, 9, 22))


def test_the_last_day_of_an_inspection_is_not_invented() -> None:
    days = whole(notice(opening="2022年3月4日,县委第一巡察组进驻我局。6月1日,召开反馈会。"))
    assert (days.inspection_start, days.inspection_end) == (dt.date(2022, 3, 4), None)
    assert days.feedback_date == dt.date(2022, 6, 1)


def test_without_an_outline_opening_answers_and_signature_are_still_told_apart() -> None:
    doc = canonicalise(notice(answer="一是2022年11月15日召开会议。"))
    found = {date.surface: date.role for date in extract_dates(doc, Outline(()))}
    assert found["2022年6月22日至9月22日"] == "inspection_period"
    assert found["2022年11月15日"] == "measure"
    assert found["2023年5月11日"] == "publication"


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.dates(dt.date(2014, 1, 1), dt.date(2026, 12, 31)), st.integers(0, 120), st.integers(1, 300))
def test_elided_years_of_any_inspection(start: dt.date, length: int, lag: int) -> None:
    end = start + dt.timedelta(length)
    fed_back = end + dt.timedelta(lag)
    printed_end = f"{end.month}月{end.day}日" if end.year == start.year else f"{end.year}年{end.month}月{end.day}日"
    text = notice(
        opening=f"{start.year}年{start.month}月{start.day}日至{printed_end},县委巡察组对我局开展了巡察。"
        f"{fed_back.month}月{fed_back.day}日,巡察组反馈了意见。",
        end="河阳县水利局党组\n2028年1月1日",
    )
    found = [date for date in read(text) if date.role != "publication"]
    assert [date.role for date in found] == ["inspection_period", "feedback"]
    assert (found[0].date_from, found[0].date_to) == (start, end)
    assert found[1].date_from == fed_back


@pytest.mark.parametrize(
    "hostile",
    [
        "2022年",
        "3月",
        "1",
        "20",
        "2022-",
        "至",
        "一",
        "十月",
        "2022年3月至",
        "3、",
        "日、3日",
        "第一季度",
        "2018年、",
        "对2018年",
        "2022年底前的",
        "上半年",
        "截至2022年,",
        "2022年1月1日\n",
        "公示2022年至",
        "力争2022年的",
        "2021年以来未的",
    ],
)
def test_linear_on_hostile_strings(hostile: str) -> None:
    def seconds(size: int) -> float:
        doc = canonicalise(hostile * size)
        start = time.process_time()
        extract_dates(doc, Outline(()))
        return time.process_time() - start

    seconds(100)
    assert seconds(2000) < 0.5 + 8 * seconds(500)
