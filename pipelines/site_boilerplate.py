"""What a site says under every story: learned from its own articles, cut from the later ones.

Theory of operation
-------------------
A page is judged alone when it is extracted; "Our newsroom lives from your support" looks like any
other paragraph there. Seen under forty stories it does not. So each line of an article leaves a
key (a hash of its letters), the store counts per source in how many distinct *stories* the key
was seen, and lines whose count passes the bar are cut from later articles, and by `presswatch
replay` from earlier ones.

What keeps real paragraphs safe:

* Stories are counted, not pages: an outlet that carries one text under ten addresses, or a text
  with its corrections, is one story.
* A line must stand at an edge of the text (the first two lines or the last four) nearly always.
  Background paragraphs ("The lighthouse went dark in 2017 …"), which follow-ups repeat, stand in
  the middle, and where a story is short they stand at the edge only sometimes.
* It must be on a share of all the source's stories, not only on a number of them: background
  belongs to one affair. Affairs pass, so the share is taken over the stories since the line was
  first seen.
* Background may close every follow-up of a long affair. But it speaks of what the story speaks of:
  a line whose words stand elsewhere in its stories is theirs, however often it recurs (`topical`).
* Long lines need more witnesses than short ones, and a line that carries a credit is never cut
  (`keep`): "Source: Reuters" under every third story is the best evidence there is.

Everything here is pure; `Seen` is what the store has to remember, one row for a source and a key.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Set
from dataclasses import dataclass
from hashlib import blake2b

from pipelines.extractors.reading import Cut
from pipelines.reading.blocks import squeezed

#: lines at the start and the end of a text where boilerplate stands
HEAD, FOOT = 2, 4
#: distinct stories; below this a coincidence, or an affair with its follow-ups
FEWEST = 6
#: distinct stories for a line of more than LONG words
FEWEST_LONG = 12
LONG = 40
#: distinct stories of the source since the line was first seen: a day's affair is over by then
PROBATION = 20
#: 0..1, of the source's stories since the line was first seen
SHARE = 0.08
#: 0..1, of its stories: where the line stands at an edge
AT_EDGE = 0.9
#: 0..1, of a line's words: where so many stand in the middle too, it speaks of the story
SHARED = 0.25
#: 0..1, of its stories: a line that speaks of more of them is no boilerplate
TOPICAL = 0.3
WORDS = re.compile(r"[^\W\d_]{5,}")
UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,}")
#: letters; shorter lines ("Sport", "AFP") are no text, or a credit
SHORTEST = 12
REASON = "recurs on this site"


@dataclass(frozen=True, slots=True)
class Trace:
    """What one line of an article leaves behind."""

    key: str  #: 16 hexadecimal digits
    words: int
    at_edge: bool
    line: str = ""
    topical: bool = False  #: its words stand in the middle of the text as well


@dataclass(frozen=True, slots=True)
class Seen:
    """What the store knows of a key at one source."""

    stories: int  #: distinct stories with it
    at_edge: int  #: of these, where it stood at an edge
    since: int  #: distinct stories of the source since it was first seen, this one included
    words: int
    topical: int = 0  #: of its stories, those whose other lines share its words
    ends: int = 0  #: of its stories, those with nothing of the story below it (body_end.py)


def traces(text: str, story: Set[str]) -> Iterator[Trace]:
    """The traces of an article, each key once; to be stored with the article's story.

    `story`: its `words_within`.
    """
    lines = text.split("\n")
    told: set[str] = set()
    for n, line in enumerate(lines):
        letters = squeezed(line)
        if len(letters) < SHORTEST or (key := _key(letters)) in told:
            continue
        told.add(key)
        at_edge = n < HEAD or n >= len(lines) - FOOT
        topical = at_edge and is_topical(line, story)
        yield Trace(key, line.count(" ") + 1, at_edge, line, topical)


def words_within(text: str) -> set[str]:
    """The words of a text's middle: boilerplate at the edges shares the words of boilerplate."""
    return content_words("\n".join(text.split("\n")[HEAD:-FOOT]))


def content_words(lines: str) -> set[str]:
    """The words that say what lines are about; pairs of letters in scripts without spaces."""
    found = set(WORDS.findall(lines.casefold()))
    for run in () if lines.isascii() else UNSPACED.findall(lines):
        found.update(run[n : n + 2] for n in range(len(run) - 1))
    return found


def is_topical(line: str, story: Set[str]) -> bool:
    """Whether so many words of a line stand in the middle of its text that it speaks of the same."""
    own = content_words(line)
    return len(own & story) >= SHARED * len(own) > 0


def key_of(line: str) -> str:
    """The key of a line: the same whatever its spaces, punctuation and case."""
    return _key(squeezed(line))


def _key(letters: str) -> str:
    return blake2b(letters.encode(), digest_size=8).hexdigest()


def is_boilerplate(seen: Seen) -> bool:
    """Whether a line that was seen so is the site's, not the story's."""
    return recurs(seen) and seen.at_edge >= AT_EDGE * seen.stories


def recurs(seen: Seen) -> bool:
    """Whether a line stands in so many of the site's stories, and speaks of so few, that it is its own."""
    fewest = FEWEST_LONG if seen.words > LONG else FEWEST
    return (
        seen.stories >= fewest
        and seen.since >= PROBATION
        and seen.stories >= SHARE * seen.since
        and seen.topical <= TOPICAL * seen.stories
    )


def cut_boilerplate(
    text: str, known: Collection[str], keep: Callable[[str], bool] = lambda line: False
) -> tuple[str, tuple[Cut, ...]]:
    """The text without lines whose key is known, at its edges only; and what was cut.

    A text that consists of such lines alone is left as it is: then we have learned something wrong.
    """
    lines = text.split("\n")
    cut: set[int] = set()
    for order in (range(len(lines)), range(len(lines) - 1, -1, -1)):
        reach = HEAD if order.step == 1 else FOOT
        for n in order:
            if key_of(lines[n]) in known and not keep(lines[n]):
                cut.add(n)
            else:
                reach -= 1
                if reach == 0:
                    break
    if len(cut) == len(lines):
        return text, ()
    kept = "\n".join(line for n, line in enumerate(lines) if n not in cut)
    return kept, tuple(Cut(lines[n], REASON) for n in sorted(cut))
