"""What walls, challenges and error pages say, in the languages of the web.

Held against titles and headings only (except where noted): an article about cookies, or one that
quotes "page not found", says these things in its paragraphs.
"""

from __future__ import annotations

import re


def _any_of(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in alternatives), re.IGNORECASE)


CHALLENGE_TITLE = _any_of(
    r"^\W*just a moment\b",
    r"attention required!? \| cloudflare",
    r"^\W*access (?:to this page has been )?denied\b",
    r"^\W*are you (?:a )?(?:human|robot)",
    r"pardon our interruption",
    r"^\W*(?:security|browser|bot) (?:check|verification)",
    r"checking (?:your|the) browser",
    r"ddos[- ]guard",
    r"human verification",
    r"verify(?:ing)? (?:that )?you are (?:a )?human",
    r"please (?:verify|confirm) you",
    r"unusual (?:traffic|activity)",
    r"^\W*robot (?:check|or human)",
    r"^\W*(?:captcha|challenge validation|client challenge|vercel security checkpoint)",
    r"sicherheits(?:überprüfung|check|abfrage)",
    r"sind sie ein (?:mensch|roboter)",
    r"vérification de sécurité",
    r"êtes-vous un (?:humain|robot)",
    r"verificación de seguridad|eres un robot|verifica que eres humano",
    r"verificação de segurança",
    r"verifica di sicurezza",
    r"проверка (?:браузера|безопасности)|вы не робот",
    r"^\W*you have been blocked",
    r"^\W*(?:request|access) (?:blocked|rejected|restricted)\b",
)
#: marks of the machinery, in scripts, frames, forms and ids
CHALLENGE_MARKUP = re.compile(
    r"challenges\.cloudflare\.com|cdn-cgi/challenge-platform|cf-chl-|captcha-delivery\.com|px-captcha|_Incapsula_Resource|"
    r"geetest|awswaf|ddos-guard|sucuri_cloudproxy|distil_r_captcha|perimeterx|window\.rbzns\b",
    re.IGNORECASE,
)
CONSENT_TITLE = _any_of(
    r"before you continue",
    r"we (?:value|care about|respect) your privacy",
    r"your privacy(?: choices| matters)?\W*$",
    r"cookie (?:consent|settings|preferences|notice|wall)",
    r"(?:privacy|consent) (?:gate|wall|manager|settings|preferences)",
    r"manage (?:your )?(?:consent|cookies|privacy)",
    r"^\W*consent\W*$",
    r"(?:ihre|deine|eure) (?:privatsphäre|daten)\b.*(?:wichtig|wahl|einstellungen)",
    r"datenschutz-?einstellungen",
    r"zustimmung (?:erforderlich|verwalten)|einwilligung",
    r"(?:weiter|lesen)\b.{0,30}\bmit werbung|werbefrei\b.{0,40}\blesen|pur-?abo",
    r"vos choix|votre vie privée|nous respectons votre|gestion des cookies|consentement",
    r"tu privacidad|su privacidad|valoramos tu|configuración de cookies|consentimiento",
    r"a sua privacidade|sua privacidade",
    r"la tua privacy|rispettiamo la tua privacy|consenso",
    r"wij respecteren je privacy|jouw privacy|cookie-?instellingen|toestemming",
    r"dbamy o (?:twoją )?prywatność|szanujemy twoją prywatność",
    r"vi (?:bryr oss om|värnar om|respekterer) (?:din|ditt)|samtykke",
)
#: words of a consent text; counted in all of the page's text
CONSENT_WORDS = _any_of(
    r"\bcookies?\b",
    r"\bconsent\b",
    r"\bpartners?\b",
    r"\bvendors?\b",
    r"\bpersonal data\b",
    r"\bprivacy\b",
    r"\badvertising\b",
    r"\blegitimate interests?\b",
    r"\baccept all\b",
    r"\breject all\b",
    r"\beinwilligung\w*",
    r"\bzustimm\w+",
    r"\bpartner\w*\b",
    r"\bdatenschutz\w*",
    r"\bakzeptieren\b",
    r"\bwerbung\b",
    r"\bpersonenbezogene\w*",
    r"\btracking\b",
    r"\bconsentement\b",
    r"\bpartenaires?\b",
    r"\bdonnées personnelles\b",
    r"\baccepter\b",
    r"\bpublicités?\b",
    r"\bvie privée\b",
    r"\bconsentimiento\b",
    r"\bsocios\b",
    r"\bdatos personales\b",
    r"\baceptar\b",
    r"\bpublicidad\b",
    r"\bprivacidad\b",
    r"\bconsenso\b",
    r"\bdati personali\b",
    r"\baccetta\w*\b",
    r"\btoestemming\b",
    r"\bpersoonsgegevens\b",
    r"\baccepteren\b",
    r"\bzgod[aęy]\b",
    r"\bdan(?:e|ych) osobow\w+",
    r"\bsamtyck\w+",
    r"\bsamtykke\b",
    r"\bpersonuppgifter\b",
)
CONSENT_HOST = re.compile(
    r"^(?:consent|guce|cmp|privacy|myprivacy|choices)\.|/(?:consent|privacy-gate|cookiewall|collectConsent)\b",
    re.IGNORECASE,
)
NOT_FOUND = _any_of(
    r"^\W*(?:error |fehler |erreur |oops\W* ?)?404\b",
    r"\b404\W*$",
    r"\b404\b.{0,20}\b(?:not found|error|fehler)",
    r"(?:page|article|story|content|url|file|requested) (?:was |is |could |cannot |can't )?(?:not |be not |no longer )+(?:be )?(?:found|available|exist)",
    r"(?:page|article|story) (?:you (?:requested|are looking for|were looking for).{0,30})?(?:doesn.t|does not|no longer|isn.t) (?:exists?|available|here)",
    r"^\W*not found\W*$",
    r"can.?t find (?:that|the|this) page|(?:couldn.t|could not|cannot|can.t) (?:be found|find (?:that|the|this|what))",
    r"(?:seite|artikel|inhalt|dokument)\b.{0,25}\b(?:nicht (?:gefunden|vorhanden|verfügbar|mehr|existiert)|existiert nicht)",
    r"page (?:introuvable|non trouvée|inexistante)|(?:cette|la) page n.existe",
    r"p[áa]gina (?:no (?:encontrada|existe|disponible)|non trovata|não (?:encontrada|existe)|niet gevonden)",
    r"(?:no encontramos|no se (?:ha )?encontr\w+) (?:la|esta) página",
    r"sidan (?:hittades|finns) inte|kunde inte hittas",
    r"sid(?:en|a) (?:blev )?(?:ikke|finnes ikke|kunne ikke)\b",
    r"(?:nie znaleziono|nie istnieje|strona nie)",
    r"страница не (?:найдена|существует)",
    r"sayfa bulunamad[ıi]",
    r"ページが(?:見つかりません|存在しません)|お探しのページ",
    r"(?:页面|頁面|网页)(?:不存在|未找到)|找不到(?:页面|頁面|该页|網頁)",
    r"페이지를 찾을 수 없습니다",
    r"الصفحة غير موجودة",
    r"sivua ei löyd",
    r"stránka (?:nebyla nalezena|neexistuje)",
    r"az oldal nem található",
)
ERROR = _any_of(
    r"^\W*(?:error |http )?5\d\d\b",
    r"internal server error",
    r"service (?:temporarily )?unavailable",
    r"bad gateway|gateway time-?out",
    r"error establishing a database connection|database error",
    r"(?:an|unexpected|application) error (?:has )?occurred|something went wrong",
    r"(?:under|scheduled) maintenance|be right back|temporarily (?:down|offline)",
    r"wartungs(?:arbeiten|modus)|vorübergehend nicht (?:verfügbar|erreichbar)|interner (?:server)?fehler",
    r"(?:site )?en maintenance|erreur interne|service indisponible",
    r"en mantenimiento|error interno|fuera de servicio",
    r"in manutenzione|em manutenção|onderhoud",
    r"технические работы|внутренняя ошибка",
    r"^\W*fatal error\b",
)
#: in the text: the story goes on for those who pay
PAYWALL = _any_of(
    r"(?:subscribe|sign in|log in|register|sign up)\b.{0,40}\b(?:to (?:continue|read|keep reading|unlock|view|access|finish)|for (?:full|unlimited) access)",
    r"(?:this|the) (?:article|story|content|post) is (?:only |exclusively )?(?:for|available to|reserved for) (?:\w+ )?(?:subscribers|members|premium)",
    r"(?:already a |for )subscribers?(?: only)?\?",
    r"continue reading (?:this|with|your)",
    r"to (?:continue|keep) reading\b",
    r"unlock (?:this|the (?:full )?) ?(?:article|story)",
    r"you have (?:reached|used|read) (?:your|all|the)\b.{0,30}\b(?:limit|free articles?)",
    r"subscriber[- ]only|exclusive to subscribers",
    r"(?:jetzt|hier|bereits|schon) (?:abonnent|abonnieren|weiterlesen|registrieren|freischalten)",
    r"weiterlesen mit|(?:artikel|beitrag|inhalt) (?:ist )?(?:exklusiv|nur) für (?:abonnent|mitglieder)|um (?:diesen artikel |weiter)zu ?lesen|mit .{2,20}\+ (?:weiter)?lesen|plus-artikel|f\+ |artikel freischalten",
    r"(?:article|contenu) réservé (?:aux|à nos) abonnés|pour lire la suite|il vous reste .{1,12} de cet article|abonnez-vous pour (?:lire|continuer)",
    r"(?:contenido|artículo) (?:exclusivo|reservado) para (?:suscriptores|socios)|suscríbete para (?:seguir|continuar|leer)",
    r"conteúdo exclusivo para assinantes|assine para (?:ler|continuar)",
    r"contenuto riservato agli abbonati|abbonati per (?:continuare|leggere)",
    r"alleen voor abonnees|lees verder met|om verder te lezen",
    r"(?:artykuł|treść) (?:dostępn\w+ )?tylko dla (?:prenumeratorów|subskrybentów)|czytaj dalej w",
    r"(?:låst|för prenumeranter|bli prenumerant|logga in för att läsa|for abonnenter|bli abonnent)",
    r"только для подписчиков|оформите подписку, чтобы",
    r"この記事は(?:有料)?会員限定|続きを読むには|残り\d+文字|有料会員になると",
)
