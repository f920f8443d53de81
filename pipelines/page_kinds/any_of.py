"""One pattern of several."""

from __future__ import annotations

import re


def any_of(*alternatives: str) -> re.Pattern[str]:
    """Matches what one of them matches, in any case."""
    return re.compile("|".join(f"(?:{one})" for one in alternatives), re.IGNORECASE)
