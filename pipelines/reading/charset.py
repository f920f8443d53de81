"""Bytes → text, with the encoding that the bytes show, not the one that a header claims."""

from __future__ import annotations

import codecs
import re

from trafilatura.utils import detect_encoding
from w3lib.encoding import resolve_encoding

DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I
)
IN_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.I)
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: so many broken sequences in a thousand non-ASCII characters are accidents in UTF-8 text
ACCIDENTS = 20
#: encodings that fit hardly any other text by chance: when they decode, they are it
STRICT = frozenset(
    ("gb18030", "gbk", "gb2312", "big5", "big5hkscs", "shift_jis", "cp932", "euc_jp", "euc-jp",
     "euc_kr", "euc-kr", "cp949", "iso2022_jp")
)  # fmt: skip


def decode(body: bytes, content_type: str | None = None) -> str:
    """The text of a page: byte order mark, UTF-8, what it declares if that fits, a guess."""
    for mark, encoding in BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    if body[:40].count(0) > 10:  # UTF-16 without a mark: every other byte is zero
        return body.decode("utf-16-be" if body[0] == 0 else "utf-16-le", "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return _not_quite_utf8(body) or _decode_other(body, content_type)


def _not_quite_utf8(body: bytes) -> str | None:
    """UTF-8 with a few broken sequences (cut strings, pasted bytes), else None."""
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    foreign = len(body) - len(text)  # each good sequence saves at least a byte
    return text if broken * 1000 <= ACCIDENTS * max(foreign, 1) else None


def _decode_other(body: bytes, content_type: str | None) -> str:
    declared = _declared(body, content_type)
    for encoding in declared:
        if encoding in STRICT and (text := _try(body, encoding)) is not None:
            return text
    guesses = detect_encoding(body)
    fitting = [e for e in declared if e in guesses or not guesses]
    for encoding in (*fitting, *guesses, *declared):
        if (text := _try(body, encoding)) is not None:
            return text
    return body.decode("utf-8", "replace")


def _declared(body: bytes, content_type: str | None) -> list[str]:
    """Encodings that page and header name, the page first, by the names Python knows."""
    names = [found[1].decode("ascii", "replace") for found in DECLARED.finditer(body[:4096])]
    if content_type and (header := IN_HEADER.search(content_type)):
        names.append(header[1])
    known = [resolve_encoding(name) for name in names]
    return [name for name in dict.fromkeys(known) if name and name != "utf-8"]


def _try(body: bytes, encoding: str) -> str | None:
    try:
        return body.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        return None
