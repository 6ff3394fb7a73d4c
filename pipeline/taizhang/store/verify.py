"""`taizhang verify`: every promise of a dataset re-checked from its files alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from taizhang.errors import DatasetError, InvariantError
from taizhang.records import TABLES
from taizhang.store.canonical import LogicalHash, dataset_hash
from taizhang.store.files import sha256_of
from taizhang.store.invariants import violations
from taizhang.store.manifest import FileEntry, ShardEntry
from taizhang.store.reader import Dataset, open_dataset
from taizhang.store.rows import columns_of_arrow
from taizhang.store.schema import schema_of


@dataclass(slots=True)
class Verification:
    """What was found: rows and logical hash per table, errors in full, leftovers that no manifest lists."""

    rows: dict[str, int]
    hashes: dict[str, LogicalHash]
    errors: list[DatasetError] = field(default_factory=list)
    leftovers: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether every promise holds."""
        return not self.errors

    def dataset_hash(self) -> str:
        """Logical hash of the whole dataset."""
        return dataset_hash(self.hashes)


def verify(path: Path | str) -> Verification:
    """Check files, schemas, invariants, identities over all shards and the account of the dataset at `path`.

    Raises `DatasetError` when it can not be opened at all; everything else is collected.
    """
    dataset = open_dataset(path)
    found = Verification(dict.fromkeys(TABLES, 0), {table: LogicalHash() for table in TABLES})
    notices: Counter[str] = Counter()
    documents: Counter[tuple[str, str | None, str]] = Counter()
    ids: set[str] = set()
    originals: set[str] = set()
    for entry in dataset.manifest.shards:
        errors = [error for table in TABLES for error in _file_errors(dataset.path, table, entry.files[table])]
        found.errors.extend(errors)
        if errors:
            continue
        columns = {table: columns_of_arrow(pq.read_table(dataset.path / entry.files[table].path)) for table in TABLES}
        found.errors.extend(violations(columns))
        found.errors.extend(_account_errors(entry, columns["documents"]["outcome"]))
        for table in TABLES:
            found.hashes[table] = found.hashes[table].plus(columns[table])
            found.rows[table] = found.hashes[table].rows
        notices.update(columns["notices"]["notice_id"])
        rows = columns["documents"]
        documents.update(zip(rows["source_uri"], rows["member"], rows["document_id"], strict=True))
        ids.update(rows["document_id"])
        originals.update(filter(None, rows["duplicate_of"]))
    found.errors.extend(_across(notices, documents))
    found.errors.extend(
        InvariantError(f"duplicate_of 所指文档不存在（no such document）：{original}", notice=None, table="documents")
        for original in sorted(originals - ids)
    )
    found.leftovers.extend(_leftovers(dataset))
    return found


def _file_errors(root: Path, table: str, entry: FileEntry) -> Iterator[DatasetError]:
    path = root / entry.path
    remedy = "请从备份恢复该文件，或删除数据集后重新运行"
    try:
        if sha256_of(path) != entry.sha256:
            yield DatasetError("文件内容与清单不符（file differs from the manifest）", subject=str(path), remedy=remedy)
            return
        stored = pq.read_schema(path)
        rows = pq.read_metadata(path).num_rows
    except FileNotFoundError:
        yield DatasetError("文件缺失（file is missing）", subject=str(path), remedy=remedy)
        return
    except (OSError, pa.ArrowException) as error:
        yield DatasetError(f"文件无法读取（can not be read）：{error}", subject=str(path), remedy=remedy)
        return
    if not stored.equals(schema_of(table), check_metadata=True):
        yield DatasetError("列与表结构不符（schema differs）", subject=str(path), remedy="请用写出它的版本打开")
    if rows != entry.rows:
        yield DatasetError(f"行数为 {rows}，清单为 {entry.rows}（row count differs）", subject=str(path), remedy=remedy)


def _account_errors(entry: ShardEntry, outcomes: list[str]) -> Iterator[DatasetError]:
    if dict(Counter(outcomes)) != entry.outcomes:
        subject = entry.files["documents"].path
        yield DatasetError("各结果的文档数与清单不符（account differs）", subject=subject)


def _across(notices: Counter[str], documents: Counter[tuple[str, str | None, str]]) -> Iterator[DatasetError]:
    """Identities that must be unique over all shards."""
    for notice, times in notices.items():
        if times > 1:
            message = f"同一通报出现 {times} 次（notice repeated across shards）"
            yield InvariantError(message, notice=notice, table="notices")
    for (uri, member, _), times in documents.items():
        if times > 1:
            yield InvariantError(
                f"同一文档出现 {times} 次（document repeated across shards）：{uri} {member or ''}",
                notice=None,
                table="documents",
            )


def _leftovers(dataset: Dataset) -> Iterator[str]:
    listed = {entry.files[table].path for entry in dataset.manifest.shards for table in TABLES}
    for table in TABLES:
        for part in sorted((dataset.path / table).glob("**/*.parquet")):
            name = part.relative_to(dataset.path).as_posix()
            if name not in listed:
                yield name
