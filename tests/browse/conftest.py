"""A real Datasette on a small newsroom, visited without a network."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from storage.browse.serving import newsroom
from tests.browse.newsroom import Newsroom, build, empty


class Visitor:
    """Asks Datasette for pages, as a browser on this machine would."""

    def __init__(self, db: Path, **options: Any) -> None:
        self._loop = asyncio.new_event_loop()
        self.datasette = newsroom(db, **options)
        self._loop.run_until_complete(self.datasette.invoke_startup())

    def get(self, path: str, **options: Any) -> Any:
        """The answer, whatever its status."""
        return self._loop.run_until_complete(self.datasette.client.get(path, **options))

    def request(self, method: str, path: str, **options: Any) -> Any:
        """The answer to any method."""
        return self._loop.run_until_complete(self.datasette.client.request(method, path, **options))

    def page(self, path: str) -> str:
        """The text of a page that must be there."""
        answer = self.get(path)
        assert answer.status_code == 200, f"{path}: {answer.status_code} {answer.text[:500]}"
        return str(answer.text)

    def post(self, path: str, fields: dict[str, str], *, form: str = "") -> Any:
        """Sends the form of a page as a browser would: with the token that its page gave."""
        shown = self.get(form or path)
        found = re.search('name="csrftoken" value="([^"]*)"', shown.text)
        fields = fields | {"csrftoken": found[1] if found else ""}
        cookies = dict(shown.cookies)
        return self._loop.run_until_complete(
            self.datasette.client.post(path, data=fields, cookies=cookies)
        )

    def post_from_elsewhere(self, path: str, form: dict[str, str]) -> Any:
        """What a page of another site can make a browser send."""
        headers = {"Origin": "http://evil.example", "Sec-Fetch-Site": "cross-site"}
        return self._loop.run_until_complete(
            self.datasette.client.post(path, data=form, headers=headers)
        )

    def close(self) -> None:
        """Lets go of the files."""
        for db in self.datasette.databases.values():
            db.close()
        self._loop.close()


@pytest.fixture(scope="session")
def room(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    return build(tmp_path_factory.mktemp("newsroom") / "presswatch.db")


@pytest.fixture(scope="session")
def visitor(room: Newsroom) -> Iterator[Visitor]:
    visitor = Visitor(room.path)
    yield visitor
    visitor.close()


@pytest.fixture(scope="session")
def nobody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    visitor = Visitor(empty(tmp_path_factory.mktemp("empty") / "presswatch.db"))
    yield visitor
    visitor.close()


def addresses(room: Newsroom) -> list[str]:
    """One of each page."""
    return [
        "/", "/?days=0&alone=1&sort=new&language=en&source=gull-post", f"/story/{room.story['ferry']}",
        f"/story/{room.story['heat']}", f"/story/{room.story['bank']}", f"/story/{room.story['seed']}",
        f"/story/{room.story['weather']}", f"/article/{room.article['ferry']}", "/search",
        "/search?q=night", "/sources", "/source/quiet-page", "/source/maren-agency", "/who", "/who?proven=1",
        "/watches", "/watches?days=0&said=saved", "/watch/night-boat", "/watch/nothing?days=7", "/watches/compare",
        "/watches/compare?watch=night-boat&watch=german&days=0", "/?watch=night-boat&days=0",
        "/search?q=night+source:gull-post",
    ]  # fmt: skip
