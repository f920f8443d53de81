"""The product's extractor, with the CPU that a page took appended to the file that a header names.

A worker reads the page, so its CPU is not that of the test; and the clock says little on a busy machine.
"""

from __future__ import annotations

import time
from pathlib import Path

from pipelines.extractors import combined
from pipelines.extractors.reading import Reading
from presswatch.values import Page

INTO = "X-Time-Into"


def extract(page: Page) -> Reading:
    """As `combined` reads it."""
    begun = time.process_time()
    try:
        return combined.extract(page)
    finally:
        with Path(page.header(INTO) or "").open("a", encoding="ascii") as times:
            times.write(f"{page.url} {time.process_time() - begun}\n")
