"""Watches: saved queries, and the articles that match them.

    watches.toml ──read_watches──► Watches.sync ──► watches, mentions     (crawl, import, `watches`)
    a new article ────────────────► Watches.note ──► mentions             (in the verdict's transaction)
    pages, terminal, alerts ◄────── mentions.py, listing.py               (any reading connection)

- `storage.watches.file`: `read_watches(path)`, `put_watch(path, watch)`, `drop_watch(path, name)`.
  The file is the truth; a page writes there, too, and comments stay. Raises WatchesError.
- `storage.watches.table.Watches` (`store.watches`): `sync(watches)`, `note(article)`; a writer's.
- `storage.watches.listing`: `listing(conn)`, `find_watch(conn, name)`, `watches(conn)`.
- `storage.watches.mentions`: `saved(id)` or `live(query)`, then `count`, `by_story`, `volume`,
  `leaders`; `storage.snippets.snippets` for passages.
- `storage.query.read_query(typed)`: a query, or UsageError with one readable line.
"""
