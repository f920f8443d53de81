"""presswatch verify"""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command("verify")
@click.option("--warc", type=click.Path(path_type=Path), help="Raw responses; default: beside DB.")
@click.option("--no-captures", is_flag=True, help="Do not read the raw responses: much quicker.")
@click.option(
    "--seal", is_flag=True, help="All else being well, take the file as it is from now on."
)
@click.option("--quiet", is_flag=True, help="Say nothing when all is well.")
@click.pass_obj
def command(db: str, warc: Path | None, no_captures: bool, seal: bool, quiet: bool) -> None:
    """Is everything there, and is it what was stored? Changes nothing. Exit code 5 when not."""
    from presswatch.errors import IntegrityError
    from presswatch.verifying import report, verify
    from storage import open_store

    path = Path(db.removeprefix("sqlite:"))
    findings = verify(
        path, warc or path.parent / "warc", captures=not no_captures,
        watched=not quiet and sys.stderr.isatty(),
    )  # fmt: skip
    if seal and not any(f.damages for f in findings if f.check.name != "seal"):
        store = open_store(db, writer=True)
        store.forget_seal()
        store.close()
        findings = [f for f in findings if f.check.name != "seal"]
    damaged = any(finding.damages for finding in findings)
    if damaged or not quiet:
        report(path, findings)
    if damaged:
        sys.exit(IntegrityError.exit_code)
