"""Every page in a real browser, on a real `presswatch serve`: fits the window, needs no script, works by
keyboard, asks nobody else, and can be used by those who do not see it (axe-core).

make test looks at the small newsroom; `make soak` also at the demo's press and at 5,000 articles.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browse.conftest import addresses
from tests.browse.crowd import crowd
from tests.browse.newsroom import Newsroom

CHROMIUM = Path("/usr/bin/chromium")
ROOT = Path(__file__).parents[2]
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
DATASETTES = [
    "/presswatch", "/presswatch/articles", "/presswatch/articles/1", "/presswatch/failing_doors",
]  # fmt: skip
FORMS = ["/watches/new?query=night", "/watch/german/edit"]
#: CodeMirror, Datasette's editor of SQL, makes its own field by script
NOT_OURS = {"include": [["body"]], "exclude": [[".CodeMirror"], [".cm-editor"]]}

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Debian's chromium"),
]


def presswatch(*arguments: str, **options: Any) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "presswatch.cli", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, **options)


def serving(db: Path) -> Iterator[str]:
    with presswatch("--db", str(db), "serve", "--port", "0") as server:
        assert server.stdout is not None
        line = server.stdout.readline()
        try:
            yield next(word for word in line.split() if word.startswith("http")).rstrip("/")
        finally:  # else a test that fails waits for the server for ever
            server.terminate()


@pytest.fixture(scope="module")
def served(room: Newsroom) -> Iterator[str]:
    yield from serving(room.path)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield chromium
        chromium.close()


def look_at(browser: Any, served: str, paths: list[str], script: bool) -> None:
    """Fails for a page that is too wide, complains, has not one headline or asks another host."""
    context = browser.new_context(java_script_enabled=script)
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(f"{page.url}: {message.text}"))
    for path in paths:
        answer = page.goto(served + path)
        assert answer.status == 200, path
        assert page.locator("h1").count() == 1, path
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            wide = (
                page.evaluate("document.documentElement.scrollWidth")
                if script
                else page.locator("main").bounding_box()["width"]
            )
            assert wide <= width, f"{path} is {wide} px wide"
    assert {url.split("/")[2] for url in asked} == {served.split("/")[2]}
    assert complaints == []
    context.close()


def test_every_page_fits_and_asks_nobody_else(served: str, browser: Any, room: Newsroom) -> None:
    look_at(browser, served, [*addresses(room), *FORMS], script=True)


def test_no_page_needs_script(served: str, browser: Any, room: Newsroom) -> None:
    """One page of each kind: what the server sends is the same."""
    story, article = f"/story/{room.story['ferry']}", f"/article/{room.article['ferry']}"
    kinds = [
        "/", story, article, "/search?q=night", "/sources", "/source/maren-agency", "/who", "/watches",
        "/watch/night-boat", "/watches/compare?watch=night-boat&watch=german&days=0",
    ]  # fmt: skip
    look_at(browser, served, [*kinds, *FORMS], script=False)


def violations(browser: Any, served: str, paths: list[str], scheme: str, width: int) -> list[str]:
    """What axe-core calls serious or critical."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    context = browser.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 900}, reduced_motion="reduce"
    )
    page = context.new_page()
    found = []
    options = {"resultTypes": ["violations"], "elementRef": False, "selectors": False}
    for path in paths:
        page.goto(served + path)
        response = axe.run(page, context=NOT_OURS, options=options).response
        found += [
            f"{path} {scheme}: {v['id']} {v['nodes'][0]['html'][:120]}"
            for v in response["violations"]
            if v["impact"] in ("serious", "critical")
        ]
    context.close()
    return found


def test_axe_finds_nothing_serious(served: str, browser: Any, room: Newsroom) -> None:
    """One page of each kind; `make soak` looks at many, in both schemes and widths."""
    story, article = f"/story/{room.story['ferry']}", f"/article/{room.article['ferry']}"
    each_kind = ["/", story, article, "/search?q=night", "/watch/night-boat", "/sources", "/who"]
    light = violations(browser, served, [*each_kind, FORMS[0], DATASETTES[1]], "light", 1280)
    assert light + violations(browser, served, ["/", story], "dark", 390) == []


def test_it_can_be_used_by_keyboard(served: str, browser: Any) -> None:
    page = browser.new_page()
    page.goto(served + "/")
    names = []
    for _ in range(7):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.textContent.trim()"))
    assert names == [
        "Skip to the page", "presswatch", "Stories", "Watches", "Sources", "Reprints", "Tables",
    ]  # fmt: skip
    page.fill("nav input[type=search]", "night boat")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=night+boat")
    assert page.locator("mark").count() > 0
    page.close()


def test_a_copy_is_compared_without_script(served: str, browser: Any, room: Newsroom) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}/story/{room.story['ferry']}")
    page.select_option("#compare select[name=copy]", str(room.article["ferry-gull"]))
    page.select_option("#compare select[name=view]", "inline")
    page.click("#compare button")
    assert f"copy={room.article['ferry-gull']}" in page.url
    assert "Night ferries halted" in page.locator("#compare .titles ins").inner_text()
    context.close()


def test_a_watch_is_written_without_script(tmp_path: Path, browser: Any) -> None:
    crowd(tmp_path / "presswatch.db", 40)
    for address in serving(tmp_path / "presswatch.db"):
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(f"{address}/search?q=word2")
        page.click("text=Save as a watch")
        page.fill("#title", "Second word")
        page.click("text=Watch for this")
        assert page.url == f"{address}/watch/second-word?said=saved"
        assert page.locator("h1").inner_text() == "Second word"
        page.click("text=Change or remove")
        page.click("button.danger")
        assert "was removed" in page.locator("main").inner_text()
        context.close()
    assert "word2" not in (tmp_path / "watches.toml").read_text("utf8")


@pytest.fixture(scope="module", params=["the demo's press", "5,000 articles"])
def large(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    desk = tmp_path_factory.mktemp("desk")
    if request.param == "5,000 articles":
        crowd(desk / "presswatch.db", 5000)
    else:
        with presswatch("demo", "--no-serve", "--desk", str(desk)) as demo:
            demo.communicate(timeout=300)
    yield from serving(desk / "presswatch.db")


@pytest.mark.soak
def test_every_page_of_a_large_newsroom(large: str, browser: Any) -> None:
    paths = [
        "/", "/?days=0&alone=1", *(f"/story/{n}" for n in range(1, 9)), *(f"/article/{n}" for n in range(1, 9)),
        "/search", "/search?q=word2", "/search?q=radar", "/watches", "/watches/new", "/watches/compare",
        "/sources", "/who",
    ]  # fmt: skip
    for script in (True, False):
        look_at(browser, large, paths, script)
    for width in (390, 1280):
        for scheme in ("light", "dark"):
            assert violations(browser, large, [*paths, *DATASETTES], scheme, width) == []
