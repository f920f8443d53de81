"""The months by their names, as datelines of the world's press write them."""

from __future__ import annotations

import re

#: first three letters of the month's name → its number, in languages with Latin or Cyrillic letters
_BEGIN = (
    "jan jän gen ene янв яну јан oca tam sty led ian 1月", "feb fév fev şub hel lut úno фев феб 2月",
    "mar már mär maa mrz мар břez 3月", "apr ápr avr abr huh kwi dub апр nis 4月",
    "may mai maj máj mag tou kvě мая май мај mei 5月", "jun jún jui giu kes cze июн юни јун haz chr iun 6月",
    "jul júl lug hei lip июл юли јул tem čvc iul 7月", "aug avg aoû ago agu ogo elo sie srp авг ağu aou 8月",
    "sep sze set syy wrz zář сеп сен eyl 9月", "oct okt ott out lok paź окт eki říj 10月",
    "nov mar listopada lis ноя ное нов kas noi 11月", "dec dez dic dis déc jou gru pro дек дец ara des 12月",
)  # fmt: skip
#: whole names: those that begin as another month does, and those of scripts with joined letters
_WHOLE = (
    "يناير جنوری ژانویه جانفي ינואר בינואר जनवरी जानेवारी มกราคม ม.ค. জানুয়ারি ஜனவரி జనవరి ιανουαρίου січня siječnja",
    "فبراير شباط فروری فوریه فيفري פברואר בפברואר फरवरी फेब्रुवारी กุมภาพันธ์ ก.พ. ফেব্রুয়ারি பிப்ரவரி ఫిబ్రవరి φεβρουαρίου"
    " лютого veljače",
    "mac مارس آذار مارچ מרץ במרץ मार्च มีนาคม มี.ค. মার্চ மார்ச் మార్చి μαρτίου березня ožujka",
    "أبريل ابريل نيسان اپریل آوریل أفريل אפריל באפריל अप्रैल एप्रिल เมษายน เม.ย. এপ্রিল ஏப்ரல் ఏప్రిల్ απριλίου квітня travnja",
    "مايو أيار ماي مئی מאי במאי मई मे พฤษภาคม พ.ค. মে மே మే μαΐου травня svibnja",
    "يونيو حزيران جوان جون ژوئن יוני ביוני juin juni června जून มิถุนายน มิ.ย. জুন ஜூன் జూన్ ιουνίου червня lipnja",
    "يوليو تموز جويلية يوليوز جولائی ژوئیه יולי ביולי juil juillet juli července जुलाई जुलै กรกฎาคม ก.ค. জুলাই ஜூலை జూలై"
    " ιουλίου липня srpnja",
    "أغسطس اغسطس آب أوت غشت اگست اوت אוגוסט באוגוסט अगस्त ऑगस्ट สิงหาคม ส.ค. আগস্ট ஆகஸ்ட் ఆగస్టు αυγούστου серпня kolovoza",
    "سبتمبر أيلول شتنبر ستمبر سپتامبر ספטמבר בספטמבר सितंबर सितम्बर सप्टेंबर กันยายน ก.ย. সেপ্টেম্বর செப்டம்பர் సెప్టెంబర్"
    " σεπτεμβρίου вересня rujna",
    "أكتوبر اكتوبر اکتوبر اکتبر אוקטובר באוקטובר अक्टूबर अक्तूबर ऑक्टोबर ตุลาคม ต.ค. অক্টোবর அக்டோபர் అక్టోబర్ οκτωβρίου жовтня",
    "نوفمبر نونبر نومبر نوامبر נובמבר בנובמבר listopada listopadu studenog studenoga marraskuuta नवंबर नवम्बर नोव्हेंबर"
    " พฤศจิกายน พ.ย. নভেম্বর நவம்பர் నవంబర్ νοεμβρίου листопада",
    "ديسمبر دجنبر دسمبر دسامبر דצמבר בדצמבר दिसंबर दिसम्बर डिसेंबर ธันวาคม ธ.ค. ডিসেম্বর டிசம்பர் డిసెంబర్ δεκεμβρίου грудня"
    " prosinca",
)
#: names of two words, as the Levant has them
_TWO_WORDS = {
    "كانون الثاني": 1, "تشرين الأول": 10, "تشرين الاول": 10, "تشرين الثاني": 11, "كانون الأول": 12, "كانون الاول": 12,
}  # fmt: skip


def _numbered(rows: tuple[str, ...]) -> dict[str, int]:
    """Name → number; of two months that begin alike the earlier."""
    return {name: n for n, row in reversed(list(enumerate(rows, 1))) for name in row.split()}


_FULL, _SHORT = _numbered(_WHOLE) | _TWO_WORDS, _numbered(_BEGIN)
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
