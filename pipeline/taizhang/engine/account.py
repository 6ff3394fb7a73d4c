"""The account of a run: in = extracted + duplicate + not_a_notice + quarantined, with reasons."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from taizhang.errors import DatasetError
from taizhang.records import Document
from taizhang.vocabulary import OUTCOMES

_NAMED = 100  # of the documents refused; the table `documents` has them all


@dataclass(slots=True)
class Account:
    """Documents that came in, and what became of each; `reasons` counts the codes of all that have a reason, `refused`
    names the first of those that could not be read.
    """

    received: int = 0
    already_done: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    reasons: Counter[tuple[str, str]] = field(default_factory=Counter)
    refused: list[tuple[str, str]] = field(default_factory=list)

    def add(self, document: Document) -> None:
        """Enter one document, as its row says."""
        self.outcomes[document.outcome] += 1
        if document.reason is not None:
            self.reasons[document.outcome, document.reason.partition(":")[0]] += 1
        if document.outcome == "quarantined" and len(self.refused) < _NAMED:
            name = document.source_uri if document.member is None else f"{document.source_uri}#{document.member}"
            self.refused.append((name, document.reason or ""))

    def balance(self) -> None:
        """Raise `DatasetError` when what came in is not what came out; nothing may be lost in silence."""
        entered = sum(self.outcomes.values()) + self.already_done
        explained = Counter[str]()
        for (outcome, _), number in self.reasons.items():
            explained[outcome] += number
        if any(explained[word] != self.outcomes[word] for word in OUTCOMES if word != "extracted"):
            raise DatasetError(
                "账目不平：有未提取的文档没有原因（a document without a reason）", remedy="这是程序的缺陷，请报告"
            )
        if entered != self.received or set(self.outcomes) - set(OUTCOMES):
            raise DatasetError(
                f"账目不平：收到 {self.received} 份，记录 {entered} 份（the account does not balance）",
                remedy="这是程序的缺陷，请报告",
            )

    @property
    def quarantined(self) -> int:
        """Documents that could not be read."""
        return self.outcomes["quarantined"]
