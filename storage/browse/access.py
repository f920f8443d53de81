"""Which database a page reads, and whether this visitor may.

Routes of a plugin bypass the permissions of tables, so every page names the tables it reads and
asks first. Datasette 0.65 and 1.0 ask in different words; this is the one place that knows both.
"""

from __future__ import annotations

from typing import Any

from datasette.utils.asgi import NotFound

try:  # Datasette 1.0
    from datasette.resources import TableResource
except ImportError:  # 0.65
    TableResource = None

VERSION_ONE = TableResource is not None
#: a database with these tables is ours
OURS = ("articles", "stories", "copies", "sources")


async def newsroom_database(datasette: Any) -> Any:
    """The first database that holds our tables. Raises NotFound when there is none."""
    for name, db in datasette.databases.items():
        if name.startswith("_"):
            continue
        if all([await db.table_exists(table) for table in OURS]):
            return db
    raise NotFound("No presswatch database is open here: start it with `presswatch serve`")


async def open_for(datasette: Any, request: Any, *tables: str) -> Any:
    """The database, if the visitor may view every one of `tables`. Raises Forbidden, NotFound."""
    db = await newsroom_database(datasette)
    for table in tables:
        await _ensure(datasette, request.actor, db.name, table)
    return db


async def _ensure(datasette: Any, actor: Any, database: str, table: str) -> None:
    if not VERSION_ONE:
        await datasette.ensure_permissions(
            actor, [("view-table", (database, table)), ("view-database", database), "view-instance"]
        )
        return
    resource = TableResource(database=database, table=table)
    await datasette.ensure_permission(action="view-table", resource=resource, actor=actor)
