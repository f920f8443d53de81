"""Where the bodies of a site end: a line that stands under story after story, and what follows it.

Under the text stands "More from the coast", and under that come headlines of other stories, each
time others: they recur on no two pages, so that `site_boilerplate` cannot know them. But the line above
them does, and in story after story nothing of the story comes below it. Where that is so, the body
ends there.

What keeps real paragraphs safe, page by page: a line is only cut with its landmark if it is short, no
sentence, and does not speak of what the text above speaks of ("Cost: 2.4 million crowns" does). One line
below that is of the story, and nothing is cut. The landmark itself is learned as any line that recurs
is, from distinct stories. Everything here is pure.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from pipelines.extractors.reading import Cut
from pipelines.reading.blocks import squeezed
from pipelines.site_boilerplate import (
    AT_EDGE,
    REASON,
    SHORTEST,
    Seen,
    content_words,
    key_of,
    recurs,
)

#: words; a longer line is no landmark, and a longer one below it no headline
LONGEST_LANDMARK, LONGEST_BELOW = 8, 25
#: lines at the end of a text among which its end is looked for
TAIL = 24
#: 0..1, of a line's words: where so many stand in the text above, it speaks of the story
SHARED = 0.5
#: 0..1, of the text's words: so much stands above its end, or it is not its end
LEAST_ABOVE = 0.5
#: the landmark, and something below it
FEWEST_LINES = 2
SENTENCE = (".", "!", "。", "”", '"', "»", "“")
BELOW = "below the end of the body"


def endings(text: str) -> Iterator[str]:
    """Keys of the lines below which nothing of the story comes."""
    lines = text.split("\n")
    for n in _possible_ends(lines):
        yield key_of(lines[n])


def is_end(seen: Seen) -> bool:
    """Whether bodies end at a line that was seen so."""
    return recurs(seen) and seen.ends >= AT_EDGE * seen.stories


def cut_below_end(
    text: str, known: Collection[str], keep: Callable[[str], bool] = lambda line: False
) -> tuple[str, tuple[Cut, ...]]:
    """The text up to the first line that is known to end bodies; and what was cut."""
    lines = text.split("\n")
    ends = [n for n in _possible_ends(lines) if key_of(lines[n]) in known and not keep(lines[n])]
    if not ends:
        return text, ()
    end = min(ends)
    below = [n for n in range(end, len(lines)) if not keep(lines[n])]
    kept = "\n".join(line for n, line in enumerate(lines) if n not in set(below))
    return kept, tuple(Cut(lines[n], REASON if n == end else BELOW) for n in below)


def _possible_ends(lines: list[str]) -> list[int]:
    """Places of short lines that are no sentences, with more such lines below and none else."""
    first = len(lines)
    while first > max(0, len(lines) - TAIL) and _headlike(lines[first - 1], LONGEST_BELOW):
        first -= 1
    if len(lines) - first < FEWEST_LINES:
        return []
    total = sum(map(len, lines))
    above = sum(map(len, lines[:first]))
    story = content_words("\n".join(lines[:first]))
    found: list[int] = []
    for n in range(first, len(lines) - 1):
        below = lines[n + 1 :]
        whole = above >= LEAST_ABOVE * total
        if whole and _may_end(lines[n]) and not any(_of_story(line, story) for line in below):
            found.append(n)
        above += len(lines[n])
        story |= content_words(lines[n])
    return found


def _may_end(line: str) -> bool:
    return _headlike(line, LONGEST_LANDMARK) and len(squeezed(line)) >= SHORTEST


def _headlike(line: str, most: int) -> bool:
    return line.count(" ") < most and not line.rstrip().endswith(SENTENCE)


def _of_story(line: str, story: set[str]) -> bool:
    own = content_words(line)
    return len(own & story) >= SHARED * len(own) > 0
