"""Worker processes: documents go out to them, results come back in the order in which the documents went in.

Each worker holds a few documents, so that it never waits for the driver; only the first of them is being processed. A
worker that dies or takes too long is replaced: the document it was on is quarantined with the reason, those behind it
go to another worker. Results are kept back until it is their turn, at most `_WINDOW` of them.

A worker that waits for something, its processor idle, gets a stand-in until its time is over: a document that hangs must
cost its minute once, not a minute of every other document. One that computes gets none, for it has its processor.

Nothing is sent to a busy worker beyond what its pipe holds: the driver could block on sending while the worker blocks
on sending its result. A path fits into any pipe; a document that travels with its bytes may have to wait.
"""

from __future__ import annotations

import itertools
import math
import multiprocessing
import os
import socket
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path

from taizhang.engine.inline import timed_out
from taizhang.engine.process import Packed, out_of_memory, packed, quarantined
from taizhang.engine.worker import OUT_OF_MEMORY, serve
from taizhang.errors import DocumentError, TaizhangError
from taizhang.ingest.source import Source
from taizhang.settings import limit

_AHEAD = 4
_WINDOW = 3_000  # some 25 kB of rows each, and only while one document holds up the others
_IDLE_SECONDS = 3.0  # after so long on one document a worker is looked at, and after as long again
_IDLE_SHARE = 0.02  # of that time spent on a processor, below which it waits
_ENVELOPE = 1_000  # bytes of a message beside those of the document
_START_SECONDS = 300  # a worker imports the program first; a slow disk or a busy node must not end the run

Server = Callable[[Connection, int, int], None]


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    pipe: Connection
    since: float  # when it was started, or began the first document of its queue, as far as the driver sees
    capacity: int  # bytes that its pipe surely takes without being read
    ready: bool = False  # whether it has said that it has started
    done: int = 0
    strained: bool = False  # whether a document ran out of memory in it
    seen: tuple[float, float] | None = None  # when it was looked at on this document, and its processor time then
    waits: bool = False  # whether it has a stand-in; it gets no more documents then
    queue: deque[tuple[int, Source]] = field(default_factory=deque)


def run_pool(
    sources: Iterable[Source], *, workers: int, seconds: int, memory: int | None = None, server: Server = serve
) -> Iterator[Packed]:
    """Process `sources` with `workers` processes, each document within `seconds`; results in the order of `sources`."""
    pool = Pool(workers, seconds, memory, server)
    try:
        yield from pool.run(iter(sources))
    finally:
        pool.stop()


