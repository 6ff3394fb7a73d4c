"""The tables of a release: one Parquet file a table, in the layout of a dataset, with its manifest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from taizhang.records import TABLES
from taizhang.store.files import sha256_of
from taizhang.store.manifest import FileEntry, Manifest, ShardEntry, write_manifest
from taizhang.store.reader import Dataset
from taizhang.store.schema import schema_of

_GROUP_ROWS, _GROUP_BYTES = 50_000, 64_000_000  # a row group: small enough to be read alone, large enough to compress


def write_tables(dataset: Dataset, folder: Path) -> dict[str, FileEntry]:
    """Write each table of `dataset` into `folder` as `<table>/<table>.parquet`, rows in the order of the dataset."""
    files = {}
    for table in TABLES:
        path = folder / table / f"{table}.parquet"
        path.parent.mkdir(parents=True)
        rows = 0
        with pq.ParquetWriter(path, schema_of(table), compression="zstd", store_schema=True) as writer:
            for group in _groups(dataset, table):
                writer.write_table(group, row_group_size=_GROUP_ROWS)
                rows += group.num_rows
        files[table] = FileEntry(path.relative_to(folder).as_posix(), rows, path.stat().st_size, sha256_of(path))
    write_manifest(folder, _manifest(dataset, files))
    return files


def _groups(dataset: Dataset, table: str) -> Iterator[pa.Table]:
    waiting: list[pa.Table] = []
    for path in dataset.files(table):
        waiting.append(pq.read_table(path))
        if (
            sum(part.num_rows for part in waiting) >= _GROUP_ROWS
            or sum(part.nbytes for part in waiting) >= _GROUP_BYTES
        ):
            yield pa.concat_tables(waiting).combine_chunks()
            waiting = []
    if waiting:
        yield pa.concat_tables(waiting).combine_chunks()


def _manifest(dataset: Dataset, files: Mapping[str, FileEntry]) -> Manifest:
    shards = dataset.manifest.shards
    if not shards:
        return Manifest()
    entry = ShardEntry("000000-release", dict(files), dataset.manifest.outcomes(), shards[0].versions)
    return Manifest((entry,))
