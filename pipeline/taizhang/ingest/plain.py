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
    for line in text[mark:].split("\r\n")[:-1]:  # the canonical text has one character where the file has two
        made += len(line)
        taken += len(line) + 1
        if origin[-1].char_start == made:
            origin.pop()
        origin.append(Origin(made, offset=taken))  # of the line feed
        made, taken = made + 1, taken + 1
    return Content(canonicalise(text), tuple(origin))
