"""A reader that misbehaves in every way, inside the real worker: its document gets a row, its neighbours come through."""

import sys
import textwrap
import time
from functools import partial
from pathlib import Path

import pytest

from taizhang.engine.pool import run_pool
from taizhang.engine.worker import memory_in_use, serve
from taizhang.ingest.source import Source

MEMORY = 1_500_000_000

# The per-document function of a worker, which does what the name of the document says.
READER = """
import ctypes, os, sys, time
import numpy
from taizhang.engine.process import process_document

def read(source):
    name = source.source_uri
    if name == "sleeps":
        time.sleep(1000)
    elif name == "allocates":
        hoard = []
        while True:
            hoard.append(numpy.empty(50_000_000, "u1"))
    elif name == "allocates slowly":  # below the bound of the address space, seen by the watch
        hoard = bytearray(400_000_000)
        time.sleep(1000)
    elif name == "recurses":
        return read(source)
    elif name == "recurses natively":
        ctypes.string_at(0)
    elif name == "exits":
        sys.exit(5)
    elif name == "exits at once":
        os._exit(6)
    elif name == "raises":
        raise RuntimeError("no such luck")
    elif name == "prints forever":
        while True:
            print("noise " * 1000)
            os.write(2, b"noise " * 1000)
    return process_document(source)

def guarded(source):
    # what `process_document` does around a reader
    import taizhang.engine.process as process
    original = process.read_page
    def mock(source, data):
        if source.source_uri.startswith("healthy"):
            return original(source, data)
        read(source)
    process.read_page = mock
    try:
        return process_document(source)
    finally:
        process.read_page = original
"""


@pytest.fixture
def reader(tmp_path, monkeypatch):
    (tmp_path / "hostile_reader.py").write_text(textwrap.dedent(READER), "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    import hostile_reader

    yield hostile_reader
    sys.modules.pop("hostile_reader")


def test_each_misbehaviour_has_its_code_and_healthy_neighbours_come_through(reader, capfd):
    codes = {
        "sleeps": "timeout",
        "allocates": "memory",
        "recurses": "internal",
        "recurses natively": "crashed",
        "exits": "internal",
        "exits at once": "crashed",
        "raises": "internal",
        "prints forever": "timeout",
    }
    names = []
    for number, name in enumerate(codes):
        names += [f"healthy {number}", name]
    sources = [Source(name, data=f"第{number}份".encode()) for number, name in enumerate(names)]
    server = partial(serve, work=reader.guarded)
    found = list(run_pool(sources, workers=2, seconds=10, memory=MEMORY, server=server))
    reasons = {result.document.source_uri: (result.document.reason or "").partition(":")[0] for result in found}
    assert list(reasons) == names
    assert {name: code for name, code in reasons.items() if not name.startswith("healthy")} == codes
    assert all(result.document.outcome != "quarantined" for result in found[::2])  # the healthy ones
    printed = capfd.readouterr()
    assert "noise" not in printed.out + printed.err  # the terminal belongs to the driver


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
def test_memory_in_use_is_watched_where_the_address_space_is_not_bounded(reader, monkeypatch):
    """What macOS relies on: the bound is taken away, the watch stays."""
    source = "import taizhang.engine.worker as worker\nworker._bound_memory = lambda memory: None\n"
    module = Path(reader.__file__)
    module.write_text(f"{module.read_text('utf-8')}\n{source}", "utf-8")  # the worker imports it anew
    sources = [Source("allocates slowly", data=b"a"), Source("healthy", data="一份".encode())]
    started = time.monotonic()
    found = list(
        run_pool(sources, workers=1, seconds=60, memory=350_000_000, server=partial(serve, work=reader.guarded))
    )
    assert (found[0].document.reason or "").startswith("memory: ")
    assert found[1].document.outcome != "quarantined"
    assert time.monotonic() - started < 40


def test_memory_in_use_is_that_of_this_process():
    before = memory_in_use()
    hoard = bytearray(b"x") * 80_000_000
    assert 20_000_000 < before < memory_in_use() - 60_000_000
    assert len(hoard) == 80_000_000
