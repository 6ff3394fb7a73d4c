"""Writing the folder: pages from templates that escape everything, under a policy that lets nothing run or load.

Every page carries its style sheet, named in the policy by its hash, so that a page works by itself from `file://`,
mailed or printed. Names of pages come from ids, never from what a document says. The folder appears whole: it is
written beside its place and moved there.
"""

from __future__ import annotations

import base64
import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from taizhang.errors import UsageError
from taizhang.query.terminal import visible

MARK = "taizhang-compare.txt"
_MARK_TEXT = "taizhang compare 所写的文件夹，再次运行时整个替换。 Written by taizhang compare; replaced as a whole.\n"
_ASSETS = "taizhang.report.compare"


class Site:
    """The folder being written."""

    def __init__(self, folder: Path, title: str) -> None:
        """`title` stands in the head of each page."""
        self.folder, self.pages = folder, 0
        assets = files(_ASSETS) / "templates"
        sources = {entry.name: entry.read_text("utf-8") for entry in assets.iterdir() if entry.name.endswith(".html")}
        style = "\n".join(line.strip() for line in (assets / "style.css").read_text("utf-8").splitlines() if line)
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        self._environment = Environment(
            loader=DictLoader(sources),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=_plain,
            auto_reload=False,
        )
        self._environment.globals.update(
            style=Markup(style),  # ours, and without a `<`
            policy=f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'",
            site=title,
        )
        for name in ("g", "n", "h"):
            (folder / name).mkdir()

    def write(self, path: str, template: str, **content: object) -> None:
        """Write one page. `path` is relative to the folder; its depth tells how pages link back."""
        root = "../" * path.count("/")
        page = self._environment.get_template(template).render(root=root, **content)
        (self.folder / path).write_text(page, "utf-8", newline="\n")
        self.pages += 1


def _plain(value: object) -> object:
    """Control characters and overrides of direction are shown, not obeyed."""
    return visible(value) if type(value) is str and not value.isprintable() else value


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """An empty folder to write into that takes the place of `folder` when all went well, and is removed when not.

    Raises `UsageError` when `folder` is something else than an earlier comparison, or can not be written.
    """
    folder = folder.absolute()
    if folder.exists() and not (folder.is_dir() and ((folder / MARK).exists() or not any(folder.iterdir()))):
        raise UsageError(
            "已有别的内容，不覆盖（holds something else）", subject=str(folder), remedy="请换一个 -o 文件夹，或先移走它"
        )
    fresh, old = folder.with_name(f".{folder.name}.new"), folder.with_name(f".{folder.name}.old")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        for leftover in (fresh, old):
            shutil.rmtree(leftover, ignore_errors=True)
        fresh.mkdir()
        yield fresh
        (fresh / MARK).write_text(_MARK_TEXT, "utf-8", newline="\n")
        if folder.exists():
            folder.rename(old)
        fresh.rename(folder)
    except OSError as error:
        raise UsageError(
            f"无法写入（can not be written）：{error.strerror}", subject=str(folder), remedy="请检查权限和磁盘空间"
        ) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
