"""Editor's notes in many languages: 'This article was originally published by X'."""

from __future__ import annotations

import pytest

from pipelines.credits import read_credits
from presswatch.values import Credit, Place

BODY = "The bridge across the river reopened on Tuesday.\nWorkers had closed it in spring."


def read(text: str, host: str = "valley-post.example", **more: object) -> tuple[Credit, ...]:
    return read_credits(text, host=host, **more)  # type: ignore[arg-type]


def names(text: str, place: Place) -> list[str]:
    return [c.name for c in read(text) if c.place is place]


KNOWN = [
    "This article was originally published by The Conversation.",
    "This article was originally published on The Conversation under a Creative Commons license.",
    "This article is republished from The Conversation under a Creative Commons licence.",
    "This article is republished from The Conversation under a Creative Commons license. Read the original article.",
    "This story first appeared in The Conversation.",
    "This story first appeared on The Conversation, and is used with permission.",
    "This piece was first published in The Conversation.",
    "This essay by Jane Doe was originally published by The Conversation.",
    "A version of this article first appeared on The Conversation.",
    "A longer version of this article was originally published at The Conversation.",
    "Originally published by The Conversation.",
    "Originally published on 3 May 2026 by The Conversation.",
    "First published by The Conversation",
    "Republished from The Conversation.",
    "Republished with permission from The Conversation.",
    "Reprinted with permission of The Conversation.",
    "Reprinted from The Conversation",
    "Reposted from The Conversation.",
    "Syndicated from The Conversation.",
    "Read the original article on The Conversation.",
    "Read the full story at The Conversation.",
    "(This article was originally published by The Conversation.)",
    "*This article was originally published by The Conversation*",
    "Editor's note: This article was originally published by The Conversation.",
    "The post Bridge Reopens appeared first on The Conversation.",
    "This story was produced by The Conversation.",
    "This article is courtesy of The Conversation.",
    "This piece was originally published in The Conversation and appears here as part of a series.",
    "Article courtesy of The Conversation",
    "Dieser Artikel erschien zuerst bei The Conversation.",
    "Dieser Text ist zuerst bei The Conversation erschienen.",
    "Dieser Beitrag wurde ursprünglich auf The Conversation veröffentlicht.",
    "Übernommen von The Conversation.",
    "Cet article a été publié initialement par The Conversation.",
    "Cet article a d'abord été publié. Il est republié à partir de The Conversation sous licence Creative Commons.",
    "Lire l’article original sur The Conversation.",
    "Este artículo fue publicado originalmente en The Conversation. Lea el original.",
    "Este artículo apareció por primera vez en The Conversation.",
    "Lea el artículo original en The Conversation.",
    "Este artigo foi publicado originalmente em The Conversation.",
    "Este texto foi originalmente publicado por The Conversation.",
    "Questo articolo è stato pubblicato originariamente su The Conversation.",
    "Leggi l'articolo originale su The Conversation.",
    "Dit artikel verscheen eerder op The Conversation.",
    "Dit stuk is oorspronkelijk gepubliceerd door The Conversation.",
    "Artikeln publicerades ursprungligen i The Conversation.",
    "Artikkelen ble først publisert i The Conversation.",
    "Artiklen blev oprindeligt publiceret i The Conversation.",
    "Artykuł ukazał się pierwotnie w The Conversation.",
    "Tekst pierwotnie opublikowany w The Conversation.",
    "Статья впервые опубликована в The Conversation.",
    "Стаття вперше опублікована на The Conversation.",
    "Bu makale ilk olarak The Conversation tarafından yayımlanmıştır.",
    "Artikel ini pertama kali diterbitkan di The Conversation.",
    "Artikel ini asalnya disiarkan oleh The Conversation.",
    "نشر هذا المقال أولاً في The Conversation.",
    "यह लेख मूल रूप से The Conversation पर प्रकाशित हुआ था।",
    "本文最初发表于《The Conversation》。",
    "转载自 The Conversation",
    "この記事は The Conversation から転載",
]


@pytest.mark.parametrize("note", KNOWN)
def test_a_note_that_names_an_outlet_of_the_gazetteer(note: str) -> None:
    assert names(f"{BODY}\n{note}", Place.REPUBLISHED) == ["The Conversation"]


@pytest.mark.parametrize("note", KNOWN[:12])
def test_a_note_may_stand_at_the_head(note: str) -> None:
    more = "\n".join(f"Paragraph {n} says something else." for n in range(20))
    assert names(f"{note}\n{BODY}\n{more}", Place.REPUBLISHED) == ["The Conversation"]


