"""Worker processes that hang, die and never start: each document of a healthy neighbour comes through."""

import os
import sys
import textwrap
import time
from pathlib import Path

import pytest

from support.ledgers import SAMPLES
from taizhang.engine import pool
from taizhang.engine.inline import run_inline
from taizhang.engine.pool import run_pool
from taizhang.engine.process import packed, process_document
from taizhang.errors import TaizhangError
from taizhang.ingest.source import Source

NOTICES = sorted(SAMPLES.glob("*.txt"))[:6]

# A worker that does what the name of its document says, and otherwise what the real one does.
SERVER = """
import os, sys, time
from taizhang.engine.process import packed, process_document
from taizhang.engine.worker import READY

def serve(pipe, parent, memory):
    pipe.send(READY)
    while (source := pipe.recv()) is not None:
        if "hang" in source.source_uri:
            while True:
                time.sleep(10)
        if "stamp" in source.source_uri:
            open(source.path, "w").close()
        while "wait" in source.source_uri and not os.path.exists(source.path):
            time.sleep(0.1)
        if "exit" in source.source_uri:
            os._exit(3)
        if "segfault" in source.source_uri:
            os.kill(os.getpid(), 11)
        if "once" in source.source_uri and not os.path.exists(source.path + ".died"):
            open(source.path + ".died", "w").close()
            os._exit(1)
        pipe.send(packed(process_document(source)))

def never(pipe, parent, memory):
    os._exit(1)
"""


@pytest.fixture
def hostile(tmp_path, monkeypatch):
    (tmp_path / "hostile_server.py").write_text(textwrap.dedent(SERVER), "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    import hostile_server

    yield hostile_server
    sys.modules.pop("hostile_server")


def named(*names):
    return [Source(name, data=f"第{number}份".encode()) for number, name in enumerate(names)]


def _stopped(result):
    return (result.document.reason or "").startswith("timeout:")


def test_results_come_in_the_order_of_the_sources_and_are_those_of_one_process():
    sources = [Source(f"{n:02}", path=str(NOTICES[n % len(NOTICES)])) for n in range(12)]
    assert list(run_pool(sources, workers=2, seconds=60)) == list(run_inline(sources, seconds=60))


def test_documents_that_carry_their_bytes_do_not_block():
    """Larger both ways than any pipe holds."""
    text = NOTICES[0].read_text("utf-8")
    sources = [Source(f"{n:02}", data=(text + f"\n{n}\n" + "附注。\n" * 20_000).encode()) for n in range(6)]
    found = list(run_pool(sources, workers=2, seconds=60))
    assert [result.document.source_uri for result in found] == [source.source_uri for source in sources]
    assert found[0] == packed(process_document(sources[0]))


def test_a_worker_that_dies_costs_its_document_only(hostile):
    names = ["a", "b", "exit", "c", "d", "segfault", "e", "f"]
    found = list(run_pool(named(*names), workers=2, seconds=60, server=hostile.serve))
    assert [result.document.source_uri for result in found] == names
    reasons = {result.document.source_uri: result.document.reason or "" for result in found}
    assert {name for name in names if reasons[name].startswith("crashed")} == {"exit", "segfault"}
    assert "3" in reasons["exit"]
    assert "11" in reasons["segfault"]


def test_workers_stand_by_from_one_run_to_the_next(hostile):
    standing = pool.Pool(1, 60, server=hostile.serve)
    try:
        for names in (["a", "b"], [], ["exit", "c"], ["d"]):
            found = [result.document for result in standing.run(iter(named(*names)))]
            assert [document.source_uri for document in found] == names
            assert [document.source_uri for document in found if document.outcome == "quarantined"] == [
                name for name in names if name == "exit"
            ]
    finally:
        standing.stop()


def test_a_worker_that_hangs_is_replaced_in_time(hostile):
    started = time.monotonic()
    found = list(run_pool(named("a", "hang", "b", "c"), workers=1, seconds=5, server=hostile.serve))
    assert [_stopped(result) for result in found] == [False, True, False, False]
    assert time.monotonic() - started < 60


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="the system does not say what a process uses")
def test_a_worker_that_only_waits_gets_a_stand_in(hostile, tmp_path, monkeypatch):
    """The document it is on waits for one that stands far behind it."""
    monkeypatch.setattr(pool, "_IDLE_SECONDS", 0.3)
    stamps = [Source(f"stamp {n}", path=str(tmp_path / f"{n}.txt")) for n in range(8)]
    waiting = Source("wait", path=stamps[-1].path)
    found = list(run_pool([waiting, *stamps], workers=1, seconds=60, server=hostile.serve))
    assert [result.document.source_uri for result in found] == ["wait", *(source.source_uri for source in stamps)]
    assert not any(map(_stopped, found))


def test_a_document_is_tried_again_when_its_crashed_once(hostile, tmp_path):
    path = tmp_path / "once.txt"
    path.write_text("一份", "utf-8")
    (found,) = run_pool([Source("once", path=str(path))], workers=1, seconds=60, server=hostile.serve)
    assert found.document.outcome == "not_a_notice"


def test_workers_that_never_start_end_the_run_with_a_reason(hostile):
    with pytest.raises(TaizhangError, match="--workers 1"):
        list(run_pool(named("a"), workers=1, seconds=60, server=hostile.never))


def test_inline_a_document_that_takes_too_long_is_stopped(tmp_path):
    """A pipe that nobody writes into: reading it would never end."""
    os.mkfifo(tmp_path / "pipe.txt")
    sources = [Source("pipe.txt", path=str(tmp_path / "pipe.txt")), *named("b")]
    found = list(run_inline(sources, seconds=1))
    assert [_stopped(result) for result in found] == [True, False]
