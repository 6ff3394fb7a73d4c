"""Pairs of notices as a crawl meets them: one notice on two sites, one edited, a template shared, a later round."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

KINDS = ("noise", "edited", "other_agency", "other_round", "later_round")
_NUMBER = re.compile(r"(?<![\d.])\d{1,3}(?=[名人次件个项份起户轮家])")
_YEAR = re.compile(r"20\d\d(?=年)")
_DIGITS = "〇一二三四五六七八九"
_WRITTEN_YEAR = re.compile(f"(?<=二〇)[{_DIGITS}]{{2}}(?=年)")
_HEAD = (
    "索引号：{code}/2024-{n:05}\n信息分类：巡察整改\n",
    "当前位置：首页 > 政务公开 > 巡察整改\n",
    "发布时间：2024-0{m}-1{d} 0{d}:3{m}  来源：{site}  浏览次数：{n}\n",
    "字号：[大 中 小]  打印  关闭\n",
)
_TAIL = (
    "\n扫一扫在手机打开当前页",
    "\n上一篇：关于开展巡察整改“回头看”的通知（{n}）",
    "\n主办单位：{site}  网站标识码：{n}000{m}  ICP备{n}号",
    "\n责任编辑：张{d}",
)


@dataclass(frozen=True, slots=True)
class Pair:
    """What a second page is to the first; `numbers` that were changed in it."""

    kind: str
    text: str
    numbers: int = 0


def on_another_site(text: str, rng: random.Random) -> str:
    """`text` with boxes before, chrome behind, other widths of punctuation and sometimes other line breaks."""
    values = {
        "code": rng.randrange(10**6),
        "n": rng.randrange(100, 9999),
        "m": rng.randint(1, 9),
        "d": rng.randint(1, 9),
    }
    values["site"] = rng.choice(("某县人民政府网", "清风网", "党务公开栏"))
    head = "".join(line.format(**values) for line in _HEAD if rng.random() < 0.6)
    tail = "".join(line.format(**values) for line in _TAIL if rng.random() < 0.6)
    if rng.random() < 0.5:
        text = text.replace(",", "，") if "," in text else text.replace("，", ",")
    if rng.random() < 0.3:
        text = "\n\n".join(text.split("\n"))
    return f"{head}{text}{tail}"


def edited(text: str, rng: random.Random, times: int) -> tuple[str, int]:
    """`text` with `times` numbers changed, and how many there were to change."""
    found = list(_NUMBER.finditer(text))
    chosen = sorted(rng.sample(found, min(times, len(found))), key=lambda match: -match.start())
    for match in chosen:
        text = f"{text[: match.start()]}{int(match.group()) + rng.randint(1, 9)}{text[match.end() :]}"
    return text, len(chosen)


def pair(kind: str, text: str, agency: str, other_text: str, other_agency: str, seed: int) -> Pair:
    """A second page of `kind` for the notice `text` of `agency`; the others are another notice and its agency."""
    rng = random.Random(f"{seed}:{kind}")
    if kind == "noise":
        return Pair(kind, on_another_site(text, rng))
    if kind == "edited":
        changed, numbers = edited(text, rng, rng.randint(1, 3))
        return Pair(kind, on_another_site(changed, rng), numbers)
    if kind == "other_agency":  # the whole notice copied, names and some numbers changed
        changed, numbers = edited(text.replace(agency, other_agency), rng, 5)
        return Pair(kind, on_another_site(changed, rng), numbers)
    if kind == "other_round":
        return Pair(kind, on_another_site(other_text.replace(other_agency, agency), rng))
    # the notice of two years ago taken as a template: other years, many other numbers
    later = _YEAR.sub(lambda match: str(int(match.group()) + 2), text)
    later = _WRITTEN_YEAR.sub(_two_years_on, later)
    changed, numbers = edited(later, rng, 40)
    return Pair(kind, on_another_site(changed, rng), numbers)


def _two_years_on(match: re.Match[str]) -> str:
    year = 2 + sum(_DIGITS.index(digit) * value for digit, value in zip(match.group(), (10, 1), strict=True))
    return f"{_DIGITS[year // 10]}{_DIGITS[year % 10]}"
