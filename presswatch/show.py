"""How things look in the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Column, Table
from rich.text import Text

from presswatch.values import OriginKind, Relation
from storage import open_store
from storage.counted import counted
from storage.reading import Hit, StoryTold, Told, loss_reasons, recent_crawls

if TYPE_CHECKING:  # who shows a story needs no Scrapy, which takes a second to import
    from presswatch.crawl import Outcome
    from spiders.discovery import Found

console = Console(highlight=False, soft_wrap=False)


def lag_in_words(seconds: int | None) -> str:
    """ "+2 h 05 min"; a clock that only names the day gives no lag within it."""
    if seconds is None:
        return "same day"
    sign, left = ("-", -seconds) if seconds < 0 else ("+", seconds)
    whole = timedelta(seconds=left)
    hours, minutes = divmod(whole.seconds // 60, 60)
    if whole.days:
        return f"{sign}{whole.days} d {hours} h"
    return f"{sign}{hours} h {minutes:02d} min" if hours else f"{sign}{minutes} min"


def origin_in_words(told: StoryTold) -> str:
    """Who had it first, with the word that the evidence allows."""
    lead = told.articles[0] if told.articles else None
    first = f"{lead.outlet}, {lead.at:%d %b %Y %H:%M} UTC" if lead else "nobody"
    match told.origin_kind:
        case OriginKind.ARTICLE:
            return f"Origin: {first}"
        case OriginKind.AGENCY:
            return f"Origin: {told.origin_name}, not in this database. Earliest copy seen: {first}"
        case OriginKind.POINTER:
            return f"Origin: {told.origin_url}, not in this database. Earliest copy seen: {first}"
        case OriginKind.CONFLICT:
            return f"Origin: the copies disagree. Earliest copy seen: {first}"
        case OriginKind.EARLIEST:
            return f"Earliest copy seen: {first}"
        case _:
            return f"Origin: unknown. Earliest copy seen: {first}"


def show_story(told: StoryTold) -> None:
    """A story, whole."""
    console.print(Text(told.title, style="bold"))
    console.print(Text(origin_in_words(told), style="green"))
    if told.because:
        console.print(Text(f"because {told.because}" + _sure(told.confidence)))
    excerpts = sum(a.relation == Relation.EXCERPT for a in told.articles)
    elsewhere = f", {counted(excerpts, 'excerpt')} elsewhere" if excerpts else ""
    members = len(told.articles) - excerpts
    carried = f"{counted(members, 'article')} in {counted(told.outlets, 'outlet')}"
    console.print(f"{carried}{elsewhere}\n", style="dim")
    outlets: dict[int | None, str] = {a.article: a.outlet for a in told.articles}
    for article in told.articles:
        other = article.compared_with if article.compared_with != told.origin else None
        _show_told(article, is_lead=article.relation is None, beside=outlets.get(other))


#: of `copies.credit_kept`: that a copy gives none does not say that it took one away
_CREDIT = {
    "kept": "credit kept",
    "other": "credits somebody else",
    "stripped": "names no source",
    None: "names no source",
}


def _sure(confidence: float | None) -> str:
    return f" (confidence {confidence:.2f})" if confidence is not None else ""


def _show_told(article: Told, *, is_lead: bool, beside: str | None) -> None:
    """`beside`: whose copy it is compared with, where that is not the lead."""
    lag = "" if is_lead else lag_in_words(article.lag_s)
    what = "" if is_lead else str(article.relation)
    head = Text(f"{lag:>12}  ")
    head.append(article.outlet, style="bold cyan")
    head.append(f"  {what}", style="yellow")
    console.print(head)
    _indented(Text(article.title))
    _indented(Text(article.url, style="dim"))
    if is_lead:
        return
    _indented(Text(f"{_shares(article, beside)}; {_CREDIT[article.credit_kept]}"))
    if article.changes:
        _indented(Text("; ".join(article.changes)))


def _shares(article: Told, beside: str | None) -> str:
    """How much of it stands where it is compared, or why it is here all the same."""
    if not article.share_of_copy:
        return article.because or "no words in common"
    whose = f"{beside}’s copy" if beside else "there"
    return (
        f"{article.share_of_copy:.0%} of it comes from {whose}, "
        f"{article.share_of_origin or 0:.0%} of that is here"
    )


def _indented(text: Text) -> None:
    """Under the outlet's name, also where the line is broken."""
    console.print(Padding(text, (0, 0, 0, 14)))


def show_hits(query: str, hits: Sequence[Hit]) -> None:
    """Stories that a search found."""
    if not hits:
        console.print(f"nothing for {escape(query)}; try fewer words, OR, or beginn*")
        return
    for hit in hits:
        outlets = f"{hit.outlets} outlet{'s' if hit.outlets != 1 else ''}"
        console.print(
            Text(hit.title, style="bold"),
            Text(
                f"{outlets}, {counted(hit.mentions, 'mention')}, {hit.first_at[:10]}", style="dim"
            ),
        )
        console.print(Text(f"  presswatch story --story {hit.story}", style="dim"))
        console.print(Text("  " + " ".join(hit.snippet.split())))


def show_doors(found: Sequence[Found], chosen: Sequence[Found]) -> None:
    """The doors of a site, the best first."""
    table = Table("", "kind", "door", "links", "newest", "a day", "", box=None)
    for door in found:
        newest = f"{door.newest_at:%Y-%m-%d %H:%M}" if door.newest_at else ""
        note = door.note + (f", hub {door.hub}" if door.hub else "")
        table.add_row(
            "✓" if door in chosen else "",
            door.kind,
            door.url,
            str(door.items),
            newest,
            f"{door.per_day:.1f}" if door.per_day else "",
            note,
        )
    console.print(table)


def show_losses(lost: Sequence[tuple[str, int, str]]) -> None:
    """Why pages were lost, with an example of each."""
    if lost:
        table = Table("lost because", "pages", Column("for example", overflow="fold"), box=None)
        for reason, pages, example in lost:
            table.add_row(reason, str(pages), example)
        console.print(table)


def summary(db: str, outcome: Outcome) -> None:
    """The last lines of a crawl."""
    tally = outcome.tally
    console.print(
        f"{counted(tally.articles, 'new article')} of {counted(tally.pages, 'page')},"
        f" {counted(tally.copies, 'link')} to an origin, {tally.lost} lost"
    )
    if tally.lost:
        store = open_store(db)
        show_losses(loss_reasons(store.db, recent_crawls(store.db, limit=1)[0]["id"]))
    if outcome.failed_sources:
        console.print(
            f"failing: {', '.join(outcome.failed_sources)}; see `presswatch status`", style="red"
        )
    if outcome.reason == "shutdown":
        console.print(
            "stopped by a signal; the next crawl goes on where this one ended", style="yellow"
        )
