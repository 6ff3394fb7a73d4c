"""One shard on one node of a cluster: documents in, Parquet files out, a summary back.

The rows stay on the node's side: they are written into the staging area of the dataset, which every node sees. What
goes back to the driver is the documents' own rows, a brief of each notice, and the names of the files.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from types import ModuleType

from taizhang.classify.model import ModelChoice
from taizhang.engine.brief import Brief
from taizhang.engine.pool import Pool
from taizhang.engine.process import Packed
from taizhang.engine.worker import serve
from taizhang.errors import UsageError
from taizhang.ingest.source import Source
from taizhang.records import Document
from taizhang.store.drafts import Draft, read_draft, without_notices, write_draft
from taizhang.store.invariants import check_joined
from taizhang.store.manifest import NAME
from taizhang.store.rows import Columns, columns_from, joined, to_arrow


@dataclass(frozen=True, slots=True)
class Part:
    """What a shard task hands back: documents in order, for each the brief of its notice if it is one, and the files."""

    documents: tuple[Document, ...]
    briefs: tuple[Brief | None, ...]
    draft: Draft


def read_shard(number: int, sources: Sequence[Source], dataset: Path, seconds: int, model: ModelChoice) -> Part:
    """Process `sources` under the limits of a worker process and write their rows aside.

    Of documents with the same text only the first is written; whether it is new at all is the driver's to say. Raises
    `UsageError` when this node does not see the dataset, `InvariantError` when a row breaks a promise.
    """
    if not (dataset / NAME).exists():
        raise UsageError(
            "集群节点看不到数据集目录（a node does not see the dataset folder）",
            subject=str(dataset),
            remedy="--out 与来源须在所有节点都以同一路径挂载的共享存储上",
        )
    documents: list[Document] = []
    briefs: list[Brief | None] = []
    notices: dict[str, Mapping[str, Columns]] = {}
    with _no_main_module():
        for result in _results(sources, seconds, model):
            documents.append(result.document)
            briefs.append(result.brief)
            if result.brief is not None and result.columns is not None:
                notices.setdefault(result.brief.notice_id, result.columns)
    columns = joined(list(notices.values()))
    check_joined(columns_from("documents", documents), columns["notices"])
    tables = {table: to_arrow(table, columns.pop(table)) for table in tuple(columns)}
    return Part(tuple(documents), tuple(briefs), write_draft(dataset, f"shard-{number:06d}", tables))


def _results(sources: Sequence[Source], seconds: int, model: ModelChoice) -> Iterator[Packed]:
    """The worker below this process stays for the next shard: to start it takes as long as fifty documents."""
    pool = _standing(seconds, model)
    try:
        yield from pool.run(iter(sources))
    except BaseException:
        pool.stop()
        _standing.cache_clear()
        raise


@cache
def _standing(seconds: int, model: ModelChoice) -> Pool:
    return Pool(1, seconds, server=partial(serve, model=model))


def drop_notices(dataset: Path, draft: Draft, notices: frozenset[str]) -> Draft:
    """The draft without these notices, written anew; the old files are removed with the staging area."""
    return write_draft(dataset, "shard-finished", without_notices(read_draft(dataset, draft), notices))


@contextmanager
def _no_main_module() -> Iterator[None]:
    """Hide the main program of the cluster's worker, which every process started from here would import again."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main
