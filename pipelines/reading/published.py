"""When it was published and last changed: the claim that most places bear out, and its day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

from lxml.html import HtmlElement

from pipelines.reading.blocks import Block
from pipelines.reading.clocks import is_mere_date, says_utc
from pipelines.reading.dated import Claim, changes_of, claims_of
from pipelines.reading.day_order import habits_of
from pipelines.reading.headline import TICKER
from pipelines.reading.json_ld import types
from pipelines.reading.said import Said
from pipelines.reading.shown_date import Shown, lines_at_headline, shown_dates
from pipelines.reading.undated import elsewhere
from pipelines.reading.vague_date import vague_date
from pipelines.reading.zone import zone_in_data
from presswatch.values import Fact

#: how much a place is worth as a witness
WORTH = {
    "json-ld": 1.7,
    "meta": 1.2,
    "time": 0.7,
    "url": 2.1,
    "shown": 0.8,
    "script": 0.5,
    "htmldate": 0.5,
}
#: a date that is shown as the publication's, or with a time of day, is worth more than others
SURE = 0.3
#: clocks of the inhabited world, from UTC
WEST, EAST = timedelta(hours=-10), timedelta(hours=13)
#: zones differ by whole quarters of an hour; a page shows its time without seconds
QUARTER = timedelta(minutes=15)
DAY = timedelta(days=1)
#: after so long an update is a new edition ("The best radios of 2026"), not a correction
RENEWED = timedelta(days=7)
#: ranks of what is shown (shown_date.py)
UPDATE, UNSURE = 2, 3


def published(
    said: Said, tree: HtmlElement, blocks: list[Block], title: str, now: datetime
) -> tuple[datetime | None, tuple[Fact, ...]]:
    """When the page says it was published, in the zone of its readers, and all that it says of it."""
    habits = habits_of(said, blocks, now)
    shown = shown_dates(blocks, now, title, habits)
    habits = replace(habits, seen=frozenset(one.day.date() for one in shown))
    claims = list(claims_of(said, tree, now, title, habits))
    if all(claim.place == "time" for claim in claims):
        seen = [Claim(s.day, s.written, "shown", sure=s.rank == 0) for s in shown]
        claims = [*claims, *(c for c, s in zip(seen, shown, strict=True) if s.rank < UNSURE)]
        claims = claims or elsewhere(tree, blocks, said, now, habits) or seen[:1]
    if not claims:
        vague = vague_date(lines_at_headline(blocks, title), now, habits)
        return (vague[0], (Fact("published", vague[1], "shown"),)) if vague else (None, ())
    best = _most_witnessed(claims)
    if (told := _told_to_readers(best, claims, shown)) and not _is_live(said, blocks):
        claims = [Claim(told.day, told.written, "shown", sure=True), *claims]
        moment = _nearest(best.moment, [told.day.date()])
        if moment.date() == told.day.date() and not is_mere_date(best.moment):
            return moment, _as_facts(claims)  # a time without a zone was one in UTC
        best = next((c for c in claims[1:] if c.moment.date() == told.day.date()), claims[0])
    return on_its_day(best, claims, shown, tree), _as_facts(claims)


def _as_facts(claims: list[Claim]) -> tuple[Fact, ...]:
    return tuple(Fact("published", claim.written[:80], claim.where) for claim in claims[:6])


def modified(said: Said, now: datetime) -> tuple[datetime | None, tuple[Fact, ...]]:
    """When the page says it was last changed."""
    for claim in changes_of(said, now):
        return claim.moment, (Fact("modified", claim.written[:80], claim.where),)
    return None, ()


def _told_to_readers(best: Claim, claims: list[Claim], shown: list[Shown]) -> Shown | None:
    """The one date that stands at the headline, where nothing that readers see bears `best` out.

    What the head says is often when the page was begun in the editors' system. A date that is
    called an update is only taken from a page that was another one when it was first published, and
    that says when in one place of its head alone.
    """
    near = [one for one in shown if one.by_title and one.rank < UNSURE]
    own = [one for one in near if one.rank < UPDATE]
    alike = [c for c in claims if _agree(best, c)]
    twice = {"json-ld", "meta"} <= {c.place for c in alike}
    if not own and not twice and all(one.day - best.moment > RENEWED for one in near):
        own = near
    if len({one.day for one in own}) != 1:
        return None
    days = {best.moment.date()} | _days(best)
    borne_out = any(c.visible or c.place == "url" for c in alike) or any(
        _readings(one.day) & days for one in shown if one.rank < UNSURE
    )
    return None if borne_out else own[0]


def _readings(day: datetime) -> set[date]:
    """A written day, and the same with day and month changed places."""
    found = {day.date()}
    if day.day <= 12:
        found.add(day.replace(day=day.month, month=day.day).date())
    return found


def _is_live(said: Said, blocks: list[Block]) -> bool:
    """A live blog, or a ticker ("+++"), shows the day of its latest entry."""
    ticker = any(TICKER in block.text for block in blocks if block.node.tag == "h1")
    return ticker or "LiveBlogPosting" in (t for n in said.nodes for t in types(n))


def _most_witnessed(claims: list[Claim]) -> Claim:
    """The first claim that most places bear out, each place counted once and a half."""
    best, most = claims[0], 0.0
    for claim in claims:
        votes: dict[str, float] = {}
        for other in claims:
            if _agree(claim, other):
                worth = WORTH[other.place] + (SURE if other.sure else 0.0)
                votes[other.place] = min(votes.get(other.place, 0.0) + worth, worth * 1.5)
        if sum(votes.values()) > most + 1e-9:
            best, most = claim, sum(votes.values())
    return best


def _agree(a: Claim, b: Claim) -> bool:
    """Whether two claims can be of one day. An address is given when the page is begun: it may
    be a day early."""
    if "url" in (a.place, b.place):
        return abs(a.moment.date() - b.moment.date()) <= DAY
    return bool(_days(a) & _days(b))


def _days(claim: Claim) -> set[date]:
    """The days that a claim may be of; a time in UTC is of another day elsewhere."""
    if is_mere_date(claim.moment) or claim.moment.utcoffset() or not says_utc(claim.written):
        return {claim.moment.date()}
    return {(claim.moment + shift).date() for shift in (WEST, timedelta(0), EAST)}


def on_its_day(
    claim: Claim, claims: list[Claim], shown: list[Shown], tree: HtmlElement
) -> datetime:
    """The claim's moment in the zone that the page's readers live in, as far as the page shows it.

    "2020-02-25T02:25Z" under "February 24, 2020 | 9:25pm" is 21:25-05:00: the same moment, and the
    day that the page was published on. Where only a day is shown, the zone nearest to UTC is taken
    that has it; where none is, the zone that the data in its scripts speaks of.
    """
    moment = claim.moment
    if is_mere_date(moment) or moment.utcoffset() or not says_utc(claim.written):
        return moment
    for one in shown:
        for clock in one.clocks if one.by_title else ():
            zone = _zone(datetime.combine(one.day.date(), clock, UTC) - moment)
            if zone is not None:
                return moment.astimezone(zone)
    for other in claims:
        if other.moment.utcoffset() and abs(other.moment - moment) < timedelta(minutes=1):
            return moment.astimezone(other.moment.tzinfo)
    days = [c.moment.date() for c in claims if c.place == "url"]
    days += [c.moment.date() for c in claims if is_mere_date(c.moment)]
    days += [one.day.date() for one in shown if one.rank < 2]
    return _nearest(moment, days) if days else moment.astimezone(zone_in_data(tree) or UTC)


def _zone(ahead: timedelta) -> timezone | None:
    """The zone whose clocks are `ahead` of UTC, if there can be one."""
    quarters = round(ahead / QUARTER) * QUARTER
    if WEST <= quarters <= EAST + timedelta(hours=1) and abs(ahead - quarters) < timedelta(
        minutes=2
    ):
        return timezone(quarters)
    return None


def _nearest(moment: datetime, days: list[date]) -> datetime:
    """The moment on the first of these days that any zone has then; in UTC if that is one."""
    if moment.date() in days[:1] or not days:
        return moment
    for day in days:
        midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
        if moment.date() == day:
            return moment
        if day < moment.date():  # its last whole hour or part of one
            shift = midnight + DAY - timedelta(seconds=1) - moment
            hours = timedelta(hours=shift // timedelta(hours=1))
        else:
            hours = timedelta(hours=-((moment - midnight) // timedelta(hours=1)))
        if WEST <= hours <= EAST:
            return moment.astimezone(timezone(hours))
    return moment
