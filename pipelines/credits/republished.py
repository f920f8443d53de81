"""Editor's notes: "This article was originally published by X", "republished from X under …".

The sentence must speak of the article itself: "the novel, first published by Penguin in 1962" is
text. So a phrase begins its sentence, or follows "this article" and its like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from presswatch.values import Credit, Place

from .outlets import outlet, pointer
from .phrases import phrases_for
from .phrases.phrase import Phrase
from .reading import Line, Reading


def read(reading: Reading) -> Iterator[Credit]:
    """The notes in head and tail, one for each sentence."""
    says = reading.folded.__contains__
    likely = [phrase for phrase in phrases_for(reading.language) if any(map(says, phrase.stems))]
    if likely:
        for line in reading.edges:
            yield from _note(reading, line, likely)


def _note(reading: Reading, line: Line, likely: list[Phrase]) -> Iterator[Credit]:
    says = line.text.casefold().__contains__
    for phrase in likely:
        if not any(map(says, phrase.stems)):
            continue
        for m in phrase.form.finditer(line.text):
            parties = outlet(reading, m["x"], loose=phrase.loose)
            if not parties or (phrase.known and all(p.agency is None for p in parties)):
                continue
            span = (line.start + m.start(), line.start + _sentence_end(line.text, m))
            url = pointer(line.text[m.start() :])
            for credit in reading.credits(parties, Place.REPUBLISHED, span):
                yield replace(credit, url=url or credit.url)
            return


def _sentence_end(text: str, m: re.Match[str]) -> int:
    """The end of the sentence that the phrase is in."""
    stop = re.compile(r"(?:[.!?][)\]*\"”]*|[)\]])(?=\s|$)|[。]").search(text, m.start("x") + 2)
    return stop.end() if stop else len(text)
