"""What holds for every test."""

from __future__ import annotations

from hypothesis import settings

# an example may take longer on a busy machine; what must be quick is measured in bench/
settings.register_profile("house", deadline=None)
settings.load_profile("house")
