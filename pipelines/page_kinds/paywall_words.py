"""What a paywall says where it ends a text."""

from __future__ import annotations

from pipelines.reading.any_of import any_of

#: in the text: the story goes on for those who pay
PAYWALL = any_of(
    r"(?:subscribe|sign in|log in|register|sign up)\b.{0,40}\b(?:to (?:continue|read|keep reading|unlock|view|access|finish)|for (?:full|unlimited) access)",
    r"(?:this|the) (?:article|story|content|post) is (?:only |exclusively )?(?:for|available to|reserved for) (?:\w+ )?(?:subscribers|members|premium)",
    r"continue reading (?:this|with|your)",
    r"to (?:continue|keep) reading\b",
    r"unlock (?:this|the (?:full )?) ?(?:article|story)",
    r"you have (?:reached|used|read) (?:your|all|the)\b.{0,30}\b(?:limit|free articles?)",
    r"exclusive to subscribers",
    r"(?:jetzt|hier) (?:weiterlesen|freischalten)",
    r"weiterlesen mit|(?:artikel|beitrag|inhalt) (?:ist )?(?:exklusiv|nur) für (?:abonnent|mitglieder)|um (?:diesen artikel |weiter)zu ?lesen|mit .{2,20}\+ (?:weiter)?lesen|artikel freischalten",
    r"(?:article|contenu) réservé (?:aux|à nos) abonnés|pour lire la suite|il vous reste .{1,12} de cet article|abonnez-vous pour (?:lire|continuer)",
    r"(?:contenido|artículo) (?:exclusivo|reservado) para (?:suscriptores|socios)|suscríbete para (?:seguir|continuar|leer)",
    r"conteúdo exclusivo para assinantes|assine para (?:ler|continuar)",
    r"contenuto riservato agli abbonati|abbonati per (?:continuare|leggere)",
    r"alleen voor abonnees|lees verder met|om verder te lezen",
    r"(?:artykuł|treść) (?:dostępn\w+ )?tylko dla (?:prenumeratorów|subskrybentów)|czytaj dalej w",
    r"logga in för att läsa|logg inn for å lese",
    r"только для подписчиков|оформите подписку, чтобы",
    r"この記事は(?:有料)?会員限定|続きを読むには|残り\d+文字|有料会員になると",
)
#: in the text's own neighbourhood only: mastheads and feet offer the same to everybody
OFFER = any_of(
    r"(?:already a |for )subscribers?(?: only)?\?",
    r"subscriber[- ]only",
    r"(?:jetzt|hier|bereits|schon) (?:abonnent|abonnieren|registrieren)",
    r"plus-artikel|f\+ ",
    r"låst|för prenumeranter|bli prenumerant|for abonnenter|bli abonnent",
)
