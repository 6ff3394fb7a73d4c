"""Reading a dataset through its manifest: only committed shards, in the order in which they were written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from taizhang.records import TABLES, Ledger
from taizhang.store.manifest import Manifest, ShardEntry, read_manifest
from taizhang.store.rows import records_from
from taizhang.store.schema import schema_of


@dataclass(frozen=True, slots=True)
class Dataset:
    """A dataset on disk as its manifest stood when it was opened."""

    path: Path
    manifest: Manifest

    def files(self, table: str) -> list[Path]:
        """Parquet files of the committed shards of `table`."""
        schema_of(table)  # refuses a table that is not there
        return [self.path / entry.files[table].path for entry in self.manifest.shards]

    def read(self, table: str, columns: list[str] | None = None) -> pa.Table:
        """The whole of `table`, or some of its columns; right types even when there are no rows."""
        schema = schema_of(table)
        if columns is not None:
            schema = pa.schema([schema.field(name) for name in columns])
        parts = [pq.read_table(path, columns=columns) for path in self.files(table)]
        return pa.concat_tables(parts) if parts else schema.empty_table()

    def shards(self) -> Iterator[tuple[ShardEntry, dict[str, pa.Table]]]:
        """Each committed shard with all its tables."""
        for entry in self.manifest.shards:
            yield entry, {table: pq.read_table(self.path / entry.files[table].path) for table in TABLES}

    def ledgers(self) -> Iterator[Ledger]:
        """Every notice of the dataset as the ledger it was written from, in the order of the dataset."""
        for _, tables in self.shards():
            rows = {table: records_from(table, tables[table]) for table in TABLES if table != "documents"}
            texts = {text.notice_id: text for text in rows["texts"]}
            of_notice: dict[str, dict[str, list[Any]]] = {notice: {} for notice in texts}
            for table in ("problems", "measures", "counts", "dates", "contacts", "citations", "audits"):
                for row in rows[table]:
                    of_notice[row.notice_id].setdefault(table, []).append(row)
            for notice in rows["notices"]:
                parts = {table: tuple(found) for table, found in of_notice[notice.notice_id].items()}
                yield Ledger(notice, texts[notice.notice_id], **parts)


def open_dataset(path: Path | str) -> Dataset:
    """The dataset at `path`. Raises `DatasetError` when it is not one, is damaged or of another schema."""
    folder = Path(path)
    return Dataset(folder, read_manifest(folder))
