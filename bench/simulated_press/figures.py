"""What came of a simulated press: found, how soon, at what price, and how politely."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from bench.simulated_press.network import Noted, Seen
from bench.simulated_press.sites import DAY, Site


@dataclass(frozen=True, slots=True)
class Figures:
    """Over all sites; delays are from publication until the page had come."""

    articles: int  #: published in the time, and open to robots
    found: float  #: share of them that was fetched
    delay_min: float  #: minutes, median over the articles
    delay_share: float  #: median over the articles, in intervals of their own site
    on_time: float  #: share of the sites whose own median is at most half of their interval
    on_time_articles: float  #: share of the articles that these sites published
    requests: float  #: polls and fetches for each article whose page came
    polls: float  #: of these, polls
    notices: int  #: robots.txt and tdmrep.json, not counted in `requests`
    disallowed: int  #: disallowed URLs that were fetched
    fast: int  #: requests sooner than the host's delay
    impatient: int  #: requests while a host had asked for quiet
    cpu_s: float


def figures(sites: Iterable[Site], seen: Seen, days: int) -> Figures:
    """Counted from what the network saw."""
    articles = found = on_time = on_time_articles = sites_seen = 0
    delays: list[float] = []
    shares: list[float] = []
    for site in sites:
        noted = seen.noted.get(site.host) or Noted()
        wanted = [n for n, at in enumerate(site.published) if at >= 0 and n not in site.closed]
        own = [noted.got_at[n] - site.published[n] for n in wanted if n in noted.got_at]
        articles += len(wanted)
        found += len(own)
        delays += own
        if len(own) >= 2:
            interval = days * DAY / len(wanted)
            shares += [delay / interval for delay in own]
            sites_seen += 1
            on_time += median(own) <= interval / 2
            on_time_articles += len(wanted) if median(own) <= interval / 2 else 0
    noted_all = seen.noted.values()
    polls = sum(n.polls for n in noted_all)
    fetched = sum(n.fetches for n in noted_all)
    got = sum(len(n.got_at) for n in noted_all)  # with what was out before the first crawl
    return Figures(
        articles, found / max(articles, 1), median(delays) / 60, median(shares),
        on_time / max(sites_seen, 1), on_time_articles / max(articles, 1),
        (polls + fetched) / max(got, 1), polls / max(got, 1), sum(n.notices for n in noted_all),
        sum(n.disallowed for n in noted_all), sum(n.fast for n in noted_all),
        sum(n.impatient for n in noted_all), seen.cpu_s,
    )  # fmt: skip


def told(policy: str, f: Figures) -> str:
    """In lines for a terminal."""
    return (
        f"{policy}: {f.articles:,} articles, {f.found:.2%} found\n"
        f"  delay: median {f.delay_min:.0f} min, {f.delay_share:.2f} of the site's own interval;"
        f" at most half of it at {f.on_time:.1%} of the sites ({f.on_time_articles:.1%} of the articles)\n"
        f"  requests: {f.requests:.2f} an article ({f.polls:.2f} polls), {f.notices:,} for robots.txt"
        f" and tdmrep.json\n"
        f"  manners: {f.disallowed} disallowed URLs fetched, {f.fast} requests sooner than the host's"
        f" delay, {f.impatient} while it wanted quiet\n"
        f"  {f.cpu_s:.0f} s of CPU"
    )
