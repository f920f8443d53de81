"""presswatch add"""

from __future__ import annotations

from pathlib import Path

import click


@click.command("add")
@click.argument("url", metavar="URL|FILE.opml")
@click.option("--name", help="The source's name; made from the address otherwise.")
@click.option(
    "--all", "every", is_flag=True, help="Write every door that works, not just the best."
)
@click.option("--dry-run", is_flag=True, help="Show what would be written.")
@click.option("--sources", envvar="PRESSWATCH_SOURCES", default="sources.toml", show_default=True)
def command(url: str, name: str | None, every: bool, dry_run: bool, sources: str) -> None:
    """Find the feeds, news sitemaps or, failing both, front-page links of a site; write the source.

    A file of OPML, as feed readers export it, adds every feed that it names.
    """
    from presswatch.opml import is_opml

    if is_opml(url):
        _add_all(Path(url), Path(sources), dry_run)
        return
    from presswatch.discovering import discover, write_source
    from presswatch.errors import UsageError
    from presswatch.show import show_doors
    from spiders.discovery import best, ranked

    path = Path(sources)
    found = discover(url, path)
    chosen = list(found.doors) if every else best(found.doors)
    if found.doors:
        show_doors(ranked(found.doors), chosen)
    if not chosen:
        reasons = "; ".join(f"{u}: {r.state}" for u, r in list(found.missed.items())[:3])
        raise UsageError(
            f"{url}: no door that works ({reasons or 'nothing answered'}); if the site is up, name a feed of it in {path} by hand"
        )
    if not dry_run:
        written = write_source(path, found.home, chosen, name)
        click.echo(f"wrote {written} to {path}; now: presswatch crawl --source {written}")


def _add_all(file: Path, sources: Path, dry_run: bool) -> None:
    from presswatch.discovering import write_entries
    from presswatch.opml import entries
    from spiders.sources import read_watchlist

    found = entries(file, read_watchlist(sources).sources)
    feeds = sum(len(urls) for entry in found for _, urls in entry.doors)
    if not found:
        click.echo(f"nothing new: {sources} names every feed of {file} already")
        return
    if not dry_run:
        write_entries(sources, found)
    verb = "would write" if dry_run else "wrote"
    click.echo(
        f"{verb} {len(found)} sources with {feeds} feeds to {sources}; now: presswatch crawl"
    )
