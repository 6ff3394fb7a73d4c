"""The program with a reader that misbehaves on the inputs of `hostile_inputs.MISBEHAVES`, and is the real one else.

python benchmarks/hostile_reader.py run PAGES --out DATASET --workers 2
"""

from __future__ import annotations

import os
import sys
import time
from multiprocessing.connection import Connection

from taizhang.classify.model import SHIPPED, ModelChoice
from taizhang.cli import main
from taizhang.engine import process, run
from taizhang.engine.worker import serve
from taizhang.ingest.read import read_page
from taizhang.ingest.source import Page, Source

MARK = b"\nTEST READER: "


def misbehaving_reader(source: Source, data: bytes) -> Page:
    """Does what the mark of the document says, without end; reads it when it has none."""
    _, mark, what = data[:100].partition(MARK)
    hoard = []
    while mark:
        if what == b"dies":
            os.abort()
        if what == b"sleeps":
            time.sleep(1)
        if what == b"allocates":
            hoard.append(bytearray(b"x") * 10_000_000)
    return read_page(source, data)


def serve_misbehaving(pipe: Connection, parent: int, memory: int, model: ModelChoice = SHIPPED) -> None:
    """A worker with that reader."""
    process.read_page = misbehaving_reader
    serve(pipe, parent, memory, model)


if __name__ == "__main__":
    run.serve = serve_misbehaving
    sys.exit(main())
