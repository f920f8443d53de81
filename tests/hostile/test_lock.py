"""What the set-up commands install is pinned by hash, and is what pyproject.toml asks for."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.hostile.audit import audit

ROOT = Path(__file__).resolve().parents[2]
LOCKS = {"requirements.lock": ("", "alerts", "dev"), "requirements-bench.lock": ("bench",)}
PIN = re.compile(r"^([\w.-]+)==(\S+)(?: ; .*?)? \\$", re.M)


def pinned(lock: str) -> dict[str, set[str]]:
    """Package → the versions it is pinned to, for one Python or another."""
    found: dict[str, set[str]] = {}
    for name, version in PIN.findall((ROOT / lock).read_text("utf8")):
        found.setdefault(canonicalize_name(name), set()).add(version)
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_everything_asked_for_is_pinned_in_its_range(lock: str) -> None:
    whole = tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))
    asked = {"": whole["project"]["dependencies"], **whole["project"]["optional-dependencies"]}
    wanted = [one for extra in LOCKS[lock] for one in asked[extra]]
    if "dev" in LOCKS[lock]:
        wanted += whole["build-system"]["requires"]
    known = pinned(lock)
    for requirement in map(Requirement, wanted):
        versions = known.get(canonicalize_name(requirement.name), set())
        assert versions, f"{requirement.name} is not in {lock}: run `make lock`"
        for version in versions:
            assert requirement.specifier.contains(version), f"{requirement}: run `make lock`"


def test_the_locks_agree() -> None:
    house, bench = map(pinned, LOCKS)
    assert {name for name in bench if name in house and bench[name] != house[name]} == set()


@pytest.mark.parametrize("lock", LOCKS)
def test_each_pin_has_its_hashes_and_no_address_of_a_registry(lock: str) -> None:
    text = (ROOT / lock).read_text("utf8")
    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text
    blocks = re.split(r"^(?=[a-z0-9])", text, flags=re.M)[1:]
    assert len(blocks) >= len(pinned(lock))
    for block in blocks:
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", block), block.splitlines()[0]


def test_the_set_up_installs_nothing_else() -> None:
    """Each `pip install` of the Makefile asks for hashes, or takes nothing from a registry."""
    made = (ROOT / "Makefile").read_text("utf8").partition("\nlock:")
    for line in (made[0] + made[2].partition("\n\n")[2]).splitlines():
        if "install" in line and not line.startswith("PIP"):
            assert "--require-hashes" in line or "--no-deps --no-build-isolation" in line, line


def answers(what: str) -> list[str]:
    """A program that answers as pip-audit would."""
    return [sys.executable, "-c", what]


CLEAN = '{"name": "a", "version": "1", "vulns": []}'
HOLE = '{"name": "b", "version": "1", "vulns": [{"id": "X-1", "fix_versions": ["2"]}]}'
UNKNOWN = '{"name": "c", "skip_reason": "not found"}'


@pytest.mark.parametrize(
    ("packages", "line"),
    [
        (CLEAN, "pip-audit: nothing known against 1 packages"),
        (f"{CLEAN}, {UNKNOWN}", "pip-audit: nothing known against 1 packages, 1 not looked at"),
        (f"{CLEAN}, {HOLE}", "b 1: X-1, mended in 2"),
        (UNKNOWN, "pip-audit: skipped: no data (the registry has no advisories)"),
    ],
)
def test_the_audit_names_holes_and_says_what_it_could_not_look_at(packages: str, line: str) -> None:
    found = audit(ROOT, answers(f"print('''{{\"dependencies\": [{packages}]}}''')"))
    assert str(found) == line
    assert bool(found.holes) == ("X-1" in line)


@pytest.mark.parametrize(
    "says", ["import sys; sys.exit('no network')", "import time; time.sleep(9)"]
)
def test_the_audit_is_skipped_without_data(says: str) -> None:
    found = audit(ROOT, answers(says), patience=0.5)
    assert str(found).startswith("pip-audit: skipped: no data (")
    assert found.holes == ()
