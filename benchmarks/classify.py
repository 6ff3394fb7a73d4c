"""What the model adds to a notice: milliseconds per 9,000 characters, as a ratio to `jieba.cut` on the same text.

    python benchmarks/classify.py [--repeat 7] [--write]

Processor time, one core, both in turns; the machine's own speed drifts, the ratio does not. `model` is what
`--no-model` saves; `rules` (framework, specificity) runs with and without one.
"""

from __future__ import annotations

import argparse
import logging
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from taizhang.classify.apply import classify_rows
from taizhang.classify.model import Model, shipped_model
from taizhang.classify.pages import page_kind
from taizhang.reading import read_notice
from taizhang.records import Ledger
from taizhang.text import Canonical, canonicalise

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "benchmarks" / "tables" / "3-speed.md"
NOTICE = 9_000  # characters
LOAD = (
    "import time, numpy; rss = lambda: int(open('/proc/self/statm').read().split()[1]) * 4096 / 1e6; "
    "import taizhang.classify.model as m; b = rss(); s = time.perf_counter(); m.shipped_model(); "
    "print(time.perf_counter() - s, rss() - b)"
)


def classified(docs: Sequence[Canonical], ledgers: Sequence[Ledger], model: Model | None) -> None:
    """Classify every row of every notice, and the page itself."""
    for doc, ledger in zip(docs, ledgers, strict=True):
        page_kind(doc, None, model)
        classify_rows(
            ledger.problems, ledger.measures, model, doc.folded, function=ledger.notice.agency_function, year=2022
        )


def spent(work: Callable[[], object]) -> float:
    """Seconds of processor time."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Print the table; write it where the card reads it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=7)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    import jieba

    jieba.setLogLevel(logging.WARNING)
    list(jieba.cut("热身"))
    files = sorted((ROOT / "corpora" / "samples").glob("*.txt"))
    files += sorted((ROOT.parent / "shared" / "notices").glob("*.txt"))
    docs = [canonicalise(path.read_text("utf-8")) for path in files]
    size = sum(map(len, docs))
    ledgers = [read_notice(doc, model=None) for doc in docs]
    model = shipped_model()
    classified(docs, ledgers, model)
    full, bare, peer = [], [], []
    for _ in range(options.repeat):
        full.append(spent(lambda: classified(docs, ledgers, model)))
        bare.append(spent(lambda: classified(docs, ledgers, None)))
        peer.append(spent(lambda: [list(jieba.cut(doc.text)) for doc in docs]))
    unit = NOTICE / size * 1000
    whole, rules, theirs = (statistics.median(times) * unit for times in (full, bare, peer))
    loads = [
        tuple(
            map(
                float,
                subprocess.run([sys.executable, "-c", LOAD], capture_output=True, text=True, check=True).stdout.split(),
            )
        )
        for _ in range(3)
    ]
    load, memory = min(seconds for seconds, _ in loads), max(megabytes for _, megabytes in loads)
    text = (
        "## 速度 Speed\n\n"
        f"每 {NOTICE:,} 字毫秒数，单核处理器时间，{len(docs)} 份通报 {size:,} 字，{options.repeat} 次中位数。"
        "Milliseconds per 9,000 characters, one core.\n\n"
        "| | 毫秒 ms | 与 jieba.cut 之比 ratio |\n|---|---|---|\n"
        f"| 模型 model | {whole - rules:.1f} | {(whole - rules) / theirs:.2f} |\n"
        f"| 规则（框架、具体程度、页面） rules | {rules:.1f} | {rules / theirs:.2f} |\n"
        f"| jieba.cut | {theirs:.1f} | 1.00 |\n\n"
        f"载入 load {load:.3f} s，内存 memory +{memory:.0f} MB。\n"
    )
    print(text)
    if options.write:
        TABLE.parent.mkdir(exist_ok=True)
        TABLE.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
