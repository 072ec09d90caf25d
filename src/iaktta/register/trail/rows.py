"""Digests of rows: what a transaction has written, as it stands when its event is recorded.

The database notes each row that is written (`migrations/_noting.py`). The event of the transaction takes the
notes away and keeps a salted digest of each row, so that a row that is changed past the program is found.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import BinaryField, Model

from iaktta.register.models import EventRows
from iaktta.register.trail.hashing import canonical, sha256
from iaktta.register.trail.statements import select
from iaktta.register.trail.transactions import CURRENT

Touched = Mapping[str, Iterable[int]]
"""By table: the keys of rows that were written."""

_AT_ONCE = 900


@dataclass(frozen=True, slots=True)
class Shape:
    """A table of the trail and the columns that a digest covers, in their order."""

    model: type[Model]
    columns: tuple[str, ...]

    @property
    def names(self) -> str:
        """The columns as `EventRows.columns` has them."""
        return " ".join(self.columns)

    def of(self, row: Sequence[Any], column: str) -> Any:
        """One column's value in a row; None where the table has no such column."""
        return row[1 + self.columns.index(column)] if column in self.columns else None

    def is_draft(self, row: Sequence[Any]) -> bool:
        """Whether a row is a draft that the trail leaves out."""
        left_out = not getattr(self.model, "drafts_in_trail", False)
        return left_out and bool(self.of(row, "is_draft"))

    def rows(self, keys: Sequence[int]) -> Iterator[Sequence[Any]]:
        """The values of some rows; the key comes first."""
        for start in range(0, len(keys), _AT_ONCE):
            yield from select(self.model, self.columns, keys[start : start + _AT_ONCE])

    def rows_of(self, organisation: int) -> Iterator[tuple[Any, ...]]:
        """The values of every row of an organisation, in the order of their keys, which come first."""
        owned = any(each.name == "organisation" for each in self.model._meta.local_concrete_fields)
        rows = self.model._base_manager.filter(**{"organisation" if owned else "pk": organisation})
        # A file can be large, so a table of files is read a few rows at a time.
        files = any(isinstance(each, BinaryField) for each in self.model._meta.local_concrete_fields)
        ordered = rows.order_by("pk").values_list("pk", *self.columns)
        yield from ordered.iterator(chunk_size=4 if files else 2000)


@cache
def tables() -> Mapping[str, Shape]:
    """Every table of the trail by its name in the database, with the columns that it has now."""
    return {
        model._meta.db_table: Shape(model, _columns(model))
        for model in apps.get_models()
        if getattr(model, "in_trail", False)
    }


def _columns(model: type[Model]) -> tuple[str, ...]:
    return tuple(sorted(each.attname for each in model._meta.local_concrete_fields))


def take_touched(organisation: int) -> dict[str, set[int]]:
    """What this transaction has written of an organisation's since the last event; the notes then go."""
    found: dict[str, set[int]] = defaultdict(set)
    with connection.cursor() as cursor:
        cursor.execute(
            f'DELETE FROM register_touched WHERE "transaction" = {CURRENT[connection.vendor]} '  # noqa: S608 - ours
            'AND organisation_id = %s RETURNING "table", "row"',
            [organisation],
        )
        for table, row in cursor.fetchall():
            found[table].add(row)
    return found


def forget_touched() -> None:
    """Take away the notes of this transaction, which writes what has its events already: a backup."""
    with connection.cursor() as cursor:
        if "register_touched" in connection.introspection.table_names(cursor):
            cursor.execute(
                f'DELETE FROM register_touched WHERE "transaction" = {CURRENT[connection.vendor]}'  # noqa: S608 - ours
            )


def rows_of(touched: Touched) -> list[EventRows]:
    """Unsaved: the digests of rows as they stand, table by table; a row that is gone has none."""
    known = tables()
    there = sorted(touched.keys() & known.keys())
    return [_digested(known[table], sorted(touched[table])) for table in there]


def _digested(shape: Shape, keys: Sequence[int]) -> EventRows:
    seed = secrets.token_hex(16)
    digests: dict[str, str | None] = {str(key): None for key in keys}
    for row in shape.rows(keys):
        digests[str(row[0])] = row_digest(salt_of(seed, row[0]), row[1:])
    return EventRows(table=shape.model._meta.db_table, columns=shape.names, digests=digests, seed=seed)


def salt_of(seed: str, key: int) -> str:
    """The salt of one row, from which nobody gets back to the seed."""
    return hashlib.sha256(f"{seed} {key}".encode()).hexdigest()[:32]


def row_digest(salt: str, values: Sequence[Any]) -> str:
    """SHA-256 of a row's salted values, shortened to base 64 since an import has thousands of them."""
    digest = hashlib.sha256(canonical([salt, *values]).encode()).digest()
    return base64.b64encode(digest).decode().rstrip("=")


def digest_of_rows(several: Iterable[EventRows]) -> str:
    """What an event's hash covers of its rows: their digests, not their salts."""
    return sha256({each.table: [each.columns, each.digests] for each in several})


Known = tuple[int, str | None, EventRows]
"""The event that knows a row last (its key), the row's digest (None if removed), and where that stands."""


@dataclass(slots=True)
class Newest:
    """The newest digest of each row that some chains know of, by table and key."""

    found: dict[str, dict[int, Known]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, several: Iterable[EventRows]) -> None:
        """Take in what one event says; which of several is newest, their events' keys say."""
        for each in several:
            here = self.found[each.table]
            for text, digest in each.digests.items():
                key = int(text)
                known = here.get(key)
                if known is None or known[0] < each.event_id:
                    here[key] = (each.event_id, digest, each)


def salt_in(rows: EventRows, key: int) -> str | None:
    """The salt of a row's digest; None where it has been erased."""
    return None if rows.seed is None else salt_of(rows.seed, key)


class Comparison:
    """Compares rows of one table, as `Shape.rows_of` gives them, with digests of them."""

    def __init__(self, shape: Shape) -> None:
        self._shape = shape
        self._places: dict[str, Sequence[int] | None] = {shape.names: range(1, len(shape.columns) + 1)}

    def agrees(self, row: Sequence[Any], digest: str, rows: EventRows) -> bool | None:
        """Whether a row is as its digest says; None where a column that the digest covers is no more."""
        places, salt = self._covered(rows.columns), salt_in(rows, row[0])
        if places is None:
            return None
        return salt is not None and row_digest(salt, [row[place] for place in places]) == digest

    def _covered(self, columns: str) -> Sequence[int] | None:
        if columns not in self._places:
            now = {name: place for place, name in enumerate(self._shape.columns, 1)}
            names = columns.split()
            there = all(name in now for name in names)
            self._places[columns] = [now[name] for name in names] if there else None
        return self._places[columns]
