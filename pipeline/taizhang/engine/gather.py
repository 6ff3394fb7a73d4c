"""From results in their order to shards: duplicates decided, documents counted, shards committed.

Local engines bring each document with its ledger; a cluster brings shards that are written already (`cluster`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from taizhang.engine.account import Account
from taizhang.engine.keys import key_of
from taizhang.engine.known import Known
from taizhang.engine.process import Packed
from taizhang.engine.progress import Report
from taizhang.engine.shelf import Shelf, briefs_in
from taizhang.ingest.source import Source
from taizhang.records import Document
from taizhang.settings import limit
from taizhang.store.manifest import ShardEntry
from taizhang.store.writer import DatasetWriter

_COLUMNS = ["source_uri", "member", "document_id", "outcome", "notice_id"]

_Columns = dict[str, dict[str, list[Any]]]


@dataclass(slots=True)
class Gathering:
    """One dataset being filled: what it holds, where to look it up, the account, and the versions of its shards."""

    writer: DatasetWriter
    known: Known
    shelf: Shelf
    account: Account
    made_by: dict[str, str | None]
    report: Report


def remembered(datasets: Iterable[tuple[Path, Iterable[ShardEntry]]]) -> tuple[Known, Shelf]:
    """What shards hold, in their order: identities of documents, and what later ones may repeat."""
    shelf = Shelf()
    known = Known(shelf)
    for root, entries in datasets:
        for entry in entries:
            notices, texts = (root / entry.files[table].path for table in ("notices", "texts"))
            shard = shelf.put(notices, texts)
            briefs = briefs_in(notices, texts)
            rows = pq.read_table(root / entry.files["documents"].path, columns=_COLUMNS).to_pydict()
            for uri, member, identity, outcome, notice in zip(*(rows[name] for name in _COLUMNS), strict=True):
                known.identities.put(key_of(uri, member, identity))
                document = Document(identity, uri, member, outcome=outcome, notice_id=notice)
                known.note(document, briefs.get(notice) if outcome == "extracted" else None, shard)
    return known, shelf


def fresh(found: Iterable[Source], known: Known, account: Account) -> Iterator[Source]:
    """The documents that no committed shard holds; every one is counted as received."""
    for source in found:
        account.received += 1
        if len(known.identities):
            identity, _ = source.identity()
            if key_of(source.source_uri, source.member, identity) in known.identities:
                account.already_done += 1
                continue
        yield source


def gather(results: Iterable[Packed], into: Gathering) -> None:
    """Commit `results` shard by shard. A shard ends by its number of documents or by its text."""
    with ThreadPoolExecutor(1, "taizhang-writer") as thread:  # workers must not wait while a shard is written
        writing: Future[ShardEntry] | None = None
        for shard, documents, notices in _shards(results, into):
            _written(writing, into, shard - 1)
            writing = thread.submit(into.writer.commit_columns, documents, notices, into.made_by)
        _written(writing, into, len(into.shelf) - 1)


def _shards(results: Iterable[Packed], into: Gathering) -> Iterator[tuple[int, list[Document], list[_Columns]]]:
    shard = None
    documents: list[Document] = []
    notices: list[_Columns] = []
    characters = 0
    for result in results:
        if shard is None:
            shard = into.shelf.open()
        document = into.known.enter(result.document, result.brief, partial(getattr, result, "text"), shard)
        documents.append(document)
        if document.outcome == "extracted" and result.brief is not None and result.columns is not None:
            notices.append(result.columns)
            into.shelf.hold(shard, result.brief, result.text)
            characters += len(result.text)
        into.account.add(document)
        into.report(into.account)
        if len(documents) >= limit("shard_documents") or characters >= limit("shard_chars"):
            yield shard, documents, notices
            shard, documents, notices, characters = None, [], [], 0
    if shard is not None:
        yield shard, documents, notices


def _written(writing: Future[ShardEntry] | None, into: Gathering, shard: int) -> None:
    """Wait until the shard that is being written is committed; raise what stopped it."""
    if writing is not None:
        entry = writing.result()
        pa.default_memory_pool().release_unused()
        into.shelf.move(shard, *(into.writer.path / entry.files[table].path for table in ("notices", "texts")))
