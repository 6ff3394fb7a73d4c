"""Memory of the driver and of each worker over a long run, of generated notices or of a corpus of many formats.

    python benchmarks/memory.py [--documents 20000] [--workers 2] [--corpus FOLDER] [--out DATASET] [--no-model]

With --corpus, the pages are those of a corpus of `corpus.py`, of many formats, and as many as it has; --out keeps the
dataset.
`taizhang run` is started as a user would; every second the resident memory of the driver and of its worker processes
is read, with the documents committed so far. Printed are medians for each thousand documents, and the growth from the
second thousand (the 1,000th document on) to the last: by a line of least squares, since a thousand large documents hold
more than a thousand small ones, and of the last against the first. Linux only: it reads /proc.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from generated import machine, write_notices

PAGE = os.sysconf("SC_PAGE_SIZE")


def resident(pid: int) -> int:
    """Bytes of resident memory; 0 of a process that has ended."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_bytes().split()[1]) * PAGE
    except (OSError, IndexError):
        return 0


def workers_of(pid: int) -> list[int]:
    """Worker processes of the driver that have read for a while; the resource tracker of Python is none."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    except OSError:
        return []
    found = []
    for child in children:
        try:
            command = Path(f"/proc/{child}/cmdline").read_bytes()
            ticks = int(Path(f"/proc/{child}/stat").read_text("ascii").rpartition(")")[2].split()[11])
        except (OSError, IndexError):
            continue
        if b"spawn_main" in command and ticks > 5 * os.sysconf("SC_CLK_TCK"):
            found.append(int(child))
    return found


def committed(dataset: Path) -> int:
    """Documents listed by the manifest."""
    try:
        return int(json.loads((dataset / "manifest.json").read_bytes())["rows"]["documents"])
    except (OSError, ValueError, KeyError):
        return 0


def main() -> None:
    """Run, watch, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--out", type=Path, help="keep the dataset here")
    parser.add_argument("--no-model", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        if options.corpus:
            folder = options.corpus / "pages"
            options.documents = len((options.corpus / "truth.jsonl").read_bytes().splitlines())
        else:
            folder = Path(place) / "notices"
            write_notices(folder, options.documents)
        dataset = options.out or Path(place) / "dataset"
        command = [sys.executable, "-m", "taizhang", "run", str(folder), "--out", str(dataset)]
        command += ["--workers", str(options.workers), *(["--no-model"] if options.no_model else [])]
        driver: dict[int, list[int]] = defaultdict(list)
        worker: dict[int, list[int]] = defaultdict(list)
        rows: dict[int, tuple[float, float, float]] = {}
        print(f"{machine()}\n{options.workers} workers; medians in MB")
        print(f"{'documents from':>14}  {'driver':>8}  {'a worker':>8}  {'largest worker':>14}", flush=True)
        started = time.perf_counter()
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
            running = True
            while running:
                running = run.poll() is None
                thousand = committed(dataset) // 1000
                driver[thousand].append(resident(run.pid))
                worker[thousand].extend(filter(None, map(resident, workers_of(run.pid))))
                for before in sorted(number for number in driver if number < thousand and number not in rows):
                    seen = [value for value in driver[before] if value]
                    if seen and worker[before]:
                        rows[before] = (statistics.median(seen), statistics.median(worker[before]), max(worker[before]))
                        line = "  ".join(f"{value / 1e6:>8.1f}" for value in rows[before])
                        print(f"{before * 1000:>14,}  {line}", flush=True)
                time.sleep(1)
        print(f"{committed(dataset):,} documents committed in {time.perf_counter() - started:.0f} s")
        if 1 not in rows or max(rows) == 1:
            sys.exit("growth shows from 3,000 documents on")
        places = [1000.0 * number for number in sorted(rows) if number]
        for column, name in enumerate(("driver", "a worker", "largest worker")):
            values = [rows[number][column] for number in sorted(rows) if number]
            slope, start = statistics.linear_regression(places, values)
            trend = (start + slope * places[-1]) / (start + slope * places[0]) - 1
            ends = values[-1] / values[0] - 1
            print(f"growth of {name}: {trend:+.1%} by the line, {ends:+.1%} last against first")


if __name__ == "__main__":
    main()
