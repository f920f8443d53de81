"""The months by their names, as datelines of the world's press write them."""

from __future__ import annotations

import re

#: first three letters of the month's name → its number, in languages with Latin or Cyrillic letters
_BEGIN = (
    "jan jän gen ene янв oca tam sty led ian јан яну 1月",
    "feb fév fev şub hel lut úno фев феб 2月",
    "mar mär maa mrz мар břez 3月", "apr avr abr huh kwi dub апр nis 4月",
    "may mai mag maj tou kvě мая май мај máj mei maí 5月",
    "jun jui giu kes cze июн haz chr iun jún јун юни 6月",
    "jul lug hei lip июл tem čvc iul júl јул юли 7月",
    "aug aoû ago agu ogo elo sie srp авг ağu aou avg ágú 8月",
    "sep set syy wrz zář сен eyl sze сеп 9月", "oct okt ott out lok paź окт eki říj 10月",
    "nov mar listopada lis ноя kas noi нов ное nóv 11月",
    "dec dez dic dis déc jou gru pro дек ara des дец 12月",
)  # fmt: skip
#: whole names: those that begin as another month does, and those of scripts with joined letters
_WHOLE = (
    "يناير جانفي كانون_الثاني ژانویه جنوری ינואר בינואר जनवरी जानेवारी มกราคม ม.ค. জানুয়ারি"
    " ஜனவரி జనవరి જાન્યુઆરી ಜನವರಿ ജനുവരി ਜਨਵਰੀ ජනවාරි იანვარი ιανουαρίου հունվարի січня студзеня"
    " siječnja siječanj jaanuar"
    " xaneiro sausio yanvar қаңтар",
    "فبراير فيفري شباط فوریه فروری פברואר בפברואר फरवरी फेब्रुवारी กุมภาพันธ์ ก.พ. ফেব্রুয়ারি"
    " பிப்ரவரி ఫిబ్రవరి ફેબ્રુઆરી ಫೆಬ್ರವರಿ ഫെബ്രുവരി ਫ਼ਰਵਰੀ ਫਰਵਰੀ පෙබරවාරි თებერვალი φεβρουαρίου"
    " փետրվարի лютого лютага veljače veljača veebruar"
    " vasario shkurt fevral pebrero ақпан",
    "mac مارس آذار مارچ מרץ במרץ मार्च มีนาคม มี.ค. মার্চ மார்ச் మార్చి માર્ચ ಮಾರ್ಚ್ മാർച്ച് ਮਾਰਚ"
    " මාර්තු მარტი μαρτίου մարտի березня сакавіка ožujka ožujak"
    " kovo наурыз",
    "أبريل ابريل أفريل نيسان آوریل اپریل אפריל באפריל अप्रैल एप्रिल เมษายน เม.ย. এপ্রিল ஏப்ரல்"
    " ఏప్రిల్ એપ્રિલ ಏಪ್ರಿಲ್ ഏപ്രിൽ ਅਪ੍ਰੈਲ අප්‍රේල් აპრილი απριλίου ապրիլի квітня красавіка"
    " travnja travanj"
    " balandžio prill сәуір",
    "مايو ماي أيار ايار مه مئی מאי במאי मई मे พฤษภาคม พ.ค. মে மே మే મે ಮೇ മേയ് മെയ് ਮਈ මැයි მაისი"
    " μαΐου մայիսի травня траўня мајa svibnja svibanj"
    " gegužės мамыр",
    "يونيو جوان حزيران ژوئن جون יוני ביוני juin juni june června जून มิถุนายน มิ.ย. জুন ஜூன் జూన్ જૂન"
    " ಜೂನ್ ജൂൺ ਜੂਨ ජූනි ივნისი ιουνίου հունիսի червня чэрвеня lipnja lipanj juuni iyun birželio"
    " qershor hunyo xuño маусым",
    "يوليو يوليوز جويلية تموز ژوئیه جولائی יולי ביולי juil juillet juli july července जुलाई जुलै"
    " กรกฎาคม ก.ค. জুলাই ஜூலை జూలై જુલાઈ ಜುಲೈ ജൂലൈ ਜੁਲਾਈ ජූලි ივლისი ιουλίου հուլիսի липня ліпеня"
    " srpnja srpanj juuli iyul"
    " liepos korrik hulyo xullo шілде",
    "أغسطس اغسطس غشت أوت آب اوت اگست אוגוסט באוגוסט अगस्त ऑगस्ट สิงหาคม ส.ค. আগস্ট ஆகஸ்ட் ఆగస్టు"
    " ઓગસ્ટ ಆಗಸ್ಟ್ ഓഗസ്റ്റ് ਅਗਸਤ අගෝස්තු აგვისტო αυγούστου օգոստոսի серпня жніўня kolovoza kolovoz"
    " rugpjūčio gusht avqust тамыз",
    "سبتمبر شتنبر أيلول ايلول سپتامبر ستمبر ספטמבר בספטמבר सितंबर सितम्बर सप्टेंबर กันยายน ก.ย."
    " সেপ্টেম্বর செப்டம்பர் సెప్టెంబర్ સપ્ટેમ્બર ಸೆಪ್ಟೆಂಬರ್ സെപ്റ്റംബർ ਸਤੰਬਰ සැප්තැම්බර් სექტემბერი"
    " σεπτεμβρίου սեպտեմբերի вересня верасня rujna rujan"
    " rugsėjo shtator sentyabr setyembre қыркүйек",
    "أكتوبر اكتوبر تشرين_الأول تشرين_الاول اکتبر اکتوبر אוקטובר באוקטובר अक्टूबर अक्तूबर ऑक्टोबर"
    " ตุลาคม ต.ค. অক্টোবর அக்டோபர் అక్టోబర్ ઓક્ટોબર ಅಕ್ಟೋಬರ್ ഒക്ടോബർ ਅਕਤੂਬਰ ඔක්තෝබර් ოქტომბერი"
    " οκτωβρίου հոկտեմբերի жовтня кастрычніка"
    " spalio tetor oktyabr oktubre oktoober қазан",
    "نوفمبر نونبر تشرين_الثاني نوامبر نومبر נובמבר בנובמבר listopada listopadu listopad"
    " marraskuuta नवंबर नवम्बर नोव्हेंबर พฤศจิกายน พ.ย. নভেম্বর நவம்பர் నవంబర్ నవంబరు નવેમ્બર ನವೆಂಬರ್"
    " നവംബർ ਨਵੰਬਰ නොවැම්බර් ნოემბერი νοεμβρίου նոյեմբերի листопада лістапада studenoga studenog"
    " studeni"
    " lapkričio nëntor noyabr nobyembre қараша",
    "ديسمبر دجنبر كانون_الأول كانون_الاول دسامبر دسمبر דצמבר בדצמבר दिसंबर दिसम्बर डिसेंबर ธันวาคม"
    " ธ.ค. ডিসেম্বর டிசம்பர் డిసెంబర్ ડિસેમ્બર ಡಿಸೆಂಬರ್ ഡിസംബർ ਦਸੰਬਰ දෙසැම්බර් დეკემბერი δεκεμβρίου"
    " դեկտեմբերի грудня снежня prosinca prosinac"
    " gruodžio dhjetor dekabr disyembre желтоқсан",
)
#: months of Iran's calendar, from the first: they are told by their year, 1405 (`calendars.py`)
_PERSIAN = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند"
#: language → names that are other months there
_ELSEWHERE = {
    lang: {"listopada": 10, "listopad": 10, "lis": 10, "lip": 6, "srp": 7, "tra": 4, "svi": 5}
    for lang in ("hr", "bs")
}


