"""When an unknown name in a phrase may pass for an outlet, and where the name ends.

"This story first appeared in the Cedar Observer" credits an outlet that no gazetteer knows. It is
believed only when the words look like the name of one.
"""

from __future__ import annotations

import re

from pipelines.agencies import domain_of, registrable

from .reading import Party, Reading

_STOP = re.compile(
    r"[.;:!?,)\]|»”]?(?:\s*$|\s+(?=\()|(?<=[.;:!?,)\]|»”])\s+)|\s[-–—]\s|[(\n«“\"]"
    r"|\s+(?:under|and (?:is|was|has|appears|appeared|published|co-published)|as part|with permission|with the permission|here|where|on \d"
    r"|on (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*"
    r"|in (?:19|20)\d\d|through|via|unter|sous|bajo|sob|onder|under en|sotto|veröffentlicht|erschienen"
    r"|publiziert|dengan judul|e (?:è|foi)|y (?:es|se)|et (?:est|a)|il \d|el \d|em \d|am \d|le \d)\b"
)
_DOMAIN = re.compile(
    r"(?:https?://)?(?:www\.)?((?:[\w-]+\.)+[a-z]{2,12})\b(?:/\S*)?", re.IGNORECASE
)
_URL = re.compile(r"https?://[^\s)>\]]+")
_OUTLETISH = re.compile(
    r"^(?:The|Die|Der|Das|Le|La|Les|El|Il|O|De) [A-ZÀ-Þ]|\b(?:Times|News|Post|Herald|Gazette|Journal"
    r"|Review|Magazine|Tribune|Today|Daily|Weekly|Observer|Chronicle|Star|Standard|Mail|Zeitung"
    r"|Monitor|Report|Wire|Press|Media|Network|Independent|Courier|Telegraph|Express|Record|Blog"
    r"|Dispatch|Examiner|Inquirer|Mirror|Register|Sentinel|Sun|Voice|World|Anzeiger|Nachrichten"
    r"|Tagblatt|Kurier|Diario|Diário|Jornal|Gazeta|Corriere|Dagblad|Courant|Digest|Bulletin"
    r"|Newsroom|Agency|Agentur|Online)\b|(?:新聞|通信|日報|日报|晚报|时报|新闻网)$",
)
#: "the Courier's newsletter" is the Courier
_PART = re.compile(
    r"['’]s? (?:[\w-]+ ){0,2}(?:newsletter|magazine|e-?paper|app|edition|issue|supplement|podcast"
    r"|website|blog|column|archives?)$",
    re.IGNORECASE,
)
#: "in der Neuen Brunsmoorer Zeitung" names the "Neue Brunsmoorer Zeitung"
_DECLINED = re.compile(
    r"\b([A-ZÄÖÜ][\wäöüß]{2,}e)n(?=\s)(?=.*(?:ung|[Pp]ost|[Pp]resse|[Ss]chau|[Zz]eit|[Ww]elt)$)"
)
_NOT_A_NAME = re.compile(
    r"^(?:(?:English|German|French|Spanish|Portuguese|Italian|Russian|Print|Part|Issue|Volume|March"
    r"|January|February|April|May|June|July|August|September|October|November|December|Facebook"
    r"|Twitter|X|Instagram|LinkedIn|YouTube|Telegram|Kindle|Amazon|University|Medium|Monday|Tuesday"
    r"|Wednesday|Thursday|Friday|Saturday|Sunday|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag)\b|\d)"
)


def name_in(words: str) -> str:
    """The name at the start of the words: up to a stop, "under a Creative Commons licence" …"""
    words = words.lstrip(" \"'“„«*_‘《")
    if (m := _DOMAIN.match(words)) and m.end() > 4:
        return m.group().rstrip(".,")
    end = m.start() if (m := _STOP.search(words)) else len(words)
    return words[:end].strip(" \"'“”„«»*_’‘《》.,")


def outlet(reading: Reading, words: str, *, loose: bool) -> tuple[Party, ...]:
    """The outlet that a phrase names: known, or a domain, or what looks like the name of one.

    `loose`: the phrase has already said that a publisher follows ("published by", "appeared on").
    """
    name = _PART.sub("", re.sub(r"^the (?=[A-Z])", "", name_in(words)))
    if parties := reading.parties(name, strict=True):
        return parties
    if (m := _DOMAIN.fullmatch(name)) is not None:
        return (_at(reading, m.group(1)),)
    if not 3 <= len(name) <= 60 or len(name.split()) > 6 or _NOT_A_NAME.match(name):
        return ()
    if name[0].islower() or not any(c.isalpha() for c in name):
        return ()
    outletish = _OUTLETISH.search(name) is not None
    if not outletish and not (loose and name.isascii()):
        return ()
    if reading.language == "de":
        name = _DECLINED.sub(r"\1", name)
    return (Party(name, name, None, _linked(reading, name)),)


def pointer(words: str) -> str | None:
    """A URL written out in the words."""
    return m.group().rstrip(".,;") if (m := _URL.search(words)) else None


def _at(reading: Reading, host: str) -> Party:
    agency = reading.names.at(host)
    domain = registrable(host)
    if agency is None:
        return Party(domain, host, None, (domain,))
    return Party(agency.name, host, agency.key, agency.domains, kind=agency.kind)


def _linked(reading: Reading, name: str) -> tuple[str, ...]:
    """The domain of a link whose address spells the name."""
    from .reading import _same_name, squash

    wanted = squash(name)
    found = {
        d
        for url in reading.links
        if _same_name(wanted, squash((d := domain_of(url)).split(".")[0]))
    }
    return (found.pop(),) if len(found) == 1 else ()
