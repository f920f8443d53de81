"""German, Dutch and the Scandinavian languages."""

from __future__ import annotations

from .phrase import X, phrase

_GERMAN = (
    phrase(
        "de",
        "zuerst|ursprünglich|zunächst|erstmals",
        r"(?:erschien(?:en)?|veröffentlicht|publiziert) (?:\w+ )?(?:zuerst|ursprünglich|zunächst"
        rf"|erstmals) (?:am [\d.]+ )?(?:bei|in|im|auf|von|beim)(?: der| dem| den)?{X}",
    ),
    phrase(
        "de",
        "zuerst|ursprünglich|zunächst|erstmals",
        r"(?:zuerst|ursprünglich|zunächst|erstmals) (?:am [\d.]+ )?(?:bei|in|im|auf|von|beim)"
        r"(?: der| dem| den)? (?P<x>[^.\n]{2,60}?) (?:erschienen|veröffentlicht|publiziert)",
    ),
    phrase(
        "de",
        "übernommen|genehmigung",
        rf"(?:übernommen (?:von|aus)|mit freundlicher genehmigung (?:von|der|des)){X}",
    ),
)


_DUTCH = (
    phrase(
        "nl",
        "eerder|oorspronkelijk|eerst ",
        r"(?:verscheen|gepubliceerd|verschenen) (?:eerder|oorspronkelijk|eerst)"
        rf" (?:bij|in|op|door){X}",
    ),
    phrase(
        "nl",
        "eerder|oorspronkelijk|eerst ",
        rf"(?:eerder|oorspronkelijk|eerst) (?:verschenen|gepubliceerd) (?:bij|in|op|door){X}",
    ),
)


_SCANDINAVIAN = (
    phrase(
        "sv da no nb nn",
        "ursprungligen|först |først |opprinnelig|oprindelig",
        r"(?:publicerades|publiserades|publicerad|publisert|publiceret|udgivet|trykket|bragt)"
        r" (?:ursprungligen|först|først|opprinnelig|oprindeligt|oprindelig)"
        rf" (?:i|av|af|på|hos){X}",
    ),
    phrase(
        "sv da no nb nn",
        "ursprungligen|först |først |opprinnelig|oprindelig",
        r"(?:ursprungligen|först|først|opprinnelig|oprindeligt) (?:publicerad|publicerades|publisert"
        rf"|publiceret|trykket|bragt) (?:i|av|af|på|hos){X}",
    ),
)


PHRASES = (*_GERMAN, *_DUTCH, *_SCANDINAVIAN)
