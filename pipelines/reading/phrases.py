"""Lines that speak to the reader of the site, not of the story, in the words of many languages.

Each pattern is held against a whole line. A line that opens like one of them is only cut when it
is short: a paragraph that happens to start with "Subscribe to" is a paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipelines.reading.any_of import any_of
from pipelines.reading.blocks import UNSPACED
from pipelines.reading.calls import CALL, GERMAN_CALL, JAPANESE_CALL
from pipelines.reading.read_also import WORDS

#: words; a longer line is a paragraph, whatever it starts with
SHORT = 45
UNSPACED_SIGN = re.compile(UNSPACED)


CAPTION = any_of(
    r"[\[(]?(?:image|images|photo|photos|picture|foto|fotos|bild|bilder|video|photograph|gallery|illustration|symbolbild|zdjęcie|fot)\b\.?"
    r"(?: (?:credit|courtesy|by|of|source))?s?\s*[:/©|].*",
    r"(?:credit|credits|pictured(?: (?:right|left|above|below|here|from left))?|image credit|photo by|picture by|screenshot)\b\s*[:,/].*",
    r".{0,160}(?:\(|/|- ?|— ?|\| ?|© ?)(?:getty images?|afp via getty images|ap photo\b[^.]*|ap images|reuters/[\w .]+|shutterstock|istock(?:photo)?|unsplash|imago\b[^.]{0,30}|picture alliance\b[^.]{0,30})\)?\W*$",
    r"©[^.]{0,60}$",
)
CONSENT = any_of(r"an dieser stelle finden sie .{0,60}externen inhalt.*")
STAMP = re.compile(
    r"(?:(?:by|von|par|por|di|av|af|door|oleh|autora?|автор|yazan|yazar|بقلم|द्वारा|โดย|מאת|tác giả)\s*:?\s+\S.{2,60}|(?:first |last |zuletzt )?(?:published|posted|updated|uppdaterad|publicerad|aktualisiert|ver.ffentlicht|stand|publi. le|mis . jour|publicado|actualizado|aggiornato|bijgewerkt|gepubliceerd|opdateret|oppdatert|publisert|güncelleme|обновлено|опубликовано)\b.{0,80}"
    r"|\d+\s*(?:min(?:ute)?s?|hours?|days?)\s*(?:read|ago)\W*|\d+ min(?:uten)? (?:lesezeit|read)\W*)$",
    re.IGNORECASE,
)


_MAY_EARN = (
    r".*\b(?:may|can|might|will|could) (?:\w+ ){0,2}(?:earn|receive|collect|get|make) .{0,40}\b"
)


@dataclass(frozen=True, slots=True)
class Within:
    """What may stand anywhere in a line. Such a pattern takes 10 to 30 times as long to fail as one that
    opens the line, so it is only asked where one of its words stands."""

    words: tuple[str, ...]  #: lower case; a line that has none of them does not match
    pattern: re.Pattern[str]

    def said_in(self, line: str, lower: str) -> bool:
        """Whether the line says it. `lower` is the line in lower case."""
        return any(word in lower for word in self.words) and bool(self.pattern.fullmatch(line))


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of site talk."""

    kind: str
    longest: int  #: words
    opens: re.Pattern[str] | None
    within: tuple[Within, ...] = ()


RULES = (
    Rule("related links", SHORT, WORDS),
    Rule("call to action", SHORT, CALL, (
        Within(("inbox",), any_of(
            r".*\b(?:delivered|straight|directly|sent) (?:\w+ ){0,3}to (?:your|you) (?:e-?mail )?inbox\b.*",
        )),
        Within(("newsletter", "abonnier", "anmelden", "registrieren", "herunterladen"), GERMAN_CALL),
        Within(("カテゴリー", "会員登録", "無料登録", "ログイン"), JAPANESE_CALL),
    )),
    Rule("affiliate notice", 60, None, (
        Within(("independently",), any_of(
            r".*\b(?:independently (?:select|chosen|review|curate)\w*|chosen independently)\b.*",
        )),
        Within(("commission", "compensation", "share of", "money"), any_of(
            rf"{_MAY_EARN}(?:commissions?|share of)\b.*",
            # the families of the victims may receive compensation as well
            r"(?=.*\b(?:links?|purchas\w+|products?|affiliates?|partners?|click|buy|retailers?|advertisers?)\b)"
            rf"{_MAY_EARN}(?:compensation|money)\b.*",
        )),
        Within(("affiliate",), any_of(
            r".*\baffiliate (?:links?|commissions?|partners?|disclosure|compensation)\b.*",
        )),
    )),
    Rule("caption", SHORT, CAPTION, (
        Within((":",), any_of(
            r".*[.)»”\"]?\s*\(?(?:photo|image|picture|foto|bild)?\s?(?:credits?|photo|image|foto|courtesy of)\s?:\s*[^.!?]{2,60}[.)]*$",
        )),
    )),
    Rule("consent text", 120, CONSENT, (
        Within(("cookie", "opt-out", "opt out", "browser", "consent", "tracking", "preferences"), any_of(
            # spoken to the reader; a court may speak of consent and third parties as well
            r"(?=.*\b(?:we|our|us|you|your)\b).*\b(?:personal information|third parties|third-party cookies|targeted advertising|our (?:privacy|cookie) (?:policy|notice|list)|your privacy (?:choices|rights))\b.*\b(?:cookies?|opt[- ]out|browser|consent|tracking|preferences)\b.*",
        )),
        Within(("inhalt", "drittplattformen"), any_of(
            r".*\b(?:externe[rn]? inhalt\w*|drittplattformen)\b.*\b(?:angezeigt|datenschutz\w*|zustimm\w+|einverstanden|laden)\b.*",
        )),
        Within(("browser version", "compatibility mode", "javascript"), any_of(
            r".*\b(?:browser version with limited support|turn off compatibility mode|enable javascript|javascript is (?:disabled|required))\b.*",
        )),
    )),
)  # fmt: skip


@lru_cache(maxsize=2048)
def spoken_to_reader(line: str) -> str | None:
    """What kind of site talk the line is, or None when it is text.

    The last lines are remembered: two drafts of a body ask for the same ones, and the next page of a
    site brings its menus again.
    """
    words, lower = _words(line), line.lower()
    for rule in RULES:
        if words <= rule.longest and (
            (rule.opens is not None and rule.opens.fullmatch(line))
            or any(what.said_in(line, lower) for what in rule.within)
        ):
            return rule.kind
    return None


def _words(line: str) -> int:
    """How many words; where no spaces are between them, two signs are one."""
    spaced = line.count(" ") + 1
    return spaced if line.isascii() else spaced + len(UNSPACED_SIGN.findall(line)) // 2
