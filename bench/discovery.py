"""Is a working door found from the bare homepage of every replayed host?

    python -m bench.discovery [HOSTS]

Starts ../shared/tools/replay.py, the offline web of real pages, and asks each host for its doors as
`presswatch add` does, all hosts in one crawl. Says and skips when the corpus is not there.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

REPLAY = Path(__file__).resolve().parents[2] / "shared" / "tools" / "replay.py"
LIMIT = 0.98  #: share of hosts with a feed or a sitemap


def measured(most: int | None = None) -> tuple[int, Counter[str]]:
    """Hosts asked, and how many have a best door of each kind."""
    listed = subprocess.run(
        [sys.executable, str(REPLAY), "--list"], capture_output=True, text=True, check=True
    )
    homes = [line.split()[0] for line in listed.stdout.splitlines() if "http" in line][:most]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, str(REPLAY), "--port", str(port)], stdout=subprocess.DEVNULL
    )
    try:
        _until_it_listens(port)
        proxy = f"http://127.0.0.1:{port}"
        os.environ.update(http_proxy=proxy, https_proxy=proxy, no_proxy="")
        return len(homes), _kinds(homes)
    finally:
        server.terminate()


def _kinds(homes: list[str]) -> Counter[str]:
    from scrapy import signals
    from scrapy.crawler import AsyncCrawlerProcess

    from presswatch.crawl import settings
    from spiders.discovery import Found, best

    made = settings({"ITEM_PIPELINES": {}, "EXTENSIONS": {}, "PRESSWATCH_DELAY": 0.0})
    process = AsyncCrawlerProcess(made)
    crawler = process.create_crawler("discover")
    found: dict[str, list[Found]] = {}
    crawler.signals.connect(
        lambda item: found.setdefault(item.home, []).append(item), signals.item_scraped, weak=False
    )
    process.crawl(crawler, url=" ".join(homes))
    process.start()
    return Counter(str(best(doors)[0].kind) for doors in found.values() if best(doors))


def _until_it_listens(port: int) -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("replay.py does not answer")


def main() -> None:
    """Prints the table."""
    if not REPLAY.exists():
        print("the shared corpus is not here; skipped")
        return
    hosts, kinds = measured(int(sys.argv[1]) if len(sys.argv) > 1 else None)
    share = (kinds["feed"] + kinds["sitemap"]) / max(hosts, 1)
    print(f"{hosts} hosts: {dict(kinds)}; feed or sitemap for {share:.1%}")


if __name__ == "__main__":
    main()
