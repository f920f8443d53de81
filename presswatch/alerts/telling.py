"""A message → what a reader sees: a subject and sections, the same for text and HTML. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from presswatch.alerts.clean import clean, link, moment, shortened
from presswatch.alerts.message import Message, tallies
from presswatch.values import Event, OriginKind
from storage.happened import ArticleFacts, StoryFacts, Told
from storage.snippets import Pieces

LINES = 6  #: articles named in one item
ITEMS = 40  #: in one section; of more it says how many


@dataclass(frozen=True, slots=True)
class Line:
    """An article in a list."""

    outlet: str
    title: str
    at: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that happened."""

    title: str
    url: str | None
    about: str = ""
    notes: tuple[str, ...] = ()
    passage: Pieces = ()
    lines: tuple[Line, ...] = ()
    more: int = 0  #: articles that are not named


@dataclass(frozen=True, slots=True)
class Section:
    """Things of one kind."""

    title: str
    about: str
    items: tuple[Item, ...]
    more: int = 0


def many(number: int, one: str, more: str = "") -> str:
    """ "1 story", "3 stories" """
    return f"{number:,} {one if number == 1 else more or one + 's'}"


_MANY = {
    Event.SPREADING: "stories spreading",
    Event.CORRECTED: "origins corrected",
    Event.WITHDRAWN: "origins withdrawn",
    Event.SOURCE_FAILING: "sources failing",
    Event.SOURCE_SILENT: "sources silent",
    Event.SOURCE_RECOVERED: "sources working again",
}


def said(number: int, event: Event) -> str:
    """ "1 new mention", "3 sources failing" """
    return many(number, str(event), _MANY.get(event, f"{event}s"))


def subject(message: Message) -> str:
    """One line, for a header: what happened, the most urgent first."""
    return f"Test: {_subject(message)}" if message.when == "test" else _subject(message)


def _subject(message: Message) -> str:
    if len(message.events) == 1:
        told = message.events[0]
        about = told.article.title if told.article else told.outlet or told.source or ""
        if told.event is Event.MENTION and told.watches:
            return shortened(f"{clean(told.watches[0])}: {about}", 120)
        return shortened(f"{str(told.event).capitalize()}: {about}", 120)
    counts = [(event, sum(t.event is event for t in message.events)) for event in _ORDER]
    happened = ", ".join(said(n, event) for event, n in counts if n)
    one = {t.story.title for t in message.events if t.story is not None}
    told_of = f": {next(iter(one))}" if len(one) == 1 and message.stories == 1 else ""
    return shortened(happened[:1].upper() + happened[1:] + told_of, 120)


_FIRST = (
    Event.CORRECTED, Event.WITHDRAWN, Event.UNCREDITED, Event.MENTION, Event.SPREADING, Event.EDIT,
)  # fmt: skip
#: the order in which a reader wants to know; then the news of sources
_ORDER = (*_FIRST, *(event for event in Event if event not in _FIRST))


def sections(message: Message) -> list[Section]:
    """All that the message says."""
    made = []
    for event in _ORDER:
        told = [t for t in message.events if t.event is event]
        if event is Event.MENTION:
            made += _watches(message, told)
        elif told:
            makers = {Event.SPREADING: _spreading, Event.UNCREDITED: _uncredited, Event.EDIT: _edit,
                      Event.CORRECTED: _stale, Event.WITHDRAWN: _stale}  # fmt: skip
            make = makers.get(event, _source)
            items = [make(message, t) for t in told]
            made.append(_section(said(len(told), event), _ABOUT.get(event, ""), items))
    return made


_ABOUT = {
    Event.CORRECTED: "The origin says something else now; these copies still carry the old text.",
    Event.WITHDRAWN: "The origin is gone; its copies are still there.",
    Event.UNCREDITED: "Articles of ours that others carry without naming us.",
    Event.EDIT: "Changed after publication, in stories that a watch matches.",
}


def _section(title: str, about: str, items: Sequence[Item]) -> Section:
    return Section(title, about, tuple(items[:ITEMS]), max(0, len(items) - ITEMS))


def _watches(message: Message, mentions: Sequence[Told]) -> list[Section]:
    made = []
    for tally in tallies(mentions):
        told = [t for t in mentions if tally.watch in t.watches]
        stories: dict[int, list[Told]] = {}
        for t in told:
            key = t.story.id if t.story else -(t.article.id if t.article else 0)
            stories.setdefault(key, []).append(t)
        largest = sorted(stories.values(), key=len, reverse=True)
        counted = f"{many(tally.articles, 'article')}, {many(tally.origins, 'independent origin')}"
        made.append(
            _section(clean(tally.watch), counted, [_mentioned(message, s) for s in largest])
        )
    return made


