"""`presswatch status`: how the desk is doing, what needs a look, and what to do about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from spiders import rhythm as rhythms
from spiders.durations import in_words
from storage.advice import meaning, remedy
from storage.desk import CrawlNow, DoorNow, SourceNow
from storage.extraction_health import Yield

BARS = "▁▂▃▄▅▆▇█"
MOST_ROWS = 40  #: sources in the table; `--all` shows the rest
MARKS = {
    "failing": ("✗", "red"),
    "odd": ("!", "yellow"),
    "new": ("·", "dim"),
    "good": ("✓", "green"),
}


def show_status(
    console: Console, crawls: Sequence[CrawlNow], sources: Sequence[SourceNow], *, everything: bool
) -> None:
    """Everything at a glance, the troubled first."""
    console.print(_headline(sources))
    console.print(_last_crawl(crawls))
    troubled = [s for s in sources if s.failing or s.needs_a_look]
    for source in troubled[: None if everything else MOST_ROWS]:
        console.print(trouble(source))
    shown = sources if everything or len(sources) <= MOST_ROWS else _busiest(sources)
    if shown:
        console.print()
        console.print(overview(shown))
    if len(shown) < len(sources):
        console.print(
            f"and {len(sources) - len(shown):,} more; `presswatch status --all`", style="dim"
        )


def _headline(sources: Sequence[SourceNow]) -> Text:
    kinds = Counter(_mark(source) for source in sources)
    words = {"good": "working", "odd": "unusual", "failing": "failing", "new": "never asked"}
    line = Text(f"{len(sources):,} source{'s' if len(sources) != 1 else ''}", style="bold")
    for kind in ("good", "odd", "failing", "new"):
        if kinds[kind]:
            mark, style = MARKS[kind]
            line.append(f"   {mark} {kinds[kind]:,} {words[kind]}", style=f"not bold {style}")
    due = min((s.due_at for s in sources if s.due_at), default=None)
    if due:
        line.append(f"   next door {moment(due)}", style="not bold dim")
    return line


def _last_crawl(crawls: Sequence[CrawlNow]) -> Text:
    if not crawls:
        return Text("nothing was crawled yet; run `presswatch crawl`", style="yellow")
    last = crawls[0]
    what = f"last {last.command} {moment(last.started_at)}: "
    if last.ended_at is None:
        return Text(what + "it runs, or was killed", style="dim")
    took = datetime.fromisoformat(last.ended_at) - datetime.fromisoformat(last.started_at)
    lost = f", {last.lost:,} lost" if last.lost else ""
    return Text(
        f"{what}{last.articles:,} new article{'s' if last.articles != 1 else ''},"
        f" {last.copies:,} copies found{lost}, in {in_words(took)}", style="dim",
    )  # fmt: skip


def trouble(source: SourceNow) -> Group:
    """What is the matter with a source, and what to do."""
    mark, style = MARKS[_mark(source)]
    lines = [
        Text.assemble(
            ("\n" + mark + " ", style), (source.title, "bold"), (f"  {source.name}", "dim")
        )
    ]
    if source.health not in (None, "working", "failing", "silent"):
        lines.append(Text(f"  {source.health}: {source.health_said}", style=style))
    if source.read_worse:
        lines.append(Text(f"  extraction got worse: {source.read_worse}", style=style))
        lines.append(
            Text("  → see what is read off one of its pages: presswatch extract URL --explain")
        )
    told: set[str] = set()
    for door in source.doors:
        if door.polls and door.state != "working":
            lines.append(Text.assemble(("  " + _complaint(door), style), (f"  {door.url}", "dim")))
            if (what := remedy(door.state)) and what not in told:
                told.add(what)
                lines.append(Text(f"  → {what}"))
    return Group(*lines)


def _complaint(door: DoorNow) -> str:
    kind = door.kind.replace("_", " ")
    times = f", {door.failures} times since {day(door.failing_since)}" if door.failures > 1 else ""
    return f"{door.state}: the {kind} {meaning(door.state)}{times}"


def overview(sources: Sequence[SourceNow]) -> Table:
    """One line a source."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for name, justify in (
        ("", "left"), ("source", "left"), ("new, 14 days", "left"), ("today", "right"),
        ("articles", "right"), ("read", "right"), ("waiting", "right"), ("last new", "left"),
        ("next poll", "left"),
    ):  # fmt: skip
        table.add_column(name, justify=justify, no_wrap=True)  # type: ignore[arg-type]
    for source in sources:
        mark, style = MARKS[_mark(source)]
        table.add_row(
            Text(mark, style=style), source.name, Text(bars(source.days), style="cyan"),
            number(source.days[-1]), number(source.articles), _read(source), number(source.waiting),
            moment(source.latest("last_new_at")), moment(source.due_at),
        )  # fmt: skip
    return table


