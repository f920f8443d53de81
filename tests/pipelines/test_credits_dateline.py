"""Datelines: what is a credit, and what only looks like one."""

from __future__ import annotations

import pytest

from pipelines.credits import read_credits
from presswatch.values import Credit, Place

BODY = "The bridge across the river reopened on Tuesday.\nWorkers had closed it in spring."


def read(text: str, host: str = "valley-post.example", **more: object) -> tuple[Credit, ...]:
    return read_credits(text, host=host, **more)  # type: ignore[arg-type]


def found(text: str, place: Place, host: str = "valley-post.example") -> list[str | None]:
    return [c.agency for c in read(text, host) if c.place is place]


DATELINES = [
    ("LONDON (AP) — The bridge reopened.", "ap"),
    ("LONDON (AP) - The bridge reopened.", "ap"),
    ("KUALA LUMPUR, Nov 3 (Bernama) -- The bridge reopened.", "bernama"),
    ("MOSKAU (dpa) Die Brücke ist offen.", "dpa"),
    ("ALTOONA, Pa. (AP) — The bridge reopened.", "ap"),
    ("Altoona, Pa. (AP) — The bridge reopened.", "ap"),
    ("ADDIS PALACE (AP) — The bridge reopened.", "ap"),
    ("Bonn (KNA) Die Brücke ist offen.", "kna"),
    ("Berlin (epd). Die Brücke ist offen.", "epd"),
    ("Puerto Alto (España), 3 nov (EFE).- El puente está abierto.", "efe"),
    ("Moskau (dpa) - Die Brücke ist offen.", "dpa"),
    ("Berlin (dpa/bb) - Die Brücke ist offen.", "dpa"),
    ("MOSCOW, May 10. /TASS/. The bridge reopened.", "tass"),
    ("PARIS — (AFP) The bridge reopened.", "afp"),
    ("Brussels [World], March 31 (ANI): The bridge reopened.", "ani"),
    ("New Delhi, Mar 3 (PTI) The bridge reopened.", "pti"),
    ("TOKYO, Nov. 3 (Kyodo) The bridge reopened.", "kyodo"),
    ("JAKARTA, KOMPAS.com - Jembatan dibuka.", "kompas"),
    ("TEMPO.CO, Jakarta - Jembatan dibuka.", "tempo_id"),
    ("Liputan6.com, Jakarta - Jembatan dibuka.", "liputan6"),
    ("REPUBLIKA.CO.ID, JAKARTA -- Jembatan dibuka.", "republika"),
    ("नयी दिल्ली, तीन नवंबर (भाषा) पुल खुल गया।", "pti"),
    ("नई दिल्ली, 3 नवंबर (आईएएनएस)। पुल खुल गया।", "ians"),
    ("الرياض - واس: أعيد فتح الجسر.", "spa"),
    ("東京 3日 ロイター - 橋が再開した。", "reuters"),
    ("（東京＝共同）橋が再開した。", "kyodo"),
    ("BRUNSMOOR dpa | Die Brücke ist offen.", "dpa"),
    ("Tirupati (AP), Nov 3 (PTI) The bridge reopened.", "pti"),
    ("LONDON (PA) — The bridge reopened.", "pa"),
    ("Leeds, Nov 3 (PA) — The bridge reopened.", "pa"),
    ("Read on: LONDON (AP) — The bridge reopened.", "ap"),
    ("THE HAGUE (AP) — The bridge reopened.", "ap"),
    ("The Hague (AP) — The bridge reopened.", "ap"),
    ("Frankfurt am Main (dpa) - Die Brücke ist offen.", "dpa"),
    ("Isle of Man (AP) — The bridge reopened.", "ap"),
    ("Paris, le 3 novembre (AFP) - Le pont est ouvert.", "afp"),
    ("BANK, Nov. 3 (AP) — The bridge reopened.", "ap"),
    ("Dora Blake, 43 (AP) reopened the bridge.", None),
    ("NEW DELHI, MAR 3 (PTI) The bridge reopened.", "pti"),
    ("New Delhi, Mar 3 (PTI): The bridge reopened.", "pti"),
    ("SEOUL, Nov. 5 (Yonhap) -- The bridge reopened.", "yonhap"),
    ("BEIJING, Nov. 5 (Xinhua) -- The bridge reopened.", "xinhua"),
    ("(ANSA) - ROMA, 05 MAR - Il ponte è aperto.", "ansa"),
    ("Madrid, 5 mar (EFE).- El puente está abierto.", "efe"),
    ("Lisboa, 05 mar 2026 (Lusa) – A ponte está aberta.", "lusa"),
    ("Paris, 3 nov 2026 (AFP) - Le pont est ouvert.", "afp"),
    ("AFP - Le pont est ouvert.", "afp"),
    ("(Reuters) - The bridge reopened.", "reuters"),
    ("Beijing (Reuters) - The bridge reopened.", "reuters"),
    ("SYDNEY, AAP — The bridge reopened.", "aap"),
    ("ANKARA (AA) - Köprü açıldı.", "aa"),
    ("Warszawa (PAP) – Most jest otwarty.", "pap"),
    ("AMSTERDAM (ANP) - De brug is open.", "anp"),
    ("Oslo (NTB): Broen er åpen.", "ntb"),
    ("STOCKHOLM (TT) – Bron är öppen.", "tt"),
    ("Wien (APA) – Die Brücke ist offen.", "apa"),
    ("Bern (sda) - Die Brücke ist offen.", "keystone"),
    ("МОСКВА, 10 мая. /ТАСС/. Мост открыт.", "tass"),
    ("МОСКВА, 10 мая – РИА Новости. Мост открыт.", "ria"),
    ("Москва. 3 ноября. INTERFAX.RU - Мост открыт.", "interfax"),
    ("КИЕВ, 3 ноября (УНИАН) – Мост открыт.", "unian"),
    ("القاهرة (أ ف ب) - أعيد فتح الجسر.", "afp"),
    ("(رويترز) - أعيد فتح الجسر.", "reuters"),
    ("नई दिल्ली, 3 नवंबर (भाषा) - पुल खुल गया।", "pti"),
    ("【ロンドン共同】橋が再開した。", "kyodo"),
    ("【ロンドン時事】橋が再開した。", "jiji"),
    ("［ロンドン ３日 ロイター］ - 橋が再開した。", "reuters"),
    ("(서울=연합뉴스) 다리가 다시 열렸다.", "yonhap"),
    ("[서울=뉴시스] 다리가 다시 열렸다.", "newsis"),
    ("新华社北京11月3日电 大桥开放。", "xinhua"),
    ("中新网11月3日电 大桥开放。", "cns"),
    ("新华社北京11月3日电（记者王小明）大桥开放。", "xinhua"),
    ("JERUSALEM (JTA) — The bridge reopened.", "jta"),
    ("TEHRAN, Nov. 3 (MNA) – The bridge reopened.", "mehr"),
    ("ACCRA, Nov. 3, GNA – The bridge reopened.", "gna"),
    ("NEW YORK--(BUSINESS WIRE)--The bridge reopened.", "business_wire"),
    ("NEW YORK, Nov. 3, 2026 /PRNewswire/ -- The bridge reopened.", "pr_newswire"),
    ("NEW YORK, Nov. 03, 2026 (GLOBE NEWSWIRE) -- The bridge reopened.", "globe_newswire"),
    ("JAKARTA (ANTARA) - Jembatan dibuka.", "antara"),
    ("HANOI (VNA) – The bridge reopened.", "vna"),
    ("VATICAN CITY (RNS) — The bridge reopened.", "rns"),
]


