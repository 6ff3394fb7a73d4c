"""A text cut where the sentences behind verdicts begin and end, so that each can be marked and led to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from taizhang.records import Evidence, Finding
from taizhang.vocabulary import VERDICTS


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of the text: the numbers (from 1) of the findings that rest on it, the worst verdict of them, and the
    anchors of the sentences that begin here.
    """

    text: str
    findings: tuple[int, ...] = ()
    verdict: str | None = None
    anchors: tuple[str, ...] = ()


def anchor(evidence: Evidence) -> str:
    """The name of the place where a sentence begins."""
    return f"s{evidence.char_start}"


def segments(text: str, findings: Sequence[Finding]) -> list[Segment]:
    """`text` in order, whole, cut at every beginning and end of a sentence in `findings`."""
    spans = [
        (item.char_start, item.char_end, number, finding.verdict)
        for number, finding in enumerate(findings, start=1)
        for item in finding.evidence
        if item.char_start < item.char_end
    ]
    edges = sorted({0, len(text), *(edge for start, end, _, _ in spans for edge in (start, end))})
    parts = []
    for start, end in pairwise(edges):
        over = [(number, verdict) for a, z, number, verdict in spans if a <= start and end <= z]
        numbers = tuple(sorted({number for number, _ in over}))
        worst = min((verdict for _, verdict in over), key=_rank, default=None)
        begins = tuple(sorted({f"s{a}" for a, _, _, _ in spans if a == start}))
        parts.append(Segment(text[start:end], numbers, worst, begins))
    return parts


def _rank(verdict: str) -> int:
    """0 for the worst."""
    return ("inconsistent", "unverifiable", "consistent").index(verdict) if verdict in VERDICTS else 3
