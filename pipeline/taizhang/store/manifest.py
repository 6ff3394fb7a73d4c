"""`manifest.json`: the list of committed shards, replaced as a whole and always last.

A shard that is not listed does not exist for a reader of this package; what a killed run left behind is removed at
the next start. The file holds no time of day, so the same input gives the same manifest.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from taizhang.errors import DatasetError
from taizhang.records import SCHEMA_VERSION, TABLES
from taizhang.store.files import write_atomically

NAME = "manifest.json"
FORMAT = "taizhang-dataset"
FORMAT_VERSION = 1


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One Parquet file: path relative to the dataset, rows, bytes and SHA-256 of its bytes."""

    path: str
    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ShardEntry:
    """One committed shard: a file a table, what became of its documents, and the versions that made it."""

    shard: str
    files: dict[str, FileEntry]
    outcomes: dict[str, int]
    versions: dict[str, str | None]

    @property
    def documents(self) -> int:
        """Number of input documents."""
        return self.files["documents"].rows


@dataclass(frozen=True, slots=True)
class Manifest:
    """All committed shards in the order in which they were written."""

    shards: tuple[ShardEntry, ...] = ()
    schema_version: str = SCHEMA_VERSION

    def with_shard(self, entry: ShardEntry) -> Manifest:
        """The manifest with one more shard at its end."""
        return replace(self, shards=(*self.shards, entry))

    def without(self, shards: frozenset[str]) -> Manifest:
        """The manifest without the shards of these names."""
        return replace(self, shards=tuple(entry for entry in self.shards if entry.shard not in shards))

    def rows(self) -> dict[str, int]:
        """Rows of each table over all shards."""
        return {table: sum(entry.files[table].rows for entry in self.shards) for table in TABLES}

    def outcomes(self) -> dict[str, int]:
        """Documents by outcome over all shards."""
        total: dict[str, int] = {}
        for entry in self.shards:
            for outcome, number in entry.outcomes.items():
                total[outcome] = total.get(outcome, 0) + number
        return total

    def next_index(self) -> int:
        """Number of the next shard."""
        return 1 + max((int(entry.shard.partition("-")[0]) for entry in self.shards), default=-1)


def read_manifest(dataset: Path) -> Manifest:
    """The manifest of the dataset at `dataset`.

    Raises `DatasetError` when there is none, when it is damaged, or when its schema is another major version.
    """
    path = dataset / NAME
    try:
        content = path.read_text("utf-8")
    except FileNotFoundError:
        raise DatasetError(
            "不是台账数据集：没有 manifest.json（not a dataset）",
            subject=str(dataset),
            remedy="请给出 taizhang run --out 所写的目录",
        ) from None
    except OSError as error:
        raise DatasetError(
            f"无法读取（can not be read）：{error.strerror}", subject=str(path), remedy="请检查路径和权限"
        ) from error
    try:
        value = json.loads(content)
        manifest = _from_json(value)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DatasetError(
            "清单文件已损坏（damaged manifest）", subject=str(path), remedy="请从备份恢复该文件，或另选目录重新运行"
        ) from error
    if manifest.schema_version.partition(".")[0] != SCHEMA_VERSION.partition(".")[0]:
        raise DatasetError(
            f"表结构版本为 {manifest.schema_version}，本程序为 {SCHEMA_VERSION}（another schema version）",
            subject=str(dataset),
            remedy="请用相应版本的程序打开，或另选目录重新运行",
        )
    return manifest


def write_manifest(dataset: Path, manifest: Manifest) -> None:
    """Replace the manifest of `dataset` in one step."""
    value = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "schema_version": manifest.schema_version,
        "rows": manifest.rows(),
        "outcomes": manifest.outcomes(),
        "shards": [asdict(entry) for entry in manifest.shards],
    }
    write_atomically(dataset / NAME, (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode())


def _from_json(value: dict[str, Any]) -> Manifest:
    if value["format"] != FORMAT or value["format_version"] != FORMAT_VERSION:
        raise ValueError("not a manifest of this format")
    shards = tuple(
        ShardEntry(
            item["shard"],
            {table: FileEntry(**item["files"][table]) for table in TABLES},
            dict(item["outcomes"]),
            dict(item["versions"]),
        )
        for item in value["shards"]
    )
    return Manifest(shards, str(value["schema_version"]))
