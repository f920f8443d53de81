"""Both quote the same third text: a speech, a statement, a press release. Neither is the origin."""

from __future__ import annotations

from presswatch.values import Kind

from .opinion import Opinion
from .overlap import Overlap

MOSTLY = 0.75  #: quoted share of the matched tokens (docs/tracing.md, table 6)
TOLD = 0.35  #: share of the narrative that two copies of one interview still share (table 6)


def judge(pair: Overlap) -> Opinion | None:
    """Shared source when what they share stands mostly inside quotation marks in either."""
    quoted = max(1 - side.told / side.covered for side in (pair.a, pair.b))
    if quoted < MOSTLY or pair.sides[0].told_share >= TOLD:
        return None
    return Opinion(
        Kind.SHARED_SOURCE,
        f"{quoted:.0%} of the {pair.words} words they share are quotation",
    )
