"""How a site says that a page is not there, by language: what is gone, and that it is gone."""

from __future__ import annotations

from pipelines.reading.any_of import any_of

#: what stands between the two; an article with a number is one of a law
_BETWEEN = r"(?! \d).{0,45}?"
#: language → (what is gone, that it is gone); in either order
_SAID = {
    "en": (
        r"\b(?:page|article|story|content|post|url|link|file|document|item|resource|address|event|listing)\b",
        r"not (?:be )?found|(?:does not|doesn.?t|did not|no longer) exists?|(?:is not|isn.?t|no longer|not|un) ?(?:currently )?available(?: here)?|"
        r"(?:has been|was|been) (?:removed|deleted|taken down|moved|archived)(?: or (?:deleted|removed|moved))?|(?:has |is )?expired|is gone|"
        r"(?:can.?t|cannot|could ?n.t) (?:be found|find)|no longer (?:here|online|active)|isn.t here|is missing",
    ),
    "de": (
        r"\b(?:(?:web|internet)?seite|artikel|beitrag|inhalt|dokument|meldung|adresse|url)\b",
        r"(?:leider )?nicht (?:mehr )?(?:gefunden|vorhanden|verfügbar|existent|online|abrufbar|auffindbar)|existiert (?:leider )?nicht(?: mehr)?|"
        r"(?:wurde|ist) (?:gelöscht|entfernt|abgelaufen)|gibt es (?:leider )?nicht(?: mehr)?",
    ),
    "fr": (
        r"\b(?:page|article|contenu|document|adresse|url)\b",
        r"introuvable|non trouvée?|inexistante?|n.(?:existe|est) (?:pas|plus)(?: disponible)?|n.a pas (?:été|pu être) trouvée?|(?:a été|est) (?:supprimée?|retirée?|expirée?)|a expiré|indisponible",
    ),
    "es": (
        r"\b(?:página|articulo|artículo|contenido|noticia|enlace|nota)\b",
        r"no (?:fue |ha sido |pudo ser )?encontrad[ao]|no (?:existe|está disponible|disponible)|ya no (?:existe|está disponible)|(?:ha sido|fue) (?:eliminad|retirad|borrad)[ao]|no (?:encontramos|se (?:ha )?(?:encontr\w+|pudo encontrar))|ha (?:caducado|expirado)",
    ),
    "pt": (
        r"\b(?:página|artigo|conteúdo|notícia|matéria|publicação)\b",
        r"não (?:foi |pôde ser )?encontrad[ao]|não (?:existe|está (?:mais )?disponível|disponível)|não existe mais|(?:foi) (?:removid|eliminad|apagad)[ao]|não (?:encontramos|conseguimos encontrar)|expirou",
    ),
    "it": (
        r"\b(?:pagina|articolo|contenuto|notizia)\b",
        r"non (?:è stat[ao] )?trovat[ao]|non (?:esiste|è disponibile|disponibile)(?: più)?|non (?:esiste|è) più(?: disponibile)?|inesistente|è stat[ao] (?:rimoss|cancellat|eliminat)[ao]|(?:è )?scadut[ao]",
    ),
    "nl": (
        r"\b(?:pagina|artikel|bericht|inhoud)\b",
        r"niet (?:meer )?(?:gevonden|beschikbaar|online)|bestaat (?:helaas )?niet(?: meer)?|(?:is|werd) (?:verwijderd|verlopen|verplaatst)",
    ),
    "nordic": (
        r"\b(?:sid(?:an|en|a|e)|artik(?:eln|kelen|len|lar|el)|artikkel(?:en)?|innehållet|indhold(?:et)?|innhold(?:et)?|sivu[an]?|artikkeli[a]?|síðan)\b",
        r"(?:hittades|finns|kunde|blev|finnes|kunne|eksisterer|findes|ble|er)(?: dessverre| desværre| tyvärr)? (?:inte|ikke)(?: hittas| findes| finnes| blive fundet| bli funnet| fundet| funnet| længere| lenger| längre| kvar| tilgjengelig(?: lenger)?| tilgængelig)?|"
        r"ei löy[dt]\w*|(?:fant|fandt) ikke|hittade inte|kan (?:inte|ikke) (?:hitta|finde|finne)s?|ei ole(?: enää)?(?: olemassa| saatavilla)?|har (?:tagits bort|utgått)|er (?:fjernet|slettet)|fannst ekki",
    ),
    "pl": (
        r"\b(?:stron[ayę]|artykuł\w*|treś\w+|adres\w*)\b",
        r"nie (?:została )?(?:znaleziono|znaleziona|znaleziony|istnieje|jest (?:już )?dostępn[aey])|(?:został|została) usunięt[aye]|nie znaleźliśmy|wygas[łl]\w*",
    ),
    "cs, sk": (
        r"\b(?:stránk[auy]|článek|článok|obsah)\b",
        r"(?:nebyla?|nebol[ao]?) (?:nalezena?|nájden[áý])|neexistuje|nenalezena?|nenájden[áý]|nelze najít|(?:není|nie je)(?: již| už)? (?:dostupn[áýé]|k dispozici)|byl[a]? (?:odstraněna?|smazána?)",
    ),
    "hu, ro, hr": (
        r"\b(?:oldal|cikk|pagina|articolul|stranica|članak)\b",
        r"nem található|nem létezik|nu (?:a fost găsit[ăa]?|există|mai este disponibil[ăa]?)|nije pronađena?|ne postoji",
    ),
    "ru": (
        r"(?:страниц[аыу]|стать[яию]|материал|новость|документ|публикаци[яи])\b",
        r"не (?:найден[ао]?|существует|доступн[ао]?)|больше не (?:существует|доступн[ао]?)|(?:был[ао]? )?удал[её]н[ао]?|недоступн[ао]?",
    ),
    "uk": (
        r"(?:сторінк[аиу]|статт[яію]|матеріал|новин[ау])\b",
        r"не (?:знайден[аоу]|існує|доступн[аоий]+)|більше не (?:існує|доступн[аоий]+)|(?:бул[ао] )?видален[аоий]+|недоступн[аоий]+",
    ),
    "el": (
        r"(?:σελίδα|άρθρο|περιεχόμενο)",
        r"δεν (?:βρέθηκε|υπάρχει|είναι (?:πλέον )?διαθέσιμ[ηο])|έχει (?:αφαιρεθεί|διαγραφεί)",
    ),
    "tr": (
        r"\b(?:sayfa(?:yı)?|içerik|haber|makale)\b",
        r"bulunamad[ıi]|bulunamıyor|mevcut değil|yayından kaldırıl\w+|silinmiş\w*|kaldırılmış\w*",
    ),
    "ar": (
        r"(?:الصفحة|المقال|الخبر|المحتوى|صفحة)",
        r"غير (?:موجود[ةه]?|متوفرة?|متاحة?)|لم (?:يتم العثور|نتمكن من العثور)|لا يمكن العثور|لم نعثر|تم حذف\w*|تعذر العثور",
    ),
    "fa": (r"(?:صفحه|مطلب|خبر)", r"یافت نشد|پیدا نشد|وجود ندارد"),
    "he": (r"(?:ה?דף|ה?עמוד|ה?כתבה|ה?תוכן)", r"לא נמצאה?|לא נמצא|אינ[וה] (?:קיימת?|זמינה?)|לא קיי(?:ם|מת)|הוסרה?"),
    "hi": (r"(?:पेज|पृष्ठ|लेख|खबर)", r"नहीं मिला|नहीं मिली|उपलब्ध नहीं|मौजूद नहीं|हटा दि?या गया"),
    "bn": (r"(?:পাতা(?:টি)?|পৃষ্ঠা(?:টি)?|পেজ(?:টি)?)", r"পাওয়া যায়নি|খুঁজে পাওয়া যায়নি|নেই"),
    "id, ms": (
        r"\b(?:halaman|laman|artikel|berita|konten|kandungan)\b",
        r"tidak (?:dapat )?(?:ditemukan|dijumpai|ditemui|tersedia|wujud|ada)|tak ditemukan|(?:telah|sudah) (?:dihapus|dipadam)|tidak lagi (?:tersedia|wujud)",
    ),
    "vi": (r"(?:trang|bài viết|nội dung)", r"không (?:tìm thấy|tồn tại|còn tồn tại|có sẵn)|đã (?:bị )?xó?a|đã bị gỡ"),
    "th": (r"(?:หน้า(?:เว็บ)?|บทความ|เนื้อหา|ข่าว)", r"ไม่พบ|ไม่มีอยู่|ถูกลบ|หาไม่พบ"),
    "zh": (
        r"(?:页面|頁面|网页|網頁|文章|内容|內容|该页|新闻|新聞)",
        r"不存在|未找到|找不到|没有找到|沒有找到|无法找到|無法找到|已(?:被)?(?:删除|刪除|下线|下架|移除)|已(?:过期|過期)",
    ),
    "ja": (
        r"(?:ページ|記事|コンテンツ)",
        r"(?:が|は|を)?(?:見つかりません(?:でした)?|見つけることができません|存在しません|ありません|表示できません|削除され(?:ました|た|ている)|公開(?:を)?終了|掲載(?:期間)?(?:が|は|を)?終了)",
    ),
    "ko": (r"(?:페이지|기사|게시물|콘텐츠)", r"찾을 수 없습니다|존재하지 않(?:습니다|는)|삭제(?:되었습니다|된)|없습니다"),
}  # fmt: skip

