"""What runs inside a worker process: read a source from the pipe, process it, write the result back."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
from multiprocessing.connection import Connection

from taizhang.classify.model import SHIPPED, ModelChoice
from taizhang.engine.process import process_document

READY = "ready"


def serve(pipe: Connection, parent: int, memory: int, model: ModelChoice = SHIPPED) -> None:
    """Say `READY`, then process sources from `pipe` until None or the end of the pipe arrives, or the parent is gone.

    `memory` bounds the address space in bytes, where the system can bound it; 0 does not.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what an interrupt means
    threading.Thread(target=_leave_with, args=(parent,), daemon=True).start()
    _bound_memory(memory)
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        pipe.send(READY)
        while True:
            source = pipe.recv()
            if source is None:
                return
            pipe.send(process_document(source, model))


def _leave_with(parent: int) -> None:
    """End this process when its parent has died: a killed run leaves nothing running, even inside a hung document."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


def _bound_memory(memory: int) -> None:
    try:
        import resource
    except ImportError:  # no such limit on this system
        return
    if memory:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (memory, resource.getrlimit(resource.RLIMIT_AS)[1]))
