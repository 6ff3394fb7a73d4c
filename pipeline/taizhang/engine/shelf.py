"""Where the driver looks a notice up that a later one may repeat: the shard in hand, or the files of a shard."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow.compute as pc
import pyarrow.parquet as pq

from taizhang.engine.brief import Brief
from taizhang.errors import DatasetError
from taizhang.extract.sketch import sketch_of

_COLUMNS = ["notice_id", "document_id", "agency", "title", "inspection_round", "feedback_date"]
_DATES = ["publication_date", "publication_date_source"]


class Shelf:
    """The shards of a dataset by number: their files, and the notices of those that are not yet written."""

    def __init__(self) -> None:
        """No shards yet."""
        self._files: list[tuple[Path, Path]] = []
        self._in_hand: dict[int, dict[str, tuple[Brief, str]]] = {}

    def __len__(self) -> int:
        """Number of shards, written or not, which is the number of the next one."""
        return len(self._files)

    def put(self, notices: Path, texts: Path) -> int:
        """Add a shard by its files of these two tables; its number."""
        self._files.append((notices, texts))
        return len(self._files) - 1

    def open(self) -> int:
        """Add a shard that is not written yet; its number."""
        number = self.put(Path(), Path())
        self._in_hand[number] = {}
        return number

    def hold(self, shard: int, brief: Brief, text: str) -> None:
        """Keep a notice of a shard that is not written yet."""
        self._in_hand[shard][brief.notice_id] = (brief, text)

    def move(self, shard: int, notices: Path, texts: Path) -> None:
        """The files of `shard` are these now; what was held of it is let go."""
        self._files[shard] = (notices, texts)
        self._in_hand.pop(shard, None)

    def __call__(self, notice: str, shard: int) -> tuple[Brief, str]:
        """The notice as it stands in `shard`, and its text. Raises `DatasetError` when it is not there."""
        if shard in self._in_hand:
            return self._in_hand[shard][notice]
        notices, texts = self._files[shard]
        found, printed = _row(notices, [*_COLUMNS, *_DATES], notice), _row(texts, ["text"], notice)
        if found is None or printed is None:
            raise DatasetError(
                f"通报 {notice} 不在它的分片里（a notice is not in its shard）",
                subject=str(self._files[shard][0]),
                remedy="请用 taizhang verify 检查数据集",
            )
        return _brief(found, ""), printed["text"]

    def text(self, notice: str, shard: int) -> str:
        """The text alone."""
        return self(notice, shard)[1]


def briefs_in(notices: Path, texts: Path) -> dict[str, Brief]:
    """The briefs of all notices of a shard, from its files; sketches that an earlier version did not write are made."""
    found = pq.read_table(notices, columns=[*_COLUMNS, *_DATES]).to_pylist()
    sketched = "sketch" in pq.read_schema(texts).names
    columns = ["notice_id", "sketch" if sketched else "text"]
    printed = pq.read_table(texts, columns=columns)
    values = printed.column(columns[1]).to_pylist()
    sketches = dict(
        zip(printed.column("notice_id").to_pylist(), values if sketched else map(sketch_of, values), strict=True)
    )
    return {row["notice_id"]: _brief(row, sketches[row["notice_id"]]) for row in found}


def _brief(row: dict[str, Any], sketch: str) -> Brief:
    notice, document, agency, title, inspection_round, feedback = (row[name] for name in _COLUMNS)
    signed = row["publication_date"] if row["publication_date_source"] == "signature" else None
    return Brief(notice, document, sketch, agency, title, inspection_round, feedback, signed)


def _row(file: Path, columns: list[str], notice: str) -> dict[str, Any] | None:
    """These columns of one notice; None when the file has no row of it. Nothing of the file is kept in memory."""
    found = pq.read_table(file, columns=columns, filters=pc.field("notice_id") == notice)
    return found.to_pylist()[0] if found.num_rows else None
