"""Annotated snippets: a notice, a line of dashes, and the tree it must give.

One line a row: indentation is the depth, then level, enumerator, title, and a status in brackets; a measure is `| marker text`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from taizhang.extract.problems import read_problems
from taizhang.outline.build import build_outline
from taizhang.text import canonicalise

CASES = sorted((Path(__file__).parent.parent / "cases" / "outline").glob("*.txt"))
DASHES = "\n" + "-" * 8 + "\n"


def tree(text: str) -> str:
    """The problems and measures of a text as an indented list."""
    doc = canonicalise(text)
    rows = read_problems(doc, build_outline(doc), "n")
    depth: dict[str | None, int] = {None: -1}
    lines = []
    below: dict[str, list[str]] = {}
    for measure in rows.measures:
        below.setdefault(measure.problem_id, []).append(
            " ".join([measure.marker or "-", measure.surface.replace("\n", "⏎")])
        )
    for problem in rows.problems:
        depth[problem.problem_id] = depth[problem.parent_id] + 1
        indent = "  " * depth[problem.problem_id]
        status = f" [{problem.status}{'+long_term' if problem.long_term else ''}]" if problem.status else ""
        lines.append(f"{indent}{problem.level} {problem.number or '·'} {problem.title}{status}".replace("\n", "⏎"))
        lines += [f"{indent}  | {line}" for line in below.get(problem.problem_id, [])]
    return "\n".join(lines)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_tree_of_case(path: Path) -> None:
    text, _, expected = path.read_text(encoding="utf-8").partition(DASHES)
    got = tree(text)
    assert got == expected.rstrip("\n")


def test_there_are_cases() -> None:
    assert len(CASES) >= 12
