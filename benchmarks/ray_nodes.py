"""A node of a three-node Ray cluster on this machine is killed during a run: the dataset must not differ.

    python benchmarks/ray_nodes.py [--documents 200] [--shard 20]

The logical hash is compared with that of a local run of the same notices, and the rows of every table in their order.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from generated import ROOT, machine, write_notices

sys.path.insert(0, str(ROOT / "tests"))

from support.killing import program
from support.nodes import run_with_a_dying_node
from taizhang.records import TABLES
from taizhang.store.reader import open_dataset
from taizhang.store.verify import verify


def main() -> None:
    """Run twice, compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--shard", type=int, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write_notices(folder / "notices", options.documents)
        command = [*program(folder, options.shard), "run", str(folder / "notices"), "--out"]
        subprocess.run([*command, str(folder / "local")], stdout=subprocess.DEVNULL, check=True)
        status, at_work = run_with_a_dying_node(folder / "cluster", [*command, str(folder / "cluster")], after=2)
        assert status == 0
        local, cluster = (verify(folder / name) for name in ("local", "cluster"))
        print(f"{machine()}\n{options.documents} documents, node killed {'at work' if at_work else 'too late'}")
        print(f"local    {local.dataset_hash()}\ncluster  {cluster.dataset_hash()}")
        assert cluster.sound
        assert local.dataset_hash() == cluster.dataset_hash()
        for table in TABLES:
            one, other = (open_dataset(folder / name).read(table) for name in ("local", "cluster"))
            assert one.equals(other), table
        print("the same rows in the same order")


if __name__ == "__main__":
    main()
