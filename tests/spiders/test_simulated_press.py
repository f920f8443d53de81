"""A small press on a clock that jumps: found, soon, cheaply, politely (bench/simulated_press)."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


def watched(*options: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.simulated_press", "--json", *options]
    ran = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=7200
    )
    assert ran.returncode == 0, ran.stderr[-3000:]
    found: dict[str, Any] = json.loads(ran.stdout)
    sys.stdout.write(f"{options}: {found}\n")  # with -s, and when it fails
    return found


def held(figures: dict[str, Any]) -> None:
    assert figures["found"] >= 0.99
    assert figures["delay_share"] <= 0.5
    assert figures["requests"] <= 2.5
    assert figures["disallowed"] == figures["fast"] == figures["impatient"] == 0


def test_a_few_sites_for_two_days() -> None:
    figures = watched("--sites", "9", "--days", "2", "--parts", "1")
    assert figures["articles"] > 100
    held(figures)


@pytest.mark.bench
def test_with_the_engine_of_scrapy_the_figures_are_the_same() -> None:
    few = ("--sites", "20", "--days", "3", "--parts", "1")
    small, scrapy = watched(*few), watched(*few, "--engine", "scrapy")
    held(scrapy)
    assert scrapy["articles"] == small["articles"]
    assert scrapy["found"] == pytest.approx(small["found"], abs=0.01)
    assert scrapy["requests"] == pytest.approx(small["requests"], rel=0.05)
    assert scrapy["delay_share"] == pytest.approx(small["delay_share"], rel=0.15)


@pytest.mark.bench
def test_five_hundred_sites_for_thirty_days() -> None:
    ours = watched("--policy", "ours")
    held(ours)
    assert ours["on_time"] >= 0.9
    hourly = watched("--policy", "hourly")
    assert hourly["requests"] > ours["requests"]
