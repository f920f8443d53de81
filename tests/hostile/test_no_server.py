"""A crawl listens on no port: Scrapy comes with two servers that run whatever code they are sent."""

from __future__ import annotations

import os
from pathlib import Path
from threading import Event

from tests.commandline import Running
from tests.crawling import Asked, Server, http

LISTENS = "0A"  #: the state of a socket in /proc/net/tcp


def listening(pid: int) -> list[str]:
    """The local addresses at which a process listens, in hex as the kernel has them."""
    sockets = {
        fd.resolve().name for fd in Path(f"/proc/{pid}/fd").iterdir()
    }  # some close meanwhile
    rows = [
        line.split()
        for table in ("tcp", "tcp6")
        for line in Path("/proc/net", table).read_text("ascii").splitlines()[1:]
    ]
    return [row[1] for row in rows if row[3] == LISTENS and f"socket:[{row[9]}]" in sockets]


def test_a_crawl_listens_nowhere(tmp_path: Path) -> None:
    asked, seen = Event(), Event()

    def answer(_: Asked) -> bytes:
        asked.set()
        seen.wait(30)
        return http("", 404)

    with Server(answer) as server:
        (tmp_path / "sources.toml").write_text(
            f'[monitor]\ncontact = "mailto:desk@example.org"\n[[source]]\nname = "gazette"\n'
            f'home = "{server.url()}"\nfeeds = ["{server.url("/feed")}"]\n', "utf8",
        )  # fmt: skip
        allowed = {"PRESSWATCH_ALLOW_ADDRESSES": f"127.0.0.1:{server.port}"}
        crawl = Running(tmp_path, ("crawl", "--quiet"), os.environ | allowed)
        assert asked.wait(60)
        ours, its = listening(os.getpid()), listening(crawl.process.pid or 0)
        seen.set()
        crawl.wait()
    assert ours != []  # the server of this test: what is looked for would be seen
    assert its == []
