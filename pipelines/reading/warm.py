"""Imported once, in the process that workers are forked from: what is slow the first time is done.

The language model takes 0.8 s to unpack; a worker that replaces a killed one must not pay for it.
"""

from __future__ import annotations

import warnings
from datetime import UTC, datetime

from dateutil.parser import UnknownTimezoneWarning

from pipelines.extractors.combined import extract
from presswatch.values import Link, Page

# "EST" on a page is nothing that an operator could mend
warnings.filterwarnings("ignore", category=UnknownTimezoneWarning)

_TEXT = "<p>Nothing is read from this page; it is there to be read once, before the first.</p>" * 9
_HTML = f"<html><body><article><h1>A page</h1>{_TEXT}</article></body></html>"
_URL = "https://presswatch.example/warm"

extract(Page(_URL, "presswatch", _HTML.encode(), datetime.now(UTC), Link(_URL)))
