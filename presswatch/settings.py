"""Every setting of a crawl. The only file that reads the environment.

`scrapy crawl …` reads it through scrapy.cfg; `presswatch …` reads the same and overrides from the
command line. What a user may set lives in sources.toml; what is here is how the house runs.
"""

from __future__ import annotations

import os

from scrapy.settings import default_settings

from pipelines import STAGES
from presswatch import __version__
from spiders.manners import SETTINGS as MANNERS

# ── where things are ──
PRESSWATCH_DB = os.environ.get("PRESSWATCH_DB", "presswatch.db")
PRESSWATCH_SOURCES = os.environ.get("PRESSWATCH_SOURCES", "sources.toml")
PRESSWATCH_WATCHES = os.environ.get(
    "PRESSWATCH_WATCHES", ""
)  # empty: watches.toml beside the sources
PRESSWATCH_ALERTS = os.environ.get("PRESSWATCH_ALERTS", "")  # empty: alerts.toml beside the sources
PRESSWATCH_WINDOW_DAYS = int(os.environ.get("PRESSWATCH_WINDOW_DAYS", "30"))  # 0: all of time

# ── the house ──
BOT_NAME = "presswatch"
SPIDER_MODULES = ["spiders"]
NEWSPIDER_MODULE = "spiders"
USER_AGENT = f"presswatch/{__version__}"  # the spider adds the contact of the watchlist
ITEM_PIPELINES = {path: 100 * n for n, path in enumerate(STAGES, 1)}
EXTENSIONS = {"pipelines.record_losses.RecordLosses": 100, "pipelines.halt.Halt": 200}
#: without what the manners turn off: Scrapy imports even what `EXTENSIONS` sets to None, in 0.3 s
EXTENSIONS_BASE = {
    path: order
    for path, order in default_settings.EXTENSIONS_BASE.items()
    if not path.endswith(("RemoteControl", "TelnetConsole"))
}

# ── manners: robots.txt, pauses, the guard against private addresses, limits ──
globals().update(MANNERS)
#: addresses that the guard lets pass although they are not public, e.g. "127.0.0.1:8898"
PRESSWATCH_ALLOW_ADDRESSES = tuple(os.environ.get("PRESSWATCH_ALLOW_ADDRESSES", "").split())
PRESSWATCH_DELAY = float(os.environ.get("PRESSWATCH_DELAY", "1.0"))
RETRY_ENABLED = False  # the frontier tries again in a later crawl; a host that says 429 is parked
COOKIES_ENABLED = False

# ── quiet ──
LOG_LEVEL = os.environ.get("PRESSWATCH_LOG_LEVEL", "WARNING")
LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def use_proxy(address: str, *, delay: float) -> None:
    """Sends the crawls of this process's children through a proxy and nowhere else."""
    os.environ.update(http_proxy=address, https_proxy=address, no_proxy="")
    os.environ["PRESSWATCH_DELAY"] = str(delay)


def secret(name: str) -> str | None:
    """A password or token that alerts.toml names by its variable."""
    return os.environ.get(name)
