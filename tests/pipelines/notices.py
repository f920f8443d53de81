"""Pages that are no articles, of our own writing, in several languages."""

from __future__ import annotations


def plain(title: str, *lines: str, head: str = "") -> str:
    body = "".join(line if line.startswith("<") else f"<p>{line}</p>" for line in lines)
    return (
        f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    )


def wall(title: str, heading: str, text: str, *buttons: str) -> str:
    row = "".join(f"<button>{b}</button>" for b in buttons)
    return plain(title, f"<h1>{heading}</h1>", text, row)


CHALLENGES = {
    "one moment": plain(
        "Just a moment...", "<h1>gazette.example</h1>", "Checking that your connection is secure.",
        head='<script src="/cdn-cgi/challenge-platform/h/b/orchestrate.js"></script>',
    ),
    "machinery alone": plain(
        "gazette.example", "<p>Please enable JS and disable any ad blocker</p>",
        head='<script src="https://ct.captcha-delivery.com/c.js"></script>',
    ),
    "a frame alone": plain("", '<iframe src="/_Incapsula_Resource?SWUDNSAI=31">Request unsuccessful.</iframe>'),
    "named in a script's last words": plain(
        "", head=f"<script>{'function f(){}' * 100}window.rbzns={{seed:'x'}};winsocks();</script>"
    ),
    "denied": plain("Access Denied", "<h1>Access Denied</h1>", "You don't have permission to open this page. Reference #18.2f"),
    "are you human": plain("Are you human?", "<h1>Are you human?</h1>", "Tick the box to go on to the site.", '<div class="g-recaptcha"></div>'),
    "pardon": plain("Pardon Our Interruption", "<h1>Pardon Our Interruption</h1>", "Something about your browser made us think you were a bot."),
    "German": plain("Sicherheitsüberprüfung", "<h1>Sicherheitsüberprüfung</h1>", "Wir prüfen, ob Sie ein Mensch sind."),
    "French": plain("Vérification de sécurité", "<h1>Êtes-vous un humain ?</h1>", "Cochez la case pour continuer."),
    "Russian": plain("Проверка браузера", "<h1>Проверка безопасности</h1>", "Подождите несколько секунд."),
}  # fmt: skip

CONSENT = {
    "a wall in English": wall(
        "The Harbour Gazette", "We value your privacy",
        "We and our 312 partners store cookies on your device and process personal data for advertising. "
        "With your consent, we and our partners may use it to measure advertising. Some partners rely on "
        "legitimate interest and do not ask for consent. You can accept all, or manage your choices.",
        "Accept all", "Reject all", "Manage",
    ),
    "before you continue": wall(
        "Before you continue", "Before you continue",
        "We use cookies and data to deliver our services. If you choose “Accept all”, we will also use cookies for advertising.",
        "Accept all", "Reject all",
    ),
    "pay or consent, German": wall(
        "Hafenblatt", "Weiter mit Werbung lesen",
        "Besuchen Sie uns wie gewohnt mit Werbung und Tracking. Mit Ihrer Einwilligung verarbeiten wir und unsere Partner "
        "personenbezogene Daten. Ihre Zustimmung können Sie in der Datenschutzerklärung widerrufen. Oder lesen Sie werbefrei mit dem Abo.",
        "Akzeptieren und weiter", "Jetzt abonnieren",
    ),
    "German, no telling title": wall(
        "Hafenblatt", "Hafenblatt",
        "Für die Nutzung mit Cookies erteilen Sie uns die Einwilligung in das Tracking. Wir und unsere Partner verarbeiten "
        "personenbezogene Daten für Werbung. Mit „Akzeptieren“ erteilen Sie die Zustimmung; Details in der Datenschutzerklärung.",
        "Akzeptieren",
    ),
    "French": wall(
        "Le Phare", "Vos choix concernant les cookies",
        "Avec votre consentement, nos partenaires et nous utilisons des cookies pour traiter des données personnelles et afficher "
        "des publicités. Vous pouvez accepter, refuser, ou vous abonner. Votre consentement est valable six mois.",
        "Accepter", "Refuser",
    ),
    "Spanish": wall(
        "El Faro", "Valoramos tu privacidad",
        "Nosotros y nuestros socios usamos cookies y tratamos datos personales para mostrar publicidad. Puedes dar tu consentimiento o rechazarlo.",
        "Aceptar", "Rechazar",
    ),
    "Italian": wall(
        "Il Faro", "Rispettiamo la tua privacy",
        "Noi e i nostri partner usiamo cookie e trattiamo dati personali per la pubblicità. Con il tuo consenso continui gratis; il consenso è revocabile.",
        "Accetta",
    ),
    "Dutch": wall(
        "De Vuurtoren", "Wij respecteren je privacy",
        "Wij en onze partners plaatsen cookies en verwerken persoonsgegevens. Geef toestemming om verder te gaan, of beheer je cookies.",
        "Accepteren",
    ),
    "Polish": wall(
        "Latarnia", "Dbamy o Twoją prywatność",
        "My i nasi partnerzy używamy plików cookies i przetwarzamy dane osobowe. Wyrażając zgodę, akceptujesz cookies partnerów.",
        "Zgoda",
    ),
    "Norwegian": wall(
        "Fyrbladet", "Vi respekterer ditt privatliv",
        "Vi og våre partnere bruker cookies og behandler data. Ditt samtykke kan du trekke tilbake. Uten samtykke vises mindre relevant reklame.",
        "Godta",
    ),
}  # fmt: skip

