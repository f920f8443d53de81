"""The months by their names, as datelines of the world's press write them."""

from __future__ import annotations

import re

#: first three letters of the month's name → its number, in languages with Latin or Cyrillic letters
_BEGIN = (
    "jan jän gen ene янв oca tam sty led ian 1月", "feb fév fev şub hel lut úno фев 2月",
    "mar mär maa mrz мар břez 3月", "apr avr abr huh kwi dub апр nis 4月",
    "may mai mag maj tou kvě мая май mei 5月", "jun jui giu kes cze июн haz chr iun 6月",
    "jul lug hei lip июл tem čvc iul 7月", "aug aoû ago agu ogo elo sie srp авг ağu aou 8月",
    "sep set syy wrz zář сен eyl 9月", "oct okt ott out lok paź окт eki říj 10月",
    "nov mar listopada lis ноя kas noi 11月", "dec dez dic dis déc jou gru pro дек ara des 12月",
)  # fmt: skip
#: whole names: those that begin as another month does, and those of scripts with joined letters
_WHOLE = (
    "يناير ינואר בינואר जनवरी มกราคม ม.ค. জানুয়ারি ιανουαρίου січня",
    "فبراير פברואר בפברואר फरवरी กุมภาพันธ์ ก.พ. ফেব্রুয়ারি φεβρουαρίου лютого",
    "mac مارس מרץ במרץ मार्च มีนาคม มี.ค. মার্চ μαρτίου березня",
    "أبريل ابريل אפריל באפריל अप्रैल เมษายน เม.ย. এপ্রিল απριλίου квітня",
    "مايو מאי במאי मई พฤษภาคม พ.ค. মে μαΐου травня",
    "يونيو יוני ביוני juin juni června जून มิถุนายน มิ.ย. জুন ιουνίου червня",
    "يوليو יולי ביולי juil juillet juli července जुलाई กรกฎาคม ก.ค. জুলাই ιουλίου липня",
    "أغسطس اغسطس אוגוסט באוגוסט अगस्त สิงหาคม ส.ค. আগস্ট αυγούστου серпня",
    "سبتمبر ספטמבר בספטמבר सितंबर सितम्बर กันยายน ก.ย. সেপ্টেম্বর σεπτεμβρίου вересня",
    "أكتوبر اكتوبر אוקטובר באוקטובר अक्टूबर अक्तूबर ตุลาคม ต.ค. অক্টোবর οκτωβρίου жовтня",
    "نوفمبر נובמבר בנובמבר listopada listopadu marraskuuta नवंबर नवम्बर พฤศจิกายน พ.ย. নভেম্বর"
    " νοεμβρίου листопада",
    "ديسمبر דצמבר בדצמבר दिसंबर दिसम्बर ธันวาคม ธ.ค. ডিসেম্বর δεκεμβρίου грудня",
)


def _numbered(rows: tuple[str, ...]) -> dict[str, int]:
    """Name → number; of two months that begin alike the earlier."""
    return {name: n for n, row in reversed(list(enumerate(rows, 1))) for name in row.split()}


_FULL, _SHORT = _numbered(_WHOLE), _numbered(_BEGIN)
#: names that a pattern of letters does not find whole, for their vowels are signs of their own, or dots
_SPELLED_OUT = "|".join(
    re.escape(name) for name in sorted(_FULL, key=len, reverse=True) if not name.isalpha()
)
HINDI = "|".join(name for name in _FULL if "\u0900" <= name[0] <= "\u097f")  #: for a pattern
#: a month's name, or any word as long: `month_of` tells
NAME = rf"({_SPELLED_OUT}|[^\W\d_]{{2,12}})\.?"


def month_of(name: str) -> int:
    """1..12; 0 when it is no month."""
    low = name.casefold()
    return _FULL.get(low) or _SHORT.get(low) or _SHORT.get(low[:3], 0)
