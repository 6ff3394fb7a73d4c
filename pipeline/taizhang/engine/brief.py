"""What is compared of two notices before their texts are."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from taizhang.engine.keys import key_of
from taizhang.extract.sketch import NUMBER
from taizhang.records import Ledger
from taizhang.text import fold, squeeze


@dataclass(frozen=True, slots=True)
class Brief:
    """What is compared of a notice before its text: a few hundred bytes that travel instead of the ledger."""

    notice_id: str
    document_id: str
    sketch: str
    agency: str | None
    title: str | None
    round: str | None
    feedback_date: dt.date | None
    signed: dt.date | None  # publication date, where the signature says it; that of a page is the page's own

    @property
    def family(self) -> bytes | None:
        """Key of the notices it may be a version of; None when it names neither agency nor title."""
        if self.agency:
            return key_of("agency", squeeze(fold(self.agency)))
        return key_of("title", masked_title(self.title)) if self.title else None


def brief_of_ledger(ledger: Ledger) -> Brief:
    """The brief of a ledger. A notice without document, which no run makes, has an empty one."""
    notice = ledger.notice
    return Brief(
        notice.notice_id,
        notice.document_id or "",
        ledger.text.sketch,
        notice.agency,
        notice.title,
        notice.inspection_round,
        notice.feedback_date,
        notice.publication_date if notice.publication_date_source == "signature" else None,
    )


def masked_title(title: str | None) -> str:
    """A title without white space, its numbers read as one sign; empty when there is none."""
    return NUMBER.sub("#", squeeze(fold(title or "")))
