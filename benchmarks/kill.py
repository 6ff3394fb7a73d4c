"""`kill -9` of a run with all its processes, at random moments, each followed by a resume.

    python benchmarks/kill.py [--kills 30] [--documents 400] [--shard 10] [--redo]

The run that was killed again and again must end with the logical hash of one undisturbed run, and be sound after each
kill. Shards are made small, so that there are many commits to be killed in. With --redo, every kill hits a redo of a
finished dataset, and after each kill the dataset must have the hash that it had before.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from generated import ROOT, machine, write_notices

sys.path.insert(0, str(ROOT / "tests"))

from support.killing import kill_after_shards, program
from taizhang.store.manifest import read_manifest, write_manifest
from taizhang.store.verify import verify


def main() -> None:
    """Kill, resume, compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--documents", type=int, default=400)
    parser.add_argument("--shard", type=int, default=10)
    parser.add_argument("--redo", action="store_true")
    parser.add_argument("--seed", type=int, default=30)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write_notices(folder / "notices", options.documents)
        command = [*program(folder, options.shard), "run", str(folder / "notices"), "--no-model", "--workers", "2"]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run([*command, "--out", str(folder / "whole")], check=True, **quiet)
        whole = verify(folder / "whole").dataset_hash()
        dataset = folder / "killed"
        command += ["--out", str(dataset)]
        if options.redo:
            subprocess.run(command, check=True, **quiet)
            outdate(dataset)
            command += ["--redo"]
        moments = kills = 0
        while kills < options.kills:
            watched = dataset / ".redo" if options.redo else dataset
            kill_after_shards(command, watched, rng)
            kills += 1
            if not (dataset / "manifest.json").exists():
                continue
            found = verify(dataset)
            assert found.sound, found.errors
            assert not options.redo or found.dataset_hash() == whole
            moments += 1
            if found.rows["documents"] == options.documents and not options.redo:
                reset(dataset, rng)  # it is complete: take a part away, so that there is something to be killed in
            if options.redo and not (dataset / ".redo").exists():
                outdate(dataset)
        subprocess.run(command, check=True, **quiet)
        found = verify(dataset)
        print(machine())
        print(f"{kills} kills, {moments} of a dataset that had begun; {len(read_manifest(dataset).shards)} shards")
        print(f"undisturbed  {whole}\nkilled       {found.dataset_hash()}")
        assert found.sound
        assert found.dataset_hash() == whole
        print("the same")


def outdate(dataset: Path) -> None:
    """Make every shard one of another lexicon."""
    manifest = read_manifest(dataset)
    for entry in manifest.shards:
        entry.versions["lexicon"] = "another"
    write_manifest(dataset, manifest)


def reset(dataset: Path, rng: random.Random) -> None:
    """Take the last shards out of the list, as if the run had been killed before them."""
    manifest = read_manifest(dataset)
    kept = manifest.shards[: rng.randrange(len(manifest.shards))]
    write_manifest(dataset, type(manifest)(kept, manifest.schema_version))


if __name__ == "__main__":
    main()
