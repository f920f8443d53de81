"""Days as bars and as lines. The drawing is in the templates; this is its arithmetic. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from storage.browse.words import share
from storage.watches.mentions import Day

MOST = 92  #: bars that can be told apart; more days are added up by weeks, then by months
WIDTH, HEIGHT = 100.0, 100.0  #: of the drawing, in its own units; it is stretched to its place


@dataclass(frozen=True, slots=True)
class Bin:
    """Some days in a row."""

    start: date
    days: int
    mentions: int
    articles: int  #: everything that was published in them

    @property
    def share(self) -> float:
        """0..1 of the coverage."""
        return self.mentions / self.articles if self.articles else 0.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar, in percent of the drawing."""

    x: float
    width: float
    height: float
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars, and what stands beside them."""

    bars: list[Bar]
    top: str  #: the value at the top
    first: date
    last: date
    step: str  #: "day", "week" or "month"
    said: str  #: the drawing for those who do not see it


def binned(days: Sequence[Day]) -> list[Bin]:
    """One bin a day, or a week, or four weeks: never more than can be seen."""
    size = next((n for n in (1, 7, 28) if len(days) <= n * MOST), 28)
    bins = []
    for place in range(0, len(days), size):
        part = days[place : place + size]
        bins.append(
            Bin(date.fromisoformat(part[0].day), size, sum(d.mentions for d in part),
                sum(d.articles for d in part))
        )  # fmt: skip
    return bins


def counted(bins: Sequence[Bin]) -> Chart | None:
    """How many articles."""
    most = max((b.mentions for b in bins), default=0)
    labels = [f"{b.mentions} of {b.articles} articles" for b in bins]
    return _chart(bins, [float(b.mentions) for b in bins], float(most), f"{most:,}", labels)


def shared(bins: Sequence[Bin]) -> Chart | None:
    """What part of all articles."""
    most = max((b.share for b in bins), default=0.0)
    labels = [f"{share(b.share)} of {b.articles:,} articles" for b in bins]
    return _chart(bins, [b.share for b in bins], most, share(most), labels)


def _chart(
    bins: Sequence[Bin], values: Sequence[float], most: float, top: str, labels: Sequence[str]
) -> Chart | None:
    if not bins or not most:
        return None
    step = WIDTH / len(bins)
    bars = [
        Bar(round(n * step, 3), round(step * 0.82, 3), round(HEIGHT * value / most, 2),
            f"{said_of(b)}: {label}")
        for n, (b, value, label) in enumerate(zip(bins, values, labels, strict=True)) if value
    ]  # fmt: skip
    peak = bins[max(range(len(bins)), key=lambda n: values[n])]
    last = bins[-1].start + timedelta(days=bins[-1].days - 1)
    name = {1: "day", 7: "week"}.get(bins[0].days, "four weeks")
    said = (
        f"at most {top} in a {name}, {said_of(peak)}" if name != "four weeks" else f"at most {top}"
    )
    return Chart(bars, top, bins[0].start, last, name, said)


def said_of(days: Bin) -> str:
    """ "23 Nov 2026", or where they begin and how many they are"""
    start = f"{days.start.day} {days.start:%b %Y}"
    return start if days.days == 1 else f"{days.days} days from {start}"


def line(values: Sequence[float], most: float) -> str:
    """A line through the middles, as the `points` of a polyline in a drawing of 100 by 100."""
    if not values or not most:
        return ""
    step = WIDTH / len(values)
    return " ".join(
        f"{round((n + 0.5) * step, 2)},{round(HEIGHT - HEIGHT * value / most, 2)}"
        for n, value in enumerate(values)
    )
