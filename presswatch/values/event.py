"""What is worth telling: the events that `presswatch alert` delivers."""

from __future__ import annotations

from enum import StrEnum


class Event(StrEnum):
    """Each is announced once, in the transaction that makes it true (storage/outbox.py)."""

    MENTION = "new mention"  #: an article matches a watch
    SPREADING = "story spreading"  #: one more outlet carries a story
    UNCREDITED = "uncredited reprint"  #: of an article of our own outlet
    EDIT = "silent edit"  #: in a story that a watch matches
    CORRECTED = "origin corrected"  #: while copies still carry the old text
    WITHDRAWN = "origin withdrawn"  #: while copies are still there
    SOURCE_FAILING = "source failing"  #: its doors do not answer
    SOURCE_SILENT = "source silent"  #: its doors answer and bring nothing new for longer than usual
    SOURCE_VOLUME = "source volume unusual"  #: much more, or much less, than its own weekly pattern
    SOURCE_RECOVERED = "source working again"
    EXTRACTION_WORSE = (
        "extraction worse"  #: a source's pages give less text or fewer facts than before
    )
