"""Speed of the pipeline without the model, beside `jieba.cut` on the same text in the same process.

    python benchmarks/speed.py [--repeat 7]

Both run alternately; medians and their ratio are printed, by the wall clock and by processor time, then the time of each
stage. The ratio is what counts: the machine's own speed drifts. The collector of cycles is set as a worker process sets
it (`engine/worker.py`), for both alike.
"""

from __future__ import annotations

import argparse
import logging
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from taizhang.audit.run import run_audits
from taizhang.engine.worker import settle_memory
from taizhang.extract.citations import extract_citations
from taizhang.extract.contacts import extract_contacts
from taizhang.extract.counts import extract_counts
from taizhang.extract.dates import extract_dates
from taizhang.extract.notice_attributes import read_attributes
from taizhang.extract.problems import read_problems
from taizhang.flow import running_text
from taizhang.outline.build import build_outline
from taizhang.reading import read_notice
from taizhang.text import canonicalise

ROOT = Path(__file__).resolve().parent.parent


def texts() -> list[str]:
    """All sample notices, and the real ones where they exist."""
    files = sorted((ROOT / "corpora" / "samples").glob("*.txt")) + sorted(
        (ROOT.parent / "shared" / "notices").glob("*.txt")
    )
    return [path.read_text(encoding="utf-8") for path in files]


def timed(work: Callable[[str], object], corpus: list[str]) -> tuple[float, float]:
    """Seconds to do `work` on every text, by the wall clock and of processor time."""
    wall, processor = time.perf_counter(), time.process_time()
    for text in corpus:
        work(text)
    return time.perf_counter() - wall, time.process_time() - processor


T = TypeVar("T")


class Clock:
    """Adds up the seconds spent in named stages."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}

    def __call__(self, name: str, work: Callable[[], T]) -> T:
        start = time.perf_counter()
        result = work()
        self.spent[name] = self.spent.get(name, 0.0) + time.perf_counter() - start
        return result


def stages(corpus: list[str]) -> dict[str, float]:
    """Seconds per stage over the corpus."""
    clock = Clock()
    for text in corpus:
        _stages_of(text, clock)
    return clock.spent


def _stages_of(text: str, clock: Clock) -> None:
    doc = clock("canonical", lambda: running_text(canonicalise(text)).doc)
    outline = clock("outline", lambda: build_outline(doc))
    rows = clock("problems", lambda: read_problems(doc, outline, doc.notice_id))
    dates = clock("dates", lambda: extract_dates(doc, outline))
    clock("counts", lambda: extract_counts(doc, outline, tuple((d.char_start, d.char_end) for d in dates)))
    contacts = clock("contacts", lambda: extract_contacts(doc, outline))
    clock("citations", lambda: extract_citations(doc, outline))
    clock("attributes", lambda: read_attributes(doc, outline, dates, contacts))
    ledger = read_notice(doc, model=None)
    clock(
        "audit",
        lambda: run_audits(doc, outline, ledger.notice, rows.problems, rows.measures, ledger.counts, ledger.dates),
    )


def _medians(runs: list[tuple[float, float]]) -> tuple[float, float]:
    """Median of the wall clock and of processor time."""
    return statistics.median(wall for wall, _ in runs), statistics.median(processor for _, processor in runs)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=7)
    options = parser.parse_args()
    import jieba

    jieba.setLogLevel(logging.WARNING)
    corpus = texts()
    size = sum(map(len, corpus))
    list(jieba.cut(corpus[0]))
    read_notice(canonicalise(corpus[0]), model=None)
    settle_memory()
    ours, theirs = [], []
    for _ in range(options.repeat):
        ours.append(timed(lambda text: read_notice(canonicalise(text), model=None), corpus))
        theirs.append(timed(lambda text: list(jieba.cut(text)), corpus))
    (mine, busy), (peer, peer_busy) = _medians(ours), _medians(theirs)
    print(f"{len(corpus)} notices, {size:,} characters, median of {options.repeat} alternating runs")
    print(f"taizhang    {size / mine:>12,.0f} ch/s")
    print(f"jieba.cut   {size / peer:>12,.0f} ch/s")
    print(f"ratio taizhang / jieba.cut  {peer / mine:.2f} by the clock, {peer_busy / busy:.2f} of processor time")
    spent = stages(corpus)
    total = sum(spent.values())
    for name, seconds in spent.items():
        print(f"  {name:<12}{seconds * 1000 / len(corpus):>8.2f} ms a notice {seconds / total:>7.1%}")


if __name__ == "__main__":
    main()
