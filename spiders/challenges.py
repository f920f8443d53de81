"""Is an answer a challenge to prove that one is no robot, and whose? Pure.

Told by what the products send with such a page, so that an operator knows whom to talk to. We never
solve one: the publisher can let presswatch in, by its User-Agent or its address.
"""

from __future__ import annotations

import re

from scrapy.http import Response

HEAD = 60_000  #: bytes of a page that are looked at

#: (whose, header that says so, what its value holds)
_HEADERS = (
    ("Cloudflare", "cf-mitigated", r"challenge"),
    ("DataDome", "x-datadome", r"protected|blocked"),
    ("DataDome", "x-dd-b", r"."),
    ("AWS WAF", "x-amzn-waf-action", r"challenge|captcha"),
    ("Vercel", "x-vercel-mitigated", r"challenge|deny"),
    ("Kasada", "x-kpsdk-ct", r"."),
    ("Sucuri", "x-sucuri-block", r"."),
)
#: (whose, what its page holds); only looked for where no door or article can be
_BODIES = (
    ("Cloudflare", rb"/cdn-cgi/challenge-platform/|cf-browser-verification|cf_chl_|challenges\.cloudflare\.com"),
    ("DataDome", rb"captcha-delivery\.com|geo\.captcha-delivery"),
    ("Imperva", rb"_Incapsula_Resource|Incapsula incident ID"),
    ("HUMAN", rb"_pxCaptcha|px-captcha|/_px/|perimeterx"),
    ("Akamai", rb"errors\.edgesuite\.net|/_sec/cp_challenge/|akam/\d+/pixel"),
    ("AWS WAF", rb"awswaf\.com|AwsWafIntegration"),
    ("Sucuri", rb"sucuri\.net/(?:privacy|block)|Sucuri WebSite Firewall"),
    ("DDoS-Guard", rb"ddos-guard/js-challenge|check\.ddos-guard\.net"),
    ("Radware", rb"perfdrive\.com|validate\.perfdrive"),
    ("Anubis", rb"/\.within\.website/x/cmd/anubis|anubis_challenge"),
    ("Qrator", rb"__qrator/qauth"),
    ("Fastly", rb"/_fs-ch-"),
    ("Reblaze", rb"window\.rbzns\b"),
    ("reCAPTCHA", rb"www\.google\.com/recaptcha/(?:api|enterprise)\.js"),
    ("hCaptcha", rb"js\.hcaptcha\.com"),
)  # fmt: skip
_BODY = re.compile(b"|".join(b"(?P<w%d>%s)" % (n, p) for n, (_, p) in enumerate(_BODIES)), re.I)
_REFUSING = (401, 403, 405, 406, 409, 429, 503)


def challenge(response: Response) -> str | None:
    """Whose challenge page it is: "Cloudflare"; None when it is none.

    A page of HTTP 200 counts only when it is short and shows nothing but the challenge: sites load
    scripts of the same makers into ordinary pages.
    """
    for whose, name, pattern in _HEADERS:
        value = response.headers.get(name)
        if value and response.status != 304 and re.search(pattern, value.decode("latin-1"), re.I):
            return whose
    head = response.body[:HEAD]
    suspicious = response.status in _REFUSING or (
        response.status == 200 and len(response.body) < HEAD and _is_bare_html(head)
    )
    found = _BODY.search(head) if suspicious else None
    return _BODIES[int((found.lastgroup or "w0")[1:])][0] if found else None


def _is_bare_html(head: bytes) -> bool:
    """HTML without a single link to read on: what every challenge page is."""
    start = head[:500].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html")) and head.lower().count(b"<a ") <= 2
