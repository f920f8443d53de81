"""The guard is in place, or presswatch does not start."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from twisted.internet import tcp

from spiders.manners import SETTINGS, guard
from spiders.manners.guard import Guard, GuardMissing
from spiders.manners.refusals import ForbiddenAddress
from spiders.manners.url_policy import Allowed
from tests.crawling import ATTEMPTS, NAMES, Server, fetch, http, run_spider, site, wait_for


def connect_without_asking(self: Any, address: Any) -> None:
    self.realAddress = address
    self.doConnect()


connect_without_asking.guarded = True  # type: ignore[attr-defined]


def test_the_self_test_passes() -> None:
    guard.install(Allowed())
    guard.self_test()


def test_a_hook_that_is_gone_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tcp.Client, "_setRealAddress", None, raising=False)
    with pytest.raises(GuardMissing, match="gone"):
        guard.install(Allowed())


def test_a_hook_that_is_not_asked_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tcp.Client, "_setRealAddress", connect_without_asking)
    with pytest.raises(GuardMissing, match="no longer asks"):
        guard.self_test()


def test_a_twisted_that_goes_another_way_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def straight_on(self: Any) -> None:
        connect_without_asking(self, self.addr)

    monkeypatch.setattr(tcp.Client, "resolveAddress", straight_on)
    with pytest.raises(GuardMissing):
        guard.self_test()


def test_a_crawl_without_the_guard_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tcp.Client, "_setRealAddress", connect_without_asking)
    with Server(site({})) as server:
        with pytest.raises(GuardMissing):
            fetch(server.url(), servers=[server])
        assert server.asked == []


@pytest.mark.parametrize(
    "handlers",
    [
        {"http": "scrapy.core.downloader.handlers.http11.HTTP11DownloadHandler"},
        {"ftp": "scrapy.core.downloader.handlers.ftp.FTPDownloadHandler"},
    ],
)
def test_a_crawl_with_another_handler_does_not_start(handlers: dict[str, str]) -> None:
    merged = {**SETTINGS["DOWNLOAD_HANDLERS"], **handlers}
    with Server(site({})) as server:
        with pytest.raises(GuardMissing, match="merge"):
            fetch(server.url(), servers=[server], settings={"DOWNLOAD_HANDLERS": merged})
        assert server.asked == []


def test_what_is_allowed_passes_and_its_neighbours_do_not() -> None:
    it = Guard(Allowed.read(["127.0.0.1:8898", "10.1.0.0/16", "[fd00::7]:80"]))
    it.check("127.0.0.1", 8898)
    it.check("10.1.2.3", 80)
    it.check("fd00::7", 80)
    it.check("93.184.215.14", 443)
    for ip, port in [("127.0.0.1", 8899), ("10.2.0.1", 80), ("fd00::7", 81), ("fe80::1", 80)]:
        with pytest.raises(ForbiddenAddress):
            it.check(ip, port)
    assert len(it.refused) == 4


def test_a_name_that_is_allowed_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(NAMES, "wiki.intranet", "127.0.0.1")
    with Server(site({"/a": http("a page")})) as server:
        (found,) = fetch(server.url("/a", "wiki.intranet"), allow=[f"wiki.intranet:{server.port}"])
    assert found.state == "200"


def test_trust_resolves_names_as_the_connection_will(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(NAMES, "proxy.corp", "127.0.0.9")
    it = Guard()
    wait_for(it.trust("proxy.corp", 3128))
    it.check("127.0.0.9", 3128)
    with pytest.raises(ForbiddenAddress):
        it.check("127.0.0.9", 80)


def test_nothing_was_ever_attempted_elsewhere() -> None:
    assert ATTEMPTS == []
    assert run_spider  # the crawls above went through it


_BROKEN = """
import sys
from twisted.internet import tcp

def gone(self, address):  # as a Twisted would have it that asks nobody
    self.doConnect()

gone.guarded = True
tcp.Client._setRealAddress = gone
from presswatch.cli import main
sys.argv = ["presswatch", "crawl"]
main()
"""


def test_the_command_does_not_start_without_the_guard(tmp_path: Path) -> None:
    """One line, its exit code, and nothing was asked for."""
    (tmp_path / "sources.toml").write_text(
        '[monitor]\ncontact = "mailto:desk@example.org"\n\n[[source]]\nname = "gazette"\n'
        'home = "http://gazette.example/"\nfeeds = ["http://gazette.example/feed"]\n',
        "utf8",
    )
    nobody = "http://127.0.0.1:9"
    ran = subprocess.run(
        [sys.executable, "-c", _BROKEN], cwd=tmp_path, capture_output=True, text=True, check=False,
        env=os.environ | {"http_proxy": nobody, "https_proxy": nobody, "PYTHONPATH": str(Path.cwd())},
    )  # fmt: skip
    assert (ran.returncode, ran.stderr.count("\n")) == (1, 1), ran.stderr
    assert ran.stderr.startswith("presswatch: Twisted no longer asks before it connects")
