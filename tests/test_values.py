"""Rows made and changed the quick way are the rows that the classes themselves make."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields, replace

import pytest

from taizhang.records import TABLES, Count, Measure
from taizhang.values import changed, maker


@pytest.mark.parametrize("kind", TABLES.values(), ids=TABLES)
def test_a_made_row_is_the_row_of_the_class(kind):
    values = [f"value {index}" for index, _ in enumerate(fields(kind))]
    assert maker(kind)(*values) == kind(*values)
    assert type(maker(kind)(*values)) is kind


def test_defaults_are_those_of_the_class():
    assert maker(Count)("n", "c", role="frequency") == Count("n", "c", role="frequency")


def test_a_changed_row_leaves_the_old_one_and_refuses_assignment():
    row = Measure("n", "p", "m", surface="印发制度")
    assert changed(row, ordinal=2, tense="done") == replace(row, ordinal=2, tense="done")
    assert row == Measure("n", "p", "m", surface="印发制度")
    with pytest.raises(FrozenInstanceError):
        changed(row, ordinal=2).ordinal = 3
    assert hash(changed(row, ordinal=1)) == hash(row)


def test_a_column_that_is_none_is_refused():
    with pytest.raises(AttributeError):
        changed(Measure("n", "p", "m"), colour="red")
