"""What is measured of each agency, and what others it may be held against.

Each agency has at most one value of a kind, however many notices it has. A value is only there when it may be compared:
shares of categories need a model and enough problems, days need dates in order and known to the day.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from statistics import fmean

from taizhang.report.compare.grouping import By, Group, level_name
from taizhang.report.compare.model import Row
from taizhang.report.compare.spread import Spread
from taizhang.report.words import named

LEAST_PROBLEMS = 5  # an agency with fewer has no shares: one problem would be a fifth of them
CATEGORY, NO_CATEGORY = "category:", "category:none"

PeerKey = tuple[str | None, str | None]


@dataclass(slots=True)
class Against:
    """Values of a set of agencies by what is measured."""

    label: str
    agencies: int = 0
    spreads: dict[str, Spread] = field(default_factory=lambda: defaultdict(Spread))

    def add(self, values: Mapping[str, float]) -> None:
        """One more agency."""
        self.agencies += 1
        for name, value in values.items():
            self.spreads[name].add(value)

    def shares(self, category: str | None) -> Spread:
        """Shares of a category; an agency that has shares but none of this category has a zero."""
        known = self.spreads.get(CATEGORY + (category or "none"), Spread())
        return Spread(known.above, self.spreads["shares"].number) if "shares" in self.spreads else Spread()

    def without(self, others: Iterable[Mapping[str, float]]) -> Against:
        """The same without these agencies."""
        gone = list(others)
        rest = Against(self.label, self.agencies - len(gone))
        for name, spread in self.spreads.items():
            rest.spreads[name] = spread.without([values[name] for values in gone if name in values])
        return rest


def agencies_of(group: Group) -> dict[str, dict[str, float]]:
    """What is measured of each agency of a group whose name has been made out."""
    rows: dict[str, dict[str, list[Row]]] = {}
    for kind in ("notices", "problems"):
        for row in getattr(group, kind):
            if row["agency_key"] is not None:
                rows.setdefault(row["agency_key"], {"notices": [], "problems": [], "status": []})[kind].append(row)
    owner = {row["notice_id"]: row["agency_key"] for row in group.notices}
    for row in group.status:
        if (key := owner[row["notice_id"]]) is not None:
            rows[key]["status"].append(row)
    return {key: _measured(**parts) for key, parts in rows.items()}


def _measured(notices: list[Row], problems: list[Row], status: list[Row]) -> dict[str, float]:
    listed = [row for row in problems if row["counting_unit"] == "问题"]
    found: dict[str, float] = {}
    if listed:
        found["problems"] = len(listed) / len(notices)
    with_own = [row for row in listed if not row["divided"]]
    if with_own:
        found["measures"] = sum(row["measures"] for row in with_own) / len(with_own)
    specific = [row["specificity"] for row in problems if row["specificity"] is not None]
    if specific:
        found["specificity"] = fmean(specific)
    modelled = [row for row in listed if row["model_version"] is not None]
    if len(modelled) >= LEAST_PROBLEMS and len(modelled) == len(listed):
        found["shares"] = 1.0
        for category, number in Counter(row["category"] or "none" for row in listed).items():
            found[CATEGORY + category] = number / len(listed)
    days: dict[str, list[int]] = defaultdict(list)
    for row in notices:
        if row["to_the_day"] and row["in_order"]:
            _put(days, "to_feedback", row["days_to_feedback"])
            _put(days, f"to_publication:{row['publication_date_source']}", row["days_to_publication"])
    for name, values in days.items():
        found[name] = fmean(values)
    shares: dict[str, list[float]] = defaultdict(list)
    for row in status:
        if row["scope"] == "main" and row["completed_share"] is not None:
            shares[status_kind(row)].append(row["completed_share"])
    for name, parts in shares.items():
        found[name] = fmean(parts)
    return found


def status_kind(row: Row) -> str:
    """What a completed share is a share of: only shares of one kind may be held against each other."""
    words = "、".join(named("status", word) for word in row["statuses_used"])
    return f"completed:{row['basis']}:{row['counting_unit']}:{words}"


def _put(values: dict[str, list[int]], name: str, value: int | None) -> None:
    if value is not None:
        values[name].append(value)


def peer_key(by: By, notices: tuple[Row, ...]) -> PeerKey | None:
    """Which set an agency belongs to: same function and level; with other groups everybody. None when not known."""
    if by != "agency":
        return "*", "*"
    function, level = notices[0]["agency_function"], notices[0]["agency_level"]
    return None if function is None or level is None else (function, level)


def peer_label(by: By, key: PeerKey) -> str:
    """What such a set is called."""
    return f"{level_name(key[1])}·{key[0]}" if by == "agency" else "其余各组的单位"
