"""The folder appears whole, is the same each time, and takes the place of nothing but itself."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys

import pytest

from support.ledgers import make
from support.views import write
from taizhang.cli import main
from taizhang.errors import DatasetError, UsageError
from taizhang.report.compare import build
from taizhang.report.compare.build import compare


def content(folder):
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_another_process_writes_the_same_bytes(dataset, folders, tmp_path):
    command = [sys.executable, "-m", "taizhang", "compare", str(dataset), "--by", "function", "--minimum", "2"]
    done = subprocess.run(
        [*command, "-o", str(tmp_path / "again")],
        env=os.environ | {"PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai", "LC_ALL": "C"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "24 份通报" in done.stdout and "index.html" in done.stdout
    assert content(tmp_path / "again") == content(folders["function"].path)


def test_a_folder_of_something_else_is_left_alone(tmp_path):
    write(tmp_path / "dataset", make()[1])
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("…", "utf-8")
    with pytest.raises(UsageError, match="不覆盖"):
        compare(tmp_path / "dataset", "agency", tmp_path / "mine")
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["thesis.txt"]


def test_an_earlier_comparison_is_replaced_as_a_whole(tmp_path):
    write(tmp_path / "dataset", make()[1])
    compare(tmp_path / "dataset", "agency", tmp_path / "pages")
    (tmp_path / "pages" / "g" / "old.html").write_text("", "utf-8")
    compare(tmp_path / "dataset", "category", tmp_path / "pages")
    assert not (tmp_path / "pages" / "g" / "old.html").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dataset", "pages"]


def test_what_fails_leaves_the_earlier_pages(tmp_path, monkeypatch):
    write(tmp_path / "dataset", make()[1])
    compare(tmp_path / "dataset", "agency", tmp_path / "pages")
    before = content(tmp_path / "pages")

    def broken(*_):
        raise UsageError("…")

    monkeypatch.setattr(build, "write_notices", broken)
    with pytest.raises(UsageError):
        compare(tmp_path / "dataset", "function", tmp_path / "pages")
    assert content(tmp_path / "pages") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dataset", "pages"]


def test_a_dataset_without_notices_is_refused(tmp_path, capsys):
    write(tmp_path / "dataset")
    assert main(["compare", str(tmp_path / "dataset"), "--by", "region", "-o", str(tmp_path / "pages")]) == 2
    assert "没有通报" in capsys.readouterr().err
    with pytest.raises(DatasetError):
        compare(tmp_path / "nothing", "region", tmp_path / "pages")
    assert not (tmp_path / "pages").exists()


def test_long_lists_go_on_over_pages(tmp_path, monkeypatch, dataset):
    from support.pages import Folder
    from taizhang.report.compare import book, overview

    monkeypatch.setattr(book, "ROWS_A_PAGE", 7)
    monkeypatch.setattr(overview, "GROUPS_A_PAGE", 10)
    monkeypatch.setattr(overview, "LEFT_A_PAGE", 5)
    compare(dataset, "agency", tmp_path / "pages", least=2)
    folder = Folder(tmp_path / "pages")
    assert {"h/groups-3.html", "h/left-2.html", "h/heat-9.html"} <= set(folder.pages)
    for name, page in folder.pages.items():
        for link in page.all("a"):
            other, anchor = folder.resolve(name, link.attributes["href"])
            assert other in folder.pages and (not anchor or anchor in folder.ids(other)), f"{name} {link.attributes}"
    name, page = folder.group("滑县医疗保障局")
    for number in page.by_id("measures").all("td", "n"):
        for link in number.all("a"):
            assert len(folder.rows(name, link.attributes["href"])) == int(link.text)