class Pool:
    """Worker processes that stand by for one run after another, until they are stopped."""

    def __init__(self, workers: int, seconds: int, memory: int | None = None, server: Server = serve) -> None:
        """Start `workers` processes; `seconds` and `memory` (bytes) are the limits of a document."""
        self._memory = limit("worker_bytes") if memory is None else memory
        self._seconds, self._server = seconds, server
        self._number = workers
        self._context = multiprocessing.get_context("spawn")
        self._workers = [self._start() for _ in range(workers)]
        self._waiting: deque[tuple[int, Source]] = deque()  # waiting, or taken back from a worker that was replaced
        self._ready: dict[int, Packed] = {}
        self._tried: set[int] = set()
        self._turn = 0

    def run(self, sources: Iterator[Source]) -> Iterator[Packed]:
        """All results, each in its turn. A run must have come to its end before the next one begins."""
        self._tried.clear()
        numbered = enumerate(sources, self._turn)
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
                if worker.waits or len(worker.queue) != depth or worker.done + depth >= limit("worker_documents"):
                    continue
                if not self._waiting and not exhausted and self._outstanding() < _WINDOW:
                    following = next(numbered, None)
                    exhausted = following is None
                    if following is not None:
                        self._waiting.append(following)
                if self._waiting and (depth == 0 or _held(worker) + _size(self._waiting[0]) < worker.capacity):
                    self._send(worker, self._waiting.popleft())
        return exhausted

    def _outstanding(self) -> int:
        return len(self._ready) + len(self._waiting) + sum(len(worker.queue) for worker in self._workers)

    def _send(self, worker: _Worker, job: tuple[int, Source]) -> None:
        if worker.ready and not worker.queue:
            worker.since, worker.seen = time.monotonic(), None
        worker.queue.append(job)
        try:
            worker.pipe.send(job[1])
        except (BrokenPipeError, ConnectionResetError):
            return  # it has died; `_collect` sees that and takes the queue back

    def _collect(self) -> None:
        """Wait for results, deaths or the end of someone's time."""
        busy = [worker for worker in self._workers if worker.queue]
        patience = min((min(self._deadline(worker), _look(worker)) for worker in busy), default=0.0) - time.monotonic()
        signs = wait([sign for worker in busy for sign in (worker.pipe, worker.process.sentinel)], max(patience, 0.0))
        for worker in busy:
            if worker.pipe in signs or worker.process.sentinel in signs:
                self._receive(worker)
            elif time.monotonic() >= self._deadline(worker):
                if not worker.ready:
                    raise _not_starting("启动过久（takes too long to start）")
                self._replace(worker, timed_out(worker.queue[0][1], self._seconds))
            elif time.monotonic() >= _look(worker):
                self._stand_in(worker)

    def _stand_in(self, worker: _Worker) -> None:
        """Look at a worker that is long on one document; start another one beside it when it only waits."""
        now, used = time.monotonic(), _processor_seconds(worker.process.pid)
        waited = used >= 0 and worker.seen is not None and used - worker.seen[1] < _IDLE_SHARE * (now - worker.seen[0])
        worker.seen = now, used
        if waited and len(self._workers) < 2 * self._number:
            worker.waits = True
            self._workers.append(self._start())

    def _deadline(self, worker: _Worker) -> float:
        return worker.since + (self._seconds if worker.ready else _START_SECONDS)

    def _receive(self, worker: _Worker) -> None:
        try:
            while worker.pipe.poll():
                result = worker.pipe.recv()
                worker.since, worker.seen = time.monotonic(), None
                if not worker.ready:
                    worker.ready = True
                    continue
                number, _ = worker.queue.popleft()
                self._ready[number] = result
                worker.done += 1
                worker.strained = worker.strained or _strained(result)
        except (EOFError, OSError):
            self._died(worker)
            return
        if not worker.process.is_alive():
            self._died(worker)
        elif worker.done >= limit("worker_documents") or (worker.waits and not worker.queue):
            self._renew(worker)
        elif worker.strained:
            self._replace(worker, None)  # what it holds after an allocation that failed is anybody's guess

    def _died(self, worker: _Worker) -> None:
        """A document may be innocent of the death of its worker once (a neighbour took the memory), not twice."""
        worker.process.join()
        code = worker.process.exitcode
        if not worker.ready:
            raise _not_starting(f"启动即退出，退出码 {code}（dies at once）")
        if code == OUT_OF_MEMORY:
            self._replace(worker, out_of_memory(worker.queue[0][1]) if worker.queue else None)
        elif worker.queue and worker.queue[0][0] not in self._tried:
            self._tried.add(worker.queue[0][0])
            self._replace(worker, None)
        else:
            self._replace(worker, _crashed(worker.queue[0][1], code) if worker.queue else None)

    def _replace(self, worker: _Worker, reason: DocumentError | None) -> None:
        """Put a new worker in the place of `worker`; with a `reason`, the document it was on is quarantined."""
        if worker.queue and reason is not None:
            number, source = worker.queue.popleft()
            self._ready[number] = packed(quarantined(source, reason))
        self._waiting.extendleft(reversed(worker.queue))
        worker.queue.clear()
        self._renew(worker)

    def _renew(self, worker: _Worker) -> None:
        """Start another one in its place, unless it has a stand-in already."""
        _kill(worker)
        if worker.waits:
            self._workers.remove(worker)
        else:
            self._workers[self._workers.index(worker)] = self._start()

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(
            target=self._server, args=(theirs, os.getpid(), self._memory), daemon=True, name="taizhang-worker"
        )
        process.start()
        theirs.close()
        return _Worker(process, ours, time.monotonic(), _capacity(ours))


def _look(worker: _Worker) -> float:
    """When a worker is to be looked at; never, once it has a stand-in."""
    if not worker.ready or worker.waits:
        return math.inf
    return (worker.since if worker.seen is None else worker.seen[0]) + _IDLE_SECONDS


def _processor_seconds(pid: int | None) -> float:
    """Processor time of a process and of the children it has waited for; -1 where the system does not say."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
        return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError):
        return -1.0


def _size(job: tuple[int, Source]) -> int:
    return len(job[1].data or b"") + _ENVELOPE


def _held(worker: _Worker) -> int:
    """Bytes in the pipe of a worker: all it was sent but the document it is on."""
    return sum(map(_size, itertools.islice(worker.queue, 1, None)))


def _capacity(pipe: Connection) -> int:
    """A quarter of the buffer, which systems count with overhead; pipes of a duplex connection are sockets."""
    with socket.socket(fileno=os.dup(pipe.fileno())) as end:
        return end.getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF) // 4


def _kill(worker: _Worker) -> None:
    if worker.process.is_alive():
        worker.process.kill()
    worker.process.join()
    worker.pipe.close()


def _not_starting(how: str) -> TaizhangError:
    return TaizhangError(f"工作进程无法启动：{how}", remedy="请用 --workers 1 运行，并报告上面的错误信息")


def _strained(result: Packed) -> bool:
    return (result.document.reason or "").startswith("memory:")


def _crashed(source: Source, code: int | None) -> DocumentError:
    how = f"信号 {-code}" if code is not None and code < 0 else f"退出码 {code}"
    return DocumentError(
        "crashed",
        f"处理进程意外终止，{how}（worker process died）",
        subject=source.name,
        remedy="文件可能触发第三方库的缺陷或耗尽内存；请单独检查该文件",
    )
