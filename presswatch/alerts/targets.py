"""alerts.toml → targets. A mistake names file, line and key; a secret never stands in the file."""

from __future__ import annotations

import re
import stat
from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar

from presswatch.errors import AlertsError, NoSuchPlug
from presswatch.plugs import plug
from presswatch.values import Event, MailServer, Security, Target, When
from storage.toml_file import Table, TomlFile, like

KEYS = ("name", "to", "to_env", "to_file", "when", "at", "events", "watches", "outlets",
        "secret_env", "secret_file")  # fmt: skip
SMTP = (
    "host",
    "port",
    "security",
    "sender",
    "user",
    "password_env",
    "password_file",
    "certificates",
)
PORTS = {Security.STARTTLS: 587, Security.TLS: 465, Security.NONE: 25}
HERE = "presswatch.alerts"
#: the name of a variable → its value; for `presswatch check`, which needs none, always ""
Environment = Callable[[str], str | None]
E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Alerts:
    """What alerts.toml says."""

    targets: tuple[Target, ...]
    newsroom: str | None  #: where links in messages lead


def read_alerts(path: Path, environment: Environment, watches: frozenset[str]) -> Alerts:
    """Raises AlertsError, one line, at the first mistake. `watches`: the names that there are."""
    return _Reader(path, environment, watches).alerts()


