"""What a dataset holds already, and what a document is to it: new, a duplicate, or an edited version.

Decided on one stream in the order of the sources, whatever engine read the documents. Some 350 bytes a notice are
kept in memory; texts are fetched from the dataset when a candidate is compared.

Nearly equal notices are sought only within one family: the same agency, or the same title where the page names no
agency. So two agencies that use one template are never linked, nor two rounds of one agency (`_apart`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from taizhang.engine.brief import Brief, masked_title
from taizhang.engine.keys import Keys, key_of
from taizhang.engine.likeness import Likeness, compare, differences
from taizhang.extract.sketch import BINS, sketch_bytes
from taizhang.records import Document
from taizhang.text import fold, squeeze

_SAME = "duplicate: 与另一份文档相同（same document）"
_ALIKE = "near_duplicate: 与另一份通报内容相同、数字一致，只有页面装饰不同（the same notice on another page）"
_EDITED = "silent_edit: 与另一份通报几乎相同（an edited version of the notice in duplicate_of）"

_SKETCH_SHARE = 0.6  # of equal bins, from which texts are compared; copies have 0.8 and more
_WALK = 2_000  # members of a family looked at, the latest first
_COMPARED = 8  # texts compared for one notice
_SHARE, _WHOLE = 0.8, 0.6  # of common characters, from which two texts are versions of one notice
_EQUAL_SHARE = 0.97  # from which they are one text
_SURE_SHARE = 0.95  # asked for where no agency is named
_FEW = 3  # numbers that differ in an edited page, or a tenth of the clauses with numbers
_STAGE_DAYS = 31  # signed further apart with other numbers, two notices are two reports, not a page edited


Shelf = Callable[[str, int], tuple[Brief, str]]
"""Notice and number of its shard -> the notice as it stands in the dataset, with its text."""


class Known:
    """Documents of earlier runs by identity; documents and notices of all runs by bytes, text and likeness."""

    def __init__(self, shelf: Shelf) -> None:
        """Nothing yet. `shelf` fetches the text of a notice that was noted."""
        self._shelf = shelf
        self.identities = Keys()
        self._bytes = Keys()
        self._texts = Keys()  # notice -> row
        self._families = Keys()  # family -> its latest row
        self._rows = 0
        self._ids: NDArray[np.uint8] = np.zeros((0, 40), dtype=np.uint8)  # document (32), notice (8)
        self._sketches: NDArray[np.uint8] = np.zeros((0, BINS), dtype=np.uint8)
        self._links: NDArray[np.int32] = np.zeros((0, 2), dtype=np.int32)  # row before in the family, shard

    def enter(self, document: Document, brief: Brief | None, text: Callable[[], str], shard: int) -> Document:
        """`document` as it goes into `shard`: as it is, a duplicate, or the edited version of an earlier one."""
        if document.outcome == "quarantined":
            return document
        if key_of(document.document_id) in self._bytes:
            first = document.document_id
            return replace(document, outcome="duplicate", duplicate_of=first, reason=_SAME)
        if document.outcome == "extracted" and brief is not None:
            row = self._texts.get(key_of(brief.notice_id))
            if row is not None:
                return replace(document, outcome="duplicate", duplicate_of=self._document(row), reason=_SAME)
            document = self._near(document, brief, text)
        if document.outcome != "duplicate":
            self.note(document, brief, shard)
        return document

    def note(self, document: Document, brief: Brief | None, shard: int) -> None:
        """Remember a document, which later ones may repeat, in `shard`."""
        if document.outcome in {"extracted", "not_a_notice"}:
            self._bytes.put(key_of(document.document_id))
        if document.outcome == "extracted" and brief is not None:
            self._note_notice(brief, shard)

    def _note_notice(self, brief: Brief, shard: int) -> None:
        row = self._rows
        if row == len(self._ids):
            more = max(1_024, row // 4)
            self._ids = np.concatenate([self._ids, np.zeros((more, 40), dtype=np.uint8)])
            self._sketches = np.concatenate([self._sketches, np.zeros((more, BINS), dtype=np.uint8)])
            self._links = np.concatenate([self._links, np.full((more, 2), -1, dtype=np.int32)])
        self._rows += 1
        self._ids[row] = np.frombuffer(bytes.fromhex(brief.document_id + brief.notice_id), dtype=np.uint8)
        self._links[row, 1] = shard
        self._texts.put(key_of(brief.notice_id), row)
        family = brief.family
        if family is not None and brief.sketch:
            self._sketches[row] = sketch_bytes(brief.sketch)
            before = self._families.get(family)
            self._links[row, 0] = -1 if before is None else before
            self._families.put(family, row)

    def _near(self, document: Document, brief: Brief, text: Callable[[], str]) -> Document:
        """The first notice with the same numbers decides; without one, the one with the fewest others."""
        best: tuple[int, int, Brief, Likeness] | None = None
        for row in self._candidates(brief):
            first, before = self._shelf(self._notice(row), int(self._links[row, 1]))
            if _apart(first, brief):
                continue
            likeness = compare(before, text())
            if likeness.share < (_SHARE if brief.agency else _SURE_SHARE) or likeness.whole < _WHOLE:
                continue
            if not likeness.numbers and likeness.share >= _EQUAL_SHARE:
                return replace(
                    document,
                    outcome="duplicate",
                    duplicate_of=first.document_id,
                    notice_id=first.notice_id,
                    reason=_ALIKE,
                )
            if _edited(first, brief, likeness):
                rank = (len(likeness.numbers), likeness.reworded)
                if best is None or rank < best[:2]:
                    best = (*rank, first, likeness)
        if best is None:
            return document
        return replace(document, duplicate_of=best[2].document_id, reason=_edit_reason(best[3]))

    def _candidates(self, brief: Brief) -> list[int]:
        """Rows of its family whose sketches are like its own, the likest first, then the earliest."""
        family = brief.family
        row = None if family is None or not brief.sketch else self._families.get(family)
        rows: list[int] = []
        while row is not None and row >= 0 and len(rows) < _WALK:
            rows.append(row)
            row = int(self._links[row, 0])
        if not rows:
            return []
        shares = (self._sketches[rows] == sketch_bytes(brief.sketch)).mean(axis=1)
        likely = sorted((-float(share), row) for share, row in zip(shares, rows, strict=True) if share >= _SKETCH_SHARE)
        return [row for _, row in likely[:_COMPARED]]

    def _document(self, row: int) -> str:
        return self._ids[row, :32].tobytes().hex()

    def _notice(self, row: int) -> str:
        return self._ids[row, 32:].tobytes().hex()


def _apart(first: Brief, second: Brief) -> bool:
    """Whether two notices of one family are surely not one: another round, year of feedback or kind of title."""
    if first.round and second.round and squeeze(fold(first.round)) != squeeze(fold(second.round)):
        return True
    if first.feedback_date and second.feedback_date and first.feedback_date.year != second.feedback_date.year:
        return True
    titles = sorted((masked_title(first.title), masked_title(second.title)), key=len)
    return titles[0] not in titles[1]


def _edited(first: Brief, second: Brief, likeness: Likeness) -> bool:
    """Whether two notices with other numbers may be versions of one page, and not two reports on one template.

    An agency is named, they are signed about the same time, and either few numbers differ or both answer to the
    findings of the same day.
    """
    if not first.agency or not second.agency:
        return False
    if first.signed and second.signed and abs((first.signed - second.signed).days) > _STAGE_DAYS:
        return False
    same_findings = first.feedback_date is not None and first.feedback_date == second.feedback_date
    few = len(likeness.numbers) <= max(_FEW, likeness.numbered // 10)
    return few or same_findings


def _edit_reason(likeness: Likeness) -> str:
    parts = []
    if likeness.numbers:
        parts.append(f"{len(likeness.numbers)} 处数字不同（numbers differ）：{differences(likeness)}")
    if likeness.reworded:
        parts.append(f"{likeness.reworded} 句措辞不同（sentences worded otherwise）")
    return f"{_EDITED}：{'，'.join(parts)}"
