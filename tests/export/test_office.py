"""The workbook of an office, read by a second library and by LibreOffice."""

from __future__ import annotations

import csv
import datetime as dt
import os
import shutil
import subprocess
import zipfile

import openpyxl
import pytest
from openpyxl.utils.escape import unescape

from taizhang.errors import UsageError
from taizhang.export.office import write_office
from taizhang.export.workbook import Book, Heading
from taizhang.query.database import connect

SHEETS = ["问题清单", "任务清单", "责任清单", "审计结论", "长文", "说明"]


@pytest.fixture
def book(dataset, tmp_path):
    with connect(dataset) as connection:
        write_office(connection, tmp_path / "台账.xlsx", facts=[("数据集", "甲乙")])
    return tmp_path / "台账.xlsx"


def sheet(path, name):
    rows = list(openpyxl.load_workbook(path)[name].iter_rows())
    heads = [cell.value for cell in rows[0]]
    return [dict(zip(heads, row, strict=True)) for row in rows[1:]]


def test_the_sheets_of_an_office_with_frozen_headings_filters_and_chinese_fonts(book):
    pages = openpyxl.load_workbook(book)
    assert pages.sheetnames == SHEETS
    for page in pages:
        assert page.freeze_panes == "A2"
        assert page.auto_filter.ref == page.dimensions
        assert page["A1"].font.name == "黑体" and page["A2"].font.name == "宋体"
        assert all(page.column_dimensions[letter].width >= 6 for letter in "AB")


def test_text_is_text_dates_are_dates_and_numbers_numbers(book):
    first = sheet(book, "问题清单")[0]
    assert first["问题"].data_type == "s"
    # `_x0041_` would be read as A, so its first underscore is escaped; Excel undoes it, openpyxl for inline text does not
    assert unescape(first["问题"].value) == "=1+1␇次，http://example.org/ _x0041_ 𠮷\n第二行"
    assert first["问题"].hyperlink is None
    assert first["公布日期"].value == dt.datetime(2023, 9, 2) and first["公布日期"].is_date
    assert first["措施条数"].data_type == "n" and first["措施条数"].value == 2
    assert first["序号"].value == 1
    assert first["整改状态"].value == "已完成"
    audit = sheet(book, "审计结论")[0]
    assert (audit["结论"].value, audit["所称"].value, audit["核得"].value) == ("不符", 3, 2)
    assert audit["所据原文"].value == "指出2个方面3个问题"


def test_no_formula_is_written_anywhere(book):
    with zipfile.ZipFile(book) as archive:
        pages = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        assert len(pages) == len(SHEETS)
        assert not any(b"<f>" in archive.read(name) for name in pages)


def test_a_text_that_no_cell_holds_is_whole_on_a_sheet_of_its_own(book):
    cell = sheet(book, "问题清单")[1]["问题"].value
    assert len(cell.encode("utf-16-le")) // 2 <= 32_767
    assert cell.startswith("长文长文") and "见“长文”表" in cell
    rows = sheet(book, "长文")
    places = {(row["工作表"].value, row["行"].value, row["列"].value) for row in rows}
    assert places == {("问题清单", 3, "问题"), ("任务清单", 4, "问题")}
    assert "".join(row["内容"].value for row in rows if row["行"].value == 3) == "长文" * 20_000 + "𠮷"


def test_responsibilities_list_only_what_is_printed(book):
    (row,) = sheet(book, "责任清单")
    assert (row["责任领导、单位或人"].value, row["整改时限"].value) == ("局长", "2023年12月底前")


def test_the_last_sheet_says_how_to_read_the_others(book):
    notes = {row["项目"].value: row["内容"].value for row in sheet(book, "说明")}
    assert notes["数据集"] == "甲乙"
    assert notes["问题清单：行数"] == "4 行"
    assert "2 处" in notes["超长文字"]
    assert "32,767" in notes["文字"]


def test_a_sheet_that_is_full_goes_on_in_a_further_one(tmp_path):
    with Book(tmp_path / "a.xlsx", sheet_rows=4) as book:
        assert book.sheet("表", [Heading("数")], [(n,) for n in range(7)]) == 7
        assert [(part.name, part.rows) for part in book.parts] == [("表", 3), ("表（2）", 3), ("表（3）", 1)]
    pages = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert [cell.value for page in pages for cell in page["A"]] == ["数", 0, 1, 2, "数", 3, 4, 5, "数", 6]


def test_two_workbooks_of_one_dataset_are_the_same_bytes(dataset, tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        with connect(dataset) as connection:
            write_office(connection, tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_what_can_not_be_written_leaves_nothing(dataset, tmp_path):
    with connect(dataset) as connection, pytest.raises(UsageError, match="无法写入"):
        write_office(connection, tmp_path / "no" / "a.xlsx")
    with pytest.raises(ValueError), Book(tmp_path / "b.xlsx") as book:
        book.sheet("表", [Heading("数")], [(1,)])
        raise ValueError
    assert [path.name for path in tmp_path.iterdir()] == ["数据集"]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_the_same(book, tmp_path):
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/office", "--convert-to"]
    command += [
        "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1",
        "--outdir",
        str(tmp_path),
    ]
    subprocess.run([*command, str(book)], check=True, capture_output=True, env=os.environ | {"HOME": str(tmp_path)})
    with next(tmp_path.glob("台账*.csv")).open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert rows[0]["问题"] == "=1+1␇次，http://example.org/ _x0041_ 𠮷\n第二行"
    assert rows[0]["公布日期"] == "2023-09-02"
    assert len(rows) == 4


def test_rows_are_high_enough_to_be_read_and_keys_are_not_printed(book):
    page = openpyxl.load_workbook(book)["问题清单"]
    assert page.row_dimensions[4].height < 40 < page.row_dimensions[3].height <= 409
    heads = [cell.value for cell in page[1]]
    last = openpyxl.utils.cell.range_boundaries(page.print_area.rpartition("!")[2])[2]
    assert heads[last - 1] == "措施条数" and "来源" in heads[last:]