UNKNOWN = [
    ("This article was originally published by the Cedar Observer.", "Cedar Observer"),
    ("This article was originally published by Cedar Observer.", "Cedar Observer"),
    ("This story first appeared in the Cedar Observer.", "Cedar Observer"),
    ("This story first appeared in The Cedar Observer.", "The Cedar Observer"),
    ("This story was originally published on cedar-observer.example.", "cedar-observer.example"),
    ("Republished from Cedar Observer under a CC BY licence.", "Cedar Observer"),
    ("Read the original article at https://cedar-observer.example/a/b.", "cedar-observer.example"),
    ("Dieser Artikel erschien zuerst bei Cedar Observer.", "Cedar Observer"),
    ("This report was first published by Cedar Observer on May 3.", "Cedar Observer"),
    ("This article was first published by Futurology. Read more.", "Futurology"),
    ("This story first appeared in the Cedar Observer’s newsletter.", "Cedar Observer"),
]


@pytest.mark.parametrize(("note", "name"), UNKNOWN)
def test_a_note_that_names_an_outlet_nobody_knows(note: str, name: str) -> None:
    assert names(f"{BODY}\n{note}", Place.REPUBLISHED) == [name]


def test_a_written_address_is_the_pointer() -> None:
    (credit,) = read(f"{BODY}\nRead the original article at https://cedar-observer.example/a/b.")
    assert credit.url == "https://cedar-observer.example/a/b"
    assert credit.domains == ("cedar-observer.example",)


def test_the_link_to_the_named_outlet_is_the_pointer() -> None:
    links = ("https://theconversation.com/the-bridge-1234", "https://river.example/")
    (credit,) = read(f"{BODY}\nRepublished from The Conversation.", links=links)
    assert credit.url == "https://theconversation.com/the-bridge-1234"


def test_a_front_page_is_no_pointer() -> None:
    (credit,) = read(
        f"{BODY}\nRepublished from The Conversation.", links=("https://theconversation.com/",)
    )
    assert credit.url is None


TAKEN_OVER = [
    ("The article originally appeared in The Conversation.", "conversation"),
    ("The original article was first published by Mongabay.", "mongabay"),
    ("This report by The Canadian Press was first published Nov. 3, 2026.", "cp"),
    ("Distributed by Tribune Content Agency, LLC.", "tns"),
    ("©2026 Cedar Times. Visit cedar.example. Distributed by Tribune Content Agency, LLC.", "tns"),
    ("Published under arrangement with Reuters", "reuters"),
    ("This story is published under a special arrangement with PTI.", "pti"),
    ("This story has been auto-generated from a syndicated feed from PTI.", "pti"),
    (
        "(This story has not been edited and is auto-generated from a syndicated feed from PTI.)",
        "pti",
    ),
    ("(This report is auto-generated from IANS news service. We hold no responsibility.)", "ians"),
    ("This report has been auto generated from a PTI feed.", "pti"),
    ("(Except for the headline, this story is published from an ANI feed.)", "ani"),
    ("This story was sourced from a third party syndicated feed from IANS.", "ians"),
    ("(This story has not been edited and is published from a syndicated feed.)", "agencies"),
    ("This story has been published from a wire agency feed without changes.", "agencies"),
    ("(An unedited and auto-generated story from Syndicated News feed.)", "agencies"),
    ('Artikel ini telah tayang di Kompas.com dengan judul "Jembatan Dibuka"', "kompas"),
    ("Artikel ini telah tayang di Kompas dengan judul Jembatan Dibuka", "kompas"),
    ("This article originally appeared on USA TODAY: Bridge reopens", "usa_today"),
    ("この記事はロイターから転載されました。", "reuters"),
]


@pytest.mark.parametrize(("note", "agency"), TAKEN_OVER)
def test_a_note_that_says_how_the_text_was_taken_over(note: str, agency: str) -> None:
    assert [c.agency for c in read(f"{BODY}\n{note}")] == [agency]


def test_a_japanese_paper_is_known_by_its_name() -> None:
    assert names(f"{BODY}\nこの記事は杉谷新聞から転載されました。", Place.REPUBLISHED) == [
        "杉谷新聞"
    ]


