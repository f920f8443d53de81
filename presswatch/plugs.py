"""A name becomes a function. The only plug mechanism in the house."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from presswatch.errors import NoSuchPlug


def plug(name: str, function: str, package: str) -> Callable[..., Any]:
    """The `function` of module `name`; ".x" is module x of `package`, else a dotted path.

    Raises NoSuchPlug when there is no such module or it has no such function. A library that is
    missing *inside* the plug is the plug's own ImportError and passes through unchanged.
    """
    path = f"{package}{name}" if name.startswith(".") else name
    try:
        found = find_spec(path)
    except ModuleNotFoundError:
        found = None
    if found is None:
        raise NoSuchPlug(f"no module {path}: write it, or correct the name {name!r}")
    module = import_module(path)
    if not hasattr(module, function):
        raise NoSuchPlug(f"{path} has no function {function}()")
    made: Callable[..., Any] = getattr(module, function)
    return made