_GONE = "<p>Try the search, or go back to the front page.</p>"
NOT_FOUND = {
    "404": plain("404", "<h1>404</h1>", _GONE),
    "English": plain("Page not found | The Harbour Gazette", "<h1>Page not found</h1>", _GONE),
    "polite": plain("The Harbour Gazette", "<h1>Sorry, the page you are looking for doesn't exist</h1>", _GONE),
    "the article": plain("The Harbour Gazette", "<h1>This article is no longer available</h1>", _GONE),
    "German": plain("Seite nicht gefunden", "<h1>Diese Seite wurde leider nicht gefunden</h1>", "<p>Zurück zur Startseite.</p>"),
    "French": plain("Le Phare", "<h1>Page introuvable</h1>", "<p>Cette page a été déplacée.</p>"),
    "Spanish": plain("El Faro", "<h1>Página no encontrada</h1>", "<p>Volver a la portada.</p>"),
    "Italian": plain("Pagina non trovata - Il Faro", "<h1>Ops</h1>", "<p>Torna alla home.</p>"),
    "Portuguese": plain("O Farol", "<h1>Página não encontrada</h1>", "<p>Voltar ao início.</p>"),
    "Dutch": plain("Pagina niet gevonden", "<h1>Helaas</h1>", "<p>Ga naar de voorpagina.</p>"),
    "Swedish": plain("Fyren", "<h1>Sidan hittades inte</h1>", "<p>Gå till startsidan.</p>"),
    "Polish": plain("Latarnia", "<h1>Nie znaleziono strony</h1>", "<p>Wróć na stronę główną.</p>"),
    "Russian": plain("Маяк", "<h1>Страница не найдена</h1>", "<p>Вернуться на главную.</p>"),
    "Turkish": plain("Fener", "<h1>Sayfa bulunamadı</h1>", "<p>Ana sayfaya dön.</p>"),
    "Japanese": plain("灯台新聞", "<h1>お探しのページが見つかりません</h1>", "<p>トップへ戻る</p>"),
    "Chinese": plain("灯塔报", "<h1>页面不存在</h1>", "<p>返回首页</p>"),
    "Arabic": plain("المنارة", "<h1>الصفحة غير موجودة</h1>", "<p>العودة إلى الرئيسية</p>"),
    "told to robots only": plain("The Harbour Gazette", "<p>Latest from the harbour.</p>", head='<meta name="prerender-status-code" content="404">'),
}  # fmt: skip

ERRORS = {
    "500": plain("500 Internal Server Error", "<h1>Internal Server Error</h1>", "The server met a condition it did not expect."),
    "503": plain("Service Unavailable", "<h1>Service Unavailable</h1>", "Please try again later."),
    "database": plain("Database Error", "<h1>Error establishing a database connection</h1>"),
    "German": plain("Wartungsarbeiten", "<h1>Wartungsarbeiten</h1>", "Wir sind bald zurück."),
    "French": plain("Site en maintenance", "<h1>Site en maintenance</h1>", "Revenez bientôt."),
}  # fmt: skip

_LEAD = (
    "<p>The harbour council voted on Tuesday to rebuild the old lighthouse after nine years.</p>"
)
STUBS = {
    "teaser and paywall": plain("Council votes", "<article><h1>Council votes to rebuild</h1>", _LEAD, "<p>Subscribe to continue reading this article.</p></article>"),
    "German": plain("Rat stimmt zu", "<article><h1>Rat stimmt für den Leuchtturm</h1>", "<p>Der Rat hat am Dienstag beschlossen, den alten Leuchtturm zu bauen.</p>", "<p>Jetzt weiterlesen mit Hafenblatt Plus: Artikel freischalten.</p></article>"),
    "French": plain("Le conseil vote", "<article><h1>Le conseil vote pour le phare</h1>", "<p>Le conseil a voté mardi la reconstruction du vieux phare du port.</p>", "<p>Article réservé aux abonnés</p></article>"),
    "a line": plain("Harbour", "<div><p>Lighthouse notes, read by a few people and kept here by the harbour office.</p></div>"),
}  # fmt: skip

_VIDEO = '<script type="application/ld+json">{"@type":"VideoObject","name":"The lighthouse from the air"}</script>'
VIDEOS = {
    "a video": plain("The lighthouse from the air", "<h1>The lighthouse from the air</h1>", "<p>A flight around the old lighthouse, filmed on a still morning in November from the harbour side.</p>", head=_VIDEO + '<meta property="og:type" content="video.other">'),
    "a gallery": plain("The storm in pictures", "<h1>The storm in pictures</h1>", "<p>Readers sent us what they saw on the night of the great storm, from the pier to the hills.</p>", head='<script type="application/ld+json">{"@type":"ImageGallery","name":"The storm"}</script>'),
}  # fmt: skip

_WORDS = [
    "harbour",
    "council",
    "lighthouse",
    "storm",
    "ferry",
    "market",
    "school",
    "bridge",
    "museum",
    "breakwater",
]
_HEADLINES = "".join(
    f'<li><a href="/n/{n}">{_WORDS[n % 10].title()} plans for the {_WORDS[(n * 3 + 1) % 10]} meet doubt, no {n}</a></li>'
    for n in range(40)
)
LISTS = {
    "a section": plain("Sport | The Harbour Gazette", "<h1>Sport</h1>", f"<ul>{_HEADLINES}</ul>", "<p>All the sport from the harbour and the islands.</p>"),
}  # fmt: skip
