"""Lines that speak to the reader of the site, not of the story, in the words of many languages.

Each pattern is held against a whole line. A line that opens like one of them is only cut when it
is short: a paragraph that happens to start with "Subscribe to" is a paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

#: words; a longer line is a paragraph, whatever it starts with
SHORT = 45


def _any_of(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in alternatives), re.IGNORECASE)


_END = r"(?:\s*[:：>»…|–-].*|\s*$)"
LINK_TEASER = _any_of(
    r"[\[(>*»•\s]*(?:related|see also|read also|also read|also see|don.t miss|up next|must[- ]reads?|trending)"
    r"(?: (?:stories|story|articles?|links?|content|coverage|topics?|videos?|news|reading|now))?"
    + _END,
    r"[\[(>*»•\s]*(?:read|watch|see|listen|click|learn|find out|view)(?: here)? (?:more|next|now|also)"
    r"(?: (?:on|about|from|at|here|news|stories|coverage|in)\b.{0,80})?" + _END,
    r"(?:more|the latest|latest) (?:from|on|in|about|stories|news|coverage|headlines|must[- ]reads)\b.{0,50}$",
    r"(?:read|watch|listen|see)\s*(?:more|also|next|now)?\s*:.*",
    r"(?:you (?:may|might) (?:also )?(?:like|be interested)|recommended(?: for you| videos?| stories| reading)?"
    r"|editor.?s?.? picks?|most (?:read|popular|viewed)|popular (?:stories|now)|what to read next"
    r"|more for you|our picks|top (?:stories|reads)|featured (?:stories|video))\b.{0,40}$",
    r"(?:lesen sie (?:auch|mehr|hier)|mehr (?:zum thema|dazu|lesen|aus|von)|auch interessant|siehe auch"
    r"|das k.nnte sie (?:auch )?interessieren|weitere (?:artikel|nachrichten|meldungen|themen)"
    r"|zum thema|passend dazu|empfehlungen? der redaktion|lesetipp)\b.*",
    r"empfohlener (?:redaktioneller|externer) inhalt.*",
    r"(?:. ?lire (?:aussi|[ée]galement)|lire (?:aussi|la suite)|voir aussi|sur le m.me (?:sujet|th.me))\b.*",
    r"(?:le[ae]r? (?:tambi.n|m.s)|te puede interesar|ver tambi.n|tambi.n te puede|notas? relacionadas?)\b.*",
    r"(?:leia (?:tamb.m|mais)|veja (?:tamb.m|mais)|saiba mais|leggi (?:anche|di pi.)|guarda anche)\b.*",
    r"(?:lees (?:ook|meer|verder)|bekijk ook|l[eæä]s (?:ogs.|ocks.|mer|.ven|mere)|lue (?:my.s|lis..))\b.*",
    r"(?:czytaj (?:wi.cej|tak.e|te.|r.wnie.)|zobacz (?:te.|tak.e|r.wnie.|wi.cej)|p.e.t.te (?:si|tak.))(?:\W.*|$)",
    r"(?:читайте (?:также|нас)|читать (?:также|далее)|по теме|смотрите также|читайте на тему)\b.*",
    r"(?:ilgili haber(?:ler)?|bunlar. da oku|олvassa|olvassa el)\b.*",
    r"(?:関連記事|あわせて読みたい|관련\s?기사|相关(?:阅读|新闻)|延伸閱讀|延伸阅读|اقرأ (?:أيضا|المزيد))"
    + r".{0,60}",
)
CALL = _any_of(
    r"[\[(*>»\s]*(?:sign ?up|subscribe|register|log ?in|create (?:an|your|or)|download our|join (?:our|the|us|more)"
    r"|follow (?:us|our|along|@)|like us|get (?:the|our|more|breaking|all the|unlimited)|click here|tap here|stay (?:up|in|tuned|informed|connected)"
    r"|want (?:more|to|great|the)|don.t miss|enjoy(?:ing|ed)? (?:our|this|what)|already a|not a|to (?:continue|read the full|keep reading|receive|get)"
    r"|support (?:our|independent|quality)|become a|thank you for (?:subscribing|visiting|reading|signing)|thanks for (?:reading|signing)"
    r"|our (?:free )?newsletter|for more(?! than\b)|have (?:a|any)|do you have|got a|if you (?:have|enjoy|like)|send (?:us|your|tips)|share your|contact us|visit|check out|listen to|watch (?:the|our))\b"
    r".*\b(?:newsletters?|inbox|e-?mail|subscri\w+|sign ?up|app\b|apps\b|account|facebook|twitter|instagram|whatsapp|telegram|youtube|tiktok|linkedin"
    r"|podcasts?|channel|notifications?|forums?|our website|our site|members?(?:hip)?|tips?|log ?in|visit \S+\.(?:com|org|net)|continue|paywall|community|unlock|latest (?:news|issues|content))\b.*",
    r"(?:melden sie sich|abonnieren sie|folgen sie uns|registrieren sie|inscrivez-vous|abonnez-vous|suivez-nous|suscr.bete|s.guenos|assine|inscreva-se|siga|iscriviti|seguici|schrijf je in|volg ons|prenumerera|følg oss|подпи(?:шитесь|сывайтесь|саться))\b.*",
    r"(?:leave a (?:comment|reply)|(?:post|add|view|show|hide|join) (?:a |all |the )?(?:comments?|conversation|discussion)|comments? \(\d+\)|kommentare?(?: \(\d+\)| verfassen| anzeigen)?|kommentieren)\W*$",
    r"(?:article content|advertisement|anzeige|werbung|publicit.|publicidad|reklama|skip past newsletter promotion|story continues below.*|article continues (?:below|after).*|continue reading.*|loading\W*|skip to (?:main )?content)\W*$",
    r"waiting for your permission to load.*|(?:this (?:video|content|browser)|javascript) .{0,40}(?:not supported|disabled|unavailable|cannot be|could not be).*",
    r"(?:newsletters?|sign up|subscribe(?: now)?|log ?in|register|share|share this(?: article)?|follow us|comments?|print|e-?mail|copy link|abonnieren|teilen|partager|compartir|s'abonner)\W*$",
)
CAPTION = _any_of(
    r"[\[(]?(?:image|images|photo|photos|picture|foto|fotos|bild|bilder|video|photograph|gallery|illustration|symbolbild|zdjęcie|fot)\b\.?"
    r"(?: (?:credit|courtesy|by|of|source))?s?\s*[:/©|].*",
    r"(?:credit|credits|pictured(?: (?:right|left|above|below|here|from left))?|image credit|photo by|picture by|screenshot)\b\s*[:,/].*",
    r".{0,160}(?:\(|/|- ?|— ?|\| ?|© ?)(?:getty images?|afp via getty images|ap photo\b[^.]*|ap images|reuters/[\w .]+|shutterstock|istock(?:photo)?|unsplash|imago\b[^.]{0,30}|picture alliance\b[^.]{0,30})\)?\W*$",
    r"©[^.]{0,60}$",
)
CONSENT = _any_of(r"an dieser stelle finden sie .{0,60}externen inhalt.*")
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
    Rule("related links", SHORT, LINK_TEASER),
    Rule("call to action", 70, CALL, (
        Within(("inbox",), _any_of(
            r".*\b(?:delivered|straight|directly|sent) (?:\w+ ){0,3}to (?:your|you) (?:e-?mail )?inbox\b.*",
        )),
        Within(("newsletter", "abonnieren", "anmelden", "registrieren", "herunterladen"), _any_of(
            r".*\b(?:jetzt|hier|kostenlos|kostenlosen)\b.*\b(?:newsletter|abonnieren|anmelden|registrieren|herunterladen)\b.*",
        )),
        Within(("カテゴリー", "会員登録", "無料登録", "ログイン"), _any_of(
            r".*\bカテゴリーをフォロー.*|.*(?:会員登録|無料登録|ログイン)(?:する|してください|すると).*",
        )),
    )),
    Rule("affiliate notice", 60, None, (
        Within(("independently",), _any_of(
            r".*\b(?:independently (?:select|chosen|review|curate)\w*|chosen independently)\b.*",
        )),
        Within(("commission", "compensation", "share of", "money"), _any_of(
            rf"{_MAY_EARN}(?:commissions?|share of)\b.*",
            # the families of the victims may receive compensation as well
            r"(?=.*\b(?:links?|purchas\w+|products?|affiliates?|partners?|click|buy|retailers?|advertisers?)\b)"
            rf"{_MAY_EARN}(?:compensation|money)\b.*",
        )),
        Within(("affiliate",), _any_of(
            r".*\baffiliate (?:links?|commissions?|partners?|disclosure|compensation)\b.*",
        )),
    )),
    Rule("caption", SHORT, CAPTION, (
        Within((":",), _any_of(
            r".*[.)»”\"]?\s*\(?(?:photo|image|picture|foto|bild)?\s?(?:credits?|photo|image|foto|courtesy of)\s?:\s*[^.!?]{2,60}[.)]*$",
        )),
    )),
    Rule("consent text", 120, CONSENT, (
        Within(("cookie", "opt-out", "opt out", "browser", "consent", "tracking", "preferences"), _any_of(
            # spoken to the reader; a court may speak of consent and third parties as well
            r"(?=.*\b(?:we|our|us|you|your)\b).*\b(?:personal information|third parties|third-party cookies|targeted advertising|our (?:privacy|cookie) (?:policy|notice|list)|your privacy (?:choices|rights))\b.*\b(?:cookies?|opt[- ]out|browser|consent|tracking|preferences)\b.*",
        )),
        Within(("inhalt", "drittplattformen"), _any_of(
            r".*\b(?:externe[rn]? inhalt\w*|drittplattformen)\b.*\b(?:angezeigt|datenschutz\w*|zustimm\w+|einverstanden|laden)\b.*",
        )),
        Within(("browser version", "compatibility mode", "javascript"), _any_of(
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
    words, lower = line.count(" ") + 1, line.lower()
    for rule in RULES:
        if words <= rule.longest and (
            (rule.opens is not None and rule.opens.fullmatch(line))
            or any(what.said_in(line, lower) for what in rule.within)
        ):
            return rule.kind
    return None
