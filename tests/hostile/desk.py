"""A small desk on disk, filled by the real stages: capture, fingerprint, verdict, one transaction."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from pipelines.fingerprint import fingerprint
from pipelines.judge import judge
from pipelines.keep import Keep
from pipelines.losses import Forgotten, page_of
from pipelines.record_losses import RecordLosses
from pipelines.refuse_forgotten import RefuseForgotten
from pipelines.save import save
from presswatch.values import Article
from storage import Store, open_store
from tests.pipelines.wires import MONDAY, article, prose


def words(seed: int, first: int = 0, last: int = 6) -> str:
    """Some paragraphs of a longer text, the same for the same seed."""
    return "\n".join(prose(seed, 12).split("\n")[first:last])


@dataclass
class Desk:
    """A store, and how pages come into it."""

    folder: Path
    store: Store

    def bring(self, source: str, path: str, text: str, title: str = "", day: float = 0) -> int:
        """An article that was fetched; returns its row, 0 when it was refused."""
        url = f"https://{source}.example/{path}"
        title = title or f"Headline of {path}"
        made = article(text, url=url, source=source, title=title, day=day)
        page = replace(
            made.page, body=f"<p>{title}</p><p>{text}</p>".encode(), fetched_at=made.page.fetched_at
        )
        with self.store.transaction():
            self.store.sources.ensure(source, f"https://{source}.example/")
            self.store.frontier.offer(source, [page.link])
        return self._through(replace(made, page=Keep(self.store).process_item(page)))

    def _through(self, made: Article) -> int:
        taken = fingerprint(made)
        try:
            RefuseForgotten(self.store).process_item(taken)
        except Forgotten as loss:
            about = getattr(loss, "about", None) or page_of(made)
            RecordLosses(self.store).record(about, loss)
            return 0
        with self.store.transaction():
            return save(self.store, judge(self.store, taken))

    def stories(self) -> set[frozenset[str]]:
        """The stories, as sets of addresses."""
        rows = self.store.db.execute("select story, url from articles").fetchall()
        return {frozenset(u for s, u in rows if s == story) for story, _ in rows}

    def bytes(self) -> bytes:
        """All that lies in the folder, captures unpacked."""
        whole = b""
        for path in sorted(p for p in self.folder.rglob("*") if p.is_file()):
            raw = path.read_bytes()
            whole += gzip.decompress(raw) if path.suffix == ".gz" else raw
        return whole


@contextmanager
def desk_in(folder: Path) -> Iterator[Desk]:
    """Open for writing, closed at the end."""
    store = open_store(folder / "presswatch.db", writer=True)
    try:
        yield Desk(folder, store)
    finally:
        store.close()


#: when the wires' articles are fetched: 30 days after their Monday
FETCHED = MONDAY + timedelta(days=30)
