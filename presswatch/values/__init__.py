"""The values that travel between the rooms.

    Source → Page → Article → Fingerprint → Verdict

Each is frozen and holds the value it was made from (`verdict.fingerprint.article.page`), so a
stage never needs a bag of extras. Nothing here imports anything of ours. All datetimes are aware,
and in UTC but for `Article.published_at`; all spans are half-open character offsets.
"""

from presswatch.values.article import Article, Credit, Fact, Fingerprint, Grams, Place
from presswatch.values.event import Event
from presswatch.values.origin import Clocks, Member, Origin, OriginKind
from presswatch.values.page import Notice, Page, Raw, Standing
from presswatch.values.target import MailServer, Security, Target, When
from presswatch.values.verdict import (
    Joins,
    Kind,
    Match,
    Near,
    NewStory,
    Position,
    Relation,
    Revision,
    Span,
    Unchanged,
    Verdict,
)
from presswatch.values.watch import DoorKind, Link, Source, Watch

__all__ = [
    "Article",
    "Clocks",
    "Credit",
    "DoorKind",
    "Event",
    "Fact",
    "Fingerprint",
    "Grams",
    "Joins",
    "Kind",
    "Link",
    "MailServer",
    "Match",
    "Member",
    "Near",
    "NewStory",
    "Notice",
    "Origin",
    "OriginKind",
    "Page",
    "Place",
    "Position",
    "Raw",
    "Relation",
    "Revision",
    "Security",
    "Source",
    "Span",
    "Standing",
    "Target",
    "Unchanged",
    "Verdict",
    "Watch",
    "When",
]
