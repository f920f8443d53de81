"""presswatch add"""

from __future__ import annotations

from pathlib import Path

import click


@click.command("add")
@click.argument("url")
@click.option("--name", help="The source's name; made from the address otherwise.")
@click.option(
    "--all", "every", is_flag=True, help="Write every door that works, not just the best."
)
@click.option("--dry-run", is_flag=True, help="Show what would be written.")
@click.option("--sources", envvar="PRESSWATCH_SOURCES", default="sources.toml", show_default=True)
def command(url: str, name: str | None, every: bool, dry_run: bool, sources: str) -> None:
    """Find the feeds, news sitemaps or, failing both, front-page links of a site; write the source."""
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
