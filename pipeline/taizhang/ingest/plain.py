"""Plain text: the canonical text is the decoded file, and nothing is taken away."""

from __future__ import annotations

from taizhang.ingest.content import Content
from taizhang.records import Origin
from taizhang.text import canonicalise


def read_plain(text: str) -> Content:
    """The canonical text of a decoded plain-text file, with the places in the file as it was decoded."""
    mark = int(text.startswith("\ufeff"))
    origin = [Origin(0, offset=mark)] if len(text) > mark else []
    made, taken = 0, mark
    lines = text[mark:].split("\r\n")
    for line in lines[:-1]:  # the canonical text has one character where the file has two
        made += len(line) + 1
        taken += len(line) + 2
        origin.append(Origin(made, offset=taken))
    if len(origin) > 1 and made >= len(text) - mark - (len(lines) - 1):
        origin.pop()  # nothing behind the last line end
    return Content(canonicalise(text), tuple(origin))
