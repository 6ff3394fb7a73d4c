"""Spans, broken digits and elided years."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.normalise.calendar import Moment, digit_readings, period, span, year_from, year_until


def iso(days: tuple[dt.date, dt.date] | None) -> str | None:
    return None if days is None else f"{days[0]}/{days[1]}"


@pytest.mark.parametrize(
    ("moment", "expected", "precision"),
    [
        (Moment(2022), "2022-01-01/2022-12-31", "year"),
        (Moment(2024, 2), "2024-02-01/2024-02-29", "month"),
        (Moment(2022, 2, part="下旬"), "2022-02-21/2022-02-28", "part_of_month"),
        (Moment(2022, 9, part="底"), "2022-09-21/2022-09-30", "part_of_month"),
        (Moment(2022, 9, part="中旬"), "2022-09-11/2022-09-20", "part_of_month"),
        (Moment(2022, part="上半年"), "2022-01-01/2022-06-30", "month"),
        (Moment(2022, part="4季度"), "2022-10-01/2022-12-31", "month"),
        (Moment(2022, part="年底"), "2022-12-01/2022-12-31", "month"),
        (Moment(2022, 2, 30), None, "day"),
        (Moment(None, 2, 3), None, "day"),
        (Moment(2022, 13), None, "month"),
    ],
)
def test_span_of_a_moment(moment: Moment, expected: str | None, precision: str) -> None:
    assert iso(span(moment)) == expected
    assert moment.precision == precision


def test_a_period_does_not_run_backwards() -> None:
    assert period(Moment(2022, 9, 2), Moment(2022, 3, 1)) is None
    assert iso(period(Moment(2021, 12, 10), Moment(2022, 2, 1))) == "2021-12-10/2022-02-01"
    assert iso(period(Moment(2022, 3), Moment(2022, 5))) == "2022-03-01/2022-05-31"


@pytest.mark.parametrize(
    ("digits", "readings"),
    [
        ("717", ((7, 17),)),
        ("830", ((8, 30),)),
        ("42", ((4, 2),)),
        ("919", ((9, 19),)),
        ("1021", ((10, 21),)),
        ("112", ((1, 12), (11, 2))),
        ("615", ((6, 15),)),
        ("1302", ()),
        ("230", ()),
        ("02", ()),
        ("0409", ((4, 9),)),
    ],
)
def test_broken_digits(digits: str, readings: tuple[tuple[int, int], ...]) -> None:
    assert digit_readings(digits, 2023) == readings


@settings(derandomize=True, max_examples=200)
@given(st.dates(dt.date(2012, 1, 1), dt.date(2030, 12, 31)))
def test_every_date_is_among_the_readings_of_its_digits(day: dt.date) -> None:
    assert (day.month, day.day) in digit_readings(f"{day.month}{day.day}", day.year)


@settings(derandomize=True, max_examples=200)
@given(st.dates(dt.date(2012, 1, 1), dt.date(2030, 12, 31)), st.integers(0, 364))
def test_the_year_is_found_again_within_a_year_of_the_anchor(anchor: dt.date, days: int) -> None:
    later, earlier = anchor + dt.timedelta(days), anchor - dt.timedelta(days)
    assert year_from(Moment(None, later.month, later.day), anchor) in (later.year, None)
    if (later.month, later.day) != (2, 29):
        assert year_from(Moment(None, later.month, later.day), anchor) == later.year
    if (earlier.month, earlier.day) != (2, 29):
        assert year_until(Moment(None, earlier.month, earlier.day), anchor) == earlier.year


def test_month_alone_counts_by_its_last_day() -> None:
    # fed back on 9 March, "from March" is the same year, "February" the next
    assert year_from(Moment(None, 3), dt.date(2022, 3, 9)) == 2022
    assert year_from(Moment(None, 2), dt.date(2022, 3, 9)) == 2023
    assert year_until(Moment(None, 11), dt.date(2023, 5, 11)) == 2022
