"""`python -m taizhang.store.publish [FOLDER]`: write `schemas/` anew from the records."""

from __future__ import annotations

import sys
from pathlib import Path

from taizhang.records import TABLES
from taizhang.store.dictionary import as_json, as_markdown


def published() -> dict[str, str]:
    """File name -> content of everything that `schemas/` holds apart from its changelog."""
    files = {f"{table}.json": as_json(table) for table in TABLES}
    files["data-dictionary.zh.md"] = as_markdown("zh")
    files["data-dictionary.en.md"] = as_markdown("en")
    return files


def publish(folder: Path) -> list[Path]:
    """Write the files into `folder` and return those that changed."""
    folder.mkdir(parents=True, exist_ok=True)
    changed = []
    for name, content in published().items():
        path = folder / name
        if not path.exists() or path.read_text("utf-8") != content:
            path.write_text(content, "utf-8", newline="\n")
            changed.append(path)
    return changed


if __name__ == "__main__":
    for written in publish(Path(sys.argv[1] if len(sys.argv) > 1 else "schemas")):
        print(written)