def _numbered(rows: tuple[str, ...]) -> dict[str, int]:
    """Name → number; of two months that begin alike the earlier."""
    return {
        name.replace("_", " "): n
        for n, row in reversed(list(enumerate(rows, 1)))
        for name in row.split()
    }


_FULL, _SHORT = _numbered(_WHOLE), _numbered(_BEGIN)
_IRAN = {name: n for n, name in enumerate(_PERSIAN.split(), 1)}
#: names that a pattern of letters does not find whole, for their vowels are signs of their own, or dots
_SPELLED_OUT = "|".join(
    re.escape(name) for name in sorted(_FULL, key=len, reverse=True) if not name.isalpha()
)
HINDI = "|".join(name for name in _FULL if "\u0900" <= name[0] <= "\u097f")  #: for a pattern
#: a month's name, or any word as long: `month_of` tells
NAME = rf"(?P<name>{_SPELLED_OUT}|[^\W\d_]{{2,12}})\.?"


def month_of(name: str, lang: str = "") -> int:
    """1..12; 0 when it is no month. `lang` is the page's language: listopad is October in Croatian."""
    low = name.casefold()
    if lang in _ELSEWHERE:
        of_lang = _ELSEWHERE[lang]
        if found := of_lang.get(low) or (len(low) < 5 and of_lang.get(low[:3])):
            return found
    return _FULL.get(low) or _SHORT.get(low) or _SHORT.get(low[:3], 0)


def month_of_iran(name: str) -> int:
    """1..12 by the Iranian calendar; 0 when it is no month of it."""
    return _IRAN.get(name, 0)
