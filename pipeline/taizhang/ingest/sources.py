"""What a SOURCE on the command line stands for: files, folders, patterns, `-`; always in one order.

The order of documents is the order of their `source_uri` (then of the members inside it), whatever order the sources
were given in, and a file reached by two of them is read once. Nothing is lost in silence: a source that yields no
document yields a `Source` with the reason instead.
"""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from taizhang.errors import DocumentError
from taizhang.ingest.collections import expand, is_collection
from taizhang.ingest.columns import Columns
from taizhang.ingest.source import Source
from taizhang.settings import limit

STDIN = "-"
_JUNK = frozenset({"thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class Inventory:
    """All sources of a run in order, and how many files of folders are no documents (hidden, of a dataset)."""

    sources: tuple[Source, ...]
    passed_over: int = 0
    columns: Columns = field(default_factory=Columns)

    @property
    def unusable(self) -> tuple[Source, ...]:
        """Sources named by the user that are not there or hold nothing."""
        return tuple(
            source
            for source in self.sources
            if source.failure is not None and source.failure.code in {"missing", "no_documents"}
        )

    def __iter__(self) -> Iterator[Source]:
        """Every document; archives and collections are opened as they are reached."""
        for source in self.sources:
            yield from expand(source, self.columns) if is_collection(source) else (source,)


def inventory(arguments: Sequence[str], stdin: BinaryIO | None = None, columns: Columns | None = None) -> Inventory:
    """The documents that `arguments` stand for. `stdin` (by default the process's own) is read for `-`.

    `columns` names the columns of collections; None: they are known by name or guessed.
    """
    found: dict[str, Source] = {}
    passed_over = 0
    for argument in arguments:
        sources, passed = _sources(argument, stdin)
        passed_over += passed
        for source in sources:
            key = os.path.realpath(source.path) if source.path and source.failure is None else source.source_uri
            known = found.get(key)
            if known is None or source.source_uri < known.source_uri:
                found[key] = source
    ordered = sorted(found.values(), key=lambda source: source.source_uri)
    return Inventory(tuple(ordered), passed_over, columns or Columns())


def _sources(argument: str, stdin: BinaryIO | None) -> tuple[Iterable[Source], int]:
    if argument == STDIN:
        return (_from_stdin(stdin or sys.stdin.buffer),), 0
    path = Path(argument)
    try:
        if path.is_dir():
            return _from_folder(path)
        if path.exists():
            return (_from_file(path),), 0
    except OSError as error:  # a name too long, a folder that may not be entered
        reason = f"无法读取（can not be read）：{error.strerror}"
        return (_failed(argument, "unreadable", reason, "请检查路径和权限"),), 0
    if glob.has_magic(argument):
        return _from_pattern(argument)
    return (_failed(argument, "missing", "路径不存在（no such path）", "请检查路径；当前目录为基准"),), 0


def _from_stdin(stream: BinaryIO) -> Source:
    return Source(STDIN, data=stream.read(limit("file_bytes") + 1))


def _from_file(path: Path) -> Source:
    if path.is_file():
        return Source(_uri(path), path=str(path))
    with path.open("rb") as stream:  # a pipe: it can be read only once, and only as far as one document goes
        return Source(_uri(path), data=stream.read(limit("file_bytes") + 1))


def _from_folder(folder: Path) -> tuple[list[Source], int]:
    found: list[Source] = []
    passed = 0
    refused: list[Source] = []

    def refuse(error: OSError) -> None:
        refused.append(
            _failed(
                _uri(Path(error.filename)),
                "unreadable",
                f"目录无法读取（folder can not be read）：{error.strerror}",
                "请检查权限",
            )
        )

    for place, folders, names in os.walk(folder, onerror=refuse):
        here = Path(place)
        kept = [name for name in folders if not name.startswith(".") and not _is_dataset(here / name)]
        passed += len(folders) - len(kept)
        folders[:] = kept
        for name in names:
            path = here / name
            if name.startswith(".") or name.lower() in _JUNK or not path.is_file():
                passed += 1
            else:
                found.append(_from_file(path))
    if not found and not refused:
        refused.append(
            _failed(
                _uri(folder),
                "no_documents",
                "目录中没有可读的文件（no files in this folder）",
                "请检查目录；隐藏文件不读",
            )
        )
    return [*found, *refused], passed


def _from_pattern(pattern: str) -> tuple[list[Source], int]:
    found: list[Source] = []
    passed = 0
    for name in glob.glob(pattern, recursive=True):  # noqa: PTH207  Path.glob takes no absolute pattern
        path = Path(name)
        if path.is_file():
            found.append(_from_file(path))
        elif "**" not in pattern:
            inside, more = _from_folder(path)
            found.extend(inside)
            passed += more
    if not found:
        found.append(
            _failed(pattern, "missing", "没有匹配的文件（nothing matches this pattern）", "请检查通配符和路径")
        )
    return found, passed


def _uri(path: Path) -> str:
    """The path as text; bytes of a name that are no text are written as `\\xd5`."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def _is_dataset(folder: Path) -> bool:
    return (folder / "manifest.json").is_file() and (folder / "documents").is_dir()


def _failed(uri: str, code: str, message: str, remedy: str) -> Source:
    return Source(uri, failure=DocumentError(code, message, subject=uri, remedy=remedy))
