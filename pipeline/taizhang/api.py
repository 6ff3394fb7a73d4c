"""The Python interface: `taizhang.extract`, `taizhang.read`, `taizhang.agency`, `taizhang.tables`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from os import PathLike, fspath
from typing import TYPE_CHECKING

from taizhang.classify.model import SHIPPED, ModelChoice
from taizhang.errors import UsageError
from taizhang.extract.inspectors import read_inspection
from taizhang.ingest.collections import expand, is_collection
from taizhang.ingest.content import Place
from taizhang.ingest.content import locate as places_of
from taizhang.ingest.read import read_page
from taizhang.ingest.source import Source
from taizhang.ingest.sources import inventory
from taizhang.normalise.evidence import read_evidence
from taizhang.normalise.resolve import ResolvedAgency, resolve
from taizhang.reading import read_ledger, read_notice
from taizhang.records import Document, Ledger
from taizhang.store.rows import tables_of
from taizhang.text import canonicalise, squeeze

if TYPE_CHECKING:
    import pyarrow as pa


def extract(text: str, *, model: ModelChoice = SHIPPED) -> Ledger:
    """The ledger of the notice whose text is `text`, whether or not it looks like a notice; `model` None: no model."""
    return read_notice(canonicalise(text), model=model)


def read(path: str | PathLike[str], *, member: str | None = None, model: ModelChoice = SHIPPED) -> Ledger:
    """The ledger of one notice in a file: plain text or web page, or `member` of an archive or collection.

    Raises `UsageError` when `path` does not name one document, `DocumentError` when that document can not be read.
    """
    source = one_source(fspath(path), member)
    return read_ledger(read_page(source, source.read()), model=model)


def agency(printed: str, context: str = "", *, year: int | None = None) -> ResolvedAgency:
    """An agency's printed name resolved: 中共沁源县文化和旅游局党组 → organisation, organ, function, level, region.

    `context` is text that stands around the name (a title, a telephone, the notice): its hints settle what the name
    leaves open. `year` is when the name was printed, by default the latest year of `context`. What stays open is null,
    with `candidates`; nothing is guessed. Raises `UsageError` when `printed` holds no name.
    """
    if not squeeze(printed):
        raise UsageError("没有单位名称（no name given）", subject="agency", remedy="请给出单位的印刷名称")
    canonical = canonicalise(context)
    inspection = read_inspection(canonical.folded, (), canonical.text)
    evidence = read_evidence(context, inspection.inspector, inspection.level)
    return resolve([printed], evidence if year is None else replace(evidence, year=year))


def locate(notice: Ledger, char_start: int, char_end: int | None = None) -> tuple[Place, ...]:
    """Where a span of the notice's text stands in the original: page, part, paragraph and character.

    Several places where the span runs over the end of one; empty when the notice was not read from a file. Without
    `char_end` the place of one code point.
    """
    return places_of(notice.text.origin, char_start, char_end)


def tables(notices: Iterable[Ledger]) -> dict[str, pa.Table]:
    """All tables of these notices as Arrow tables, by name; a notice given twice is there once."""
    distinct = {ledger.notice.notice_id: ledger for ledger in notices}
    return tables_of(map(_document, distinct.values()), distinct.values())


def one_source(path: str, member: str | None = None) -> Source:
    """The one document that `path` (and `member`) names. Raises `UsageError` when it names none or several."""
    found = inventory([path])
    sources = found.sources
    if len(sources) == 1 and is_collection(sources[0]):
        sources = tuple(expand(sources[0]))
    if member is not None:
        sources = tuple(source for source in sources if source.member == member)
    if len(sources) == 1:
        return sources[0]
    if not sources:
        raise UsageError(f"其中没有成员 {member}（no such member）", subject=path, remedy="请检查成员路径或行号")
    some = "、".join(source.member or source.source_uri for source in sources[:3])
    raise UsageError(
        f"其中有 {len(sources)} 份文档：{some}…（more than one document）",
        subject=path,
        remedy="请给出其中一份的路径，或用 --member 指定；全部处理请用 taizhang run",
    )


def _document(ledger: Ledger) -> Document:
    notice = ledger.notice
    data = ledger.text.text.encode("utf-8", "surrogatepass")
    return Document(
        notice.document_id or hashlib.sha256(data).hexdigest(),
        notice.source_uri or "-",
        size_bytes=len(data),
        outcome="extracted",
        kind="rectification_notice",
        notice_id=notice.notice_id,
    )
