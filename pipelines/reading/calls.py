"""Lines that ask the reader to do something for the site: subscribe, follow, log in, comment.

Some openers are said to readers only ("Sign up"); others open sentences as well ("Not a …", "Visit …")
and count only where the line speaks to somebody ("you", "our") or names an address.
"""

from __future__ import annotations

from pipelines.reading.any_of import any_of

_OPENED = r"[\[(*>»\s]*"
_FOR_READERS = (
    r"sign ?up|subscribe|log ?in|create (?:an|your) account|download our|join (?:our|us)|follow (?:us|our|@)|like us|"
    r"get (?:our|unlimited)|click here|tap here|stay (?:up to date|in touch|tuned|informed|connected)|don.t miss|"
    r"already a (?:subscriber|member)|to (?:continue reading|read the full|keep reading)|support (?:our|independent|quality)|"
    r"thank you for (?:subscribing|visiting|reading|signing)|thanks for (?:reading|signing)|our (?:free )?newsletter|"
    r"send us|contact us|register (?:/ sign in|to(?! vote))"
)
_FOR_ANYBODY = (
    r"register|create (?:a|your|or)|join (?:the|more)|follow along|get (?:the|more|breaking|all the)|stay (?:up|in)|want (?:more|to|great|the)|"
    r"enjoy(?:ing|ed)? (?:our|this|what)|already a|not a|to (?:continue|receive|get)|become a|for more(?! than\b)|"
    r"have (?:a|any)|do you have|got a|if you (?:have|enjoy|like)|send your|send tips|share your|visit|check out|listen to|watch (?:the|our)"
)
#: what it is that they are asked for
_SITE = (
    r"newsletters?|inbox|e-?mail|subscri\w+|sign ?up|app|apps|account|facebook|twitter|instagram|whatsapp|telegram|youtube|"
    r"tiktok|linkedin|podcasts?|channel|notifications?|forums?|our website|our site|members?(?:hip)?|tips?|log ?in|"
    r"visit \S+\.(?:com|org|net)|continue|paywall|community|unlock|latest (?:news|issues|content)"
)
_SPOKEN = r"(?=.*(?:\b(?:you|your|us|our|we|me|sign ?up|subscribe|follow|click|join (?:now|us))\b|\w\.(?:com|org|net|co|news|de|uk)\b|@))"
_FOLLOW_US = (
    r"abonnieren sie|folgen sie uns|registrieren sie sich|melden sie sich (?:jetzt |hier |kostenlos )*(?:für|zu) unser\w*|"
    r"folg(?:e|t) uns|inscrivez-vous|abonnez-vous|suivez-nous|suscr[íi]bete|s[íi]guenos|inscreva-se|siga-nos|siga o nosso|"
    r"assine (?:o|a|já|agora|e)|iscriviti|seguici|schrijf je in|volg ons|prenumerera|f[öø]lg oss|"
    r"подпи(?:шитесь|сывайтесь|саться) на (?:наш|канал|нас|рассыл|телеграм|telegram|новости)\w*|"
    r"підпи(?:шіться|суйтесь|суйтеся) на\b|abone ol\w*|ikuti kami|theo dõi chúng tôi|تابعونا|اشترك\w* في"
)
#: whole lines
BUTTON = any_of(
    r"(?:leave a (?:comment|reply)|(?:post|add|view|show|hide|join) (?:a |all |the )?(?:comments?|conversation|discussion)|comments? \(\d+\)|kommentare?(?: \(\d+\)| verfassen| anzeigen)?|kommentieren)\W*$",
    r"(?:article content|advertisement|anzeige|werbung|publicit.|publicidad|reklama|skip past newsletter promotion|story continues below.*|article continues (?:below|after).*|continue reading.*|loading\W*|skip to (?:main )?content)\W*$",
    r"waiting for your permission to load.*|(?:this (?:video|content|browser)|javascript) .{0,40}(?:not supported|disabled|unavailable|cannot be|could not be).*",
    r"(?:newsletters?|sign up|subscribe(?: now)?|log ?in|register|share|share this(?: article)?|follow us|comments?|print|e-?mail|copy link|abonnieren|teilen|partager|compartir|s'abonner)\W*$",
)
CALL = any_of(
    rf"{_OPENED}(?:{_FOR_READERS})\b.*\b(?:{_SITE})\b.*",
    rf"{_SPOKEN}{_OPENED}(?:{_FOR_ANYBODY})\b.*\b(?:{_SITE})\b.*",
    rf"(?:{_FOLLOW_US})(?:\b.*|\W.*|$)",
    BUTTON.pattern,
)
GERMAN_CALL = any_of(
    r".*\b(?:jetzt|hier|kostenlos|kostenlosen)\b.*\bnewsletter\b.*",
    r"(?=.*\b(?:jetzt|hier|kostenlos)\b)(?=.*\b(?:sie|du|ihr|dein\w*|euer|eure\w*|uns|unser\w*)\b)"
    r".*\b(?:abonnier\w+|anmelden|registrieren|herunterladen)\b.*",
    r"(?:jetzt|hier|gleich|kostenlos)\b.*\b(?:abonnieren|anmelden|registrieren|herunterladen)\W*",
)
JAPANESE_CALL = any_of(
    r".*\bカテゴリーをフォロー.*|.*(?:会員登録|無料登録|ログイン)(?:する|してください|すると).*"
)
