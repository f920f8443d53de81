"""Pages that hurt parsers. Each is made when asked for; some are large."""

from __future__ import annotations

from collections.abc import Callable, Iterator

TEXT = (
    "<p>The council met on Tuesday and agreed, after a long debate, to rebuild the lighthouse.</p>"
    * 4
)
SENTENCE = (
    "Der Rat hat am Dienstag beschlossen, den alten Leuchtturm für die Fischer größer zu bauen. "
)


def wrap(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


def nested(tag: str, depth: int) -> bytes:
    return wrap(f"<{tag}>" * depth + TEXT + f"</{tag}>" * depth)


def unclosed(tag: str, times: int) -> bytes:
    return wrap(TEXT + f"<{tag}>" * times)


def in_head(script: str) -> bytes:
    return wrap(f"<article><h1>Lighthouse</h1>{TEXT}</article>", script)


def ld(text: str) -> bytes:
    return in_head(f'<script type="application/ld+json">{text}</script>')


def charset(encoding: str, declared: str = "", mark: bytes = b"", text: str = SENTENCE) -> bytes:
    meta = f'<meta charset="{declared}">' if declared else ""
    html = f"<html><head>{meta}<title>t</title></head><body><article>" + f"<p>{text * 4}</p>" * 6
    return mark + f"{html}</article></body></html>".encode(encoding)


PAGES: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "one byte": lambda: b"<",
    "only spaces": lambda: b" \n" * 10_000,
    "only a doctype": lambda: b"<!doctype html>",
    "plain text": lambda: b"no markup at all " * 1000,
    "zeros": lambda: b"\0" * 100_000,
    "zeros in text": lambda: wrap(TEXT.replace("council", "coun\0cil")),
    "random bytes": lambda: bytes((i * 7919 + (i >> 3) * 31) % 256 for i in range(200_000)),
    "a png": lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 500,
    "a pdf": lambda: b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n" * 500,
    "gzip": lambda: b"\x1f\x8b\x08" + bytes(5000),
    "json": lambda: b'{"a": [1, 2, 3]}' * 2000,
    "xml": lambda: b'<?xml version="1.0"?><rss><channel><title>x</title></channel></rss>',
    "entities": lambda: b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><p>&b;&b;</p>',
    "external entity": lambda: b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><html><body><p>&f;</p>' + TEXT.encode(),
    "control references": lambda: wrap(TEXT.replace("Tuesday", "Tues&#8;day&#x0b;&#0;")),
    "huge references": lambda: wrap(TEXT.replace("long", "&#99999999999;&#xfffffff;")),
    "surrogate references": lambda: wrap(TEXT.replace("long", "&#xd800;&#xdfff;")),
    "self-closing html": lambda: b"<html/><body>" + TEXT.encode(),
    "self-closing doctype": lambda: b'<!DOCTYPE html PUBLIC "-//W3C//DTD" />\n<html><body>' + TEXT.encode(),
    "three html elements": lambda: wrap(TEXT) * 3,
    "no closing tag": lambda: b"<html><body><article><h1>Lighthouse" + b"<p>The council met again." * 500,
    "nested 300": lambda: nested("div", 300),
    "nested 5,000": lambda: nested("div", 5_000),
    "nested 100,000": lambda: nested("div", 100_000),
    "nested spans 50,000": lambda: nested("span", 50_000),
    "nested lists 20,000": lambda: nested("ul><li", 20_000),
    "nested tables 3,000": lambda: nested("table><tr><td", 3_000),
    "nested quotes 5,000": lambda: nested("blockquote", 5_000),
    "unclosed sup 130,000": lambda: unclosed("sup", 130_000),
    "unclosed sub 20,000": lambda: unclosed("sub", 20_000),
    "unclosed b 100,000": lambda: unclosed("b", 100_000),
    "unclosed font 50,000": lambda: unclosed("font", 50_000),
    "unclosed a 50,000": lambda: unclosed("a href=x", 50_000),
    "unclosed form 20,000": lambda: unclosed("form", 20_000),
    "unclosed p 300,000": lambda: unclosed("p", 300_000),
    "breaks 500,000": lambda: unclosed("br", 500_000),
    "50,000 links in a paragraph": lambda: wrap("<p>" + '<a href="/x">word</a> ' * 50_000 + "</p>" + TEXT),
    "100,000 attributes": lambda: wrap("<div " + " ".join(f'a{i}="1"' for i in range(100_000)) + f">{TEXT}</div>"),
    "an attribute of 5 MB": lambda: wrap(f'<div class="{"author " * 700_000}">{TEXT}</div>'),
    "20,000 classes named author": lambda: wrap('<span class="author">By X</span>' * 20_000 + TEXT),
    "50,000 times": lambda: wrap('<time datetime="2026-01-01">x</time>' * 50_000 + TEXT),
    "30,000 h1": lambda: wrap("<h1>Lighthouse</h1>" * 30_000 + TEXT),
    "50,000 meta": lambda: in_head('<meta name="author" content="A B">' * 50_000),
    "100,000 comments": lambda: wrap("<!-- x -->" * 100_000 + TEXT),
    "a comment that never ends": lambda: wrap(TEXT + "<!-- " + "x" * 1_000_000),
    "a script of 5 MB": lambda: in_head("<script>" + "var a = '<p>';" * 350_000 + "</script>"),
    "a line of 5 MB": lambda: wrap("<p>" + "word " * 1_000_000 + "</p>"),
    "a word of 3 MB": lambda: wrap("<p>" + "w" * 3_000_000 + "</p>" + TEXT),
    "20,000 paragraphs": lambda: wrap("<article>" + TEXT * 5_000 + "</article>"),
    "a table of 40,000 cells": lambda: wrap("<table>" + ("<tr>" + "<td>12</td>" * 20 + "</tr>") * 2_000 + "</table>" + TEXT),
    "a title of 2 MB": lambda: in_head("<title>" + "Light | house - " * 130_000 + "</title>"),
    "json-ld nested 50,000": lambda: ld('{"@graph":[' * 50_000),
    "json-ld of 3 MB": lambda: ld('{"@type":"NewsArticle","articleBody":"' + "word " * 600_000 + '"}'),
    "json-ld broken": lambda: ld('{"@type":"NewsArticle","headline":"A "quoted" one",}'),
    "json-ld of odd types": lambda: ld('{"@type":["NewsArticle",3],"headline":{"a":1},"author":[[["x"]],5,null,{"name":{}}],"datePublished":[1],"image":{"url":[2]},"keywords":7,"wordCount":"many","isAccessibleForFree":[],"publisher":[null],"mainEntityOfPage":5}'),
    "json-ld of a list of lists": lambda: ld("[[[[[[{}]]]]]]"),
    "dates out of range": lambda: ld('{"@type":"NewsArticle","headline":"Lighthouse","datePublished":"99999-13-45T99:99:99+99:99"}'),
    "a date of 1 MB": lambda: ld('{"@type":"NewsArticle","datePublished":"' + "2026-01-01 " * 90_000 + '"}'),
    "dots and spaces": lambda: wrap("<p>" + ". , - | " * 300_000 + "</p>"),
    "by by by": lambda: wrap("<p class='byline'>" + "By " * 40 + "</p><p>" + "By by " * 200_000 + "</p>"),
    "quotes only": lambda: wrap("<p>" + "“" * 500_000 + "</p>"),
    "combining accents": lambda: wrap("<p>" + "a" + "\u0301" * 300_000 + "</p>" + TEXT),
    "right-to-left marks": lambda: wrap(TEXT.replace(" ", " \u202e")),
    "utf-16 with a mark": lambda: charset("utf-16-le", mark=b"\xff\xfe"),
    "utf-16 without a mark": lambda: charset("utf-16-le"),
    "utf-32": lambda: charset("utf-32-le", mark=b"\xff\xfe\0\0"),
    "utf-7 declared": lambda: charset("utf-8", "utf-7"),
    "an unknown charset": lambda: charset("utf-8", "x-klingon"),
    "30,000 links to the next page": lambda: wrap(TEXT + '<a rel="next" href="?page=2">2</a> <a href="?page=1">1</a>' * 30_000),
    "5,000 datelines": lambda: wrap("<h1>Lighthouse</h1>" + "<p>By By By 3.11.2026, 10:15 - 11:15 | 3 November 2026 2026 2026</p>" * 5_000 + TEXT),
    "48 MB": lambda: wrap(TEXT * 120_000),
}  # fmt: skip

