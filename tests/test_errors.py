"""Errors say what is wrong, with what, and what to do, and survive the way between processes."""

from __future__ import annotations

import pickle

import pytest

from taizhang.errors import DatasetError, DocumentError, GoldError, LexiconError, TaizhangError, UsageError


@pytest.mark.parametrize("kind", [UsageError, DatasetError, LexiconError, GoldError])
def test_one_line_names_subject_fault_and_remedy(kind: type[TaizhangError]) -> None:
    error = kind("没有这个文件", subject="通报.txt", remedy="请检查路径")
    assert str(error) == "通报.txt：没有这个文件。请检查路径"


def test_pickling_keeps_everything() -> None:
    error = DocumentError("empty", "文件为空", subject="a.txt", remedy="请删除")
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is DocumentError
    assert (copy.code, copy.message, copy.subject, copy.remedy) == ("empty", "文件为空", "a.txt", "请删除")
