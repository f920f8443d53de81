"""What challenges and error pages say, in the languages of the web; held against headings (notices.py)."""

from __future__ import annotations

import re

from pipelines.reading.any_of import any_of

CHALLENGE_TITLE = any_of(
    r"^\W*just a moment\b",
    r"attention required!? \| cloudflare",
    r"^\W*access (?:to this page has been )?denied\b",
    r"^\W*are you (?:a )?(?:human|robot)",
    r"pardon our interruption",
    r"^\W*(?:security|browser|bot) (?:check|verification)",
    r"checking (?:your|the) browser",
    r"ddos[- ]guard",
    r"human verification",
    r"verify(?:ing)? (?:that )?you are (?:a )?human",
    r"please (?:verify|confirm) you",
    r"unusual (?:traffic|activity)",
    r"^\W*robot (?:check|or human)",
    r"^\W*(?:captcha|challenge validation|client challenge|vercel security checkpoint)",
    r"sicherheits(?:überprüfung|check|abfrage)",
    r"sind sie ein (?:mensch|roboter)",
    r"vérification de sécurité",
    r"êtes-vous un (?:humain|robot)",
    r"verificación de seguridad|eres un robot|verifica que eres humano",
    r"verificação de segurança",
    r"verifica di sicurezza",
    r"проверка (?:браузера|безопасности)|вы не робот",
    r"安全(?:验证|驗證|检查)|人机验证|访问(?:受限|验证|被拒绝)|アクセスが(?:制限|拒否)され\w*|ロボットではない\w*|접근이 (?:차단|제한)\w*|로봇이 아닙니다",
    r"доступ (?:ограничен|запрещ[её]н)|robot olmadığınızı|ik ben geen robot|bent u een robot|sei un robot|você é um robô|er du en robot|är du en robot",
    r"^\W*you have been blocked",
    r"^\W*(?:request|access) (?:blocked|rejected|restricted)\b",
)
#: marks of the machinery, in scripts, frames, forms and ids
CHALLENGE_MARKUP = re.compile(
    r"challenges\.cloudflare\.com|cdn-cgi/challenge-platform|cf-chl-|captcha-delivery\.com|px-captcha|_Incapsula_Resource|"
    r"geetest|awswaf|ddos-guard|sucuri_cloudproxy|distil_r_captcha|perimeterx|window\.rbzns\b",
    re.IGNORECASE,
)
ERROR = any_of(
    r"^\W*(?:error |http )?5\d\d\b",
    r"^\W*(?:error |http )?4\d\d\W+(?:forbidden|unauthori[sz]ed|too many requests|not acceptable|unavailable\b.*)",
    r"unavailable (?:due to|for) legal reasons",
    r"internal server error",
    r"service (?:temporarily )?unavailable",
    r"bad gateway|gateway time-?out",
    r"error establishing a database connection|database error",
    r"(?:an|unexpected|application) error (?:has )?occurred|something went wrong",
    r"(?:under|scheduled) maintenance|be right back|temporarily (?:down|offline)",
    r"wartungs(?:arbeiten|modus)|vorübergehend nicht (?:verfügbar|erreichbar)|interner (?:server)?fehler",
    r"(?:site )?en maintenance|erreur interne|service indisponible",
    r"en mantenimiento|error interno|fuera de servicio",
    r"in manutenzione|em manutenção|onderhoud",
    r"технические работы|внутренняя ошибка",
    r"^\W*fatal error\b",
)
#: a page to enter by, when it is all of the first heading
SIGN_IN = any_of(
    r"^\W*(?:log ?in|sign ?in|sign ?up|log ?on|register|create (?:an |your )?account|my account|reset (?:your )?password)\b",
    r"^\W*(?:anmelden|anmeldung|einloggen|registrieren|connexion|se connecter|s.identifier|créer un compte)\b",
    r"^\W*(?:iniciar sesión|inicia sesión|regístrate|entrar|iniciar sessão|accedi|registrati|inloggen|logga in|logg inn|log ind|kirjaudu sisään)\b",
    r"^\W*(?:zaloguj się|logowanie|přihlášení|вход|войти|увійти|giriş yap|تسجيل الدخول|登录|登入|ログイン|로그인|đăng nhập|masuk)\W*$",
)
