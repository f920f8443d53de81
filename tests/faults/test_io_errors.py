"""An I/O error on the Nth write: nothing that was acknowledged is lost, and nothing is corrupt."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.desks import ROOT, environment
from tests.faults.shims import shim


def strike(tmp_path: Path, first: int, last: int, figure: Callable[[str], None]) -> None:
    library = shim("failing_disk", tmp_path)
    program = str(Path(__file__).with_name("struck_writes.py"))
    ran = subprocess.run(
        [sys.executable, program, str(tmp_path), str(first), str(last)], cwd=ROOT,
        env=environment(LD_PRELOAD=str(library)), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr[-3000:]
    results = json.loads(ran.stdout)
    assert [r for r in results if r["lost"] or r["doubled"] or r["complaints"]] == []
    assert "not ours" not in {r["failed"] for r in results}, "a failure without words of ours"
    failures = Counter(r["failed"] or "went on" for r in results)
    figure(
        f"I/O error on write {first} to {last}: 0 corrupt, 0 acknowledged articles lost, 0 doubled;"
        f" {dict(failures)}"
    )
    assert failures["went on"] < len(results), "no write failed"


def test_an_io_error_on_a_few_writes(tmp_path: Path, figure: Callable[[str], None]) -> None:
    strike(tmp_path, 12, 21, figure)


@pytest.mark.soak
def test_an_io_error_on_each_of_200_writes(tmp_path: Path, figure: Callable[[str], None]) -> None:
    strike(tmp_path, 1, 200, figure)
