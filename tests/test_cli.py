"""The command line as a user meets it: real processes, real files, messages and exit status."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from support.ledgers import NOTICE_TEXT, REPOSITORY, SAMPLES
from taizhang import cli
from taizhang.records import TABLES

COMMANDS = ("run", "show", "query", "schema", "verify", "evaluate")


def taizhang(*arguments: str, given: bytes = b"", status: int = 0) -> subprocess.CompletedProcess[str]:
    done = subprocess.run([sys.executable, "-m", "taizhang", *arguments], input=given, capture_output=True, check=False)
    result = subprocess.CompletedProcess(arguments, done.returncode, done.stdout.decode(), done.stderr.decode())
    assert result.returncode == status, result
    assert "Traceback" not in result.stderr
    return result


@pytest.fixture
def folder(tmp_path, monkeypatch):
    home = tmp_path / "in"
    home.mkdir()
    (home / "甲.txt").write_text(NOTICE_TEXT.format(name="甲局", number=2), "utf-8")
    (home / "乙.txt").write_text(NOTICE_TEXT.format(name="乙局", number=3), "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_command_explains_itself_in_both_languages():
    top = taizhang("--help").stdout
    for name in COMMANDS:
        assert f"    {name} " in top
        text = taizhang(name, "--help").stdout
        assert text.startswith(f"用法 usage: taizhang {name}")
        assert any("一" <= char <= "鿿" for char in text)
        assert any(word.isascii() and len(word) > 3 for word in text.split())
    assert taizhang("--version").stdout.startswith("taizhang ")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("nothing",),
        ("run",),
        ("run", "in"),
        ("run", "in", "--out", "x", "--workers", "0"),
        ("run", "in", "--out", "x", "--workers", "two"),
        ("query",),
        ("schema", "notice"),
        ("verify", "nowhere"),
        ("query", "nowhere", "SELECT 1"),
        ("show", "nowhere.txt"),
        ("evaluate", "nowhere"),
        ("run", "in", "--ou", "x"),
    ],
)
def test_wrong_use_is_status_two_with_a_message(folder, arguments):
    done = taizhang(*arguments, status=2)
    assert done.stderr.strip()
    assert not (folder / "x").exists()


def test_run_then_ask_then_verify(folder):
    done = taizhang("run", "in", "--out", "out")
    assert "收到 in 2 份" in done.stdout
    assert "甲局" in done.stdout or "in/甲.txt" in done.stdout
    assert json.loads(taizhang("query", "out", "SELECT count(*) AS n FROM notices", "--format", "json").stdout) == [
        {"n": 2}
    ]
    rows = list(csv.reader(io.StringIO(taizhang("query", "out", "FROM v_documents_account", "--format", "csv").stdout)))
    assert rows[1][2] == "2"
    taizhang("query", "out", "FROM counts", "-o", "counts.parquet")
    assert Path("counts.parquet").exists()
    assert "每" not in taizhang("query", "out", given=b".quit\n").stderr
    sound = taizhang("verify", "out").stdout
    assert "✓ 全部约束成立" in sound
    assert "逻辑散列 logical hash" in sound


def test_verify_finds_damage_with_status_one(folder):
    taizhang("run", "in", "--out", "out")
    next(Path("out/measures").glob("*.parquet")).write_bytes(b"PAR1")
    assert "measures" in taizhang("verify", "out", status=1).stdout


BAD = {
    "empty.txt": (b"", "empty"),
    "binary.bin": (bytes(range(256)) * 30, "binary"),
    "line.txt": (b"x" * 30_000_000, "too_large"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_costs_only_itself(folder, name):
    content, code = BAD[name]
    (folder / "in" / name).write_bytes(content)
    done = taizhang("run", "in", "--out", "out")
    assert f"in/{name}" in done.stdout
    assert code in done.stdout
    assert "请" in done.stdout
    (row,) = json.loads(
        taizhang(
            "query", "out", f"SELECT outcome, reason FROM documents WHERE source_uri = 'in/{name}'", "--format", "json"
        ).stdout
    )
    assert row["outcome"] == "quarantined"
    assert row["reason"].startswith(f"{code}: ")
    taizhang("run", "in", "--out", "strict", "--strict", status=1)
    assert json.loads(taizhang("query", "strict", "SELECT count(*) AS n FROM notices", "--format", "json").stdout) == [
        {"n": 2}
    ]


@pytest.mark.parametrize(
    ("source", "code"), [("gone.txt", "missing"), ("none", "no_documents"), ("in/*.pdf", "missing")]
)
def test_a_source_that_is_not_there_is_wrong_use_and_the_rest_is_done(folder, source, code):
    (folder / "none").mkdir()
    done = taizhang("run", "in", source, "--out", "out", status=2)
    assert source in done.stderr
    assert "请" in done.stderr
    rows = json.loads(taizhang("query", "out", "SELECT * FROM documents ORDER BY outcome", "--format", "json").stdout)
    assert [row["outcome"] for row in rows] == ["extracted", "extracted", "quarantined"]
    assert rows[2]["source_uri"] == source
    assert rows[2]["reason"].startswith(f"{code}: ")


@pytest.mark.parametrize("out", ["in/甲.txt", "in/甲.txt/x", "/proc/no/such", "in"])
def test_an_output_that_can_not_be_written_is_wrong_use(folder, out):
    done = taizhang("run", "in", "--out", out, status=2)
    assert out in done.stderr
    assert "请" in done.stderr
    assert sorted(path.name for path in Path("in").iterdir()) == ["乙.txt", "甲.txt"]


def test_show_reads_a_file_and_standard_input(folder):
    plain = taizhang("show", "in/甲.txt", "--width", "80").stdout
    assert "关于“学习不深入”的问题" in plain
    assert "\x1b[" not in plain
    piped = taizhang("show", "-", "--width", "80", given=Path("in/甲.txt").read_bytes()).stdout
    assert piped.replace("-  ", "") != ""
    assert piped.split("问题台账")[1] == plain.split("问题台账")[1]


def test_schema_is_the_dictionary():
    assert all(table in taizhang("schema").stdout for table in TABLES)
    assert "char_start" in taizhang("schema", "counts").stdout
    assert json.loads(taizhang("schema", "counts", "--json").stdout)["table"] == "counts"
    assert len(json.loads(taizhang("schema", "--json").stdout)) == len(TABLES)


def test_evaluate_scores_now_and_a_dataset_alike(folder):
    now = taizhang("evaluate", str(REPOSITORY / "corpora" / "gold")).stdout
    assert "problems" in now
    taizhang("run", str(SAMPLES), "--out", "out")
    assert taizhang("evaluate", str(REPOSITORY / "corpora" / "gold"), "--against", "out").stdout == now


def test_a_reader_that_has_had_enough_is_no_error(folder):
    with subprocess.Popen(
        [sys.executable, "-m", "taizhang", "schema", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        errors = process.stderr.read()
    assert errors == b""
    assert process.returncode == 0


def test_main_can_be_called(capsys):
    assert cli.main(["schema", "texts"]) == 0
    assert "规范文本" in capsys.readouterr().out
