"""One document, from bytes to rows: the function that every engine runs, inline, in worker processes or elsewhere.

It never raises for a document: whatever goes wrong is a `documents` row with a reason. Only what would end the
process (out of memory in native code, a kill) is left to the engine.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from taizhang.classify.model import SHIPPED, ModelChoice, chosen_model
from taizhang.classify.pages import page_kind
from taizhang.engine.brief import Brief, brief_of_ledger
from taizhang.errors import DocumentError, InvariantError
from taizhang.ingest.read import read_page
from taizhang.ingest.source import Page, Source
from taizhang.reading import read_ledger
from taizhang.records import Document, Ledger
from taizhang.store.invariants import check_ledger
from taizhang.store.rows import columns_of_ledger


@dataclass(frozen=True, slots=True)
class Processed:
    """What became of one document: its row, and the ledger when a notice was read from it."""

    document: Document
    ledger: Ledger | None = None


@dataclass(frozen=True, slots=True)
class Packed:
    """The same as it travels: the ledger as a brief and as columns, which have been checked. Both or neither."""

    document: Document
    brief: Brief | None = None
    columns: dict[str, dict[str, list[Any]]] | None = None

    @property
    def text(self) -> str:
        """The text of the notice; empty when it is none."""
        return "" if self.columns is None else str(self.columns["texts"]["text"][0])


def packed(processed: Processed) -> Packed:
    """What is sent of `processed`."""
    if processed.ledger is None:
        return Packed(processed.document)
    return Packed(processed.document, brief_of_ledger(processed.ledger), columns_of_ledger(processed.ledger))


def process_document(source: Source, model: ModelChoice = SHIPPED) -> Processed:
    """Read `source`, decide whether it is a notice, and read its ledger; `model` None does without one."""
    try:
        return _process(read_page(source, source.read()), model)
    except DocumentError as error:
        return quarantined(source, error)
    except InvariantError as error:
        return quarantined(source, DocumentError("invariant", str(error), subject=source.name))
    except MemoryError:
        return quarantined(source, out_of_memory(source))
    except (Exception, SystemExit) as error:  # a defect must cost one document, not the run
        return quarantined(
            source,
            DocumentError(
                "internal",
                f"程序内部错误（internal error）：{type(error).__name__}: {error}",
                subject=source.name,
                remedy="请附上该文件报告",
            ),
        )


def out_of_memory(source: Source) -> DocumentError:
    """The reason of a document that takes more memory than a worker may use."""
    return DocumentError(
        "memory",
        "处理时内存超过上限（out of memory）",
        subject=source.name,
        remedy="请单独检查该文件，或减少 --workers",
    )


def quarantined(source: Source, error: DocumentError) -> Processed:
    """The row of a document that could not be read, with the reason: code, what is wrong, what to do."""
    identity, size = source.identity()
    return Processed(
        Document(
            identity,
            source.source_uri,
            source.member,
            size_bytes=size,
            outcome="quarantined",
            reason=reason_of(error),
            published_at=source.published_at,
            page_title=source.page_title,
            url=source.url,
        )
    )


def reason_of(error: DocumentError) -> str:
    """`code: sentence` as it stands in `documents.reason`; the file is named by the row itself."""
    sentence = f"{error.message}。{error.remedy}" if error.remedy else error.message
    return f"{error.code}: {sentence}"


def _process(page: Page, model: ModelChoice) -> Processed:
    kind = page_kind(page.canonical, page.document.page_title, chosen_model(model))
    document = replace(page.document, kind=kind.kind, kind_score=round(kind.score, 4))
    if not kind.is_notice:
        return Processed(
            replace(
                document, outcome="not_a_notice", reason=f"{kind.kind}: 不是整改情况通报（not a rectification notice）"
            )
        )
    ledger = read_ledger(Page(document, page.content), model=model)
    check_ledger(ledger)
    return Processed(replace(document, outcome="extracted", notice_id=ledger.notice.notice_id), ledger)
