"""A small newsroom, written through the store as the pipelines write it.

room = build(tmp_path / "presswatch.db")     # closes the store; room.story["ferry"] is a row
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from difflib import SequenceMatcher
from pathlib import Path

from presswatch.values import (
    Article,
    Credit,
    Fact,
    Link,
    Origin,
    OriginKind,
    Page,
    Place,
    Raw,
    Relation,
    Source,
    Watch,
)
from storage import Store, open_store
from storage.extraction_health import Yield
from storage.stories import Copy
from tests.browse import texts

NOON = datetime.now(UTC).replace(microsecond=0) - timedelta(days=2)
OUTLETS = {
    "maren-agency": "Maren News Agency", "tallow-times": "Tallow Bay Times",
    "sorrel-herald": "Sorrel Herald", "gull-post": "The Gull Post", "brine-echo": "Brinemoor Echo",
    "holler-bote": "Hollerstädter Bote", "coast-digest": "Coast Digest", "quiet-page": "The Quiet Page",
}  # fmt: skip

WATCHES = (
    Watch("night-boat", 'night OR "late boat"', "Night boats", "Every sailing after dark"),
    Watch("german", "language:de"),
    Watch("nothing", "zeppelin"),
)


@dataclass
class Newsroom:
    """A database under construction, and the rows that the tests ask for by name."""

    path: Path
    store: Store
    crawl: int
    story: dict[str, int] = field(default_factory=dict)
    article: dict[str, int] = field(default_factory=dict)

    def page(self, source: str, url: str, at: datetime, said: datetime | None = None) -> Page:
        """An answer of an outlet."""
        return Page(
            url=url, source=source, body=b"<p>as it came</p>", fetched_at=at, crawl=self.crawl,
            link=Link(url, published_at=said), raw=Raw("presswatch-2026-11-23.warc.gz", 0, 120),
        )  # fmt: skip

    def add(
        self, key: str, source: str, title: str, text: str, *, hours: float = 0.0, tag: str | None = None,
        language: str = "en", url: str | None = None,
    ) -> int:  # fmt: skip
        """An article, published `hours` after NOON and read a few minutes later."""
        at = NOON + timedelta(hours=hours)
        page = self.page(
            source, url or f"https://{source}.example/{key}", at + timedelta(minutes=7), at
        )
        credits = (_credit(tag, text),) if tag else ()
        article = Article(
            page=page, url=page.url, title=title, text=text, authors=("Nora Vale",), published_at=at,
            language=language, credits=credits, extractor="combined/1", section="Coast",
            facts=(Fact("title", title, "h1"), Fact("published", at.isoformat(), "json-ld")),
        )  # fmt: skip
        fetch = self.store.log.fetched(page, "article")
        row = self.store.articles.insert(article, _sha(title, text), fetch)
        self.store.log.point_to_article(fetch, row)
        self.article[key] = row
        return row

    def tell(
        self,
        key: str,
        origin: Origin,
        copies: Sequence[tuple[str, Relation, str]] = (),
        *members: str,
    ) -> int:
        """A story of an origin and its copies, each (key, relation, credit kept)."""
        db = self.store.db
        story = int(db.table("stories").insert({"title": key}).last_pk)
        inside = [self.article[k] for k, relation, _ in copies if relation is not Relation.EXCERPT]
        inside += [self.article[k] for k in members] + ([origin.article] if origin.article else [])
        for article in inside:
            db.execute("update articles set story = ? where id = ?", [story, article])
        rows = [
            self._copy(story, origin, self.article[k], relation, kept)
            for k, relation, kept in copies
        ]
        self.store.stories.summarise(story, origin)
        self.store.stories.settle(story, {}, rows, [])
        self.story[key] = story
        return story

    def _copy(
        self, story: int, origin: Origin, article: int, relation: Relation, kept: str
    ) -> Copy:
        lead = origin.article or article
        ours, theirs = self.store.stories.member(article), self.store.stories.member(lead)
        copy, source = self.store.articles.get(article), self.store.articles.get(lead)
        spans = _spans(copy.text, source.text)
        words = sum(len(copy.text[s:e].split()) for s, e, _, _ in spans)
        assert ours.clocks.published is not None
        assert theirs.clocks.published is not None
        return Copy(
            article=article, story=story, compared_with=lead, relation=relation,
            copied_from=lead if origin.kind in (OriginKind.ARTICLE, OriginKind.EARLIEST) else None,
            because=origin.because, credit_kept=kept, words=words,
            lag_s=int((ours.clocks.published - theirs.clocks.published).total_seconds()),
            share_of_copy=words / len(copy.text.split()), share_of_origin=words / len(source.text.split()),
            changes=() if relation is not Relation.EDITED else ("headline rewritten", "'six' became 'five'"),
            evidence={"because": f"{words} words in {len(spans)} passages are the same",
                      "credits": [c.quote for c in copy.credits], "spans": spans},
        )  # fmt: skip

    def revise(
        self, key: str, title: str, text: str, *, hours: float, changes: Sequence[str]
    ) -> None:
        """An outlet changes an article after publication."""
        known = self.store.articles.get(self.article[key])
        url, source, published = self.store.db.execute(
            "select url, source, published_at from articles where id = ?", [known.id]
        ).fetchone()
        page = self.page(source, url, NOON + timedelta(hours=hours))
        article = Article(page=page, url=url, title=title, text=text, language="en",
                          published_at=datetime.fromisoformat(published), credits=known.credits)  # fmt: skip
        fetch = self.store.log.fetched(page, "revision", article=known.id)
        self.store.articles.revise(
            known, article, _sha(title, text), fetch, json.dumps(list(changes))
        )


def _credit(tag: str, text: str) -> Credit:
    quote = f"— {tag}" if f"— {tag}" in text else f"({tag})"
    start = text.find(quote)
    return Credit(name=tag, tag=tag, place=Place.CLOSING, quote=quote,
                  span=(start, start + len(quote)) if start >= 0 else None)  # fmt: skip


def _sha(title: str, text: str) -> str:
    return hashlib.sha256(f"{title}\n{text}".encode()).hexdigest()


def _spans(copy: str, source: str) -> list[list[int]]:
    blocks = SequenceMatcher(None, copy, source, autojunk=False).get_matching_blocks()
    return [[b.a, b.a + b.size, b.b, b.b + b.size] for b in blocks if b.size > 30]


def empty(path: Path) -> Path:
    """A database in which nothing was ever crawled."""
    open_store(path, writer=True).close()
    return path


def open_newsroom(path: Path) -> Newsroom:
    """A database with its outlets and one crawl, and no article yet."""
    store = open_store(path, writer=True)
    with store.transaction():
        store.sources.watch([
            Source(name, f"https://{name}.example/", feeds=(f"https://{name}.example/feed.xml",), title=title,
                   language="de" if name == "holler-bote" else "en", signature=("MNA",) if name == "maren-agency" else ())
            for name, title in OUTLETS.items()
        ])  # fmt: skip
        return Newsroom(path, store, store.log.start("crawl"))


def build(path: Path) -> Newsroom:
    """Stories of every kind: traced, by the clocks only, an agency nobody watches, a dispute."""
    room = open_newsroom(path)
    with room.store.transaction():
        _ferry(room)
        _others(room)
        room.store.watches.sync(WATCHES)
        _crawl_log(room)
    room.store.close()
    return room


# fmt: off
def _ferry(room: Newsroom) -> None:
    room.add("ferry", "maren-agency", "Cracks in hull end night sailings to the islands", texts.FERRY_WIRE, hours=0)
    room.add("ferry-tallow", "tallow-times", "Cracks in hull end night sailings to the islands", texts.FERRY_WIRE, hours=0.6, tag="MNA")
    room.add("ferry-sorrel", "sorrel-herald", "Sorrel loses its night boat for two weeks", texts.FERRY_EDITED, hours=3.2)
    room.add("ferry-gull", "gull-post", "Night ferries halted after hull cracks", texts.FERRY_SHORT, hours=5.5, tag="MNA")
    room.add("ferry-echo", "brine-echo", "Cracks in hull end night sailings to the islands", texts.FERRY_BEFORE, hours=31)
    room.add("digest", "coast-digest", "Morning digest", texts.FERRY_DIGEST, hours=20)
    room.tell("digest", Origin(OriginKind.EARLIEST, "nobody else carries it", 0.5, room.article["digest"]))
    room.tell(
        "ferry",
        Origin(OriginKind.ARTICLE, "2 of 4 copies credit MNA, the tag that Maren News Agency signs with", 0.96, room.article["ferry"]),
        [("ferry-tallow", Relation.VERBATIM, "kept"), ("ferry-sorrel", Relation.EDITED, "stripped"),
         ("ferry-gull", Relation.EDITED, "kept"), ("ferry-echo", Relation.VERBATIM, "stripped"),
         ("digest", Relation.EXCERPT, "stripped")],
    )  # fmt: skip
    room.revise("ferry", "Cracks in hull end night sailings to the islands", texts.FERRY + "\n— MNA", hours=9,
                changes=["'132' became '312'", "1 phrase added"])  # fmt: skip


def _others(room: Newsroom) -> None:
    room.add("heat", "holler-bote", "Wärmespeicher kommt ein Jahr später", texts.HEAT, hours=-30, language="de")
    room.add("heat-2", "quiet-page", "Hollerstadt: Speicher verspätet sich", texts.HEAT + "\n(dpx)", hours=-28, language="de", tag="dpx")
    room.tell("heat", Origin(OriginKind.AGENCY, "a copy credits dpx, which is not watched", 0.8, room.article["heat"], agency="dpx"),
              [("heat-2", Relation.VERBATIM, "kept")])  # fmt: skip
    room.add("bank", "tallow-times", "Four bank branches to close", texts.CREDIT_UNION, hours=12)
    room.add("bank-2", "gull-post", "Bank closes four branches", texts.CREDIT_UNION, hours=13.5)
    room.add("bank-3", "brine-echo", "Savings bank to close branches", texts.CREDIT_UNION, hours=12.2)
    room.tell("bank", Origin(OriginKind.EARLIEST, "it was published 12 minutes before the next, and nobody credits anyone", 0.45, room.article["bank"]),
              [("bank-2", Relation.VERBATIM, "stripped"), ("bank-3", Relation.VERBATIM, "stripped")])  # fmt: skip
    room.add("seed", "brine-echo", "Seed vault takes in its ten thousandth variety", texts.SEED, hours=26)
    room.add("seed-2", "sorrel-herald", "Lost bean found behind a stove", texts.SEED + "\n— GPX", hours=27, tag="GPX")
    room.tell("seed", Origin(OriginKind.CONFLICT, "one copy credits GPX, another Brinemoor Echo", 0.3, room.article["seed"]),
              [("seed-2", Relation.VERBATIM, "other")])  # fmt: skip
    room.add("weather", "tallow-times", "Weather: bright with light winds", texts.WEATHER, hours=30)
    room.tell("weather", Origin(OriginKind.EARLIEST, "nobody else carries it", 0.5, room.article["weather"]))


# fmt: on
def _crawl_log(room: Newsroom) -> None:
    store = room.store
    for name in OUTLETS:
        source = Source(name, "", feeds=(f"https://{name}.example/feed.xml",))
        door = store.doors.of([source])[name][0]
        bad = {
            "quiet-page": ("HTTP 403", "Forbidden"),
            "coast-digest": ("timeout", "took longer than 30 s"),
        }
        state, said = bad.get(name, ("working", ""))
        due = (NOON + timedelta(days=3)).isoformat(timespec="seconds")
        if name in bad:
            store.doors.failed(door, state=state, said=said, due_at=due, interval_s=1800)
        else:
            store.doors.polled(door, state=state, due_at=due, interval_s=1800, new=3)
    store.log.failed(
        "https://quiet-page.example/feed.xml",
        "quiet-page",
        room.crawl,
        reason="HTTP 403",
        detail="Forbidden",
        status=403,
    )
    page = room.page("gull-post", "https://gull-post.example/cookies", NOON)
    store.log.fetched(
        page, "lost", reason="consent wall", detail="asks for cookies instead of answering"
    )
    store.extraction.keep("gull-post", room.crawl, Yield(20, 0.9, 1.0, 0.85, 1.0, 410), "")
    fallen = Yield(20, 0.95, 1.0, 0.0, 1.0, 402)
    store.extraction.keep(
        "gull-post", room.crawl, fallen, "0% of the latest 20 pages have an author, 85% before"
    )
    store.log.end(room.crawl, "finished", store.log.tally(room.crawl))
