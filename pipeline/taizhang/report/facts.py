"""Counts, dates, contacts and citations of a notice, each as a small table for the terminal."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from taizhang.query.terminal import one_line, visible
from taizhang.records import Count, Date, Ledger
from taizhang.report.prose import Prose
from taizhang.report.words import named
from taizhang.vocabulary import CITATION_ACTS, CONTACT_KINDS, COUNT_ROLES

_SHOWN = 6
_KEY_DATES = ("inspection_period", "feedback", "publication", "as_of", "deadline", "notice_period")


def counts(ledger: Ledger) -> RenderableType | None:
    """One line a role: how many, and the first of them as printed."""
    by_role: dict[str, list[Count]] = defaultdict(list)
    for count in ledger.counts:
        by_role[count.role].append(count)
    grid = _grid()
    for role in COUNT_ROLES:
        items = by_role.get(role)
        if items:
            grid.add_row(named("role", role), str(len(items)), _listed(map(_count, items), len(items)))
    return grid if by_role else None


def dates(ledger: Ledger) -> RenderableType | None:
    """The dates that say when the notice happened, then how many others there are of each role."""
    if not ledger.dates:
        return None
    grid = _grid()
    for role in _KEY_DATES:
        for date in (item for item in ledger.dates if item.role == role):
            grid.add_row(named("date_role", role), _days(date), _quoted(date.surface, date.char_start, date.char_end))
    others = Counter(item.role for item in ledger.dates if item.role not in _KEY_DATES)
    for role, number in sorted(others.items()):
        items = [item for item in ledger.dates if item.role == role]
        grid.add_row(named("date_role", role), str(number), _listed((item.surface for item in items), number))
    return grid


def contacts(ledger: Ledger) -> RenderableType | None:
    """One line a contact, with its normal form where that differs and a mark where it is not well-formed."""
    if not ledger.contacts:
        return None
    grid = _grid()
    for kind in CONTACT_KINDS:
        for contact in (item for item in ledger.contacts if item.kind == kind):
            normal = contact.normalised if contact.normalised != contact.surface else None
            note = "✗ 格式有误" if contact.valid is False else ""
            value = visible(contact.surface) + (f"  = {visible(normal)}" if normal else "")
            grid.add_row(named("contact", kind), note, Prose(value))
    return grid


def citations(ledger: Ledger) -> RenderableType | None:
    """One line a way of citing: how many, and the first of them."""
    if not ledger.citations:
        return None
    grid = _grid()
    for act in (*CITATION_ACTS, None):
        items = [item.surface for item in ledger.citations if item.act == act]
        if items:
            distinct = list(dict.fromkeys(items))
            grid.add_row(named("act", act) if act else "未分", str(len(items)), _listed(distinct, len(distinct)))
    return grid


def _grid() -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    return grid


def _count(count: Count) -> str:
    scope = f"〔{named('scope', count.scope)}〕" if count.scope not in (None, "main") else ""
    noun = count.noun if count.noun and count.noun not in count.surface else ""
    return f"{count.surface}{noun}{scope}"


def _listed(items: Iterable[str], number: int) -> Text:
    shown = [one_line(item) for item, _ in zip(items, range(_SHOWN), strict=False)]
    more = f" …等 {number}" if number > _SHOWN else ""
    return Prose("，".join(shown) + more)


def _quoted(surface: str, start: int, end: int) -> Text:
    return Prose(one_line(surface)).append(f"  [{start}-{end}]", style="dim")


def _days(date: Date) -> str:
    if date.date_from is None:
        return "未定"
    days = str(date.date_from) if date.date_to in (None, date.date_from) else f"{date.date_from} 至 {date.date_to}"
    return f"{days}{'（年份推定）' if date.year_inferred else ''}"
