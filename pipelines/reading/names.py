"""Names of people in what pages write where an author should stand.

"By JANE DOE, Staff Writer | 5 min read", "Rob Picheta, CNN", "von Max Muster und dpa": the people
are taken out, the rest goes. Agencies and outlets are credits, not authors (pipelines/credits).
"""

from __future__ import annotations

import html
import re
from unicodedata import category

from pipelines.reading.blocks import INVISIBLE
from pipelines.reading.byline_parts import parts_of, writers_only
from pipelines.reading.months import NAME, month_of
from pipelines.reading.nobody import is_nobody, without_job

#: what opens a byline, with or without a colon
_BY = (
    r"by|von|par|por|de|di|da|door|av|af|od|przez|oleh|penulis|pewarta|yazan|yazar|autor(?:in|en|es|a)?|authors?|auteure?|autore|"
    r"autrice|verfasst von|redaktion|текст|авторы?|a cura di|tác giả"
)
#: what stands before it
_WRITTEN = (
    r"written|reviewed|posted|published|geschrieben|veröffentlicht|verfasst|écrit|rédigé|posté|publié|escrito|redactado|publicado|"
    r"elaborado|scritto|pubblicato|geschreven|gepubliceerd|skrevet|skriven|publicerad|publisert|napisane|opublikowane|ditulis|"
    r"dilaporkan"
)
#: what opens one only with a colon
_LABELS = (
    r"haber|muhabir|reporters?|reportage|texto?|texte|testo|tekst|words|story|journalist|skribent|författare|forfatter|"
    r"kirjoittaja|teksti|szerző|írta|autori|scris de|reporteris|laporan|wartawan|журналист|корреспондент|автори|"
    r"συντάκτης|γράφει|رپورٹر|تحریر|نویسنده|خبرنگار|كتبه?|كتبت|إعداد|الكاتب|लेखक|रिपोर्ट|প্রতিবেদক|লেখক|ผู้เขียน|เรื่อง|כתב|"
    r"작성자|글|취재|기자|執筆者?|著者|ライター|筆者|取材(?:・文)?|تقرير|گزارش|piš[eu]"
)
#: what opens one with nothing between
_JOINED = (
    r"(?:本报|本報|本网|本刊|特約|特约|[\u4e00-\u9fff]{2,5}[社报報网網]\s?(?=[記记]者[\s:：]?[\u4e00-\u9fff]))?(?:記者|记者)|(?:編集|論説)委員[・\s]|作者|撰文|撰稿|责任编辑|責任編輯|napisała?(?=\s)|opublikowała?\b|责编|責編|文(?=[\s/／:：|｜])|بقلم|كتبت?(?=\s)|द्वारा|โดย|מאת|"
    r"작성자|기자명|글(?=\s)|ผู้เขียน|γράφ(?:ει|ουν)(?:\s(?:ο|η|οι)(?=\s))?"
)
BY = re.compile(
    rf"^\W*(?:(?:(?:{_WRITTEN}|words|story|text|report(?:ed|ing)?|(?:guest )?(?:opinion|analysis|column|commentary|review|essay|post|perspective)|ein (?:artikel|beitrag|kommentar|gastbeitrag|interview)|zum profil|blog|"
    r"(?:ein )?(?:gast)?(?:beitrag|kommentar|interview|bericht|analyse|kolumne))?\s*"
    rf"(?:{_BY})(?!\w)\s*:?)|(?:{_LABELS})\s*[:：|｜/／]|(?:{_JOINED}))\s*[:：/／|｜ـ–-]?\s*",
    re.IGNORECASE,
)
#: what opens one may begin a name as well: "De Vries", "Da Silva", "Oleh Petrenko"
_PARTICLE = re.compile(r"(?:De|Di|Da|Oleh|Af|Av|Od)\s+(?P<rest>[^,;|\n]+)")
#: only a word that can be no name opens a byline in running text
SURE_BY = re.compile(
    rf"^\W*(?:(?:{_WRITTEN}|beitrag|blog beitrag|text|story|words)\s+(?:{_BY})|by|von|par|por|door|oleh|text|przez|a cura di|"
    r"autor(?:in|en|es|a)?|authors?|auteure?|autore|авторы?)\b\s*:?\s*(?=\S)",
    re.IGNORECASE,
)
#: a label that names a person or nothing: "Reporter: Jane Doe", "記者王小明"
LABELLED = re.compile(
    rf"^\W*(?:(?:{_LABELS}|{_BY})\s*[:：]|(?:{_JOINED})\s*[:：/／|｜ـ–-]?)\s*(?=\S)", re.IGNORECASE
)
#: opens a line that holds nothing but names besides
SOFT_BY = re.compile(r"(?:[Dd]i|DI|[Oo]d|[Aa][vf])\s+(?=\S+\s\S)")
_WEEKDAY = (
    r"(?:(?:mo|di|mi|do|fr|sa|so|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)[.,]|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|lunes|martes|miércoles|"
    r"jueves|viernes|sábado|domingo|(?:lun|mart|mercol|giov|ven)edì|sabato|domenica|(?:maan|dins|woens|donder|vrij|zater|zon)dag)"
)
#: a weekday before its date, where a comma would part the two
_DAY_OF_DATE = re.compile(
    rf"\s(?:(?:on|am|le|el|den)\s+)?{_WEEKDAY}[.,]*(?=\s(?:[^\W\d_]{{2,12}}\.?\s)?\d)",
    re.IGNORECASE,
)
#: what follows a name on the same line: a time, a place to be found, an address
TAIL = re.compile(
    r"\s*(?:\(.*|\[.*|https?://.*|www\..*|\S+@\S+\.\S.*|@\w+.*|\b(?-i:on|am|um|at|in(?! ['’]t )|im|for|für|aus|is|ist|contributed|Datum|Stand)\b\s.*|"
    rf"\b(?-i:le|el|il|em|den)\s(?:{_WEEKDAY}[\s,]+)?\d.*|(?:,?\s{_WEEKDAY},?\s*)?\b\d.*|\b(?:updated|publi[scqké]\w+|posted|as told to|veröffentlicht|gepubliceerd|oppdatert|uppdaterad|julkaistu|aktualisiert|follow|kategorien?|(?:ein )?kommentare?|leave a)\b.*|"
    r"(?<!\S)(?:view|see|read|more|mehr|alle|all)\s.*|(?<=\w)\s(?:view|mehr|alle)|[:：=].*)$",
    re.IGNORECASE,
)
#: a month before the day: "Jane Doe Nov. 3, 2026"
_MONTH_FIRST = re.compile(rf"(?<=\w),?\s+(?:{_WEEKDAY},?\s+)?{NAME}\s*$", re.IGNORECASE)
#: they may be the last name of who is named by two words: "Petra May"
_MONTH_NAMES = ["may", "jan", "april", "june", "august", "mai", "mar", "juni"]
#: lines of a byline that only say what follows
LABEL = re.compile(
    r"(?:^|\n)\s*(?:ver[öo]ffentlicht(?: am| von)?|publiziert(?: am| von)?|(?:ein )?(?:artikel|beitrag|rezept|text|interview|kommentar|eingestellt|erstellt|geschrieben|gepostet)(?: und interview)?(?: von)?|posted(?: on| by)?|"
    r"written(?: by)?|published(?: on| by)?|by|von|am|on|par|por|de|story|words|author|autor(?:in)?|follow|fn|in)\s*:?\s*(?=\n|$)|\b(?:interview|text|text und interview)\s*:\s*",
    re.IGNORECASE,
)
SPACES = re.compile(r"[^\S\n]+")
DEGREES = re.compile(
    r"(?:,?\s*\b(?:Ph\.?D|M\.?D|MBA|MS|MA|BA|RDN?|LD|CPA|Esq|J\.?D|RN|MPH|BSc|MSc|FNP|DO)\b\.?)+\s*$"
)
#: of a name: no degree, and no author of its own
_JUNIOR = re.compile(r",\s+(?=(?:Jr|Sr)\b)")
#: what follows a name without a comma
JOB = re.compile(r"\s+(?:기자|특파원|記者|记者|통신원)$")
_JOB_GLUED = re.compile(
    r"(?<=[\uac00-\ud7a3\u3040-\u30ff\u4e00-\u9fff]{2})\s*(?:기자|특파원|통신원|記者|记者)(?:\s.*)?$"
)
#: "〔記者王小明／台北報導〕" opens the text; what follows is its first sentence
_OPENED = re.compile(r"\W*[〔【（(\[](\s*(?:本報|本报)?(?:記者|记者)[^〕】）)\]]{2,30})[〕】）)\]]")
#: where the report is from: "서울=홍길동", "王小明／台北報導"
_FROM = re.compile(
    r"^[\uac00-\ud7a3]{2,4}\s*=\s*|[／/]?[\u4e00-\u9fff]{2,3}(?:報導|报道|綜合報導)$"
)
#: a date or job that the page glues to the name: "Jane DoeNovember 21"
GLUED = re.compile(
    r"(?<=[a-zà-ÿ])(?:Published|Updated|Posted|Follow|Staff|Senior|Reporter|Correspondent|Editor|Writer)\b.*$|"
    r"(?<=[a-zà-ÿ])(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s\d.*$"
)
#: an outlet in capitals after a name that is not: "Jane Doe USA TODAY". One long word may be a surname
OUTLET = re.compile(r"(?<=[a-zà-ÿ])(?:\s(?!I{2,3}$|I?V$)[A-Z]{2,4}$|(?:\s[A-Z]{2,}){2,3}$)")
_LOWER = (
    "de da do dos das del della dello delle degli dei di du des d van von vom der den ten ter te tot op aan zu zum zur el"
    " al bin bint binti ibn ben bar abu la le lo los las y e i af av san in 't 'n ul ud uz ur st st. ap wa ole"
)
LOWER_OK = frozenset(_LOWER.split())


