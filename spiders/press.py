"""All doors of the watchlist in one crawl: what `presswatch crawl` runs."""

from __future__ import annotations

from presswatch.values import DoorKind
from spiders.door import DoorSpider


class Press(DoorSpider):
    """scrapy crawl press [-a source=NAME] [-a due=1]"""

    name = "press"
    kinds = (DoorKind.FEED, DoorKind.SITEMAP, DoorKind.FRONT_PAGE)
