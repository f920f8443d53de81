"""A byline in its parts: who wrote, without who took the pictures, split at what joins names."""

from __future__ import annotations

import re

from pipelines.reading.nobody import is_nobody

_WROTE = "text|texte|texto|testo|tekst|story|words|reporting|report|文|글|取材|текст"
_SHOT = (
    r"photos?|photograph(?:y|s|er|ed)?|fotos?|fotografía|fotografie|pictures?|images?|illustrations?|illustrated|graphics?|"
    r"grafik|videos?|bild(?:er)?|zdjęcia|fot|фото|видео|відео|fotoğraf(?:lar)?|kamera|camera|صور|تصوير|عکس|写真|撮影|图|圖|摄影|"
    r"攝影|摄|攝|사진|영상|그래픽|ภาพ|צילום|फोटो|edit(?:ing|ed)|translat(?:ion|ed)|übersetzung|traduction|traducción|tradução|kuvat?|kép(?:ek)?|fotók?|ảnh|źródło|quelle|kaynak|источник|sumber|编辑|編輯|来源|來源"
)
_AND = r"\s*(?:and|und|et|y|e|og|och|en|i|и|&|/|\+|,|、|・|·|／)\s*"
_SAYS = (
    r"\s*(?:(?:by|von|par|por|de|di|credit)\b\s*:?|[:：／/|｜©]|(?<=[图圖摄攝影文진상辑輯源])\s)\s*"
)
#: "Text and photos by Jane Doe", "Fotos und Text: Jane Doe"
_BOTH = re.compile(
    rf"(?<!\w)(?:(?:{_WROTE}){_AND}(?:{_SHOT})|(?:{_SHOT}){_AND}(?:{_WROTE}))(?:{_SAYS}|(?<=[文真글진])\s+)",
    re.IGNORECASE,
)
#: up to the end of the line, a bar, or the next label
_PICTURES = re.compile(
    rf"(?<!\w)(?:{_SHOT}){_SAYS}.*?(?=\n|\||;|$|(?<!\w)(?:{_WROTE}|by|von|作者|记者|記者)(?:\s*[:：]|\s+by\b|\s+(?=[A-Z\u4e00-\u9fff])))",
    re.IGNORECASE,
)
#: "Jane Doe (text), John Roe (photos)"
_BY_ROLE = re.compile(rf"[^,;|&\n()]+\((?:{_SHOT})\)", re.IGNORECASE)

#: between names in any place. A dot in the middle is part of a Chinese spelling of a foreign name
_MARKS = (
    r"\s*(?:[,;|｜/／•–—＝、，；،؛&\n]|(?<![\u30a0-\u30ff])・|・(?![\u30a0-\u30ff])|"
    r"(?<![\u4e00-\u9fff])·|\s-\s|(?<=[a-zà-ÿ]{4})\.\s+(?=[A-Z]))\s*"
)
_WORDS = (
    r"\s+(?:and|And|AND|und|Und|UND|et|ET|och|OCH|og|OG|with|With|WITH|mit|MIT|sowie|ve|VE|dan|oraz|ORAZ|és|ja|și|şi|и|И|та|й|"
    r"και|ΚΑΙ|और|तथा|এবং|และ|và|avec|com|con|med|met|と|与|與|和|및)(?=\s)\s*"
)
_SURE = re.compile(f"({_MARKS})|{_WORDS}")
#: they stand within a name as well: "Orbena y Gaspar", "Costa e Silva"
_LETTER = re.compile(r"\s+(?:[yeiaYE]|і|و)\s+")
#: "and" where the byline is Dutch, "in" where it is Spanish or French
_EN = re.compile(r"\s+(?:en|EN)\s+")
_ROMANCE = re.compile(r"\W*(?:por|par|de)\b", re.IGNORECASE)
#: Arabic and Hebrew write their "and" with the next word
_GLUED = re.compile(r"\s+(?:و|ו(?=[\u05d0-\u05ea]))(?=\w{2})")
_BEGIN_SO = re.compile(
    r"\s+(?:وليد|وائل|وسام|وسيم|وفاء|وفيق|وجدي|وجيه|وديع|وحيد|وداد|ورود|وصال|وصفي|وهيب|وهب[ةي]|ونيس|وضاح|واثق|واصف|والي|"
    r"ורד|ויקטור|ולדימיר|ויקי|ולרי|וולף)"
)


def writers_only(text: str) -> str:
    """The byline without those who took or drew the pictures, edited or translated."""
    text = _BOTH.sub("\n", text)
    if "(" in text:
        text = _BY_ROLE.sub("\n", text)
    return _PICTURES.sub("\n", text)


def parts_of(text: str) -> list[tuple[str, bool]]:
    """The parts of a byline, and whether a mark (no word for "and") stands before each."""
    found: list[tuple[str, bool]] = []
    last, marked = 0, False
    spanish = _ROMANCE.match(text) is not None
    for joint in _SURE.finditer(text):
        found += _finer(text[last : joint.start()], marked, spanish)
        last, marked = joint.end(), joint[1] is not None and "\n" not in joint[0]
    return found + _finer(text[last:], marked, spanish)


def _finer(part: str, marked: bool, spanish: bool) -> list[tuple[str, bool]]:
    """At joints that may stand within a name: only where two words are on either side."""
    for pattern in (_LETTER, _GLUED, _EN):
        if spanish and pattern is _EN:
            continue
        for joint in pattern.finditer(part):
            if pattern is _GLUED and _BEGIN_SO.match(part, joint.start()):
                continue
            ahead, behind = part[: joint.start()], part[joint.end() :]
            if _names(ahead) and (_names(behind) or is_nobody(behind)):
                return [(ahead, marked), *_finer(behind, False, spanish)]
    return [(part, marked)]


def _names(text: str) -> bool:
    """Whether what stands here may be a name of its own."""
    words = text.split()
    return len(words) > 1 and len(words[1]) > 1
