import random
import shutil
import subprocess
from pathlib import Path

import pytest

from support.killing import kill_after_shards, program
from support.ledgers import NOTICE_TEXT, SAMPLES
from taizhang.engine.run import Options, run
from taizhang.errors import UsageError
from taizhang.ingest.sources import inventory
from taizhang.store.manifest import read_manifest, write_manifest
from taizhang.store.reader import open_dataset
from taizhang.store.verify import verify


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Twelve notices, four of them repeated in other bytes, and the bad inputs of every kind."""
    home = tmp_path / "in"
    home.mkdir()
    for number in range(8):
        (home / f"n{number}.txt").write_text(NOTICE_TEXT.format(name=f"第{number}局", number=number + 2), "utf-8")
    (home / "copy.txt").write_bytes((home / "n3.txt").read_bytes())
    (home / "zz-same-text.txt").write_bytes((home / "n4.txt").read_text("utf-8").encode("gb18030"))
    (home / "aa-same-text.txt").write_bytes((home / "n5.txt").read_text("utf-8").encode("utf-8-sig"))
    (home / "empty.txt").write_bytes(b"")
    (home / "binary.dat").write_bytes(bytes(range(256)) * 20)
    (home / "line.txt").write_bytes(b"a" * 30_000_000)
    (home / "news.txt").write_text("本报讯（记者 张三）近日，县水利局召开巡察整改推进会。", "utf-8")
    (tmp_path / "none").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rows(path, table="documents"):
    return open_dataset(path).read(table).to_pylist()


def test_the_account_balances_and_every_reason_is_a_row(folder):
    outcome = run(inventory(["in", "none", "gone.txt"]), folder / "out", Options())
    account = outcome.account
    assert account.received == 17
    assert dict(account.outcomes) == {"extracted": 8, "duplicate": 3, "not_a_notice": 1, "quarantined": 5}
    reasons = {row["source_uri"]: row["reason"] for row in rows("out") if row["outcome"] == "quarantined"}
    assert {uri: reason.partition(":")[0] for uri, reason in reasons.items()} == {
        "in/empty.txt": "empty",
        "in/binary.dat": "binary",
        "in/line.txt": "too_large",
        "none": "no_documents",
        "gone.txt": "missing",
    }
    assert verify(folder / "out").sound


def test_of_equal_documents_the_smallest_source_is_kept(folder):
    run(inventory(["in"]), folder / "out", Options())
    documents = {row["source_uri"]: row for row in rows("out")}
    outcomes = {uri: row["outcome"] for uri, row in documents.items()}
    assert outcomes["in/copy.txt"] == outcomes["in/aa-same-text.txt"] == outcomes["in/n4.txt"] == "extracted"
    for repeated, first in (("n3.txt", "copy.txt"), ("n5.txt", "aa-same-text.txt"), ("zz-same-text.txt", "n4.txt")):
        row = documents[f"in/{repeated}"]
        assert row["outcome"] == "duplicate"
        assert row["duplicate_of"] == documents[f"in/{first}"]["document_id"]
        assert row["notice_id"] == documents[f"in/{first}"]["notice_id"]


def test_order_of_sources_and_number_of_workers_change_nothing(folder):
    names = [path.as_posix() for path in sorted(Path("in").iterdir())]
    datasets = []
    for number, workers in enumerate((1, 2, 1)):
        random.Random(number).shuffle(names)
        run(inventory(names), folder / f"out{number}", Options(workers=workers))
        datasets.append(verify(folder / f"out{number}").dataset_hash())
        assert [row["source_uri"] for row in rows(f"out{number}")] == sorted(names)
    assert len(set(datasets)) == 1
    assert (folder / "out0" / "manifest.json").read_bytes() == (folder / "out1" / "manifest.json").read_bytes()


def test_running_again_does_only_what_is_missing(folder):
    run(inventory(["in"]), folder / "whole", Options())
    (folder / "later").mkdir()
    for name in ("n7.txt", "news.txt"):
        shutil.move(folder / "in" / name, folder / "later" / name)
    run(inventory(["in"]), folder / "out", Options())
    for name in ("n7.txt", "news.txt"):
        shutil.move(folder / "later" / name, folder / "in" / name)
    second = run(inventory(["in"]), folder / "out", Options())
    assert (second.account.already_done, sum(second.account.outcomes.values())) == (13, 2)
    assert verify(folder / "out").dataset_hash() == verify(folder / "whole").dataset_hash()
    third = run(inventory(["in"]), folder / "out", Options())
    assert third.account.already_done == 15
    assert len(read_manifest(folder / "out").shards) == 2


def test_a_changed_file_is_a_new_document(folder):
    run(inventory(["in/n1.txt"]), folder / "out", Options())
    (folder / "in" / "n1.txt").write_text(NOTICE_TEXT.format(name="第一局", number=99), "utf-8")
    run(inventory(["in/n1.txt"]), folder / "out", Options())
    assert [row["outcome"] for row in rows("out")] == ["extracted", "extracted"]
    assert verify(folder / "out").sound


def test_what_another_version_made_is_noticed_and_redone_only_when_asked(folder):
    run(inventory(["in"]), folder / "out", Options())
    before = verify(folder / "out").dataset_hash()
    manifest = read_manifest(folder / "out")
    for entry in manifest.shards:
        entry.versions["lexicon"] = "another"
    write_manifest(folder / "out", manifest)
    assert run(inventory(["in"]), folder / "out", Options()).outdated == 1
    redone = run(inventory(["in"]), folder / "out", Options(redo=True))
    assert (redone.outdated, redone.account.already_done, redone.account.received) == (0, 0, 15)
    assert verify(folder / "out").dataset_hash() == before
    assert run(inventory(["in"]), folder / "out", Options(redo=True)).account.already_done == 15


def test_an_output_that_can_not_be_written_stops_before_anything_is_read(folder):
    (folder / "file").write_text("x")
    with pytest.raises(UsageError, match="file"):
        run(inventory(["in"]), folder / "file", Options())


def test_a_run_that_is_killed_goes_on_where_it_was(folder):
    """Its whole process group killed four times, soon after a commit; shards of a few documents, then left to end."""
    many = folder / "many"
    many.mkdir()
    for number in range(72):
        (many / f"{number:04}.txt").write_text(NOTICE_TEXT.format(name=f"第{number}局", number=number % 7 + 2), "utf-8")
    for path in sorted(SAMPLES.glob("*.txt"))[:4]:
        (many / path.name).write_bytes(path.read_bytes())
    command = [*program(folder), "run", "many", "--out", "killed", "--workers", "2"]
    moments = random.Random(3)
    listed = []
    for _ in range(4):
        kill_after_shards(command, folder / "killed", moments)
        if (folder / "killed" / "manifest.json").exists():
            assert verify(folder / "killed").sound
            listed.append(len(read_manifest(folder / "killed").shards))
    assert listed == sorted(listed)
    assert any(0 < shards < 10 for shards in listed)
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    run(inventory(["many"]), folder / "whole", Options(workers=1))
    assert verify(folder / "killed").dataset_hash() == verify(folder / "whole").dataset_hash()
