"""The corpus of lines: notices and pieces of notices line by line, each line with its role.

`lines/AUTHOR.tsv`: agency, extent, role, line. Lines of one agency stand together and in order, so that every line has
its context; the extent says which ends of the notice are there (`whole`, `opening`, `middle`, `closing`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from taizhang.classify.line_features import Lines
from taizhang.errors import UsageError
from taizhang.text import Canonical, canonicalise, fold
from taizhang.vocabulary import LINE_ROLES

EXTENTS = ("whole", "opening", "middle", "closing")


@dataclass(frozen=True, slots=True)
class LineNotice:
    """A notice, or a piece of one, as printed lines with their roles."""

    author: str
    agency: str
    extent: str
    texts: tuple[str, ...]
    roles: tuple[str, ...]

    @property
    def lines(self) -> Lines:
        """The lines as the model sees them."""
        folded = tuple(fold(text).strip() for text in self.texts)
        return Lines(folded, self.extent in {"whole", "opening"}, self.extent in {"whole", "closing"})

    @property
    def document(self) -> Canonical:
        """The lines as a text that the rules can read."""
        return canonicalise("".join(f"{text}\n" for text in self.texts))

    def keys(self) -> tuple[str, ...]:
        """What each line is called where its label stands apart from it: 12 hex digits over agency, place and words."""
        return tuple(
            hashlib.sha256(f"{self.agency}\0{number}\0{text}".encode()).hexdigest()[:12]
            for number, text in enumerate(self.texts)
        )


def read_lines(folder: Path) -> tuple[LineNotice, ...]:
    """The notices in `folder`/lines. Raises `UsageError` naming file and line when a row is malformed or none is there."""
    paths = sorted((folder / "lines").glob("*.tsv"))
    if not paths:
        raise UsageError(
            "缺少 lines/*.tsv（no such files）", subject=str(folder), remedy="请给出语料目录，如 corpora/train"
        )
    return tuple(notice for path in paths for notice in _notices(path))


def _notices(path: Path) -> Iterator[LineNotice]:
    seen: set[str] = set()
    for (agency, extent), rows in groupby(_rows(path), key=lambda row: (row[0], row[1])):
        if agency in seen:
            raise UsageError(
                f"同一单位分在两处：{agency}（lines of one agency apart）", subject=str(path), remedy="请放在一起"
            )
        seen.add(agency)
        cells = list(rows)
        yield LineNotice(
            path.stem,
            agency,
            extent,
            tuple(row[3].replace("\\t", "\t") for row in cells),
            tuple(row[2] for row in cells),
        )


def _rows(path: Path) -> Iterator[list[str]]:
    for number, line in enumerate(path.read_text("utf-8").split("\n")[:-1], start=1):
        cells = line.split("\t")
        where = f"{path} 第 {number} 行"
        if len(cells) != 4 or not all(cell.strip() for cell in cells):
            raise UsageError(f"应有 4 列，实有 {len(cells)} 列（columns）", subject=where, remedy="请改正后重试")
        if cells[1] not in EXTENTS or cells[2] not in LINE_ROLES:
            raise UsageError(f"标签有误：{cells[1]},{cells[2]}（bad labels）", subject=where, remedy="请改正后重试")
        yield cells


def written(notices: tuple[LineNotice, ...]) -> str:
    """The notices as a file that `read_lines` reads back."""
    return "".join(
        "\t".join((notice.agency, notice.extent, role, text.replace("\t", "\\t"))) + "\n"
        for notice in notices
        for role, text in zip(notice.roles, notice.texts, strict=True)
    )
