"""The figures of docs/operating.md, on the shared corpus and at size."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bench import quiet_doors
from bench.discovery import LIMIT, REPLAY

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.bench
def test_doors_with_nothing_new_cost_little_beyond_scrapy() -> None:
    cost = quiet_doors.measured(quiet_doors.DOORS)
    assert cost["ours"] - cost["bare"] < quiet_doors.LIMIT, cost


@pytest.mark.bench
@pytest.mark.skipif(not REPLAY.exists(), reason="the shared corpus is not here")
def test_a_door_is_found_on_nearly_every_host() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "bench.discovery"], cwd=ROOT, capture_output=True, text=True, check=True
    )  # fmt: skip
    share = float(ran.stdout.rsplit(" ", 1)[1].strip().rstrip("%")) / 100
    assert share >= LIMIT, ran.stdout
