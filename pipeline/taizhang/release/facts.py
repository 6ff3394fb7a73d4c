"""What a release says of itself, in README, metadata and citation alike: one place decides it, from the content alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from taizhang.errors import DatasetError, UsageError
from taizhang.query.database import connect
from taizhang.records import SCHEMA_VERSION
from taizhang.store.manifest import FileEntry
from taizhang.store.reader import open_dataset
from taizhang.store.verify import verify

TITLE = "巡察整改通报台账数据集"


@dataclass(frozen=True, slots=True)
class Choices:
    """What whoever publishes decides; None where it follows from the content."""

    title: str | None = None
    version: str | None = None
    date: str | None = None
    creators: Sequence[str] = ()
    licence: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """A release: its choices settled, and what is in it."""

    title: str
    version: str
    date: dt.date | None
    creators: tuple[str, ...]
    licence: str | None
    url: str | None
    versions: Mapping[str, str | None]
    dataset_hash: str
    hashes: Mapping[str, str]
    rows: Mapping[str, int]
    outcomes: Mapping[str, int]
    agencies: int
    first: dt.date | None
    last: dt.date | None
    read_share: float | None
    audits: Mapping[str, Mapping[str, int]]

    def citation(self) -> str:
        """One line to cite the release by."""
        who = "、".join(self.creators) or "（未署名）"
        year = self.date.year if self.date else "无日期"
        return f"{who}：{self.title}（版本 {self.version}），{year}。{self.url or ''}".rstrip()


def gather(path: Path, choices: Choices) -> Facts:
    """The facts of the dataset at `path`, every promise of which is checked first.

    Raises `DatasetError` when it does not hold or was made by several versions, `UsageError` for a date that is none.
    """
    found = verify(path)
    if not found.sound:
        raise DatasetError(
            f"数据集校验不通过，共 {len(found.errors)} 处（does not hold）：{found.errors[0]}",
            subject=str(path),
            remedy="请先用 taizhang verify 查明",
        )
    manifest = open_dataset(path).manifest
    versions = {tuple(sorted(entry.versions.items())) for entry in manifest.shards}
    if len(versions) > 1:
        raise DatasetError(
            "数据集由几个版本的程序、词表或模型生成（made by several versions）",
            subject=str(path),
            remedy="请先用 taizhang run … --redo 统一版本",
        )
    digest = found.dataset_hash()
    with connect(path) as connection:
        agencies, first, last, share = connection.execute(
            "SELECT count(DISTINCT agency), min(publication_date), max(publication_date), "
            "(SELECT avg(read_share)::DOUBLE FROM texts) FROM notices"
        ).fetchall()[0]
        audits = _audits(connection)
    return Facts(
        choices.title or TITLE,
        choices.version or f"{SCHEMA_VERSION}+{digest[:8]}",
        _date(choices.date) or last,
        tuple(choices.creators),
        choices.licence,
        choices.url,
        dict(next(iter(versions), ())),
        digest,
        {table: value.hex() for table, value in found.hashes.items()},
        dict(found.rows),
        manifest.outcomes(),
        agencies,
        first,
        last,
        share,
        audits,
    )


@dataclass(frozen=True, slots=True)
class Released:
    """The facts together with the files of the tables, as they lie in the folder."""

    facts: Facts
    files: Mapping[str, FileEntry]


def _audits(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[str, int]]:
    rows = connection.execute(
        'SELECT "check", verdict, count(*) FROM audits GROUP BY ALL ORDER BY "check", verdict'
    ).fetchall()
    found: dict[str, dict[str, int]] = {}
    for check, verdict, number in rows:
        found.setdefault(check, {})[verdict] = number
    return found


def _date(text: str | None) -> dt.date | None:
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise UsageError("不是日期（not a date）", subject=text, remedy="请写成 2024-01-31") from None
