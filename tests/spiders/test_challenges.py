"""A challenge is called one, with its maker; an ordinary page never is."""

from __future__ import annotations

import pytest
from scrapy.http import Response

from spiders.challenges import challenge

URL = "https://gazette.example/feed"


@pytest.mark.parametrize(
    ("status", "headers", "body", "whose"),
    [
        (403, {"cf-mitigated": "challenge"}, "", "Cloudflare"),
        (503, {}, "<html><script src='/cdn-cgi/challenge-platform/h/b'></script>", "Cloudflare"),
        (403, {"X-DataDome": "protected"}, "", "DataDome"),
        (403, {}, "<html><script src='https://ct.captcha-delivery.com/c.js'>", "DataDome"),
        (202, {"x-amzn-waf-action": "challenge"}, "", "AWS WAF"),
        (200, {}, "<html><iframe src='/_Incapsula_Resource?SWUDNSAI=31'></iframe>", "Imperva"),
        (403, {}, "<HTML>Access Denied https://errors.edgesuite.net/18.2f</HTML>", "Akamai"),
        (403, {}, "<html><div id='px-captcha'></div>", "HUMAN"),
        (429, {"x-vercel-mitigated": "challenge"}, "", "Vercel"),
        (
            200,
            {},
            "<html><head><script>window.rbzns={seed:'x'};winsocks();</script></head>",
            "Reblaze",
        ),
        (200, {}, "<!doctype html><script src='/.within.website/x/cmd/anubis/main.mjs'>", "Anubis"),
    ],
)
def test_whose_it_is(status: int, headers: dict[str, str], body: str, whose: str) -> None:
    assert challenge(Response(URL, status=status, headers=headers, body=body.encode())) == whose


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (403, "Forbidden"),
        (200, "<rss><channel><item><link>https://gazette.example/a</link></item></channel></rss>"),
        (200, "<!doctype html><script src='https://js.hcaptcha.com/1/api.js'></script>"
              + "<a href='/one'>One</a>" * 3),
        (200, "<rss><channel><description>&lt;a&gt; px-captcha and cf_chl_ explained</description>"),
        (404, "<html>captcha-delivery.com"),
    ],
)  # fmt: skip
def test_what_is_none(status: int, body: str) -> None:
    assert challenge(Response(URL, status=status, body=body.encode())) is None
