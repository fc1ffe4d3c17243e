"""What follows from a frozen record, worked out when it is first asked for and kept with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")


class late(Generic[T]):  # noqa: N801 - used like ``property``
    """``functools.cached_property`` without its lock, which in Python 3.11 takes longer than most of what is kept."""

    def __init__(self, make: Callable[[Any], T]) -> None:
        self.make = make
        self.name = make.__name__
        self.__doc__ = make.__doc__

    @overload
    def __get__(self, record: None, owner: type) -> late[T]: ...

    @overload
    def __get__(self, record: object, owner: type) -> T: ...

    def __get__(self, record: object | None, owner: type) -> late[T] | T:
        if record is None:
            return self
        value = record.__dict__[self.name] = self.make(record)
        return value
