"""`manifest.json`: the list of committed shards, replaced as a whole and always last; `manifest.log`: those since.

A shard that is not listed does not exist for a reader of this package; what a killed run left behind is removed at
the next start. The files hold no time of day, so the same input gives the same manifest. The log is there only while
a long run writes, or after it was killed: see `taizhang.store.listing`.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from taizhang.errors import DatasetError
from taizhang.records import SCHEMA_VERSION, TABLES
from taizhang.store.files import write_atomically

NAME = "manifest.json"
LOG = "manifest.log"
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


def read_manifest(dataset: Path) -> Manifest:
    """The manifest of the dataset at `dataset`.

    Raises `DatasetError` when there is none, when it is damaged, or when its schema is another major version.
    """
    path = dataset / NAME
    try:
        content, lines = _stable(dataset)
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
        manifest = _from_json(json.loads(content))
        listed = {entry.shard for entry in manifest.shards}
        logged = (_entry(line) for line in lines)
        manifest = replace(
            manifest, shards=(*manifest.shards, *(entry for entry in logged if entry.shard not in listed))
        )
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


def snapshot_digest(dataset: Path) -> str:
    """SHA-256 of `manifest.json`, by which a log says what it follows."""
    return hashlib.sha256((dataset / NAME).read_bytes()).hexdigest()


def line_of(value: dict[str, Any]) -> bytes:
    """One line of the log: checksum and JSON."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return b"%08x %s\n" % (zlib.crc32(body), body)


def _stable(dataset: Path) -> tuple[str, list[dict[str, Any]]]:
    """`manifest.json` and the lines of the log that follows it, both of one moment though a writer may be at work."""
    while True:
        content = (dataset / NAME).read_bytes()
        lines = _lines(dataset, hashlib.sha256(content).hexdigest())
        if lines is not None or (dataset / NAME).read_bytes() == content:
            return content.decode("utf-8"), lines or []


def _lines(dataset: Path, follows: str) -> list[dict[str, Any]] | None:
    """The whole lines of the log; None when there is no log that follows this manifest."""
    try:
        content = (dataset / LOG).read_bytes()
    except FileNotFoundError:
        return None
    found: list[dict[str, Any]] = []
    for line in content.split(b"\n")[:-1]:
        checksum, _, body = line.partition(b" ")
        if b"%08x" % zlib.crc32(body) != checksum:
            break  # the end of a run that was killed or had no room
        found.append(json.loads(body))
    if not found or found[0].get("follows") != follows:
        return None
    return found[1:]


def _from_json(value: dict[str, Any]) -> Manifest:
    if value["format"] != FORMAT or value["format_version"] != FORMAT_VERSION:
        raise ValueError("not a manifest of this format")
    return Manifest(tuple(map(_entry, value["shards"])), str(value["schema_version"]))


def _entry(item: dict[str, Any]) -> ShardEntry:
    return ShardEntry(
        item["shard"],
        {table: FileEntry(**item["files"][table]) for table in TABLES},
        dict(item["outcomes"]),
        dict(item["versions"]),
    )
