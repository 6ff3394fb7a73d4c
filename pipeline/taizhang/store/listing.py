"""The manifest of a dataset open for writing: it grows by a line a shard, and is rewritten only now and then.

`manifest.json` alone is enough for a dataset of up to `_SMALL` shards and for every run that has ended. In between, a
long run appends each shard as one line to `manifest.log` and folds the log into `manifest.json` whenever it has grown
by a quarter, so that 20,000 shards cost a few rewrites instead of 20,000.

A line counts only when it is whole (its checksum holds), and a log only when it follows the very `manifest.json`
beside it (its first line names the hash of that), so a kill at any moment leaves one clear state.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import asdict
from pathlib import Path

from taizhang.store.files import sync_folder
from taizhang.store.manifest import LOG, NAME, Manifest, ShardEntry, line_of, snapshot_digest, write_manifest

_SMALL = 64


class Listing:
    """The list of committed shards on disk, held by the one writer of the dataset."""

    def __init__(self, dataset: Path, manifest: Manifest) -> None:
        """Take over the list as it was read, and fold a log that an earlier run has left."""
        self._dataset = dataset
        self._entries = list(manifest.shards)
        self._schema_version = manifest.schema_version
        self._logged = 0
        self._digest = ""
        if (dataset / LOG).exists() or not (dataset / NAME).exists():
            self.fold()

    @property
    def manifest(self) -> Manifest:
        """All committed shards."""
        return Manifest(tuple(self._entries), self._schema_version)

    def __len__(self) -> int:
        """Number of committed shards."""
        return len(self._entries)

    def next_index(self) -> int:
        """Number of the next shard."""
        return 1 + int(self._entries[-1].shard.partition("-")[0]) if self._entries else 0

    def add(self, entry: ShardEntry) -> None:
        """List one more shard: from here on it exists."""
        if len(self._entries) < _SMALL or self._logged >= max(_SMALL, len(self._entries) // 4):
            write_manifest(self._dataset, Manifest((*self._entries, entry), self._schema_version))
            self._forget_log()
        else:
            self._append(entry)
        self._entries.append(entry)

    def replace(self, manifest: Manifest) -> None:
        """List these shards and no others, in one step."""
        write_manifest(self._dataset, manifest)
        self._forget_log()
        self._entries = list(manifest.shards)

    def fold(self) -> None:
        """Write everything into `manifest.json`; the log is not needed any more."""
        self.replace(self.manifest)

    def close(self) -> None:
        """Leave a dataset whose `manifest.json` says everything."""
        if self._logged:
            self.fold()

    def _append(self, entry: ShardEntry) -> None:
        path = self._dataset / LOG
        fresh = self._logged == 0
        if fresh:
            self._digest = snapshot_digest(self._dataset)
        before = 0 if fresh else path.stat().st_size
        try:
            with path.open("wb" if fresh else "ab") as stream:
                if fresh:
                    stream.write(line_of({"follows": self._digest}))
                stream.write(line_of(asdict(entry)))
                stream.flush()
                os.fsync(stream.fileno())
        except OSError:
            if path.exists():
                os.truncate(path, before)  # a part of a line must not stand before the next one
            raise
        if fresh:
            sync_folder(self._dataset)
        self._logged += 1

    def _forget_log(self) -> None:
        self._logged = 0
        with contextlib.suppress(OSError):  # one that stays follows another manifest and counts for nothing
            (self._dataset / LOG).unlink(missing_ok=True)
