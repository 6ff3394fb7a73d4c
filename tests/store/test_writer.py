import json
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest

from support.ledgers import make
from taizhang.errors import InvariantError, UsageError
from taizhang.records import TABLES
from taizhang.settings import versions
from taizhang.store.manifest import read_manifest
from taizhang.store.reader import open_dataset
from taizhang.store.verify import verify
from taizhang.store.writer import open_for_writing

TESTS = Path(__file__).parents[1]


def write(path, *shards):
    with open_for_writing(path) as writer:
        for shard in shards:
            writer.commit([pair[0] for pair in shard], [pair[1] for pair in shard], versions())


def test_what_is_written_is_what_is_read(tmp_path):
    write(tmp_path, [make("甲局"), make("乙局")], [make("丙局")])
    dataset = open_dataset(tmp_path)
    assert dataset.manifest.rows()["notices"] == 3
    assert dataset.read("notices", ["agency"]).column("agency").to_pylist() == ["甲局", "乙局", "丙局"]
    assert verify(tmp_path).sound


def test_plain_parquet_readers_read_every_table_by_its_glob(tmp_path):
    """Shards in which whole columns are null keep their types; nothing of the dataset is needed to read them."""
    document, ledger = make("甲局")
    bare = replace(ledger, contacts=(), citations=(), audits=(), measures=(), counts=(), dates=())
    write(tmp_path, [(document, bare)], [make("乙局")])
    for table in TABLES:
        glob = f"{tmp_path}/{table}/**/*.parquet"
        rows = open_dataset(tmp_path).manifest.rows()[table]
        assert duckdb.sql(f"SELECT count(*) FROM read_parquet('{glob}')").fetchall() == [(rows,)]
        assert pl.read_parquet(f"{tmp_path}/{table}/*.parquet").height == rows
        assert len(pd.read_parquet(tmp_path / table)) == rows
        kinds = {str(pq.read_schema(path)) for path in (tmp_path / table).glob("*.parquet")}
        assert len(kinds) == 1


def test_a_broken_row_stops_the_shard_before_anything_is_written(tmp_path):
    document, ledger = make()
    broken = replace(ledger, contacts=(replace(ledger.contacts[0], char_start=0),))
    with open_for_writing(tmp_path) as writer:
        with pytest.raises(InvariantError, match="contacts"):
            writer.commit([document], [broken], versions())
        assert not list(tmp_path.glob("*/*.parquet"))
        writer.commit([document], [ledger], versions())
    assert verify(tmp_path).rows["notices"] == 1


def test_what_a_killed_run_left_is_removed_at_the_next_start(tmp_path):
    write(tmp_path, [make("甲局")])
    before = verify(tmp_path).dataset_hash()
    (tmp_path / ".staging" / "000001-x").mkdir(parents=True)
    (tmp_path / ".staging" / "000001-x" / "texts.parquet").write_bytes(b"PAR1 half a fi")
    (tmp_path / "texts" / "part-000001-deadbeef.parquet").write_bytes(b"whole, but its shard is not")
    assert verify(tmp_path).leftovers == ["texts/part-000001-deadbeef.parquet"]
    write(tmp_path)
    found = verify(tmp_path)
    assert (found.dataset_hash(), found.leftovers, found.sound) == (before, [], True)
    assert not (tmp_path / ".staging").exists()


def test_two_runs_at_once_are_refused(tmp_path):
    write(tmp_path, [make()])
    with (
        open_for_writing(tmp_path),
        pytest.raises(UsageError, match=f"another run.*|{os.getpid()}"),
        open_for_writing(tmp_path),
    ):
        pass
    write(tmp_path)  # the lock ends with its holder


def test_a_folder_with_other_files_is_not_written_into(tmp_path):
    (tmp_path / "thesis.docx").write_text("x")
    with pytest.raises(UsageError, match="a folder with other files"), open_for_writing(tmp_path):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


def test_an_output_that_can_not_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("x")
    for path in (tmp_path / "file", tmp_path / "file" / "inside", Path("/proc/no/such")):
        with pytest.raises(UsageError, match=str(path)), open_for_writing(path):
            pass


def test_manifest_is_the_same_for_the_same_input(tmp_path):
    for name in ("a", "b"):
        write(tmp_path / name, [make("甲局")], [make("乙局")])
    assert (tmp_path / "a" / "manifest.json").read_bytes() == (tmp_path / "b" / "manifest.json").read_bytes()


def test_dropped_shards_are_gone(tmp_path):
    write(tmp_path, [make("甲局")], [make("乙局")])
    first = read_manifest(tmp_path).shards[0].shard
    with open_for_writing(tmp_path) as writer:
        writer.replace(frozenset({first}), (), tmp_path)
    assert open_dataset(tmp_path).read("notices").column("agency").to_pylist() == ["乙局"]
    assert len(list((tmp_path / "texts").glob("*.parquet"))) == 1
    assert verify(tmp_path).sound


WRITES_FOREVER = """
import sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from support.ledgers import make
from taizhang.settings import versions
from taizhang.store.writer import open_for_writing
with open_for_writing(Path({out!r})) as writer:
    done = len(writer.manifest.shards)
    for number in range(done, done + 10_000):
        document, ledger = make("某局", number)
        writer.commit([document], [ledger], versions())
        print("committed", flush=True)
"""


def test_kill_at_any_moment_leaves_a_sound_dataset(tmp_path):
    """Six kills at random moments of a process that commits without pause; what was listed is never lost."""
    out = tmp_path / "dataset"
    script = WRITES_FOREVER.format(tests=str(TESTS), out=str(out))
    moments = random.Random(7)
    listed = 0
    for _ in range(6):
        process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        assert process.stdout.readline() == "committed\n"
        time.sleep(moments.uniform(0.0, 0.1))
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        found = verify(out)
        assert found.sound, found.errors
        assert found.rows["notices"] >= listed
        listed = found.rows["notices"]
        for table in TABLES:  # nobody sees half a file, not even by a plain glob
            for path in out.glob(f"{table}/*.parquet"):
                assert pq.read_metadata(path).num_rows >= 0
    assert listed >= 6
    write(out)
    assert verify(out).leftovers == []
    assert json.loads((out / "manifest.json").read_text("utf-8"))["rows"]["notices"] == listed
