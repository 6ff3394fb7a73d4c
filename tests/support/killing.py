"""Runs of the program that are killed, with all their processes, at moments from a seed."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

# The command line with shards of a few documents, so that a short run has many commits to be killed in.
SMALL_SHARDS = """
import dataclasses, sys
from taizhang import settings
from taizhang.cli import main
settings.LIMITS["shard_documents"] = dataclasses.replace(settings.LIMITS["shard_documents"], value={size})
if __name__ == "__main__":
    sys.exit(main())
"""


def program(folder: Path, size: int = 8) -> list[str]:
    """A command that is `taizhang` with shards of `size` documents, as a script in `folder`."""
    path = folder / "small_shards.py"
    path.write_text(SMALL_SHARDS.format(size=size), "utf-8")
    return [sys.executable, str(path)]


def run_killed(command: Sequence[str], seconds: float) -> bool:
    """Run `command` and kill its whole process group after `seconds`; whether it was still running."""
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            return True
        return False


def wait_for_shards(dataset: Path, least: int, process: subprocess.Popen[bytes], patience: float = 60.0) -> None:
    """Wait until the dataset has `least` shards, the process has ended, or patience has."""
    from taizhang.errors import DatasetError
    from taizhang.store.manifest import read_manifest

    end = time.monotonic() + patience
    while process.poll() is None and time.monotonic() < end:
        try:
            if len(read_manifest(dataset).shards) >= least:
                return
        except DatasetError:
            pass  # not begun
        time.sleep(0.01)


def kill_after_shards(command: Sequence[str], dataset: Path, rng: random.Random) -> None:
    """Start `command`, wait for the next shard or two of `dataset`, and kill everything a random moment later."""
    from taizhang.errors import DatasetError
    from taizhang.store.manifest import read_manifest

    try:
        before = len(read_manifest(dataset).shards)
    except DatasetError:
        before = 0
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        wait_for_shards(dataset, before + rng.randint(0, 2), process)
        time.sleep(rng.uniform(0.0, 0.4))
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
