"""Everything in the database is described, and nothing that is not there."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlite_utils import Database

from storage import open_store
from storage.browse.metadata import described, metadata, queries
from storage.schema_page import PAGE, written


@pytest.fixture
def db(tmp_path: Path) -> Database:
    store = open_store(tmp_path / "presswatch.db", writer=True)
    yield store.db
    store.close()


def columns_of(db: Database) -> dict[str, set[str]]:
    names = [n for n in db.table_names() + db.view_names() if not n.startswith("articles_fts")]
    return {
        name: {row[1] for row in db.execute(f"pragma table_info([{name}])").fetchall()}
        for name in names
        if not name.startswith("sqlite_")
    }


def test_every_table_view_and_column_is_described(db: Database) -> None:
    assert {name: set(said["columns"]) for name, said in described().items()} == columns_of(db)


def test_facets_and_order_name_columns_that_exist(db: Database) -> None:
    present = columns_of(db)
    for name, said in described().items():
        used = {*said.get("facets", []), *filter(None, [said.get("sort_desc"), said.get("label")])}
        assert used <= present[name], name


def test_every_facet_of_a_table_is_indexed(db: Database) -> None:
    for name in set(described()) & set(db.table_names()):
        first = {index.columns[0] for index in db.table(name).indexes} | set(db.table(name).pks[:1])
        assert set(described()[name].get("facets", [])) <= first, name


def test_each_canned_query_runs(db: Database) -> None:
    for name, query in queries().items():
        values = {"since": "2026-01-01", "origin": "x", "source": ""}
        asked = {key: value for key, value in values.items() if f":{key}" in query["sql"]}
        assert db.execute(query["sql"], asked).fetchall() == [], name
        assert query["title"]
        assert query["description"]


def test_the_metadata_speaks_of_the_database_by_its_name() -> None:
    said = metadata("desk")["databases"]["desk"]
    assert said["tables"]["articles"]["columns"]["text"].startswith("Paragraphs")
    assert "failing_doors" in said["queries"]


def test_the_page_on_the_schema_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf8") == written(), "run `python -m storage.schema_page`"
