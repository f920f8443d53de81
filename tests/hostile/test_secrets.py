"""Passwords and tokens stay where they were written: no database, snapshot or backup holds one."""

from __future__ import annotations

from pathlib import Path

from presswatch.values import Event
from storage import open_store
from storage.backup import backups
from storage.browse import serving
from tests.faults.desks import database, environment, run
from tests.faults.writing import store_pieces

SECRETS = ("quiet-smtp-password", "quiet-hook-secret")
SOURCES = '[monitor]\ncontact = "mailto:desk@example.org"\n'
WATCHES = '[[watch]]\nname = "barley"\nquery = "barley OR rope OR hay OR bridges OR salt"\n'
ALERTS = """
[smtp]
host = "127.0.0.1"
port = 9
security = "none"
user = "desk@example.org"
password_env = "DESK_SMTP"
sender = "presswatch <desk@example.org>"

[[target]]
name = "mail"
to = "email:ana@example.org"

[[target]]
name = "hook"
to = "webhook:http://127.0.0.1:9/hook"
secret_env = "DESK_HOOK"
"""


def held(folder: Path) -> bytes:
    """All bytes of all files, but those in which the analyst wrote a secret down."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return b"".join(path.read_bytes() for path in files)


def test_no_database_holds_a_password_or_a_token(tmp_path: Path) -> None:
    """After alerts that could not be sent, which is when errors are written down."""
    desk = tmp_path / "desk"
    desk.mkdir()
    for name, text in (("sources", SOURCES), ("watches", WATCHES), ("alerts", ALERTS)):
        (desk / f"{name}.toml").write_text(text, "utf8")
    env = environment(DESK_SMTP=SECRETS[0], DESK_HOOK=SECRETS[1])
    assert run(desk, "watches", env=env).returncode in (0, 2)  # 2: there is no database yet
    store = open_store(database(desk), writer=True)
    store_pieces(store, range(6))
    store.close()
    store = open_store(database(desk), writer=True)
    with store.transaction():
        store.outbox.announce(Event.SOURCE_FAILING, "outlet-1 today", source="outlet-1")
    store.close()
    assert run(desk, "watches", env=env).returncode == 0
    ran = run(desk, "alert", env=env)
    assert ran.returncode == 8, ran.stdout + ran.stderr  # nobody listens there
    (tmp_path / "served").mkdir()
    serving.snapshot(database(desk), tmp_path / "served")
    assert run(desk, "backup", "--to", "../backups", env=env).returncode == 0
    assert (backups(tmp_path / "backups")[0] / "presswatch-alerts.db").exists()
    everything = held(tmp_path) + (ran.stdout + ran.stderr).encode()
    assert b"ana@example.org" not in (tmp_path / "served" / "presswatch.db").read_bytes()
    assert [secret for secret in SECRETS if secret.encode() in everything] == []
