"""alerts.toml: a mistake names file, line, key and the fix; secrets stand elsewhere."""

from __future__ import annotations

from datetime import time
from importlib.resources import files
from pathlib import Path

import pytest

from presswatch.alerts.targets import Alerts, read_alerts
from presswatch.errors import AlertsError
from presswatch.values import Event, Security, When

SMTP = '[smtp]\nhost = "mail.example"\nsender = "desk@example.org"\n'
HOOK = '[[target]]\nname = "bot"\nto = "webhook:https://example.org/h"\n'


def read(folder: Path, text: str, **environment: str) -> Alerts:
    path = folder / "alerts.toml"
    path.write_text(text, "utf8")
    return read_alerts(path, environment.get, frozenset({"radar"}))


def test_everything_that_can_be_said_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "hook.secret"
    secret.write_text("swordfish\n", "utf8")
    secret.chmod(0o600)
    alerts = read(
        tmp_path,
        'newsroom = "http://127.0.0.1:8001/"\n' + SMTP + 'user = "desk"\npassword_env = "PW"\nsecurity = "tls"\n'
        '[[target]]\nname = "desk"\nto = "email:ana@example.org"\nwhen = "daily"\nat = "06:30"\noutlets = 3\n'
        'watches = ["radar"]\nevents = ["new mention"]\n' + HOOK + 'secret_file = "hook.secret"\n'
        '[[target]]\nname = "chat"\nto_env = "CHAT"\n',
        PW="open sesame", CHAT="json://example.org/token",
    )  # fmt: skip
    desk, bot, chat = alerts.targets
    assert alerts.newsroom == "http://127.0.0.1:8001"
    assert (desk.channel, desk.address, desk.when, desk.at, desk.outlets) == (
        "email", "ana@example.org", When.DAILY, time(6, 30), 3)  # fmt: skip
    assert (desk.events, desk.watches) == ({Event.MENTION}, {"radar"})
    assert desk.mail is not None
    assert (desk.mail.security, desk.mail.port, desk.mail.password) == (
        Security.TLS,
        465,
        "open sesame",
    )
    assert (bot.channel, bot.secret, bot.mail) == ("webhook", "swordfish", None)
    assert (chat.channel, chat.address) == ("apprise", "json://example.org/token")
    assert not any(word in repr(alerts) for word in ("swordfish", "sesame", "token"))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[target]]\n", ":1: name: '' is not a slug"),
        ('[[target]]\nname = "a"\n', ":1: to: say where to"),
        ('[[target]]\nname = "a"\nto = "email:a@b.c"\n', ":3: to: e-mail needs a mail server"),
        ('[[target]]\nname = "a"\nto = "mailto:a@b.c"\n', ":3: to: for e-mail write email:"),
        ('[[target]]\nname = "a"\nto = "https://a.b"\n', ":3: to: for a webhook write webhook:https://"),
        ('[[target]]\nname = "a"\nto = "nonsense://x"\n', ":3: to: neither a channel"),
        ('[[target]]\nname = "a"\nto = "drain:x"\n', ":3: to: there is no such channel"),
        ('[[target]]\nname = "a"\nto = "webhook:gopher://x"\n', ":3: to: write webhook:https://"),
        (SMTP + '[[target]]\nname = "a"\nto = "email:nobody"\n', ":6: to: 'nobody' is no e-mail address"),
        (HOOK + 'when = "weekly"\n', ":4: when: write one of"),
        (HOOK + 'at = "25:00"\n', ":4: at: write a time of day"),
        (HOOK + "outlets = 1\n", ":4: outlets: write a number from 2 on"),
        (HOOK + 'events = ["new mentions"]\n', "did you mean 'new mention'?"),
        (HOOK + 'watches = ["rader"]\n', "there is no watch 'rader'; did you mean 'radar'?"),
        (HOOK + 'secret = "x"\n', ":4: secret: no secrets in this file"),
        (HOOK + 'secret_env = "NONE"\n', ":4: secret_env: the variable NONE is not set"),
        (HOOK + 'secret_file = "none"\n', "cannot be read"),
        (HOOK + HOOK, ":5: name: 'bot' is taken by target 1"),
        (HOOK + 'wenn = "daily"\n', ":4: wenn: there is no such key; did you mean 'when'?"),
        (SMTP + 'password = "x"\n', ":4: password: no secrets in this file"),
        (SMTP + 'user = "x"\n', ":4: user: name the password's place"),
        (SMTP + "port = 0\n", ":4: port: write a port"),
        ('[smtp]\nhost = "x"\nsender = "a@b\\r\\nBcc: c@d"\n', ":3: sender: say who writes"),
        ('newsroom = "javascript:x"\n', ":1: newsroom: write the address"),
        ("newsrom = 1\n", ":1: newsrom: there is no such table; did you mean 'newsroom'?"),
    ],
)  # fmt: skip
def test_a_mistake_names_file_line_key_and_the_fix(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(AlertsError) as caught:
        read(tmp_path, text)
    message = str(caught.value)
    assert message.startswith(f"{tmp_path}/alerts.toml:")
    assert says in message
    assert "\n" not in message


def test_a_secret_that_others_may_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "hook.secret").write_text("x", "utf8")
    (tmp_path / "hook.secret").chmod(0o644)
    with pytest.raises(AlertsError, match=r"others may read .*: chmod 600"):
        read(tmp_path, HOOK + 'secret_file = "hook.secret"\n')


def test_the_example_says_what_can_be_said(tmp_path: Path) -> None:
    example = files("presswatch").joinpath("alerts.example.toml").read_text("utf8")
    assert read(tmp_path, example).targets == ()
    used = "\n".join(
        line.removeprefix("# ") for line in example.splitlines()[3:]
    ).replace("coastal-radar", "radar")  # fmt: skip
    named = read(
        tmp_path, used, DESK_SMTP_PASSWORD="x", DESK_HOOK_SECRET="y", DESK_CHAT="json://localhost"
    )
    assert [t.name for t in named.targets] == ["desk", "bot", "chat"]
