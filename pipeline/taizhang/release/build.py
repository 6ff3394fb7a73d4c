"""`taizhang release`: a folder fit to publish, the same bytes from the same dataset on any day."""

from __future__ import annotations

import json
from pathlib import Path

from taizhang.errors import UsageError
from taizhang.query.views import as_markdown as views_as_markdown
from taizhang.release.croissant import croissant
from taizhang.release.datapackage import datapackage
from taizhang.release.documents import citation, quality, readme
from taizhang.release.facts import Choices, Facts, Released, gather
from taizhang.release.tables import write_tables
from taizhang.store.dictionary import as_markdown
from taizhang.store.files import sha256_of
from taizhang.store.reader import open_dataset

SUMS = "SHA256SUMS"


def build(dataset: Path, folder: Path, choices: Choices, *, evaluation: Path | None = None) -> Facts:
    """Write the release of `dataset` into the new or empty `folder`; `evaluation` is a JSON file of quality figures.

    Raises `DatasetError` when the dataset does not hold, `UsageError` when the folder can not be used.
    """
    figures = _read(evaluation)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError("目录非空（the folder is not empty）", subject=str(folder), remedy="请换一个新目录")
    facts = gather(dataset, choices)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        release = Released(facts, write_tables(open_dataset(dataset), folder / "data"))
        contents = {
            "README.md": readme(release),
            "CITATION.cff": citation(facts),
            "croissant.json": croissant(release),
            "data-dictionary.zh.md": as_markdown("zh"),
            "data-dictionary.en.md": as_markdown("en"),
            "datapackage.json": datapackage(release),
            "hashes.json": _hashes(facts),
            "quality.json": quality(facts, figures),
            "views.md": views_as_markdown(),
        }
        for name, content in contents.items():
            (folder / name).write_text(content, "utf-8", newline="\n")
        (folder / SUMS).write_text(_sums(folder), "utf-8", newline="\n")
    except OSError as error:
        raise UsageError(
            f"无法写入（can not be written）：{error.strerror}",
            subject=str(folder),
            remedy="请检查路径、权限和磁盘空间",
        ) from error
    return facts


def _hashes(facts: Facts) -> str:
    value = {"dataset": facts.dataset_hash, "tables": dict(facts.hashes)}
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _sums(folder: Path) -> str:
    """A line a file, as `sha256sum -c` reads them."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != SUMS)
    return "".join(f"{sha256_of(path)}  {path.relative_to(folder).as_posix()}\n" for path in files)


def _read(path: Path | None) -> object:
    if path is None:
        return None
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError("质量数字读不出（not a JSON file）", subject=str(path), remedy="请给出 JSON 文件") from error
