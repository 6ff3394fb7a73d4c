"""Whole notices in a dozen formats, each with the list of problems it must give.

One line a row: indentation is the depth, then level, number as printed, title, a status in brackets and the number of
measures. They were written before the rules that read them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from taizhang.extract.problems import read_problems
from taizhang.flow import running_text
from taizhang.outline.build import build_outline
from taizhang.text import canonicalise

NOTICES = sorted((Path(__file__).parent.parent / "cases" / "notices").glob("*.txt"))
DASHES = "\n" + "-" * 8 + "\n"


def listing(text: str) -> str:
    """The problems of a text, one a line."""
    doc = running_text(canonicalise(text)).doc
    rows = read_problems(doc, build_outline(doc), "n")
    depth: dict[str | None, int] = {None: -1}
    lines = []
    for problem in rows.problems:
        depth[problem.problem_id] = depth[problem.parent_id] + 1
        number = sum(measure.problem_id == problem.problem_id for measure in rows.measures)
        status = f" [{problem.status}{'+long_term' if problem.long_term else ''}]" if problem.status else ""
        row = f"{'  ' * depth[problem.problem_id]}{problem.level} {problem.number or '·'} {problem.title}{status}"
        lines.append((row + (f" ×{number}" if number else "")).replace("\n", "⏎"))
    return "\n".join(lines)


@pytest.mark.parametrize("path", NOTICES, ids=lambda path: path.stem)
def test_problems_of_a_whole_notice(path: Path) -> None:
    text, _, expected = path.read_text(encoding="utf-8").partition(DASHES)
    assert listing(text) == expected.rstrip("\n")


def test_there_are_a_dozen_formats() -> None:
    assert len(NOTICES) >= 12
