"""The crawl log: each crawl, and what became of each request."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlite_utils import Database

from presswatch.values import Page, Raw


@dataclass(frozen=True, slots=True)
class Tally:
    """What a crawl came to."""

    pages: int = 0
    articles: int = 0
    copies: int = 0
    lost: int = 0


@dataclass(frozen=True, slots=True)
class Capture:
    """A raw response on disk, and what it answered to."""

    source: str
    url: str
    fetched_at: datetime
    raw: Raw
    link: str = ""  #: the address in the frontier, where that is another


class CrawlLog:
    """Rows of `crawls` and `fetches`."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def start(self, command: str) -> int:
        """Opens a crawl; returns its row."""
        row = {"command": command, "started_at": now()}
        return int(str(self._db.table("crawls").insert(row, pk="id").last_pk))

    def end(self, crawl: int, outcome: str, tally: Tally) -> None:
        """Closes a crawl."""
        self._db.table("crawls").update(
            crawl,
            {"ended_at": now(), "outcome": outcome, "pages": tally.pages,
             "articles": tally.articles, "copies": tally.copies, "lost": tally.lost},
        )  # fmt: skip

    def news_is_likely(self) -> bool:
        """Whether the last crawl found a new article, or there was none, or it did not end."""
        last = "select articles > 0 or ended_at is null from crawls where command like 'crawl %' order by id desc limit 1"
        row = self._db.execute(last).fetchone()
        return row is None or bool(row[0])

    def tally(self, crawl: int) -> Tally:
        """What a crawl came to, counted from its rows."""
        row = self._db.execute(
            "select count(*), coalesce(sum(outcome = 'article'), 0), coalesce(sum(outcome in"
            " ('lost', 'failed')), 0), (select count(*) from copies c join fetches f on"
            " f.article = c.article and f.outcome = 'article' where f.crawl = ?1)"
            " from fetches where crawl = ?1",
            [crawl],
        ).fetchone()
        return Tally(pages=row[0], articles=row[1], lost=row[2], copies=row[3])

    def fetched(
        self,
        page: Page,
        outcome: str,
        *,
        reason: str = "",
        detail: str = "",
        article: int | None = None,
        stage: str = "",
    ) -> int:
        """What became of a page that was answered; returns the row of `fetches`."""
        raw = page.raw or Raw("", 0, 0)
        return self._insert(
            crawl=page.crawl, source=page.source, url=page.url, at=page.fetched_at,
            status=page.status, outcome=outcome, reason=reason, detail=detail,
            size=len(page.body), raw=raw, article=article, opt_outs=page.opt_outs, stage=stage,
        )  # fmt: skip

    def failed(
        self,
        url: str,
        source: str,
        crawl: int | None,
        *,
        reason: str,
        detail: str,
        status: int | None = None,
    ) -> int:
        """A request that brought no page."""
        return self._insert(
            crawl=crawl, source=source, url=url, at=datetime.now(UTC), status=status,
            outcome="failed", reason=reason, detail=detail, size=0, raw=Raw("", 0, 0), article=None,
        )  # fmt: skip

    def _insert(
        self, *, crawl: int | None, source: str, url: str, at: datetime, status: int | None,
        outcome: str, reason: str, detail: str, size: int, raw: Raw, article: int | None,
        opt_outs: tuple[str, ...] = (), stage: str = "",
    ) -> int:  # fmt: skip
        cursor = self._db.execute(
            "insert into fetches (crawl, source, url, fetched_at, status, outcome, reason, detail,"
            " bytes, warc_file, warc_offset, warc_length, article, opt_outs,"
            " stage)"
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [crawl, source, url, stamp(at), status, outcome, reason or None, detail[:500] or None,
             size, raw.file or None, raw.offset if raw.file else None,
             raw.length if raw.file else None, article, json.dumps(opt_outs) if opt_outs else None,
             stage or None],
        )  # fmt: skip
        return int(cursor.lastrowid or 0)

    def point_to_article(self, fetch: int, article: int) -> None:
        """The fetch that brought an article."""
        self._db.execute("update fetches set article = ? where id = ?", [article, fetch])

    def warc_ends(self) -> dict[str, int]:
        """WARC file → the byte after the last record that a committed row points to."""
        rows = self._db.execute(
            "select warc_file, max(warc_offset + warc_length) from fetches"
            " where warc_file is not null group by warc_file"
        )
        return dict(rows.fetchall())

    def capture(self, url: str) -> Capture | None:
        """The latest kept response of a URL."""
        row = self._db.execute(
            "select source, url, fetched_at, warc_file, warc_offset, warc_length from fetches"
            " where url = ? and warc_file is not null order by id desc limit 1",
            [url],
        ).fetchone()
        if row is None:
            return None
        return Capture(row[0], row[1], datetime.fromisoformat(row[2]), Raw(*row[3:]))

    def is_part(self, url: str) -> bool:
        """Whether a page was read as a further page of an article."""
        row = self._db.execute(
            "select 1 from fetches where url = ? and outcome = 'part' limit 1", [url]
        ).fetchone()
        return row is not None

    def captures(self) -> list[Capture]:
        """The latest kept response of every URL, oldest first; further pages come with their first."""
        rows = self._db.execute(
            "select source, url, fetched_at, warc_file, warc_offset, warc_length, max(id) from fetches"
            " where warc_file is not null and outcome != 'part' group by url order by fetched_at, id"
        )
        return [
            Capture(s, u, datetime.fromisoformat(at), Raw(f, o, n))
            for s, u, at, f, o, n, _ in rows.fetchall()
        ]

    def quarantined(self) -> list[Capture]:
        """The kept responses of pages that were set aside, oldest first."""
        rows = self._db.execute(
            "select f.source, f.url, f.fetched_at, f.warc_file, f.warc_offset, f.warc_length, u.url"
            " from urls u join fetches f on f.id = u.fetch"
            " where u.state = 'quarantined' and f.warc_file is not null order by f.id"
        )
        return [
            Capture(s, u, datetime.fromisoformat(at), Raw(f, o, n), link)
            for s, u, at, f, o, n, link in rows.fetchall()
        ]


def stamp(at: datetime) -> str:
    """ISO 8601 in UTC, to the second: sorts as text."""
    return at.astimezone(UTC).isoformat(timespec="seconds")


def now() -> str:
    """The present, as the database writes it."""
    return stamp(datetime.now(UTC))
