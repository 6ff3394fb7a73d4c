"""The engine on a Ray cluster: one task a shard, tried again when a node dies; the driver decides and commits.

The driver hands out sources (paths; documents inside a collection travel with their bytes, since only reading the
collection finds them), takes the parts back in order, says which documents repeat earlier ones, and lists the shards.
It holds no rows: those are written by the tasks. See docs/decisions/0010-ray.md.
"""

from __future__ import annotations

import logging
import math
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from taizhang.classify.model import ModelChoice
from taizhang.engine.gather import Gathering
from taizhang.engine.shard_task import Part, drop_notices, read_shard
from taizhang.errors import TaizhangError, UsageError
from taizhang.ingest.source import Source
from taizhang.records import Document
from taizhang.settings import limit
from taizhang.store.drafts import Draft

_RETRIES = 5  # of a task whose node or process died; a document can not end a task, it runs in a process of its own
_AHEAD = 2  # shards in hand for each processor, so that none waits for the driver
_SHARES, _LEAST = 4, 50  # shards for each processor of a small run; documents below which starting a task costs more
_JOB_BYTES = 64_000_000  # of documents that travel with their bytes


class Cluster:
    """A connection to a cluster: to the one at `address`, or to one started on this machine for this run."""

    def __init__(self, address: str | None, workers: int, seconds: int, model: ModelChoice) -> None:
        """`workers` bounds the shards that are in work at once; 0 is all the processors there are."""
        self._address, self._workers, self._seconds = address, workers, seconds
        self._model = model.resolve() if isinstance(model, Path) else model
        self._ray: Any = None

    def __enter__(self) -> Cluster:
        """Connect. Raises `UsageError` when Ray is not installed or the cluster can not be reached."""
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # a run sends nothing anywhere
        os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
        try:
            import ray
        except ImportError:
            raise UsageError(
                "未安装 Ray（Ray is not installed）",
                subject="--engine ray",
                remedy="请安装 pip install 'taizhang[ray]'",
            ) from None
        settings: dict[str, Any] = {"logging_level": logging.ERROR, "log_to_driver": False}
        if self._address is None:
            os.environ.setdefault("RAY_worker_niceness", "0")  # by default Ray gives way to whatever else runs here
            settings |= {"num_cpus": self._workers or os.cpu_count() or 1, "include_dashboard": False}
        try:
            ray.init(address=self._address or "local", **settings)
        except (ConnectionError, ValueError, RuntimeError) as error:
            raise UsageError(
                f"无法连接集群（can not reach the cluster）：{str(error).splitlines()[0]}",
                subject=self._address or "local",
                remedy="请检查地址（如 10.0.0.1:6379 或 auto）和 ray status",
            ) from error
        self._ray = ray
        return self

    def __exit__(self, *exception: object) -> None:
        """Leave the cluster; one that was started here ends."""
        self._ray.shutdown()

    def gather(self, sources: Iterable[Source], into: Gathering, expected: int | None) -> None:
        """Process `sources`, of which there are about `expected`, into the dataset of `into`, in their order."""
        dataset = into.writer.path.resolve()
        task = self._ray.remote(num_cpus=1, max_retries=_RETRIES)(read_shard)
        finish = self._ray.remote(num_cpus=0, max_retries=_RETRIES)(drop_notices)

        def drop(draft: Draft, notices: frozenset[str]) -> Draft:
            done: Draft = self._result(finish.remote(dataset, draft, notices))
            return done

        jobs = enumerate(_jobs(sources, self._job_size(expected)))
        waiting: deque[tuple[list[Source], Any]] = deque()
        exhausted = False
        while waiting or not exhausted:
            while not exhausted and len(waiting) < self._window():
                following = next(jobs, None)
                exhausted = following is None
                if following is not None:
                    number, job = following
                    reference = task.remote(number, tuple(job), dataset, self._seconds, self._model)
                    waiting.append((job, reference))
            if waiting:
                job, reference = waiting.popleft()
                part: Part = self._result(reference)
                _check_seen(job, part)
                _commit(part, into, drop)

    def _job_size(self, expected: int | None) -> int:
        """Documents of a shard: fewer where there would be too few shards to keep all processors busy to the end."""
        share = math.inf if expected is None else expected / (_SHARES * self._processors())
        return int(min(limit("shard_documents"), max(_LEAST, share)))

    def _processors(self) -> int:
        processors = int(self._ray.cluster_resources().get("CPU", 1))
        return min(processors, self._workers or processors)

    def _window(self) -> int:
        return _AHEAD * self._processors()

    def _result(self, reference: object) -> Any:  # noqa: ANN401  what a task gave back
        """What a task gave back. Its own errors are raised as they are, those of the cluster with what to do."""
        try:
            return self._ray.get(reference)
        except self._ray.exceptions.RayTaskError as error:
            if isinstance(error.cause, TaizhangError):
                raise error.cause from None
            raise _failed(str(error.cause)) from error
        except self._ray.exceptions.RayError as error:
            raise _failed(str(error).splitlines()[0]) from error


def _jobs(sources: Iterable[Source], size: int) -> Iterator[list[Source]]:
    """The sources of one shard each."""
    job: list[Source] = []
    carried = 0
    for source in sources:
        job.append(_absolute(source))
        carried += len(source.data or b"")
        if len(job) >= size or carried >= _JOB_BYTES:
            yield job
            job, carried = [], 0
    if job:
        yield job


def _absolute(source: Source) -> Source:
    """A source that another machine finds: its path does not depend on where the driver was started."""
    if source.data is not None or source.failure is not None:
        return source
    return replace(source, path=str(Path(source.path or source.source_uri).absolute()))


def _check_seen(job: list[Source], part: Part) -> None:
    """Files that the driver sees and a node does not are a mistake in the setup, not missing documents."""
    for source, document in zip(job, part.documents, strict=True):
        missing = source.failure is None and (document.reason or "").startswith("missing:")
        if missing and source.path is not None and Path(source.path).exists():
            raise UsageError(
                "集群节点看不到来源文件（a node does not see this source）",
                subject=source.path,
                remedy="来源须在所有节点都以同一路径挂载的共享存储上",
            )


def _commit(part: Part, into: Gathering, drop: Callable[[Draft, frozenset[str]], Draft]) -> None:
    """Decide what the documents of a part are, take out the notices that repeat others, and list the shard."""
    root, draft = into.writer.path, part.draft
    shard = into.shelf.put(root / draft.folder / "notices.parquet", root / draft.folder / "texts.parquet")
    documents: list[Document] = []
    for document, brief in zip(part.documents, part.briefs, strict=True):
        notice = "" if brief is None else brief.notice_id
        entered = into.known.enter(document, brief, partial(into.shelf.text, notice, shard), shard)
        documents.append(entered)
        into.account.add(entered)
        into.report(into.account)
    extracted = {document.notice_id for document in documents if document.outcome == "extracted"}
    repeated = frozenset(brief.notice_id for brief in part.briefs if brief is not None) - extracted
    if repeated:
        draft = drop(draft, repeated)
    entry = into.writer.commit_draft(documents, draft, into.made_by)
    into.shelf.move(shard, *(root / entry.files[table].path for table in ("notices", "texts")))


def _failed(what: str) -> TaizhangError:
    return TaizhangError(
        f"集群上的任务失败（a task of the cluster failed）：{what}",
        remedy="已提交的分片完好；请用 ray status 检查节点后再次运行",
    )
