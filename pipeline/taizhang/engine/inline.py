"""The engine without processes: one document after the other, each under the time limit where the system can do it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import FrameType

from taizhang.classify.model import SHIPPED, ModelChoice
from taizhang.engine.process import Packed, packed, process_document, quarantined
from taizhang.errors import DocumentError
from taizhang.ingest.source import Source


class _OutOfTimeError(BaseException):
    """Not an `Exception`: the per-document function must not take it for a defect of the document."""


def run_inline(sources: Iterable[Source], *, seconds: int, model: ModelChoice = SHIPPED) -> Iterator[Packed]:
    """Process `sources` in their order in this process. A document that takes longer than `seconds` is quarantined.

    The limit works by alarm, in the main thread of a POSIX process only, and can not stop native code; worker
    processes can be stopped whatever they do.
    """
    for source in sources:
        try:
            with _alarm(seconds):
                processed = process_document(source, model)
        except _OutOfTimeError:
            processed = quarantined(source, timed_out(source, seconds))
        yield packed(processed)


def timed_out(source: Source, seconds: int) -> DocumentError:
    """The reason of a document that took too long."""
    return DocumentError(
        "timeout",
        f"处理超过 {seconds} 秒，已停止（took too long）",
        subject=source.name,
        remedy="请单独检查该文件，或用 --timeout 放宽",
    )


@contextmanager
def _alarm(seconds: int) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def ring(number: int, frame: FrameType | None) -> None:
        raise _OutOfTimeError

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
