"""Known vulnerabilities of what requirements.lock pins, by pip-audit, where its data can be had.

    python -m tests.hostile.audit     exit code 1 when there are some; 0 when there are none, or no data

`make lint` runs it. A package that the service knows nothing of counts as not looked at: a registry
without advisories must not look like a clean bill of health.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LOCK = Path(__file__).resolve().parents[2] / "requirements.lock"
PATIENCE = 60.0  #: s; a network that is not there need not say so at once
PIP_AUDIT = (
    sys.executable, "-m", "pip_audit", "--require-hashes", "--disable-pip", "--format", "json",
    "--progress-spinner", "off", "--timeout", "10", "--requirement",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Audit:
    """What came of asking."""

    known: int = 0  #: packages that the service has data on
    unknown: int = 0
    holes: tuple[str, ...] = ()  #: a line each
    why: str = ""  #: nothing is known

    def __str__(self) -> str:
        if self.holes:
            return "\n".join(self.holes)
        if not self.known:
            return f"pip-audit: skipped: no data ({self.why})"
        rest = f", {self.unknown} not looked at" if self.unknown else ""
        return f"pip-audit: nothing known against {self.known} packages{rest}"


def audit(lock: Path, command: Sequence[str] = PIP_AUDIT, patience: float = PATIENCE) -> Audit:
    """Asks pip-audit about each pin of a lock."""
    try:
        ran = subprocess.run(
            [*command, str(lock)], capture_output=True, text=True, timeout=patience, check=False
        )
        packages = json.loads(ran.stdout)["dependencies"]
    except (FileNotFoundError, subprocess.TimeoutExpired) as error:
        return Audit(why=type(error).__name__)
    except (ValueError, KeyError, TypeError):
        said = ran.stderr.strip().splitlines()
        return Audit(why=said[-1][:160] if said else f"exit code {ran.returncode}")
    known = [package for package in packages if "skip_reason" not in package]
    holes = tuple(line for package in known for line in _lines(package))
    return Audit(len(known), len(packages) - len(known), holes, "the registry has no advisories")


def _lines(package: dict[str, Any]) -> list[str]:
    return [
        f"{package['name']} {package.get('version')}: {one['id']}, mended in"
        f" {', '.join(one.get('fix_versions', ())) or 'no release yet'}"
        for one in package.get("vulns", ())
    ]


def main() -> int:
    """One package first, to learn whether anybody answers; then all of them."""
    with tempfile.NamedTemporaryFile("w", suffix=".lock", encoding="utf8") as one:
        one.write(LOCK.read_text("utf8").partition("\n    # via")[0] + "\n")
        one.flush()
        found = audit(Path(one.name))
    if found.known:
        found = audit(LOCK)
    print(found)
    return 1 if found.holes else 0


if __name__ == "__main__":
    sys.exit(main())
