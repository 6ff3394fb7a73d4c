"""Folders of generated notices for the benchmarks: each number is one notice, always the same, all of them distinct."""

from __future__ import annotations

import os
import platform
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from support.notices import honest  # noqa: E402  the grammar of the tests


def write_notices(folder: Path, number: int) -> int:
    """Write notices 0 to `number` as text files, those that are not there yet; characters of the first 500."""
    folder.mkdir(parents=True, exist_ok=True)
    characters = 0
    for seed in range(number):
        path = folder / f"{seed // 1000:03}" / f"{seed:06}.txt"
        if not path.exists():
            path.parent.mkdir(exist_ok=True)
            path.write_text(honest(seed).text, "utf-8")
        if seed < 500:
            characters += len(path.read_text("utf-8"))
    return characters


def machine() -> str:
    """The machine in one line, with how busy it is."""
    model = platform.processor() or platform.machine()
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
        model = next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        pass
    load = " ".join(f"{value:.1f}" for value in os.getloadavg()) if hasattr(os, "getloadavg") else "?"
    return f"{os.cpu_count()} CPUs, {model}, {platform.system()}, Python {platform.python_version()}, load {load}"
