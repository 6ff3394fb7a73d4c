"""Spreads leave out the own values and interpolate as the standard library does."""

from __future__ import annotations

from statistics import fmean, quantiles

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.report.compare.spread import Spread, spread

values = st.lists(st.integers(0, 40).map(float), min_size=2, max_size=30)


@given(values)
def test_quartiles_are_those_of_the_standard_library(found):
    assert spread(found).quartiles() == pytest.approx(tuple(quantiles(found, n=4, method="inclusive")))
    assert spread(found).mean() == pytest.approx(fmean(found))


@given(values, st.data())
def test_what_is_left_without_some_is_the_spread_of_the_rest(found, data):
    own = data.draw(st.lists(st.sampled_from(range(len(found))), unique=True, max_size=len(found) - 1))
    rest = [value for at, value in enumerate(found) if at not in own]
    left = spread(found).without([found[at] for at in own])
    assert (left.above, left.number) == (sorted(value for value in rest if value), len(rest))


def test_values_may_come_in_any_order():
    made = Spread()
    for value in (3.0, 0.0, 1.0, 2.0):
        made.add(value)
    assert (made.at(0), made.at(0.5), made.at(1)) == (0.0, 1.5, 3.0)


def test_what_is_not_known_is_not_counted():
    assert spread([None, 4, None]).number == 1
