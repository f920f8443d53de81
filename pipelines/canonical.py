"""One address for one page: what two URLs must share to be the same article.

courlan's `clean_url` repairs what is broken in an address, without its query: of queries it deletes
`cid`, `eid`, `uid` and others that name the article on some sites (as do its `strict` mode and
url-normalize's `filter_params`). The query is filtered here, and w3lib's `canonicalize_url` sorts
it and settles the escapes.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from courlan import clean_url
from w3lib.url import canonicalize_url

#: parameters that say how a reader came here, and on no site which article it is
TRACKING = re.compile(
    r"utm_\w+|mc_[ce]id|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|igshid|ttclid|"
    r"_ga|_gl|at_(?:medium|campaign|custom\d|link_\w+|ptr_name|bbc_team|format)|ns_\w+|cmpid|"
    r"ito|ncid|sr_share|smid|smtyp|xtor|wt_mc|wt\.mc_id|ocid|ftag|ftcamp|spm|"
    r"__twitter_impression|share_?id|shareadraft|mbid|icid|intcid|feedtype|fromrss|"
    r"guccounter|guce_referrer\w*|traffic_source",
    re.IGNORECASE,
)
#: markers when their value is a word, names of the article when it is a number: `cid=12`
MARKERS = re.compile(
    r"rss|share|partner|sh|source_medium|ref|referr?er|ref_?src|source|src|cid|campaign|medium|"
    r"via",
    re.IGNORECASE,
)
#: the longest address that is worth keeping; longer ones are traps
LONGEST = 2000


def canonical_url(url: str, base: str | None = None) -> str | None:
    """`url` in the one form we store, or None when it is no address of a page.

    `base` makes a relative address absolute. Scheme and host are lower case, the default port,
    the fragment, tracking parameters and an empty query are gone, the query is sorted. The
    scheme, `www.` and a trailing slash stay: for some servers they make a difference.
    """
    try:
        absolute = urljoin(base, url.strip()) if base else url.strip()
        parts = urlsplit(absolute)
        if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
            return None
        port = parts.port
    except ValueError:
        return None
    if len(absolute) > LONGEST or " " in parts.netloc:
        return None
    bare = urlunsplit(parts._replace(query="", fragment=""))
    cleaned = clean_url(bare) or bare
    kept = [(k, v) for k, v in parse_qsl(parts.query, True) if not _tracks(k, v)]
    made: str = canonicalize_url(f"{cleaned}?{urlencode(kept)}" if kept else cleaned)
    return _without_default_port(made, port)


def _tracks(key: str, value: str) -> bool:
    if TRACKING.fullmatch(key):
        return True
    return MARKERS.fullmatch(key) is not None and not any(c.isdigit() for c in value)


def _without_default_port(url: str, port: int | None) -> str:
    if port not in (80, 443):
        return url
    parts = urlsplit(url)
    if (parts.scheme, port) in (("http", 80), ("https", 443)):
        return urlunsplit(parts._replace(netloc=parts.netloc.rsplit(":", 1)[0]))
    return url
