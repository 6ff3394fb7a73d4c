"""Writing that survives a kill: temporary name, fsync, rename; and the lock against two runs at once."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from taizhang.errors import UsageError

try:
    import fcntl
except ImportError:  # pragma: no cover - only where there is no POSIX locking
    fcntl = None  # type: ignore[assignment]

LOCK = ".lock"


def write_atomically(path: Path, content: bytes) -> None:
    """Replace `path` by `content`: a reader sees the old file or the new one, never a part."""
    temporary = path.with_name(f".{path.name}.new")
    with temporary.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(path)
    sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Force the content of `path` to disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Force renames inside `folder` to disk, where the system allows it."""
    try:
        sync_file(folder)
    except OSError:  # some file systems refuse to sync a folder; the rename itself is still atomic
        return


def sha256_of(path: Path) -> str:
    """SHA-256 of the bytes of a file, hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextmanager
def locked(dataset: Path) -> Iterator[None]:
    """Hold the dataset for one writer. The lock ends with the process, however it ends.

    Raises `UsageError` naming the holder when another run has it.
    """
    path = dataset / LOCK
    try:
        stream = path.open("a+", encoding="ascii")
    except OSError as error:
        raise UsageError(
            f"无法写入（can not be written）：{error.strerror}",
            subject=str(dataset),
            remedy="请检查权限，或换一个 --out 目录",
        ) from error
    with stream:
        if fcntl is not None:
            try:
                fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                stream.seek(0)
                holder = stream.read(32).strip() or "?"
                raise UsageError(
                    f"另一个运行正在写入（进程 {holder}，another run holds it）",
                    subject=str(dataset),
                    remedy="请等它结束，或换一个 --out 目录",
                ) from None
        stream.seek(0)
        stream.truncate()
        stream.write(str(os.getpid()))
        stream.flush()
        yield
