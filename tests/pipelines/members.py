"""Members of a story, as tests of the origin need them: say only what the test is about."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from presswatch.values import Clocks, Credit, Member, Place

NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)
MIDNIGHT = datetime(2026, 11, 3, tzinfo=UTC)
SEEN = NOON + timedelta(days=1)

AP = ("Associated Press", "AP", "ap", ("apnews.com", "ap.org"))
REUTERS = ("Reuters", "Reuters", "reuters", ("reuters.com",))
DSA = ("Defence Security Asia", "DSA", "dsa", ("defencesecurityasia.com",))


def credit(
    who: tuple[str, str, str | None, tuple[str, ...]],
    place: Place = Place.CLOSING,
    url: str | None = None,
) -> Credit:
    name, tag, key, domains = who
    return Credit(name, tag, place, key, domains, url, f"— {tag}")


def outlet(domain: str) -> tuple[str, str, None, tuple[str, ...]]:
    return (domain, domain, None, (domain,))


def member(
    number: int,
    domain: str,
    published: datetime | None = NOON,
    *credits: Credit,
    words: int = 300,
    seen: datetime = SEEN,
    **clocks: datetime,
) -> Member:
    return Member(
        id=number,
        url=f"https://www.{domain}/story-{number}",
        source=domain.partition(".")[0],
        clocks=Clocks(seen, published, **clocks),
        words=words,
        domains=(domain,),
        credits=credits,
    )


def hours(n: float) -> datetime:
    return NOON + timedelta(hours=n)
