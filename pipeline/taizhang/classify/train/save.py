"""Writing a model folder: the same model gives the same bytes."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from taizhang.classify.linear import Arrays
from taizhang.classify.model import CARD, FORMAT, version_of
from taizhang.classify.train.build import Part
from taizhang.errors import UsageError

_EPOCH = (1980, 1, 1, 0, 0, 0)


def save_model(folder: Path, parts: Mapping[str, Part], about: Mapping[str, Any]) -> str:
    """Write `parts` into `folder`; the version of the model. Raises `UsageError` when it can not be written."""
    contents = {f"{name}.npz": _packed(part.linear.arrays()) for name, part in parts.items()}
    card: dict[str, Any] = {
        "format": FORMAT,
        "files": {name: hashlib.sha256(data).hexdigest() for name, data in sorted(contents.items())},
        **{name: part.card for name, part in parts.items()},
        "about": dict(about),
    }
    card["version"] = version_of(card)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in contents.items():
            (folder / name).write_bytes(data)
        (folder / CARD).write_text(json.dumps(card, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
    except OSError as error:
        raise UsageError(
            f"模型无法写入（can not be written）：{error}", subject=str(folder), remedy="请换一个目录"
        ) from error
    return str(card["version"])


def _packed(arrays: Arrays) -> bytes:
    """An .npz whose bytes depend on the arrays alone."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(arrays):
            data = io.BytesIO()
            np.lib.format.write_array(data, np.ascontiguousarray(arrays[name]), allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy", _EPOCH), data.getvalue(), zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()
