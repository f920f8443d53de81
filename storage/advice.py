"""What a door's state means, and what to do about it. One line of words for each state."""

from __future__ import annotations

#: (beginning of a state, what it means, what to do)
_ADVICE = (
    ("working", "answers as it should", ""),
    ("never polled", "was not asked yet", "Run `presswatch crawl`."),
    ("challenge page", "asks us to prove that we are no robot", "presswatch never solves one: ask the publisher to let its User-Agent or your address in."),
    ("silent", "answers and has brought nothing new for longer than is usual", "Open the home page: if it goes on publishing, run `presswatch add` to find the door that it uses now."),
    ("HTTP 401", "wants a password", "Ask the publisher for access, or take the source off the list."),
    ("HTTP 403", "refuses us", "See whether the contact address in sources.toml is right; ask the publisher to let presswatch in."),
    ("HTTP 404", "is gone from that address", "Run `presswatch add` with the home page to find where it moved."),
    ("HTTP 410", "was removed for good", "Run `presswatch add` with the home page to find another door."),
    ("HTTP 429", "finds us too fast", "Nothing: the host is left alone until the time it named."),
    ("HTTP 5", "has trouble of its own", "Wait; presswatch asks again, ever more rarely."),
    ("HTTP", "answers with an error", "Open the address in a browser and see what it says."),
    ("DNS", "has a name that nobody knows", "Check the spelling in sources.toml; the domain may have moved or lapsed."),
    ("TLS", "has a broken certificate", "Open the home page in a browser; if it warns there too, wait for the publisher."),
    ("timeout", "does not answer in time", "Wait; if it lasts for days, open the address in a browser."),
    ("connection", "hangs up on us", "Wait; if it lasts for days, the host may block us: write to the publisher."),
    ("too large", "sends more than we take", "Choose a smaller feed or a news sitemap with `presswatch add`."),
    ("hostile markup", "is broken in a way that would stall its parser", "Choose another door with `presswatch add`."),
    ("truncated", "breaks off in the middle", "Wait; what was cut is never stored."),
    ("disallowed", "does not want robots there", "Respect it: choose another door with `presswatch add`, or take it off the list."),
    ("robots.txt unreachable", "hides its rules, so nothing may be fetched", "Wait; it opens by itself when robots.txt answers."),
    ("host parked", "asked to be left alone for a while, or did not answer three times in a row", "Nothing: it is asked again when the time is up."),
    ("forbidden address", "leads to a private address", "Correct the address in sources.toml."),
    ("not a", "is not what sources.toml says it is", "Run `presswatch add` with the home page to find the right door."),
    ("empty", "answers and lists nothing", "Open it in a browser; run `presswatch add` if it moved."),
)  # fmt: skip


def meaning(state: str) -> str:
    """A state in the words of a person; goes on after "the feed"."""
    return next((m for start, m, _ in _ADVICE if state.startswith(start)), f"fails ({state})")


def remedy(state: str) -> str:
    """What to do; empty when there is nothing to do."""
    unknown = "Open the address in a browser; `presswatch status` has the details."
    return next((r for start, _, r in _ADVICE if state.startswith(start)), unknown)