@pytest.mark.parametrize(("start", "agency"), DATELINES)
def test_a_dateline(start: str, agency: str | None) -> None:
    assert found(f"{start}\n{BODY}", Place.DATELINE) == ([agency] if agency else [])


@pytest.mark.parametrize("line", ["By Jane Doe", "Bridge reopens after a year", "3 November 2026"])
def test_a_dateline_may_follow_a_byline_or_a_headline(line: str) -> None:
    assert found(f"{line}\nLONDON (AP) — The bridge reopened.\n{BODY}", Place.DATELINE) == ["ap"]


NOT_DATELINES = [
    "Jane Doe (AFP) is a photographer.",
    "Hafen, wired.com - Die Brücke ist offen",
    "Wired, Jakarta - Jembatan dibuka.",
    "nobody-knows.com, Jakarta - Jembatan dibuka.",
    "पुल की भाषा, तीन लोग (भाषा) बोलते हैं।",
    "عاجل - رويترز: أعيد فتح الجسر.",
    "الوزير في حديث طويل - رويترز: أعيد فتح الجسر.",
    "橋 3つ ロイター - 橋が再開した。",
    "BRUNSMOOR jm | Die Brücke ist offen.",
    "Angela Muster (KNA) says the bridge is open.",
    "Puerto Alto (España) – La (EFE).- no",
    "The Associated Press (AP) says the bridge is open.",
    "Reuters – the news agency – was founded by a bank clerk.",
    "the bridge (AP) - is open.",
    "London – The bridge reopened.",
    "LONDON — The bridge reopened, AP reported.",
    "Harrisburg (PA) officials opened the bridge.",
    "Police in the small town near the old harbour wall (dpa) - said no.",
    "Trump – CNN. The feud goes on.",
    "Analysis (long read) — The bridge.",
    "Apple (AAPL) — shares fell.",
    "Either/AP/or.",
    "SID: the story of a sloth.",
    "AA – the battery that fits all.",
    "CNN – what went wrong?",
    "Jane Doe (PA) is a lawyer.",
    "[Update] The bridge is open.",
    "PA – a state of rivers.",
    "The Rashtriya Swayamsevak Sangh (RSS) – the parent body of many – met on Monday.",
    "The People’s Action Party (PAP) — The party met on Monday.",
    "The Data Protection Act (DPA): The law of 2018 stands.",
    "Andhra Pradesh (AP) – The state has a new bridge.",
    "Alcoholics Anonymous (AA): Meetings are on Monday.",
    "Harrisburg (PA) — the state capital — has a new bridge.",
    "HARRISBURG (PA) — the state capital — has a new bridge.",
    "Harrisburg (PA) — The bridge is open.",
    "Harrisburg, Pennsylvania (PA) — The bridge is open.",
    "Scranton (PA): The bridge is open.",
    "THE PEOPLE’S ACTION PARTY (PAP) — The bridge is open.",
    "MIAMI INTERNATIONAL AIRPORT (MIA) - The bridge is open.",
    "The National Union of Irrigators (UNI) – The bridge is open.",
    "Shares of Beta Group (BETA) – The bridge is open.",
    "Members of the motoring club (AA): The bridge is open.",
    "Motoring Club (AA): The bridge is open.",
    "Ministry of Bridges (ANI) - The bridge is open.",
    "Old Beta (BETA): The bridge is open.",
    "The Bridge Watch (ANI) — The bridge is open.",
]


@pytest.mark.parametrize("start", NOT_DATELINES)
def test_what_only_looks_like_a_dateline(start: str) -> None:
    assert read(f"{start}\n{BODY}") == ()
