"""Gold annotations: loading and checking the stand-off JSON of a gold folder."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from taizhang.errors import GoldError, UsageError
from taizhang.text import Canonical, canonicalise

LAYERS = ("problems", "measures", "counts", "dates", "contacts", "cited_documents")


@dataclass(frozen=True, slots=True)
class GoldNotice:
    """One annotated notice: its name, its canonical text and the annotation record."""

    name: str
    doc: Canonical
    record: dict[str, Any]

    @property
    def split(self) -> str | None:
        """`dev`, `test`, or None where the folder makes no difference."""
        value = self.record.get("split")
        return str(value) if value is not None else None


def load_gold(folder: Path) -> Iterator[GoldNotice]:
    """The notices of a gold folder in order of name; texts are looked up beside the folder.

    Raises UsageError when the folder holds no annotation, GoldError when one does not fit its text.
    """
    files = sorted(folder.glob("*.json")) if folder.is_dir() else []
    if not files:
        raise UsageError(
            "没有找到标注文件（*.json）", subject=str(folder), remedy="请给出标注文件夹，例如 corpora/gold"
        )
    for path in files:
        try:
            record = json.loads(path.read_text(encoding="utf-8"))
            text = (folder.parent / record["text"]).read_bytes().decode("utf-8")
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise GoldError(
                f"标注无法读取（{error}）", subject=str(path), remedy="请检查 JSON 与其 text 所指的文件"
            ) from error
        doc = canonicalise(text)
        _check(path, doc, record)
        yield GoldNotice(path.stem, doc, record)


def _check(path: Path, doc: Canonical, record: dict[str, Any]) -> None:
    for layer in LAYERS:
        for row in record.get(layer, []):
            surface = row.get("surface", row.get("title"))
            if doc.text[row["char_start"] : row["char_end"]] != surface:
                raise GoldError(
                    f"{layer} 的一行与原文不符：{surface!r}",
                    subject=str(path),
                    remedy="位置须为规范文本的码点偏移",
                )
