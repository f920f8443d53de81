"""Fingerprint → Verdict, and the upkeep that keeps every earlier verdict true.

The stories are a function of the set of articles, never of the order in which they came:

1. two articles are compared when they share grams that are not stock, within the window;
2. what they are to each other depends on the two texts and on what is stock (pipelines/matchers);
3. what is stock depends on who holds it (pipelines/stock.py);
4. the stories follow from the evidence and the analyst's overrides (pipelines/stories.py).

A newcomer may turn a gram into stock, and with that change what is known of others: `settle`
compares those again, in a crawl a few at a time (pipelines/patience.py). docs/tracing.md tells the theory and prices the thresholds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from pipelines.candidates import Candidates
from pipelines.clocks import contradicted
from pipelines.comparing import Comparing, Found
from pipelines.consequences import NOTHING, Again, Consequences
from pipelines.evidence import position_of, spans_of
from pipelines.fingerprint import credit_spans, without
from pipelines.matchers.dressed import Text
from pipelines.patience import ALL
from pipelines.regroup import Regroup
from pipelines.restock import Restock, Sight
from pipelines.sets import each_once
from pipelines.shelf import Shelf, dress
from pipelines.text import Reading, read
from presswatch.values import (
    Fingerprint,
    Joins,
    Kind,
    Match,
    Near,
    NewStory,
    Revision,
    Unchanged,
)
from storage.index import Entry, Index, hour_of, keys_of
from storage.index_stories import Edge, Override
from storage.upkeep import Work


@dataclass(slots=True)
class _Memory:
    """What `decide` found out, for `settle` to use while nothing has changed since."""

    fingerprint: Fingerprint
    text: Text
    found: list[Found]
    sight: Sight
    after: int  #: number of changes to the index that it has seen
    entry: Entry = field(repr=False)


class Tracer:
    """Traces articles in one database, on its connection, inside the caller's transaction."""

    def __init__(self, index: Index, *, window_days: int = 30) -> None:
        self._index = index
        self._shelf = Shelf(index)
        self._candidates = Candidates(index, self._shelf, window_days * 24)
        self._restock = Restock(index)
        self._consequences = Consequences(index, self._shelf, self._candidates)
        self._comparing = Comparing(index, self._candidates, self._shelf)
        self._regroup = Regroup(index.groups)
        self.patience = ALL
        self._changes = 0
        self._memory: _Memory | None = None

    def reload(self) -> None:
        """Forgets what memory holds and reads the tables: after a rollback."""
        self._index.reload()
        self._shelf.clear()
        self._restock.clear()
        self._memory = None
        self._regroup.waits = False
        self._regroup.reload()

    def restart(self) -> None:
        """Forgets all articles, to be given them again; their stories stay until `regroup`."""
        self._index.clear()
        self.reload()
        self._regroup.waits = True

    def decide(self, fingerprint: Fingerprint) -> NewStory | Joins:
        """What the article is to those in the index. Reads only."""
        article = fingerprint.article
        cuts = credit_spans(article)
        reading = read(without(article.text, cuts))
        entry = _entry(fingerprint, reading, cuts)
        sight = self._candidates.look(entry.distinct)
        others = self._candidates.of(sight, entry.outlet, entry.hour)
        text = dress(self._index, reading, entry.outlet, article.title, article.language)
        found = self._comparing.all(text, others)
        self._memory = _Memory(fingerprint, text, found, sight, self._changes, entry)
        if not found:
            return NewStory(fingerprint, ())
        articles = self._index.facts.article
        near = tuple(
            Near(int(articles[f.slot]), f.kind, f.share, f.share_other, f.words, f.because)
            for f in found
        )
        joined = [n.other for n in near if n.kind is Kind.COPY]
        stories = self._index.groups.stories(joined)
        if not stories:
            return NewStory(fingerprint, near)
        return Joins(fingerprint, tuple(sorted(stories)), near)

    def settle(
        self, verdict: NewStory | Joins | Revision | Unchanged, article: int
    ) -> frozenset[int]:
        """Takes the article into the index; returns the stories whose members or matches changed.

        The row of `articles` is there; the stories of all articles are right when this returns, but
        for what is put off where there is little patience: `catch_up`.
        """
        memory = self._memory
        if (
            memory is None
            or memory.fingerprint is not verdict.fingerprint
            or memory.after != self._changes
        ):
            self.decide(verdict.fingerprint)
            memory = self._memory
        assert memory is not None
        entry = memory.entry
        slot = self._index.add(article, entry)
        self._shelf.put(slot, memory.text)
        changes = self._restock.arrived(slot, memory.sight)
        edges = self._write(slot, memory.found)
        again = self._consequences.of(changes) if changes else NOTHING
        behind = again or self._index.upkeep.waiting(Work.COMPARE, 1)
        changed = None if behind else self._regroup.arrived(article, edges)
        if changed is not None:
            self._changes += 1
            self._memory = None
            return changed
        return self._after({article}, again)

    def forget(self, article: int) -> frozenset[int]:
        """Takes an article out of the index: it changed, or it is gone."""
        slot = self._index.any_slot(article)
        groups = self._index.groups
        others = {e.a + e.b - article for e in groups.edges([article])}
        groups.drop(article)
        self._index.upkeep.done(Work.COMPARE, [article])
        again = NOTHING
        if slot is not None:
            keys = self._shelf.sample(slot).keys
            self._index.remove(slot)
            self._shelf.drop(slot)
            changes = self._restock.left(keys)
            again = self._consequences.of(changes) if changes else NOTHING
        gone = self._regroup.take_out(article)
        return gone | self._after(others, again)

    def catch_up(self) -> frozenset[int]:
        """Does some of what was put off; returns the stories that changed."""
        return self._after(set(), NOTHING)

    def telling(self, article: int) -> NDArray[np.uint64]:
        """The sampled grams of an article that are not stock; none when it is not in the index."""
        slot = self._index.slot(article)
        return self._shelf.text(slot).distinct if slot else np.zeros(0, dtype=np.uint64)

    def expunge(self) -> None:
        """Nothing of articles that were taken out stays behind in the index."""
        self._index.expunge()
        self.reload()

    def overrides(self) -> list[Override]:
        """What analysts said, oldest first."""
        return self._index.groups.overrides()

    def regroup(self, *articles: int) -> frozenset[int]:
        """Draws the stories around these articles again: after an analyst's override."""
        self._regroup.waits = False
        return self._regroup.around(articles)

    def compare(self, a: int, b: int) -> Match | None:
        """The evidence between two stored articles, with spans; None when they share no passage."""
        a, b = min(a, b), max(a, b)
        slot_a, slot_b = self._index.slot(a), self._index.slot(b)
        if slot_a is None or slot_b is None:
            return None
        pair, opinion = self._comparing.two(slot_a, slot_b)
        if opinion.kind is None:
            return None
        stored_a, stored_b = self._index.stored(slot_a), self._index.stored(slot_b)
        text_a = without(stored_a.text, stored_a.cuts)
        text_b = without(stored_b.text, stored_b.cuts)
        return Match(
            a, b, opinion.kind, pair.a.share, pair.b.share, pair.words,
            spans_of(pair, text_a, text_b), opinion.because,
            position_of(pair.a, pair.b, text_a), position_of(pair.b, pair.a, text_b),
        )  # fmt: skip

    def tied(self, a: int, b: int) -> bool:
        """Whether two stored articles share a passage."""
        slot_a, slot_b = self._index.slot(a), self._index.slot(b)
        if slot_a is None or slot_b is None:
            return False
        return self._comparing.two(slot_a, slot_b)[1].kind is not None

    def candidate_pairs(self) -> Iterator[tuple[int, int, Text, Text]]:
        """Every pair of stored articles that is compared: rows a < b and their texts."""
        return self._comparing.pairs()

    def _after(self, concerned: set[int], again: Again) -> frozenset[int]:
        """Compares again what is to be, and draws the stories of all concerned."""
        self._changes += 1
        self._memory = None
        waiting = self._index.upkeep.waiting(Work.COMPARE, self.patience.pairs)
        if again or waiting:
            slots = {slot for slot in map(self._index.slot, waiting) if slot is not None}
            self._index.upkeep.done(Work.COMPARE, waiting)
            concerned = concerned | self._renew(again.slots | slots) | self._pair(again)
        return self._regroup.around(concerned)

    def _renew(self, slots: set[int]) -> set[int]:
        """Compares these with all others, some of them later; returns the articles concerned."""
        groups, articles = self._index.groups, self._index.facts.article
        found = self._comparing.again(slots, self.patience.pairs)
        later = articles[list(slots - found.keys())].tolist()
        self._index.upkeep.put_off(Work.COMPARE, later)
        anew = set(articles[list(found)].tolist())
        concerned = anew | {i for e in groups.edges(anew) for i in (e.a, e.b)}
        for article in anew:
            groups.drop(article)
        for slot, theirs in found.items():
            self._write(slot, theirs)
        return concerned

    def _pair(self, again: Again) -> set[int]:
        """Parts and compares the pairs, some of them later; returns the articles concerned."""
        articles, meet = self._index.facts.article, sorted(again.meet)
        self._index.groups.part(articles[list(pair)].tolist() for pair in again.part)
        now = meet[: self.patience.pairs]
        for slot, found in self._comparing.met(now):
            self._write(slot, found)
        later = articles[list({slot for slot, _ in meet[len(now) :]})].tolist()
        self._index.upkeep.put_off(Work.COMPARE, later)
        return set(articles[[slot for pair in again.pairs for slot in pair]].tolist())

    def _write(self, slot: int, found: list[Found]) -> list[Edge]:
        articles = self._index.facts.article
        article = int(articles[slot])
        edges = []
        for f in found:
            other = int(articles[f.slot])
            share, share_other = round(f.share, 4), round(f.share_other, 4)
            if article < other:
                edges.append(Edge(article, other, f.kind, share, share_other, f.words, f.because))
            else:
                edges.append(Edge(other, article, f.kind, share_other, share, f.words, f.because))
        if edges:
            self._index.groups.write(edges)
        return edges


def _entry(fingerprint: Fingerprint, reading: Reading, cuts: tuple[tuple[int, int], ...]) -> Entry:
    """What the index is to keep of an article."""
    article = fingerprint.article
    at = reading.sampled
    claim, seen = article.published_at, article.page.fetched_at
    if claim is not None and contradicted(claim, seen):
        claim = None  # 2099 or 1970 would put it out of reach of its copies
    rank = int.from_bytes(blake2b(article.url.encode(), digest_size=4).digest(), "big") >> 1
    return Entry(
        article.page.source, article.language,
        hour_of(claim, seen), rank, len(reading),
        keys_of(reading.grams[at]), each_once(keys_of(fingerprint.grams)), reading.paragraph[at], cuts,
    )  # fmt: skip
