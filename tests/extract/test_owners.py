"""Whose text a position is: the nearest problem and the nearest measure above it, whatever lies between."""

from __future__ import annotations

from pathlib import Path

import pytest

from taizhang.extract.problems import read_problems
from taizhang.outline import unit as roles
from taizhang.outline.build import build_outline
from taizhang.outline.unit import Outline
from taizhang.text import canonicalise

SAMPLES = sorted((Path(__file__).parents[2] / "corpora" / "samples").glob("*.txt"))
PROBLEMS = (roles.SUBPROBLEM, roles.PROBLEM, roles.ASPECT)


def places(outline: Outline, *wanted: str) -> dict[int, int]:
    """Unit by the place where its text begins, of units with these roles."""
    return {unit.title_start: index for index, unit in enumerate(outline.units) if unit.role in wanted}


@pytest.mark.parametrize("path", SAMPLES[::4], ids=lambda path: path.stem)
def test_a_position_belongs_to_the_nearest_row_above_it(path: Path) -> None:
    doc = canonicalise(path.read_text("utf-8"))
    outline = build_outline(doc)
    rows = read_problems(doc, outline, "n")
    problems, measures = places(outline, *PROBLEMS), places(outline, roles.MEASURE)
    problem_of = {problems[row.char_start]: row.problem_id for row in rows.problems if row.level != "aspect"}
    measure_of = {measures[row.char_start]: row.measure_id for row in rows.measures}
    assert problem_of
    for position in range(0, len(doc), 7):
        problem_id, measure_id = rows.owners_in(outline.innermost(position))
        nearest = outline.enclosing(position, *PROBLEMS)
        if nearest in problem_of:
            assert problem_id == rows.problem_at(outline, position) == problem_of[nearest]
        elif nearest is None:
            assert problem_id is None
        holder = outline.enclosing(position, roles.MEASURE)
        assert measure_id == (None if holder is None else measure_of.get(holder))


def test_what_lies_between_units_is_nobodys() -> None:
    doc = canonicalise("一、学习不深入。\n整改情况：已开展学习2次。\n")
    assert read_problems(doc, build_outline(doc), "n").owners_in(None) == (None, None)