GONE = any_of(
    r"^\W*(?:(?:http )?error|fehler|erreur|errore?|ошибка|помилка|hata|oops\W*)?\W*4(?:04|10)\b(?:.{0,4}\b(?:not found|error|fehler|page|gone))?",
    r"\b404\W*$",
    r"\b404\b.{0,20}\b(?:not found|error|fehler|seite|page)",
    r"^\W*(?:nothing (?:was )?|not )found\W*$",
    r"^\W*(?:gone|nicht gefunden|introuvable|no encontrado|não encontrado|non trovato|niet gevonden|hittades inte|ikke funnet|ikke fundet|ei löytynyt|nie znaleziono|nenalezeno|не найдено|не знайдено|bulunamadı|δεν βρέθηκε)\W*$",
    r"お探しのページ.{0,25}",
    *(f"(?:{gone}){_BETWEEN}(?:{is_gone})|(?:{is_gone}){_BETWEEN}(?:{gone})" for gone, is_gone in _SAID.values()),
)  # fmt: skip
#: words around it that say nothing
FILLING = any_of(
    r"\b(?:sorry|oops|whoops|ooops|uh[- ]?oh|hmm+|oh no|ups|hoppla|leider|schade|désolé|oups|lo sentimos|ops|desculpe|spiacenti|helaas|beklager|tyvärr|valitettavasti|przepraszamy|ой|üzgünüz|maaf)\b",
    r"\b(?:we|we.re|we are|the|this|that|our|your|you|are|were|is|looking|for|requested|it|looks|like|seems|currently|temporarily|site|website|error|please|here|at the moment|for now)\b",
    r"\b(?:die|diese|der|dieser|das|dieses|angeforderte|gesuchte|gewünschte|aufgerufene|konnte|wurde|ist|sie|la|le|cette|cet|demandée|que vous|el|esta|este|página que|buscas|solicitada|a|o|que|procura|il|questa|questo|che|de|deze|het|dit|opgevraagde)\b",
    r"(?:ที่คุณ(?:ต้องการ|ค้นหา)|ที่ท่านต้องการ|ขออภัย|bạn (?:đang )?tìm(?: kiếm)?|xin lỗi|yang anda cari|aradığınız|التي تبحث عنها|عذرا|المطلوبة|שחיפשת|המבוקש|מצטערים|मांगा गया|माफ़ करें|που ζητήσατε|запрашиваемая|запрошенная|запитувана|к сожалению|извините|на жаль|вибачте)",
    r"(?:申し訳ございません|申し訳ありません|お探しの|ご指定の|抱歉|对不起|您访问的|您要访问的|您查找的|요청하신|죄송합니다)",
    r"[\W_]+",
)
