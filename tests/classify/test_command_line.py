"""The model as a user of the command line meets it: without one, with one's own, with a damaged one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from support.ledgers import NOTICE_TEXT
from taizhang.query.database import connect, select

PACKAGE = Path(__file__).parents[2] / "pipeline" / "taizhang"


def taizhang(*arguments: str, path: Path | None = None) -> subprocess.CompletedProcess[str]:
    setting = os.environ | ({"PYTHONPATH": str(path)} if path else {})
    done = subprocess.run([sys.executable, "-m", "taizhang", *arguments], capture_output=True, check=False, env=setting)
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return subprocess.CompletedProcess(arguments, done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def notice(tmp_path):
    path = tmp_path / "甲.txt"
    path.write_text(NOTICE_TEXT.format(name="甲局", number=2), "utf-8")
    return str(path)


def columns(dataset: Path) -> dict[str, object]:
    with connect(dataset) as connection:
        sql = """SELECT any_value(n.model_version) AS version, count(p.category) AS answered,
                 coalesce(sum(len(p.categories)), 0) AS candidates,
                 (SELECT count(tense) FROM measures) AS tenses, (SELECT count(specificity) FROM measures) AS rated
                 FROM notices n JOIN problems p USING (notice_id)"""
        return select(connection, sql).to_pylist()[0]


@pytest.mark.parametrize("workers", ["1", "2"])
def test_run_with_and_without_a_model(notice, tmp_path, workers):
    for name, option in (("full", ()), ("bare", ("--no-model",))):
        assert taizhang("run", notice, "--out", str(tmp_path / name), "--workers", workers, *option).returncode == 0
    full, bare = columns(tmp_path / "full"), columns(tmp_path / "bare")
    assert len(full["version"]) == 12 and full["candidates"] > 0 and full["tenses"] == full["rated"] > 0
    assert bare == {"version": None, "answered": 0, "candidates": 0, "tenses": 0, "rated": full["rated"]}


def test_ones_own_model_is_used_by_workers_too(notice, tmp_path, small_folder, small_model):
    out = tmp_path / "own"
    done = taizhang("run", notice, "--out", str(out), "--workers", "2", "--model", str(small_folder))
    assert done.returncode == 0
    assert columns(out)["version"] == small_model.version
    again = taizhang("run", notice, "--out", str(out))
    assert again.returncode == 0 and "--redo" in again.stdout + again.stderr, "another model made what is there"


@pytest.mark.parametrize("command", [("show",), ("run", "--out", "out")])
def test_a_model_that_is_not_there_is_one_clear_error(notice, tmp_path, command):
    done = taizhang(command[0], notice, *command[1:], "--model", str(tmp_path / "nowhere"))
    assert done.returncode == 2 and done.stderr.count("错误 error") == 1 and "没有模型" in done.stderr


def test_a_damaged_installation_is_one_clear_error_and_can_do_without(notice, tmp_path):
    """The package with one byte of its weights changed."""
    shutil.copytree(PACKAGE, tmp_path / "site" / "taizhang", ignore=shutil.ignore_patterns("__pycache__"))
    weights = tmp_path / "site" / "taizhang" / "classify" / "model" / "measures.npz"
    data = bytearray(weights.read_bytes())
    data[1000] ^= 1
    weights.write_bytes(data)
    done = taizhang("run", notice, "--out", str(tmp_path / "out"), path=tmp_path / "site")
    assert done.returncode == 2 and "measures.npz 已损坏" in done.stderr and "--no-model" in done.stderr
    assert taizhang("show", notice, "--no-model", path=tmp_path / "site").returncode == 0


def test_no_model_and_a_model_exclude_each_other(notice):
    assert taizhang("show", notice, "--no-model", "--model", "x").returncode == 2


def test_train_writes_model_card_and_splits(small_corpus, small_folder, small_model, tmp_path):
    out = tmp_path / "model"
    extras = ("--card", str(tmp_path / "card.md"), "--splits", str(tmp_path / "splits.json"))
    done = taizhang("train", str(small_corpus), "-o", str(out), *extras)
    assert done.returncode == 0, done.stderr
    assert small_model.version in done.stdout
    for path in ("categories.npz", "measures.npz", "pages.npz"):
        assert (out / path).read_bytes() == (small_folder / path).read_bytes(), "the same corpus, the same weights"
    assert small_model.version in (tmp_path / "card.md").read_text("utf-8")
    assert (tmp_path / "splits.json").is_file()


def test_train_refuses_what_is_no_corpus(tmp_path):
    done = taizhang("train", str(tmp_path), "-o", str(tmp_path / "model"))
    assert done.returncode == 2 and "缺少 statements" in done.stderr and not (tmp_path / "model").exists()


def test_the_taxonomy_is_printed():
    done = taizhang("schema", "categories")
    assert done.returncode == 0 and "第一议题" in done.stdout
