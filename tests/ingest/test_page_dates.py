import datetime as dt

import pytest

from taizhang.ingest.page_dates import parse_page_date


@pytest.mark.parametrize(
    "text",
    [
        "2023-05-11",
        "2023-5-11 10:20:30",
        "2023/05/11",
        "2023.5.11",
        "2023年5月11日",
        "2023 年 05 月 11 日",
        "20230511",
        "发布于：2023-05-11",
        "2023-02-30，实为 2023-05-11",
        "20230511102030",
        "2023-05-11T10:20:30+08:00",
    ],
)
def test_forms_of_a_day(text):
    assert parse_page_date(text) == dt.date(2023, 5, 11)


@pytest.mark.parametrize(
    "text", ["", "2023-05", "2023年5月", "2023-13-01", "12023-05-113", "0355-1234567", "1023-05-11"]
)
def test_what_is_no_day(text):
    assert parse_page_date(text) is None
