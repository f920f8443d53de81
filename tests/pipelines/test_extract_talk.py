"""Lines that lead to other stories or ask the reader for something, and sentences that only open like them."""

from __future__ import annotations

import pytest

from pipelines.extractors.combined import extract
from pipelines.extractors.reading import Reading
from pipelines.reading.blocks import blocks_of
from pipelines.reading.read_also import leads_elsewhere
from pipelines.reading.tree import parse
from tests.pipelines.pages import PARAGRAPHS, article, page

TEXT = [f"<p>{p}</p>" for p in PARAGRAPHS]
STORY = '<a href="/2017/storm">Storm takes the lamp of the old lighthouse</a>'


def read(*parts: str) -> Reading:
    return extract(page(article("".join(parts))))


@pytest.mark.parametrize(
    "line",
    [
        f"Mehr dazu: {STORY}", f"REQUIRED READING: {STORY}", f"Le puede interesar: {STORY}", f"Ещё: {STORY}",
        f"Dowiedz się więcej: {STORY}", f"<b>Hier steht es:</b> {STORY}",
        "Baca juga: Badai merenggut lampu mercusuar tua", "Xem thêm: Bão cuốn mất ngọn đèn hải đăng",
        "यह भी पढ़ें: तूफान ले गया पुराने प्रकाशस्तंभ का दीया", "ये भी पढ़ें- तूफान ले गया पुराने प्रकाशस्तंभ का दीया",
        "Διαβάστε επίσης: Η καταιγίδα πήρε τη λάμπα του φάρου", "קראו גם: הסערה לקחה את מנורת המגדלור",
        "Citește și: Furtuna a luat lampa farului vechi", "اقرأ أيضًا: العاصفة تأخذ مصباح المنارة القديمة",
        "Читайте также: Буря унесла лампу старого маяка", "Читайте також Буря забрала лампу старого маяка",
        "【関連記事】嵐で古い灯台の明かりが消える", "Przeczytaj także: Sztorm zabrał lampę starej latarni",
        "Čtěte také: Bouře vzala lampu starého majáku", "Más información: La tormenta se lleva la lámpara",
        "相关阅读：风暴夺走了旧灯塔的灯", "Mehr zum Thema", "Lire la suite", "Zum Thema: Der Sturm nahm die Lampe",
        "Jetzt kostenlos unseren Newsletter abonnieren und nichts mehr verpassen",
        "Want more harbour news? Sign up for the free newsletter of the week.",
        "Not a member yet? Join now and get the whole paper in the app.",
        "Visit gazette.example.com for more, or get the app.", "Suivez-nous sur WhatsApp",
    ],
)  # fmt: skip
def test_what_leads_elsewhere_or_asks_the_reader_is_cut(line: str) -> None:
    assert read(*TEXT[:2], f"<p>{line}</p>", *TEXT[2:]).text.split("\n") == list(PARAGRAPHS)


@pytest.mark.parametrize(
    "line",
    [
        "Not a single member of the council had read the report of the engineers, the master said.",
        "To get to the tower, the workers of the community will build a channel of planks over the rocks.",
        "Visit by visit, the keeper has shown the lamp to every member of the guild since the war.",
        "Have any of the members been on the tower since the storm? None, the minutes of the guild say.",
        "Want of money kept the members of the guild from a repair of the tower for nine years.",
        "Register entries from 1871 show that the tower had a channel for oil and a room for members.",
        "Join the two halves of the lens, the engineer said, and the community has a light again.",
        "Watch the channel for a week, fishermen say, and a ship runs aground in the fog each night.",
        "Zum Thema Rente sagte die Ministerin am Montag in Tollern, sie halte an ihrem Plan fest.",
        "Mehr von der alten Lampe ist nicht geblieben als ein Ring aus Messing und ein Bild im Rathaus.",
        "Wer jetzt ein Boot im Hafen hat, muss es bis März bei der Verwaltung anmelden, so der Rat.",
        "Melden Sie sich bei der Polizei in Tollern, wenn Sie das Boot in der Nacht gesehen haben.",
        "Siga as instruções dos bombeiros e deixe a zona do porto, pediu a autarca na terça-feira.",
        "More in the north were cut off by snow.", "Most popular with the children was the red boat.",
        "Related-party loans of the harbour bank rose sharply last year, the auditors told the council.",
        "По теме ремонта маяка совет соберётся в марте, сообщил начальник порта журналистам.",
        "Más información sobre la lámpara pidió el consejo al capitán del puerto en la sesión.",
        "利用者がログインすると、港の委員会が公開した灯台の修理計画を誰でも読むことができるようになったと、"
        "港長のイルゼ・マーウッドさんは火曜日の会合で説明し、三月に始まる工事の費用は二百四十万クローネになる見込みだと述べた。"
        "委員会は夜遅くまで議論を続け、十一人が賛成し、四人が反対した。",
    ],
)  # fmt: skip
def test_a_sentence_that_opens_like_it_stays(line: str) -> None:
    assert line in read(*TEXT[:2], f"<p>{line}</p>", *TEXT[2:]).text.split("\n")


@pytest.mark.parametrize(
    "line",
    [
        'Source: <a href="/wires">Harbour Press Agency of the Northern Coast</a>',
        'With reports from <a href="/x">the Tollern Courier and the Sound</a>',
        'Registration: <a href="https://townhall.example.org">town hall of Tollern, first floor</a>',
    ],
)
def test_a_label_that_names_a_source_or_another_site_leads_nowhere(line: str) -> None:
    [block] = blocks_of(parse(f"<p>{line}</p>".encode()))
    assert not leads_elsewhere(block, "gazette.example")


def test_subheadings_stay_though_the_page_writes_them_as_h1() -> None:
    parts = [*TEXT[:2], "<h1>A tower of 1871</h1>", *TEXT[2:4], "<h1>What it costs</h1>", *TEXT[4:]]
    lines = read(*parts).text.split("\n")
    assert {"A tower of 1871", "What it costs"} <= set(lines)
    again = read(TEXT[0], "<h1>Council votes to rebuild the lighthouse</h1>", *TEXT[1:])
    assert again.text.split("\n") == list(PARAGRAPHS)
