"""Words that carry facts, by language: numbers in letters, and negations.

A word means one thing in one language: "mai" denies in Italian and is a month in German. So only the words
of an article's own language count, and where that is not known those that no other language reads otherwise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from pipelines.paragraphs import normal

#: 1 to 19; "-" where the word is an article as well
_UNITS = {
    "en": "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen",
    "de": "eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn"
    " sechzehn siebzehn achtzehn neunzehn",
    "fr": "- deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
    "es": "- dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis"
    " diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco"
    " veintiséis veintisiete veintiocho veintinueve",
    "pt": "- dois três quatro cinco seis sete oito nove dez onze doze treze quatorze quinze dezesseis"
    " dezessete dezoito dezenove",
    "it": "- due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici"
    " sedici diciassette diciotto diciannove",
    "nl": "- twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien"
    " zeventien achttien negentien",
    "sv": "- två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton"
    " nitton",
    "no": "- to tre fire fem seks sju åtte ni ti elleve tolv tretten fjorten femten seksten sytten atten"
    " nitten",
    "da": "- to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten seksten sytten atten"
    " nitten",
}
#: 20, 30 …
_TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "de": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "fr": "vingt trente quarante cinquante soixante",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "pt": "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
    "it": "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
    "nl": "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
    "sv": "tjugo trettio fyrtio femtio sextio sjuttio åttio nittio",
    "no": "tjue tretti førti femti seksti sytti åtti nitti",
    "da": "tyve tredive fyrre halvtreds tres halvfjerds firs halvfems",
}
#: how a unit and a ten make one word, where they do
_JOINED = {
    "de": ("{unit}und{ten}",),
    "nl": ("{unit}en{ten}", "{unit}ën{ten}"),
    "da": ("{unit}og{ten}",),
    "it": ("{ten}{unit}",),
    "sv": ("{ten}{unit}",),
    "no": ("{ten}{unit}",),
}
#: other spellings, and what multiplies
_MORE = {
    "en": "hundred 100 thousand 1000 lakh 100000 crore 10000000 million 1000000 billion 1000000000"
    " trillion 1000000000000",
    "de": "zwo 2 dreissig 30 hundert 100 tausend 1000 million 1000000 millionen 1000000 mio 1000000"
    " milliarde 1000000000 milliarden 1000000000 mrd 1000000000",
    "fr": "vingts 20 cent 100 cents 100 mille 1000 million 1000000 millions 1000000 milliard 1000000000"
    " milliards 1000000000",
    "es": "cien 100 ciento 100 doscientos 200 trescientos 300 quinientos 500 mil 1000 millón 1000000"
    " millones 1000000",
    "pt": "duas 2 catorze 14 dezasseis 16 dezassete 17 dezanove 19 cem 100 cento 100 duzentos 200 trezentos"
    " 300 quinhentos 500 mil 1000 milhão 1000000 milhões 1000000 bilhão 1000000000 bilhões 1000000000",
    "it": "cento 100 mille 1000 mila 1000 milione 1000000 milioni 1000000 miliardo 1000000000 miliardi"
    " 1000000000",
    "nl": "honderd 100 duizend 1000 miljoen 1000000 miljard 1000000000",
    "sv": "hundra 100 tusen 1000 miljon 1000000 miljoner 1000000 miljard 1000000000 miljarder 1000000000",
    "no": "syv 7 hundre 100 tusen 1000 million 1000000 millioner 1000000 milliard 1000000000 milliarder"
    " 1000000000",
    "da": "hundrede 100 tusind 1000 million 1000000 millioner 1000000 milliard 1000000000 milliarder"
    " 1000000000",
}
#: "one hundred and five", "treinta y tres"
_AND = {"en": "and", "es": "y", "pt": "e"}
#: amounts that have no figure
_AMOUNTS = {"en": "half double triple"}
_NEGATIONS = {
    "en": "not never no none without nor neither cannot isn't aren't wasn't weren't don't doesn't didn't"
    " won't wouldn't can't couldn't shouldn't hasn't haven't hadn't denies denied deny refused",
    "de": "nicht kein keine keinen keiner keinem keines nie niemals ohne weder",
    "fr": "pas jamais aucun aucune sans ni",
    "es": "no nunca jamás ningún ninguna sin ni",
    "pt": "não nem nunca jamais nenhum nenhuma sem",
    "it": "non mai nessun nessuno nessuna senza né",
    "nl": "niet geen nooit zonder noch",
    "sv": "inte aldrig ingen inget inga utan",
    "no": "ikke aldri ingen ingenting uten",
    "da": "ikke aldrig ingen intet uden",
    "ru": "не нет никогда без ни",
    "uk": "не ні немає ніколи без",
    "pl": "nie nigdy bez żaden żadna",
    "tr": "değil asla",
    "id": "tidak bukan tanpa",
    "sr": "не нема никад без",
}
#: words that some other language reads otherwise, listed here or not
_OTHERWISE = (
    "no sin mai due sei dix neuf sept cent dos once onze elf seize doze tres sex fem to ti ni fire tre"
    " mil mila mio pas nem sem nie sans non né ei bez utan uten uden asla ingen noch e y"
)
_AMBIGUOUS = frozenset(_OTHERWISE.split())


@dataclass(frozen=True)
class FactWords:
    """What counts in a language; all words in lower case."""

    numbers: Mapping[str, int]
    joining: frozenset[str]  #: between the parts of a number
    amounts: frozenset[str]
    negations: frozenset[str]
    unsure: frozenset[str]  #: negations that are something else beside a number: "No. 10", "3 mai"
    telling: frozenset[str]  #: numbers as they are compared: a text without any is read faster


def common_language(a: str | None, b: str | None) -> str | None:
    """What two texts are in, so far as it is known; they do not contradict each other."""
    return (a or b) if not (a and b) or a[:2].lower() == b[:2].lower() else None


def fact_words(language: str | None) -> FactWords:
    """The words of a language, or those that any reader would take the same way."""
    known = (language or "")[:2].lower()
    return _words(known if known in _NEGATIONS else "")


@cache
def _words(language: str) -> FactWords:
    numbers = dict(_numbers_of(language)) if language else _unambiguous()
    negations = (
        frozenset(_NEGATIONS[language].split())
        if language
        else frozenset(" ".join(_NEGATIONS.values()).split()) - _AMBIGUOUS
    )
    return FactWords(
        numbers,
        frozenset(_AND.get(language or "en", "").split()),
        frozenset(_AMOUNTS.get(language or "en", "").split()),
        negations,
        negations & _AMBIGUOUS,
        frozenset(map(normal, numbers)),
    )


def _numbers_of(language: str) -> Iterator[tuple[str, int]]:
    units = list(enumerate(_UNITS.get(language, "").split(), 1))
    tens = [(10 * n, ten) for n, ten in enumerate(_TENS.get(language, "").split(), 2)]
    yield from ((word, value) for value, word in (*units, *tens) if word != "-")
    more = _MORE.get(language, "").split()
    yield from zip(more[::2], map(int, more[1::2]), strict=True)
    for form in _JOINED.get(language, ()):
        for round_, ten in tens:
            for value, unit in units[:9]:
                yield _compound(language, form, value, unit, ten), round_ + value


_ONE = {"de": "ein", "nl": "een", "da": "en", "it": "uno", "sv": "ett", "no": "en"}


def _compound(language: str, form: str, value: int, unit: str, ten: str) -> str:
    unit = _ONE[language] if value == 1 else unit
    if language == "it" and unit[0] in "uo":  # "ventuno", "ventotto"
        ten = ten[:-1]
    return form.format(unit=unit, ten=ten)


def _unambiguous() -> dict[str, int]:
    pairs = {pair for language in _UNITS for pair in _numbers_of(language)}
    meanings = Counter(word for word, _ in pairs)
    negations = frozenset(" ".join(_NEGATIONS.values()).split())
    doubtful = _AMBIGUOUS | negations
    return {word: n for word, n in sorted(pairs) if meanings[word] == 1 and word not in doubtful}
