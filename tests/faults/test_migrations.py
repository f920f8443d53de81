"""Every schema that was ever released becomes today's, or stays as it is; never something between."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlite_utils import Database

from storage import open_store
from storage.migrations import steps
from tests.faults.desks import ROOT, complaints

SCHEMAS = sorted((ROOT / "tests" / "storage" / "schemas").glob("*.sql"))
KILLS = 20
TRIGGERS = {"articles_fts_insert", "articles_fts_delete", "articles_fts_update"}
Figure = Callable[[str], None]


def database(folder: Path, schema: Path | None) -> Path:
    """A database as a release left it; empty where none did."""
    folder.mkdir(parents=True)
    db = sqlite3.connect(folder / "presswatch.db")
    db.executescript(f"pragma journal_mode = wal; begin; {_script(schema)} commit;")
    db.close()
    return folder / "presswatch.db"


def _script(schema: Path | None) -> str:
    return schema.read_text("utf8") if schema else ""


def shape(db: Database) -> set[tuple[str, str, str]]:
    """Tables, indexes and triggers, however their statements are laid out."""
    rows = db.execute(
        "select type, name, sql from sqlite_master where sql is not null and type != 'view'"
        " and name not glob 'articles_fts_[a-z]*' and name not like '%sqlite_migrations%'"
        " or type = 'trigger'"
    ).fetchall()
    return {(kind, name, "".join(sql.lower().split())) for kind, name, sql in rows}


def applied(db: Database) -> list[str]:
    return [migration.name for migration in steps.applied(db)]


def names() -> list[str]:
    return [migration.name for migration in steps.pending(Database(memory=True))]


def after(schema: Path | None, done: int) -> set[tuple[str, str, str]]:
    """What a released schema looks like once so many steps are applied."""
    db = Database(memory=True)
    db.executescript(_script(schema))
    stop = names()[done] if done < len(names()) else None
    steps.apply(db, stop_before=stop)
    return shape(db)


def test_there_is_a_schema_to_come_from() -> None:
    assert SCHEMAS


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda path: path.stem)
def test_a_database_of_every_released_schema_upgrades(schema: Path, tmp_path: Path) -> None:
    path = database(tmp_path / "desk", schema)
    before = sqlite3.connect(path).execute("select id, url, title, text from articles").fetchall()
    store = open_store(path, writer=True)
    fresh = open_store(tmp_path / "fresh.db", writer=True)
    assert shape(store.db) == shape(fresh.db)
    assert store.db.execute("select id, url, title, text from articles").fetchall() == before
    word = before[0][3].split()[3]
    found = store.db.execute(
        "select rowid from articles_fts where articles_fts match ?", [f'"{word}"']
    )
    assert (before[0][0],) in found.fetchall()
    fresh.close()
    store.close()
    assert complaints(path.parent, captures=False) == []


@pytest.mark.parametrize("last", names()[names().index("m005_search") :])
def test_search_triggers_survive_every_step(last: str) -> None:
    db = Database(memory=True)
    following = names().index(last) + 1
    steps.apply(db, stop_before=names()[following] if following < len(names()) else None)
    assert {t.name for t in db.triggers} >= TRIGGERS


def open_and_die(path: Path, statement: int) -> bool:
    """Upgrades in a child that kills itself before its nth statement; whether it came to that."""
    child = os.fork()
    if child == 0:
        execute, passed = Database.execute, 0

        def counted(self: Database, *arguments: object, **named: object) -> sqlite3.Cursor:
            nonlocal passed
            passed += 1
            if passed == statement:
                os.kill(os.getpid(), signal.SIGKILL)
            return execute(self, *arguments, **named)  # type: ignore[arg-type]

        Database.execute = counted  # type: ignore[assignment,method-assign]
        open_store(path, writer=True)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def kill_upgrades(schema: Path | None, tmp_path: Path, kills: int) -> set[int]:
    """Upgrades killed at random statements; after how many whole steps each was found."""
    chance, found, killed = random.Random(20261125), set(), 0
    while killed < kills:
        statement = chance.randrange(12, 700)
        path = database(tmp_path / f"desk-{killed}-{statement}-{chance.random()}", schema)
        if not open_and_die(path, statement):
            continue
        killed += 1
        db = Database(path)
        done = len(applied(db))
        assert applied(db) == names()[:done]
        assert shape(db) == after(schema, done), f"between two steps, at statement {statement}"
        found.add(done)
        db.close()
        open_store(path, writer=True).close()
        assert shape(Database(path)) == after(schema, len(names()))
    return found


@pytest.mark.parametrize("schema", [None, *SCHEMAS], ids=lambda path: path.stem if path else "new")
def test_a_killed_migration_is_old_or_new(
    schema: Path | None, tmp_path: Path, figure: Figure
) -> None:
    found = kill_upgrades(schema, tmp_path, 2)
    figure(f"2 upgrades killed: each old or new, after {sorted(found)} steps")


@pytest.mark.soak
@pytest.mark.parametrize("schema", [None, *SCHEMAS], ids=lambda path: path.stem if path else "new")
def test_20_killed_migrations(schema: Path | None, tmp_path: Path, figure: Figure) -> None:
    found = kill_upgrades(schema, tmp_path, KILLS)
    figure(f"{KILLS} upgrades killed: each old or new, after {sorted(found)} steps")
