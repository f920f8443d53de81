"""What a stranger may try on `presswatch serve --public`: each attack is refused, bounded or escaped."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest

from storage.browse import serving
from tests.browse.conftest import Visitor
from tests.browse.newsroom import build

MARK = '"><script>alert(1)</script>'
REFUSED = {400, 403, 404, 405, 500}  #: 500 is Datasette's word for a column that is not there

#: attack → what is asked for; every one of these must be refused
ATTACKS: dict[str, tuple[str, ...]] = {
    "1. SQL of one's own": (
        "/presswatch?sql=select+1", "/presswatch.json?sql=select+1", "/presswatch.csv?sql=select+1",
        "/presswatch/-/query?sql=select+1", "/presswatch/-/query.json?sql=select+1",
    ),
    "2. SQL in a filter": ("/presswatch/articles?_where=1=1", "/presswatch/articles.json?_where=1=1"),
    "3. SQL in a name": (
        "/presswatch/articles.json?_sort=title;drop", "/presswatch/articles.json?_col=x'--",
        "/presswatch/articles'--.json", "/presswatch/articles.json?_sort=randomblob(9)",
    ),
    "4. the file": ("/presswatch.db", "/presswatch.db?x", "/presswatch-wal", "/raw/1"),
    "5. streams": ("/presswatch/articles.csv?_stream=1", "/presswatch/articles.csv?_stream=on&_nl=on"),
    "6. what Datasette says of itself": tuple(
        f"/-/{page}{kind}" for page in ("settings", "plugins", "databases", "metadata", "threads",
        "versions", "config", "actor", "allow-debug", "permissions", "patterns", "messages", "rules",
        "actions", "auth-token", "create-token", "check", "jump", "schema", "debug/autocomplete", "logout")
        for kind in ("", ".json")
    ),
    "7. facets that count everything": (
        "/presswatch/articles?_facet=title", "/presswatch/articles.json?_facet_array=authors",
        "/presswatch/articles.json?_facet_date=first_seen_at",
    ),
    "8. pages without end": ("/presswatch/articles.json?_size=100000",),
    "9. the inner tables": ("/_internal", "/_internal.json", "/__INTERNAL__", "/presswatch/sqlite_master"),
    "10. paths upwards": (
        "/-/static/../../../../etc/passwd", "/-/static/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/-/static-plugins/presswatch/..%2f..%2f__init__.py", "/-/static//etc/passwd",
        "/-/static-plugins/presswatch/....//pages.css", "/raw/..%2f..%2fetc%2fpasswd",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    room = build(tmp_path_factory.mktemp("public") / "presswatch.db")
    snapshot = serving.snapshot(room.path, tmp_path_factory.mktemp("snapshot"))
    visitor = Visitor(snapshot, public=True)
    yield visitor
    visitor.close()


@pytest.mark.parametrize("attack", ATTACKS)
def test_refused(public: Visitor, attack: str) -> None:
    for path in ATTACKS[attack]:
        answer = public.get(path, follow_redirects=True)
        assert answer.status_code in REFUSED, path
        assert "/tmp/" not in answer.text, path


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_11_nothing_is_written(public: Visitor, method: str) -> None:
    for path in ("/", "/search", "/presswatch/articles", "/presswatch/articles/-/insert",
                 "/presswatch/-/create", "/presswatch/articles/1/-/delete", "/watches", "/-/logout"):  # fmt: skip
        answer = public.request(method, path, json={"row": {"title": "x"}})
        assert answer.status_code == 405, path


def test_12_a_foreign_host(public: Visitor) -> None:
    for host in (
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost:80@evil.example",
        "",
        "[::1]evil",
    ):
        assert public.get("/", headers={"Host": host}).status_code == 421
    answer = public.get(
        "/", headers={"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "ftp"}
    )
    assert "evil.example" not in answer.text


def test_13_nothing_is_shared_with_other_sites(public: Visitor) -> None:
    """No CORS, no JSONP, no framing; a cookie that says who one is counts for nothing."""
    headers = {"Origin": "https://evil.example", "Cookie": "ds_actor=root"}
    for path in ("/", "/presswatch/articles.json?_shape=array&_callback=steal", "/feed.atom"):
        answer = public.get(path, headers=headers)
        assert answer.status_code == 200
        assert not [name for name in answer.headers if name.startswith("access-control")]
        assert not answer.text.startswith("steal")
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert public.get("/presswatch?sql=select+1", headers=headers).status_code == 403


def test_14_what_is_asked_is_escaped_where_it_is_repeated(public: Visitor) -> None:
    mark = quote(MARK)
    for path in (f"/search?q={mark}", f"/presswatch/articles?title__contains={mark}", f"/source/{mark}",
                 f"/presswatch/articles?_search={mark}", f"/presswatch/{mark}", f"/?language={mark}",
                 f"/?source={mark}", f"/nothing/{mark}", f"/presswatch/articles/{mark}", f"/search.atom?q={mark}",
                 f"/presswatch/articles?_sort={mark}", f"/who?outlet={mark}"):  # fmt: skip
        answer = public.get(path, follow_redirects=True)
        assert answer.status_code < 500 or "Cannot sort" in answer.text, path
        assert answer.headers["x-content-type-options"] == "nosniff"
        plain = answer.headers["content-type"].startswith("text/plain")
        assert plain or "<script>alert" not in answer.text, path


def test_15_no_question_runs_for_long(public: Visitor) -> None:
    """Patterns that backtrack, many filters, deep pages, odd searches: bounded, whatever comes back."""
    like = "%25a" * 60
    slow = [
        f"/presswatch/articles?text__like={like}", f"/presswatch/articles?text__glob={quote('*a' * 60)}",
        "/presswatch/articles?" + "&".join(f"text__not=x{n}" for n in range(300)),
        "/presswatch/articles.json?_size=max&_labels=on&_shape=array&_nl=on", "/search?q=" + "a*+" * 300,
        "/search?q=" + "(" * 300, "/search?q=" + quote('"' * 301), "/?days=99999999999", "/story/9" + "9" * 30,
        "/search.csv?q=" + "night+OR+" * 200 + "x", "/presswatch/articles?_next=" + quote("~~'x"),
    ]  # fmt: skip
    worst = 0.0
    for path in slow:
        begun = time.process_time()
        answer = public.get(path, follow_redirects=True)
        assert answer.status_code < 500 or "takes too long" in answer.text, path[:80]
        worst = max(worst, time.process_time() - begun)
    rows = public.get("/presswatch/articles.json?_size=max&_shape=array").json()
    print(
        f"slowest of {len(slow)} questions: {worst:.2f} s of CPU; at most {len(rows)} rows at once"
    )
    assert worst < serving.SETTINGS["sql_time_limit_ms"] / 1000 + 3  # ours are given 5 s
    assert len(rows) <= 1000


def test_16_tables_to_take_away_hold_no_formula(public: Visitor) -> None:
    text = public.page("/search.csv?q=night")
    assert not [line for line in text.splitlines() if line.startswith(("=", "+", "-", "@"))]


def test_the_snapshot_holds_no_secret(tmp_path: Path) -> None:
    """What is only for the desk is not in what is served to strangers, not even as a deleted byte."""
    room = build(tmp_path / "presswatch.db")
    with closing(sqlite3.connect(room.path)) as db, db:
        db.execute("insert into tombstones (kind, hash, made_at) values ('url', 'quiet-hash', 'x')")
        db.execute(
            "insert into outbox (at, event, payload) values ('x', 'edited', 'quiet-payload')"
        )
    (tmp_path / "served").mkdir()
    snapshot = serving.snapshot(room.path, tmp_path / "served")
    held = snapshot.read_bytes()
    assert b"quiet-hash" not in held
    assert b"quiet-payload" not in held
