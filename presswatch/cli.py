"""The command line: gather arguments, call one room, print. One file a command in commands/.

Nothing heavy is imported here or at the top of a command, so that `--help` answers at once.
"""

from __future__ import annotations

import signal
import sqlite3
import sys
from contextlib import suppress
from importlib import import_module

import click

from presswatch import __version__
from presswatch.errors import STOPPED_BY_SIGNAL, PresswatchError

#: in the order a newcomer meets them
COMMANDS = (
    "demo", "init", "add", "opml", "check", "crawl", "watch", "import", "story", "search",
    "watches", "mentions", "alert", "extract", "status", "serve", "link", "unlink", "split",
    "replay", "retrace", "forget", "prune", "verify", "backup",
)  # fmt: skip


class Commands(click.Group):
    """Loads a command's file when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in the order a newcomer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"presswatch.commands.{cmd_name.replace('import', 'import_')}")
        command: click.Command = module.command
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="presswatch")
@click.option(
    "--db", envvar="PRESSWATCH_DB", default="presswatch.db", show_default=True, help="The database."
)
@click.pass_context
def presswatch(ctx: click.Context, db: str) -> None:
    """Watches news sites and shows who reprinted whom.

    Start with `presswatch demo`, or in a folder of your own: `presswatch init`,
    `presswatch add https://…`, `presswatch crawl`, `presswatch serve`.
    """
    ctx.obj = db


def main() -> None:
    """The `presswatch` command. Errors are one line; exit codes are in docs/operating.md."""
    signal.signal(signal.SIGTERM, _stopped)  # until Scrapy takes over, which stops more gently
    try:
        presswatch(standalone_mode=False)
    except PresswatchError as error:
        sys.exit(_ended(error))
    except (OSError, sqlite3.DatabaseError) as error:
        sys.exit(_failed(error))
    except click.exceptions.Abort:
        sys.exit(STOPPED_BY_SIGNAL)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except click.exceptions.Exit as end:
        sys.exit(end.exit_code)


def _failed(error: OSError | sqlite3.DatabaseError) -> int:
    """What the system or a reader's database said, as a line; its exit code. A bug keeps its trace."""
    from storage.disk import in_our_words

    ours = in_our_words(error)
    if ours is None:
        raise error
    return _ended(ours)


def _ended(error: PresswatchError) -> int:
    """Says it; its exit code, which stands even where the words find no room (a log on a full disk)."""
    with suppress(OSError):
        click.echo(f"presswatch: {error}", err=True)
    return error.exit_code


def _stopped(number: int, frame: object) -> None:
    sys.exit(STOPPED_BY_SIGNAL)


if __name__ == "__main__":
    main()