def show_source(console: Console, source: SourceNow) -> None:
    """One source, whole: each door with its rhythm."""
    mark, style = MARKS[_mark(source)]
    console.print(
        Text.assemble((mark + " ", style), (source.title, "bold"), (f"  {source.name}", "dim"))
    )
    since = f" since {day(source.health_since)}" if source.health_since else ""
    said = f": {source.health_said}" if source.health_said else ""
    console.print(f"  {source.health or 'not judged yet'}{since}{said}")
    console.print(f"  {number(source.articles)} articles, {number(source.waiting)} waiting, "
                  f"{number(source.lost)} without an article")  # fmt: skip
    console.print(
        Text.assemble("  new a day, 14 days: ", (bars(source.days), "cyan"), f" {sum(source.days)}")
    )
    if source.read and source.read.gave.pages:
        console.print(Text(f"  {yield_in_words(source.read.gave)}"))
        if source.read_worse:
            console.print(Text(f"  extraction got worse: {source.read_worse}", style="yellow"))
    for door in source.doors:
        console.print(Padding(Group(*_door(door)), (1, 0, 0, 2)))


def _door(door: DoorNow) -> list[Text]:
    bad = "red" if door.failures else "green" if door.state == "working" else "yellow"
    lines = [Text.assemble((door.kind.replace("_", " "), "bold"), f"  {door.url}"),
             Text(_complaint(door), style=bad)]  # fmt: skip
    if door.said and door.failures:
        lines.append(Text(door.said, style="dim"))
    if what := remedy(door.state):
        lines.append(Text(f"→ {what}"))
    asked = f"asked {door.polls:,} times, last {moment(door.polled_at)}, next {moment(door.due_at)}"
    lines.append(Text(f"{asked}; last new {moment(door.last_new_at)}", style="dim"))
    if rhythm := rhythms.read(door.rhythm):
        lines.append(Text(_rhythm(rhythm), style="dim"))
    if door.wish:
        lines.append(Text(f"it asks: {door.wish}", style="dim"))
    if door.trust < 0:
        lines.append(Text("its ETag does not change when it should: it is read whole", style="dim"))
    return lines


def _rhythm(rhythm: rhythms.Rhythm) -> str:
    """What was learned: how much, and in which hours."""
    at = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    hours = [at + timedelta(hours=h) for h in range(24)]
    brings = sorted((rhythm.expected(h, h + timedelta(hours=1)), h) for h in hours)
    by_hour = [round(x * 100) for x, _ in sorted(brings, key=lambda b: b[1].hour)]
    return f"about {rhythm.per_hour * 24:.1f} new a day; by hour (UTC): {bars(by_hour)}"


def _read(source: SourceNow) -> Text:
    """The share of its latest pages that gave a text."""
    if source.read is None or not source.read.gave.pages:
        return Text("·")
    style = "yellow" if source.read_worse else ""
    return Text(f"{source.read.gave.text:.0%}", style=style)


def yield_in_words(gave: Yield) -> str:
    """ "of the latest 20 pages 95% gave a text; of these 100% have a title, …"."""
    return (
        f"of the latest {gave.pages} pages {gave.text:.0%} gave a text; of these {gave.title:.0%} have a"
        f" title, {gave.author:.0%} an author, {gave.date:.0%} a date; median {gave.words:,} words"
    )


def _mark(source: SourceNow) -> str:
    if source.never_asked:
        return "new"
    if source.health == "failing" or source.failing:
        return "failing"
    return "odd" if source.needs_a_look else "good"


def _busiest(sources: Sequence[SourceNow]) -> list[SourceNow]:
    return sorted(sources, key=lambda s: (not s.failing, not s.needs_a_look, -sum(s.days)))[
        :MOST_ROWS
    ]


def bars(counts: Sequence[int]) -> str:
    """A count a character: "▁▃▆█▂"; nothing is a dot."""
    most = max(counts, default=0)
    return "".join(BARS[min(7, count * 8 // (most + 1))] if count else "·" for count in counts)


def number(count: int) -> str:
    """1,203; nothing is a dot, so that what is there stands out."""
    return f"{count:,}" if count else "·"


def moment(text: str | None) -> str:
    """A time beside now: "4 min ago", "in 2 h 10 min", "never"."""
    if not text:
        return "never"
    span = datetime.fromisoformat(text) - datetime.now(UTC)
    if abs(span) < timedelta(seconds=5):
        return "now"
    return f"in {in_words(span)}" if span > timedelta() else f"{in_words(span)} ago"


def day(text: str | None) -> str:
    """ "18 Nov"; with the year when it is another."""
    if not text:
        return "?"
    at = datetime.fromisoformat(text)
    return f"{at:%-d %b}" if at.year == datetime.now(UTC).year else f"{at:%-d %b %Y}"