def people_in(written: str, strict: bool = True) -> tuple[str, ...]:
    """The people a byline names. `strict` asks for at least two words, the first a capital."""
    text = SPACES.sub(" ", html.unescape(written).translate(INVISIBLE)).strip()[:300]
    if opened := _OPENED.match(text):
        text = opened[1]
    text = _DAY_OF_DATE.sub("\n", _JUNIOR.sub(" ", writers_only(text)))
    previous = None
    while previous != text:
        previous, text = text, _unlabelled(text)
    found: dict[str, str] = {}
    for part, marked in parts_of(_without_degrees(LABEL.sub("\n", text))):
        name = _name(part, strict)
        if name and not (marked and found and _is_no_second(name, next(iter(found.values())))):
            found.setdefault(name.casefold(), name)
    return tuple(found.values())[:12]


def _is_no_second(name: str, first: str) -> bool:
    """Whether what stands after a name and a comma is where it is from: "Jane Doe, Harbour Post"."""
    alone = " " in first and " " not in name and not "\u3040" <= name[0] <= "\ud7a3"
    return alone or name.split()[-1].lower() in ("post", "press")


def _unlabelled(text: str) -> str:
    """Without the "by" or label before it, unless that is a name's own beginning."""
    begun = _PARTICLE.match(text)
    if begun and (
        len(begun["rest"].split()) < 2 or begun["rest"].split()[0] in ("La", "Los", "Las")
    ):
        return text if not is_nobody(begun["rest"]) else begun["rest"]
    return BY.sub("", text, count=1)


