"""How often is the origin right, and what do reading credits and choosing cost?

    python -m bench.origins [CORPUS]

Takes the labelled reprints with their true stories, so that only credits and the choice of the
origin are measured, not tracing. Says and skips when the corpus is not there.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipelines import origin
from pipelines.agencies import Gazetteer, gazetteer
from pipelines.credits import read_credits, unknown_tags
from pipelines.learn_tags import Proposal, Sighting, as_learned, propose_tags
from pipelines.origin import choose_origin, given_by
from presswatch.values import Clocks, Member, OriginKind

#: beside the repository, as the tools that score a database expect it
CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "reprints" / "dev.jsonl.gz"
#: the corpus is old: everything in it was seen long after it was published
SEEN = datetime(2030, 1, 1, tzinfo=UTC)

Document = dict[str, Any]


@dataclass
class Score:
    """What was counted, over all copies whose origin is in the corpus."""

    copies: int = 0
    right: int = 0  #: copies whose story has the true article as its origin or lead
    linked: int = 0  #: copies whose `copied_from` is the true article
    earliest: int = 0  #: the same, had we taken the earliest claimed publication
    kinds: Counter[tuple[str, bool]] = field(default_factory=Counter)
    reading_s: float = 0.0
    choosing_s: float = 0.0
    documents: int = 0

    @property
    def share(self) -> float:
        return self.right / max(1, self.copies)

    @property
    def wrongly_proven(self) -> int:
        """Stories called proven with the wrong article: the mistake that must not happen."""
        return self.kinds[OriginKind.ARTICLE.value, False]


def documents(path: Path = CORPUS) -> list[Document]:
    """The labelled documents, as they lie in the corpus."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def stories_of(docs: Iterable[Document]) -> list[list[Document]]:
    """The true stories: originals and their copies."""
    stories: dict[str, list[Document]] = {}
    for doc in docs:
        if doc["role"] in ("copy", "original"):
            stories.setdefault(doc["story_id"], []).append(doc)
    return list(stories.values())


@dataclass(frozen=True)
class Knowledge:
    """What the reader of credits knows beforehand."""

    names: Gazetteer = field(default_factory=gazetteer)
    learned: Mapping[str, str] = field(default_factory=dict)


def measure(docs: list[Document], knowing: Knowledge | None = None) -> Score:
    """Chooses the origin of every true story."""
    score = Score()
    knowing = knowing or Knowledge()
    known = {doc["id"] for doc in docs}
    for story in stories_of(docs):
        copies = [d for d in story if d["role"] == "copy" and d["origin_id"] in known]
        if copies:
            _one_story(score, story, copies, knowing)
    return score


def _one_story(
    score: Score, story: list[Document], copies: list[Document], knowing: Knowledge
) -> None:
    started = time.process_time()
    members = [_member(n, doc, knowing) for n, doc in enumerate(story)]
    read = time.process_time()
    chosen = choose_origin(members)
    score.choosing_s += time.process_time() - read
    score.reading_s += read - started
    score.documents += len(members)
    truth = next(n for n, doc in enumerate(story) if doc["id"] == copies[0]["origin_id"])
    first = min(range(len(story)), key=lambda n: (_moment(story[n]["published"]), n))
    score.copies += len(copies)
    score.right += len(copies) * (chosen.article == truth)
    score.earliest += len(copies) * (first == truth)
    score.kinds[chosen.kind.value, chosen.article == truth] += 1
    ours = (m for m, doc in zip(members, story, strict=True) if doc in copies)
    giver = given_by(chosen, members)
    score.linked += sum(giver == truth and m.id != giver for m in ours)


def _member(number: int, doc: Document, knowing: Knowledge) -> Member:
    source = doc["source"]
    return Member(
        id=number,
        url=f"https://{source}/{doc['id']}",
        source=source,
        clocks=Clocks(SEEN, _moment(doc["published"])),
        words=len(doc["text"].split()),
        domains=(source,),
        credits=read_credits(
            doc["text"],
            host=source,
            language=doc.get("lang"),
            learned=knowing.learned,
            names=knowing.names,
        ),
    )


