"""The navigation: the same on every page, Datasette's own included."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from storage.browse.metadata import described

#: (path, key, label)
PAGES = (
    ("/", "stories", "Stories"),
    ("/watches", "watches", "Watches"),
    ("/sources", "sources", "Sources"),
    ("/who", "who", "Reprints"),
)


@dataclass(frozen=True, slots=True)
class Item:
    """A link of the navigation."""

    path: str
    key: str  #: a page of ours says which one it is by `here=`
    label: str


@dataclass(frozen=True, slots=True)
class Guided:
    """A table or view, and what it is in a sentence."""

    name: str
    path: str
    about: str


class Navigation:
    """What the templates know as `presswatch`."""

    def __init__(self, datasette: Any) -> None:
        self._datasette = datasette

    @property
    def items(self) -> list[Item]:
        """Our pages, and last the tables as Datasette shows them."""
        urls = self._datasette.urls
        items = [Item(urls.path(path), key, label) for path, key, label in PAGES]
        names = [name for name in self._datasette.databases if not name.startswith("_")]
        return [*items, Item(urls.database(names[0]), "tables", "Tables")] if names else items

    @property
    def home(self) -> str:
        """The front page."""
        return str(self._datasette.urls.path("/"))

    @property
    def search(self) -> str:
        """The search page."""
        return str(self._datasette.urls.path("/search"))

    def style(self, sheet: str) -> str:
        """The address of a style sheet of ours."""
        return str(self._datasette.urls.static_plugins("presswatch", f"{sheet}.css"))

    def guide(self, database: str) -> list[Guided]:
        """The tables that people ask for; empty for a database that is not ours."""
        if database.startswith("_") or database not in self._datasette.databases:
            return []
        return [
            Guided(name, str(self._datasette.urls.table(database, name)), said["about"])
            for name, said in described().items()
            if not said.get("hidden")
        ]