def _without_degrees(text: str) -> str:
    """Without academic degrees; in a name all in capitals "DO" and "MA" may be the last name."""
    return text if text.isupper() else DEGREES.sub("", text)


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
    r"(?: (?:staff|editor|writer|reporter|author|team|desk|report))?",
    re.IGNORECASE,
)
_EDGES = ' \t.,:;|*_"“”„()[]【】（）–—-'


def _name(part: str, strict: bool) -> str | None:
    bare = GLUED.sub("", part.strip(_EDGES))
    cut = _cut_tail(_FROM.sub("", bare))
    name = _JOB_GLUED.sub("", _without_outlet(_unlabelled(cut)))
    name = without_job(_without_degrees(name).strip(_EDGES.replace(".", "") + "."))
    name = f"{name}." if re.search(r"\b(?:Jr|Sr)$", name) and f"{name}." in part else name
    words = name.split()
    if not words or len(name) > 45 or len(name) < 2 or is_nobody(name):
        return None
    if sum(word not in LOWER_OK for word in words) > 5 or re.search(r"\d{3}", name):
        return None
    if not all(_is_word(word) or word in LOWER_OK for word in words):
        return None
    if len(words) > 1 and not (words[0][0].isupper() or words[0][0].lower() == words[0][0].upper()):
        return None
    if len(words) > 1 and words[-1].islower() and words[-1] in LOWER_OK:
        return None
    if strict and not _looks_like_a_person(words):
        return None
    if len(words) > 1 and name.isupper() and name.isascii():
        name = name.title()
    return name


def _without_outlet(name: str) -> str:
    """Without an outlet in capitals behind it; "Ali KAYA" is a name, and all of it."""
    bare = OUTLET.sub("", name)
    return bare if len(bare.split()) > 1 else name


def _cut_tail(name: str) -> str:
    """Without what follows the name: of a date its month as well, where two words are left."""
    bare = TAIL.sub("", name)
    if name[len(bare) :].strip(" ,")[:1].isdigit():
        month = _MONTH_FIRST.search(bare)
        left = len(bare[: month.start()].split()) if month else 0
        if month and month_of(month[1]) and left > _MONTH_NAMES.count(month[1].lower()):
            return bare[: month.start()]
    return bare


def _is_word(word: str) -> bool:
    """A word of letters, with the vowel signs of the scripts that have them."""
    word = word.strip('"“”') or word
    return word[0].isalpha() and all(
        char.isalnum() or char in ".'’‘`-_・·\u200c\u200d" or category(char)[0] == "M"
        for char in word
    )


def _looks_like_a_person(words: list[str]) -> bool:
    if not words[0].isascii() and words[0].lower() == words[0].upper():
        if _SPACED.match(words[0]):
            return 2 <= len(words) <= 5 and all(len(word) <= 16 for word in words)
        return 2 <= len("".join(words)) <= (12 if "・" in words[0] or "·" in words[0] else 8)
    if len(words) < 2:
        return False
    return all(
        word.lstrip('"“')[:1].isupper()
        or word.lower() in LOWER_OK
        or "-" in word
        or _ELIDED.match(word)
        for word in words
    )


#: scripts without capitals that part their words: Hebrew, Arabic, those of India, Thai, Georgian
_SPACED = re.compile(r"[\u0590-\u07ff\u0900-\u0eff\u10a0-\u10ff]")
#: "d'Hondt"
_ELIDED = re.compile(r"[dl]['’][^\W\d_]")
