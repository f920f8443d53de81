"""The press as it lies on disk: outlets and manuscripts, read but not yet dated.

    press/<outlet>/outlet.toml          the outlet: host, language, doors
    press/<outlet>/article.html, …      its templates
    press/<outlet>/<slug>.md            a manuscript: facts between +++ lines (TOML), then text
    press/<outlet>/<slug>.round2.md     what the same address says from round 2 on
    press/<outlet>/_<name>.md           a frame that manuscripts include, never a page

The text is a Jinja template over plain paragraphs: `{{ weekday(5) }}` is the weekday five days
before the reference, `{{ carry("outlet/slug", 1, 6) }}` the first six paragraphs of another
outlet's manuscript. What an outlet did to a piece it reprints is therefore all its file says.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

PRESS = Path(__file__).with_name("press")


class Format(StrEnum):
    """How a door lists articles; also the name of its template in press/_doors/."""

    RSS = "rss.xml"
    ATOM = "atom.xml"
    JSON_FEED = "feed.json"
    NEWS_SITEMAP = "news.xml"
    SITEMAP_INDEX = "index.xml"
    FRONT_PAGE = "front.html"


@dataclass(frozen=True, slots=True)
class Door:
    """One list of an outlet's articles."""

    path: str
    format: Format
    days: tuple[int, int] = (0, 999)  #: lists pieces of this age, from (included) to (excluded)
    newest: int = 999  #: at most so many


@dataclass(frozen=True, slots=True)
class Outlet:
    """One outlet.toml."""

    name: str  #: its folder, and its name in sources.toml
    host: str
    title: str
    language: str
    address: str  #: path of an article: str.format over slug, section, number, year, month, day
    doors: tuple[Door, ...]
    utc_offset: int = 0  #: hours
    tagline: str = ""
    about: str = ""  #: the stock paragraph about itself
    sections: tuple[str, ...] = ()
    disallow: tuple[str, ...] = ()  #: robots.txt
    date_only: bool = False  #: prints days, no hours, in every clock it has


@dataclass(frozen=True, slots=True)
class Manuscript:
    """One article as written. Times are as in `clock.Clock.moment`."""

    outlet: Outlet
    slug: str
    body: str
    title: str
    published: str
    modified: str = ""
    author: str = ""
    section: str = "News"
    language: str = ""  #: if it is not the outlet's
    deck: str = ""
    caption: str = ""
    credit: str = ""  #: for the template: JSON-LD creditText or the like
    canonical: str = ""  #: key of the piece that rel=canonical points to, if not to itself
    syndication_source: str = ""  #: key of the piece that this meta element points to
    address: str = ""  #: instead of the outlet's pattern
    template: str = "article.html"  #: in the outlet's folder
    first_round: int = 1
    last_round: int = 99  #: 410 Gone afterwards
    figures: dict[str, str | int | float] = field(default_factory=dict)  #: for a frame

    @property
    def key(self) -> str:
        """ "outlet/slug": how truth.toml and other manuscripts name it."""
        return f"{self.outlet.name}/{self.slug}"


def read_outlet(folder: Path) -> Outlet:
    """The outlet of a folder. Raises TypeError for an unknown key, ValueError for bad TOML."""
    said = tomllib.loads((folder / "outlet.toml").read_text(encoding="utf-8"))
    doors = tuple(
        Door(d["path"], Format(d["format"]), tuple(d.get("days", (0, 999))), d.get("newest", 999))
        for d in said.pop("doors")
    )
    lists = {k: tuple(v) for k, v in said.items() if isinstance(v, list)}
    return Outlet(name=folder.name, doors=doors, **{**said, **lists})


def read_manuscript(file: Path, outlet: Outlet) -> Manuscript:
    """The manuscript of a file. Raises ValueError, naming the file, if its head is wrong."""
    try:
        _, head, body = file.read_text(encoding="utf-8").split("+++\n", 2)
        return Manuscript(
            outlet=outlet, slug=file.name.split(".")[0], body=body.strip(), **tomllib.loads(head)
        )
    except (TypeError, ValueError) as wrong:
        raise ValueError(f"{file.relative_to(PRESS)}: {wrong}") from wrong


def read_press(press_round: int) -> tuple[Manuscript, ...]:
    """Every manuscript as of that round, withdrawn ones included, by outlet and slug."""
    found: dict[str, Manuscript] = {}
    for head in sorted(PRESS.glob("*/outlet.toml")):
        outlet = read_outlet(head.parent)
        for file in sorted(head.parent.glob("[!_]*.md")):
            told = file.name.removesuffix(".md").partition(".round")[2]
            written = read_manuscript(file, outlet)
            if int(told or 1) <= press_round and written.first_round <= press_round:
                found[written.key] = written
    return tuple(found.values())
