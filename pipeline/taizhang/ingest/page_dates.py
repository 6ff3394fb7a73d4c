"""Dates as pages and their metadata print them, read only where something says that it is the day of publication."""

from __future__ import annotations

import datetime as dt
import re

_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s{0,2}[-/.年]\s{0,2}(\d{1,2})\s{0,2}[-/.月]\s{0,2}(\d{1,2})(?!\d)"
    r"|(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])([0-3]\d)(?!\d{1,5}(?!\d))"
)


def parse_page_date(text: str) -> dt.date | None:
    """The first whole calendar date in `text`; None when there is none that exists."""
    for match in _DATE.finditer(text):
        year, month, day = (int(group) for group in match.groups() if group is not None)
        try:
            return dt.date(year, month, day)
        except ValueError:
            continue
    return None
