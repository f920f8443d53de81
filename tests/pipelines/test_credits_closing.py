"""Tags at the end: what is a credit, and what only looks like one."""

from __future__ import annotations

import pytest

from pipelines.credits import read_credits
from presswatch.values import Credit, Place

BODY = "The bridge across the river reopened on Tuesday.\nWorkers had closed it in spring."


def read(text: str, host: str = "valley-post.example", **more: object) -> tuple[Credit, ...]:
    return read_credits(text, host=host, **more)  # type: ignore[arg-type]


def found(text: str, place: Place, host: str = "valley-post.example") -> list[str | None]:
    return [c.agency for c in read(text, host) if c.place is place]


CLOSING = [
    ("— DSA", "dsa"),
    ("– Bernama", "bernama"),
    ("-- BERNAMA", "bernama"),
    ("- AFP", "afp"),
    ("—AP", "ap"),
    ("(Reuters)", "reuters"),
    ("(Reuters).", "reuters"),
    ("(REUTERS)", "reuters"),
    ("[ANI]", "ani"),
    ("(ANI)", "ani"),
    ("(AA)", "aa"),
    ("(PA)", "pa"),
    ("— PA", "pa"),
    ("PTI", "pti"),
    ("PTI KRH RT", "pti"),
    ("PTI ABC XYZ", "pti"),
    ("IANS", "ians"),
    ("(IANS/xy)", "ians"),
    ("REUTER \x03", "reuters"),
    ("Reuter \x03", "reuters"),
    ("(dpa)", "dpa"),
    ("(dpa/lno)", "dpa"),
    ("— The Associated Press", "ap"),
    ("Associated Press", "ap"),
    ("(Kyodo)", "kyodo"),
    ("(Yonhap)", "yonhap"),
    ("Xinhua", "xinhua"),
    ("(Xinhua)", "xinhua"),
    ("(EFE)", "efe"),
    ("EFE", "efe"),
    ("(Lusa)", "lusa"),
    ("(ANSA).", "ansa"),
    ("(PAP)", "pap"),
    ("/ritzau/", "ritzau"),
    ("(NTB)", "ntb"),
    ("(©NTB)", "ntb"),
    ("(TT)", "tt"),
    ("STT", None),
    ("(STT)", "stt"),
    ("(Belga)", "belga"),
    ("(ANP)", "anp"),
    ("(ČTK)", "ctk"),
    ("(APA)", "apa"),
    ("(SDA)", "keystone"),
    ("(sda)", "keystone"),
    ("(epd)", "epd"),
    ("(MTI)", "mti"),
    ("(Hina)", "hina"),
    ("(BTA)", "bta"),
    ("(ТАСС)", "tass"),
    ("ТАСС", "tass"),
    ("(Укрінформ)", "ukrinform"),
    ("(共同)", "kyodo"),
    ("（共同）", "kyodo"),
    ("（新华社）", "xinhua"),
    ("(연합뉴스)", "yonhap"),
    ("(भाषा)", "pti"),
    ("(رويترز)", "reuters"),
    ("(أ ف ب)", "afp"),
    ("(وام)", "wam"),
    ("(TNS)", "tns"),
    ("(CNN)", "cnn"),
    ("— ProPublica", "propublica"),
    ("— KFF Health News", "kff"),
    ("— CNA (Singapore)", None),
    ("(Bloomberg)", "bloomberg"),
    ("/PRNewswire/", "pr_newswire"),
    ("(Antara)", "antara"),
    ("- ANTARA", "antara"),
    ("*(AFP)*", "afp"),
    ("AP", "ap"),
    ("dpa", "dpa"),
    ("dpa/jm", "dpa"),
    ("/AFP", "afp"),
    ("(Red./APA)", "apa"),
    ("(red, APA, 3.11.2026)", "apa"),
    ("(Red.)", None),
    ("(apa)", "apa"),
    ("apa", None),
    ("— JM-AP", None),
    ("PA", None),
    ("ANSA", "ansa"),
    ("ansa", None),
    ("Efe", None),
    ("Lusa", None),
    ("Petra", None),
    ("Antara", None),
    ("Hina", None),
    ("— Antara", "antara"),
    ("jm/dpa", "dpa"),
    ("/jm", None),
    ("associated press", None),
]


@pytest.mark.parametrize(("tag", "agency"), CLOSING)
def test_a_tag_on_its_own_last_line(tag: str, agency: str | None) -> None:
    assert found(f"{BODY}\n{tag}", Place.CLOSING) == ([agency] if agency else [])


