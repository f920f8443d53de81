"""E-mail by SMTP: `to = "email:ana@example.org, ben@example.org"`."""

from __future__ import annotations

import re
import smtplib
import ssl
from contextlib import suppress
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate, parseaddr

from presswatch.alerts.channel import SOCKET_S, Partly, Refused, Unreachable
from presswatch.alerts.message import Message
from presswatch.alerts.rendering import to_html, to_text
from presswatch.alerts.telling import subject
from presswatch.values import MailServer, Security, Target

GOODBYE_S = 5.0
_ADDRESS = re.compile(r"[^\s@,;:<>()\[\]\\\"]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")


def mistake(address: str) -> str | None:
    """What is wrong with a list of addresses."""
    for one in _recipients(address) or [""]:
        if not _ADDRESS.fullmatch(one):
            return f"{one!r} is no e-mail address; write email:ana@example.org, ben@example.org"
    return None


def send(message: Message, target: Target) -> None:
    """One mail to all addresses of the target. A receiver knows a second one by its Message-ID."""
    assert target.mail is not None
    server, recipients = target.mail, _recipients(target.address)
    mail = compose(message, server.sender, recipients)
    try:
        smtp = _connected(server)
        try:
            left_out = smtp.send_message(mail, parseaddr(server.sender)[1], recipients)
        finally:
            _goodbye(smtp)
    except smtplib.SMTPRecipientsRefused as error:
        raise Unreachable(
            _said("no address was taken", *next(iter(error.recipients.values())))
        ) from None
    except smtplib.SMTPSenderRefused as error:
        raise Unreachable(
            _said("the sender was refused", error.smtp_code, error.smtp_error)
        ) from None
    except smtplib.SMTPDataError as error:
        raise Refused(_said("the message was refused", error.smtp_code, error.smtp_error)) from None
    except smtplib.SMTPAuthenticationError as error:
        raise Unreachable(
            _said("the login was refused", error.smtp_code, error.smtp_error)
        ) from None
    except (smtplib.SMTPException, OSError, ssl.SSLError) as error:
        raise Unreachable(
            f"{server.host}:{server.port}: {str(error) or type(error).__name__}"
        ) from None
    if left_out:
        refused = next(iter(left_out.values()))
        raise Partly(_said(f"{', '.join(left_out)} refused", *refused))


def compose(message: Message, sender: str, recipients: list[str]) -> EmailMessage:
    """The mail: text, and the same as HTML. No header can be forged by what was scraped."""
    mail = EmailMessage()
    name, address = parseaddr(sender)
    user, _, domain = address.partition("@")
    mail["From"] = Address(name or "presswatch", user, domain)
    mail["To"] = ", ".join(recipients)
    mail["Subject"] = subject(message)
    mail["Date"] = formatdate(datetime.fromisoformat(message.made_at).timestamp(), usegmt=True)
    mail["Message-ID"] = f"<{message.key}@{domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    mail["List-Id"] = f"presswatch {message.target} <{message.target}.presswatch.{domain}>"
    mail.set_content(to_text(message), cte="quoted-printable")
    mail.add_alternative(to_html(message), subtype="html", cte="quoted-printable")
    return mail


def _connected(server: MailServer) -> smtplib.SMTP:
    """A session with the server, encrypted and logged in as it should be."""
    context = ssl.create_default_context(cafile=server.certificates)
    if server.security is Security.TLS:
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=SOCKET_S, context=context
        )
    else:
        smtp = smtplib.SMTP(server.host, server.port, timeout=SOCKET_S)
    try:
        if server.security is Security.STARTTLS:
            smtp.starttls(context=context)  # raises where the server does not offer it
        if server.user:
            smtp.login(server.user, server.password or "")
    except BaseException:
        smtp.close()
        raise
    return smtp


def _goodbye(smtp: smtplib.SMTP) -> None:
    """What was taken is taken, whatever is said after it."""
    with suppress(smtplib.SMTPException, OSError):
        if smtp.sock is not None:
            smtp.sock.settimeout(GOODBYE_S)
        smtp.quit()
    smtp.close()


def _recipients(address: str) -> list[str]:
    return [one.strip() for one in address.split(",") if one.strip()]


def _said(what: str, code: int, words: bytes | str) -> str:
    text = words.decode("utf8", "replace") if isinstance(words, bytes) else words
    return f"{what}: {code} {' '.join(text.split())[:200]}"
