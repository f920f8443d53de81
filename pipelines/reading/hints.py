"""What the facts tell the body's reader."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hints:
    """What markup says that helps to tell body from the rest."""

    titles: tuple[str, ...] = ()
    descriptions: tuple[str, ...] = ()
    article_body: str = ""  #: of the JSON-LD
    authors: tuple[str, ...] = ()
    site: str = ""  #: registered domain of the page; empty where it is not known
