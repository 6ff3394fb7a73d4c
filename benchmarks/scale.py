"""Documents per second of one worker, two workers and Ray on two processors, on the same notices, as ratios.

    python benchmarks/scale.py [--documents 1000] [--repeat 3] [--no-ray]

Each engine is a run as a user starts it, in turn, `--repeat` times; medians are printed. The start of Ray itself is
printed apart: it is paid once a run. The wall clock tells only on a machine that does nothing else; the processor time
of each run, children included, tells on any: with two processors the wall clock of two workers is at best half of it.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from generated import machine, write_notices

RAY_START = "import ray; ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False); ray.shutdown()"


def timed(command: list[str]) -> tuple[float, float]:
    """Seconds of wall clock and of processor time of a command with all that it started and waited for."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Run each engine in turn, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=1_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--no-ray", action="store_true")
    options = parser.parse_args()
    engines = {"1 worker": ["--workers", "1"], "2 workers": ["--workers", "2"]}
    if not options.no_ray:
        engines["ray, 2 CPUs"] = ["--engine", "ray", "--workers", "2"]
    walls: dict[str, list[float]] = {name: [] for name in engines}
    cpus: dict[str, list[float]] = {name: [] for name in engines}
    starts: list[float] = []
    print(machine())
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "notices"
        write_notices(folder, options.documents)
        for turn in range(options.repeat):
            for number, (name, flags) in enumerate(engines.items()):
                out = Path(place) / f"out-{turn}-{number}"
                command = [sys.executable, "-m", "taizhang", "run", str(folder), "--out", str(out), *flags]
                wall, cpu = timed(command)
                walls[name].append(wall)
                cpus[name].append(cpu)
            if not options.no_ray:
                starts.append(timed([sys.executable, "-c", RAY_START])[0])
    rate = {name: options.documents / statistics.median(values) for name, values in walls.items()}
    for name in engines:
        cpu = 1000 * statistics.median(cpus[name]) / options.documents
        print(f"{name:<14}{rate[name]:>8.1f} documents/s   {cpu:>6.1f} ms of processor time a document")
    print(f"2 workers / 1 worker     {rate['2 workers'] / rate['1 worker']:.2f}")
    one, two = (statistics.median(cpus[name]) for name in ("1 worker", "2 workers"))
    print(f"  by processor time, at best {2 * one / two:.2f}")
    if not options.no_ray:
        start = statistics.median(starts)
        net = options.documents / (statistics.median(walls["ray, 2 CPUs"]) - start)
        print(f"ray / 2 workers          {rate['ray, 2 CPUs'] / rate['2 workers']:.2f}")
        print(f"  without the {start:.1f} s that Ray takes to start and stop: {net / rate['2 workers']:.2f}")
    print(machine())


if __name__ == "__main__":
    main()
