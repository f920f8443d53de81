"""What the press answers to one request, before HTTP: host and path in, status and bytes out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from jinja2 import Environment

from presswatch.demo.edition import Edition, Piece, page_environment
from presswatch.demo.manuscripts import Door, Format, Outlet

#: stands in every footer, so that nobody takes an invented article for a report
NOTE = "Part of the built-in press of presswatch. Every article here is invented."

MEDIA_TYPES = {
    Format.RSS: "application/rss+xml; charset=utf-8",
    Format.ATOM: "application/atom+xml; charset=utf-8",
    Format.JSON_FEED: "application/feed+json; charset=utf-8",
    Format.NEWS_SITEMAP: "application/xml; charset=utf-8",
    Format.SITEMAP_INDEX: "application/xml; charset=utf-8",
    Format.FRONT_PAGE: "text/html; charset=utf-8",
}
HTML = MEDIA_TYPES[Format.FRONT_PAGE]


@dataclass(frozen=True, slots=True)
class Answer:
    """A response without its HTTP dress."""

    status: int
    body: bytes
    media_type: str = HTML
    last_modified: datetime | None = None


class Site:
    """All hosts of the press at one reference, in round 1 or 2."""

    def __init__(self, reference: datetime) -> None:
        self.reference = reference
        self.round = 1
        self._editions: dict[int, Edition] = {}
        self._answers: dict[tuple[int, str, str], Answer] = {}

    @cached_property
    def _pages(self) -> Environment:
        return page_environment()

    @property
    def edition(self) -> Edition:
        """The press of the current round."""
        if self.round not in self._editions:
            self._editions[self.round] = Edition(self.reference, self.round)
        return self._editions[self.round]

    def answer(self, host: str, path: str) -> Answer:
        """The answer of a host to a path (with its query); rendered once a round."""
        key = (self.round, host, path)
        if key not in self._answers:
            answer = self._answer(host, path)
            if answer.status == 404:  # whatever is asked for: not kept
                return answer
            self._answers[key] = answer
        return self._answers[key]

    def _answer(self, host: str, path: str) -> Answer:
        outlet = self.edition.outlets.get(host)
        if outlet is None:
            return Answer(404, f"no such host in this press: {host}\n".encode(), "text/plain")
        if piece := self.edition.at.get((host, path)):
            return self._article(piece)
        if path == "/robots.txt":
            return Answer(200, self._render("_doors/robots.txt", outlet), "text/plain")
        for door in outlet.doors:
            if door.path == path:
                return self._door(outlet, door)
        if (host, path) in self.edition.withdrawn:
            return Answer(410, self._render("_pages/gone.html", outlet))
        return Answer(404, self._render("_pages/missing.html", outlet))

    def _article(self, piece: Piece) -> Answer:
        body = self._render(
            f"{piece.outlet.name}/{piece.written.template}",
            piece.outlet,
            piece=piece,
            related=self.edition.related(piece),
        )
        dated = None if piece.outlet.date_only else piece.modified
        return Answer(200, body, HTML, dated)

    def _door(self, outlet: Outlet, door: Door) -> Answer:
        folder = outlet.name if door.format is Format.FRONT_PAGE else "_doors"
        listed = self.edition.listed(outlet, door)
        body = self._render(f"{folder}/{door.format}", outlet, door=door, listed=listed)
        newest = max((p.modified for p in listed), default=None)
        dated = None if outlet.date_only else newest
        return Answer(200, body, MEDIA_TYPES[door.format], dated)

    def _render(self, template: str, outlet: Outlet, **more: object) -> bytes:
        made = self._pages.get_template(template)
        return made.render(
            outlet=outlet, home=f"http://{outlet.host}/", note=NOTE, formats=Format, **more
        ).encode()
