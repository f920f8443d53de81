"""The newsroom: pages of our own inside Datasette.

A plugin of Datasette, found by the entry point in pyproject.toml. It uses only hooks that 0.65 and
1.0 both have. Each page is a file under pages/ with its SQL in reads/ and its template in
templates/presswatch/.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import datasette

from storage.browse import words
from storage.browse.labels import Labelled
from storage.browse.navigation import Navigation
from storage.browse.routes import ROUTES
from storage.browse.shield import App, shielded

F = TypeVar("F", bound=Callable[..., Any])
hookimpl: Callable[[F], F] = datasette.hookimpl


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    """Our pages."""
    return list(ROUTES)


@hookimpl
def prepare_jinja2_environment(env: Any, datasette: Any) -> None:
    """How numbers and times are said; the navigation, also for pages that report an error; labels."""
    env.add_extension(Labelled)
    env.filters.update(words.FILTERS)
    env.globals["presswatch"] = Navigation(datasette)


@hookimpl
def asgi_wrapper(datasette: Any) -> Any:
    """Headers on every answer; no answer under a foreign name."""
    ours = datasette.plugin_config("presswatch") or {}

    def wrap(app: App) -> App:
        return shielded(app, ours.get("hosts"), bool(ours.get("public")))

    return wrap
