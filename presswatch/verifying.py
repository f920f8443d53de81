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


@dataclass(frozen=True, slots=True)
class Finding:
    """A check, and what it found."""

    check: Check
    looked_at: int
    damages: tuple[Damage, ...]


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
                    size = check.size(desk)
                except sqlite3.DatabaseError:
                    size = 0  # the check itself will say why
                progress.reset(bar, total=size or None, description=check.name)
                findings.append(Finding(check, size, tuple(run(check, desk))))
    return findings


def report(path: Path, findings: Sequence[Finding]) -> None:
    """What holds, what does not, and what to do, for a person."""
    click.echo(f"{path}: {path.stat().st_size:,} bytes, SQLite {sqlite3.sqlite_version}")
    for finding in findings:
        bad = len(finding.damages)
        verdict = f"DAMAGED ({bad:,})" if bad else "ok" if finding.looked_at else "none there"
        click.echo(f"{finding.check.name:<12}{verdict:<16}{finding.check.looks_at}")
        for damage in finding.damages[:SHOWN]:
            click.echo(_wrapped(f"{damage.where}: {damage.what}", "    "))
        if bad > SHOWN:
            click.echo(f"    … and {bad - SHOWN:,} more")
    damages = [damage for finding in findings for damage in finding.damages]
    if not damages:
        click.echo("Everything is there, and it is what was stored.")
        return
    click.echo("\nWhat to do:")
    for remedy in dict.fromkeys(damage.remedy for damage in damages):
        click.echo(_wrapped(f"- {remedy}", "  "))


def _wrapped(text: str, indent: str) -> str:
    return textwrap.fill(
        text, WIDTH, initial_indent=indent, subsequent_indent=indent + "  ",
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
