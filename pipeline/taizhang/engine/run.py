"""One run: sources in order through an engine into the shards of a dataset, with an account that balances.

Documents arrive in the order of their sources whatever engine processed them, so which of two equal documents is the
duplicate, where shards are cut and the order of all rows depend on the input alone. What earlier runs committed is
not done again.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Literal

from taizhang.classify.model import SHIPPED, ModelChoice, chosen_model
from taizhang.engine import redo
from taizhang.engine.account import Account
from taizhang.engine.gather import Gathering, fresh, gather, remembered
from taizhang.engine.inline import run_inline
from taizhang.engine.pool import run_pool
from taizhang.engine.progress import progress
from taizhang.engine.worker import serve
from taizhang.ingest.collections import is_collection
from taizhang.ingest.source import Source
from taizhang.ingest.sources import Inventory
from taizhang.settings import limit, versions
from taizhang.store.manifest import ShardEntry
from taizhang.store.writer import DatasetWriter, open_for_writing

_SMALL_RUN = 50  # documents: below, starting a worker process costs more than it saves


@dataclass(frozen=True, slots=True)
class Options:
    """How to run: worker processes (0 decides by the machine and the input), seconds a document, whether to redo what
    another version of program, lexicon or model has made, the model (None does without one), the engine, and the
    address of an existing cluster (None starts one on this machine).
    """

    workers: int = 0
    seconds: int = field(default_factory=lambda: limit("document_seconds"))
    redo: bool = False
    model: ModelChoice = SHIPPED
    engine: Literal["local", "ray"] = "local"
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did: its account; shards that another version made, and in what that differs (`program`, `lexicon`,
    `model`, `schema`); documents whose redoing was not possible because no source holds them now; and whether a redo
    was begun and not ended.
    """

    account: Account
    outdated: int = 0
    changed: tuple[str, ...] = ()
    absent: int = 0
    unfinished: bool = False


def run(found: Inventory, out: Path, options: Options) -> Outcome:
    """Process all documents of `found` into the dataset at `out`.

    Raises `UsageError` when `out` can not be written or another run holds it, `DatasetError` when it is damaged,
    `ModelError` when the model can not be read.
    """
    model = chosen_model(options.model)  # a damaged one is one error now, not one for each document
    made_by = versions(None if model is None else model.version)
    with open_for_writing(out) as writer:
        outdated = [entry for entry in writer.manifest.shards if entry.versions != made_by]
        changed = tuple(
            name for name in made_by if any(entry.versions.get(name) != made_by[name] for entry in outdated)
        )
        account = Account()
        if options.redo and outdated:
            absent = redo.redo(
                found,
                writer,
                outdated,
                made_by,
                lambda nested, held: _fill(found, nested, held, account, options, made_by),
            )
            account.balance()
            left = sum(entry.versions != made_by for entry in writer.manifest.shards)
            return Outcome(account, left, changed if left else (), absent)
        unfinished = redo.unfinished(writer)
        _fill(found, writer, [(writer.path, writer.manifest.shards)], account, options, made_by)
        account.balance()
        return Outcome(account, len(outdated), changed, unfinished=unfinished)


def _fill(
    found: Inventory,
    writer: DatasetWriter,
    held: Iterable[tuple[Path, Iterable[ShardEntry]]],
    account: Account,
    options: Options,
    made_by: dict[str, str | None],
) -> None:
    """Process what of `found` the shards `held` do not hold, and commit it through `writer`."""
    known, shelf = remembered(held)
    total = None if any(map(is_collection, found.sources)) else len(found.sources)
    with progress(total) as report:
        into = Gathering(writer, known, shelf, account, made_by, report)
        sources = fresh(found, known, account)
        if options.engine == "ray":
            from taizhang.engine.cluster import Cluster

            with Cluster(options.address, options.workers, options.seconds, options.model) as cluster:
                cluster.gather(sources, into, total)
        else:
            _locally(sources, total, into, options)


def _locally(sources: Iterable[Source], total: int | None, into: Gathering, options: Options) -> None:
    workers = options.workers or _workers_for(total)
    if workers == 1:
        gather(run_inline(sources, seconds=options.seconds, model=options.model), into)
    else:
        server = partial(serve, model=options.model)
        gather(run_pool(sources, workers=workers, seconds=options.seconds, server=server), into)


def _workers_for(total: int | None) -> int:
    """As many as there are processors; fewer for few documents. How many a collection holds is not known before."""
    if total is None:
        return os.cpu_count() or 1
    return min(os.cpu_count() or 1, 1 + total // _SMALL_RUN)
