"""Compile regions.tsv and areas.tsv from the packages that README.md names. Run by hand, never at run time.

python -m taizhang.normalise.data.compile FOLDER_OF_UNPACKED_PACKAGES OUTPUT_FOLDER
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from importlib import import_module
from pathlib import Path

from taizhang.normalise.data.editions import Edition, all_editions
from taizhang.normalise.data.successors import successors

# notices of inspections begin in 2013; older names live on in the names of schools and enterprises
_OLDEST = 1995

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
# characters that pypinyin reads otherwise in a name cut short: 长治, 朝阳, 宜都, 什邡
_READINGS = {"长": "chang", "朝": "chao", "都": "du", "什": "shi"}


def region_rows(editions: list[tuple[int, Edition]]) -> list[str]:
    """code, name, first and last year listed (the last empty when in force), successors, pinyin without suffix."""
    lazy_pinyin = import_module("pypinyin").lazy_pinyin

    first: dict[tuple[int, str], int] = {}
    last: dict[tuple[int, str], int] = {}
    for stamp, edition in editions:
        for key in edition.items():
            first.setdefault(key, stamp // 100)
            last[key] = stamp // 100
    current = editions[-1][1]
    after = successors(editions)
    rows = []
    for code, name in sorted(first):
        in_force = current.get(code) == name
        if not in_force and last[code, name] < _OLDEST:
            continue
        taken = "" if in_force else ",".join(map(str, after[code, name]))
        stem = re.sub(r"(?:特别行政区|自治区|自治州|自治县|自治旗|地区|林区|特区|新区|群岛|[省市县区旗盟])$", "", name)
        spelled = zip(stem, lazy_pinyin(stem), strict=True)
        wanted = in_force and 2 <= len(stem) <= 4 and not stem.endswith("族")
        pinyin = "".join(_READINGS.get(char, syllable) for char, syllable in spelled) if wanted else ""
        until = "" if in_force else str(last[code, name])
        rows.append(f"{code}\t{name}\t{first[code, name]}\t{until}\t{taken}\t{pinyin}")
    return rows


def area_codes(current: Edition) -> dict[str, list[int]]:
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


def _places(text: str, current: Edition) -> set[int]:
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
    editions = all_editions(Path(sys.argv[1]))
    folder = Path(sys.argv[2])
    (folder / "regions.tsv").write_text("\n".join(region_rows(editions)) + "\n", "utf-8")
    areas = [f"{area}\t{','.join(map(str, codes))}" for area, codes in area_codes(editions[-1][1]).items()]
    (folder / "areas.tsv").write_text("\n".join(areas) + "\n", "utf-8")


if __name__ == "__main__":
    main()
