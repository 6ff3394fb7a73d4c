"""What runs inside a worker process: read a source from the pipe, process it, write the result back.

Limits of a worker. On Linux the address space is bounded, so that an allocation beyond it fails at once and the
document gets its row; memory in use is watched too. macOS does not hold to such a bound: there the watch alone ends a
worker that has used more, within half a second. Windows has neither here: a document there is bounded in time only.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

from taizhang.classify.model import SHIPPED, ModelChoice, chosen_model
from taizhang.engine.process import Processed, packed, process_document
from taizhang.ingest.source import Source

READY = "ready"
OUT_OF_MEMORY = 77
"""Exit status of a worker that has used more memory than it may."""

_WATCH_SECONDS = 0.5
_COLLECT_AFTER = (100_000, 50, 50)  # objects; then collections of the younger generation

Work = Callable[[Source], Processed]


def serve(pipe: Connection, parent: int, memory: int, model: ModelChoice = SHIPPED, work: Work | None = None) -> None:
    """Say `READY`, then process sources from `pipe` until None or the end of the pipe arrives, or the parent is gone.

    `memory` bounds the worker in bytes, where the system can bound it; 0 does not. `work` is the per-document
    function. What a reader prints goes nowhere: the terminal belongs to the driver.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what an interrupt means
    threading.Thread(target=_watch, args=(parent, memory), daemon=True).start()
    _bound_memory(memory)
    process = work or partial(process_document, model=model)
    chosen_model(model)  # read now, so that the first document is not charged with it
    settle_memory()
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        pipe.send(READY)
        _be_quiet()
        while True:
            source = pipe.recv()
            if source is None:
                return
            pipe.send(packed(process(source)))


def settle_memory() -> None:
    """Spare the collector of cycles the program itself, and let it look less often: a document makes very many objects
    and hardly a cycle, and its tables are freed as soon as they are written."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_COLLECT_AFTER)


def memory_in_use() -> int:
    """Bytes of memory that this process has resident; on systems that do not say, the most it ever had, or 0."""
    try:
        pages = int(Path("/proc/self/statm").read_bytes().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        pass
    try:
        import resource
    except ImportError:
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def _watch(parent: int, memory: int) -> None:
    """End this process when its parent has died, even inside a hung document, or when it has used too much memory."""
    while os.getppid() == parent:
        if memory and memory_in_use() > memory:
            os._exit(OUT_OF_MEMORY)
        time.sleep(_WATCH_SECONDS)
    os._exit(1)


def _bound_memory(memory: int) -> None:
    try:
        import resource
    except ImportError:  # no such limit on this system
        return
    if memory:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (memory, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _be_quiet() -> None:
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123  the descriptors of the process, not a path
        for descriptor in (1, 2):
            os.dup2(nowhere.fileno(), descriptor)
