"""Every page in a real browser: fits the window, needs no script, works by keyboard, asks nobody else."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browse.conftest import addresses
from tests.browse.newsroom import Newsroom

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
SERVE = """
import sys
from pathlib import Path
from storage.browse.serving import serve
serve(Path(sys.argv[1]), port=0, announce=lambda line: print(line, flush=True))
"""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Debian's chromium"),
]


@pytest.fixture(scope="module")
def served(room: Newsroom) -> Iterator[str]:
    command = [sys.executable, "-c", SERVE, str(room.path)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
    ) as server:
        assert server.stdout is not None
        line = server.stdout.readline()
        yield next(word for word in line.split() if word.startswith("http")).rstrip("/")
        server.terminate()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield chromium
        chromium.close()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("script", [False, True], ids=["without script", "with script"])
def test_every_page_fits_and_asks_nobody_else(
    served: str, browser: Any, room: Newsroom, width: int, script: bool
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, java_script_enabled=script
    )
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    for path in addresses(room):
        answer = page.goto(served + path)
        assert answer.status == 200, path
        wide = (
            page.locator("main").bounding_box()["width"]
            if not script
            else page.evaluate("document.documentElement.scrollWidth")
        )
        assert wide <= width, f"{path} is {wide} px wide"
        assert page.locator("h1").count() == 1, path
    assert {url.split("/")[2] for url in asked} == {served.split("/")[2]}
    assert complaints == []
    context.close()


def test_it_can_be_used_by_keyboard(served: str, browser: Any) -> None:
    page = browser.new_page()
    page.goto(served + "/")
    names = []
    for _ in range(6):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.textContent.trim()"))
    assert names[:5] == [
        "Skip to the page",
        "presswatch",
        "Stories",
        "Sources",
        "Reprints",
    ]
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
