"""Runs the checks of storage/verifying, shows how far they are, and says what to do."""

from __future__ import annotations

import sqlite3
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from storage.verifying import CHECKS, Check, Damage, desk_to_verify, run

SHOWN = 10  #: damages of one check that are printed; the rest is counted
WIDTH = 96
_LEFT_OUT = (
    "{:,} raw responses are not in this backup: it was made without --warc. The texts are all here;"
    " what needs the raw responses (`presswatch replay`, the captures in the browser) does without them."
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A check, and what it found."""

    check: Check
    looked_at: int
    damages: tuple[Damage, ...]
    left_out: int = 0  #: things that are not in the backup which this desk comes from

    @property
    def verdict(self) -> str:
        """In a word or two."""
        if self.damages:
            return f"DAMAGED ({len(self.damages):,})"
        if self.looked_at:
            return "ok"
        return "not here" if self.left_out else "none there"


def verify(
    path: Path, warc: Path, *, captures: bool = True, watched: bool = False
) -> list[Finding]:
    """Every check in turn. Raises UsageError, LockHeld, and IntegrityError for a file that is none."""
    progress = Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
        console=Console(stderr=True), transient=True, disable=not watched,
    )  # fmt: skip
    findings = []
    with progress:
        bar = progress.add_task("verify", total=None)
        with desk_to_verify(path, warc, lambda more: progress.advance(bar, more)) as desk:
            for check in CHECKS:
                if check.name == "captures" and not captures:
                    continue
                try:
                    size, left_out = check.size(desk), check.left_out(desk)
                except sqlite3.DatabaseError:
                    size = left_out = 0  # the check itself will say why
                progress.reset(bar, total=size or None, description=check.name)
                findings.append(Finding(check, size, tuple(run(check, desk)), left_out))
    return findings


def report(path: Path, findings: Sequence[Finding]) -> None:
    """What holds, what does not, and what to do, for a person."""
    click.echo(f"{path}: {path.stat().st_size:,} bytes, SQLite {sqlite3.sqlite_version}")
    for finding in findings:
        click.echo(f"{finding.check.name:<12}{finding.verdict:<16}{finding.check.looks_at}")
        if finding.left_out:
            click.echo(_wrapped(_LEFT_OUT.format(finding.left_out), "    "))
        for damage in finding.damages[:SHOWN]:
            click.echo(_wrapped(f"{damage.where}: {damage.what}", "    "))
        if len(finding.damages) > SHOWN:
            click.echo(f"    … and {len(finding.damages) - SHOWN:,} more")
    damages = [damage for finding in findings for damage in finding.damages]
    if not damages:
        rest = any(finding.left_out for finding in findings)
        what = "Everything that was backed up" if rest else "Everything"
        click.echo(f"{what} is there, and it is what was stored.")
        return
    click.echo("\nWhat to do:")
    for remedy in dict.fromkeys(damage.remedy for damage in damages):
        click.echo(_wrapped(f"- {remedy}", "  "))


def _wrapped(text: str, indent: str) -> str:
    return textwrap.fill(
        text, WIDTH, initial_indent=indent, subsequent_indent=indent + "  ",
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
