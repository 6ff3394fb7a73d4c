"""A real notice made unrecognisable: other agency, places, years, numbers, widths and enumerators, the same structure.

What is claimed about lists keeps its value (in Chinese numerals); every other count is multiplied by three, so that
sums and rates still say what they said; every year moves by the same amount, so that the order of dates stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from support.numerals import chinese, chinese_year, counted
from support.rewrite import Edit, Rewritten, rewrite

_KEPT_ROLES = ("_claimed", "status_", "problems_decomposed", "completion_rate")
_LIST_UNITS = ("个", "项", "条", "件", "类", "个方面", "方面", "%")  # what lists of problems and tasks are counted in
_YEARS = -3
_WIDE = {",": "，", ":": "：", ";": "；", "(": "（", ")": "）", "?": "？"}
# places and functions -> others; longest first, so that 文化和旅游 goes before 旅游
_FUNCTIONS = (
    ("文化和旅游", "民族和宗教事务"),
    ("住房和城乡建设", "工业和信息化"),
    ("文旅", "民宗"),
    ("卫生健康", "退役军人事务"),
    ("自然资源", "科学技术"),
    ("水利局", "供销社"),
    ("林业局", "气象局"),
    ("财政局", "统计局"),
    ("教育局", "体育局"),
    ("民政局", "司法局"),
    ("公安局", "海事局"),
    ("住建局", "工信局"),
)
_REGIONS = ("云江", "双河", "永清", "平川", "兴宁")


@dataclass(frozen=True, slots=True)
class Disguise:
    """Which enumerators the disguise uses.

    `same`: `1.` for `1、`, （一） for (一). `up`: every family one level up (第一部分, 一、, （一） for 一、, (一), 1、).
    `reused`: （一） for 一、, so that one marker stands on two levels.
    """

    levels: str


_ORDERS = {
    "same": ("{c}、", "（{c}）", "{n}."),
    "up": ("第{c}部分 ", "{c}、", "（{c}）"),
    "reused": ("（{c}）", "（{c}）", "{n}."),
}


def _marker_edits(text: str, levels: str) -> Iterator[Edit]:
    line = re.compile(
        r"(?m)^[^\S\n]*(?:(?P<cn>[一二三四五六七八九十]{1,3}、)|[（(](?P<cnp>[一二三四五六七八九十]{1,3})[)）]|(?P<ar>\d{1,2})[、.．](?!\d))"
    )
    values = {chinese(number): number for number in range(1, 100)}
    for match in line.finditer(text):
        kind = match.lastgroup or ""
        value = match[kind].rstrip("、")
        start = match.start(kind) - (kind == "cnp")
        number = int(value) if kind == "ar" else values[value]
        form = _ORDERS[levels][("cn", "cnp", "ar").index(kind)]
        yield start, match.end(), form.format(c=chinese(number), n=number)
    inline = r"(?m)(?:^[^\S\n]*|(?<=[。：:;；]))[（(](\d{1,2})[)）]"
    for match in re.finditer(inline, text):
        start = text.index("(" if text[match.start(1) - 1] == "(" else "（", match.start())
        yield start, match.end(), f"（{match[1]}）"


def _number_edits(record: dict[str, Any], text: str) -> Iterator[Edit]:
    for row in record["counts"]:
        start, surface = row["char_start"], row["surface"]
        match = re.match(r"\d+(?:\.\d+)?(?=\D|$)|[一二两三四五六七八九十百]+", surface)
        if match is None or re.search(r"(?:[\d.~至\-—]|\d[,，])$", text[max(0, start - 2) : start]):
            continue
        kept = row["unit"] in _LIST_UNITS and any(word in row["role"] for word in _KEPT_ROLES)
        number = match.group()
        if not number[0].isdigit():
            if kept or row["value"] != int(row["value"]):
                continue
            new = counted(int(row["value"]) * 3)
        elif kept and number.isdigit() and int(number) < 100 and row["unit"] != "%":
            new = counted(int(number)) if surface != number else chinese(int(number))
        elif kept or row["unit"] == "%":
            continue
        else:
            decimals = len(number.partition(".")[2])
            new = f"{float(number) * 3:.{decimals}f}"
        yield start, start + match.end(), new


def _date_edits(record: dict[str, Any], text: str) -> Iterator[Edit]:
    for match in re.finditer(r"(?<!\d)((?:19|20)\d\d)(?=年|-\d|\.\d)", text):
        yield match.start(), match.end(), str(int(match[1]) + _YEARS)
    for row in record["dates"]:
        full = re.fullmatch(r"((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日", row["surface"])
        if row["role"] == "publication" and full is not None:
            year, month, day = map(int, full.groups())
            yield (
                row["char_start"],
                row["char_end"],
                f"{chinese_year(year + _YEARS)}年{chinese(month)}月{chinese(day)}日",
            )


def _name_edits(record: dict[str, Any], text: str) -> Iterator[Edit]:
    region = record["notice"].get("region") or ""
    names = dict(_FUNCTIONS)
    for position, part in enumerate(re.findall(r".+?(?:自治区|自治州|自治县|省|市|县|区|旗|州)", region)[1:]):
        stem = re.sub(r"(?:[\u4e00-\u9fff]{2,6}族)?自治[县州]$|[市县区旗州]$", "", part)
        if len(stem) > 1:
            names[stem] = _REGIONS[position]
        else:
            names[part] = _REGIONS[position] + part[-1]
    pattern = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))
    for match in pattern.finditer(text):
        yield match.start(), match.end(), names[match.group()]


def _width_edits(text: str) -> Iterator[Edit]:
    for match in re.finditer(r"(?<![A-Za-z0-9])[,:;()?](?!//)", text):
        yield match.start(), match.end(), _WIDE[match.group()]


def disguise(record: dict[str, Any], text: str, how: Disguise) -> Rewritten:
    """The disguised text with the way from old offsets to new ones. Dates win over numbers, numbers over names."""
    taken = bytearray(len(text))
    edits: list[Edit] = []
    dates = sorted(_date_edits(record, text), key=lambda edit: edit[0] - edit[1])  # the long ones first
    groups = (
        list(_marker_edits(text, how.levels)),
        dates,
        list(_number_edits(record, text)),
        list(_name_edits(record, text)),
        list(_width_edits(text)),
    )
    for group in groups:
        for start, end, new in group:
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                edits.append((start, end, new))
    return rewrite(text, edits)
