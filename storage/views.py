"""Views: how the tables are read. Code, not history: dropped and made again on every open."""

from __future__ import annotations

from sqlite_utils import Database

VIEWS = {
    "stories_by_pickup": """
        select s.id as story, s.title, s.outlets, s.articles, s.origin_kind, s.origin_name,
               a.source as origin_source, a.url as origin_page, s.because, s.first_at, s.last_at
        from stories s left join articles a on a.id = s.origin
        where s.merged_into is null and s.outlets > 1
        order by s.outlets desc, s.last_at desc""",
    "who_reprints_whom": """
        select coalesce(o.source, s.origin_name) as origin, a.source as outlet, c.relation,
               count(*) as copies, avg(c.lag_s) / 3600.0 as mean_lag_hours,
               avg(c.credit_kept = 'kept') as credit_kept
        from copies c join articles a on a.id = c.article join stories s on s.id = c.story
        left join articles o on o.id = c.copied_from
        where coalesce(o.source, s.origin_name) is not null
        group by 1, 2, 3 order by copies desc""",
    "silent_edits": """
        select r.id as revision, r.article, a.url, a.source, a.title, r.title as title_before,
               r.seen_at, r.changes, a.story
        from revisions r join articles a on a.id = r.article order by r.seen_at desc""",
    "failing_sources": """
        select d.source, d.kind, d.url as door, d.state, d.said, d.failures, d.polled_at, d.last_new_at
        from doors d where d.failures > 0 order by d.failures desc, d.polled_at desc""",
    "extraction_alarms": """
        select h.source, h.because, h.at, h.pages, h.text, h.title, h.author, h.date, h.words
        from extraction_health h
        where h.because is not null
          and h.id = (select max(id) from extraction_health where source = h.source)""",
    "quarantine": """
        select u.id as address, u.source, u.url, u.tries, f.stage, u.reason, f.detail, f.fetched_at,
               f.status, f.warc_file, f.warc_offset, f.warc_length
        from urls u left join fetches f on f.id = u.fetch where u.state = 'quarantined'
        order by f.fetched_at desc""",
    "lost_pages": """
        select f.id as fetch, f.source, f.url, f.fetched_at, f.status, f.outcome, f.reason, f.detail
        from fetches f where f.outcome in ('lost', 'failed') order by f.fetched_at desc""",
}


def create_views(db: Database) -> None:
    """Drops and creates every view that is not as written here."""
    present = {v.name: v.schema for v in db.views}
    for name, select in VIEWS.items():
        made = f"create view {name} as {select.strip()}"
        if present.get(name, "").lower().split() == made.lower().split():
            continue
        db.execute(f"drop view if exists [{name}]")
        db.execute(made)
