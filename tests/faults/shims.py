"""Libraries in C that stand between a child and the kernel, compiled when a test wants them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest


def shim(name: str, folder: Path) -> Path:
    """The library of that name (NAME.c beside this file), for LD_PRELOAD. Skips without a compiler."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        pytest.skip("needs a C compiler")
    library = folder / f"{name}.so"
    source = Path(__file__).with_name(f"{name}.c")
    subprocess.run(
        [compiler, "-shared", "-fPIC", "-O1", "-o", str(library), str(source), "-ldl"], check=True
    )
    return library
