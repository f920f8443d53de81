"""What the operator can fix or must know.

    PresswatchError              exit code 1
    ├── UsageError               2  the command line or a configuration file is wrong
    │   ├── SourcesError         2  sources.toml: names file, line and key
    │   ├── WatchesError         2  watches.toml: the same
    │   ├── AlertsError          2  alerts.toml: the same
    │   ├── UnsafeAddress        2  a URL we refuse to fetch
    │   └── NoSuchPlug           2  a name in the configuration that no module answers to
    ├── DiskFull                 3  nothing was lost: free some space and run again
    ├── LockHeld                 4  another presswatch works on this database
    └── IntegrityError           5  the database or the archive is damaged

Exit codes 6 (some sources failed), 7 (stopped by a signal) and 8 (some deliveries failed) are
outcomes, not errors.
Each message is one line: what is wrong, where, and what to do.
"""

from __future__ import annotations


class PresswatchError(Exception):
    """Something the operator should read; never shown as a traceback."""

    exit_code = 1


class UsageError(PresswatchError):
    """The command line or a configuration file is wrong."""

    exit_code = 2


class SourcesError(UsageError):
    """A mistake in sources.toml."""


class WatchesError(UsageError):
    """A mistake in watches.toml."""


class AlertsError(UsageError):
    """A mistake in alerts.toml."""


class UnsafeAddress(UsageError):
    """A URL that must not be fetched: a private address, or not http(s)."""


class NoSuchPlug(UsageError):
    """No module answers to a name in the configuration."""


class DiskFull(PresswatchError):
    """The disk is full; what was acknowledged is stored."""

    exit_code = 3


class LockHeld(PresswatchError):
    """Another presswatch process works on the same database."""

    exit_code = 4


class IntegrityError(PresswatchError):
    """The database or the WARC archive is damaged."""

    exit_code = 5


#: outcomes that are not errors
SOME_SOURCES_FAILED = 6
STOPPED_BY_SIGNAL = 7
SOME_DELIVERIES_FAILED = 8
