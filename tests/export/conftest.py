"""A small dataset whose cells are as unpleasant as a spreadsheet can meet."""

from __future__ import annotations

from dataclasses import replace

import pytest

from support.ledgers import make
from support.views import write

NASTY = "=1+1\x07次，http://example.org/ _x0041_ 𠮷\r\n第二行"
LONG = "长文" * 20_000 + "𠮷"


@pytest.fixture
def dataset(tmp_path):
    first = make("甲局")[1]
    second = make("乙局")[1]
    aspect, problem, other = first.problems
    problem = replace(problem, statement=NASTY, responsible="局长", deadline="2023年12月底前")
    other = replace(other, statement=LONG)
    path = tmp_path / "数据集"
    write(path, replace(first, problems=(aspect, problem, other)), second)
    return path
