"""Words of consent: in headings, in addresses, and counted in the text of a page."""

from __future__ import annotations

import re

from pipelines.reading.any_of import any_of

CONSENT_TITLE = any_of(
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
CONSENT_WORDS = any_of(
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
