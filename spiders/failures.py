"""Why a request brought nothing, in the words an operator uses."""

from __future__ import annotations

from dataclasses import dataclass

from scrapy.exceptions import IgnoreRequest
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure


@dataclass(frozen=True, slots=True)
class Reason:
    """A state in plain words, and what the machine said."""

    state: str
    detail: str = ""
    final: bool = False  #: trying again would not help


WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("DNS", ("DNSLookupError", "CannotResolveHostError")),
    ("TLS", ("SSLError", "CertificateError", "VerificationError")),
    ("timeout", ("TimeoutError", "TCPTimedOutError", "DownloadTimeoutError")),
    ("too large", ("DownloadCancelledError", "TooLarge")),
    ("connection refused", ("ConnectionRefusedError", "DownloadConnectionRefusedError")),
    (
        "connection lost",
        (
            "ConnectionLost",
            "ConnectionDone",
            "ResponseFailed",
            "ResponseNeverReceived",
            "DownloadFailedError",
        ),
    ),
)


def describe(failure: Failure) -> Reason:
    """The reason for a failure. An IgnoreRequest of ours carries its own `state` and `final`."""
    error = failure.value
    detail = " ".join(str(error).split())[:300] or type(error).__name__
    if isinstance(error, HttpError):
        return Reason(f"HTTP {error.response.status}")
    if isinstance(error, IgnoreRequest):
        return Reason(getattr(error, "state", "refused"), detail, getattr(error, "final", False))
    names = {c.__name__ for c in type(error).__mro__} | {
        type(r.value).__name__ for r in getattr(error, "reasons", None) or ()
    }
    for state, classes in WORDS:
        if names & set(classes):
            return Reason(state, detail)
    return Reason(type(error).__name__, detail)
