"""Worker processes: documents go out to them, results come back in the order in which the documents went in.

Each worker holds a few documents, so that it never waits for the driver; only the first of them is being processed. A
worker that dies or takes too long is replaced: the document it was on is quarantined with the reason, those behind it
go to another worker. Results are kept back until it is their turn, at most `_WINDOW` of them.

A document that travels with its bytes goes only to a worker that holds nothing: sending it to a busy one could block
while that one blocks on sending its result. A path fits into any pipe.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from taizhang.engine.inline import timed_out
from taizhang.engine.process import Processed, quarantined
from taizhang.engine.worker import serve
from taizhang.errors import DocumentError
from taizhang.ingest.source import Source
from taizhang.settings import limit

_AHEAD = 4
_WINDOW = 1_000
_SMALL = 2_000  # bytes
_START_SECONDS = 60  # a worker imports the program first; a slow disk must not look like a hung document

Server = Callable[[Connection, int, int], None]


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    pipe: Connection
    queue: deque[tuple[int, Source]] = field(default_factory=deque)
    since: float = 0.0     # when the first document of the queue was begun, as far as the driver can see
    done: int = 0


def run_pool(
    sources: Iterable[Source], *, workers: int, seconds: int, memory: int | None = None, server: Server = serve
) -> Iterator[Processed]:
    """Process `sources` with `workers` processes, each document within `seconds`; results in the order of `sources`."""
    pool = _Pool(workers, seconds, limit("worker_bytes") if memory is None else memory, server)
    try:
        yield from pool.run(iter(sources))
    finally:
        pool.stop()


class _Pool:
    """State of one run. Not for use after its run."""

    def __init__(self, workers: int, seconds: int, memory: int, server: Server) -> None:
        self._seconds, self._memory, self._server = seconds, memory, server
        self._context = multiprocessing.get_context("spawn")
        self._workers = [self._start() for _ in range(workers)]
        self._waiting: deque[tuple[int, Source]] = deque()  # waiting, or taken back from a worker that was replaced
        self._ready: dict[int, Processed] = {}
        self._turn = 0

    def run(self, sources: Iterator[Source]) -> Iterator[Processed]:
        """All results, each in its turn."""
        numbered = enumerate(sources)
        exhausted = False
        while True:
            exhausted = self._feed(numbered, exhausted)
            while self._turn in self._ready:
                result = self._ready.pop(self._turn)
                self._turn += 1
                yield result
            if exhausted and not self._outstanding():
                return
            self._collect()

    def stop(self) -> None:
        """End all workers, at once: what they hold is not wanted any more."""
        for worker in self._workers:
            _kill(worker)

    def _feed(self, numbered: Iterator[tuple[int, Source]], exhausted: bool) -> bool:
        """Give every worker something to do, evenly; whether the sources have come to their end."""
        for depth in range(_AHEAD):
            for worker in self._workers:
                if len(worker.queue) != depth or worker.done + depth >= limit("worker_documents"):
                    continue
                if not self._waiting and not exhausted and self._outstanding() < _WINDOW:
                    following = next(numbered, None)
                    exhausted = following is None
                    if following is not None:
                        self._waiting.append(following)
                if self._waiting and (depth == 0 or len(self._waiting[0][1].data or b"") < _SMALL):
                    self._send(worker, self._waiting.popleft())
        return exhausted

    def _outstanding(self) -> int:
        return len(self._ready) + len(self._waiting) + sum(len(worker.queue) for worker in self._workers)

    def _send(self, worker: _Worker, job: tuple[int, Source]) -> None:
        if not worker.queue:
            worker.since = time.monotonic() + (0 if worker.done else _START_SECONDS)
        worker.queue.append(job)
        try:
            worker.pipe.send(job[1])
        except (BrokenPipeError, ConnectionResetError):
            return  # it has died; `_collect` sees that and takes the queue back

    def _collect(self) -> None:
        """Wait for results, deaths or the end of someone's time."""
        now = time.monotonic()
        busy = [worker for worker in self._workers if worker.queue]
        patience = min(worker.since + self._seconds - now for worker in busy)
        handles: dict[object, _Worker] = {}
        for worker in busy:
            handles[worker.pipe] = worker
            handles[worker.process.sentinel] = worker
        signalled = {id(handles[item]): handles[item] for item in wait(list(handles), max(patience, 0))}  # type: ignore[call-overload]
        for worker in signalled.values():
            self._receive(worker)
        now = time.monotonic()
        for worker in busy:
            if id(worker) not in signalled and worker.queue and now - worker.since >= self._seconds:
                self._replace(worker, timed_out(worker.queue[0][1], self._seconds))

    def _receive(self, worker: _Worker) -> None:
        try:
            while worker.queue and worker.pipe.poll():
                result = worker.pipe.recv()
                number, _ = worker.queue.popleft()
                self._ready[number] = result
                worker.done += 1
                worker.since = time.monotonic()
        except (EOFError, OSError):
            self._replace(worker, None)
            return
        if not worker.process.is_alive() and not worker.pipe.poll():
            self._replace(worker, None)
        elif worker.done >= limit("worker_documents"):
            self._renew(worker)

    def _replace(self, worker: _Worker, reason: DocumentError | None) -> None:
        """Put a new worker in the place of `worker`; the document it was on is quarantined."""
        _kill(worker)
        if worker.queue:
            number, source = worker.queue.popleft()
            self._ready[number] = quarantined(source, reason or _died(source, worker.process.exitcode))
            self._waiting.extendleft(reversed(worker.queue))
            worker.queue.clear()
        self._renew(worker)

    def _renew(self, worker: _Worker) -> None:
        _kill(worker)
        self._workers[self._workers.index(worker)] = self._start()

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(
            target=self._server, args=(theirs, os.getpid(), self._memory), daemon=True, name="taizhang-worker")
        process.start()
        theirs.close()
        return _Worker(process, ours)


def _kill(worker: _Worker) -> None:
    if worker.process.is_alive():
        worker.process.kill()
    worker.process.join()
    worker.pipe.close()


def _died(source: Source, code: int | None) -> DocumentError:
    how = f"信号 {-code}" if code is not None and code < 0 else f"退出码 {code}"
    return DocumentError("worker_died", f"处理进程意外终止，{how}（worker process died）", subject=source.name,
                         remedy="文件可能触发第三方库的缺陷或耗尽内存；请单独检查该文件")
