"""The vocabulary of the grammar, and the filling of its slots with seeded values."""

from __future__ import annotations

import datetime as dt
import random
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "words"


@cache
def phrases() -> dict[str, Any]:
    """The prose around the list."""
    return _load("phrases")


@cache
def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Topic:
    """A field of work with its faults and measures."""

    name: str
    problems: tuple[str, ...]
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agency:
    """Who publishes: names, region, telephone area code."""

    full: str  # 武乡县水利局
    organ: str  # 党组
    own: str  # 局党组
    unit: str  # 我局
    region: str  # 武乡县
    rank: str  # 县, 市, 省
    code: str
    topic: Topic

    @property
    def signature(self) -> str:
        """The name that signs."""
        return f"中共{self.full}{'委员会' if self.organ == '党委' else self.organ}"


def _topic(row: dict[str, Any]) -> Topic:
    return Topic(row["name"], tuple(row["problems"]), tuple(row["measures"]))


@cache
def themes() -> tuple[Topic, ...]:
    """Faults that any party organisation may have."""
    return tuple(_topic(row) for row in _load("general")["theme"])


@cache
def functions() -> tuple[dict[str, Any], ...]:
    """Agencies by function, as the vocabulary has them."""
    return (*_load("functions_a")["function"], *_load("functions_b")["function"])


def choose_agency(rng: random.Random) -> Agency:
    """An agency of a real region."""
    row = rng.choice(functions())
    places = _load("places")
    _province, city, county, code = rng.choice(places["regions"])
    region = county or city
    rank = region[-1] if region[-1] in "县市区旗" else "县"
    short = region.removesuffix("自治县").rstrip("县市区旗")
    short = short if len(short) > 1 else region
    house = row["house"].format(short=short, town=rng.choice([town for town in places["towns"] if town.endswith("镇")]))
    full = house if house.startswith(short) else region + house
    return Agency(full, row["organ"], row["self"], row["unit"], region, rank, code, _topic(row))


@dataclass(slots=True)
class Filler:
    """Fills the slots of a sentence; dates lie between `first` and `last`, so that no action precedes the inspection."""

    rng: random.Random
    agency: Agency
    first: dt.date
    last: dt.date

    def small(self) -> int:
        """A number between 2 and 39."""
        return self.rng.randint(2, 39)

    def yuan(self) -> str:
        """An amount in 万元 or 元."""
        if self.rng.random() < 0.15:
            return f"{self.rng.randint(1200, 98000)}元"
        value = self.rng.uniform(0.3, 480)
        return f"{value:.{self.rng.randint(0, 2)}f}万元" if value >= 1 else f"{value:.2f}万元"

    def date(self) -> dt.date:
        """A day of the rectification."""
        return self.first + dt.timedelta(days=self.rng.randrange(max(1, (self.last - self.first).days)))

    def __call__(self, sentence: str) -> str:
        """`sentence` with every slot filled."""
        parts: list[str] = []
        rest = sentence
        while "{" in rest:
            before, _, tail = rest.partition("{")
            name, _, rest = tail.partition("}")
            parts += [before, self._slot(name)]
        return "".join(parts) + rest

    def _slot(self, name: str) -> str:
        rng = self.rng
        if name == "n":
            return str(self.small())
        if name == "m":
            return str(rng.randint(40, 980))
        if name == "yuan":
            return self.yuan()
        if name in {"day", "month"}:
            date = self.date()
            return f"{date.year}年{date.month}月" + (f"{date.day}日" if name == "day" else "")
        if name == "doc":
            return f"《{rng.choice(phrases()['documents'])}》"
        if name == "place":
            places = _load("places")
            return str(rng.choice(places["towns"] + places["villages"]))
        return {"self": self.agency.own, "unit": self.agency.unit}[name]
