"""One run: sources in order through an engine into the shards of a dataset, with an account that balances.

Documents arrive in the order of their sources whatever engine processed them, so which of two equal documents is the
duplicate, where shards are cut and the order of all rows depend on the input alone. What earlier runs committed is
not done again.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from taizhang.classify.model import SHIPPED, ModelChoice, chosen_model
from taizhang.engine.account import Account
from taizhang.engine.inline import run_inline
from taizhang.engine.pool import run_pool
from taizhang.engine.process import Processed
from taizhang.engine.progress import Report, progress
from taizhang.engine.worker import serve
from taizhang.ingest.collections import is_collection
from taizhang.ingest.source import Source
from taizhang.ingest.sources import Inventory
from taizhang.records import Document, Ledger
from taizhang.settings import limit, versions
from taizhang.store.reader import Dataset
from taizhang.store.writer import DatasetWriter, open_for_writing

_SMALL_RUN = 50  # documents: below, starting a worker process costs more than it saves

_SAME = "duplicate: 与另一份文档相同（same document）"


@dataclass(frozen=True, slots=True)
class Options:
    """How to run: worker processes (0 decides by the machine and the input), seconds a document, whether to redo what
    another version of program, lexicon or model has made, and the model (None does without one).
    """

    workers: int = 0
    seconds: int = field(default_factory=lambda: limit("document_seconds"))
    redo: bool = False
    model: ModelChoice = SHIPPED


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did: its account, and shards of the dataset that another version made."""

    account: Account
    outdated: int


@dataclass(slots=True)
class _Known:
    """What the dataset holds already: documents by identity, and first documents by their bytes and by their text."""

    identities: set[bytes] = field(default_factory=set)
    uris: set[str] = field(default_factory=set)
    by_bytes: set[bytes] = field(default_factory=set)
    by_text: dict[str, str] = field(default_factory=dict)

    def enter(self, document: Document) -> Document:
        """`document` as it goes into the dataset: a duplicate when an earlier one has its bytes or its text."""
        key = bytes.fromhex(document.document_id)
        if document.outcome == "quarantined":
            return document
        if key in self.by_bytes:
            first = document.document_id
        elif document.outcome == "extracted" and document.notice_id in self.by_text:
            first = self.by_text[document.notice_id]
        else:
            self.note(document)
            return document
        return replace(document, outcome="duplicate", duplicate_of=first, reason=_SAME)

    def note(self, document: Document) -> None:
        """Remember a document that later ones may repeat."""
        if document.outcome in {"extracted", "not_a_notice"}:
            self.by_bytes.add(bytes.fromhex(document.document_id))
        if document.outcome == "extracted" and document.notice_id is not None:
            self.by_text[document.notice_id] = document.document_id


def run(found: Inventory, out: Path, options: Options) -> Outcome:
    """Process all documents of `found` into the dataset at `out`.

    Raises `UsageError` when `out` can not be written or another run holds it, `DatasetError` when it is damaged,
    `ModelError` when the model can not be read.
    """
    model = chosen_model(options.model)  # a damaged one is one error now, not one for each document
    with open_for_writing(out) as writer:
        made_by = versions(None if model is None else model.version)
        outdated = frozenset(entry.shard for entry in writer.manifest.shards if entry.versions != made_by)
        if outdated and options.redo:
            writer.drop(outdated)
        known = _known(writer)
        account = Account()
        fresh = _fresh(found, known, account)
        workers = options.workers or _workers_for(found)
        results = (
            run_inline(fresh, seconds=options.seconds, model=options.model)
            if workers == 1
            else run_pool(fresh, workers=workers, seconds=options.seconds, server=partial(serve, model=options.model))
        )
        total = None if any(map(is_collection, found.sources)) else len(found.sources)
        with progress(total) as report:
            for documents, ledgers in _shards(results, known, account, report):
                writer.commit(documents, ledgers, made_by)
        account.balance()
        return Outcome(account, 0 if options.redo else len(outdated))


def _workers_for(found: Inventory) -> int:
    if any(map(is_collection, found.sources)):
        return os.cpu_count() or 1
    return min(os.cpu_count() or 1, 1 + len(found.sources) // _SMALL_RUN)


def _known(writer: DatasetWriter) -> _Known:
    known = _Known()
    columns = ["source_uri", "member", "document_id", "outcome", "notice_id"]
    for uri, member, identity, outcome, notice in _rows(writer, columns):
        known.identities.add(_key(uri, member, identity))
        known.uris.add(uri)
        known.note(Document(identity, uri, member, outcome=outcome, notice_id=notice))
    return known


def _rows(writer: DatasetWriter, columns: list[str]) -> Iterator[tuple[str, ...]]:
    data = Dataset(writer.path, writer.manifest).read("documents", columns)
    for batch in data.to_batches(max_chunksize=10_000):
        yield from zip(*(batch.column(name).to_pylist() for name in columns), strict=True)


def _fresh(found: Iterable[Source], known: _Known, account: Account) -> Iterator[Source]:
    """The documents that no committed shard holds."""
    for source in found:
        account.received += 1
        if source.source_uri in known.uris:
            identity, _ = source.identity()
            if _key(source.source_uri, source.member, identity) in known.identities:
                account.already_done += 1
                continue
        yield source


def _shards(
    results: Iterator[Processed], known: _Known, account: Account, report: Report
) -> Iterator[tuple[Sequence[Document], Sequence[Ledger]]]:
    documents: list[Document] = []
    ledgers: list[Ledger] = []
    characters = 0
    for result in results:
        document = known.enter(result.document)
        documents.append(document)
        if document.outcome == "extracted" and result.ledger is not None:
            ledgers.append(result.ledger)
            characters += len(result.ledger.text.text)
        account.add(document)
        report(account)
        if len(documents) >= limit("shard_documents") or characters >= limit("shard_chars"):
            yield documents, ledgers
            documents, ledgers, characters = [], [], 0
    if documents:
        yield documents, ledgers


def _key(uri: str, member: str | None, identity: str) -> bytes:
    return hashlib.sha256(f"{uri}\0{member}\0{identity}".encode("utf-8", "surrogateescape")).digest()[:16]
