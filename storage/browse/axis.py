"""Where on a line a moment stands. The drawing itself is in the templates; this is its arithmetic.

Most copies follow within hours and a few after weeks, so the axis is logarithmic in the lag. All
places are in percent of the width: the drawing fits any window, and its letters keep their size.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

KNEE_S = 600  #: below ten minutes the axis is all but linear: feeds are no more exact than that
LEFT, RIGHT = 2.0, 98.0  #: percent, so that a mark at the end is not cut
NEAR = 9.0  #: percent of a drawing as wide as a page; a small one needs twice that

_MINUTE, _HOUR, _DAY = 60, 3600, 86400
TICKS = (
    (0, "0"), (10 * _MINUTE, "10 min"), (_HOUR, "1 h"), (6 * _HOUR, "6 h"), (_DAY, "1 d"),
    (3 * _DAY, "3 d"), (7 * _DAY, "1 w"), (30 * _DAY, "30 d"), (365 * _DAY, "1 y"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tick:
    """A lag that is written on the axis."""

    x: float  #: percent
    label: str


@dataclass(frozen=True, slots=True)
class Axis:
    """A range of lags, in seconds, laid on 0..100 percent."""

    least: int
    most: int

    def place(self, lag: int) -> float:
        """Percent from the left; a lag outside the range stands at its end."""
        low, high = _bend(self.least), _bend(self.most)
        if high <= low:
            return LEFT
        part = (_bend(min(max(lag, self.least), self.most)) - low) / (high - low)
        return round(LEFT + part * (RIGHT - LEFT), 2)

    def ticks(self, near: float = NEAR) -> list[Tick]:
        """The lags worth writing, none nearer to another than `near` percent."""
        wanted = [(-s, f"−{name}") for s, name in reversed(TICKS[1:])]
        wanted += [(s, f"+{name}" if s else name) for s, name in TICKS]
        drawn = [Tick(self.place(0), "0")] if self.least <= 0 <= self.most else []
        for lag, label in wanted:
            x = self.place(lag)
            if self.least <= lag <= self.most and all(abs(x - t.x) >= near for t in drawn):
                drawn.append(Tick(x, label))
        return sorted(drawn, key=lambda t: t.x)


def axis_for(lags: Iterable[int]) -> Axis:
    """An axis that holds all of these and the origin at 0."""
    known = [*lags, 0]
    return Axis(min(known), max(*known, _HOUR))


def _bend(lag: int) -> float:
    return math.copysign(math.log1p(abs(lag) / KNEE_S), lag)


def lanes(places: Sequence[float], apart: float) -> list[int]:
    """For marks from left to right: the lowest lane in which each has room."""
    ends: list[float] = []
    out = []
    for x in places:
        lane = next((n for n, end in enumerate(ends) if x - end >= apart), len(ends))
        if lane == len(ends):
            ends.append(x)
        else:
            ends[lane] = x
        out.append(lane)
    return out
