"""Names of people in what pages write where an author should stand.

"By JANE DOE, Staff Writer | 5 min read", "Rob Picheta, CNN", "von Max Muster und dpa": the people
are taken out, the rest goes. Agencies and outlets are credits, not authors (pipelines/credits).
"""

from __future__ import annotations

import html
import re

BY = re.compile(
    r"^\W*(?:(?:written|words|story|text|report(?:ed|ing)?|posted|published|reviewed|posté|publié|geschrieben|ein (?:artikel|beitrag|kommentar|gastbeitrag|interview)|zum profil|blog|"
    r"(?:ein )?(?:gast)?(?:beitrag|kommentar|interview|bericht|analyse|kolumne))?\s*"
    r"(?:by|von|par|por|de|di|da|door|av|af|przez|oleh|penulis|yazan|yazar|autor(?:in|en)?|author|authors|auteur|autore|verfasst von|redaktion|текст|автор)\b\s*:?|文|記者|作者|بقلم|द्वारा|โดย|מאת|tác giả)\s*[:：]?\s*",
    re.IGNORECASE,
)
#: only a word that can be no name opens a byline in running text
SURE_BY = re.compile(
    r"^\W*(?:(?:posted|written|published|geschrieben|veröffentlicht|verfasst|beitrag|blog beitrag|text|story|words)\s+(?:by|von)|by|von|par|por|door|oleh|text|autor(?:in|en)?|author|auteur|автор)\b\s*:?\s*(?=\S)",
    re.IGNORECASE,
)
SPLIT = re.compile(
    r"\s*(?:[,;|/•·–—＝、・]|\s-\s|\b(?:and|und|et|y|och|og|ja|with|mit|&)\b|&|\n)\s*",
    re.IGNORECASE,
)
#: what follows a name on the same line: a time, a place to be found, an address
TAIL = re.compile(
    r"\s*(?:\(.*|\[.*|https?://.*|www\..*|\S+@\S+.*|@\w+.*|\b(?-i:on|am|le|el|den|um|at|in|im|for|für|aus|is|ist|contributed|Datum|Stand)\b\s.*|"
    r"\b\d.*|\b(?:updated|published|posted|veröffentlicht|aktualisiert|follow|view|see|read|more|mehr|alle|all|(?:ein )?kommentare?|kategorien?|leave)\b.*|[:：].*|\b(?:mo|di|mi|do|fr|sa|so|mon|tue|wed|thu|fri|sat|sun)\.?)$",
    re.IGNORECASE,
)
#: no person is called this; a part with one of these words is a role, a desk, an outlet
NOBODY = re.compile(
    r"\b(?:staff|editors?|editorial|redaktion\w*|redacci[oó]n|redaction|rédaction|redazione|redactie|redakcja|newsroom|desk|team|admin|administrator|"
    r"webmaster|author|autor(?:in)?|writers?|reporters?|correspondent\w*|korrespondent\w*|journalist\w*|columnist|contributor|freelance\w*|producer|"
    r"photograph\w*|senior|associate|assistant|executive|chief|deputy|managing|special to|guest|bureau|news|online|press|agenc\w+|agentur|ajans\w*|digital|"
    r"media|magazine|magazin|times|post|daily|journal|tribune|gazette|herald|zeitung|today|tv|radio|\w+\.(?:com|de|org|net|at|ch|fr|es|it|co|uk|pl)|"
    r"company|inc|gmbh|e\.v|ltd|llc|group|wire|reuters|afp|dpa|apa|sda|ansa|efe|tass|bloomberg|associated|unknown|anonymous|anonym|user|gast|share|"
    r"follow|subscribe|newsletter|comments?|print|photo|image|foto|fotos|bild|video|minutes?|min|lesezeit|uhr|home|kontakt|contact|profile|profil|email|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|june|july|august|september|october|november|december|jan|feb|apr|jun|jul|aug|sept?|oct|okt|nov|dec|dez|"
    r"januar|februar|märz|juni|juli|oktober|dezember|copyright|rights|twitter|facebook|instagram|linkedin|xing|youtube|archives?|profile|biography|bio|reserved|about|über|more|mehr|posts|articles|artikel|this|content|lizenz|license|commons|datum|eingetragen|gesponsert|sponsored|\w+leiter(?:in)?|\w+redakteur(?:in)?)\b|^(?:the|der|die|das|le|la|les|el|los|il)\b",
    re.IGNORECASE,
)
#: lines of a byline that only say what follows
LABEL = re.compile(
    r"(?:^|\n)\s*(?:ver[öo]ffentlicht(?: am| von)?|publiziert(?: am| von)?|(?:ein )?(?:artikel|beitrag|rezept|text|interview|kommentar|eingestellt|erstellt|geschrieben|gepostet)(?: und interview)?(?: von)?|posted(?: on| by)?|"
    r"written(?: by)?|published(?: on| by)?|by|von|am|on|par|por|de|story|words|author|autor(?:in)?|follow|fn|in)\s*:?\s*(?=\n|$)|\b(?:interview|text|text und interview|foto|fotos|video)\s*:\s*",
    re.IGNORECASE,
)
SPACES = re.compile(r"[^\S\n]+")
DEGREES = re.compile(
    r"(?:,?\s*\b(?:Ph\.?D|M\.?D|MBA|MS|MA|BA|RDN?|LD|CPA|Esq|J\.?D|RN|MPH|BSc|MSc|FNP|DO|Jr|Sr)\b\.?)+\s*$"
)
#: what follows a name without a comma
JOB = re.compile(r"\s+(?:기자|특파원|記者|记者|통신원)$")
#: a date that the page glues to the name: "Jane DoeNovember 21"
GLUED = re.compile(
    r"(?<=[a-zà-ÿ])(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s\d.*$"
)
#: an outlet in capitals after a name that is not: "Jane Doe USA TODAY"
OUTLET = re.compile(r"(?<=[a-zà-ÿ])(?:\s[A-Z]{2,}){1,3}$")
WORD = re.compile(r"[^\W\d_][\w.'’‘`-]*", re.UNICODE)
LOWER_OK = frozenset(
    [
        "de",
        "da",
        "do",
        "dos",
        "das",
        "del",
        "della",
        "di",
        "du",
        "van",
        "von",
        "der",
        "den",
        "ten",
        "ter",
        "el",
        "al",
        "bin",
        "bint",
        "ibn",
        "la",
        "le",
        "zu",
        "zum",
        "y",
        "e",
        "af",
        "av",
    ]
)


