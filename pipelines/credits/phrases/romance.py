"""French, Spanish, Portuguese and Italian."""

from __future__ import annotations

from .phrase import X, phrase

_FRENCH = (
    phrase(
        "fr",
        "initialement|d'abord|d’abord|originellement|à l'origine|à l’origine|première fois",
        r"(?:publiée?s?|parue?s?|diffusée?s?) (?:initialement|d['’]abord|originellement"
        rf"|à l['’]origine|pour la première fois) (?:par|dans|sur|en){X}",
    ),
    phrase(
        "fr",
        "initialement|d'abord|d’abord|originellement|à l'origine|à l’origine",
        r"(?:initialement|d['’]abord|originellement|à l['’]origine)"
        rf" (?:publiée?s?|parue?s?|diffusée?s?) (?:par|dans|sur|en){X}",
    ),
    phrase(
        "fr",
        "republi|repris |reproduit",
        r"(?:republiée?|repris|reproduite?) (?:à partir de|avec l['’](?:aimable )?autorisation de"
        rf"|depuis){X}",
    ),
    phrase(
        "fr",
        "lire l|lisez l",
        rf"(?:Lire|Lisez) l['’](?:article original|original) (?:sur|dans|de){X}",
    ),
)


_IBERIAN = (
    phrase(
        "es pt gl ca",
        "originalmente|originariamente|primera vez|primeira vez|primero|primeiro|inicialmente",
        r"(?:publicad[oa]s?|apareci[óo]|apareceu|public[óo]) (?:se )?(?:originalmente"
        r"|originariamente|por primera vez|pela primeira vez|primero|primeiro|inicialmente)"
        rf"(?: en inglés)? (?:por|en|em|no|na|pelo|pela){X}",
    ),
    phrase(
        "es pt gl ca",
        "originalmente|originariamente|inicialmente",
        r"(?:originalmente|originariamente|inicialmente) publicad[oa]s?"
        rf" (?:por|en|em|no|na|pelo|pela){X}",
    ),
    phrase(
        "es pt gl ca",
        "original",
        rf"(?:Lea|Lee|Leia) (?:el|o) (?:artículo |artigo |texto )?original (?:en|em|no|na){X}",
    ),
    phrase(
        "es pt gl ca",
        "republicad|reproducid|reproduzid",
        r"(?:republicad[oa]|reproducid[oa]|reproduzid[oa]) (?:con (?:el )?permiso de"
        rf"|com (?:a )?permissão d[eoa]|desde|do|da|a partir d[eoa]|de){X}",
    ),
)


_ITALIAN = (
    phrase(
        "it",
        "originariamente|originalmente|prima volta|inizialmente|in origine",
        r"(?:pubblicat[oa]|apparso|apparsa|uscito|uscita) (?:originariamente|originalmente"
        rf"|per la prima volta|inizialmente|in origine) (?:da|su|in|dal|sul|sulla|nel){X}",
    ),
    phrase(
        "it",
        "originariamente|originalmente|inizialmente",
        r"(?:originariamente|originalmente|inizialmente) (?:pubblicat[oa]|apparso|apparsa)"
        rf" (?:da|su|in|dal|sul|sulla){X}",
    ),
    phrase("it", "articolo originale", rf"(?:Leggi|Qui) l['’]articolo originale (?:su|di|da){X}"),
)


PHRASES = (*_FRENCH, *_IBERIAN, *_ITALIAN)
