"""English: "This article was originally published by X under a Creative Commons licence"."""

from __future__ import annotations

from .phrase import START, X, phrase

_NOUN = (
    r"(?:article|story|post|piece|report|column|essay|op-ed|opinion|commentary|analysis|interview"
    r"|content|dispatch|item|feature|investigation|work|text|excerpt|press release|release)"
)
#: what is spoken of: "This article", "A longer version of this story by Jane Doe"
_THIS = (
    r"(?:(?:This|The following|The above|It|(?:A|An) (?:[\w-]+ ){0,3}version of this)"
    rf"(?: (?:[\w'’-]+ ){{0,3}}?{_NOUN})?,? (?:by [^.]{{3,50}}? )?"
    r"(?:is |was |has been |has |had been )?(?:being |also )?)?"
)
_FIRST = (
    r"(?:(?:originally|first|previously|initially) (?:published|posted|printed|ran|run|appeared"
    r"|produced|written|released)|(?:published|posted|appeared|ran) (?:originally|first))"
    r"(?: online)?(?: (?:on )?(?:\w+ \d{1,2}|\d{1,2} \w+),? \d{4},?)?"
)
_FIRST_STEMS = (
    "originally |first p|first appeared|first ran|first written|first released|previously p"
    "|previously a|initially p|initially a|published first|posted first|ran first"
)

#: what a site took in without a hand: "a third party syndicated feed"
_FEED = r"(?:(?:third[ -]party|syndicated|agency|wire|news) )*feed"
_TAKEN = rf"\b(?:generated|published|sourced|taken)(?: {_NOUN})?"

PHRASES = (
    phrase(
        "en",
        _FIRST_STEMS,
        rf"{START}{_THIS}{_FIRST} (?:by|on|at|with|for|to)(?: the website of)?{X}",
    ),
    phrase("en", _FIRST_STEMS, rf"{START}{_THIS}{_FIRST} in{X}", loose=False),
    phrase(  # "The report was first published …" may be another's; a short line on an article is not
        "en",
        _FIRST_STEMS,
        r"(?:^|[(\[*_–—]\s*)(?=.{0,160}$)The (?:original )?(?:article|essay|op-ed|commentary|piece)"
        rf" (?:was |has )?{_FIRST} (?:by|on|at|in|with){X}",
        loose=False,
    ),
    phrase(
        "en",
        "first published|originally published",
        rf"{START}This {_NOUN} (?:by|from) (?P<x>[^.\n]{{2,40}}?) was (?:first|originally) published\b",
        known=True,
    ),
    phrase(
        "en",
        "republished|re-published|reprinted|reproduced|syndicated|reposted|re-posted|crossposted"
        "|cross-posted|reused",
        rf"{START}{_THIS}(?:re-?published|reprinted|reproduced|syndicated|re-?posted|cross-?posted"
        r"|reused)(?: here)?(?:,? with (?:the )?(?:kind )?permission)?,?"
        rf" (?:from|by|courtesy of|of|with permission from){X}",
    ),
    phrase(
        "en",
        "permission",
        rf"{START}{_THIS}(?:re-?published|reprinted|published) with (?:the )?(?:kind )?"
        rf"permission (?:from|of|by){X}",
    ),
    phrase(
        "en",
        "the original|the full original|the source",
        rf"{START}(?:Read|See|View) the (?:original|full original|source)(?: {_NOUN}| version)?,?"
        rf" (?:here )?(?:on|at|in|from|by){X}",
    ),
    phrase(
        "en",
        "read the ",
        rf"{START}Read the (?:full|whole|complete|rest of the) {_NOUN} (?:on|at|in|from){X}",
        known=True,
    ),
    phrase(
        "en",
        "the post ",
        rf"{START}The post .{{1,200}}? (?:appeared first|first appeared|was first published)"
        rf" (?:on|in|at){X}",
        known=True,
    ),
    phrase(
        "en",
        "produced by|provided by|distributed by|supplied by|shared by|partnership with"
        "|collaboration with",
        rf"{START}(?:This {_NOUN}|It|Content) (?:is |was |has been )?"
        r"(?:produced|provided|distributed|supplied|published|reported|shared)"
        rf" (?:in partnership with|in collaboration with|by|courtesy of){X}",
        known=True,
    ),
    phrase("en", "distributed by", rf"{START}Distributed by{X}", known=True),
    phrase(
        "en",
        "published under|used under",
        rf"{START}{_THIS}(?:published|used) under (?:an? |special )*"
        rf"(?:arrangement|agreement|licen[cs]e) (?:with|from){X}",
        known=True,
    ),
    phrase(
        "en",
        "generated",
        rf"\b(?:auto|automatically)[ -]?generated (?:{_NOUN} )?(?:from|by) (?:an? |the )?"
        rf"(?:{_FEED} (?:from|of|by))?{X}",
        known=True,
    ),
    phrase(
        "en",
        "feed",
        rf"{_TAKEN} from (?:an? |the )?{_FEED} (?:from|of|by){X}",
        known=True,
    ),
    phrase(
        "en",
        "feed",
        rf"{_TAKEN} from (?:an? |the )?(?:third[ -]party )?"
        r"(?P<x>\S{2,20}|syndicated(?: news)?|wire agency|news agency) feed\b",
        known=True,
    ),
    phrase(
        "en",
        "courtesy of",
        rf"{START}(?:(?:This )?{_NOUN} (?:is |was |comes )?)?courtesy of{X}",
        known=True,
    ),
)
