"""Answers that want all memory or all time get neither, and the next page is fine."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.hostile.bombing import TIMEOUT

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def report() -> Any:
    """A process of its own, so that its memory is its own."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.hostile.bombing"],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr[-2000:]
    return json.loads(run.stdout)


def test_each_ends_with_a_reason(report: Any) -> None:
    outcomes = report["outcomes"]
    assert outcomes.pop("/good") == "200"
    for path in ("/slow", "/silent"):
        assert outcomes.pop(path) == "timeout"
    # a single line without end is cut by Twisted itself
    assert outcomes.pop("/one-header") in ("too large", "connection lost")
    cut = {path for path in outcomes if path.startswith("/cut-")}
    assert {outcomes.pop(path) for path in cut} == {"truncated"}
    assert outcomes.pop("/zstd-window") in ("too large", "truncated")  # its window is refused
    assert outcomes.pop("/largest.xml.gz") == "200"  # a sitemap may be so large
    assert outcomes.pop("/wide.xml.gz") == "hostile markup"
    assert outcomes.pop("/twice.xml.gz") == "hostile markup"
    print(f"{len(outcomes) + len(cut) + 7} bombs, cut and slow bodies: each has its reason")
    assert set(outcomes.values()) == {"too large"}, outcomes


def test_in_time(report: Any) -> None:
    slowest = max(report["seconds"], key=report["seconds"].get)
    print(f"slowest: {slowest}, {report['seconds'][slowest]} s of {TIMEOUT + 2} s")
    assert report["seconds"][slowest] < TIMEOUT + 2


def test_in_memory(report: Any) -> None:
    print(f"peak memory with all of them: {report['peak_mb']} MB of 200, headers included")
    print(f"peak memory with the largest sitemap that is allowed: {report['sitemap_mb']} MB of 300")
    assert report["peak_mb"] < 200
    assert report["sitemap_mb"] < 300
