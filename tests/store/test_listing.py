import json
import os
import resource
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from support.ledgers import make
from taizhang.errors import UsageError
from taizhang.query.database import connect, select
from taizhang.records import TABLES
from taizhang.settings import versions
from taizhang.store import listing as module
from taizhang.store.listing import Listing
from taizhang.store.manifest import LOG, NAME, FileEntry, Manifest, ShardEntry, read_manifest, write_manifest
from taizhang.store.verify import verify
from taizhang.store.writer import open_for_writing

TESTS = Path(__file__).parents[1]


def entry(number):
    files = {table: FileEntry(f"{table}/part-{number:06d}-x.parquet", 1, 9, "0" * 64) for table in TABLES}
    return ShardEntry(f"{number:06d}-x", files, {"extracted": 1}, dict(versions()))


@pytest.fixture
def listing(tmp_path):
    write_manifest(tmp_path, Manifest())
    return Listing(tmp_path, read_manifest(tmp_path))


def test_each_shard_is_seen_at_once_whether_logged_or_written_out(tmp_path, listing):
    for number in range(200):
        listing.add(entry(number))
        assert [shard.shard for shard in read_manifest(tmp_path).shards] == [f"{n:06d}-x" for n in range(number + 1)]
    listing.close()
    assert not (tmp_path / LOG).exists()
    assert json.loads((tmp_path / NAME).read_bytes())["rows"]["documents"] == 200


def test_a_line_that_was_cut_or_damaged_is_no_shard(tmp_path, listing):
    for number in range(70):
        listing.add(entry(number))
    log = tmp_path / LOG
    whole = log.read_bytes()
    for content in (whole[:-1], whole[:-300], whole.replace(b"000069-x", b"000068-x", 1)):
        log.write_bytes(content)
        assert len(read_manifest(tmp_path).shards) == 69
    reopened = Listing(tmp_path, read_manifest(tmp_path))
    assert (len(reopened), reopened.next_index(), log.exists()) == (69, 69, False)


def test_a_log_of_another_manifest_counts_for_nothing(tmp_path, listing):
    """Killed after the manifest was replaced and before the log was removed."""
    for number in range(70):
        listing.add(entry(number))
    stale = (tmp_path / LOG).read_bytes()
    listing.replace(Manifest((entry(500),)))
    (tmp_path / LOG).write_bytes(stale)
    assert [shard.shard for shard in read_manifest(tmp_path).shards] == ["000500-x"]


def test_twenty_thousand_shards_cost_little(tmp_path, monkeypatch):
    """The bytes written for the list stay within some 20 times its size, where rewriting it each time is 10,000."""
    written = 0
    original = module.write_manifest

    def counted(dataset, manifest):
        nonlocal written
        original(dataset, manifest)
        written += (dataset / NAME).stat().st_size

    monkeypatch.setattr(module, "write_manifest", counted)
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)
    write_manifest(tmp_path, Manifest())
    number = 2_000
    listing = Listing(tmp_path, read_manifest(tmp_path))
    for index in range(number):
        listing.add(entry(index))
    listing.close()
    size = (tmp_path / NAME).stat().st_size
    assert len(read_manifest(tmp_path).shards) == number
    assert written < 20 * size


FULL = """
import resource, signal, sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from support.ledgers import make
from taizhang.settings import versions
from taizhang.store.writer import open_for_writing
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with open_for_writing(Path({out!r})) as writer:
    writer.commit(*[[item] for item in make("甲局")], versions())
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000))
    writer.commit(*[[item] for item in make("乙局")], versions())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
def test_no_room_left_is_said_and_what_was_committed_stays(tmp_path):
    """The limit on the size of a file stands for a full disk."""
    out = tmp_path / "dataset"
    done = subprocess.run(
        [sys.executable, "-c", FULL.format(tests=str(TESTS), out=str(out))], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "UsageError" in done.stderr
    assert "磁盘空间" in done.stderr
    found = verify(out)
    assert (found.errors, found.rows["notices"], found.leftovers) == ([], 1, [])
    assert list((out / ".staging").glob("*")) == []
    with open_for_writing(out) as writer:
        writer.commit(*[[item] for item in make("乙局")], versions())
    assert verify(out).rows["notices"] == 2


def test_an_error_while_listing_takes_the_shard_back(tmp_path, monkeypatch):
    document, ledger = make("甲局")
    with open_for_writing(tmp_path) as writer:
        writer.commit([document], [ledger], versions())

        def refuse(self, entry):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(Listing, "add", refuse)
        with pytest.raises(UsageError, match="磁盘空间"):
            writer.commit(*[[item] for item in make("乙局")], versions())
        monkeypatch.undo()
        assert len(list(tmp_path.glob("texts/*.parquet"))) == 1
        writer.commit(*[[item] for item in make("丙局")], versions())
    assert verify(tmp_path).errors == []


WRITES = """
import sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from support.ledgers import make
from taizhang.settings import versions
from taizhang.store.writer import open_for_writing
with open_for_writing(Path({out!r})) as writer:
    for number in range(150):
        writer.commit(*[[item] for item in make("某局", number)], versions())
"""


def test_a_query_sees_a_shard_in_all_tables_or_in_none(tmp_path):
    """Asked again and again while another process commits, past the length from which the log is used."""
    out = tmp_path / "dataset"
    with open_for_writing(out) as writer:
        writer.commit(*[[item] for item in make("首局")], versions())
    counts = "SELECT (SELECT count(*) FROM documents), " + ", ".join(
        f"(SELECT count(DISTINCT notice_id) FROM {table})" for table in TABLES if table != "documents"
    )
    seen = set()
    with subprocess.Popen([sys.executable, "-c", WRITES.format(tests=str(TESTS), out=str(out))]) as process:
        while process.poll() is None:
            with connect(out) as connection:
                row = next(iter(select(connection, counts).to_pylist()))
            assert len(set(row.values())) == 1, row
            seen.update(row.values())
            time.sleep(0.02)
    assert process.returncode == 0
    assert len(seen) > 3
    assert verify(out).rows["documents"] == 151


def test_files_are_copied_where_links_are_refused(tmp_path, monkeypatch):
    with open_for_writing(tmp_path / "new", first_index=5) as writer:
        writer.commit(*[[item] for item in make("乙局")], versions())
        adopted = writer.manifest.shards

    def refuse(*names):
        raise PermissionError(1, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    with open_for_writing(tmp_path / "old") as writer:
        writer.commit(*[[item] for item in make("甲局")], versions())
        dropped = frozenset(shard.shard for shard in writer.manifest.shards)
        writer.replace(dropped, adopted, tmp_path / "new")
    shutil.rmtree(tmp_path / "new")
    assert (verify(tmp_path / "old").errors, verify(tmp_path / "old").rows["notices"]) == ([], 1)


def test_versions_of_the_schema_are_kept_when_the_list_is_written_anew(tmp_path):
    write_manifest(tmp_path, replace(Manifest(), schema_version="1.0.0"))
    with open_for_writing(tmp_path) as writer:
        assert writer.manifest.schema_version == "1.0.0"
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 2_000
