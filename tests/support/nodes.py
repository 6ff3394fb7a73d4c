"""A Ray cluster of several nodes on this machine, of which one is killed while a run is at work.

python tests/support/nodes.py DATASET COMMAND...      (three nodes; the last one is killed after the first shard)
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from support.killing import wait_for_shards

NODES = 3


def run_with_a_dying_node(dataset: Path, command: Sequence[str], after: int = 1) -> tuple[int, bool]:
    """Run `command` on a cluster of three nodes of one processor each and kill a node once `dataset` has `after` shards.

    Exit status of the command, and whether the node died while the run was at work.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    from ray.cluster_utils import Cluster

    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    try:
        others = [cluster.add_node(num_cpus=1) for _ in range(NODES - 1)]
        with subprocess.Popen([*command, "--engine", "ray", "--address", cluster.address]) as process:
            wait_for_shards(dataset, after, process, patience=240)
            at_work = process.poll() is None
            cluster.remove_node(others[-1], allow_graceful=False)
            return process.wait(600), at_work
    finally:
        cluster.shutdown()


if __name__ == "__main__":
    status, at_work = run_with_a_dying_node(Path(sys.argv[1]), sys.argv[2:])
    print("killed at work" if at_work else "killed too late")
    sys.exit(status)