def _moment(written: str) -> datetime:
    moment = datetime.fromisoformat(written)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


class Learner:
    """The tags one could learn when the gazetteer knows none of the corpus' outlets."""

    def __init__(self, docs: list[Document]) -> None:
        names = gazetteer()
        self.there = {d["source"]: a for d in docs if (a := names.at(d["source"]))}
        unknown = (a for a in names.agencies.values() if a not in self.there.values())
        self.blind = Gazetteer(unknown)
        outlet = {d["id"]: d["source"] for d in docs}
        number = {story: n for n, story in enumerate(dict.fromkeys(d["story_id"] for d in docs))}
        self.seen = [
            Sighting(tag, place, d["source"], number[d["story_id"]], outlet.get(d["origin_id"]))
            for d in docs
            for tag, place in unknown_tags(d["text"], host=d["source"], names=self.blind)
        ]

    def is_right(self, proposal: Proposal) -> bool:
        agency = self.there.get(proposal.outlet)
        return agency is not None and proposal.tag in agency.signatures


def tables(docs: list[Document]) -> None:
    """The tables of docs/credits.md."""
    learner = Learner(docs)
    print("table 1: tags learned with all agencies of the set unknown")
    for stories, copiers in ((1, 1), (1, 2), (2, 1), (3, 2), (5, 3)):
        found = propose_tags(learner.seen, stories=stories, copiers=copiers)
        right = sum(map(learner.is_right, found))
        print(f"  stories ≥ {stories}, copiers ≥ {copiers}: {len(found)} proposed, {right} right")
    print("table 2: share of copies whose origin is right")
    learned = as_learned(propose_tags(learner.seen))
    for name, knowing in (
        ("all agencies unknown", Knowledge(learner.blind)),
        ("with their learned tags", Knowledge(learner.blind, learned)),
        ("with the gazetteer", Knowledge()),
    ):
        print(f"  {name:24} {measure(docs, knowing).share:.4f}")
    print("table 3: conflicts")
    price = origin.CONTESTED
    for origin.CONTESTED in (0.1, 0.25, 0.5, 0.75):
        score = measure(docs)
        conflicts = sum(n for (kind, _), n in score.kinds.items() if kind == OriginKind.CONFLICT)
        print(f"  CONTESTED {origin.CONTESTED}: {conflicts} conflicts, right {score.share:.4f}")
    origin.CONTESTED = price


def reading_cost(path: Path) -> float:
    """Milliseconds to read the credits of a real page's text; the best of three rounds."""
    pages = [json.loads(line) for line in path.open(encoding="utf-8")]
    rounds = []
    for _ in range(3):
        started = time.process_time()
        for page in pages:
            read_credits(page["body"] or "", host="desk.example", language=page["language"])
        rounds.append(time.process_time() - started)
    return 1000 * min(rounds) / len(pages)


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS
    if not path.exists():
        print(f"skipped: no corpus at {path}")
        return
    docs = documents(path)
    score = measure(docs)
    print(f"origin right for {score.share:.4f} of {score.copies} copies")
    print(f"copied_from right for {score.linked / score.copies:.4f}")
    print(f"earliest claim alone: {score.earliest / score.copies:.4f}")
    for (kind, right), stories in sorted(score.kinds.items()):
        print(f"  {kind:20} {'right' if right else 'wrong'} {stories:5} stories")
    print(f"reading credits {1000 * score.reading_s / score.documents:.3f} ms a document")
    print(f"choosing {1e6 * score.choosing_s / score.documents:.0f} µs a document")
    pages = path.parents[1] / "pages.jsonl"
    if pages.exists():
        print(f"reading credits {reading_cost(pages):.3f} ms a real page")
    tables(docs)


if __name__ == "__main__":
    main()