class _Reader:
    """Turns tables into values."""

    def __init__(self, path: Path, environment: Environment, watches: frozenset[str]) -> None:
        self.file = TomlFile(path, AlertsError, make="run `presswatch init` to make one")
        self.environment = environment
        self.watches = watches

    def alerts(self) -> Alerts:
        file = self.file
        file.only(file.table, ("newsroom", "smtp", "target"))
        newsroom = file.text(file.table, "newsroom", "")
        if newsroom is not None and not re.fullmatch(r"https?://[^\s<>\"]+", newsroom):
            file.wrong(
                "newsroom", 'write the address of `presswatch serve`: "http://127.0.0.1:8001"'
            )
        mail = self._mail(file.table["smtp"]) if "smtp" in file.table else None
        targets = tuple(self._target(n, row, mail) for n, row in enumerate(file.rows("target")))
        file.unique([t.name for t in targets], "target")
        return Alerts(targets, newsroom.rstrip("/") if newsroom else None)

    def _mail(self, row: Any) -> MailServer:
        file = self.file
        if not isinstance(row, dict):
            file.wrong("smtp", "write [smtp] as a table")
        self._no_secret(row, "password", "smtp", 0)
        file.only(row, SMTP, "smtp")
        security = self._one_of(Security, row, "security", Security.STARTTLS, "smtp", 0)
        port = row.get("port", PORTS[security])
        if not isinstance(port, int) or isinstance(port, bool) or not 0 < port < 65536:
            file.wrong("port", "write a port: port = 587", "smtp")
        host, sender = file.text(row, "host", "smtp"), file.text(row, "sender", "smtp")
        if not host:
            file.wrong("host", 'name the mail server: host = "smtp.example.org"', "smtp")
        if not sender or "@" not in sender or not sender.isprintable():
            file.wrong("sender", 'say who writes: sender = "presswatch <desk@example.org>"', "smtp")
        user, password = file.text(row, "user", "smtp"), self._secret(row, "password", "smtp", 0)
        if user and password is None:
            file.wrong(
                "user",
                'name the password\'s place: password_env = "…" or password_file = "…"',
                "smtp",
            )
        return MailServer(
            host, port, security, sender, user, password, file.text(row, "certificates", "smtp")
        )

    def _target(self, n: int, row: Table, mail: MailServer | None) -> Target:
        file = self.file
        self._no_secret(row, "secret", "target", n)
        file.only(row, KEYS, "target", n)
        name = file.slug(row, "target", n, "desk")
        channel, address = self._address(n, row)
        if channel == "email" and mail is None:
            file.wrong("to", "e-mail needs a mail server: write a table [smtp]", "target", n)
        outlets = row.get("outlets", 5)
        if not isinstance(outlets, int) or isinstance(outlets, bool) or outlets < 2:
            file.wrong("outlets", "write a number from 2 on: outlets = 5", "target", n)
        return Target(
            name, channel, address,
            self._one_of(When, row, "when", When.AT_ONCE, "target", n), self._at(n, row),
            self._events(n, row), self._watches(n, row), outlets,
            self._secret(row, "secret", "target", n), mail if channel == "email" else None,
        )  # fmt: skip

    def _address(self, n: int, row: Table) -> tuple[str, str]:
        """(channel, address without its scheme). Any scheme that is no channel is apprise's."""
        file = self.file
        key = next((k for k in ("to", "to_env", "to_file") if k in row), "to")
        to = file.text(row, "to", "target", n) or self._secret(row, "to", "target", n)
        if to is None:
            file.wrong("to", 'say where to: to = "email:ana@example.org"', "target", n)
        if to == "":
            return "apprise", ""  # `presswatch check` is shown no secrets
        scheme, colon, rest = to.partition(":")
        if not colon or not re.fullmatch(r"[a-z][a-z0-9+]*", scheme):
            file.wrong(
                key,
                "begin with the channel: email:…, webhook:https://… or an address of apprise",
                "target",
                n,
            )
        if scheme in ("http", "https"):
            file.wrong(key, f"for a webhook write webhook:{scheme}://…", "target", n)
        if scheme == "mailto" and not rest.startswith("//"):
            file.wrong(key, "for e-mail write email:ana@example.org", "target", n)
        ours = re.fullmatch(r"[a-z]+", scheme) and find_spec(f"{HERE}.{scheme}") is not None
        channel, address = (scheme, rest) if ours else ("apprise", to)
        try:
            wrong = plug(f".{channel}", "mistake", HERE)(address)
        except NoSuchPlug:
            file.wrong(
                key,
                "there is no such channel; email:…, webhook:https://… or an address of apprise",
                "target",
                n,
            )
        if wrong:
            file.wrong(key, wrong, "target", n)
        return channel, address

    def _at(self, n: int, row: Table) -> time:
        at = row.get("at", "07:00")
        if isinstance(at, time):
            return at
        if not isinstance(at, str) or not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", at):
            self.file.wrong("at", 'write a time of day: at = "07:00"', "target", n)
        return time.fromisoformat(at)

    def _events(self, n: int, row: Table) -> frozenset[Event]:
        named = self.file.texts(row, "events", "target", n)
        for name in named:
            if name not in set(Event):
                self.file.wrong(
                    "events",
                    f"there is no event {name!r}{like(name, [str(e) for e in Event])}",
                    "target",
                    n,
                )
        return frozenset(Event(name) for name in named) or frozenset(Event)

    def _watches(self, n: int, row: Table) -> frozenset[str]:
        named = self.file.texts(row, "watches", "target", n)
        for name in named:
            if name not in self.watches:
                close = (
                    like(name, sorted(self.watches)) if self.watches else "; watches.toml has none"
                )
                self.file.wrong("watches", f"there is no watch {name!r}{close}", "target", n)
        return frozenset(named)

    def _one_of(self, kind: type[E], row: Table, key: str, usual: E, head: str, n: int) -> E:
        value = row.get(key, usual)
        if value not in set(kind):
            said = ", ".join(f'"{k}"' for k in kind)
            self.file.wrong(key, f"write one of {said}", head, n)
        return kind(value)

    def _no_secret(self, row: Table, key: str, head: str, n: int) -> None:
        if key in row:
            fix = f'no secrets in this file: write {key}_env = "NAME" or {key}_file = "…" instead'
            self.file.wrong(key, fix, head, n)

    def _secret(self, row: Table, key: str, head: str, n: int) -> str | None:
        """What the variable or file holds; None where neither is named."""
        variable = self.file.text(row, f"{key}_env", head, n)
        if variable is not None:
            value = self.environment(variable)
            if value is None:
                self.file.wrong(f"{key}_env", f"the variable {variable} is not set", head, n)
            return value.strip()
        named = self.file.text(row, f"{key}_file", head, n)
        if named is None:
            return None
        path = self.file.path.parent / Path(named).expanduser()
        try:
            if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
                self.file.wrong(f"{key}_file", f"others may read {path}: chmod 600 {path}", head, n)
            return path.read_text(encoding="utf8").strip()
        except (OSError, UnicodeDecodeError) as error:
            self.file.wrong(f"{key}_file", f"{path} cannot be read ({error})", head, n)