NOT_NOTES = [
    "The article, which originally appeared in the Lancet, was withdrawn.",
    "The article first appeared in 1931.",
    "The story was first published by Reuters in 1978.",
    "The report was first published in the Cedar Observer.",
    "This report by the council was first published in March.",
    "The leaflets were distributed by Reuters staff.",
    "Distributed by hand, the leaflets named no printer.",
    "Power is generated from wind and fed to the grid.",
    "The map was auto-generated from satellite data.",
    "The video was taken from a live feed of the bridge.",
    "The numbers are sourced from a feed.",
    "(The story is published from a press release)",
    "Artikel ini telah dibaca 300 kali.",
    "The bridge was built under an arrangement with Reuters.",
    "The novel, first published by Penguin in 1962, is out of print.",
    "Her study was first published in Nature.",
    "The photo first appeared on Instagram.",
    "First reported by The Grio, the letter contains questions.",
    "The law was first published in 2019.",
    "It was first published in March.",
    "This article was originally published in English.",
    "This article was originally published in 2019.",
    "This article was originally published on Monday.",
    "This article was first published on 3 May.",
    "This article was originally published by us.",
    "This article was originally published here.",
    "The band first appeared at Glastonbury.",
    "The bird first appeared in London in 1900.",
    "He republished the book from memory.",
    "The Associated Press first reported the deal.",
    "The story was first reported by Reuters.",
    "Reuters reported this first.",
    "The post office opened first on Monday.",
    "Courtesy of the weather, the bridge stayed shut.",
    "Der Roman erschien zuerst bei uns.",
    "Read the full report on page 3.",
    "Read the rest of the letters in Monday’s edition.",
    "La novela fue publicada originalmente en 1962.",
    "Originally from Reading, she moved to Hull.",
    "This bridge was first built by Brunel.",
]


@pytest.mark.parametrize("sentence", NOT_NOTES)
def test_what_only_looks_like_a_note(sentence: str) -> None:
    assert [c for c in read(f"{BODY}\n{sentence}") if c.place is Place.REPUBLISHED] == []


def test_an_outlet_that_names_itself_is_not_credited() -> None:
    text = f"{BODY}\nThis article was originally published by The Valley Post."
    assert read(text, "www.valleypost.example") == ()
    assert read(text, "www.valley-post.example") == ()
    assert len(read(text, "metro.example")) == 1


def test_a_note_at_the_end_of_a_long_paragraph_is_cut_out_exactly() -> None:
    body = "The bridge across the river reopened on Tuesday. " * 20
    note = "This article was originally published by The Conversation."
    (credit,) = read(body + note)
    assert credit.span is not None
    assert (body + note)[slice(*credit.span)].strip() == note


PARTS = [
    "the Courier's newsletter",
    "the Courier's weekly newsletter",
    "the Courier’s print edition",
    "the Courier’s November issue",
    "the Courier's monthly business magazine",
    "our newsletter",
    "the print edition of the Courier",
]


@pytest.mark.parametrize("part", PARTS)
def test_the_newsletter_of_an_outlet_is_the_outlet_itself(part: str) -> None:
    said = f"{BODY}\nA version of this article first appeared in {part}."
    assert read(said, host="lindsay-courier.example") == ()


@pytest.mark.parametrize("part", PARTS[:5])
def test_the_newsletter_of_another_outlet_is_that_outlet(part: str) -> None:
    said = f"{BODY}\nThis article first appeared in {part.replace('Courier', 'Cedar Observer')}."
    assert [c.name for c in read(said, host="lindsay-courier.example")] == ["Cedar Observer"]


DECLINED = [
    ("Mit freundlicher Genehmigung der Deutschen Welle", "Deutsche Welle"),
    ("Dieser Artikel erschien zuerst bei der Deutschen Presse-Agentur.", "Deutsche Presse-Agentur"),
    ("Dieser Text erschien zuerst in der Neuen Brunsmoorer Zeitung.", "Neue Brunsmoorer Zeitung"),
    ("Dieser Text erschien zuerst im Hafener Anzeiger.", "Hafener Anzeiger"),
    ("Dieser Text erschien zuerst in den Harzer Nachrichten.", "Harzer Nachrichten"),
]


@pytest.mark.parametrize(("note", "name"), DECLINED)
def test_a_declined_name_is_the_outlet_that_it_names(note: str, name: str) -> None:
    assert [c.name for c in read(f"{BODY}\n{note}", language="de")] == [name]


def test_a_declined_name_may_be_the_outlets_own() -> None:
    note = "Dieser Text erschien zuerst in der Neuen Brunsmoorer Zeitung."
    assert read(f"{BODY}\n{note}", "neue-brunsmoorer-zeitung.example", language="de") == ()


def test_what_was_told_to_an_agency_in_german_is_no_credit() -> None:
    assert read(f"{BODY}\nDas sagte er der Deutschen Presse-Agentur.", language="de") == ()
