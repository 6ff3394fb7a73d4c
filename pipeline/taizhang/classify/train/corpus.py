"""The labelled corpus: statements, measures, pages and notices line by line, each with its author and agency."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from taizhang.classify.taxonomy import category_ids
from taizhang.classify.train.line_corpus import LineNotice, read_lines
from taizhang.errors import UsageError
from taizhang.vocabulary import PAGE_KINDS, TENSES

KINDS = (
    "学习教育",
    "制度建设",
    "会议研究",
    "督查检查",
    "追责问责",
    "资金清退",
    "人事调整",
    "项目建设",
    "公开公示",
    "其他",
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A problem statement with one to three categories, the main one first."""

    author: str
    agency: str
    text: str
    categories: tuple[str, ...]
    function: str


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure with its kinds, the main one first, its tense, and whether it says anything concrete."""

    author: str
    agency: str
    text: str
    kinds: tuple[str, ...]
    tense: str
    concrete: bool


@dataclass(frozen=True, slots=True)
class PageRow:
    """The opening of a page, or a short page, and its kind."""

    author: str
    agency: str
    text: str
    kind: str


Row = Statement | MeasureRow | PageRow


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything a model is trained and tested on; `digest` identifies it."""

    statements: tuple[Statement, ...]
    measures: tuple[MeasureRow, ...]
    pages: tuple[PageRow, ...]
    lines: tuple[LineNotice, ...]
    digest: str


def read_corpus(folder: Path) -> Corpus:
    """The corpus in `folder`: `statements/*.tsv`, `measures/*.tsv`, `pages/*.jsonl`, `lines/*.tsv`; the file's name is its author.

    Statements that several annotators have labelled carry the labels settled between them (`settled/statements.tsv`:
    digest of the text, categories). Raises `UsageError` naming file and line when a row is malformed, or when a part is missing.
    """
    digest = hashlib.sha256()
    for path in sorted(
        path
        for part, names in (
            ("statements", "*"),
            ("measures", "*"),
            ("pages", "*"),
            ("settled", "*"),
            ("lines", "*.tsv"),
        )
        for path in folder.glob(f"{part}/{names}")
    ):
        digest.update(f"{path.parent.name}/{path.name}\0".encode() + path.read_bytes())
    return Corpus(
        tuple(_statements(folder)),
        tuple(_measures(folder)),
        tuple(_pages(folder)),
        read_lines(folder),
        digest.hexdigest()[:16],
    )


def statement_key(text: str) -> str:
    """What a statement is called where its labels stand apart from it: 12 hex digits of the SHA-256 of its text."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:12]


def _statements(folder: Path) -> Iterator[Statement]:
    settled: dict[str, tuple[str, ...]] = {}
    if (folder / "settled").is_dir():
        for _, where, cells in _table(folder, "settled", 2):
            settled[cells[0]] = tuple(cells[1].split(","))
            _known(where, settled[cells[0]], category_ids(), most=3)
    for author, where, cells in _table(folder, "statements", 6):
        labels = tuple(cells[0].split(","))
        _known(where, labels, category_ids(), most=3)
        yield Statement(author, cells[1], cells[5], settled.get(statement_key(cells[5]), labels), cells[2])


def _measures(folder: Path) -> Iterator[MeasureRow]:
    for author, where, cells in _table(folder, "measures", 6):
        kinds = tuple(cells[0].split(","))
        _known(where, kinds, KINDS, most=3)
        _known(where, (cells[1],), TENSES)
        _known(where, (cells[2],), ("concrete", "empty"))
        yield MeasureRow(author, cells[3], cells[5], kinds, cells[1], cells[2] == "concrete")


def _pages(folder: Path) -> Iterator[PageRow]:
    for path in _files(folder, "pages", "jsonl"):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            where = f"{path} 第 {number} 行"
            try:
                row = json.loads(line)
                page = PageRow(path.stem, row["agency"], row["text"], row["kind"])
            except (ValueError, KeyError, TypeError) as error:
                raise UsageError(
                    f"不是合格的一行 JSON（bad row）：{error}", subject=where, remedy="请改正后重试"
                ) from error
            _known(where, (page.kind,), PAGE_KINDS)
            yield page


def _table(folder: Path, part: str, columns: int) -> Iterator[tuple[str, str, list[str]]]:
    for path in _files(folder, part, "tsv"):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            cells = line.split("\t")
            where = f"{path} 第 {number} 行"
            if len(cells) != columns or not all(cells):
                raise UsageError(
                    f"应有 {columns} 列，实有 {len(cells)} 列（columns）", subject=where, remedy="请改正后重试"
                )
            yield path.stem, where, cells


def _files(folder: Path, part: str, suffix: str) -> list[Path]:
    found = sorted((folder / part).glob(f"*.{suffix}"))
    if not found:
        raise UsageError(
            f"缺少 {part}/*.{suffix}（no such files）", subject=str(folder), remedy="请给出语料目录，如 corpora/train"
        )
    return found


def _known(where: str, labels: tuple[str, ...], allowed: tuple[str, ...], most: int = 1) -> None:
    strange = [label for label in labels if label not in allowed]
    if strange or len(labels) > most or len(set(labels)) < len(labels):
        raise UsageError(f"标签有误：{','.join(labels)}（bad labels）", subject=where, remedy="请改正后重试")
