"""How presswatch behaves towards the sites it reads.

    guard.py       no private address, whatever a name resolves to   (addresses.py, url_policy.py)
    forgotten.py   nothing that somebody had forgotten
    traps.py       no endless series of URLs
    robots.py      robots.txt first, by RFC 9309                     (notices.py, rules.py)
    handler.py     the last door before the network:
    hosts.py         one request at a time, a pause between two, quiet when asked for
    under_way.py     few pages asked for and not yet stored
    fair_queue.py    hosts that say nothing hold up no others
    limits.py        nothing too large, nothing cut
    markup.py      no door that stalls its parser
    wishes.py      what a site says about the use of its text        (optouts.py)
    refusals.py    every way in which a request is refused

`SETTINGS` is the fragment that presswatch/settings.py merges. With the guard in it, a crawl whose
download handlers are others, or whose Twisted no longer asks before it connects, does not start.
"""

from __future__ import annotations

from typing import Any

SETTINGS: dict[str, Any] = {
    # a crawl with the wrong handler does not start
    "DOWNLOAD_HANDLERS": {
        "http": "spiders.manners.handler.PoliteHandler",
        "https": "spiders.manners.handler.PoliteHandler",
        "data": None,
        "file": None,
        "ftp": None,
        "s3": None,
    },
    "DOWNLOADER_MIDDLEWARES": {
        "spiders.manners.guard.GuardFirst": 20,
        "spiders.manners.forgotten.NothingForgotten": 25,
        "spiders.manners.traps.NoTraps": 30,
        "spiders.manners.robots.RobotsFirst": 100,
        "spiders.manners.wishes.Wishes": 540,
        "spiders.manners.markup.TameDoors": 570,
        "spiders.manners.limits.WholeBodies": 590,
        "spiders.manners.under_way.UnderWay": 990,
        # what they replace
        "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
        "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
        "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    },
    "ROBOTSTXT_OBEY": False,  # Scrapy's own; ours cannot be turned off
    # one request at a time and a pause, across doors, crawls and restarts (hosts.py)
    "PRESSWATCH_DELAY": 1.0,  # s between two starts; a longer Crawl-delay is obeyed
    # 64 at once for hosts that answer (fair_queue.py); all told, three for each of 150 that do not
    "CONCURRENT_REQUESTS": 512,
    "SCHEDULER_PRIORITY_QUEUE": "spiders.manners.fair_queue.FairQueue",
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
    # Scrapy starts so many tasks for each answer, though a page is one item: 100 of them cost 4 ms
    "CONCURRENT_ITEMS": 4,
    "DOWNLOAD_DELAY": 0,  # ours is PRESSWATCH_DELAY: a stopping crawl need not sit it out
    "DOWNLOAD_DELAY_JITTER": 0,
    "AUTOTHROTTLE_ENABLED": False,
    # addresses and names that may be contacted though they are private: "127.0.0.1:8898"
    "PRESSWATCH_ALLOW_ADDRESSES": (),
    # one request a week and host, for /.well-known/tdmrep.json (wishes.py)
    "PRESSWATCH_ASK_TDMREP": True,
    # limits (limits.py says why)
    "DOWNLOAD_MAXSIZE": 10 * 2**20,
    "DOWNLOAD_WARNSIZE": 0,
    "DOWNLOAD_TIMEOUT": 30,
    "DOWNLOAD_FAIL_ON_DATALOSS": True,
    "DOWNLOAD_VERIFY_CERTIFICATES": True,
    "DNS_TIMEOUT": 20,
    # threads, in which names are looked up: ten dead domains would keep all others waiting
    "REACTOR_THREADPOOL_MAXSIZE": 64,
    "DEPTH_LIMIT": 5,
    "REDIRECT_MAX_TIMES": 6,
    "METAREFRESH_MAXDELAY": 5,  # s; longer ones are pages that reload themselves
    # one more try for what passes by itself; 429 and 503 park the host instead
    "RETRY_TIMES": 1,
    "RETRY_HTTP_CODES": [500, 502, 504, 522, 524, 408],
    "RETRY_GIVE_UP_LOG_LEVEL": "DEBUG",
    "COOKIES_ENABLED": False,
    # servers that Scrapy opens on this machine, which run code for whoever holds their token
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
}