def people_in(written: str, strict: bool = True) -> tuple[str, ...]:
    """The people a byline names. `strict` asks for at least two words, the first a capital."""
    text = SPACES.sub(" ", html.unescape(written)).strip()[:300]
    previous = None
    while previous != text:
        previous, text = text, BY.sub("", text, count=1)
    found: list[str] = []
    text = LABEL.sub("\n", text)
    for part in SPLIT.split(DEGREES.sub("", text)):
        name = _name(part, strict)
        if name and name.casefold() not in (other.casefold() for other in found):
            found.append(name)
    return tuple(found[:12])


def party_in(written: str) -> str | None:
    """The desk, agency, outlet or handle that a byline names; None for a mere role ("Staff")."""
    lines = SPACES.sub(" ", html.unescape(written)).strip().split("\n")
    told = [line for line in lines if LABEL.sub("", line).strip()] or lines
    first = told[0].strip()
    text = (BY.sub("", first, count=1) or first).strip(" \t.,:;|*()[]–—-")
    text = re.split(r"\s*[|•·]\s*|\s-\s|\s*(?:\bam\s)?\d{1,2}[./:]", text)[0].strip(" .,:;")
    if not 2 <= len(text) <= 45 or len(text.split()) > 5 or ROLE.fullmatch(text):
        return None
    return None if NO_PARTY.search(text) else text


#: addresses, numbers, questions and labels are no party
NO_PARTY = re.compile(
    r"@|https?:|www\.|\d{3}|\?|\b\d\d?,?$|\b(?:von|by|par|am|on)\W*$", re.IGNORECASE
)
#: words that name nobody, not even a desk
ROLE = re.compile(
    r"(?:the |by |our |a )?(?:staff|admin\w*|editors?|editorial|author|autor(?:in)?|writer|reporter|guest|user|webmaster|unknown|anonymous|news|online|web|team)"
    r"(?: (?:staff|editor|writer|reporter|team|desk|report))?",
    re.IGNORECASE,
)


def _name(part: str, strict: bool) -> str | None:
    bare = JOB.sub("", GLUED.sub("", part.strip(' \t.,:;|*_"“”„()[]–—-')))
    name = OUTLET.sub("", TAIL.sub("", BY.sub("", bare)))
    name = DEGREES.sub("", name).strip(' \t.,:;|*"“”„()[]–—-')
    words = name.split()
    if not words or len(words) > 5 or len(name) > 45 or len(name) < 2 or NOBODY.search(name):
        return None
    if any(not WORD.fullmatch(word) for word in words) or re.search(r"\d{3}", name):
        return None
    if len(words) > 1 and not (words[0][0].isupper() or words[0][0].lower() == words[0][0].upper()):
        return None
    if strict and not _looks_like_a_person(words):
        return None
    if len(words) > 1 and name.isupper() and name.isascii():
        name = name.title()
    return name


def _looks_like_a_person(words: list[str]) -> bool:
    if not words[0].isascii() and words[0].lower() == words[0].upper():
        return 2 <= len("".join(words)) <= 8  # no case in this script: 松岡大地
    if len(words) < 2:
        return False
    return all(word[0].isupper() or word.lower() in LOWER_OK or "-" in word for word in words)
