"""A dataset that is always whole: shards are written aside, then appear together, then are listed.

Order of a commit: all tables of the shard into `.staging/` (fsync each), rename into `<table>/part-<shard>.parquet`,
`documents` last, then the manifest. A run killed in between leaves files that no manifest lists; they are removed
when the dataset is next opened for writing.
"""

from __future__ import annotations

import hashlib
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from taizhang.errors import UsageError
from taizhang.records import TABLES, Document, Ledger
from taizhang.store.files import locked, sha256_of, sync_file, sync_folder
from taizhang.store.invariants import check_shard
from taizhang.store.manifest import NAME, FileEntry, Manifest, ShardEntry, read_manifest, write_manifest
from taizhang.store.rows import columns_from, rows_by_table, to_arrow

STAGING = ".staging"


class DatasetWriter:
    """A dataset open for writing. Made by `open_for_writing`, which holds the lock."""

    def __init__(self, path: Path, manifest: Manifest) -> None:
        """Not to be called: the lock would be missing."""
        self.path, self.manifest = path, manifest

    def commit(
        self, documents: Sequence[Document], ledgers: Sequence[Ledger], versions: dict[str, str | None]
    ) -> ShardEntry:
        """Write one shard of these rows, in this order, for all tables; then list it.

        Raises `InvariantError` before anything is written when a row breaks a promise.
        """
        rows = rows_by_table(documents, ledgers)
        columns = {table: columns_from(table, rows[table]) for table in TABLES}
        check_shard(columns)
        shard = f"{self.manifest.next_index():06d}-{_identity(documents)}"
        tables = {table: to_arrow(table, columns[table]) for table in TABLES}
        with _explained(self.path):
            files = self._write(shard, tables)
        outcomes = dict(sorted(Counter(document.outcome for document in documents).items()))
        entry = ShardEntry(shard, files, outcomes, versions)
        with _explained(self.path):
            write_manifest(self.path, self.manifest.with_shard(entry))
        self.manifest = self.manifest.with_shard(entry)
        return entry

    def drop(self, shards: frozenset[str]) -> None:
        """Take shards out of the dataset: first off the list, then off the disk."""
        self.manifest = self.manifest.without(shards)
        write_manifest(self.path, self.manifest)
        _remove_unlisted(self.path, self.manifest)

    def _write(self, shard: str, tables: dict[str, pa.Table]) -> dict[str, FileEntry]:
        staging = self.path / STAGING / shard
        staging.mkdir(parents=True, exist_ok=True)
        files = {}
        for table, data in tables.items():
            temporary = staging / f"{table}.parquet"
            pq.write_table(data, temporary, compression="zstd", store_schema=True)
            sync_file(temporary)
            files[table] = FileEntry(
                f"{table}/part-{shard}.parquet", data.num_rows, temporary.stat().st_size, sha256_of(temporary)
            )
        for table in sorted(tables, key="documents".__eq__):
            folder = self.path / table
            folder.mkdir(exist_ok=True)
            (staging / f"{table}.parquet").rename(self.path / files[table].path)
            sync_folder(folder)
        staging.rmdir()
        return files


@contextmanager
def open_for_writing(path: Path) -> Iterator[DatasetWriter]:
    """The dataset at `path`, created when absent, held against other writers and freed of what a killed run left.

    Raises `UsageError` when the folder can not be made or written, holds something else, or another run has it;
    `DatasetError` when its manifest is damaged or of another schema.
    """
    with _explained(path):
        _prepare(path)
    with locked(path):
        with _explained(path):
            if not (path / NAME).exists():
                write_manifest(path, Manifest())
            manifest = read_manifest(path)
            _remove_unlisted(path, manifest)
        yield DatasetWriter(path, manifest)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UsageError(
            f"无法写入（can not be written）：{error.strerror or error}",
            subject=str(path),
            remedy="请检查路径、权限和磁盘空间，或换一个 --out 目录",
        ) from error


def _prepare(path: Path) -> None:
    if path.exists() and not path.is_dir():
        raise UsageError(
            "输出路径是一个文件，不是目录（not a folder）", subject=str(path), remedy="请换一个 --out 目录"
        )
    path.mkdir(parents=True, exist_ok=True)
    if not (path / NAME).exists() and any(not entry.name.startswith(".") for entry in path.iterdir()):
        raise UsageError(
            "目录非空且不是台账数据集（a folder with other files）",
            subject=str(path),
            remedy="请用空目录或已有的数据集目录",
        )


def _remove_unlisted(path: Path, manifest: Manifest) -> None:
    shutil.rmtree(path / STAGING, ignore_errors=True)
    listed = {entry.files[table].path for entry in manifest.shards for table in TABLES}
    for table in TABLES:
        for part in (path / table).glob("part-*.parquet"):
            if f"{table}/{part.name}" not in listed:
                part.unlink()


def _identity(documents: Sequence[Document]) -> str:
    """Eight hex digits over the identities of the documents: tells shards of different content apart."""
    digest = hashlib.sha256()
    for document in documents:
        digest.update(f"{document.source_uri}\0{document.member}\0{document.document_id}\n".encode("utf-8", "replace"))
    return digest.hexdigest()[:8]
