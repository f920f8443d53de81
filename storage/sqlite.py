"""One SQLite file: how it is opened, locked, written and closed.

Every write happens in `transaction()`. Outside a crawl that commits at once. In a crawl
`group_commit` gathers writes into one transaction per batch, and `await stored()` returns when
what was just written is on disk: first the WARC is synced, then the batch commits.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from sqlite_utils import Database

from presswatch.errors import DiskFull, IntegrityError, LockHeld, PresswatchError
from storage.articles import Articles
from storage.clock import undo_leaps
from storage.credits import Credits
from storage.disk import is_full
from storage.doors import Doors
from storage.extraction_health import ExtractionHealth
from storage.frontier import Frontier
from storage.group_commit import GroupCommit
from storage.health import SourceHealth
from storage.hosts import Hosts, Notices
from storage.lock import WriterLock
from storage.log import CrawlLog
from storage.migrations import steps
from storage.outbox import Outbox
from storage.overrides import Overrides
from storage.pickup import Pickup
from storage.rechecks import Rechecks
from storage.seal import Seal, unseal
from storage.site_lines import SiteLines
from storage.sources import Sources
from storage.stories import Stories
from storage.tombstones import Tombstones
from storage.upkeep import Upkeep
from storage.views import create_views
from storage.volume import Volume
from storage.warc import Archive
from storage.watches.table import Watches

WRITER = """
    pragma journal_mode = wal;
    pragma synchronous = normal;
    pragma foreign_keys = on;
    pragma busy_timeout = 90000;
    pragma journal_size_limit = 67108864;
    pragma wal_autocheckpoint = 0;
    pragma cache_size = -8192;
