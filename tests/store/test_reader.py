from dataclasses import replace

import pytest

from support.ledgers import make
from taizhang.errors import UsageError
from taizhang.settings import versions
from taizhang.store.reader import open_dataset
from taizhang.store.writer import open_for_writing


def test_ledgers_come_back_as_they_were_written(tmp_path):
    pairs = [make("甲局"), make("乙局"), make("丙局")]
    with open_for_writing(tmp_path) as writer:
        writer.commit([pair[0] for pair in pairs[:2]], [pair[1] for pair in pairs[:2]], versions())
        writer.commit([pairs[2][0]], [pairs[2][1]], versions())
    for found, (_, written) in zip(open_dataset(tmp_path).ledgers(), pairs, strict=True):
        assert found.text.read_share == pytest.approx(0.9)
        assert replace(found, text=written.text, problems=()) == replace(written, problems=())
        assert [problem.title for problem in found.problems] == [problem.title for problem in written.problems]
        assert found.problems[1].categories[0].score == pytest.approx(0.9)


def test_a_table_that_is_not_there_is_refused(tmp_path):
    with open_for_writing(tmp_path):
        pass
    with pytest.raises(UsageError):
        open_dataset(tmp_path).read("problem")
    assert open_dataset(tmp_path).read("problems").num_rows == 0
