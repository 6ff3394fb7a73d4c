"""Shards before they are committed: a folder with one Parquet file a table, made anywhere that sees the dataset.

A draft is written under a temporary name and renamed when it is whole, so a folder with the final name can be trusted
whoever wrote it and however often it was tried. Only the driver, which holds the lock, turns a draft into a shard.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from taizhang.store.files import sha256_of, sync_file, sync_folder

STAGING = ".staging"


@dataclass(frozen=True, slots=True)
class DraftFile:
    """One Parquet file of a draft: rows, bytes and SHA-256 of its bytes."""

    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A folder below the dataset and what is in it. Small: it travels instead of the rows."""

    folder: str
    files: Mapping[str, DraftFile]


def write_draft(dataset: Path, name: str, tables: Mapping[str, pa.Table]) -> Draft:
    """Write `tables` into a new folder of the staging area of `dataset`; all of them, or `OSError`."""
    staging = dataset / STAGING
    staging.mkdir(exist_ok=True)
    temporary = Path(tempfile.mkdtemp(prefix=f".{name}-", dir=staging))
    try:
        files = {table: write_file(temporary / f"{table}.parquet", data) for table, data in tables.items()}
        final = staging / temporary.name.removeprefix(".")
        temporary.rename(final)
        sync_folder(staging)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)  # where the disk is full, the room is wanted
        raise
    return Draft(f"{STAGING}/{final.name}", files)


def write_file(path: Path, data: pa.Table) -> DraftFile:
    """Write one Parquet file and force it to disk."""
    pq.write_table(data, path, compression="zstd", store_schema=True)
    sync_file(path)
    return DraftFile(data.num_rows, path.stat().st_size, sha256_of(path))


def without_notices(tables: Mapping[str, pa.Table], notices: Collection[str]) -> dict[str, pa.Table]:
    """`tables` without the rows of these notices. `documents`, whose rows stay, is not among them."""
    dropped = pa.array(sorted(notices), pa.string())
    return {
        table: data.filter(pc.invert(pc.is_in(data.column("notice_id"), value_set=dropped)))
        for table, data in tables.items()
    }


def read_draft(dataset: Path, draft: Draft, tables: Iterable[str] | None = None) -> dict[str, pa.Table]:
    """The tables of a draft."""
    wanted = draft.files if tables is None else tables
    return {table: pq.read_table(dataset / draft.folder / f"{table}.parquet") for table in wanted}
