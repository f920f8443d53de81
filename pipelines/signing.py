"""Where an outlet signs its own text: "— DSA" at the end, "KUALA LUMPUR (Bernama) --" at the top.

There it is no credit, and is not stored as one. But a copy that keeps the line credits the outlet by
it, and a copy without it has removed it; so whoever compares the two has to know where it stands.
"""

from __future__ import annotations

from pipelines.agencies import domain_of
from pipelines.crediting import is_credited
from pipelines.credits import read_credits
from presswatch.values import Credit, Member


def own_lines(member: Member, text: str) -> tuple[Credit, ...]:
    """The places in the text of a member where it names its own outlet, as credits of it."""
    signs = dict.fromkeys(member.signature, domain_of(member.url))
    found = read_credits(text, host="", learned=signs)
    return tuple(c for c in found if c.span is not None and is_credited(member, c))
