"""A page as it was read, in the terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pipelines.extractors.reading import PageStatus
from presswatch.extracting import Read

console = Console(highlight=False)
#: characters of a line that was cut; enough to find it on the page
EXCERPT = 100


def show_reading(read: Read, *, explain: bool) -> None:
    """The facts, the text, and with `explain` where they come from and what became no text."""
    _facts(read)
    if read.article.text:
        console.print()
        for line in read.article.text.split("\n"):
            console.print(Padding(Text(line), (0, 0, 1, 2)))
    if explain:
        _explain(read)


def _facts(read: Read) -> None:
    article, reading = read.article, read.reading
    console.print(Text(article.title or "(no title)", style="bold"))
    told: list[tuple[str, str | None]] = [
        ("page", _status(read)),
        ("address", article.url),
        ("by", ", ".join(article.authors)),
        (
            "published",
            article.published_at.isoformat(" ", "seconds") if article.published_at else None,
        ),
        ("changed", article.modified_at.isoformat(" ", "seconds") if article.modified_at else None),
        ("language", article.language),
        ("section", article.section),
        ("credit", "; ".join(f"{c.name} ({c.place.value})" for c in article.credits)),
        ("text", f"{len(article.text.split())} words" + (", cut off" if article.partial else "")),
        ("goes on at", reading.next_page),
    ]
    _table((name, value) for name, value in told if value)


def _status(read: Read) -> str:
    status, because = read.reading.status, read.reading.because
    kind = status.value if status is not PageStatus.ARTICLE else "article"
    variant = f", {read.reading.variant} version" if read.reading.variant else ""
    return f"{kind}{variant}" + (f": {because}" if because else "")


def _explain(read: Read) -> None:
    reading = read.reading
    console.print(Text("Where it stands", style="bold"))
    _table((f"{fact.name}, {fact.where}", fact.value) for fact in read.article.facts)
    for credit in read.article.credits:
        _table([(f"credit, {credit.place.value}", credit.quote or credit.name)])
    if reading.cuts:
        console.print(Text("\nOn the page and not in the text", style="bold"))
        _table((cut.reason, cut.line[:EXCERPT]) for cut in reading.cuts)
    if reading.added:
        console.print(Text("\nNot found by the engine, and added", style="bold"))
        _table((added.reason, added.line[:EXCERPT]) for added in reading.added)


def _table(rows: Iterable[tuple[str, str]]) -> None:
    table = Table.grid(padding=(0, 2))
    for name, value in rows:
        table.add_row(Text(f"  {name}", style="dim"), Text(value))
    console.print(table)
