"""An attribute that is worked out when it is first asked for, without the lock of `cached_property`.

Python 3.11 takes a lock for each, a microsecond; two texts compared ask a dozen of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

Value = TypeVar("Value")


class once(Generic[Value]):
    """For instances with a `__dict__`, where the value is kept under the attribute's own name."""

    def __init__(self, work_out: Callable[[Any], Value]) -> None:
        self._work_out, self._name, self.__doc__ = work_out, work_out.__name__, work_out.__doc__

    @overload
    def __get__(self, one: None, owner: type) -> once[Value]: ...
    @overload
    def __get__(self, one: object, owner: type | None = None) -> Value: ...
    def __get__(self, one: object | None, owner: type | None = None) -> Value | once[Value]:
        if one is None:
            return self
        value: Value = self._work_out(one)
        one.__dict__[self._name] = value
        return value
