"""An I/O error on the Nth write: one line, nothing acknowledged is lost, and nothing is corrupt."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from tests.faults.desks import ROOT, environment
from tests.faults.shims import shim

Figure = Callable[[str], None]
CODES = {0, 1, 3, 5}  #: went on (the failed write can be done without), error, disk full, damaged


def strike(strikes: Iterable[str], tmp_path: Path, figure: Figure) -> None:
    """One child for each "WAY:N" (struck_writes.py); what must hold whatever comes of it."""
    library = shim("failing_disk", tmp_path)
    program = str(Path(__file__).with_name("struck_writes.py"))
    ran = subprocess.run(
        [sys.executable, program, str(tmp_path), *strikes], cwd=ROOT,
        env=environment(LD_PRELOAD=str(library)), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr[-3000:]
    results = json.loads(ran.stdout)
    assert [r for r in results if r["lost"] or r["doubled"] or r["complaints"]] == []
    assert [r for r in results if r["code"] not in CODES] == []
    assert [r for r in results if r["failure"].count("\n")] == [], "more than one line"
    assert [r for r in results if bool(r["failure"]) != bool(r["code"])] == []
    said = [r["failure"] for r in results if r["failure"] and r["strike"].startswith("command")]
    assert all(line.startswith("presswatch: ") for line in said)
    codes = Counter(r["code"] for r in results)
    figure(
        f"{len(results)} I/O errors: 0 corrupt, 0 acknowledged articles lost, 0 doubled, one line"
        f" each, exit codes {dict(codes)}"
    )
    assert codes[1] > len(results) / 2, "few writes failed"


def test_an_io_error_on_a_few_writes(tmp_path: Path, figure: Figure) -> None:
    strikes = ("stages:12", "stages:13", "stages:30", "command:1", "command:2", "command:13")
    strike(strikes, tmp_path, figure)


@pytest.mark.soak
@pytest.mark.parametrize("way", ["stages", "command"])
@pytest.mark.parametrize(
    "numbers", [range(1, 201), range(201, 1000, 10)], ids=["1 to 200", "each tenth to 1,000"]
)
def test_an_io_error_on_each_of_200_writes(
    way: str, numbers: range, tmp_path: Path, figure: Figure
) -> None:
    strike([f"{way}:{nth}" for nth in numbers], tmp_path, figure)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_the_exit_code_stands_where_its_words_find_no_room(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "presswatch.cli", "--db", str(tmp_path / "none.db"), "verify"],
            cwd=ROOT, stderr=full, stdout=full, check=False,
        )  # fmt: skip
    assert ran.returncode == 2
