"""A dataset that is always whole: shards are written aside, then appear together, then are listed.

Order of a commit: all tables of the shard into `.staging/` (fsync each), rename into `<table>/part-<shard>.parquet`,
`documents` last, then the manifest. A run killed in between leaves files that no manifest lists; they are removed
when the dataset is next opened for writing. A run that can not write (no room, no permission) removes them itself.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from taizhang.errors import UsageError
from taizhang.records import TABLES, Document, Ledger
from taizhang.store.drafts import STAGING, Draft, write_draft, write_file
from taizhang.store.files import locked, sync_file, sync_folder
from taizhang.store.invariants import check_joined, check_notice
from taizhang.store.listing import Listing
from taizhang.store.manifest import NAME, FileEntry, Manifest, ShardEntry, read_manifest, write_manifest
from taizhang.store.rows import Columns, columns_from, columns_of_arrow, columns_of_ledger, joined, to_arrow


class DatasetWriter:
    """A dataset open for writing. Made by `open_for_writing`, which holds the lock."""

    def __init__(self, path: Path, listing: Listing, first_index: int = 0) -> None:
        """Not to be called: the lock would be missing."""
        self.path, self._listing, self._first = path, listing, first_index

    @property
    def manifest(self) -> Manifest:
        """All committed shards."""
        return self._listing.manifest

    def next_index(self) -> int:
        """Number of the next shard."""
        return max(self._first, self._listing.next_index())

    def commit(
        self, documents: Sequence[Document], ledgers: Sequence[Ledger], versions: dict[str, str | None]
    ) -> ShardEntry:
        """Write one shard of these rows, in this order, for all tables; then list it.

        Raises `InvariantError` before anything is written when a row breaks a promise, `UsageError` when it can not
        be written; the dataset is then as it was.
        """
        return self.commit_columns(documents, [checked_columns(ledger) for ledger in ledgers], versions)

    def commit_columns(
        self,
        documents: Sequence[Document],
        notices: Sequence[Mapping[str, Columns]],
        versions: dict[str, str | None],
    ) -> ShardEntry:
        """The same, of notices whose columns have been checked (`checked_columns`)."""
        columns = joined(notices)
        columns["documents"] = columns_from("documents", documents)
        check_joined(columns["documents"], columns["notices"])
        tables = {table: to_arrow(table, columns.pop(table)) for table in TABLES}
        with _explained(self.path):
            return self._publish(write_draft(self.path, "shard", tables), documents, versions)

    def commit_draft(self, documents: Sequence[Document], draft: Draft, versions: dict[str, str | None]) -> ShardEntry:
        """Turn `draft`, which holds the rows of all tables but `documents`, into the next shard.

        The rows of the draft were checked where it was written; here, that they belong to these documents. Raises
        as `commit`.
        """
        columns = columns_from("documents", documents)
        notices = pq.read_table(self.path / draft.folder / "notices.parquet", columns=["notice_id"])
        check_joined(columns, columns_of_arrow(notices))
        with _explained(self.path):
            added = write_file(self.path / draft.folder / "documents.parquet", to_arrow("documents", columns))
            return self._publish(Draft(draft.folder, {**draft.files, "documents": added}), documents, versions)

    def replace(self, dropped: frozenset[str], adopted: Sequence[ShardEntry], source: Path) -> None:
        """Put the shards `adopted`, whose files lie below `source`, in the place of the shards `dropped`, in one step.

        The files of `source` are linked, not moved: killed at any moment, either the old shards are listed and
        `source` is whole, or the new ones are.
        """
        with _explained(self.path):
            for entry in adopted:
                for table in TABLES:
                    _link(source / entry.files[table].path, self.path / entry.files[table].path)
            for table in TABLES:
                sync_folder(self.path / table)
            kept = [entry for entry in self.manifest.shards if entry.shard not in dropped]
            self._listing.replace(Manifest((*kept, *adopted), self.manifest.schema_version))
            _remove_unlisted(self.path, self.manifest)

    def _publish(self, draft: Draft, documents: Sequence[Document], versions: dict[str, str | None]) -> ShardEntry:
        """Rename the files of a draft to their places, `documents` last, and list the shard."""
        shard = f"{self.next_index():06d}-{_identity(documents)}"
        files = {
            table: FileEntry(f"{table}/part-{shard}.parquet", found.rows, found.bytes, found.sha256)
            for table, found in draft.files.items()
        }
        folder = self.path / draft.folder
        try:
            for table in sorted(TABLES, key="documents".__eq__):
                (self.path / table).mkdir(exist_ok=True)
                (folder / f"{table}.parquet").rename(self.path / files[table].path)
                sync_folder(self.path / table)
            folder.rmdir()
            outcomes = dict(sorted(Counter(document.outcome for document in documents).items()))
            entry = ShardEntry(shard, {table: files[table] for table in TABLES}, outcomes, versions)
            self._listing.add(entry)
        except OSError:
            for file in files.values():
                (self.path / file.path).unlink(missing_ok=True)
            shutil.rmtree(folder, ignore_errors=True)
            raise
        return entry


def checked_columns(ledger: Ledger) -> dict[str, dict[str, list[Any]]]:
    """The rows of a notice, as `commit_columns` takes them. Raises `InvariantError` when one breaks a promise."""
    columns = columns_of_ledger(ledger)
    check_notice(columns)
    return columns


@contextmanager
def open_for_writing(path: Path, *, first_index: int = 0) -> Iterator[DatasetWriter]:
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
            listing = Listing(path, manifest)
            _remove_unlisted(path, manifest)
        try:
            yield DatasetWriter(path, listing, first_index)
        except BaseException:
            with contextlib.suppress(OSError):  # what stopped the run may stop this too; the next run does it
                listing.close()
            raise
        with _explained(path):
            listing.close()
            shutil.rmtree(path / STAGING, ignore_errors=True)  # drafts that were taken over in another form


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        full = error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
        what = (
            "磁盘空间不足，已提交的分片完好（no room left; what is committed is whole）"
            if full
            else "无法写入（can not be written）"
        )
        raise UsageError(
            f"{what}：{error.strerror or error}",
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


def _link(source: Path, target: Path) -> None:
    """A second name for a file; a copy where the file system has no links."""
    target.parent.mkdir(exist_ok=True)
    target.unlink(missing_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
        sync_file(target)


def _identity(documents: Sequence[Document]) -> str:
    """Eight hex digits over the identities of the documents: tells shards of different content apart."""
    digest = hashlib.sha256()
    for document in documents:
        digest.update(f"{document.source_uri}\0{document.member}\0{document.document_id}\n".encode("utf-8", "replace"))
    return digest.hexdigest()[:8]
