"""The one form of a report: what every interchange type sees to when it is built.

Optional text that is empty or blank becomes None, lists become tuples and are never None. U+0000,
lone surrogates, numbers that are not finite and integers beyond 32 bits are refused.
"""

from __future__ import annotations

import dataclasses
import datetime
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, ClassVar

from iaktta.document import Span

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")

Places = Mapping[str, tuple[Span, ...]]
"""Field name -> where that field's words stand; for a list one span an item."""


class Formed:
    """Base of the interchange types. A field without default is required; `may_be_empty` names exceptions."""

    __slots__ = ()
    may_be_empty: ClassVar[frozenset[str]] = frozenset()

    def __post_init__(self) -> None:
        for name, required in _shape(type(self)):  # type: ignore[arg-type]  # a class can be hashed
            value = getattr(self, name)
            if value is None:
                continue
            formed = _formed(value)
            if isinstance(formed, str) and not formed.strip():
                if name in self.may_be_empty:
                    formed = ""
                elif required:
                    raise ValueError(f"{type(self).__name__}.{name} is blank")
                else:
                    formed = None
            if formed is not value:
                object.__setattr__(self, name, formed)


@lru_cache(maxsize=128)
def _shape(kind: type) -> tuple[tuple[str, bool], ...]:
    """The names of a type's fields, and whether each is required."""
    missing = dataclasses.MISSING
    return tuple(
        (entry.name, entry.default is missing and entry.default_factory is missing)
        for entry in dataclasses.fields(kind)
    )


def _formed(value: Any) -> Any:
    """The value in its one form.

    Raises:
        ValueError: It holds something that a report may not hold.
    """
    if isinstance(value, str):
        _refuse_unstorable(value)
        return value
    if isinstance(value, (bool, Span)) or value is None:
        return value
    if isinstance(value, int):
        if not -(2**31) <= value < 2**31:
            raise ValueError(f"{value} does not fit in 32 bits")
        return value
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError(f"{value} is not finite")
        return value
    if isinstance(value, (list, tuple)):
        if any(isinstance(item, str) and not item.strip() for item in value):
            raise ValueError("a list holds blank text")
        items = tuple(_formed(item) for item in value)
        return value if isinstance(value, tuple) and items == value else items
    if isinstance(value, Mapping):
        return _formed_mapping(value)
    return value


def _formed_mapping(value: Mapping[str, Any]) -> dict[str, Any]:
    formed = {}
    for name, item in value.items():
        _refuse_unstorable(name)
        formed[name] = tuple(item) if isinstance(item, list) else _formed(item)
        if isinstance(item, str) and not item.strip():
            raise ValueError(f"the words for {name} are blank")
    return formed


def _refuse_unstorable(text: str) -> None:
    if _UNSTORABLE.search(text):
        raise ValueError("text holds U+0000 or a lone surrogate")


@dataclass(frozen=True, slots=True)
class SecretPassage(Formed):
    """[start, end) in the text of one field of the entry."""

    field: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Secrecy(Formed):
    """A secrecy marking as written (OSL 5:5); no passages means the whole entry."""

    provision: str | None = None
    date: datetime.date | None = None
    authority: str | None = None
    passages: tuple[SecretPassage, ...] = ()


def places() -> Any:
    """The default of a `places` or `wording` field."""
    return field(default_factory=dict)
