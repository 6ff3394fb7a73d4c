"""Rules as data: the word lists of taizhang, one TOML file a subject, read once and never changed.

An analyst may read and extend these files; code holds the mechanisms that use them. `load` hands out deep-frozen
values (mappings that refuse assignment, tuples for lists), so no caller can change what another one reads.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from taizhang.errors import LexiconError

_FOLDER = files(__name__)


@cache
def load(name: str) -> Mapping[str, Any]:
    """The word list `lexicon/<name>.toml`, read-only in depth: tables are mappings, arrays are tuples.

    Raises `LexiconError` when there is no such list or it is not valid TOML in UTF-8.
    """
    subject = f"lexicon/{name}.toml"
    try:
        frozen: Mapping[str, Any] = _freeze(tomllib.loads((_FOLDER / f"{name}.toml").read_text("utf-8")))
    except FileNotFoundError as error:
        raise LexiconError("没有这个词表（no such word list）", subject=subject, remedy="请检查安装是否完整") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconError(
            f"词表格式有误（not valid TOML）：{error}", subject=subject, remedy="请按所示行列改正后重试"
        ) from error
    return frozen


def names() -> tuple[str, ...]:
    """Names of all word lists, sorted."""
    found = (entry.name for entry in _FOLDER.iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml")))


@cache
def lexicon_version() -> str:
    """First 12 hex digits of a SHA-256 over the names and contents of all word lists; line ends do not count."""
    digest = hashlib.sha256()
    for name in names():
        content = (_FOLDER / f"{name}.toml").read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:12]


def _freeze(value: object) -> Any:  # noqa: ANN401  TOML values are what they are
    if isinstance(value, dict):
        return MappingProxyType({key: _freeze(item) for key, item in value.items()})
    if isinstance(value, list):
        return tuple(_freeze(item) for item in value)
    return value