#: (name, encoding of the bytes, charset in the page, charset in the header, text)
RUSSIAN = "Совет города решил во вторник восстановить старый маяк после долгих споров о деньгах. "
JAPANESE = "市議会は火曜日、長い議論の末に古い灯台を再建することを決めました。"
CHINESE = "市议会星期二经过长时间辩论后决定重建旧灯塔，费用由渔民承担。"
TRADITIONAL = "市議會星期二經過長時間辯論後決定重建舊燈塔，費用由漁民承擔。"
KOREAN = "시의회는 화요일 오랜 논쟁 끝에 낡은 등대를 다시 짓기로 결정했습니다. "
GREEK = "Το συμβούλιο αποφάσισε την Τρίτη να ξαναχτίσει τον παλιό φάρο μετά από μεγάλη συζήτηση. "
POLISH = "Rada postanowiła we wtorek odbudować starą latarnię morską mimo sprzeciwu części mieszkańców żeglarzy. "
CHARSETS = (
    ("utf-8, nothing said", "utf-8", "", "", SENTENCE),
    ("utf-8, header says latin-1", "utf-8", "", "iso-8859-1", SENTENCE),
    ("utf-8, page says latin-1", "utf-8", "iso-8859-1", "", SENTENCE),
    ("utf-8, both say windows-1252", "utf-8", "windows-1252", "windows-1252", SENTENCE),
    ("utf-8, header says gbk", "utf-8", "", "gbk", CHINESE),
    ("utf-8, header says shift_jis", "utf-8", "", "shift_jis", JAPANESE),
    ("utf-8, header says koi8-r", "utf-8", "", "koi8-r", RUSSIAN),
    ("utf-8 with a mark, header says latin-1", "utf-8-sig", "", "iso-8859-1", SENTENCE),
    ("latin-1, page says so", "latin-1", "iso-8859-1", "", SENTENCE),
    ("latin-1, header says so", "latin-1", "", "iso-8859-1", SENTENCE),
    ("latin-1, header says utf-8", "latin-1", "", "utf-8", SENTENCE),
    ("windows-1252, nothing said", "cp1252", "", "", SENTENCE),
    ("windows-1251, page says so", "cp1251", "windows-1251", "", RUSSIAN),
    ("windows-1251, header says utf-8", "cp1251", "windows-1251", "utf-8", RUSSIAN),
    ("windows-1251, nothing said", "cp1251", "", "", RUSSIAN),
    ("koi8-r, page says so", "koi8-r", "koi8-r", "", RUSSIAN),
    ("iso-8859-2, page says so", "iso-8859-2", "iso-8859-2", "", POLISH),
    ("windows-1250, header says so", "cp1250", "", "windows-1250", POLISH),
    ("iso-8859-7, page says so", "iso-8859-7", "iso-8859-7", "", GREEK),
    ("shift_jis, page says so", "shift_jis", "shift_jis", "", JAPANESE),
    ("euc-jp, header says so", "euc_jp", "", "euc-jp", JAPANESE),
    ("euc-jp, page says so, header says utf-8", "euc_jp", "euc-jp", "utf-8", JAPANESE),
    ("gb2312, page says so", "gb2312", "gb2312", "", CHINESE),
    ("gb18030, page says gb2312", "gb18030", "gb2312", "", CHINESE),
    ("big5, header says so", "big5", "", "big5", TRADITIONAL),
    ("euc-kr, page says so", "euc_kr", "euc-kr", "", KOREAN),
    ("utf-16 with a mark, header says utf-8", "utf-16", "", "utf-8", SENTENCE),
)  # fmt: skip


def all_pages() -> Iterator[tuple[str, bytes]]:
    """Every page, made one at a time."""
    for name, make in PAGES.items():
        yield name, make()
