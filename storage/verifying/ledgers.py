"""Tables that say the same thing twice agree: frontier, articles, stories, copies."""

from __future__ import annotations

from collections.abc import Iterator

from storage.verifying.damage import Check, Damage, Desk

#: (what the row is, what is wrong with it, the rows for which that is so)
RULES = (
    ("urls", "is done, and its article is not there",
     "select u.id from urls u left join articles a on a.id = u.article"
     " where u.state = 'done' and a.id is null"),
    ("urls", "has an article, and is not done",
     "select id from urls where article is not null and state = 'pending'"),
    ("urls", "is in a state that we never write",
     "select id from urls where state not in ('pending', 'done', 'lost', 'quarantined')"),
    ("articles", "belongs to no story", "select id from articles where story is null"),
    ("articles", "belongs to a story that was closed",
     "select a.id from articles a join stories s on s.id = a.story where s.merged_into is not null"),
    ("articles", "was brought by a fetch that is of another article",
     "select a.id from articles a join fetches f on f.id = a.fetch where f.article is not a.id"),
    ("fetches", "brought an article that is not there",
     "select f.id from fetches f left join articles a on a.id = f.article"
     " where f.article is not null and a.id is null"),
    ("fetches", "has an outcome that we never write",
     "select id from fetches where outcome not in"
     " ('article', 'revision', 'unchanged', 'part', 'lost', 'failed')"),
    ("fetches", "points to half a raw response",
     "select id from fetches where (warc_file is null) + (warc_offset is null)"
     " + (warc_length is null) not in (0, 3) or warc_offset < 0 or warc_length <= 0"),
    ("stories", "counts other articles than it has",
     "select s.id from stories s where s.merged_into is null and s.articles !="
     " (select count(*) from articles where story = s.id)"),
    ("stories", "counts other outlets than it has",
     "select s.id from stories s where s.merged_into is null and s.outlets !="
     " (select count(distinct source) from articles where story = s.id)"),
    ("stories", "has an origin that is not there",
     "select s.id from stories s left join articles a on a.id = s.origin"
     " where s.origin is not null and a.id is null"),
    ("copies", "has shares outside 0 to 1",
     "select id from copies where share_of_copy not between 0 and 1.0001"
     " or share_of_origin not between 0 and 1.0001"),
    ("matches", "has shares outside 0 to 1",
     "select rowid from matches where share_a not between 0 and 1.0001"
     " or share_b not between 0 and 1.0001 or a >= b"),
)  # fmt: skip


def agree(desk: Desk) -> Iterator[Damage]:
    """Every rule holds for every row."""
    for table, wrong, query in RULES:
        for (row,) in desk.db.execute(query).fetchall():
            yield Damage(f"{table}, row {row}", wrong)
        desk.looked(1)


CHECKS = (
    Check("ledgers", "frontier, fetches, articles and stories agree", agree, lambda desk: len(RULES)),
)  # fmt: skip
