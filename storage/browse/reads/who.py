"""Who reprints whom: every link from a copy to where its text came from, added up."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median_low

from presswatch.values import OriginKind, Relation

PROVEN = (OriginKind.ARTICLE, OriginKind.AGENCY)

#: (whose text it is, who carries it, relation, lag, credit)
Link = tuple[str, str, str, int | None, str | None]


@dataclass(frozen=True, slots=True)
class Flow:
    """What went from one to another."""

    origin: str
    outlet: str
    copies: int
    verbatim: int
    edited: int
    excerpt: int
    median_lag_s: int | None
    credited: float  #: 0..1: share of the copies that name the origin

    @property
    def itself(self) -> bool:
        """An outlet that carries its own text twice."""
        return self.origin == self.outlet


@dataclass(frozen=True, slots=True)
class Dependence:
    """How much of what an outlet carries comes from others."""

    outlet: str
    articles: int
    copied: int
    share: float
    credited: float  #: 0..1: share of the copies that name the origin
    median_lag_s: int | None


@dataclass(frozen=True, slots=True)
class Reprints:
    """Everything the page shows."""

    flows: tuple[Flow, ...]  #: the largest first
    dependence: tuple[Dependence, ...]
    names: dict[str, str]  #: source → the name people know it by


def reprints(conn: sqlite3.Connection, *, proven: bool, since: str | None) -> Reprints:
    """All flows. Joined here and not in SQL: three scans take a third of the time of the join,
    since a row of `articles` is long and its source stands in a small index."""
    links = list(_all_links(conn, proven, since))
    counts = dict(conn.execute("select source, count(*) from articles group by source").fetchall())
    return Reprints(_added_up(links), tuple(_dependence(links, counts)), _names(conn))


def flows_of(conn: sqlite3.Connection, source: str) -> tuple[tuple[Flow, ...], dict[str, str]]:
    """(flows from and to one source, names)."""
    rows = conn.execute(
        "with mine as (select id from articles where source = ?1), linked as ("
        " select id from copies where article in mine"
        " union select id from copies where copied_from in mine)"
        " select coalesce(o.source, s.origin_name), a.source, c.relation, c.lag_s, c.credit_kept"
        " from linked join copies c on c.id = linked.id join articles a on a.id = c.article"
        " join stories s on s.id = c.story left join articles o on o.id = c.copied_from"
        " where coalesce(o.source, s.origin_name) is not null",
        [source],
    )
    return _added_up(map(tuple, rows)), _names(conn)


def _names(conn: sqlite3.Connection) -> dict[str, str]:
    return dict(conn.execute("select name, coalesce(title, name) from sources").fetchall())


def _all_links(conn: sqlite3.Connection, proven: bool, since: str | None) -> Iterable[Link]:
    outlet_of: dict[int, str] = dict(conn.execute("select id, source from articles").fetchall())
    stories = {
        story: name
        for story, kind, name in conn.execute(
            "select id, origin_kind, origin_name from stories where articles > 0"
            " and (?1 is null or last_at >= ?1)",
            [since],
        )
        if not proven or kind in PROVEN
    }
    for article, story, source, relation, lag, kept in conn.execute(
        "select article, story, copied_from, relation, lag_s, credit_kept from copies"
    ):
        if story in stories:
            origin = outlet_of.get(source) or stories[story]
            if origin is not None:
                yield origin, outlet_of[article], relation, lag, kept


def _added_up(links: Iterable[Link]) -> tuple[Flow, ...]:
    pairs: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in links:
        pairs[link[0], link[1]].append(link)
    flows = [_flow(origin, outlet, rows) for (origin, outlet), rows in pairs.items()]
    return tuple(sorted(flows, key=lambda f: (-f.copies, f.origin, f.outlet)))


def _flow(origin: str, outlet: str, rows: Sequence[Link]) -> Flow:
    kinds = [row[2] for row in rows]
    lags = [row[3] for row in rows if row[3] is not None]
    return Flow(
        origin, outlet, len(rows), kinds.count(Relation.VERBATIM), kinds.count(Relation.EDITED),
        kinds.count(Relation.EXCERPT), median_low(lags) if lags else None,
        [row[4] for row in rows].count("kept") / len(rows),
    )  # fmt: skip


def _dependence(links: Sequence[Link], articles: dict[str, int]) -> list[Dependence]:
    """Of verbatim and edited copies of others' texts; an excerpt is a quotation."""
    taken: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        origin, outlet, relation, *_ = link
        if origin != outlet and relation != Relation.EXCERPT and articles.get(outlet):
            taken[outlet].append(link)
    found = [_depends(outlet, rows, articles[outlet]) for outlet, rows in taken.items()]
    return sorted(found, key=lambda d: (-d.share, d.outlet))


def _depends(outlet: str, rows: Sequence[Link], articles: int) -> Dependence:
    lags = [row[3] for row in rows if row[3] is not None]
    credited = [row[4] for row in rows].count("kept") / len(rows)
    share = min(1.0, len(rows) / articles)
    return Dependence(
        outlet, articles, len(rows), share, credited, median_low(lags) if lags else None
    )
