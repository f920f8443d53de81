"""What `make demo` does: two crawls of the built-in press, and the story told.

The first crawl meets the press as it was in the morning, the second as it is in the evening: one
story corrected at its origin, one article withdrawn, two new ones. Another run finds the evening's
press again and adds nothing.
"""

from __future__ import annotations

import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import click

from presswatch.cli import presswatch
from presswatch.demo.clock import remembered
from presswatch.demo.server import PressServer
from presswatch.settings import use_proxy

STORIES = (
    ("defence-security-asia/coastal-radar", "reprinted under the tag — DSA"),
    ("strait-wire/ferry-aground", "corrected at its origin after others had copied it"),
)


def tour(desk: Path) -> Path:
    """Crawls into `desk`; prints; returns the database."""
    desk.mkdir(exist_ok=True)
    db, sources = desk / "presswatch.db", desk / "sources.toml"
    sources.write_text(files("presswatch.demo").joinpath("sources.toml").read_text("utf8"), "utf8")
    watches = desk / "watches.toml"
    if not watches.exists():  # a visitor's own watches stay
        watches.write_text(
            files("presswatch.demo").joinpath("watches.toml").read_text("utf8"), "utf8"
        )
    with PressServer(remembered(desk / "press-reference.txt")) as press:
        use_proxy(press.proxy, delay=0.05)  # our own hosts: nobody is kept waiting
        if not (desk / "evening").exists():
            click.echo("The built-in press, in the morning:")
            _crawl(db, "--sources", str(sources))
        press.round = 2
        click.echo("\nThe built-in press, in the evening:")
        _crawl(db, "--recheck", "--sources", str(sources))
        (desk / "evening").touch()
        for page, why in STORIES:
            click.echo(f"\n── A story {why} " + "─" * 40)
            presswatch.main(["--db", str(db), "story", press.url(page)], standalone_mode=False)
    return db


def _crawl(db: Path, *arguments: str) -> None:
    """As a person would type it, in a process of its own: Scrapy cannot crawl twice in one."""
    command = [sys.executable, "-m", "presswatch.cli", "--db", str(db), "crawl", *arguments]
    ended = subprocess.run(command, check=False)
    if ended.returncode not in (0, 6):
        sys.exit(ended.returncode)
