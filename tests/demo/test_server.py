"""The built-in press's server speaks HTTP properly, and knows two rounds."""

from __future__ import annotations

import http.client
import socket
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from presswatch.demo.manuscripts import PRESS
from presswatch.demo.server import PressServer
from presswatch.demo.site import Site

NOW = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)
SITE = Site(NOW)
ROUND2 = tomllib.loads(PRESS.with_name("truth.toml").read_text(encoding="utf-8"))["round2"]


@pytest.fixture
def press() -> Iterator[PressServer]:
    with PressServer(NOW) as server:
        yield server


def ask(
    press: PressServer, url: str, method: str = "GET", **headers: str
) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", press.port, timeout=5)
    connection.request(method, url, headers={k.replace("_", "-"): v for k, v in headers.items()})
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


FEED = "http://defencesecurityasia.com/feed/"


def test_one_port_is_every_host(press: PressServer) -> None:
    for host, outlet in SITE.edition.outlets.items():
        response, body = ask(press, f"http://{host}/")
        assert response.status == 200
        assert outlet.title in body.decode()
    assert ask(press, "http://elsewhere.example/")[0].status == 404
    assert ask(press, "http://kestrel-post.example/no/such/page")[0].status == 404


def test_connections_are_kept_alive(press: PressServer) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", press.port, timeout=5)
    for _ in range(3):
        connection.request("GET", FEED)
        assert connection.getresponse().read()
        local = connection.sock.getsockname()  # type: ignore[union-attr]
    connection.request("HEAD", FEED)
    response = connection.getresponse()
    assert response.read() == b""
    assert connection.sock.getsockname() == local  # type: ignore[union-attr]
    connection.close()


def test_head_has_the_length_of_the_body(press: PressServer) -> None:
    _, body = ask(press, FEED)
    response, nothing = ask(press, FEED, "HEAD")
    assert (int(response.headers["Content-Length"]), nothing) == (len(body), b"")


def test_an_unchanged_page_is_not_sent_again(press: PressServer) -> None:
    first, _ = ask(press, FEED)
    for same in (
        {"If_None_Match": first.headers["ETag"]},
        {"If_None_Match": f'"other", W/{first.headers["ETag"]}'},
        {"If_Modified_Since": first.headers["Last-Modified"]},
    ):
        response, body = ask(press, FEED, **same)
        assert (response.status, body) == (304, b""), same
    for other in (
        {"If_None_Match": '"other"', "If_Modified_Since": first.headers["Last-Modified"]},
        {"If_Modified_Since": "Mon, 01 Jan 2024 00:00:00 GMT"},
        {"If_Modified_Since": "yesterday"},
    ):
        assert ask(press, FEED, **other)[0].status == 200, other


def test_other_methods_are_refused(press: PressServer) -> None:
    assert ask(press, FEED, "POST")[0].status == 405


def test_an_address_that_is_none_is_refused(press: PressServer) -> None:
    with socket.create_connection(("127.0.0.1", press.port), timeout=5) as raw:
        raw.sendall(b"GET http://[nowhere/ HTTP/1.1\r\nConnection: close\r\n\r\n")
        assert raw.recv(1000).startswith(b"HTTP/1.1 400 Bad Request\r\n")


def test_it_remembers_who_asked_for_what(press: PressServer) -> None:
    ask(press, "http://kestrel-post.example/robots.txt")
    _, log = ask(press, f"{press.proxy}/__press__/requests")
    assert log.decode() == "GET http://kestrel-post.example/robots.txt 200\n"
    assert press.press.asked[0].status == 200


def test_a_browser_finds_the_outlets(press: PressServer) -> None:
    _, body = ask(press, f"{press.proxy}/")
    link = f"http://kestrel-post.example.localhost:{press.port}/"
    assert link in body.decode()
    assert b"KESTREL POST" in ask(press, link)[1]


def test_the_second_round_corrects_withdraws_and_adds(press: PressServer) -> None:
    corrected, withdrawn = press.url(ROUND2["corrected"]), press.url(ROUND2["withdrawn"])
    stale = press.url(ROUND2["stale"][0])
    before = {url: ask(press, url)[1].decode() for url in (corrected, withdrawn)}
    assert "41 hurt" in before[corrected]
    tag = ask(press, corrected)[0].headers["ETag"]

    assert ask(press, f"{press.proxy}/__press__/round/2")[0].status == 200
    assert press.round == 2

    response, body = ask(press, corrected, If_None_Match=tag)
    assert response.status == 200
    assert "14 hurt" in body.decode()
    assert "injuring 41" not in body.decode()
    assert "41 hurt" in ask(press, stale)[1].decode()
    assert ask(press, withdrawn)[0].status == 410
    for key in ROUND2["new"]:
        assert ask(press, press.url(key))[0].status == 200
    assert ask(press, f"{press.proxy}/__press__/round/3")[0].status == 404


def test_a_taken_port_is_an_error(press: PressServer) -> None:
    with pytest.raises(OSError, match="in use"):
        PressServer(NOW, port=press.port).start()


def test_stopping_closes_the_port_and_the_thread() -> None:
    server = PressServer(NOW)
    server.stop()
    port = server.start()
    server.stop()
    with pytest.raises(ConnectionRefusedError):
        http.client.HTTPConnection("127.0.0.1", port, timeout=1).request("GET", "/")
