"""What an agency is held against: the values of others, itself left out, and no answer below the least number of them."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Spread:
    """Values above zero in order, and how many there are with the zeros. Only numbers, whatever the size of the texts."""

    above: list[float] = field(default_factory=list)
    number: int = 0

    def add(self, value: float) -> None:
        """One more value, 0 or above."""
        self.number += 1
        if value > 0:
            insort(self.above, value)

    def without(self, own: Iterable[float]) -> Spread:
        """The same without these values."""
        rest = Spread(list(self.above), self.number)
        for value in own:
            at = bisect_left(rest.above, value)
            if value > 0 and at < len(rest.above) and rest.above[at] == value:
                del rest.above[at]
            rest.number -= 1
        return rest

    def mean(self) -> float:
        """The mean. Only of a spread that has values."""
        return sum(self.above) / self.number

    def quartiles(self) -> tuple[float, float, float]:
        """First quartile, median and third, interpolated between neighbours."""
        return self.at(0.25), self.at(0.5), self.at(0.75)

    def at(self, share: float) -> float:
        """The value below which `share` of the values lie."""
        position = share * (self.number - 1)
        low = int(position)
        high = min(low + 1, self.number - 1)
        return self._value(low) + (self._value(high) - self._value(low)) * (position - low)

    def _value(self, at: int) -> float:
        zeros = self.number - len(self.above)
        return 0.0 if at < zeros else self.above[at - zeros]


def spread(values: Iterable[float | None]) -> Spread:
    """The spread of the values that are known."""
    found = sorted(value for value in values if value is not None)
    return Spread([value for value in found if value > 0], len(found))
