"""The renderers of benchmarks/ for the tests: one text, many formats."""

from __future__ import annotations

import sys

from support.ledgers import REPOSITORY

_FOLDER = str(REPOSITORY / "benchmarks")
if _FOLDER not in sys.path:
    sys.path.append(_FOLDER)

from formats import SUFFIXES, page_date, render  # noqa: E402
from pages import LAYOUTS, html_page  # noqa: E402
from same_rows import TABLES, rows, same  # noqa: E402

__all__ = ["LAYOUTS", "SUFFIXES", "TABLES", "html_page", "page_date", "render", "rows", "same"]