INLINE = [
    ("It will stay open. — DSA", "dsa"),
    ("It will stay open. – Bernama", "bernama"),
    ("“It will stay open,” she said.” — AFP", "afp"),
    ("It will stay open. (ANI)", "ani"),
    ("It will stay open. [TASS]", "tass"),
    ("It will stay open. PTI", "pti"),
    ("It will stay open. PTI KRH", "pti"),
    ("It will stay open.(Xinhua)", "xinhua"),
    ("It will stay open. /TASS/", "tass"),
    ("It will stay open. AFP/dpa", "afp"),
    ("Die Brücke bleibt offen. dpa", "dpa"),
    ("Will it stay open? (AP)", "ap"),
    ("It stays open! - Reuters", "reuters"),
    ("橋は火曜日に再開した。（共同）", "kyodo"),
    ("大桥周二重新开放。（新华社）", "xinhua"),
    ("पुल मंगलवार को खुला। (भाषा)", "pti"),
    ("أعيد فتح الجسر. (رويترز)", "reuters"),
    ("Il ponte resta aperto. (ANSA)", "ansa"),
    ("It will stay open. /AFP", "afp"),
    ("The bridge is listed as Plan B. (Reuters)", "reuters"),
    ("The driver was Alice Porter. (AP)", "ap"),
    ("Anna met Fred in Paris. (AFP)", "afp"),
    ("She told the Agence France-Presse. (AFP)", "afp"),
    ("A ponte fica aberta. (Lusa)", "lusa"),
]


@pytest.mark.parametrize(("end", "agency"), INLINE)
def test_a_tag_after_the_last_sentence(end: str, agency: str) -> None:
    assert found(f"{BODY}\n{end}", Place.CLOSING)[0] == agency


@pytest.mark.parametrize(
    ("tag", "agencies"),
    [
        ("– BERNAMA-AP", ["bernama", "ap"]),
        ("(Bernama-Xinhua)", ["bernama", "xinhua"]),
        ("(sda/afp)", ["keystone", "afp"]),
        ("— The Straits Times/ANN", ["straits_times", "ann"]),
    ],
)
def test_other_joint_tags(tag: str, agencies: list[str]) -> None:
    assert found(f"{BODY}\n{tag}", Place.CLOSING) == agencies


@pytest.mark.parametrize("end", ["\nAFP/dpa", " AFP/dpa", "\n— AFP/dpa", " (AFP/dpa)"])
def test_a_joint_tag_credits_both(end: str) -> None:
    assert found(f"{BODY}{end}", Place.CLOSING) == ["afp", "dpa"]


HOUSE_TEXT = """Follow us on every network for the latest.
Subscribe today and read all we print.
Have a story for us? Call the news desk.
Comments are moderated."""


@pytest.mark.parametrize("tag", ["— DSA", "(Reuters)", "[ANI]", "PTI", "– AP"])
def test_house_text_may_follow_the_tag(tag: str) -> None:
    assert len(found(f"{BODY}\n{tag}\n{HOUSE_TEXT}", Place.CLOSING)) == 1


NOT_CLOSING = [
    "The fleet has four AP-3C aircraft.",
    "He moved to Harrisburg (PA)",
    "The lab is in Pittsburgh (PA).",
    "They signed a deal with Reuters",
    "They signed a deal with Reuters.",
    "The report was first seen by AFP.",
    "She used to write for the AP.",
    "His guitar is a Gibson SG - AA batteries included",
    "He is a member of AA.",
    "The SID of the process is zero.",
    "Ani",
    "Pa",
    "Sid and Ani went home.",
    "(see PTI)",
    "(AP Photo/Jane Doe)",
    "(Photo: AP)",
    "Photo: Reuters",
    "Ukraine attacks refinery – TASS",
    "Bridge reopens, says ANSA",
    "The agency’s name is STT",
    "The minister spoke to CNN.",
    "CNN",
    "Wired",
    "“You win some.” — Jane Doe, engineer",
    "“You win some.” — Abraham Lincoln",
    "— The Editors",
    "(The author is a retired engineer.)",
    "(XYZ)",
    "— XYZ",
    "ABC",
    "(jk)",
    "The price rose to 3 (APP)",
    "He spoke (Reuters) of the bridge.",
    "Getty Images",
    "via ferry",
    "She works for the press agency TT",
    "The tickets cost 12 TT",
    "They listen to ANSA radio / EFE radio",
    "antara",
    "The bridge is watched by the Australian Federal Police. (AFP)",
    "The bridge is watched by the Australian Federal Police. AFP",
    "He goes to Alcoholics Anonymous. (AA)",
    "The bridge was designed by A. Reuter",
    "Open day or night and/PTI",
    "Nova",
    "Prime",
]


@pytest.mark.parametrize("end", NOT_CLOSING)
def test_what_only_looks_like_a_tag(end: str) -> None:
    assert read(f"{BODY}\n{end}") == ()


def test_two_letters_are_a_tag_on_the_last_line_only() -> None:
    assert found(f"{BODY}\nAP\nRead more about bridges.", Place.CLOSING) == []
    assert found(f"{BODY}\nAFP\nRead more about bridges.", Place.CLOSING) == ["afp"]


def test_a_tag_in_the_middle_of_a_long_text_is_a_caption() -> None:
    paragraphs = [f"Paragraph {n} says something of its own." for n in range(30)]
    paragraphs.insert(12, "The bridge at dawn. (Reuters)")
    assert read("\n".join(paragraphs)) == ()


def test_a_digest_of_headlines_credits_nobody() -> None:
    lines = [
        f"Something happened in town number {n}. ({a})" for n, a in enumerate(("AP", "AFP", "TASS"))
    ]
    assert read("\n".join([BODY, *lines])) == ()
    assert len(read("\n".join([BODY, *lines[:2]]))) == 2
