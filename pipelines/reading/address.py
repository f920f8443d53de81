"""The page's own address: where it lives when this is its AMP, mobile or print version."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from courlan import extract_domain
from lxml.html import HtmlElement

from pipelines.reading.said import Said

AMP_PATH = re.compile(r"(?:^|/)amp(?:/|$)|\.amp(?:\.html)?$|/amp-stories/", re.IGNORECASE)
PRINT_PATH = re.compile(
    r"(?:^|/)(?:print|drucken|imprimer|printversion|printable)(?:/|$)|[-_.,]print(?:\.\w+)?$",
    re.IGNORECASE,
)
PRINT_QUERY = re.compile(
    r"(?:^|&)(?:print|printable|drucken|view=print|output=print)(?:=|&|$)", re.I
)
AMP_QUERY = re.compile(r"(?:^|&)(?:amp(?:=1|=true|$|&)|outputType=amp)", re.IGNORECASE)
VERSION = re.compile(
    r"(?:amp|print|drucken|mobile?|m|full|all|single|embed|page|seite|p)?[/-]?\d{0,3}(?:/amp)?/?(?:index)?(?:\.\w+)?",
    re.IGNORECASE,
)
MOBILE_HOST = re.compile(r"^(?:m|mobile|mobil|wap|touch)\.", re.IGNORECASE)
AMP_HOST = re.compile(r"^amp\.|\.ampproject\.org$|^(?:www\.)?google\.\w+$", re.IGNORECASE)


def own_address(said: Said) -> str | None:
    """The canonical address, if it is one of this site and of a page.

    A canonical link to another domain says where the text comes from, not where this page is
    (pipelines/credits); one to the front page is a mistake in a template.
    """
    here = urlsplit(said.url)
    cached = AMP_HOST.search(here.netloc) is not None
    for written in (*said.links.get("canonical", ()), said.meta("og:url")):
        try:
            url: str = urljoin(said.url, written)
            there = urlsplit(url)
        except ValueError:
            continue
        if not written or there.scheme not in ("http", "https"):
            continue
        if not cached and site_of(url) != site_of(said.url):
            continue
        if not there.query and _is_a_section(there.path, here.path):
            continue
        if there.path.strip("/") or there.query or not here.path.strip("/"):
            return url
    return None


def _is_a_section(path: str, of: str) -> bool:
    """Whether `path` only leads to where the page lies: a template's mistake, and one for all of its articles.

    What is left of the way may name a version of the page (`/amp`, `/2`), but no article.
    """
    folder = path.rstrip("/") + "/"
    left = of.rstrip("/").removeprefix(folder) if of.startswith(folder) else ""
    return bool(left) and VERSION.fullmatch(left) is None


def site_of(url: str) -> str:
    """The registrable domain; the host where there is none (an address in a test, an intranet)."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    domain: str | None = extract_domain(url)
    return domain or MOBILE_HOST.sub("", AMP_HOST.sub("", host))


def variant_of(said: Said, tree: HtmlElement, canonical: str | None) -> str | None:
    """ "AMP", "print" or "mobile", when the page is that version of `canonical`."""
    if not canonical:
        return None
    here, there = urlsplit(said.url), urlsplit(canonical)
    if (here.netloc, here.path, here.query) == (there.netloc, there.path, there.query):
        return None
    root = tree.getroottree().getroot()
    if (
        "amp" in root.attrib
        or "⚡" in root.attrib
        or AMP_HOST.search(here.netloc)
        or AMP_PATH.search(here.path)
        or AMP_QUERY.search(here.query)
    ):
        return "AMP"
    if PRINT_PATH.search(here.path) or PRINT_QUERY.search(here.query):
        return "print"
    if MOBILE_HOST.search(here.netloc) and not MOBILE_HOST.search(there.netloc):
        return "mobile"
    return None