def _mentioned(message: Message, told: Sequence[Told]) -> Item:
    articles = [t.article for t in told if t.article is not None]
    first = told[0]
    title = first.story.title if first.story else articles[0].title if articles else ""
    return Item(
        shortened(title, 200), _where(message, first), _about(first.story), (),
        _passage(articles[0].passage) if articles else (), _lines(articles), max(0, len(articles) - LINES),
    )  # fmt: skip


def _spreading(message: Message, told: Told) -> Item:
    outlets = told.payload.get("outlets", 0)
    title = told.story.title if told.story else ""
    note = f"{outlets} outlets carry it now" + (
        f"; the latest is {clean(told.outlet)}" if told.outlet else ""
    )
    return Item(
        shortened(title, 200), _where(message, told), _about(told.story), (note,),
        lines=_lines([told.article] if told.article else []),
    )  # fmt: skip


def _uncredited(message: Message, told: Told) -> Item:
    ours = told.others[0] if told.others else None
    kept = "names somebody else" if told.payload.get("credit") == "other" else "names nobody"
    proven = "the origin" if told.payload.get("proven") else "the earliest copy seen"
    notes = [f"{clean(told.outlet or told.source)} carries it and {kept}"]
    if ours is not None:
        notes.append(
            f"{proven}: {clean(ours.outlet)}, {moment(ours.at)}: {shortened(ours.title, 160)}"
        )
    lines = _lines([told.article] if told.article else [])
    return Item(_title(told), _where(message, told), _about(told.story), tuple(notes), lines=lines)


def _edit(message: Message, told: Told) -> Item:
    changes = tuple(shortened(str(c), 200) for c in told.payload.get("changes", []))
    watches = f"watched as {', '.join(clean(w) for w in told.watches)}"
    lines = _lines([told.article] if told.article else [])
    return Item(_title(told), _where(message, told), watches, changes[:8], lines=lines)


def _stale(message: Message, told: Told) -> Item:
    notes = tuple(shortened(str(c), 200) for c in told.payload.get("corrections", []))[:8]
    by = f"{clean(told.outlet or told.source)}, {moment(told.at)}"
    about = f"{by}; {many(len(told.others), 'copy is', 'copies are')} stale"
    return Item(
        _title(told), _where(message, told), about, notes,
        lines=_lines(told.others), more=max(0, len(told.others) - LINES),
    )  # fmt: skip


def _source(message: Message, told: Told) -> Item:
    words = shortened(str(told.payload.get("said") or ""), 300)
    url = f"{message.newsroom}/source/{told.source}" if message.newsroom and told.source else None
    return Item(
        clean(told.outlet or told.source), link(url), moment(told.at), (words,) if words else ()
    )


def _title(told: Told) -> str:
    return shortened(
        told.article.title if told.article else told.story.title if told.story else "", 200
    )


def _where(message: Message, told: Told) -> str | None:
    """The story's page in the newsroom, or else the article itself."""
    if message.newsroom and told.story is not None:
        return link(f"{message.newsroom}/story/{told.story.id}")
    return link(told.article.url) if told.article else None


def _lines(articles: Iterable[ArticleFacts]) -> tuple[Line, ...]:
    shown = list(articles)[:LINES]
    return tuple(
        Line(clean(a.outlet), shortened(a.title, 160), moment(a.at), link(a.url)) for a in shown
    )


def _about(story: StoryFacts | None) -> str:
    """How far a story went, and who had it first, in the words that the evidence allows."""
    if story is None:
        return ""
    carried = f"in {many(story.outlets, 'outlet')}"
    first = clean(story.origin)
    if story.outlets < 2 or not first:
        return carried
    match story.origin_kind:
        case OriginKind.ARTICLE:
            return f"{carried}; origin: {first}"
        case OriginKind.AGENCY | OriginKind.POINTER:
            return f"{carried}; origin: {first}, not in this database"
        case OriginKind.CONFLICT:
            return f"{carried}; the copies disagree about the origin"
        case _:
            return f"{carried}; earliest copy seen: {first}"


def _passage(pieces: Pieces) -> Pieces:
    """Each piece cleaned, with the blanks at its edges kept."""
    made = []
    for found, words in pieces:
        left, right = " " * words[:1].isspace(), " " * words[-1:].isspace()
        made.append((found, f"{left}{clean(words)}{right}" if clean(words) else " "))
    return tuple(made)
