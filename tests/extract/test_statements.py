"""The issue inside a heading."""

from __future__ import annotations

import pytest

from taizhang.extract.statements import statement_span
from taizhang.text import canonicalise


@pytest.mark.parametrize(
    ("title", "statement"),
    [
        ("关于“学习不深入”的问题", "学习不深入"), ("关于“学习不深入、落实不到位”等问题", "学习不深入、落实不到位"),
        ("“‘三会一课’不规范”问题", "‘三会一课’不规范"), ("关于“三重一大”制度执行不到位的问题", "“三重一大”制度执行不到位"),
        ("对文化旅游发展统筹谋划不足", "对文化旅游发展统筹谋划不足"), ("制定的办法未落实的问题", "制定的办法未落实"),
        ("关于在工程建设方面的问题", "在工程建设方面"), ("关于“监管缺失、防控有‘盲区’问题", "监管缺失、防控有‘盲区’"),
        ("关于\"财务不规范\"的问题", "财务不规范"), ("关于“甲不到位”“乙不规范”的问题", "甲不到位”“乙不规范"),
        ("文化执法还存在薄弱环节", "文化执法还存在薄弱环节"),
    ],
)  # fmt: skip
def test_statement_of_a_heading(title: str, statement: str) -> None:
    doc = canonicalise(title)
    start, end = statement_span(doc.folded, 0, len(doc))
    assert doc.text[start:end] == statement
