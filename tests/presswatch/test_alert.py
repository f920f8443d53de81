"""presswatch alert, check and status, on a desk with a real webhook."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from presswatch.cli import presswatch
from presswatch.errors import AlertsError
from tests.alerts import postbox
from tests.alerts.desk import Desk


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOOK_SECRET", "swordfish")
    made = Desk(tmp_path)
    yield made
    made.store.close()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(presswatch, ["--db", "desk.db", *arguments])


def write_targets(hook: postbox.Hook) -> None:
    Path("alerts.toml").write_text(
        f'[[target]]\nname = "bot"\nto = "webhook:{hook.url}"\nsecret_env = "HOOK_SECRET"\n'
        'watches = ["radar"]\n', "utf8",
    )  # fmt: skip


def test_a_desk_alerts_once_says_what_is_stuck_and_tries_again(desk: Desk) -> None:
    desk.happen()
    with postbox.webhook() as hook:
        write_targets(hook)
        shown = run("alert", "--dry-run")
        assert "bot, by webhook: 1 to send" in shown.output
        assert "radar: Nine radars for the strait" in shown.output
        assert hook.posts == []
        assert run("alert").output == "bot: 1 sent\n"
        assert run("alert").output == ""
        hook.status = 503
        desk.happen()
        failed = run("alert", "--quiet")
        assert failed.exit_code == 8
        assert "bot: 127.0.0.1 answered 503 noted" in failed.output
        assert "alerts to bot: 1 waiting since" in run("status").output
        hook.status = 200
        assert "left alone until" in run("alert").output
        assert run("alert", "--now").output == "bot: 1 sent\n"
    assert [json.loads(p.body)["events"][0]["event"] for p in hook.posts] == ["new mention"] * 3
    assert "alerts to" not in run("status").output


def test_a_test_says_that_it_is_one(desk: Desk) -> None:
    with postbox.webhook() as hook:
        write_targets(hook)
        assert run("alert", "--test").exit_code == 0
    assert json.loads(hook.posts[0].body)["when"] == "test"


def test_without_targets_or_secrets_it_says_what_to_do(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "run `presswatch init`" in str(run("alert").exception)
    Path("alerts.toml").write_text("", "utf8")
    assert "no targets yet" in run("alert").output
    with postbox.webhook() as hook:
        write_targets(hook)
    monkeypatch.delenv("HOOK_SECRET")
    wrong = run("alert").exception
    assert isinstance(wrong, AlertsError)
    assert "alerts.toml:4: secret_env: the variable HOOK_SECRET is not set" in str(wrong)
