"""From results in their order to shards: duplicates decided, documents counted, shards committed.

Local engines bring each document with its ledger; a cluster brings shards that are written already (`cluster`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pyarrow.parquet as pq

from taizhang.engine.account import Account
from taizhang.engine.keys import key_of
from taizhang.engine.known import Known, brief_of_ledger
from taizhang.engine.process import Processed
from taizhang.engine.progress import Report
from taizhang.engine.shelf import Shelf, briefs_in
from taizhang.ingest.source import Source
from taizhang.records import Document, Ledger
from taizhang.settings import limit
from taizhang.store.manifest import ShardEntry
from taizhang.store.writer import DatasetWriter

_COLUMNS = ["source_uri", "member", "document_id", "outcome", "notice_id"]


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


def gather(results: Iterable[Processed], into: Gathering) -> None:
    """Commit `results` shard by shard. A shard ends by its number of documents or by its text."""
    documents: list[Document] = []
    ledgers: list[Ledger] = []
    characters = 0
    for result in results:
        document = _entered(result, into)
        documents.append(document)
        if document.outcome == "extracted" and result.ledger is not None:
            ledgers.append(result.ledger)
            into.shelf.hold(result.ledger)
            characters += len(result.ledger.text.text)
        into.account.add(document)
        into.report(into.account)
        if len(documents) >= limit("shard_documents") or characters >= limit("shard_chars"):
            _commit(documents, ledgers, into)
            documents, ledgers, characters = [], [], 0
    if documents:
        _commit(documents, ledgers, into)


def _entered(result: Processed, into: Gathering) -> Document:
    ledger = result.ledger
    if ledger is None:
        return into.known.enter(result.document, None, str, len(into.shelf))
    text: Callable[[], str] = partial(getattr, ledger.text, "text")
    return into.known.enter(result.document, brief_of_ledger(ledger), text, len(into.shelf))


def _commit(documents: list[Document], ledgers: list[Ledger], into: Gathering) -> None:
    entry = into.writer.commit(documents, ledgers, into.made_by)
    into.shelf.put(*(into.writer.path / entry.files[table].path for table in ("notices", "texts")))
