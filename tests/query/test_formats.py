import csv
import datetime as dt
import io
import json

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from taizhang.errors import UsageError
from taizhang.query.formats import print_table, render, write
from taizhang.query.terminal import console, one_line, visible

DATA = pa.table(
    {
        "词": ["=1+1", "整改\n情况", None],
        "数": [-3, 2, None],
        "日": [dt.date(2023, 1, 2), None, None],
        "列": [["a", "b|c"], [], None],
        "比": [0.5, 3.0, None],
    }
)


def test_csv_guards_formulas_and_leaves_numbers_alone():
    rows = list(csv.reader(io.StringIO(render(DATA, "csv"), newline="")))
    assert rows[0] == ["词", "数", "日", "列", "比"]
    assert rows[1] == ["'=1+1", "-3", "2023-01-02", '["a", "b|c"]', "0.5"]
    assert rows[2][0] == "整改\n情况"
    assert rows[3] == [""] * 5
    assert next(csv.reader(io.StringIO(render(DATA, "csv", raw=True).split("\r\n")[1])))[0] == "=1+1"


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
def test_every_sign_that_opens_a_formula_is_guarded(sign):
    assert f"'{sign}x" in render(pa.table({"a": [f"{sign}x"]}), "csv")


def test_json_is_json():
    assert json.loads(render(DATA, "json"))[0] == {
        "词": "=1+1",
        "数": -3,
        "日": "2023-01-02",
        "列": ["a", "b|c"],
        "比": 0.5,
    }


def test_markdown_keeps_its_columns():
    lines = render(DATA, "md").splitlines()
    assert len(lines) == 5
    assert {line.replace("\\|", "").count("|") for line in lines} == {6}


def test_files_are_read_by_others(tmp_path):
    for form in ("csv", "json", "md", "parquet"):
        write(DATA, form, tmp_path / f"a.{form}")
    assert (tmp_path / "a.csv").read_bytes().startswith("\ufeff".encode())
    assert list(pd.read_csv(tmp_path / "a.csv").columns) == DATA.column_names
    assert pq.read_table(tmp_path / "a.parquet").equals(DATA)


def test_a_file_that_can_not_be_written_is_named(tmp_path):
    with pytest.raises(UsageError, match="no"):
        write(DATA, "csv", tmp_path / "no" / "a.csv")
    with pytest.raises(UsageError, match="--format"):
        write(DATA, "table", tmp_path / "a.txt")


def shown(data: pa.Table, width: int) -> str:
    terminal = console(width=width, color=False)
    with terminal.capture() as capture:
        print_table(data, terminal)
    return capture.get()


def test_a_table_that_fits_is_a_grid_and_one_that_does_not_is_records():
    assert "┃ 词" in shown(DATA, 100)
    wide = pa.table({f"column_{n}": ["整改情况" * 10] for n in range(12)})
    text = shown(wide, 80)
    assert "第 1 行 row 1" in text
    assert all(f"column_{n}" in text for n in range(12))


def test_no_line_is_wider_than_the_terminal():
    from rich.cells import cell_len

    for width in (60, 80, 120):
        assert max(cell_len(line) for line in shown(DATA, width).splitlines()[:-1]) <= width


def test_long_answers_say_how_many_rows_there_are():
    assert "共 500 行" in shown(pa.table({"a": list(range(500))}), 80)


def test_a_document_can_not_command_the_terminal():
    assert visible("\x1b[31m红\x07\x9b0m\u202e\n") == "\ufffd[31m红\ufffd\ufffd0m\ufffd\n"
    assert "\x1b" not in shown(pa.table({"a": ["\x1b[2J\x1b]0;title\x07"]}), 80)


def test_one_line_drops_spaces_that_chinese_does_not_have():
    assert one_line(" 召开 会议\n 3 次，ABC  公司 has two words ") == "召开会议3次，ABC公司has two words"
