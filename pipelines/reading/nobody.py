"""Words that name no person: roles, desks, outlets, furniture of the page.

A word that may be a name as well ("Guest", "Post", "Jan", "Senior") says so only where nothing but
such words stands: "Guest Author" is nobody, Nils Guest is somebody.
"""

from __future__ import annotations

import re

#: at the end of a name, with what stands between, it is a job: "Jane Doe Senior Staff Writer"
_JOBS = (
    r"staff|editors?|editorial|writers?|reporters?|reports|correspond[ae]nts?|columnists?|contributors?|contributing|"
    r"freelancer?s?|producers?|photo(?:grapher|journalist)s?|\w*journalist(?:in|en|e|s|er)?|\w*korrespondent(?:in|en|er)?|"
    r"\w*redakteur(?:e|in|innen)?|\w+leiter(?:in)?|reporterin|rédact(?:eur|rice)|correspondante|corresponsal|redactora?|"
    r"periodista|repórter|jornalista|correspondente|giornalista|corrispondente|inviat[oa]|verslaggever|redacteur|"
    r"toimittaja|muhabiri?|wartawan|kontributor|корреспондент|журналист\w*|редактор|кореспондент|"
    r"desk|team|bureau|newsroom|author|autor(?:in)?|admin|administrator|webmaster"
)
#: what stands before a job, and is no name there
_KINDS_WORDS = (
    "sports sport business political politics science national foreign world food auto entertainment health"
    " technology tech medical education religion music film tv television travel lifestyle legal diplomatic"
    " military defence defense economics economy financial finance markets energy environment climate"
    " washington capital congressional parliamentary chief senior special staff news football basketball"
    " baseball hockey golf tennis racing soccer boxing cricket video photo regional european asia europe"
    " africa crime court courts city local state investigative investigations data digital online multimedia"
    " media deputy assistant associate managing executive general assignment features feature culture arts"
    " opinion royal security home affairs social community night guest contributing freelance"
)
_KINDS = frozenset(_KINDS_WORDS.split())
_DESKS = (
    r"redaktion\w*|redacci[oó]n|redaction|rédaction|redazione|redactie|redakcja|redação|redaksi\w*|redakce|redakcia|"
    r"redakcija|redacția|toimitus|szerkesztőség|merkezi|редакци\w+|редакція|σύνταξη|التحرير|تحریریه|ब्यूरो|डेस्क|ডেস্ক|संवाददाता|নিজস্ব|প্রতিবেদক|מערכת|กองบรรณาธิการ|وكالات|(?:नई )?दिल्ली|"
    r"agenc\w+|agentur(?:en)?|agências|agenzie|ajans\w*|wires"
)
_OUTLETS = (
    r"news|online|magazine?|times|daily|today|journal|tribune|gazette|herald|zeitung|tageblatt|radio|tv|digital|media|nachrichten|"
    r"\w+\.(?:com|de|org|net|at|ch|fr|es|it|co|uk|pl)|company|inc|gmbh|e\.v|ltd|llc|group|newspapers?|broadcasting"
)
_AGENCIES = (
    r"reuters|cnn|bbc|риа|тасс|интерфакс|новости|afp|dpa|apa|sda|tass|upi|pti|xinhua|kyodo|yonhap|associated|agence france-presse|"
    r"(?:canadian|united|free) press|press (?:association|trust|agency)"
)
_FURNITURE = (
    r"managing|special to|unknown|anonymous|anonym|user|follow|subscribe|newsletter|comments?|print|photo|image|fotos?|"
    r"video|minutes?|lesezeit|uhr|kontakt|contact|profile|profil|email|copyright|rights|twitter|facebook|instagram|"
    r"linkedin|xing|youtube|archives?|biography|bio|reserved|about|über|mehr|posts|articles|artikel|this|content|lizenz|"
    r"license|commons|datum|eingetragen|gesponsert|sponsored|updated|published|caption|tickets|copy link|share via|"
    r"(?:learn|show|load|see|view|find) more|most read|read (?:next|also)|sign (?:in|up)|log in|click here|get started|top stories|"
    r"privacy policy|terms of|getty|press release|opinion|letters"
)
#: nobody where they stand alone or only with each other
_ALONE_WORDS = (
    "guest gast post press more home share wire bild efe ansa bloomberg min read senior editorial"
    " associate assistant executive chief deputy january february march april may june july august september"
    " october november december jan feb mar apr jun jul aug sep sept oct okt nov dec dez januar februar märz juni"
    " juli oktober dezember monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun"
    " mo di mi do fr sa so author writer"
)
_ALONE = frozenset(_ALONE_WORDS.split())
#: in languages without capitals, parts of words
_JOINED = re.compile(
    "编辑|編輯|责编|責編|记者|記者|新闻|新聞|日报|日報|时报|時報|晚报|晚報|早报|通讯社|通訊社|來源|来源|综合|綜合|報導|报道|"
    "本報|本报|[网網社部報报台局訊讯]$|ニュース|通信|기자|신문|일보|뉴스|편집|방송"
)
_JOB = re.compile(rf"(?:{_JOBS})\.?", re.IGNORECASE)
#: "Staff Writer Jane Doe", "von unserem Redakteur Max Muster"
_JOB_AHEAD = re.compile(
    rf"^(?:(?:our|unser(?:em|er|en)?|dal nostro|dalla nostra|notre|nuestr[oa]|onze)\s+)?(?:(?:{'|'.join(_KINDS)})\s+)*"
    r"(?:staff )?(?:writer|reporter|correspondent|columnist|\w*redakteur(?:in)?|\w*korrespondent(?:en|in)?|redacteur|inviat[oa]|"
    r"correspondante?|corresponsal|verslaggever)\s+(?=\S+\s+\S)",
    re.IGNORECASE,
)
_NO_ONE = re.compile(
    rf"(?<!\w)(?:{_JOBS}|{_DESKS}|{_OUTLETS}|{_AGENCIES}|{_FURNITURE})(?!\w)|"
    r"^(?:the|der|die|das|le|la|les|el|los|il)\b(?!\s(?:thi|van|minh|quang|duc|hadji?|toya)\s)",
    re.IGNORECASE,
)
#: after a name of two words: an agency, an outlet with its article, for whom it is
_AFFILIATED = re.compile(
    rf"(?<=\w)\s+(?:(?:{_AGENCIES}|bloomberg|ansa|efe)(?!\w).*|(?-i:AP|CNN|BBC|NPR|DPA|ANI)\b.*|"
    r"(?:(?:special|exclusive) (?:to|for)|(?:of|for|from) the|(?-i:The))\s.*)$",
    re.IGNORECASE,
)
#: papers called after a place, which the words that are surnames as well do not tell from people
_PAPERS = re.compile(
    r"(?:washington|york|denver|jerusalem|huffington|evening|morning|national|bangkok|jakarta|yorkshire|liverpool|"
    r"kathmandu|beach|birmingham|houston|saturday|financial|rheinische|zürcher|europa)\W+post|\w+\W+post\W+\w+|"
    r"(?:free|united|\w+an|detroit|new)\W+press",
    re.IGNORECASE,
)


def without_job(name: str) -> str:
    """The name without the job, agency or outlet glued to it; two words of it stay."""
    name = _JOB_AHEAD.sub("", name)
    words = name.split()
    if len(words) > 2:
        bare = _AFFILIATED.sub("", name)
        if len(bare.split()) > 1:
            name, words = bare, bare.split()
    end = len(words)
    if any(_JOB.fullmatch(word) for word in words[2:]):
        end = next(n for n, word in enumerate(words) if _JOB.fullmatch(word) or _kind(word))
    elif words and words[-1].lower() in ("sports", "politics"):
        end -= 1
    return " ".join(words[:end]) if end >= 2 else name


def _kind(word: str) -> bool:
    return word.lower() in _KINDS


def is_nobody(name: str) -> bool:
    """Whether these words name no person."""
    words = [word.strip(".").lower() for word in name.split()]
    if all(word in _ALONE or word in _KINDS for word in words):
        return True
    return bool(_NO_ONE.search(name) or _JOINED.search(name) or _PAPERS.fullmatch(name))
