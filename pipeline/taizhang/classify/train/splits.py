"""Which rows are trained on: by agency, so that no agency is on both sides, and one author held back further.

The part an agency belongs to is a digest of its name, so that rows added later never move an agency.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

TRAIN, DEV, TEST = "train", "dev", "test"
# percent of agencies: test, dev. More of one author is held back: two others shape the model, a third judges it.
_SHARES = {"wu": (25, 10), "tan": (20, 0), "gold": (0, 0)}  # gold: its test split is not in the corpus
_USUAL = (10, 10)


def split_of(author: str, agency: str) -> str:
    """`train`, `dev` or `test`."""
    test, dev = _SHARES.get(author, _USUAL)
    place = int(hashlib.sha256(agency.encode("utf-8")).hexdigest()[:8], 16) % 100
    if place < test:
        return TEST
    return DEV if place < test + dev else TRAIN


def write_splits(path: Path, rows: Iterable[tuple[str, str]]) -> None:
    """The part of every (author, agency), as one readable file."""
    parts: dict[str, dict[str, list[str]]] = {}
    for author, agency in sorted(set(rows)):
        parts.setdefault(author, {TRAIN: [], DEV: [], TEST: []})[split_of(author, agency)].append(agency)
    rule = "sha256(agency)[:8] mod 100: below the test share test, below test + dev share dev, else train"
    shares = {author: dict(zip((TEST, DEV), _SHARES.get(author, _USUAL), strict=True)) for author in parts}
    content = {"rule": rule, "shares_percent": shares, "agencies": parts}
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
