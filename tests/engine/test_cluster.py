"""Ray: the rows of the local engine in the same order, a node that dies costs nothing, mistakes are explained."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from support.killing import program
from support.ledgers import NOTICE_TEXT
from support.notices import honest
from taizhang.engine.cluster import Cluster, _jobs
from taizhang.engine.run import Options, run
from taizhang.engine.shard_task import drop_notices, read_shard
from taizhang.errors import UsageError
from taizhang.ingest.source import Source
from taizhang.ingest.sources import inventory
from taizhang.records import TABLES
from taizhang.store.drafts import read_draft
from taizhang.store.manifest import Manifest, write_manifest
from taizhang.store.reader import open_dataset
from taizhang.store.verify import verify

NODES = Path(__file__).parents[1] / "support" / "nodes.py"
needs_ray = pytest.mark.skipif(importlib.util.find_spec("ray") is None, reason="the extra [ray] is not installed")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Notices with exact copies near and far, an edited one, a page of news, an empty file."""
    home = tmp_path / "in"
    home.mkdir()
    for number in range(24):
        text = honest(number).text if number % 4 == 0 else NOTICE_TEXT.format(name=f"第{number}县水利局", number=number)
        (home / f"{number:02}.txt").write_text(text, "utf-8")
    (home / "02-copy.txt").write_bytes((home / "02.txt").read_bytes())
    (home / "22-same-text.txt").write_bytes((home / "03.txt").read_text("utf-8").encode("gb18030"))
    edited = NOTICE_TEXT.format(name="第5县水利局", number=77)
    (home / "23-edited.txt").write_text(edited, "utf-8")
    (home / "empty.txt").write_bytes(b"")
    (home / "news.txt").write_text("本报讯（记者 张三）近日，县水利局召开巡察整改推进会。", "utf-8")
    (home / "list.jsonl").write_text('{"text": "一、第一份"}\n{"text": "坏"\n{"text": "一、第一份"}\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def same_rows_in_the_same_order(first, second):
    for table in TABLES:
        one, other = (open_dataset(path).read(table).to_pylist() for path in (first, second))
        assert one == other, table


@needs_ray
def test_a_node_that_dies_changes_nothing(folder):
    """Three nodes on this machine, one of them killed at work; five shards."""
    run(inventory(["in"]), folder / "local", Options(workers=1))
    command = [*program(folder, 7), "run", "in", "--out", "cluster"]
    done = subprocess.run(
        [sys.executable, str(NODES), "cluster", *command], capture_output=True, text=True, timeout=600, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "killed at work" in done.stdout
    assert "收到 in 32 份" in done.stdout
    found = verify("cluster")
    assert (found.errors, found.leftovers) == ([], [])
    assert found.dataset_hash() == verify("local").dataset_hash()
    same_rows_in_the_same_order("cluster", "local")
    assert not (folder / "cluster" / ".staging").exists()


def test_a_task_writes_a_shard_and_hands_back_no_rows(folder):
    write_manifest(folder, Manifest())
    sources = [Source(path.as_posix(), path=str(path)) for path in sorted((folder / "in").glob("0*.txt"))]
    part = read_shard(3, sources, folder, 60, None)
    assert [document.source_uri for document in part.documents] == [source.source_uri for source in sources]
    assert part.draft.folder.startswith(".staging/shard-000003-")
    tables = read_draft(folder, part.draft)
    assert set(tables) == set(TABLES) - {"documents"}
    notices = tables["notices"].column("notice_id").to_pylist()
    assert len(notices) == len(set(notices)) == len(sources) - 1  # the copy is written once
    dropped = frozenset(notices[:2])
    rest = read_draft(folder, drop_notices(folder, part.draft, dropped))
    for table in rest:
        expected = [row for row in tables[table].to_pylist() if row["notice_id"] not in dropped]
        assert rest[table].to_pylist() == expected
        assert rest[table].schema.equals(tables[table].schema, check_metadata=True)


def test_a_node_that_does_not_see_the_dataset_says_so(tmp_path):
    with pytest.raises(UsageError, match="a node does not see the dataset"):
        read_shard(0, [Source("a", data=b"a")], tmp_path / "elsewhere", 60, None)


def test_jobs_name_files_by_paths_that_hold_on_every_node(folder):
    (job,) = _jobs(inventory(["in"]), 500)
    assert len(job) == 32
    assert all(Path(source.path).is_absolute() for source in job if source.data is None and source.failure is None)
    assert [source.source_uri for source in job] == [source.source_uri for source in inventory(["in"])]


def test_jobs_that_carry_bytes_are_cut_by_their_size():
    sources = [Source("a.jsonl", str(row), data=bytes(30_000_000)) for row in range(5)]
    assert [len(job) for job in _jobs(sources, 500)] == [3, 2]


def test_without_ray_the_remedy_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(UsageError, match=r"taizhang\[ray\]"), Cluster(None, 0, 60, None):
        pass
