"""Doing again what another version made: complete or not at all, whatever happens in between."""

import random
import shutil
import subprocess

import pytest

from support.killing import kill_after_shards, program
from support.ledgers import NOTICE_TEXT
from taizhang.engine.run import Options, run
from taizhang.ingest.sources import inventory
from taizhang.store.manifest import read_manifest, write_manifest
from taizhang.store.reader import open_dataset
from taizhang.store.verify import verify


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        for number in range(6):
            text = NOTICE_TEXT.format(name=f"第{number}{name}局", number=number + 2)
            (tmp_path / name / f"{number}.txt").write_text(text, "utf-8")
    (tmp_path / "b" / "copy.txt").write_bytes((tmp_path / "a" / "3.txt").read_bytes())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def outdate(dataset, part="lexicon"):
    manifest = read_manifest(dataset)
    for entry in manifest.shards:
        entry.versions[part] = "another"
    write_manifest(dataset, manifest)


def uris(dataset):
    return sorted(open_dataset(dataset).read("documents").column("source_uri").to_pylist())


def test_what_is_not_among_the_sources_of_the_redo_is_kept(folder):
    run(inventory(["a"]), folder / "out", Options(workers=1))
    run(inventory(["b"]), folder / "out", Options(workers=1))
    before, hashed = uris("out"), verify("out").dataset_hash()
    outdate(folder / "out")
    outcome = run(inventory(["b"]), folder / "out", Options(workers=1, redo=True))
    assert (outcome.absent, outcome.outdated) == (6, 1)
    assert outcome.changed == ("lexicon",)
    assert (uris("out"), verify("out").dataset_hash()) == (before, hashed)
    assert verify("out").errors == []
    assert read_manifest(folder / "out").shards[0].versions["lexicon"] == "another"


def test_documents_whose_file_is_gone_are_carried_over_with_their_notices(folder):
    run(inventory(["a", "b"]), folder / "out", Options(workers=1))
    before, hashed = uris("out"), verify("out").dataset_hash()
    outdate(folder / "out", "model")
    (folder / "a" / "2.txt").unlink()
    (folder / "a" / "3.txt").unlink()  # the original of b/copy.txt
    outcome = run(inventory(["a", "b"]), folder / "out", Options(workers=1, redo=True))
    assert outcome.absent == 2
    found = verify("out")
    assert (found.errors, uris("out"), found.dataset_hash()) == ([], before, hashed)
    rows = {row["source_uri"]: row for row in open_dataset("out").read("documents").to_pylist()}
    assert rows["b/copy.txt"]["duplicate_of"] == rows["a/3.txt"]["document_id"]
    again = run(inventory(["a", "b"]), folder / "out", Options(workers=1, redo=True))
    assert (again.absent, again.outdated) == (2, 1)


def test_an_unfinished_redo_is_noticed_and_goes_on(folder):
    """The dataset stays the old one; new files of a later run make it start over."""
    run(inventory(["a"]), folder / "out", Options(workers=1))
    outdate(folder / "out")
    old = (folder / "out" / "manifest.json").read_bytes()

    class StoppedError(Exception):
        pass

    class Interrupted:
        sources = inventory(["a"]).sources
        rounds = 0

        def __iter__(self):
            self.rounds += 1
            for number, source in enumerate(self.sources):
                if self.rounds == 2 and number == 3:
                    raise StoppedError
                yield source

    with pytest.raises(StoppedError):
        run(Interrupted(), folder / "out", Options(workers=1, redo=True))
    assert (folder / "out" / "manifest.json").read_bytes() == old
    outcome = run(inventory(["a"]), folder / "out", Options(workers=1))
    assert (outcome.unfinished, outcome.outdated, outcome.account.already_done) == (True, 1, 6)
    done = run(inventory(["a"]), folder / "out", Options(workers=1, redo=True))
    assert (done.outdated, done.absent, done.unfinished) == (0, 0, False)
    assert not (folder / "out" / ".redo").exists()


def test_killed_while_it_redoes_a_run_loses_nothing(folder):
    """Kills of the whole group; after each the dataset is whole and the old one; what was redone is not done twice."""
    many = folder / "many"
    many.mkdir()
    for number in range(64):
        (many / f"{number:04}.txt").write_text(NOTICE_TEXT.format(name=f"第{number}局", number=number % 7 + 2), "utf-8")
    run(inventory(["many"]), folder / "out", Options(workers=1))
    hashed, names = verify("out").dataset_hash(), uris("out")
    outdate(folder / "out")
    old = (folder / "out" / "manifest.json").read_bytes()
    command = [*program(folder), "run", "many", "--out", "out", "--workers", "2", "--redo"]
    moments = random.Random(5)
    progress = []
    for _ in range(3):
        kill_after_shards(command, folder / "out" / ".redo", moments)
        found = verify("out")
        assert (found.errors, found.dataset_hash(), uris("out")) == ([], hashed, names)
        if (folder / "out" / "manifest.json").read_bytes() == old:
            progress.append(len(read_manifest(folder / "out" / ".redo").shards))
    assert progress == sorted(progress)
    assert max(progress) > 0
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    found = verify("out")
    assert (found.errors, found.dataset_hash(), uris("out")) == ([], hashed, names)
    assert all(entry.versions["lexicon"] != "another" for entry in read_manifest(folder / "out").shards)
    assert not (folder / "out" / ".redo").exists()


def test_killed_between_linking_and_listing_nothing_is_doubled(folder):
    """New files are in their places but not listed: the next run removes them and adopts them again."""
    run(inventory(["a"]), folder / "out", Options(workers=1))
    hashed = verify("out").dataset_hash()
    outdate(folder / "out")
    shutil.copytree(folder / "out", folder / "twin")
    run(inventory(["a"]), folder / "twin", Options(workers=1, redo=True))
    for path in (folder / "twin").glob("*/*.parquet"):
        shutil.copy(path, folder / "out" / path.relative_to(folder / "twin"))
    run(inventory(["a"]), folder / "out", Options(workers=1, redo=True))
    found = verify("out")
    assert (found.errors, found.leftovers, found.dataset_hash()) == ([], [], hashed)