"""


logger = logging.getLogger(__name__)

WAL_BYTES = 4 << 20  #: a WAL that has grown by so much is copied into the database


class SqliteStore:
    """The rooms of the memory, on one connection."""

    def __init__(self, path: Path, *, warc: Path, writer: bool) -> None:
        self.path = path
        self.closed = False
        self._lock = WriterLock(path) if writer else None
        self._group: GroupCommit | None = None
        self._copied = 0  #: bytes of the WAL at the last checkpoint
        self.failure: PresswatchError | None = None  #: what writing failed on for good
        self._tell: Callable[[PresswatchError], None] = lambda failure: None
        try:
            self.db = _connect(path, writer)
            self.tombstones = Tombstones(self.db, Path(f"{path}.key"))
            if writer:
                self.db.execute("select * from sqlite_master")  # raises before a seal is broken
                if steps.pending(self.db):  # which may change every page
                    unseal(path)
                    steps.apply(self.db)
                self._seal = Seal.take(path, self.db)
                with self.transaction():
                    create_views(self.db)
                    undo_leaps(self.db)
                self.tombstones.load()  # what was forgotten is known, or nothing is written
        except sqlite3.DatabaseError as error:
            self._release()
            raise said(error, path) from error
        except PresswatchError:
            self._release()
            raise
        self._warc = warc
        self._furnish()

    def _furnish(self) -> None:
        """The rooms, all on the one connection."""
        self.sources = Sources(self.db)
        self.doors = Doors(self.db)
        self.volume = Volume(self.db)
        self.health = SourceHealth(self.db)
        self.frontier = Frontier(self.db, self.tombstones.refuses_address)
        self.rechecks = Rechecks(self.db)
        self.articles = Articles(self.db)
        self.stories = Stories(self.db)
        self.upkeep = Upkeep(self.db)
        self.credits = Credits(self.db)
        self.log = CrawlLog(self.db)
        self.site_lines = SiteLines(self.db)
        self.extraction = ExtractionHealth(self.db)
        self.hosts = Hosts(self.db, self.transaction)
        self.notices = Notices(self.db, self.transaction)
        self.pickup = Pickup(self.db)
        self.outbox = Outbox(self.db)
        self.watches = Watches(self.db)
        self.overrides = Overrides(self.db)

    @cached_property
    def warc(self) -> Archive:
        """The raw responses on disk; a record torn by a kill is cut off first."""
        archive = Archive(self._warc)
        if self._lock is not None:
            archive.mend(self.log.warc_ends())
        return archive

    @contextmanager
    def transaction(self) -> Generator[Database]:
        """All or nothing. Nested, or in a batch, a savepoint; else commits at the end."""
        try:
            if self.db.conn.in_transaction:
                with self.db.atomic():
                    yield self.db
                return
            self.db.execute("begin immediate")
            try:
                with self.db.atomic():
                    yield self.db
                if self._group is None:
                    self._seal.commits()
                    self.db.commit()
            except BaseException:
                self.db.rollback()
                raise
            if self._group is None:
                self._checkpoint()
            else:
                self._group.opened()
        except sqlite3.DatabaseError as error:
            raise self._broken(error) from error

    def group_commit(self, loop: asyncio.AbstractEventLoop) -> None:
        """From now on writes are gathered; `stored()` tells when they are on disk."""
        self._group = GroupCommit(loop, self._commit_batch)

    async def stored(self) -> None:
        """Returns when what was written so far is committed. Raises what the commit raised."""
        if self._group is not None:
            await self._group.committed()

    def flush(self) -> None:
        """Commits the open batch, if there is one."""
        if self._group is not None:
            self._group.flush()

    def _commit_batch(self) -> None:
        try:
            if not self.db.conn.in_transaction:
                raise sqlite3.OperationalError("the batch was rolled back")
            if "warc" in self.__dict__:
                self.warc.sync()
            self._seal.commits()
            self.db.commit()
        except (sqlite3.DatabaseError, PresswatchError) as error:
            self.db.rollback()
            raise self._broken(error) from error
        self._checkpoint()

    def when_broken(self, tell: Callable[[PresswatchError], None]) -> None:
        """`tell` hears of the first failure after which writing on makes no sense."""
        self._tell = tell

    def _broken(self, error: Exception) -> Exception:
        """The error in our words. What cannot be written on from is remembered and told."""
        ours = said(error, self.path) if isinstance(error, sqlite3.DatabaseError) else error
        if isinstance(ours, PresswatchError) and self.failure is None:
            self.failure = ours
            self._tell(ours)
        # SQLite gives up a whole transaction when the disk fails it, earlier parts of the batch included
        if self._group is not None and not self.db.conn.in_transaction:
            self._group.lost(ours)
        return ours

    def _checkpoint(self) -> None:
        """Copies the WAL into the database once it has grown; a reader's snapshot holds it up."""
        end = self._seal.note()
        if end - (self._copied if self._copied <= end else 0) < WAL_BYTES:
            return
        self._copied = end
        self._seal.ready()
        try:
            _, frames, copied = self.db.execute("pragma wal_checkpoint(passive)").fetchone()
            if frames == copied:
                self._seal.copied()
        except sqlite3.OperationalError as error:  # what was committed stands in the WAL
            logger.warning("%s: the WAL was not copied into the database: %s", self.path, error)

    def forget_seal(self) -> None:
        """Every page is summed again when this writer leaves: the file is to be written anew."""
        self._seal.break_()

    def _leave_sealed(self) -> None:
        """Everything is copied into the database and its pages are summed, unless a reader is busy."""
        try:
            self._seal.renumber(self.db)
            self._seal.note()
            self._seal.ready()
            _, frames, copied = self.db.execute("pragma wal_checkpoint(passive)").fetchone()
            if frames == copied:
                self._seal.write()
        except (sqlite3.DatabaseError, OSError) as error:
            if self.failure is None:  # else that is what is told
                logger.warning("%s: left without a seal: %s", self.path, error)

    def close(self) -> None:
        """Commits what is open and lets the next writer in, whatever fails on the way."""
        if self.closed:
            return
        try:
            self.flush()
            self._group = None
            if "warc" in self.__dict__:
                self.warc.close()
            if self._lock is not None:
                self._leave_sealed()
        finally:
            self.db.close()
            self.closed = True
            self._release()

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.release()


def _connect(path: Path, writer: bool) -> Database:
    if writer:
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        connection.executescript(WRITER)
    else:
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None
        )
        connection.execute("pragma busy_timeout = 10000")
    return Database(connection)


def said(error: sqlite3.DatabaseError, path: Path) -> Exception:
    """SQLite's words, in ours where the operator can do something."""
    text = str(error)
    if "disk is full" in text or ("disk I/O error" in text and is_full(path)):
        return DiskFull(
            f"{path}: the disk is full; what was acknowledged is stored; free some space and run again"
        )
    if "disk I/O error" in text:
        return PresswatchError(
            f"{path}: {text}; what was acknowledged is stored; look at the system's log, then run"
            " `presswatch verify`"
        )
    if "is locked" in text:
        return LockHeld(
            f"{path}: {text} by another program, for longer than a minute; end it and run again"
        )
    if "malformed" in text or "not a database" in text:
        return IntegrityError(f"{path}: {text}; run `presswatch verify`, or restore a backup")
    return error
