"""The ratchet: no quality figure may fall below its pinned floor."""

import subprocess
import sys

from support.ledgers import REPOSITORY


def test_no_figure_falls_below_its_floor():
    found = subprocess.run(
        [sys.executable, "benchmarks/quality.py"], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stdout[-3000:] + found.stderr[-2000:]
