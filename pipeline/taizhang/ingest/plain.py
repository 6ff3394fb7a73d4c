"""Plain text: the canonical text is the decoded file, and nothing is taken away."""

from __future__ import annotations

from taizhang.text import Canonical, canonicalise


def read_plain(text: str) -> Canonical:
    """The canonical text of a decoded plain-text file."""
    return canonicalise(text)
