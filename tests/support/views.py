"""Ledgers with known rows for the tests of the views: changes of the small notice in `support.ledgers`."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from support.ledgers import make
from taizhang.records import Count, Ledger, Problem
from taizhang.settings import versions
from taizhang.store.writer import open_for_writing


def whole(name: str, **changes: object) -> Ledger:
    """The ledger of `support.ledgers`, signed `name`, with other rows: `notice` is a change of attributes."""
    ledger = make(name)[1]
    notice = changes.pop("notice", {})
    assert isinstance(notice, dict)
    return replace(ledger, notice=replace(ledger.notice, **notice), **changes)  # type: ignore[arg-type]


def counted(ledger: Ledger, number: int, surface: str, role: str, unit: str, **more: object) -> Count:
    """A count whose span is that of `surface` in the notice, valued by its first number."""
    start = ledger.text.text.index(surface)
    value = more.pop("value", float(re.findall(r"\d+", surface)[0]))
    assert value is None or isinstance(value, float)
    return Count(
        ledger.notice.notice_id,
        f"k{number}",
        surface=surface,
        role=role,
        unit=unit,
        value=value,
        char_start=start,
        char_end=start + len(surface),
        **more,  # type: ignore[arg-type]
    )


def states(ledger: Ledger, *words: str | None) -> tuple[Problem, ...]:
    """The two problems of the ledger with these states, its aspect kept."""
    aspect, *problems = ledger.problems
    changed = (replace(problem, status=word, long_term=None) for problem, word in zip(problems, words, strict=True))
    return (aspect, *changed)


def write(path: Path, *ledgers: Ledger) -> None:
    """A dataset of these ledgers at `path`, each of a document of its own."""
    documents, rows = [], []
    for at, ledger in enumerate(ledgers):
        where = {"document_id": f"{at:064}", "source_uri": f"{at}.txt"}
        documents.append(replace(make()[0], notice_id=ledger.notice.notice_id, **where))
        rows.append(replace(ledger, notice=replace(ledger.notice, **where)))
    with open_for_writing(path) as writer:
        writer.commit(documents, rows, versions())
