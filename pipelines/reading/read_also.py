"""Lines that lead to other stories: "Read also: …", "Baca juga", "【関連記事】".

In any language such a line is a label and a link. The words are for lines whose link was lost, and for
labels that stand on a line of their own.
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from pipelines.reading.address import site_of
from pipelines.reading.any_of import any_of
from pipelines.reading.blocks import Block

#: of the characters behind a label, those that are a link
ALL_LINK = 0.97
#: spaces in a link that is a headline; shorter ones are names
LINK_WORDS = 3
#: spaces in a label
LABEL_SPACES = 4
LABELLED = re.compile(r"([^:：]{0,40})([:：]?)\s*(.*)", re.DOTALL)
#: they say where the story is from, and stay: who reads credits looks for them
SOURCE = any_of(
    r"\W*(?:sources?|quellen?|fuentes?|fontes?|fonti|bron|källa|kilde|lähde|źródło|zdroj|forrás|surs[ae]|източник|"
    r"источники?|джерел[оа]|kaynak|sumber|nguồn|πηγή|מקור|المصدر|منبع|स्रोत|स्रोतः|ที่มา|出典|来源|來源|출처|via|credits?)\W*"
)
_OPENED = r"[\[(【（>*»«•▶►→+\s]*"
#: a colon, bracket or dash behind the label, or the end of the line
_END = r"(?:\s*[:：>»…|\]】）].*|\s+[–—-]\s.*|\W*)"
#: what may follow a label without them: no sentence
_NO_SENTENCE = r"(?:.{0,60}[^.!?…。।؟]|\W*)"
#: imperatives that are said of nothing else
_SURE = (
    r"lesen sie (?:auch|mehr|hier|dazu)|auch interessant|das könnte (?:sie|dich|euch) (?:auch )?interessieren|lesetipp",
    r"empfohlener (?:redaktioneller|externer) inhalt",
    r"(?:à |a )?lire (?:aussi|[ée]galement)",
    r"le[ae]r? tambi[ée]n|te puede interesar|(?:ver|mira|vea) tambi[ée]n|tambi[ée]n te puede",
    r"leia tamb[ée]m|veja tamb[ée]m|leggi anche|guarda anche|lees ook|bekijk ook|l[eæä]s (?:ogs[åa]|ocks[åa]|även)|"
    r"les ogs[åa]|lue my[öo]s|citește și|citiți și|olvas(?:sa|d) (?:el|tovább)? ?(?:is|még)?",
    r"(?:czytaj|zobacz|przeczytaj|sprawdź) (?:te[żz]|tak[żz]e|r[óo]wnie[żz])|(?:čtěte|přečtěte si|prečítajte si) (?:také|tiež)",
    r"pročitajte (?:i|još|također|takođe)|čitajte (?:i|još)|прочетете (?:още|също)|вижте (?:още|също)",
    r"читайте (?:также|нас|на тему|також|ще)|смотрите также|дивіться також",
    r"(?:bunlar[ıi] da|bunu da) oku\w*|baca jug[ak]|simak juga|lihat juga|xem thêm|đọc thêm|"
    r"διαβάστε (?:επίσης|ακόμ[αη]|και)",
    r"(?:यह|ये|इसे) भी (?:पढ़ें|पढ़ें|देखें)|আরও পড়ুন|আরো পড়ুন|இதையும் படி\w*",
    r"קראו (?:גם|עוד)|اقر[أا]\w* (?:أيض\S*|ايض\S*|المزيد)|بیشتر بخوانید|مزید پڑھیں",
    r"関連記事|あわせて読みたい|관련\s?기사|더 보기|相关(?:阅读|新闻|报道)|相關(?:新聞|報導)|延伸閱讀|延伸阅读|อ่านเพิ่มเติม|ข่าวที่เกี่ยวข้อง",
)
#: labels that open sentences as well: "Zum Thema Rente sagte der Minister …"
_LABEL = (
    r"(?:related|see also|read also|also read|don.t miss|up next|must[- ]reads?|trending)"
    r"(?: (?:stories|story|articles?|links?|content|coverage|topics?|videos?|news|reading|now))?",
    r"(?:read|watch|see|listen|click|learn|find out|view)(?: here)? (?:more|next|now|also)"
    r"(?: (?:on|about|from|at|here|news|stories|coverage|in)\b[^.:]{0,80})?",
    r"mehr (?:zum thema|dazu|lesen|aus|von)|siehe auch|weitere (?:artikel|nachrichten|meldungen|themen)|zum thema|"
    r"passend dazu|empfehlung(?:en)? der redaktion",
    r"lire la suite|voir aussi|sur le m[êe]me (?:sujet|th[èe]me)|le[ae]r? m[áa]s|m[áa]s informaci[óo]n|notas? relacionadas?",
    r"leia mais|saiba mais|veja mais|leggi di pi[ùu]|lees (?:meer|verder)|l[eæä]s (?:mer|mere)|lue lisää",
    r"(?:czytaj|zobacz) wi[ęe]cej|читать (?:также|далее)|по теме|ilgili haber(?:ler)?",
)
WORDS = any_of(
    *(rf"{_OPENED}(?:{label})(?:\b.*|\W.*|$)" for label in _SURE),
    *(rf"{_OPENED}(?:{label}){_END}" for label in _LABEL),
    *(rf"{_OPENED}(?:{label})\b{_NO_SENTENCE}" for label in _LABEL[2:]),
    r"(?:read|watch|listen|see)\s*(?:more|also|next|now)?\s*:.*",
    r"(?:more|the latest|latest) (?:from|on|in|about|stories|news|coverage|headlines|must[- ]reads)\b"
    r"(?:.{0,49}[^.!?…])?",
    r"(?:you (?:may|might) (?:also )?(?:like|be interested)|recommended(?: for you| videos?| stories| reading)?"
    r"|editor.?s?.? picks?|most (?:read|popular|viewed)|popular (?:stories|now)|what to read next"
    r"|more for you|our picks|top (?:stories|reads)|featured (?:stories|video))\b(?:.{0,39}[^.!?…]|\W*)",
)


def leads_elsewhere(block: Block, site: str) -> bool:
    """Whether a paragraph is a link to another story, alone or, on the same site, behind a label and a colon.

    "Source: …" is none: it says where the story is from. Nor is a label without a colon: "With reports from …".
    """
    if block.linked >= ALL_LINK * len(block.text):
        return block.text.count(" ") >= LINK_WORDS and not block.text.isupper()
    label, colon, behind = LABELLED.match(block.text).groups()  # type: ignore[union-attr]
    return (
        bool(colon)
        and behind.count(" ") >= LINK_WORDS
        and label.count(" ") <= LABEL_SPACES
        and block.linked >= ALL_LINK * len(behind)
        and not SOURCE.fullmatch(label)
        and any(_is(a, behind, site) for a in block.node.iter("a"))
    )


def _is(a: HtmlElement, text: str, site: str) -> bool:
    """Whether it is a link of that text to a page of the site."""
    href = a.get("href") or ""
    own = bool(href) and ("://" not in href or site_of(href) == site)
    return own and " ".join(a.text_content().split()) == text
