"""Doing again what another version made, without ever being without it.

The new shards are gathered in a dataset of their own, `DATASET/.redo`, which nobody reads and which a killed run goes
on filling. When it is complete, one replacement of the manifest puts its shards in the place of the old ones. Documents
that no source holds any more are carried over as they are: a redo never takes a row away that it can not make again.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import pyarrow.parquet as pq

from taizhang.engine.keys import Keys, key_of
from taizhang.errors import DatasetError
from taizhang.ingest.source import Source
from taizhang.records import TABLES, Document
from taizhang.store.drafts import without_notices, write_draft
from taizhang.store.files import write_atomically
from taizhang.store.manifest import ShardEntry
from taizhang.store.rows import records_from
from taizhang.store.writer import DatasetWriter, open_for_writing

FOLDER = ".redo"
_PLAN = ".plan.json"

Held = list[tuple[Path, Sequence[ShardEntry]]]
"""Folders with shards that count as there."""


def redo(
    found: Iterable[Source],
    writer: DatasetWriter,
    outdated: Sequence[ShardEntry],
    made_by: dict[str, str | None],
    fill: Callable[[DatasetWriter, Held], None],
) -> int:
    """Put new shards in the place of `outdated`; documents that were carried over or left, for want of a source.

    `fill` processes into the given dataset what the given shards do not hold. Killed at any moment, the dataset is the
    old one or the new one, and the next redo goes on where this one was.
    """
    offered = _keys(found)
    absent = {entry.shard: _absent(writer, entry, offered) for entry in outdated}
    dropped = [entry for entry in outdated if len(absent[entry.shard]) < entry.documents]
    kept = [entry for entry in writer.manifest.shards if entry not in dropped]
    folder = writer.path / FOLDER
    plan = {"base": _base(writer), "versions": made_by, "dropped": [entry.shard for entry in dropped]}
    if _plan(folder) != plan:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        write_atomically(folder / _PLAN, json.dumps(plan).encode())
    with open_for_writing(folder, first_index=writer.next_index()) as nested:
        for entry in dropped:
            _carry(writer, nested, entry, absent[entry.shard])
        fill(nested, [(writer.path, kept), (folder, nested.manifest.shards)])
        _nothing_lost(writer, nested, dropped)
        adopted = nested.manifest.shards
    writer.replace(frozenset(entry.shard for entry in dropped), adopted, folder)
    shutil.rmtree(folder, ignore_errors=True)
    return sum(map(len, absent.values()))


def unfinished(writer: DatasetWriter) -> bool:
    """Whether a redo of this dataset was begun and not ended. What is left of one that is of no use is removed."""
    plan = _plan(writer.path / FOLDER)
    if plan is not None and plan.get("base") == _base(writer):
        return True
    shutil.rmtree(writer.path / FOLDER, ignore_errors=True)
    return False


def _keys(found: Iterable[Source]) -> Keys:
    keys = Keys()
    for source in found:
        keys.put(key_of(source.source_uri, source.member, source.identity()[0]))
    return keys


def _documents(root: Path, entry: ShardEntry) -> Iterator[tuple[bytes, str]]:
    """Key and outcome of each document of a shard, in order."""
    columns = ["source_uri", "member", "document_id", "outcome"]
    rows = pq.read_table(root / entry.files["documents"].path, columns=columns).to_pydict()
    for uri, member, identity, outcome in zip(*(rows[name] for name in columns), strict=True):
        yield key_of(uri, member, identity), outcome


def _absent(writer: DatasetWriter, entry: ShardEntry, offered: Keys) -> frozenset[int]:
    """Rows of the documents of a shard that no source holds."""
    rows = enumerate(_documents(writer.path, entry))
    return frozenset(row for row, (key, _) in rows if key not in offered)


def _carry(writer: DatasetWriter, nested: DatasetWriter, entry: ShardEntry, rows: frozenset[int]) -> None:
    """Copy the documents in `rows` of an old shard, with all that was read from them, unless that is done."""
    done = Keys()
    for other in nested.manifest.shards:
        for key, _ in _documents(nested.path, other):
            done.put(key)
    keys = [key for key, _ in _documents(writer.path, entry)]
    wanted = sorted(row for row in rows if keys[row] not in done)
    if not wanted:
        return
    tables = {table: pq.read_table(writer.path / entry.files[table].path) for table in TABLES}
    documents: list[Document] = records_from("documents", tables.pop("documents"))
    carried = [documents[row] for row in wanted]
    kept = {document.notice_id for document in carried if document.outcome == "extracted"}
    others = set(tables["notices"].column("notice_id").to_pylist()) - kept
    draft = write_draft(nested.path, "carried", without_notices(tables, others))
    nested.commit_draft(carried, draft, entry.versions)


def _nothing_lost(writer: DatasetWriter, nested: DatasetWriter, dropped: Sequence[ShardEntry]) -> None:
    there = Keys()
    for entry in nested.manifest.shards:
        for key, _ in _documents(nested.path, entry):
            there.put(key)
    for entry in dropped:
        for key, _ in _documents(writer.path, entry):
            if key not in there:
                raise DatasetError(
                    "重做期间有来源文件被删除或改动（a source went away during the redo）",
                    subject=str(writer.path),
                    remedy="原有数据未动；请再次运行 --redo",
                )


def _base(writer: DatasetWriter) -> str:
    names = "\n".join(entry.shard for entry in writer.manifest.shards)
    return hashlib.sha256(names.encode()).hexdigest()


def _plan(folder: Path) -> dict[str, object] | None:
    try:
        value: dict[str, object] = json.loads((folder / _PLAN).read_bytes())
    except (OSError, ValueError):
        return None
    return value
