"""How the small immutable values are declared that every module has and a run makes by the million."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def struct(cls: type[T]) -> type[T]:
    """A slotted dataclass with equality and hash, frozen to the type checker.

    `dataclass(frozen=True)` costs seven times as much to declare and four times as much to make, at every start and
    for every line.
    """
    made = dataclass(slots=True, eq=False, repr=False)(cls)
    for name, method in (("__eq__", _equal), ("__hash__", _hash), ("__repr__", _show)):
        setattr(made, name, method)
    return made


def _values(self: object) -> list[object]:
    return [getattr(self, name) for name in self.__class__.__dict__["__dataclass_fields__"]]


def _equal(self: object, other: object) -> bool:
    return self.__class__ is other.__class__ and _values(self) == _values(other)


def _hash(self: object) -> int:
    return hash(tuple(_values(self)))


def _show(self: object) -> str:
    names = self.__class__.__dict__["__dataclass_fields__"]
    shown = ", ".join(f"{name}={item!r}" for name, item in zip(names, _values(self), strict=True))
    return f"{self.__class__.__name__}({shown})"
