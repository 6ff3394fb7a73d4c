"""Lists of the rows behind the numbers: sections of entries, over as many pages as they need."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from taizhang.report.compare.model import Entry
from taizhang.report.compare.site import Site

ROWS_A_PAGE = 600


@dataclass(slots=True)
class _Sheet:
    """A section, or the part of one, on a page. `anchor` is empty where a section goes on."""

    anchor: str
    title: str
    total: int
    entries: list[Entry] = field(default_factory=list)


class Book:
    """The rows behind one page of numbers. A full page is written at once, so a long book takes no memory."""

    def __init__(self, site: Site, name: str, title: str, back: str) -> None:
        """`name` is the path without its number and ending; `back` the page that the numbers are on."""
        self._site, self._name, self._title, self._back = site, name, title, back
        self._page, self._rows, self._anchors = 1, 0, 0
        self._sheets: list[_Sheet] = []

    def add(self, title: str, entries: Iterable[Entry]) -> str | None:
        """List `entries` under `title`; the link to them, relative to the folder. None when there are none."""
        listed = list(entries)
        if not listed:
            return None
        if self._rows >= ROWS_A_PAGE:
            self._turn(more=True)
        self._anchors += 1
        anchor = f"r{self._anchors}"
        href = f"{self._path(self._page)}#{anchor}"
        sheet = self._open(anchor, title, len(listed))
        for entry in listed:
            if self._rows >= ROWS_A_PAGE:
                self._turn(more=True)
                sheet = self._open("", f"{title}（续）", len(listed))
            sheet.entries.append(entry)
            self._rows += 1
        return href

    def close(self) -> None:
        """Write what is left."""
        if self._sheets:
            self._turn(more=False)

    def _open(self, anchor: str, title: str, total: int) -> _Sheet:
        sheet = _Sheet(anchor, title, total)
        self._sheets.append(sheet)
        return sheet

    def _path(self, page: int) -> str:
        return f"{self._name}-{page}.html"

    def _turn(self, *, more: bool) -> None:
        """Write the page that is full and open the next. The first page leads back to the numbers."""
        self._site.write(
            self._path(self._page),
            "rows.html",
            title=f"{self._title}：所据各行" + (f"，第{self._page}页" if more or self._page > 1 else ""),
            back=self._back,
            sheets=self._sheets,
            previous=self._path(self._page - 1) if self._page > 1 else None,
            following=self._path(self._page + 1) if more else None,
        )
        self._page, self._rows, self._sheets = self._page + 1, 0, []
