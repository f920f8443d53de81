"""E-mail to a real mail server, a webhook to a real web server, apprise to the same."""

from __future__ import annotations

import hashlib
import hmac
import json
import ssl
from datetime import UTC, datetime
from pathlib import Path

import pytest

from presswatch.alerts import apprise, email, webhook
from presswatch.alerts.channel import Partly, Refused, Unreachable
from presswatch.alerts.message import from_json
from presswatch.alerts.sample import sample
from presswatch.values import Target
from tests.alerts import postbox
from tests.alerts.desk import hooked, mailed, secured

MESSAGE = sample("desk", "k" * 32, datetime(2026, 11, 18, 8, tzinfo=UTC), "http://127.0.0.1:8001")


def test_a_mail_has_text_html_and_the_headers_of_a_machine() -> None:
    with postbox.mail_server() as box:
        email.send(MESSAGE, mailed(box.port, to="ana@example.org, ben@example.org"))
    (mail,) = box.mails
    assert box.recipients == [["ana@example.org", "ben@example.org"]]
    assert mail["From"] == "Der Tisch <desk@example.org>"
    assert mail["Message-ID"] == f"<{'k' * 32}@example.org>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Subject"].startswith("Test: 1 origin corrected, 2 new mentions")
    text, html = (mail.get_body((kind,)) for kind in ("plain", "html"))
    assert text is not None
    assert html is not None
    assert "2 articles, 1 independent origin" in text.get_content()
    assert "http://127.0.0.1:8001/story/1" in html.get_content()


def test_a_mail_goes_by_starttls_and_login(tmp_path: Path) -> None:
    pem = postbox.certificate(tmp_path)
    with postbox.mail_server(certificate=pem, login=("desk", "open sesame")) as box:
        email.send(MESSAGE, secured(mailed(box.port), pem, "desk", "open sesame"))
        assert len(box.mails) == 1
        with pytest.raises(Unreachable, match="the login was refused: 535") as caught:
            email.send(MESSAGE, secured(mailed(box.port), pem, "desk", "wrong word"))
        assert "wrong word" not in str(caught.value)


def test_a_server_without_starttls_or_with_a_strange_certificate_gets_nothing(
    tmp_path: Path,
) -> None:
    pem = postbox.certificate(tmp_path)
    with postbox.mail_server() as box, pytest.raises(Unreachable, match="STARTTLS"):
        email.send(MESSAGE, secured(mailed(box.port), pem, "desk", "x"))
    with postbox.mail_server(certificate=pem) as secure:
        strange = secured(
            mailed(secure.port), Path(ssl.get_default_verify_paths().openssl_cafile), "desk", "x"
        )
        if Path(strange.mail.certificates).exists():
            with pytest.raises(Unreachable, match="certificate verify failed"):
                email.send(MESSAGE, strange)
    assert box.mails == secure.mails == []


def test_what_a_mail_server_refuses_is_said_in_its_words() -> None:
    with postbox.mail_server() as box:
        box.answer = "554 5.7.1 smells of spam"
        with pytest.raises(Refused, match=r"the message was refused: 554 5\.7\.1 smells of spam"):
            email.send(MESSAGE, mailed(box.port))
        box.answer, box.unknown = "250 OK", ("ben@example.org",)
        with pytest.raises(Partly, match=r"ben@example.org refused: 550 5\.1\.1 nobody"):
            email.send(MESSAGE, mailed(box.port, to="ana@example.org, ben@example.org"))
        with pytest.raises(Unreachable, match="no address was taken: 550"):
            email.send(MESSAGE, mailed(box.port, to="ben@example.org"))
        port = box.port
    with pytest.raises(Unreachable, match="Connection refused"):
        email.send(MESSAGE, mailed(port))


def test_a_webhook_receives_a_signed_document() -> None:
    with postbox.webhook() as hook:
        webhook.send(MESSAGE, hooked(hook.url))
    (post,) = hook.posts
    document = json.loads(post.body)
    assert document["schema"] == "presswatch.alert/1"
    assert post.headers["Idempotency-Key"] == document["key"] == "k" * 32
    assert document["watches"] == [{"watch": "coastal-radar", "articles": 2, "origins": 1}]
    assert document["events"][1]["article"]["url"] == "https://harbour-courier.example/radar-chain"
    assert from_json(post.body.decode()) == MESSAGE
    at, signed = (
        part.partition("=")[2] for part in post.headers["X-Presswatch-Signature"].split(",")
    )
    ours = hmac.new(b"a shared secret", at.encode() + b"." + post.body, hashlib.sha256).hexdigest()
    assert hmac.compare_digest(signed, ours)


@pytest.mark.parametrize(
    ("status", "error"),
    [(500, Unreachable), (429, Unreachable), (404, Unreachable), (422, Refused)],
)
def test_an_answer_says_whether_the_message_or_the_target_is_at_fault(
    status: int, error: type[Exception]
) -> None:
    with postbox.webhook() as hook:
        hook.status = status
        with pytest.raises(error, match=f"127.0.0.1 answered {status} noted"):
            webhook.send(MESSAGE, hooked(hook.url))


def test_a_webhook_does_not_follow_where_it_is_sent_on() -> None:
    with postbox.webhook() as hook, postbox.webhook() as elsewhere:
        hook.status, hook.headers = 307, {"Location": elsewhere.url}
        with pytest.raises(Unreachable, match="redirects are not followed"):
            webhook.send(MESSAGE, hooked(hook.url))
    assert elsewhere.posts == []


def test_apprise_takes_every_other_address() -> None:
    with postbox.webhook() as hook:
        target = Target("chat", "apprise", f"json://127.0.0.1:{hook.port}/")
        apprise.send(MESSAGE, target)
        assert "Nine radars for the strait" in json.loads(hook.posts[0].body)["message"]
        hook.status = 500
        with pytest.raises(Unreachable):
            apprise.send(MESSAGE, target)


@pytest.mark.parametrize(
    "address", ["", "ana", "ana@", "a b@c", "ana@example.org\r\nBcc: x@y.z", "<ana@example.org>"]
)
def test_what_is_no_mail_address_is_said(address: str) -> None:
    assert "is no e-mail address" in str(email.mistake(address))


@pytest.mark.parametrize(
    "address",
    [
        "",
        "example.org",
        "ftp://example.org",
        "https://",
        "https://a b",
        "https://[x",
        "http://x:99999",
    ],
)
def test_what_is_no_webhook_is_said(address: str) -> None:
    assert webhook.mistake(address) == "write webhook:https://…"
