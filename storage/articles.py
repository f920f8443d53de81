"""Articles, and what they said before."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from presswatch.values import Article, Credit, Fact, Link, Page, Place
from storage.log import stamp


@dataclass(frozen=True, slots=True)
class Known:
    """A row of `articles`, as far as the next decision needs it."""

    id: int
    sha256: str
    story: int | None
    title: str
    text: str
    credits: tuple[Credit, ...]
    pruned: bool = False  #: its text was let go of for its age
    language: str | None = None  #: ISO 639-1


class Articles:
    """Rows of `articles` and `revisions`."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def known(self, canonical: str) -> Known | None:
        """The article of a canonical URL: what makes two addresses one article."""
        return self._one("canonical = ?", canonical)

    def get(self, article: int) -> Known:
        """The article of a row that exists."""
        found = self._one("id = ?", article)
        assert found is not None, f"no article {article}"
        return found

    def _one(self, where: str, value: Any) -> Known | None:
        row = self._db.execute(
            "select id, sha256, story, title, text, credits, pruned_at is not null, language"
            f" from articles where {where}",
            [value],
        ).fetchone()
        if row is None:
            return None
        credits, pruned = read_credits(row[5]), bool(row[6])
        return Known(row[0], row[1], row[2], row[3], row[4], credits, pruned, row[7])

    def with_text(self) -> list[int]:
        """All articles whose text is here."""
        rows = self._db.execute("select id from articles where text <> '' order by id").fetchall()
        return [article for (article,) in rows]

    def article(self, article: int) -> Article:
        """What tracing needs of a stored article; its page is not read again."""
        url, canonical, source, title, text, seen, published, language, credits = self._db.execute(
            "select url, canonical, source, title, text, first_seen_at, published_at, language,"
            " credits from articles where id = ?", [article]
        ).fetchone()  # fmt: skip
        return Article(
            Page(url, source, b"", datetime.fromisoformat(seen), Link(url)), canonical, title, text,
            published_at=datetime.fromisoformat(published) if published else None,
            language=language, credits=read_credits(credits),
        )  # fmt: skip

    def insert(self, article: Article, sha256: str, fetch: int) -> int:
        """A new article; its story is still open."""
        row = _columns(article, sha256) | {"fetch": fetch}
        row |= {"url": _address(article), "canonical": article.url, "source": article.page.source,
                "first_seen_at": stamp(article.page.fetched_at)}  # fmt: skip
        names = ", ".join(row)
        marks = ", ".join("?" * len(row))
        cursor = self._db.execute(
            f"insert into articles ({names}) values ({marks})", list(row.values())
        )
        return int(cursor.lastrowid or 0)

    def revise(self, known: Known, article: Article, sha256: str, fetch: int, changes: str) -> None:
        """The article now says something else; what it said before becomes a revision."""
        self._db.table("revisions").insert(
            {"article": known.id, "seen_at": stamp(article.page.fetched_at), "title": known.title,
             "text": known.text, "sha256": known.sha256, "fetch": fetch, "changes": changes},
        )  # fmt: skip
        self._write(known.id, _columns(article, sha256) | {"fetch": fetch})

    def reread(self, article: int, reading: Article, sha256: str) -> None:
        """The same page, read better than before."""
        self._write(article, _columns(reading, sha256))

    def _write(self, article: int, row: dict[str, Any]) -> None:
        sets = ", ".join(f"{name} = ?" for name in row)
        self._db.execute(f"update articles set {sets} where id = ?", [*row.values(), article])

    def find(self, url_or_id: str) -> int | None:
        """The row that a person means: an id, a URL, or the URL a door named."""
        for sql in (
            "select id from articles where id = cast(? as integer) and ? not glob '*[^0-9]*'",
            "select id from articles where url = ?",
            "select id from articles where canonical = ?",
            "select article from urls where url = ? and article is not null",
        ):
            row = self._db.execute(sql, [url_or_id] * sql.count("?")).fetchone()
            if row is not None:
                return int(row[0])
        return None


def _address(article: Article) -> str:
    """Where the page was fetched; for a file from disk, where it says it belongs."""
    return article.url if article.page.url.startswith("file:") else article.page.url


def _columns(article: Article, sha256: str) -> dict[str, Any]:
    """What a reading of the page decides: all that a revision may change."""
    page = article.page
    published_raw = next((f.value for f in article.facts if f.name == "published"), None)
    return {
        "title": article.title,
        "text": article.text,
        "authors": json.dumps(article.authors, ensure_ascii=False),
        "published_at": _local(article.published_at),
        "published_utc": _time(article.published_at),
        "published_raw": published_raw,
        "modified_at": _time(article.modified_at),
        "door_at": _time(page.link.published_at),
        "last_modified_at": page.header("Last-Modified"),
        "language": article.language,
        "credit": article.credit,
        "words": len(article.text.split()),
        "description": article.description,
        "image": article.image,
        "section": article.section,
        "tags": json.dumps(article.tags, ensure_ascii=False) if article.tags else None,
        "partial": int(article.partial),
        "sha256": sha256,
        "facts": json.dumps([asdict(f) for f in article.facts], ensure_ascii=False),
        "credits": json.dumps([asdict(c) for c in article.credits], ensure_ascii=False),
        "extractor": article.extractor,
    }


def _time(at: datetime | None) -> str | None:
    return stamp(at) if at else None


def _local(at: datetime | None) -> str | None:
    """ISO 8601 in the page's own zone: the day that its readers saw."""
    return at.isoformat(timespec="seconds") if at else None


def read_credits(column: str | None) -> tuple[Credit, ...]:
    """Column `credits` → values."""
    return tuple(
        Credit(**{**c, "place": Place(c["place"]), "domains": tuple(c["domains"]),
                  "span": tuple(c["span"]) if c["span"] else None})
        for c in json.loads(column or "[]")
    )  # fmt: skip


def read_facts(column: str | None) -> tuple[Fact, ...]:
    """Column `facts` → values."""
    return tuple(Fact(**f) for f in json.loads(column or "[]"))
