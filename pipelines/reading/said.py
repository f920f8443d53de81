"""What the head of a page says of itself, gathered in one walk: JSON-LD, meta, links."""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from pipelines.reading.blocks import INVISIBLE, squeezed
from pipelines.reading.json_ld import Node, article_node, nodes_of, text

#: longer values are whole texts or data: URLs
LONGEST = 5000
#: h1 that are looked at
MOST_H1 = 6


@dataclass(frozen=True, slots=True)
class Said:
    """The page's own description of itself."""

    url: str
    nodes: list[Node]  #: every JSON-LD node
    article: Node | None  #: the one that describes this article
    metas: dict[str, list[str]] = field(default_factory=dict)  #: by lower-case name
    links: dict[str, list[str]] = field(default_factory=dict)  #: rel → absolute hrefs
    title: str = ""  #: of <title>
    lang: str = ""  #: as the html element declares it
    scripts: tuple[str, ...] = ()  #: scripts, frames and forms, by their machinery

    def meta(self, *names: str) -> str:
        """The first non-empty value of the first of these that the page has."""
        return next((v for name in names for v in self.metas.get(name, ()) if v), "")

    def ld(self, *keys: str) -> str:
        """The first text under these keys of the article's node."""
        found = (text((self.article or {}).get(key)) for key in keys)
        return clean(html.unescape(next((value for value in found if value), "")))

    def site_names(self) -> tuple[str, ...]:
        """What the site calls itself."""
        publisher = text((self.article or {}).get("publisher"))
        sites = [n.get("name") for n in self.nodes if "WebSite" in str(n.get("@type"))]
        names = (self.meta("og:site_name", "application-name"), publisher, *sites)
        return tuple(name for name in names if isinstance(name, str) and name)

    def own_keys(self) -> set[str]:
        """The site's names, and what its address gives away, squeezed."""
        return {squeezed(name) for name in self.site_names()} | host_names(self.url)


def clean(written: str) -> str:
    """One line without invisible characters."""
    return " ".join(written.translate(INVISIBLE).split())


def listen(tree: HtmlElement, url: str) -> Said:
    """Everything the page says of itself."""
    nodes = nodes_of(tree)
    metas: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        value = element.get("content") or ""
        name = element.get("property") or element.get("name") or element.get("itemprop")
        if name and value and len(value) <= LONGEST:
            metas.setdefault(name.lower(), []).append(clean(html.unescape(value)))
    links: dict[str, list[str]] = {}
    for element in tree.iter("link"):
        for rel in (element.get("rel") or "").lower().split():
            if href := (element.get("href") or "").strip():
                links.setdefault(rel, []).append(urljoin(url, href) if len(href) < 2000 else "")
    head = next(tree.iter("title"), None)
    title = clean(head.text_content()) if head is not None else ""
    shown = [h1.text_content()[:LONGEST] for h1 in islice(tree.iter("h1"), MOST_H1)]
    titles = {squeezed(text) for text in (*shown, *metas.get("og:title", ()), title)} - {""}
    own = article_node(nodes, (url, *links.get("canonical", ())), titles)
    return Said(url, nodes, own, metas, links, title, tree.get("lang") or "", _machinery(tree))


def _machinery(tree: HtmlElement) -> tuple[str, ...]:
    """What scripts, frames and forms are called: a challenge page is known by its machinery.

    Of a script its beginning and its end: some products name themselves in the last call only.
    """
    scripts = (f"{(s.get('src') or '')[:200]} {_ends(s.text or '')}" for s in tree.iter("script"))
    frames = ((f.get("src") or "")[:400] for f in tree.iter("iframe"))
    forms = (f"{f.get('id') or ''} {f.get('action') or ''}"[:400] for f in tree.iter("form"))
    return tuple(text for text in (*scripts, *frames, *forms) if text.strip())


def _ends(script: str) -> str:
    return script if len(script) <= 600 else f"{script[:200]} {script[-400:]}"


def host_names(url: str) -> set[str]:
    """The site's names that its address gives away, squeezed."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return {squeezed(host), squeezed(host.rsplit(".", 1)[0]), squeezed(host.split(".")[0])}
