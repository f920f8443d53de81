"""Turkish, Malay and Indonesian, Arabic, Hindi, Chinese, Japanese and Korean."""

from __future__ import annotations

from .phrase import X, phrase

PHRASES = (
    phrase(
        "tr",
        "ilk olarak|aslen",
        r"(?:ilk olarak|aslen) (?P<x>\S.{1,60}?)(?:['’]?[dt][ae]|\s+tarafından|\s+sitesinde)"
        r"\s+yayı[mn]lan",
    ),
    phrase(
        "id ms",
        "pertama kali|awalnya|asalnya|mulanya",
        r"(?:pertama kali|awalnya|asalnya|mulanya) (?:diterbitkan|tayang|dipublikasikan|disiarkan"
        rf"|terbit|dimuat) (?:oleh|di|dalam){X}",
    ),
    phrase(
        "id ms",
        "telah |sudah |pernah ",
        r"(?:artikel|berita|tulisan) ini (?:telah|sudah|pernah) (?:tayang|terbit|dimuat|diterbitkan"
        rf"|dipublikasikan) (?:di|oleh|pada|dalam){X}",
    ),
    phrase(
        "ar",
        "لأول مرة|أولا|في الأصل|أصلا",
        r"(?:نشر|نُشر|نشرت)\S*(?: هذا (?:المقال|التقرير))?\s+(?:أولا|أولاً|لأول مرة|في الأصل|أصلا)"
        rf"\s+(?:في|على|من قبل|عبر){X}",
    ),
    phrase(
        "hi",
        "मूल रूप|सबसे पहले",
        r"(?:मूल रूप से|सबसे पहले)\s+(?P<x>\S.{1,60}?)\s+(?:पर|द्वारा|में)\s+प्रकाशित",
    ),
    phrase(
        "zh",
        "本文|此文|原文",
        r"(?:本文|此文|原文)(?:最初|首|最早|原)?(?:发表|發表|刊登|刊载|刊|载)(?:于|於|在)"
        r"[《「]?(?P<x>[^》」，。\n]{2,20})",
    ),
    phrase(
        "zh",
        "转载自|轉載自|转自|轉自|摘自",
        r"(?:转载自|轉載自|转自|轉自|摘自)[:：]?\s*[《「]?(?P<x>[^》」，。)）\n]{2,20})",
    ),
    phrase(
        "ja",
        "転載|初出|提供記事",
        r"(?:(?:この|本)記事は、?\s*|^|(?<=[。、（(]))[「『]?(?P<x>[^\n、。「」『』]{2,24}?)[」』]?\s*"
        r"(?:から転載|より転載|に初出|の提供記事)",
    ),
    phrase(
        "ko",
        "이 기사|이 글",
        r"이 (?:기사|글)[는은]\s*(?P<x>\S{2,20}?)(?:에|에서)\s*(?:처음|최초|먼저)",
    ),
)
